//! The follower of the journal: keeps the index of candidates, and wakes the questions that stand open.
//!
//! It reads acts behind a cursor. At a start the index comes from its file, or everything is read once; later only what
//! changed is. Killed anywhere, it goes on where it was, by the same code.
pub(crate) mod fresh;
mod segment;

use crate::{Desk, Result, Ring, notice, peer, rules, sights, standing, threshold};
use matching::Probe;
use model::{ActKind, Actor, Purpose, Reason, Record, RecordId, StampNo};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use store::journal::Change;
use store::record::Held;
use tokio::sync::watch;

/// How far the index has followed the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Everything up to this act is searchable.
    pub upto: u64,
    pub records: usize,
    /// The first reading is done: the node may answer.
    pub ready: bool,
}

pub(crate) struct Followed {
    progress: watch::Sender<Progress>,
    /// One at a time; who waits finds the work done.
    turn: tokio::sync::Mutex<segment::Since>,
    pub(crate) fresh: fresh::Fresh,
}

impl Default for Followed {
    fn default() -> Followed {
        Followed {
            progress: watch::channel(Progress::default()).0,
            turn: tokio::sync::Mutex::default(),
            fresh: fresh::Fresh::default(),
        }
    }
}

/// A follower that was killed is taken over from after this.
const LEASE_US: i64 = 10_000_000;
/// Records read at once.
const BATCH: u32 = 4_000;
/// Changes of other instances on the same store are found at the latest after this.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The index is at rest when so many looks in a row have found nothing new.
const REST: u32 = 20;

/// Where the follower is.
pub fn progress(desk: &Desk) -> watch::Receiver<Progress> {
    desk.followed.progress.subscribe()
}

/// Follows until the desk is dropped. A fault of the database is logged and tried again.
pub async fn run(desk: Arc<Desk>) {
    tokio::join!(follow(&desk), tend(&desk));
}

async fn follow(desk: &Desk) {
    let mut rings = desk.bell.listen();
    loop {
        if let Err(fault) = catch_up(desk).await {
            tracing::error!(%fault, "the index cannot follow the journal; checks answer from what it has");
        }
        // A missed ring is no loss: the cursor says what is new.
        let _rung = tokio::time::timeout(LOOK_AGAIN, next_change(&mut rings)).await;
    }
}

