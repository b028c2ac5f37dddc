//! The follower that looks for twins of every record as it arrives.
//!
//! Its cursor is in the store, and moves in the same transaction as the pairs: killed anywhere, it goes on where it was.
//! It works behind the index, on one core, so that neither an import nor a check waits for it.
use super::propose;
use crate::{Desk, Result, Ring, follow, sights};
use model::{ActKind, RecordId};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

pub(super) const NAME: &str = "twins";
/// Acts looked at in one turn.
const BATCH: u32 = 500;
/// Acts of other instances on the same store are found at the latest after this.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Up to which act this process has looked; none before it has read it from the store.
#[derive(Default)]
pub(crate) struct Followed(AtomicU64);

/// Follows until the desk is dropped. A fault is logged and tried again.
pub async fn run(desk: Arc<Desk>) {
    let mut rings = desk.bell.listen();
    loop {
        if let Err(fault) = catch_up(&desk).await {
            tracing::error!(%fault, "twins cannot be looked for; it is tried again");
        }
        // A missed ring is no loss: the cursor says what is new.
        let _rung = tokio::time::timeout(LOOK_AGAIN, follow::next_change(&mut rings)).await;
    }
}

/// Looks for the twins of all that was stated up to where the index is.
pub async fn catch_up(desk: &Desk) -> Result<()> {
    let indexed = follow::progress(desk).borrow().upto;
    while step(desk, indexed).await? {
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// One batch of acts. False where there was none, or another process holds the lease.
async fn step(desk: &Desk, indexed: u64) -> Result<bool> {
    let mut upto = desk.twins.0.load(Ordering::Acquire);
    if upto == 0 {
        upto = store::follower::cursor(&mut desk.store.glance().await?, NAME).await?;
    }
    if upto >= indexed {
        return Ok(false);
    }
    let mut changes = store::journal::since(&mut desk.store.glance().await?, upto, BATCH).await?;
    changes.retain(|change| change.seq <= indexed);
    let Some(last) = changes.last() else { return Ok(false) };
    let stated = changes.iter().filter(|c| matches!(c.kind, ActKind::Filed | ActKind::Revised));
    let stated: Vec<RecordId> = stated.filter_map(|c| Some(c.object?.0)).collect();
    if !stated.is_empty() {
        if !follow::leased(desk, NAME).await? {
            return Ok(false);
        }
        notice(desk, &stated, last.seq).await?;
    }
    desk.twins.0.fetch_max(last.seq, Ordering::AcqRel);
    Ok(true)
}

/// Proposes the twins of these records, and moves the cursor on.
async fn notice(desk: &Desk, stated: &[RecordId], upto: u64) -> Result<()> {
    sights::refresh(desk).await?;
    let sight = follow::engine(desk).await?;
    let now = desk.clock.now_us();
    let held = store::record::many(&mut desk.store.read().await?, &sight, stated, now).await?;
    let proposal = propose::prepare(desk, &held).await?;
    let mut tx = desk.store.begin().await?;
    let done = propose::write(desk, &mut tx, proposal).await?;
    store::follower::advance(&mut tx, NAME, upto).await?;
    if done.new > 0 {
        store::twin::offered(&mut tx, &desk.me, done.new, now).await?;
    }
    tx.commit().await?;
    if done.new > 0 {
        desk.bell.ring(Ring::Journal);
    }
    Ok(())
}

/// All up to this act was looked at otherwise.
pub(super) fn passed(desk: &Desk, upto: u64) {
    desk.twins.0.fetch_max(upto, Ordering::AcqRel);
}
