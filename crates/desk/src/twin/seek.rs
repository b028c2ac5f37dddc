//! One run over the whole store: all pairs are found at once, whoever owns the records and whatever list they are from.
//!
//! Pairs are kept as they are found. Broken off, what was found stays, and the run begins anew; done twice, it changes
//! nothing.
use super::{find, follow as follower, propose};
use crate::{Desk, Error, Result, Ring, follow, frame, sights};
use model::{Actor, Pair, Reason};
use policy::action;
use std::collections::HashSet;
use std::sync::mpsc::sync_channel;

/// Batches of pairs that may wait to be written.
const AHEAD: usize = 4;
/// Waiting pairs looked through at a time.
const BATCH: u32 = 2_000;

/// How far it is, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sought {
    /// Records that were gone through.
    pub records: u64,
    /// Pairs that were found.
    pub found: u64,
    /// Pairs that wait to be judged now and did not before.
    pub new: u64,
    /// Pairs that wait no longer, since nothing speaks for them any more.
    pub closed: u64,
}

/// Runs it to its end. `on` hears of every batch that is on disk.
pub async fn seek(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    mut on: impl FnMut(Sought) + Send,
) -> Result<Sought> {
    let permit = frame::may::<action::SeekTwins>(desk, by, reason).await?;
    let _turn = desk.seeking.try_lock().map_err(|_| Error::Conflict("such a run is under way already"))?;
    let progress = follow::catch_up(desk).await?;
    sights::refresh(desk).await?;
    let mut sought = Sought { records: count(progress.records), ..Sought::default() };
    on(sought);
    let met = find_all(desk, &mut sought, &mut on).await?;
    close_lost(desk, &mut sought, &met).await?;
    let told = serde_json::json!({ "records": sought.records, "new": sought.new, "closed": sought.closed });
    let mut tx = desk.store.begin().await?;
    store::follower::advance(&mut tx, follower::NAME, progress.upto).await?;
    store::twin::sought(&mut tx, &permit, told, desk.clock.now_us()).await?;
    tx.commit().await?;
    follower::passed(desk, progress.upto);
    desk.bell.ring(Ring::Journal);
    Ok(sought)
}

/// Finds all pairs on all cores and writes them meanwhile. Gives those that were found.
async fn find_all(
    desk: &Desk,
    sought: &mut Sought,
    on: &mut (impl FnMut(Sought) + Send),
) -> Result<HashSet<Pair>> {
    let sight = follow::engine(desk).await?;
    let runtime = tokio::runtime::Handle::current();
    let mut met = HashSet::new();
    crate::long::long(|| {
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel(AHEAD);
            scope.spawn(|| find::all(desk, &sight, send));
            for some in receive {
                met.extend(some.iter().map(|(pair, _)| *pair));
                runtime.block_on(write(desk, sought, propose::found(some)))?;
                on(*sought);
            }
            Ok::<_, Error>(())
        })
    })?;
    Ok(met)
}

async fn write(desk: &Desk, sought: &mut Sought, proposal: propose::Proposal) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    let done = propose::write(desk, &mut tx, proposal).await?;
    tx.commit().await?;
    sought.found += count(done.found);
    sought.new += count(done.new);
    sought.closed += count(done.closed);
    Ok(())
}

/// Pairs that wait and were not found again are looked at once more, and wait no longer if nothing speaks for them.
async fn close_lost(desk: &Desk, sought: &mut Sought, met: &HashSet<Pair>) -> Result<()> {
    let mut after = None;
    loop {
        let waiting = store::twin::all_waiting(&mut desk.store.read().await?, after, BATCH).await?;
        let Some(last) = waiting.last() else { return Ok(()) };
        after = Some(*last);
        let lost: Vec<Pair> = waiting.into_iter().filter(|pair| !met.contains(pair)).collect();
        if !lost.is_empty() {
            let proposal = propose::lost(desk, lost).await?;
            write(desk, sought, proposal).await?;
        }
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
