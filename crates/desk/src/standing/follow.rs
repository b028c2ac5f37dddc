//! Every new version of a record is held against the questions that stand open.
use super::open::index;
use crate::{Desk, Result, Ring, session, sights};
use matching::Probe;
use model::{ActKind, Actor, OfficerId, RecordId, StandingId};
use std::collections::BTreeSet;
use store::journal::Act;
use store::record::Held;
use store::standing::{Alert, Standing};

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
        let found = desk.standing.search(&Probe::of(entity), &|_| true, ANSWERED_MAX, desk.thresholds.possible);
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
    let standing = store::standing::by_reading(&mut tx, reading).await?;
    Ok(standing.filter(|s: &Standing| !s.closed && s.until_us > desk.clock.now_us()))
}

/// Under the officer's own sight, by the rights that they have now: who may not see the record is not told of it.
async fn raise(desk: &Desk, standing: &Standing, held: &Held, score: f64) -> Result<bool> {
    let mut tx = desk.store.begin().await?;
    let Some(officer) = store::officer::get(&mut tx, standing.officer).await? else { return Ok(false) };
    let by = session::actor(desk, &officer);
    if officer.disabled || !sights::of(desk, &by, &standing.reason).await?.shows(held.stamp) {
        return Ok(false);
    }
    let alert = Alert {
        number: 0,
        standing: standing.id,
        officer: officer.id,
        record: held.record.id,
        version: held.record.version,
        score,
        raised_us: desk.clock.now_us(),
        seen: false,
    };
    if !store::standing::raise(&mut tx, &alert).await? {
        return Ok(false);
    }
    let engine = Actor::Engine { member: desk.me.clone() };
    let act = Act {
        at_us: desk.clock.now_us(),
        by: &engine,
        kind: ActKind::StandingAnswered,
        object: Some((held.record.id, held.record.version)),
        reason: Some(&standing.reason),
        body: Some(told(standing.id, officer.id)),
    };
    store::journal::write(&mut tx, act).await?;
    tx.commit().await?;
    Ok(true)
}

fn told(standing: StandingId, officer: OfficerId) -> serde_json::Value {
    serde_json::json!({ "standing": standing.to_string(), "officer": officer.to_string() })
}
