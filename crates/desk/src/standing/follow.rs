//! Every new version of a record is held against the questions that stand open.
use super::open::index;
use crate::{Desk, Result, Ring, session, sights};
use matching::Probe;
use model::{OfficerId, RecordId};
use std::collections::BTreeSet;
use store::alert::Answer;
use store::record::Held;
use store::standing::Standing;

/// Most questions that one record answers at once.
const ANSWERED_MAX: usize = 1_000;

/// Takes up every question that is open, at a start.
pub(crate) async fn load(desk: &Desk) -> Result<()> {
    let mut tx = desk.store.read().await?;
    for standing in store::standing::all_open(&mut tx, desk.clock.now_us()).await? {
        index(desk, &standing);
    }
    Ok(())
}

/// Raises the alerts that these records answer. The same version of a record alerts once for each question.
pub(crate) async fn notice(desk: &Desk, records: &[Held]) -> Result<()> {
    if desk.standing.is_empty() {
        return Ok(());
    }
    let mut told = BTreeSet::new();
    for held in records {
        let Some(entity) = held.record.entity() else { continue };
        let found =
            desk.standing.search(&Probe::of(entity), &|_| true, ANSWERED_MAX, desk.thresholds.possible);
        let mut asked = BTreeSet::new();
        for found in found {
            if let Some(standing) = asked_by(desk, found.record).await?
                && asked.insert(standing.id)
                && raise(desk, &standing, held, found.score.value).await?
            {
                told.insert(standing.officer);
            }
        }
    }
    told.into_iter().for_each(|officer: OfficerId| desk.bell.ring(Ring::Alerts(officer)));
    Ok(())
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
    if !sights::of(desk, &by, &standing.reason).await?.shows(held.stamp) {
        return Ok(false);
    }
    let answer =
        Answer { record: held.record.id, version: held.record.version, score_ppm: millionths(score) };
    let mut tx = desk.store.begin().await?;
    let new = store::alert::raise(&mut tx, &desk.me, standing, answer, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(new)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0 to 1,000,000 before"
)]
fn millionths(score: f64) -> u32 {
    (score.clamp(0.0, 1.0) * 1e6).round() as u32
}