/// Merges the index's longer segments beside the following, so that what is new is searchable at once meanwhile.
/// Where nothing has changed for a while it is made ready for searches alone.
async fn tend(desk: &Arc<Desk>) {
    let (mut changes, mut quiet) = (desk.index.changes(), 0);
    loop {
        let (tended, at_rest) = (Arc::clone(desk), quiet == REST);
        let merge = move || {
            while tended.index.tend() {}
            at_rest && tended.index.settle()
        };
        if let Err(fault) = tokio::task::spawn_blocking(merge).await {
            tracing::error!(%fault, "the index is not merged");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
        let before = std::mem::replace(&mut changes, desk.index.changes());
        quiet = if before == changes { quiet.saturating_add(1) } else { 0 };
    }
}

/// Takes or keeps the lease of the follower of this name: where several processes share a store, one does its work.
pub(crate) async fn leased(desk: &Desk, name: &str) -> Result<bool> {
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    let mine = store::lease::take(&mut tx, name, &desk.instance, now, now + LEASE_US).await?;
    tx.commit().await?;
    Ok(mine)
}

pub(crate) async fn next_change(rings: &mut tokio::sync::broadcast::Receiver<Ring>) {
    loop {
        match rings.recv().await {
            Ok(Ring::Journal) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Reads everything that is new. When it returns, all acts committed before the call are searchable.
pub async fn catch_up(desk: &Desk) -> Result<Progress> {
    let mut since = desk.followed.turn.lock().await;
    if !desk.followed.progress.borrow().ready {
        match segment::load(desk).await? {
            Some(mark) => from_file(desk, mark, &mut since).await?,
            None => first_reading(desk).await?,
        }
    }
    while step(desk, &mut since).await? {}
    desk.followed.progress.send_modify(|progress| progress.ready = true);
    let progress = *desk.followed.progress.borrow();
    standing::catch_up(desk, progress.upto).await?;
    notice::catch_up(desk).await?;
    if segment::is_due(desk, &since, progress.upto) {
        segment::keep(desk, &mut since, progress.upto).await?;
    }
    Ok(progress)
}

/// Puts the index on disk, so that the next start finds it. To be called when the node stops; if it is not, that start
/// takes longer and nothing is lost.
pub async fn leave(desk: &Desk) -> Result<()> {
    threshold::tally::keep(desk).await?;
    keep_where(desk, segment::is_behind).await
}

/// Puts the index on disk after much has changed at once, so that a node that is killed then need not follow it all again.
pub(crate) async fn keep_much(desk: &Desk) -> Result<()> {
    keep_where(desk, segment::is_much).await
}

async fn keep_where(desk: &Desk, worth: fn(&Desk, &segment::Since, u64) -> bool) -> Result<()> {
    let mut since = desk.followed.turn.lock().await;
    let progress = *desk.followed.progress.borrow();
    if progress.ready && worth(desk, &since, progress.upto) {
        segment::keep(desk, &mut since, progress.upto).await?;
    }
    Ok(())
}

async fn from_file(desk: &Desk, mark: segment::Mark, since: &mut segment::Since) -> Result<()> {
    sights::refresh(desk).await?;
    let now = desk.clock.now_us();
    let expired = store::record::expired(&mut desk.store.read().await?, mark.at_us, now).await?;
    desk.index.remove(&expired);
    say(desk, mark.upto);
    *since = segment::Since::kept(mark);
    Ok(())
}

async fn first_reading(desk: &Desk) -> Result<()> {
    sights::refresh(desk).await?;
    let head = store::journal::head(&mut desk.store.glance().await?).await?;
    let sight = engine(desk).await?;
    let mut after = 0;
    loop {
        let held =
            store::record::each(&mut desk.store.read().await?, &sight, after, BATCH, desk.clock.now_us())
                .await?;
        let Some(last) = held.last() else { break };
        after = last.seq;
        insert(desk, &with_stamps(&held));
    }
    say(desk, head);
    Ok(())
}

/// One batch of changes. False where there was none.
async fn step(desk: &Desk, since: &mut segment::Since) -> Result<bool> {
    let upto = desk.followed.progress.borrow().upto;
    if let Some(stretch) = desk.followed.fresh.behind(upto) {
        take_up(desk, &stretch.records).await?;
        since.changed += stretch.records.len();
        say(desk, stretch.last());
        return Ok(true);
    }
    let gap = desk.followed.fresh.gap(upto).and_then(|gap| u32::try_from(gap).ok());
    let limit = gap.map_or(BATCH, |gap| gap.min(BATCH));
    let changes = store::journal::since(&mut desk.store.glance().await?, upto, limit).await?;
    let Some(last) = changes.last() else { return Ok(false) };
    react(desk, &changes).await?;
    let of = |wanted: fn(ActKind) -> bool| -> Vec<RecordId> {
        changes.iter().filter(|c| wanted(c.kind)).filter_map(|c| Some(c.object?.0)).collect()
    };
    let gone = of(|kind| kind == ActKind::Withdrawn);
    let stated = of(|kind| matches!(kind, ActKind::Filed | ActKind::Revised));
    // What was taken back may have been given again since.
    desk.index.remove(&gone);
    if !stated.is_empty() {
        read_again(desk, &stated).await?;
    }
    since.changed += gone.len() + stated.len();
    since.withdrawn |= !gone.is_empty();
    say(desk, last.seq);
    Ok(true)
}

/// What else is kept in memory and has changed.
async fn react(desk: &Desk, changes: &[Change]) -> Result<()> {
    let any = |kind: ActKind| changes.iter().any(|c| c.kind == kind);
    if any(ActKind::ClientRevoked) {
        desk.tokens.forget();
    }
    if any(ActKind::StandingOpened) || any(ActKind::StandingClosed) {
        standing::stir(desk);
    }
    if any(ActKind::RulesChanged) {
        rules::refresh(desk).await?;
    }
    if any(ActKind::CharterExtended) || any(ActKind::PeerTold) {
        peer::refresh(desk).await?;
    }
    if any(ActKind::ThresholdsSet) {
        threshold::refresh(desk).await?;
    }
    Ok(())
}

/// Brings the index to what these records say, which is what the journal says of them up to here.
async fn take_up(desk: &Desk, records: &[Record]) -> Result<()> {
    sights::refresh(desk).await?;
    let (sight, now) = (engine(desk).await?, desk.clock.now_us());
    let numbers = sights::numbers(desk);
    let shown = |record: &Record| {
        let no = numbers.get(&record.stamp()).copied().filter(|no| sight.shows(*no))?;
        record.handling.expires_us.is_none_or(|end| end > now).then_some(no)
    };
    let mut not_there: Vec<RecordId> = vec![];
    let mut there: Vec<(&Record, StampNo)> = vec![];
    for record in records {
        match shown(record) {
            Some(no) => there.push((record, no)),
            None => not_there.push(record.id),
        }
    }
    insert(desk, &there);
    desk.index.remove(&not_there);
    Ok(())
}

/// Brings the index to what the store says of these records now.
async fn read_again(desk: &Desk, stated: &[RecordId]) -> Result<()> {
    sights::refresh(desk).await?;
    let (sight, now) = (engine(desk).await?, desk.clock.now_us());
    let held = store::record::many(&mut desk.store.read().await?, &sight, stated, now).await?;
    let held_ids: HashSet<RecordId> = held.iter().map(|h| h.record.id).collect();
    let not_there: Vec<RecordId> = stated.iter().filter(|id| !held_ids.contains(id)).copied().collect();
    insert(desk, &with_stamps(&held));
    desk.index.remove(&not_there);
    Ok(())
}

/// The sight of the node's own followers.
pub(crate) async fn engine(desk: &Desk) -> Result<policy::Sight> {
    let engine = Actor::Engine { member: desk.me.clone() };
    sights::of(desk, &engine, &Reason::of(Purpose::Administration)).await
}

fn with_stamps(held: &[Held]) -> Vec<(&Record, StampNo)> {
    held.iter().map(|held| (&held.record, held.stamp)).collect()
}

/// So few are compiled sooner than others are woken for it.
const FEW: usize = 8;

/// Compiles entities on all cores and puts them into the index; links are not in it.
fn insert(desk: &Desk, records: &[(&Record, StampNo)]) {
    let probe = |(record, no): &(&Record, StampNo)| Some((record.id, *no, Probe::of(record.entity()?)));
    let probes: Vec<(RecordId, StampNo, Probe)> = if records.len() <= FEW {
        records.iter().filter_map(probe).collect()
    } else {
        crate::long::long(|| records.par_iter().filter_map(probe).collect())
    };
    desk.index.insert(probes);
}

fn say(desk: &Desk, upto: u64) {
    desk.followed.progress.send_modify(|progress| {
        (progress.upto, progress.records) = (upto, desk.index.len());
    });
}
