//! Questions whose askers do not see all that is here. What they are not shown is looked for behind the answer, so that
//! neither its content nor its time tells of it; where a record answers, its owner alone is told.
//!
//! They wait in memory: at a border nothing of a question may be kept but a digest. A process that is killed loses those that
//! wait, which is what was asked in the last moment.
use super::of_check::{Met, Question, raise};
use crate::outbox::Lanes;
use crate::{Desk, Result, Ring, follow, sights};
use matching::Probe;
use model::{Actor, Entity, Member, MemberClass, Reason, Record, RecordId, Stamp, StampNo};
use policy::Sight;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// A question as it was answered.
pub(crate) struct Unseen {
    pub by: Actor,
    pub reason: Reason,
    /// Each reading, with what is kept of it.
    pub readings: Vec<(Entity, Question)>,
    /// What its asker was shown.
    pub sight: Sight,
}

/// More do not wait at once: whoever asks many waits until there is room, whatever is found.
const WAITING_MAX: usize = 10_000;
/// How often, and how long each time, it is waited for room.
const ROOM_LOOKS: u32 = 40;
const ROOM_LOOK: Duration = Duration::from_millis(50);
/// Looked for in one turn.
const TURN: usize = 64;
/// Records that one question meets.
const MET_MAX: usize = 8;

#[derive(Default)]
pub(crate) struct Queue {
    questions: Mutex<VecDeque<Unseen>>,
    /// Something waits.
    pub(crate) some: Notify,
    room: Notify,
}

impl Queue {
    fn questions(&self) -> MutexGuard<'_, VecDeque<Unseen>> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whose records one may not be told of here, of all that this asker is not shown: those of others for whoever is here, and
/// for another member ours, and at a hub everybody's.
fn concerns(desk: &Desk, asker: &Member, owner: &Member) -> bool {
    let is_hub = || desk.roster().get(&desk.me).is_some_and(|me| me.class == MemberClass::Hub);
    owner != asker && (asker == &desk.me || owner == &desk.me || is_hub())
}

/// Puts questions behind the others, if anything is here that their asker does not see.
pub(crate) fn put(desk: &Desk, by: &Actor, sight: &Sight, questions: impl FnOnce() -> Vec<Unseen>) {
    if desk.post.is_none() {
        return;
    }
    let hidden = |no: StampNo, stamp: &Stamp| !sight.shows(no) && concerns(desk, by.member(), &stamp.owner);
    if !sights::any(desk, hidden) {
        return;
    }
    let mut waiting = desk.unseen.questions();
    waiting.extend(questions());
    let left_out = waiting.len().saturating_sub(WAITING_MAX);
    waiting.drain(..left_out);
    drop(waiting);
    if left_out > 0 {
        tracing::warn!(left_out, "more questions are asked than can be looked into; the oldest are left out");
    }
    desk.unseen.some.notify_one();
}

/// Waits until there is room for many questions at once, but not for ever: where nobody looks into them, as in a process that
/// only asks, they are left out.
pub(crate) async fn room(desk: &Desk, many: usize) {
    let full = || desk.unseen.questions().len().saturating_add(many.min(WAITING_MAX)) > WAITING_MAX;
    for _ in 0..ROOM_LOOKS {
        if !full() {
            return;
        }
        let room = desk.unseen.room.notified();
        let _again = tokio::time::timeout(ROOM_LOOK, room).await;
    }
}

/// Looks for what was not shown. Gives whether anything waited.
pub(super) async fn settle(desk: &Desk) -> Result<bool> {
    let turn: Vec<Unseen> = {
        let mut waiting = desk.unseen.questions();
        let many = waiting.len().min(TURN);
        waiting.drain(..many).collect()
    };
    desk.unseen.room.notify_waiters();
    if turn.is_empty() {
        return Ok(false);
    }
    let engine = follow::engine(desk).await?;
    let numbers = sights::numbers(desk);
    let found: Vec<(usize, usize, RecordId)> = crate::long::long(|| {
        let of = |(at, it): (usize, &Unseen)| {
            let hidden: HashSet<StampNo> = numbers
                .iter()
                .filter(|(stamp, no)| !it.sight.shows(**no) && concerns(desk, it.by.member(), &stamp.owner))
                .map(|(_, no)| *no)
                .collect();
            let readings = it.readings.iter().enumerate();
            let met = readings.flat_map(|(reading, (entity, _))| {
                look(desk, (&engine, &hidden), entity).into_iter().map(move |id| (reading, id))
            });
            met.map(move |(reading, id)| (at, reading, id)).collect::<Vec<_>>()
        };
        turn.iter().enumerate().flat_map(of).collect()
    });
    if !found.is_empty() {
        tell(desk, &engine, &turn, found).await?;
    }
    Ok(true)
}

/// The hidden records that answer a reading as surely as a match, scored among all that is here.
fn look(desk: &Desk, (engine, hidden): (&Sight, &HashSet<StampNo>), entity: &Entity) -> Vec<RecordId> {
    let (probe, least) = (Probe::of(entity), desk.thresholds().certain);
    let all = |stamp| engine.shows(stamp);
    let theirs = |stamp| all(stamp) && hidden.contains(&stamp);
    let found = desk.index.search(&probe, &theirs, MET_MAX, least);
    let sure =
        |id: &RecordId| desk.index.explain(&probe, *id, &all).is_some_and(|score| score.value >= least);
    found.into_iter().map(|found| found.record).filter(sure).collect()
}

async fn tell(
    desk: &Desk,
    engine: &Sight,
    turn: &[Unseen],
    found: Vec<(usize, usize, RecordId)>,
) -> Result<()> {
    let mut ids: Vec<RecordId> = found.iter().map(|(.., id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    let held = store::record::many(&mut tx, engine, &ids, now).await?;
    let held: HashMap<RecordId, Record> =
        held.into_iter().map(|held| (held.record.id, held.record)).collect();
    let mut lanes = Lanes::new(desk)?;
    let mut ours = false;
    for (at, reading, id) in found {
        let (Some(it), Some(record)) = (turn.get(at), held.get(&id)) else { continue };
        let Some((entity, question)) = it.readings.get(reading) else { continue };
        let score = desk.index.explain(&Probe::of(entity), id, &|stamp| engine.shows(stamp));
        let question = Question { milli_bits: bits(score.map(|score| score.value)), ..question.clone() };
        let of = (&it.by, &it.reason, &question);
        if let Some(met) = Met::unseen(desk, &mut tx, of, record).await? {
            let raised = raise(desk, &mut tx, &mut lanes, &met).await?.is_some();
            ours |= raised && record.owner == desk.me;
        }
    }
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    // Whoever asked here may be listening: nobody here is told of what only its owner may know.
    if ours {
        desk.bell.ring(Ring::Hits);
    }
    desk.bell.ring(Ring::Outbox);
    Ok(())
}

fn bits(score: Option<f64>) -> i32 {
    super::raise::milli(matching::cluster::bits_of(score.unwrap_or_default()))
}
