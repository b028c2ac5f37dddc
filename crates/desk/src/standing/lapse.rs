//! Questions whose time is over are destroyed, and with them what was asked.
use crate::{Desk, Result, Ring};

pub(crate) async fn lapse(desk: &Desk) -> Result<()> {
    let now = desk.clock.now_us();
    if !store::standing::any_over(&mut desk.store.glance().await?, now).await? {
        return Ok(());
    }
    let mut tx = desk.store.begin().await?;
    let over = store::standing::lapse(&mut tx, &desk.me, now).await?;
    tx.commit().await?;
    tracing::info!(over, "standing checks and subscriptions have lapsed");
    desk.bell.ring(Ring::Journal);
    Ok(())
}
