//! The follower that sees to it that what happened here is told to those whom it concerns.
use super::records::Thing;
use super::{Lanes, again, files, kept, looks, messages, notices, records};
use crate::{Desk, Result, Ring, follow, notice, peer, sights};
use model::{ActKind, Member, RecordId};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::lane::Waits;

pub(crate) const NAME: &str = "outbox";
/// Acts looked at in one turn.
const BATCH: u32 = 500;
const LOOK_AGAIN: Duration = Duration::from_millis(500);

#[derive(Default)]
pub(crate) struct Followed {
    /// Up to which act this process has looked; none before it has read it from the store.
    upto: AtomicU64,
    /// When all was last said again to a member that had lost what it had receipted.
    pub(super) said_again_us: Mutex<HashMap<Member, i64>>,
    /// Who could be sealed to when all was last held against what was given; none before this process did so, or where somebody was owed
    /// something since while it was others.
    tried: Mutex<Option<BTreeSet<Member>>>,
}

/// Follows until the desk is dropped. A fault is logged and tried again.
pub async fn run(desk: Arc<Desk>) {
    let mut rings = desk.bell.listen();
    loop {
        if let Err(fault) = catch_up(&desk).await {
            tracing::error!(%fault, "what others are to have is not made ready; it is tried again");
        }
        // A missed ring is no loss: the cursor says what is new.
        let _rung = tokio::time::timeout(LOOK_AGAIN, follow::next_change(&mut rings)).await;
    }
}

