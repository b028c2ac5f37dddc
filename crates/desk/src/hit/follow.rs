//! The follower that holds every record, as it is stated, against those of other members.
use super::raise::{met, raise};
use crate::outbox::Lanes;
use crate::{Desk, Result, Ring, follow, sights};
use model::{ActKind, RecordId};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

const NAME: &str = "hits";
/// Acts looked at in one turn.
const BATCH: u32 = 200;
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Up to which act this process has looked; none before it has read it from the store.
#[derive(Default)]
pub(crate) struct Followed(AtomicU64);

/// Follows until the desk is dropped. A fault is logged and tried again.
pub async fn run(desk: Arc<Desk>) {
    let mut progress = follow::progress(&desk);
    loop {
        if let Err(fault) = catch_up(&desk).await {
            tracing::error!(%fault, "hits cannot be looked for; it is tried again");
        }
        // It works behind the index: what is not searchable yet meets nobody.
        let _moved = tokio::time::timeout(LOOK_AGAIN, progress.changed()).await;
    }
}

/// Looks for the hits of all that was stated up to where the index is. A node in no network has none.
pub async fn catch_up(desk: &Desk) -> Result<()> {
    if desk.post.is_none() {
        return Ok(());
    }
    let indexed = follow::progress(desk).borrow().upto;
    while step(desk, indexed).await? {
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// One batch of acts. False where there was none, or another process holds the lease.
async fn step(desk: &Desk, indexed: u64) -> Result<bool> {
    let mut upto = desk.hits.0.load(Ordering::Acquire);
    if upto == 0 {
        upto = store::follower::cursor(&mut desk.store.read().await?, NAME).await?;
    }
    if upto >= indexed {
        return Ok(false);
    }
    let mut changes = store::journal::since(&mut desk.store.read().await?, upto, BATCH).await?;
    changes.retain(|change| change.seq <= indexed);
    let Some(last) = changes.last() else { return Ok(false) };
    let stated = changes.iter().filter(|c| matches!(c.kind, ActKind::Filed | ActKind::Revised));
    let stated: Vec<RecordId> = stated.filter_map(|c| Some(c.object?.0)).collect();
    if !stated.is_empty() && anybody_else(desk) {
        if !follow::leased(desk, NAME).await? {
            return Ok(false);
        }
        notice(desk, &stated, last.seq).await?;
    }
    desk.hits.0.fetch_max(last.seq, Ordering::AcqRel);
    Ok(true)
}

fn anybody_else(desk: &Desk) -> bool {
    desk.roster().all().any(|known| known.member != desk.me)
}

async fn notice(desk: &Desk, stated: &[RecordId], upto: u64) -> Result<()> {
    sights::refresh(desk).await?;
    let sight = follow::engine(desk).await?;
    let now = desk.clock.now_us();
    let held = store::record::many(&mut desk.store.read().await?, &sight, stated, now).await?;
    let met = met(desk, &held).await?;
    let mut tx = desk.store.begin().await?;
    let mut lanes = Lanes::new(desk)?;
    let mut raised = 0;
    for met in &met {
        raised += usize::from(raise(desk, &mut tx, &mut lanes, met).await?);
    }
    lanes.close(&mut tx).await?;
    store::follower::advance(&mut tx, NAME, upto).await?;
    tx.commit().await?;
    if raised > 0 {
        desk.bell.ring(Ring::Journal);
        desk.bell.ring(Ring::Hits);
        desk.bell.ring(Ring::Outbox);
    }
    Ok(())
}
