//! What strangers are answered with, and what it costs in people missed to leave them in peace.
use super::Figures;
use super::searches::{Asked, Outcome};
use matching::{Thresholds, Verdict};

pub fn add(outcomes: &[Outcome<'_>], asked: Asked, figures: &mut Figures) {
    let (known, strangers): (Vec<_>, Vec<_>) = outcomes.iter().partition(|outcome| outcome.truth.is_some());
    let verdict = |score: f64| Thresholds::default().verdict(score);
    for (told, wanted) in [("match", Verdict::Match), ("possible", Verdict::Possible)] {
        let alarmed = strangers.iter().filter(|outcome| verdict(outcome.best()) == Some(wanted)).count();
        let share = alarmed as f64 * 100.0 / strangers.len().max(1) as f64;
        figures.add(format!("strangers answered with a {told}, by {}", asked.told), share, "%");
        let reached = known.iter().filter(|outcome| verdict(outcome.right()) >= Some(wanted)).count();
        let share = reached as f64 / known.len().max(1) as f64;
        figures.add(format!("known who are a {told} or better, by {}", asked.told), share, "");
    }
    let alarms: Vec<f64> = strangers.iter().map(|outcome| outcome.best()).collect();
    let right: Vec<f64> = known.iter().map(|outcome| outcome.right()).collect();
    for share in [0.1, 0.01, 0.001] {
        let told = format!("known found where {} % of strangers alarm, by {}", share * 100.0, asked.told);
        figures.add(told, reached_at(&right, &alarms, share), "");
    }
}

/// The share of the right scores above the score that this share of the wrong ones exceeds.
pub fn reached_at(right: &[f64], wrong: &[f64], share: f64) -> f64 {
    let mut wrong = wrong.to_vec();
    wrong.sort_by(|a, b| b.total_cmp(a));
    let threshold = wrong.get((wrong.len() as f64 * share) as usize).copied().unwrap_or(0.0);
    right.iter().filter(|score| **score > threshold).count() as f64 / right.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_one_false_in_ten_only_what_is_above_the_second_worst_counts() {
        let wrong = [0.9, 0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
        assert_eq!(reached_at(&[0.95, 0.6, 0.5, 0.05], &wrong, 0.1), 0.5);
        assert_eq!(reached_at(&[0.95, 0.6, 0.5, 0.05], &wrong, 0.01), 0.25);
    }
}
