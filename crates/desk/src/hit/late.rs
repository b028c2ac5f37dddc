//! The clock of a hit has run out and this side has not decided: it is marked, and climbs to the head of the page.
use crate::{Desk, Result, Ring};

/// Marks those that are late now.
pub(crate) async fn late(desk: &Desk) -> Result<()> {
    if desk.post.is_none() {
        return Ok(());
    }
    let now = desk.clock.now_us();
    if !store::hit::any_late(&mut desk.store.glance().await?, now).await? {
        return Ok(());
    }
    let mut tx = desk.store.begin().await?;
    store::hit::late(&mut tx, &desk.me, now).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Hits);
    Ok(())
}
