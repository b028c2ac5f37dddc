//! Whether the right person is found: first, or among ten, over all kinds of error and for each.
use super::searches::{Asked, Outcome};
use super::{Figures, Target};
use std::collections::BTreeMap;

pub fn add(outcomes: &[Outcome<'_>], asked: Asked, figures: &mut Figures) {
    let known: Vec<&Outcome<'_>> = outcomes.iter().filter(|outcome| outcome.truth.is_some()).collect();
    let mut tell = |what: String, value: f64, target: f64| match asked.held {
        true => figures.hold(what, value, "", Target::AtLeast(target)),
        false => figures.add(what, value, ""),
    };
    tell(format!("found first, by {}", asked.told), found(&known, 1), 0.985);
    tell(format!("found among ten, by {}", asked.told), found(&known, 10), 0.995);
    let mut kinds: BTreeMap<&str, Vec<&Outcome<'_>>> = BTreeMap::new();
    known.into_iter().for_each(|outcome| kinds.entry(outcome.kind).or_default().push(outcome));
    for (kind, known) in &kinds {
        figures.add(format!("  {kind}: found first, of {}", known.len()), found(known, 1), "");
        figures.add(format!("  {kind}: found among ten"), found(known, 10), "");
    }
}

/// How many who would answer the search does not bring: in a check, and where the ten best are wanted whatever their score.
pub fn add_overlooked(
    (checks, outcomes): (&[Outcome<'_>], &[Outcome<'_>]),
    asked: Asked,
    figures: &mut Figures,
) {
    for (told, asked_so) in [("in a check", checks), ("of the ten best", outcomes)] {
        let known = asked_so.iter().filter(|outcome| outcome.truth.is_some());
        let overlooked = known.clone().filter(|outcome| outcome.is_overlooked()).count();
        let share = overlooked as f64 / known.count().max(1) as f64;
        let label = format!("overlooked {told}, by {}", asked.told);
        figures.hold(label, share * 100.0, "%", Target::AtMost(0.1));
    }
}

/// The share of these of whom the right record is among the first so many answers.
fn found(known: &[&Outcome<'_>], first: usize) -> f64 {
    let right = known.iter().filter(|outcome| outcome.place().is_some_and(|place| place < first));
    right.count() as f64 / known.len().max(1) as f64
}
