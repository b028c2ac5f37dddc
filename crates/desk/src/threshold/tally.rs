//! How answers score, counted as checks are made, so that thresholds can be chosen by the node's own volume.
//!
//! What is counted is a step of the score and nothing else: neither who asked nor about whom. It is gathered in memory
//! and added to the store every few seconds; a process that is killed loses those, which changes no answer and no act.
use crate::{Desk, Result};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::tally::Counted;

/// Where each step of the score begins; the last ends at 1. Finer at the top, where thresholds of a match lie.
pub(crate) const STEPS: [f64; 23] = [
    0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.85,
    0.90, 0.95, 0.98, 0.99, 0.995, 0.999,
];
/// Under this number checks are counted.
pub(crate) const CHECKS: u32 = 0;
/// Of many questions at once one in so many is looked at below the threshold as well, and counts for all.
const ONE_IN: u32 = 8;
/// So many answers of a question are counted at least, whatever number of them was asked for.
pub(crate) const COUNTED_MIN: usize = 20;
/// Days that are kept, and of which an outlook speaks at most.
pub(crate) const DAYS_KEPT: i64 = 92;
const DAY_US: i64 = 86_400_000_000;

/// By day and step.
type Pending = BTreeMap<(i64, u32), (u64, u64)>;

#[derive(Default)]
pub(crate) struct Tally {
    pending: Mutex<Pending>,
    turn: AtomicUsize,
}

impl Tally {
    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For how many questions each of these counts; none where it is not counted. One alone always counts for itself.
    pub(crate) fn weights(&self, questions: usize) -> Vec<Option<u32>> {
        if questions == 1 {
            return vec![Some(1)];
        }
        let first = self.turn.fetch_add(questions, Ordering::Relaxed);
        let places = (0..ONE_IN).cycle().skip(first % 8);
        places.take(questions).map(|place| (place == 0).then_some(ONE_IN)).collect()
    }

    /// Counts one question's answers, each by its score.
    pub(crate) fn count(&self, now_us: i64, weight: u32, scores: impl Iterator<Item = f64>) {
        let (day, weight) = (day_of(now_us), u64::from(weight));
        let mut pending = self.pending();
        let mut add = |step, score_ppm| {
            let held = pending.entry((day, step)).or_default();
            *held = (held.0 + weight, held.1 + weight * score_ppm);
        };
        add(CHECKS, 0);
        for score in scores {
            if let Some(step) = step_of(score) {
                add(step, millionths(score));
            }
        }
    }
}

pub(crate) const fn day_of(us: i64) -> i64 {
    us.div_euclid(DAY_US)
}

/// Counted from 1; none below the first.
fn step_of(score: f64) -> Option<u32> {
    let step = STEPS.iter().zip(1..).take_while(|(from, _)| score >= **from).last();
    step.map(|(_, number)| number)
}

fn millionths(score: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 1 before")]
    let whole = (score.clamp(0.0, 1.0) * 1e6).round() as u64;
    whole
}

/// Adds what was counted to the store, and lets go of days that are over. What cannot be added is kept for next time.
pub(crate) async fn keep(desk: &Desk) -> Result<()> {
    let taken = std::mem::take(&mut *desk.tally.pending());
    if taken.is_empty() {
        return Ok(());
    }
    let kept = add(desk, &taken).await;
    if kept.is_err() {
        let mut pending = desk.tally.pending();
        for (place, (answers, score_ppm)) in taken {
            let held = pending.entry(place).or_default();
            *held = (held.0 + answers, held.1 + score_ppm);
        }
    }
    kept
}

async fn add(desk: &Desk, taken: &Pending) -> Result<()> {
    let counted: Vec<Counted> = taken
        .iter()
        .map(|((day, step), (answers, score_ppm))| Counted {
            day: *day,
            step: *step,
            answers: *answers,
            score_ppm: *score_ppm,
        })
        .collect();
    let mut tx = desk.store.begin().await?;
    store::tally::add(&mut tx, &counted).await?;
    store::tally::forget(&mut tx, day_of(desk.clock.now_us()) - DAYS_KEPT).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_falls_into_one_step() {
        assert_eq!(
            [0.0, 0.049, 0.05, 0.51, 0.9999, 1.0].map(step_of),
            [None, None, Some(1), Some(10), Some(23), Some(23)]
        );
    }

    #[test]
    fn of_many_questions_one_in_eight_counts_for_all() {
        let tally = Tally::default();
        assert_eq!(tally.weights(1), [Some(1)]);
        let counted: u32 = (0..10).flat_map(|_| tally.weights(100)).flatten().sum();
        assert_eq!(counted, 1_000);
    }
}
