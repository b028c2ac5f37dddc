//! Why a record is or is not among the answers to a question: the near miss, under the same sight.
use super::{Answer, Explained, Judged, Outcome};
use crate::{Desk, Result, sights};
use matching::{Probe, Score};
use model::{Entity, RecordId};
use policy::{Permit, action};

/// What is there but hidden is read for as what is not there, and answered as that.
pub(super) async fn why(
    desk: &Desk,
    permit: &Permit<action::Check>,
    answer: &Answer,
    id: RecordId,
    limit: usize,
) -> Result<Explained> {
    let sight = sights::of(desk, permit.by(), permit.reason()).await?;
    let mut tx = desk.store.glance().await?;
    let held = store::record::open(&mut tx, &sight, id, desk.clock.now_us()).await?;
    drop(tx);
    let Some(record) = held.map(|held| held.record) else {
        return Ok(Explained { record: id, judged: None });
    };
    let shows = |stamp| sight.shows(stamp);
    let scores = answer.asked.iter().filter_map(|reading| {
        let score = desk.index.explain(&Probe::of(reading), id, &shows)?;
        Some((reading, score))
    });
    let best = scores.max_by(|(_, a), (_, b)| a.value.total_cmp(&b.value));
    let outcome = outcome(answer, id, limit, best.as_ref().map(|(_, score)| score.value));
    let score = best.as_ref().map_or(0.0, |(_, score)| score.value);
    let account = |(asked, score): (&Entity, Score), held: &Entity| matching::account(score, asked, held);
    let explanation = best.zip(record.entity()).map(|(best, held)| account(best, held));
    let judged = Judged {
        version: record.version,
        owner: record.owner.clone(),
        kind: record.kind(),
        caption: record.caption().to_string(),
        status: record.status,
        score,
        explanation: explanation.unwrap_or_default(),
        outcome,
    };
    Ok(Explained { record: id, judged: Some(judged) })
}

fn outcome(answer: &Answer, id: RecordId, limit: usize, score: Option<f64>) -> Outcome {
    let Some(score) = score else { return Outcome::NotSearched };
    if answer.matches.iter().any(|found| found.record == id) {
        return Outcome::Found;
    }
    if score < answer.thresholds.possible {
        return Outcome::Below;
    }
    let last = answer.matches.last().map_or(1.0, |found| found.score);
    let full = answer.matches.len() >= limit.clamp(1, super::MATCHES_MAX);
    if full && score <= last { Outcome::BeyondLimit } else { Outcome::PassedOver }
}
