//! What happens by the clock: the log is sealed in tiles and checkpoints, what has expired is taken out of the index,
//! what was left behind is cleared away.
use crate::{
    Desk, Result, attachment, capsule, hit, kept, mailbox, node, notice, peer, recall, reckon, standing,
    thread, threshold,
};
use std::sync::Arc;
use std::time::Duration;

/// How often.
const EACH: Duration = Duration::from_secs(1);
/// Sessions that are over let nobody in; their rows are cleared once a minute.
const CLEAR_EACH_US: i64 = 60 * 1_000_000;
/// How answers scored is added to the store so often.
const COUNT_EACH_US: i64 = 10 * 1_000_000;
/// Files of which no act speaks are looked for so often, and whether the journal's key is too old.
const TIDY_EACH_US: i64 = 3_600 * 1_000_000;

/// Does its duty until the desk is dropped. A fault is logged and tried again at the next turn.
pub async fn run(desk: Arc<Desk>) {
    let mut turn = tokio::time::interval(EACH);
    turn.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // What expired while nobody was on duty was never indexed.
    let mut since = desk.clock.now_us();
    loop {
        turn.tick().await;
        match once(&desk, since).await {
            Ok(upto) => since = upto,
            Err(fault) => tracing::error!(%fault, "duty could not be done; it is tried again in a second"),
        }
    }
}

/// One turn, for the time from `since` (microseconds) on. Gives up to when it was done.
pub async fn once(desk: &Desk, since: i64) -> Result<i64> {
    store::journal::tend(&desk.store).await?;
    let now = desk.clock.now_us();
    let expired = store::record::expired(&mut desk.store.read().await?, since, now).await?;
    desk.index.remove(&expired);
    hit::late(desk).await?;
    thread::late(desk).await?;
    if since / COUNT_EACH_US != now / COUNT_EACH_US {
        threshold::tally::keep(desk).await?;
    }
    if since / CLEAR_EACH_US != now / CLEAR_EACH_US {
        Box::pin(each_minute(desk, now)).await?;
    }
    if since / TIDY_EACH_US != now / TIDY_EACH_US {
        Box::pin(each_hour(desk)).await?;
    }
    Ok(now)
}

/// Whoever awaits it keeps it in a box: it is larger than all that is done each second, and so is what is done each hour.
async fn each_minute(desk: &Desk, now: i64) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::session::clear(&mut tx, now, crate::session::IDLE_US).await?;
    tx.commit().await?;
    recall::press(desk).await?;
    capsule::press(desk).await?;
    kept::end_due(desk).await?;
    notice::review(desk).await?;
    standing::lapse(desk).await?;
    // Suspensions lapse, and manifests go stale.
    peer::refresh(desk).await?;
    mailbox::tend(desk).await?;
    reckon::round(desk).await?;
    attachment::sweep(desk).await?;
    Ok(())
}

async fn each_hour(desk: &Desk) -> Result<()> {
    attachment::clear(desk).await?;
    mailbox::files::clear(desk).await?;
    node::renew_log_key(desk).await?;
    Ok(())
}
