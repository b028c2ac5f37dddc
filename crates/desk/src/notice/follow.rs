//! Every move of a notice is held against the subscriptions that are open.
//!
//! The alerts of a stretch of acts and the cursor behind it are one transaction, so that a kill neither loses an alert nor raises
//! one twice; nor do several processes on one store, for the cursor is read again behind the lock on the journal's head. What is
//! looked at is how a notice stands, not what has happened to it.
use super::protect::protects_subject;
use crate::{Desk, Result, Ring, session};
use matching::Words;
use model::notice::Stage;
use model::{Officer, OfficerId, RecordId, StandingId};
use policy::action;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use store::Tx;
use store::alert::Came;
use store::notice::{Moved, Notice};
use store::subscription::Subscription;

const NAME: &str = "subscription";
/// Acts looked at in one turn.
const BATCH: u32 = 500;

/// Up to which act this process has looked.
#[derive(Default)]
pub(crate) struct Followed(AtomicU64);

/// Answers what is new in the journal.
pub(crate) async fn catch_up(desk: &Desk) -> Result<()> {
    while step(desk).await? {}
    Ok(())
}

/// One batch of acts. False where there was none.
async fn step(desk: &Desk) -> Result<bool> {
    let mut tx = desk.store.glance().await?;
    let upto = match desk.subscribed.0.load(Ordering::Acquire) {
        0 => store::follower::cursor(&mut tx, NAME).await?,
        upto => upto,
    };
    let moved = store::notice::moved(&mut tx, upto, BATCH).await?;
    let Some(last) = moved.last().copied() else { return Ok(false) };
    let open = store::subscription::all_open(&mut tx, desk.clock.now_us()).await?;
    drop(tx);
    if !open.is_empty() {
        answer(desk, &moved, &open).await?;
    }
    desk.subscribed.0.store(last.seq, Ordering::Release);
    Ok(true)
}

/// Raises what these acts bring, behind the cursor, and moves it on; one transaction.
async fn answer(desk: &Desk, moved: &[Moved], open: &[Subscription]) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::journal::hold(&mut tx).await?;
    let cursor = store::follower::cursor(&mut tx, NAME).await?;
    let officers = store::officer::all(&mut tx).await?;
    let mut last: BTreeMap<RecordId, Moved> = BTreeMap::new();
    moved.iter().filter(|one| one.seq > cursor).for_each(|one| {
        last.insert(one.id, *one);
    });
    let mut told: BTreeSet<OfficerId> = BTreeSet::new();
    let mut readers: HashMap<StandingId, Vec<OfficerId>> = HashMap::new();
    for one in last.values() {
        let notice = store::notice::get(&mut tx, one.id).await?;
        let Some(said) = came(desk, &mut tx, (one, notice.as_ref())).await? else { continue };
        let read = notice.as_ref().map(|notice| (notice, Words::of(notice.content.texts())));
        for it in open.iter().filter(|it| it.since < one.seq && wants(it, &said, read.as_ref())) {
            let theirs = readers.entry(it.id).or_insert_with(|| readers_of(desk, it, &officers));
            if theirs.is_empty() {
                continue;
            }
            if store::alert::raise_of_notice(&mut tx, &desk.me, it, said, desk.clock.now_us()).await? {
                told.extend(theirs.iter());
            }
        }
    }
    let seq = moved.last().map_or(cursor, |last| last.seq);
    store::follower::advance(&mut tx, NAME, seq).await?;
    tx.commit().await?;
    told.into_iter().for_each(|officer| desk.bell.ring(Ring::Alerts(officer)));
    Ok(())
}

/// What is to be told of a notice as it stands; nothing while it is on its way, and of whom this node protects.
async fn came(desk: &Desk, tx: &mut Tx, (one, notice): (&Moved, Option<&Notice>)) -> Result<Option<Came>> {
    let said = |version, ended| Some(Came { notice: one.id, version, ended });
    let Some(notice) = notice else { return Ok(said(one.version, true)) };
    let ended = match notice.stage {
        Stage::Published => false,
        Stage::Suspended | Stage::Corrected | Stage::Cancelled => true,
        _ => return Ok(None),
    };
    if notice.withheld || protects_subject(desk, tx, &notice.content).await? {
        return Ok(None);
    }
    Ok(said(notice.version, ended))
}

/// Whether it is what somebody wants to be told of. That a notice is out of use is told to those alone who were told that it was
/// in force: the store knows who that is, and of a copy that was destroyed nothing can be read.
fn wants(it: &Subscription, said: &Came, read: Option<&(&Notice, Words)>) -> bool {
    said.ended
        || read.is_some_and(|(notice, words)| {
            it.wanted.is_of(notice.content.kind, &notice.owner)
                && (it.wanted.words().is_empty() || words.hold(it.wanted.words()))
        })
}

/// Who would be shown it: by the rights that they have now.
fn readers_of(desk: &Desk, it: &Subscription, officers: &[Officer]) -> Vec<OfficerId> {
    let is_theirs = |officer: &&Officer| {
        officer.id == it.officer || it.unit.as_deref().is_some_and(|unit| unit == officer.unit)
    };
    let may = |officer: &&Officer| {
        let by = session::actor(desk, officer);
        !officer.disabled && desk.rules().permit::<action::ReadNotices>(&by, &it.reason).is_ok()
    };
    officers.iter().filter(is_theirs).filter(may).map(|officer| officer.id).collect()
}
