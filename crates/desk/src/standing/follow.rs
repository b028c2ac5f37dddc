//! Every new version of a record is held against the questions that stand open.
//!
//! This follower's cursor is in the store: killed between a record and its alert, it goes on with that record. Where
//! several processes share a store, the one that holds the lease does the work; an alert is raised once all the same.
use super::open::index;
use crate::threshold::LEAST;
use crate::{Desk, Result, Ring, follow, session, sights};
use matching::{Index, Probe};
use model::{ActKind, OfficerId, RecordId};
use policy::Sight;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use store::alert::Answer;
use store::record::Held;
use store::standing::Standing;

const NAME: &str = "standing";
/// Acts looked at in one turn.
const BATCH: u32 = 4_000;
/// Most questions that one record answers at once.
const ANSWERED_MAX: usize = 1_000;

/// Questions that stay open, as this process knows them, and up to which act it has looked.
#[derive(Default)]
pub(crate) struct Followed {
    pub(super) index: std::sync::RwLock<Index>,
    upto: AtomicU64,
    stirred: AtomicBool,
}

/// A question was opened or closed.
pub(crate) fn stir(desk: &Desk) {
    desk.standing.stirred.store(true, Ordering::Release);
}

/// Answers what is new in the journal, which the index has followed up to this act. While nobody asks, nothing is read.
pub(crate) async fn catch_up(desk: &Desk, indexed: u64) -> Result<()> {
    let followed = &desk.standing;
    if followed.upto.load(Ordering::Acquire) == 0 {
        let cursor = store::follower::cursor(&mut desk.store.glance().await?, NAME).await?;
        load(desk).await?;
        followed.upto.store(cursor, Ordering::Release);
    }
    if !followed.stirred.swap(false, Ordering::AcqRel) && nobody_asks(desk) {
        followed.upto.fetch_max(indexed, Ordering::AcqRel);
        return Ok(());
    }
    let done = steps(desk).await;
    if done.is_err() {
        stir(desk);
    }
    done
}

async fn steps(desk: &Desk) -> Result<()> {
    while step(desk).await? {}
    Ok(())
}

fn nobody_asks(desk: &Desk) -> bool {
    desk.standing.index.read().unwrap_or_else(std::sync::PoisonError::into_inner).is_empty()
}

/// One batch of acts. False where there was none, or another process holds the lease.
async fn step(desk: &Desk) -> Result<bool> {
    let upto = desk.standing.upto.load(Ordering::Acquire);
    let changes = store::journal::since(&mut desk.store.glance().await?, upto, BATCH).await?;
    let Some(last) = changes.last() else { return Ok(false) };
    let opened_or_closed = |kind| matches!(kind, ActKind::StandingOpened | ActKind::StandingClosed);
    let stirred = changes.iter().any(|c| opened_or_closed(c.kind));
    let stated: Vec<RecordId> = changes
        .iter()
        .filter(|c| matches!(c.kind, ActKind::Filed | ActKind::Revised))
        .filter_map(|c| c.object.map(|(id, _)| id))
        .collect();
    if stirred {
        load(desk).await?;
    }
    // The first question that is asked must be found behind the cursor after a restart, and not all that came before.
    if stirred || !stated.is_empty() {
        if !follow::leased(desk, NAME).await? {
            return Ok(false);
        }
        notice(desk, &stated).await?;
        let mut tx = desk.store.begin().await?;
        store::follower::advance(&mut tx, NAME, last.seq).await?;
        tx.commit().await?;
    }
    desk.standing.upto.store(last.seq, Ordering::Release);
    Ok(true)
}

/// Takes up every question that is open, instead of those known before.
async fn load(desk: &Desk) -> Result<()> {
    let open = store::standing::all_open(&mut desk.store.glance().await?, desk.clock.now_us()).await?;
    let fresh = Index::default();
    open.iter().for_each(|standing| index(&fresh, standing));
    *desk.standing.index.write().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
    Ok(())
}

/// Raises the alerts that these records answer. The same version of a record alerts once for each question.
async fn notice(desk: &Desk, stated: &[RecordId]) -> Result<()> {
    if stated.is_empty() || nobody_asks(desk) {
        return Ok(());
    }
    sights::refresh(desk).await?;
    let sight = follow::engine(desk).await?;
    let records =
        store::record::many(&mut desk.store.read().await?, &sight, stated, desk.clock.now_us()).await?;
    let mut told = BTreeSet::new();
    for held in &records {
        let mut asked = BTreeSet::new();
        for (reading, score) in answered(desk, held) {
            if let Some(standing) = asked_by(desk, reading).await?
                && asked.insert(standing.id)
                && raise(desk, &standing, held, score).await?
            {
                told.insert(standing.officer);
            }
        }
    }
    told.into_iter().for_each(|officer: OfficerId| desk.bell.ring(Ring::Alerts(officer)));
    Ok(())
}

/// The readings of questions that this record may answer. How rare a name is among open questions says little: what it
/// scores is found out among the records, as in a check.
fn answered(desk: &Desk, held: &Held) -> Vec<(RecordId, f64)> {
    let Some(entity) = held.record.entity() else { return vec![] };
    let index = desk.standing.index.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    let found = index.search(&Probe::of(entity), &|_| true, ANSWERED_MAX, LEAST);
    found.into_iter().map(|found| (found.record, found.score.value)).collect()
}

/// The question behind one of its readings, if it is still open.
async fn asked_by(desk: &Desk, reading: RecordId) -> Result<Option<Standing>> {
    let mut tx = desk.store.read().await?;
    Ok(store::standing::by_reading(&mut tx, reading, desk.clock.now_us()).await?)
}

/// Under the officer's own sight, by the rights that they have now: who may not see the record is not told of it.
async fn raise(desk: &Desk, standing: &Standing, held: &Held, score: f64) -> Result<bool> {
    let officer = store::officer::get(&mut desk.store.read().await?, standing.officer).await?;
    let Some(officer) = officer.filter(|o| !o.disabled) else { return Ok(false) };
    let by = session::actor(desk, &officer);
    let sight = sights::of(desk, &by, &standing.reason).await?;
    let score = scored(desk, &sight, standing, held).unwrap_or(score);
    if !sight.shows(held.stamp) || score < desk.thresholds().possible {
        return Ok(false);
    }
    let answer =
        Answer { record: held.record.id, version: held.record.version, score_ppm: millionths(score) };
    let mut tx = desk.store.begin().await?;
    let new = store::alert::raise(&mut tx, &desk.me, standing, answer, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(new)
}

/// The best of its readings, as a check of this officer's would score it now; none where the record is not indexed yet.
fn scored(desk: &Desk, sight: &Sight, standing: &Standing, held: &Held) -> Option<f64> {
    let shows = |stamp| sight.shows(stamp);
    let score = |entity| desk.index.explain(&Probe::of(entity), held.record.id, &shows);
    standing.entities.iter().filter_map(score).map(|score| score.value).max_by(f64::total_cmp)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0 to 1,000,000 before"
)]
fn millionths(score: f64) -> u32 {
    (score.clamp(0.0, 1.0) * 1e6).round() as u32
}