/// Makes ready what is to leave by all that has happened. A node in no network looks at nothing.
pub async fn catch_up(desk: &Desk) -> Result<()> {
    if desk.post.is_none() || !desk.roster().all().any(|known| known.member != desk.me) {
        return Ok(());
    }
    say_again(desk).await?;
    while step(desk).await? {
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// What must come before anything else leaves: an epoch of ours, whoever is to be told again, and whoever is owed something.
/// Killed on the way, it is begun once more.
async fn say_again(desk: &Desk) -> Result<()> {
    let waits = store::lane::waits(&mut desk.store.glance().await?).await?;
    let owes = waits.seated.is_some() || (waits.untold.is_some() && is_other_than_tried(desk));
    if !(waits.again || owes) || !follow::leased(desk, NAME).await? {
        return Ok(());
    }
    if waits.again {
        begin_again(desk).await?;
    }
    if owes {
        peer::refresh(desk).await?;
        sights::refresh(desk).await?;
        newcomers(desk, false).await?;
    }
    Ok(())
}

/// Whether others can be sealed to by now than when all was last held against what was given.
fn is_other_than_tried(desk: &Desk) -> bool {
    let tried = desk.outbox.tried.lock().unwrap_or_else(PoisonError::into_inner);
    tried.as_ref() != Some(&reached(desk))
}

fn reached(desk: &Desk) -> BTreeSet<Member> {
    let now = peer::now_ms(desk);
    desk.roster().all().filter(|known| known.can_read(now)).map(|known| known.member.clone()).collect()
}

async fn begin_again(desk: &Desk) -> Result<()> {
    again::begin(desk).await?;
    peer::refresh(desk).await?;
    let told = again::begin_afresh(desk).await?;
    if !told.is_empty() {
        sights::refresh(desk).await?;
        let owed = seated(desk).await?;
        Box::pin(all_again(desk, &owed)).await?;
        again::done(desk, &told).await?;
        desk.bell.ring(Ring::Outbox);
    }
    Ok(())
}

/// One batch of acts. False where there was none, or another process holds the lease.
async fn step(desk: &Desk) -> Result<bool> {
    let mut upto = desk.outbox.upto.load(Ordering::Acquire);
    if upto == 0 {
        upto = store::follower::cursor(&mut desk.store.glance().await?, NAME).await?;
    }
    let changes = store::journal::since(&mut desk.store.glance().await?, upto, BATCH).await?;
    let Some(last) = changes.last() else { return Ok(false) };
    let about = |c: &&store::journal::Change| {
        matches!(
            c.kind,
            ActKind::Filed
                | ActKind::Revised
                | ActKind::Withdrawn
                | ActKind::NoticeMoved
                | ActKind::NoticeCame
                | ActKind::CopyTold
        )
    };
    let mut stated: Vec<RecordId> = changes.iter().filter(about).filter_map(|c| Some(c.object?.0)).collect();
    stated.sort_unstable();
    stated.dedup();
    let rights = changes.iter().any(|c| c.kind == ActKind::CharterExtended);
    let joins = |kind| matches!(kind, ActKind::PeerTold | ActKind::EpochBegun);
    let joined = rights || changes.iter().any(|c| joins(c.kind));
    let looks = |kind| {
        matches!(
            kind,
            ActKind::Consulted
                | ActKind::Listed
                | ActKind::Opened
                | ActKind::Exported
                | ActKind::Carried
                | ActKind::AttachmentOpened
                | ActKind::CopyOpened
        )
    };
    let looked = changes.iter().any(|c| c.object.is_some() && looks(c.kind));
    let keeps = |kind| {
        use ActKind::{CopyConfirmed, CopyDeclared, CopyEnded, CopyKept};
        matches!(kind, CopyDeclared | CopyConfirmed | CopyKept | CopyEnded)
    };
    let keeps = changes.iter().any(|c| keeps(c.kind));
    let fetches = |kind| matches!(kind, ActKind::AttachmentFetched | ActKind::CopyTold);
    let fetched = changes.iter().any(|c| fetches(c.kind));
    let says = |kind| matches!(kind, ActKind::Said | ActKind::SaidBack);
    let said: Vec<RecordId> =
        changes.iter().filter(|c| says(c.kind)).filter_map(|c| Some(c.object?.0)).collect();
    let reads = |kind| matches!(kind, ActKind::ThreadRead | ActKind::Exported);
    let read = changes.iter().any(|c| reads(c.kind)) && messages::any_read(desk).await?;
    if !stated.is_empty() || joined || looked || keeps || fetched || !said.is_empty() || read {
        if !follow::leased(desk, NAME).await? {
            return Ok(false);
        }
        peer::refresh(desk).await?;
        sights::refresh(desk).await?;
        // Before the cursor moves on: a kill in between must not leave a newcomer without what is for it.
        if joined {
            newcomers(desk, rights).await?;
        }
        if make_ready(desk, (&stated, &said), (upto, last.seq)).await? > 0 {
            desk.bell.ring(Ring::Outbox);
        }
    }
    desk.outbox.upto.fetch_max(last.seq, Ordering::AcqRel);
    Ok(true)
}

/// What is to leave of these records and of the threads of these messages, and what was looked at and read meanwhile.
async fn make_ready(
    desk: &Desk,
    (stated, said): (&[RecordId], &[RecordId]),
    (after, upto): (u64, u64),
) -> Result<usize> {
    let mut tx = desk.store.begin().await?;
    store::lane::hold(&mut tx).await?;
    // Another process that held the lease meanwhile may have come further than this one knows.
    let after = after.max(store::follower::cursor(&mut tx, NAME).await?);
    let mut lanes = Lanes::new(desk)?;
    let mut left = records::settle(desk, &mut tx, &mut lanes, stated).await?;
    left += looks::tell_all(desk, &mut tx, &mut lanes, (after, upto)).await?;
    left += kept::tell(&mut tx, &mut lanes).await?;
    left += files::tell(desk, &mut tx, &mut lanes).await?;
    let threads = store::thread::known(&mut tx, said).await?;
    left += messages::settle(desk, &mut tx, &mut lanes, &threads).await?;
    left += messages::tell_read(desk, &mut tx, &mut lanes).await?;
    lanes.close(&mut tx).await?;
    store::follower::advance(&mut tx, NAME, upto).await?;
    tx.commit().await?;
    Ok(left)
}

/// Whoever has become a member, or can be sealed to at last, is seated, and is given what is for them. Everything is held
/// against what was given only where somebody is owed something by it, or `rights` are others by the charter: each node states
/// its keys anew each day, and nothing else follows from that.
async fn newcomers(desk: &Desk, rights: bool) -> Result<()> {
    let owed = seated(desk).await?;
    if rights || owed.seated.is_some() || (owed.untold.is_some() && is_other_than_tried(desk)) {
        Box::pin(all_again(desk, &owed)).await?;
    }
    Ok(())
}

/// Seats whoever can read a lane by now. Gives what is owed by it, or was before.
async fn seated(desk: &Desk) -> Result<Waits> {
    let mut tx = desk.store.begin().await?;
    let mut lanes = Lanes::new(desk)?;
    lanes.seat_all(&mut tx).await?;
    records::catch_up_recalls(desk, &mut tx, &mut lanes).await?;
    let upto = store::follower::cursor(&mut tx, NAME).await?;
    looks::tell_all(desk, &mut tx, &mut lanes, (upto, upto)).await?;
    kept::tell(&mut tx, &mut lanes).await?;
    files::tell(desk, &mut tx, &mut lanes).await?;
    // Whoever was just seated is given what stands behind them now; whoever could not be told just now is owed it still.
    let untold = store::lane::waits(&mut tx).await?.untold;
    lanes.close(&mut tx).await?;
    let owed = Waits { untold, ..store::lane::waits(&mut tx).await? };
    tx.commit().await?;
    Ok(owed)
}

/// All that others are to have is held against what they were given, also what is not said again yet since a lane began anew.
/// Then nothing of this is owed but to those who still could not be told. Whoever awaits it keeps it in a box: it is rarely done, and
/// larger than all that is done with each act.
async fn all_again(desk: &Desk, owed: &Waits) -> Result<()> {
    try_with(desk, Some(reached(desk)));
    let given = hold_against(desk, owed).await;
    if given.is_err() {
        try_with(desk, None);
    }
    given
}

fn try_with(desk: &Desk, reached: Option<BTreeSet<Member>>) {
    *desk.outbox.tried.lock().unwrap_or_else(PoisonError::into_inner) = reached;
}

/// Somebody could not be told something: if others can be sealed to than when all was last held against what was given, it is to be
/// done once more, also where it will be the same ones by then.
pub(super) fn is_owed(desk: &Desk) {
    if is_other_than_tried(desk) {
        try_with(desk, None);
    }
}

async fn hold_against(desk: &Desk, owed: &Waits) -> Result<()> {
    live_records(desk).await?;
    live_notices(desk).await?;
    notices::tell_again(desk).await?;
    notice::stand_again(desk).await?;
    notice::ask_again(desk).await?;
    settle_pending(desk, Pending::Unsaid).await?;
    settle_pending(desk, Pending::Overtaken).await?;
    threads(desk).await?;
    if owed.seated.is_some() || owed.untold.is_some() {
        let mut tx = desk.store.begin().await?;
        store::lane::settled(&mut tx, owed).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What was said in threads and not to everybody who takes part, and what was read.
async fn threads(desk: &Desk) -> Result<()> {
    let mut after = None;
    loop {
        let ids = store::thread::ids(&mut desk.store.read().await?, after, BATCH).await?;
        let mut tx = desk.store.begin().await?;
        let mut lanes = Lanes::new(desk)?;
        let mut left = messages::settle(desk, &mut tx, &mut lanes, &ids).await?;
        left += messages::tell_read(desk, &mut tx, &mut lanes).await?;
        lanes.close(&mut tx).await?;
        tx.commit().await?;
        if left > 0 {
            desk.bell.ring(Ring::Outbox);
        }
        let Some(last) = ids.last() else { return Ok(()) };
        after = Some(*last);
    }
}

async fn live_records(desk: &Desk) -> Result<()> {
    let sight = follow::engine(desk).await?;
    let mut after = 0;
    loop {
        let now = desk.clock.now_us();
        let held = store::record::each(&mut desk.store.read().await?, &sight, after, BATCH, now).await?;
        let Some(last) = held.last() else { return Ok(()) };
        after = last.seq;
        let own = held.into_iter().map(|held| held.record).filter(|record| record.owner == desk.me);
        let own: Vec<Thing> = own.map(|record| Thing::Record(Box::new(record))).collect();
        give(desk, own).await?;
    }
}

/// The same of our notices, published or on their way.
async fn live_notices(desk: &Desk) -> Result<()> {
    let mut after = None;
    loop {
        let mut tx = desk.store.read().await?;
        let ids = store::notice::any(&mut tx, &desk.me, after, BATCH).await?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = Some(*last);
        let mut notices = records::notices(desk, &mut tx, &ids).await?;
        drop(tx);
        give(desk, ids.iter().filter_map(|id| notices.remove(id)).collect()).await?;
    }
}

async fn give(desk: &Desk, own: Vec<Thing>) -> Result<()> {
    let ids: Vec<RecordId> = own.iter().map(Thing::id).collect();
    let mut tx = desk.store.begin().await?;
    let noticed: HashSet<RecordId> =
        store::notice::of(&mut tx, &ids).await?.into_iter().map(|notice| notice.id).collect();
    let mut lanes = Lanes::new(desk)?;
    let mut left = records::settle(desk, &mut tx, &mut lanes, &ids).await?;
    // The record of a notice goes with the notice.
    let own: Vec<Thing> = own
        .into_iter()
        .filter(|thing| matches!(thing, Thing::Notice(..)) || !noticed.contains(&thing.id()))
        .collect();
    left += records::welcome(desk, &mut tx, &mut lanes, &own).await?;
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    if left > 0 {
        desk.bell.ring(Ring::Outbox);
    }
    Ok(())
}

/// Why something is to be said of a record although nothing happens to it.
#[derive(Clone, Copy)]
enum Pending {
    /// What was given, or recalled, is not said again since its lane began anew.
    Unsaid,
    /// Somebody has a copy of which nothing was known here, and could not be told what was decided about it.
    Overtaken,
}

async fn settle_pending(desk: &Desk, why: Pending) -> Result<()> {
    let mut after = None;
    loop {
        let mut tx = desk.store.glance().await?;
        let ids = match why {
            Pending::Unsaid => store::shared::unsaid(&mut tx, after, BATCH).await?,
            Pending::Overtaken => store::overtaken::held(&mut tx, after, BATCH).await?,
        };
        drop(tx);
        let Some(last) = ids.last() else { return Ok(()) };
        after = Some(*last);
        settle(desk, &ids).await?;
    }
}

async fn settle(desk: &Desk, ids: &[RecordId]) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    let mut lanes = Lanes::new(desk)?;
    let left = records::settle(desk, &mut tx, &mut lanes, ids).await?;
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    if left > 0 {
        desk.bell.ring(Ring::Outbox);
    }
    Ok(())
}
