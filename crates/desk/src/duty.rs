//! What happens by the clock: the log is sealed in tiles and checkpoints, what has expired is taken out of the index,
//! what was left behind is cleared away.
use crate::{Desk, Result};
use std::sync::Arc;
use std::time::Duration;

/// How often.
const EACH: Duration = Duration::from_secs(1);

/// Does its duty until the desk is dropped. A fault is logged and tried again at the next turn.
pub async fn run(desk: Arc<Desk>) {
    let mut turn = tokio::time::interval(EACH);
    turn.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turn.tick().await;
        if let Err(fault) = once(&desk).await {
            tracing::error!(%fault, "duty could not be done; it is tried again in a second");
        }
    }
}

/// One turn.
pub async fn once(desk: &Desk) -> Result<()> {
    store::journal::tend(&desk.store).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    let expired = store::record::expired(&mut tx, now).await?;
    store::session::clear(&mut tx, now, crate::session::IDLE_US).await?;
    tx.commit().await?;
    desk.index.remove(&expired);
    Ok(())
}
