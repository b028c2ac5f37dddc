//! The follower that holds every record, as it is stated, against those of other members, and looks at what checks have
//! found of theirs.
use super::of_check::{Met, Question};
use super::raise::{met, raise};
use super::{of_check, unseen};
use crate::outbox::Lanes;
use crate::{Desk, Result, Ring, chance, follow, sights};
use model::{ActKind, HitShows, Record, RecordId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

const NAME: &str = "hits";
/// Acts looked at in one turn.
const BATCH: u32 = 200;
/// Where more acts than this wait, as behind an import, what happens from then on does not wait for them.
const LONG: u64 = 1_000;
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// An answer leaves after 50 ms, or twice that.
const UNSEEN_AFTER: Duration = Duration::from_millis(150);
const UNSEEN_WITHIN: Duration = Duration::from_millis(300);

#[derive(Default)]
pub(crate) struct Followed {
    /// Up to which act this process has looked; none before it has read it from the store.
    upto: AtomicU64,
    /// What it has looked at before the rest.
    ahead: Mutex<Option<Ahead>>,
}

/// Acts behind `from` and up to `upto`, which were looked at while those before them waited. A process that ends meanwhile looks at
/// them again: the same pair is the same hit.
#[derive(Debug, Clone, Copy)]
struct Ahead {
    from: u64,
    upto: u64,
}

/// Follows until the desk is dropped. A fault is logged and tried again.
pub async fn run(desk: Arc<Desk>) {
    let mut progress = follow::progress(&desk);
    let mut unseen_at: Option<Instant> = None;
    loop {
        let due = unseen_at.is_some_and(|at| at <= Instant::now());
        let looked = if due { catch_up(&desk).await } else { stated(&desk).await };
        if due {
            unseen_at = looked.is_err().then(|| Instant::now() + LOOK_AGAIN);
        }
        if let Err(fault) = looked {
            tracing::error!(%fault, "hits cannot be looked for; it is tried again");
        }
        let wait =
            unseen_at.map_or(LOOK_AGAIN, |at| at.saturating_duration_since(Instant::now()).min(LOOK_AGAIN));
        // It works behind the index: what is not searchable yet meets nobody.
        tokio::select! {
            _moved = tokio::time::timeout(wait, progress.changed()) => {}
            () = desk.unseen.some.notified() => {
                unseen_at = unseen_at.or_else(|| Some(Instant::now() + later(&desk)));
            }
        }
    }
}

/// How long after a question it is looked for what its asker was not shown: when its answer has long left, and by chance. On a
/// machine that has no time, the work on a silent hit would hold up its own answer.
fn later(desk: &Desk) -> Duration {
    // Without chance all wait for the longest time.
    let [drawn] = chance::draw(&*desk.chance).unwrap_or([u8::MAX]);
    UNSEEN_AFTER + UNSEEN_WITHIN.mul_f64(f64::from(drawn) / 255.0)
}

/// Looks for the hits of all that was stated up to where the index is. A node in no network has none.
async fn stated(desk: &Desk) -> Result<()> {
    if desk.post.is_none() {
        return Ok(());
    }
    while turn(desk).await? {
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// One batch: of what has just happened, else of what waits longest. False where there was none.
pub async fn turn(desk: &Desk) -> Result<bool> {
    let indexed = follow::progress(desk).borrow().upto;
    Ok(go_ahead(desk, indexed).await? || step(desk, indexed).await?)
}

/// The same, and what was not shown to those who asked meanwhile.
pub async fn catch_up(desk: &Desk) -> Result<()> {
    stated(desk).await?;
    while unseen::settle(desk).await? {
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// One batch of acts. False where there was none, or another process holds the lease.
async fn step(desk: &Desk, indexed: u64) -> Result<bool> {
    let mut upto = cursor(desk).await?;
    let ahead = *locked(&desk.hits.ahead);
    if let Some(ahead) = ahead.filter(|ahead| ahead.from <= upto) {
        upto = upto.max(ahead.upto);
        desk.hits.upto.fetch_max(upto, Ordering::AcqRel);
        *locked(&desk.hits.ahead) = None;
    }
    let until = ahead.map_or(indexed, |ahead| if upto < ahead.from { ahead.from } else { indexed });
    let looked = look(desk, (upto, until), true).await?;
    if let Some(looked) = looked {
        desk.hits.upto.fetch_max(looked, Ordering::AcqRel);
    }
    Ok(looked.is_some())
}

/// The same of what has happened since a long stretch began to wait. What comes in such a stretch itself waits with the rest.
async fn go_ahead(desk: &Desk, indexed: u64) -> Result<bool> {
    let waiting = indexed.saturating_sub(cursor(desk).await?);
    let Some(ahead) = *locked(&desk.hits.ahead) else {
        if waiting > LONG {
            *locked(&desk.hits.ahead) = Some(Ahead { from: indexed, upto: indexed });
        }
        return Ok(false);
    };
    if indexed.saturating_sub(ahead.upto) > LONG {
        *locked(&desk.hits.ahead) = None;
        return Ok(false);
    }
    let looked = look(desk, (ahead.upto, indexed), false).await?;
    if let Some(upto) = looked {
        *locked(&desk.hits.ahead) = Some(Ahead { upto, ..ahead });
    }
    Ok(looked.is_some())
}

async fn cursor(desk: &Desk) -> Result<u64> {
    match desk.hits.upto.load(Ordering::Acquire) {
        0 => Ok(store::follower::cursor(&mut desk.store.glance().await?, NAME).await?),
        upto => Ok(upto),
    }
}

fn locked(ahead: &Mutex<Option<Ahead>>) -> MutexGuard<'_, Option<Ahead>> {
    ahead.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Looks at one batch of these acts; `advances` says that nothing before them waits any more. Gives up to which; none where there was
/// nothing, or another process holds the lease.
async fn look(desk: &Desk, (upto, until): (u64, u64), advances: bool) -> Result<Option<u64>> {
    if upto >= until {
        return Ok(None);
    }
    let mut changes = store::journal::since(&mut desk.store.glance().await?, upto, BATCH).await?;
    changes.retain(|change| change.seq <= until);
    let Some(last) = changes.last() else { return Ok(None) };
    let stated = changes.iter().filter(|c| matches!(c.kind, ActKind::Filed | ActKind::Revised));
    let stated: Vec<RecordId> = stated.filter_map(|c| Some(c.object?.0)).collect();
    let found = changes.iter().any(|c| matches!(c.kind, ActKind::Consulted | ActKind::ConsultedThere));
    if (!stated.is_empty() || found) && anybody_else(desk) {
        if !follow::leased(desk, NAME).await? {
            return Ok(None);
        }
        notice(desk, &stated, (upto, last.seq), advances).await?;
    }
    Ok(Some(last.seq))
}

fn anybody_else(desk: &Desk) -> bool {
    desk.roster().all().any(|known| known.member != desk.me)
}

async fn notice(desk: &Desk, stated: &[RecordId], (after, upto): (u64, u64), advances: bool) -> Result<()> {
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
    raised += checks(desk, &mut tx, &mut lanes, (after, upto)).await?;
    lanes.close(&mut tx).await?;
    if advances {
        store::follower::advance(&mut tx, NAME, upto).await?;
    }
    tx.commit().await?;
    if raised > 0 {
        desk.bell.ring(Ring::Journal);
        desk.bell.ring(Ring::Hits);
        desk.bell.ring(Ring::Outbox);
    }
    Ok(())
}

/// Hits of what was answered, in these acts, with a record of another member, or to one. Gives how many were raised.
async fn checks(desk: &Desk, tx: &mut store::Tx, lanes: &mut Lanes<'_>, acts: (u64, u64)) -> Result<usize> {
    let answered = store::journal::answered(tx, acts).await?;
    let asked: Vec<_> = answered.into_iter().filter_map(|one| Some((question(&one)?, one))).collect();
    if asked.is_empty() {
        return Ok(0);
    }
    let ids: Vec<RecordId> = asked.iter().map(|(_, one)| one.object.0).collect();
    let sight = follow::engine(desk).await?;
    let held = store::record::many(tx, &sight, &ids, desk.clock.now_us()).await?;
    let held: HashMap<RecordId, Record> =
        held.into_iter().map(|held| (held.record.id, held.record)).collect();
    let mut raised = 0;
    for (question, one) in &asked {
        // What was revised since is met by whoever asks again.
        let Some(record) = held.get(&one.object.0).filter(|record| record.version == one.object.1) else {
            continue;
        };
        if let Some(met) = Met::of(desk, tx, one, (question, record)).await? {
            let shown = of_check::raise(desk, tx, lanes, &met).await?;
            raised += usize::from(shown.is_some_and(|shows| shows != HitShows::Silent));
        }
    }
    Ok(raised)
}

fn question(answered: &store::journal::Answered) -> Option<Question> {
    serde_json::from_value(answered.body.get("question")?.clone()).ok()
}
