//! One run over the whole store: every record's twins are looked for, whoever owns it and whatever list it is from.
//!
//! How far it is stands in the store with the pairs: broken off anywhere, the same command goes on where it was. Done
//! twice, it changes nothing.
use super::find::Cores;
use super::{follow as follower, propose};
use crate::{Desk, Error, Result, Ring, follow, frame, sights};
use model::{Actor, Reason};
use policy::action;

const NAME: &str = "twins-sought";
/// Records gone through in one transaction.
const BATCH: u32 = 2_000;

/// How far it is, and what came of it: in this run, from where it began or went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sought {
    /// Records gone through, and how many there are.
    pub records: u64,
    pub of: u64,
    /// Pairs that were found. One may be found from either side, in two batches, and is then counted twice.
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
    follow::catch_up(desk).await?;
    sights::refresh(desk).await?;
    let of = follow::progress(desk).borrow().records;
    let mut sought = Sought { of: count(of), ..Sought::default() };
    let mut after = store::follower::cursor(&mut desk.store.read().await?, NAME).await?;
    while let Some((last, records, done)) = batch(desk, after).await? {
        after = last;
        sought.records += count(records);
        sought.of = sought.of.max(sought.records);
        sought.found += count(done.found);
        sought.new += count(done.new);
        sought.closed += count(done.closed);
        on(sought);
    }
    let told = serde_json::json!({ "records": sought.records, "new": sought.new, "closed": sought.closed });
    let mut tx = desk.store.begin().await?;
    store::follower::forget(&mut tx, NAME).await?;
    store::follower::advance(&mut tx, follower::NAME, after).await?;
    store::twin::sought(&mut tx, &permit, told, desk.clock.now_us()).await?;
    tx.commit().await?;
    follower::passed(desk, after);
    desk.bell.ring(Ring::Journal);
    Ok(sought)
}

/// The records stated next behind this act: which act was the last of them, how many there were, what came of it.
async fn batch(desk: &Desk, after: u64) -> Result<Option<(u64, usize, propose::Done)>> {
    let (sight, now) = (follow::engine(desk).await?, desk.clock.now_us());
    let held = store::record::each(&mut desk.store.read().await?, &sight, after, BATCH, now).await?;
    let Some(last) = held.last().map(|held| held.seq) else { return Ok(None) };
    let proposal = propose::prepare(desk, &held, Cores::All).await?;
    let mut tx = desk.store.begin().await?;
    let done = propose::write(desk, &mut tx, proposal).await?;
    store::follower::advance(&mut tx, NAME, last).await?;
    tx.commit().await?;
    Ok(Some((last, held.len(), done)))
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
