//! Whether a score is the probability that it is read as: of the answers scored 0.9 nine in ten are right.
use super::searches::{Asked, Outcome};
use super::{Figures, Target};
use std::collections::BTreeMap;

/// Answers below are shown to nobody, and so many of them are wrong that they would hide every fault above.
const LEAST: f64 = 0.1;
/// A nationality with fewer answers says nothing.
const ENOUGH: usize = 300;

/// Answers of like score: how many, the sum of their scores, how many are right.
#[derive(Default, Clone, Copy)]
struct Bin {
    count: usize,
    scores: f64,
    right: usize,
}

impl Bin {
    fn take(&mut self, score: f64, right: bool) {
        self.count += 1;
        self.scores += score;
        self.right += usize::from(right);
    }

    /// The share that is right.
    fn share(&self) -> f64 {
        self.right as f64 / self.count.max(1) as f64
    }

    /// How much higher the scores are than the share of right ones.
    fn surplus(&self) -> f64 {
        self.scores / self.count.max(1) as f64 - self.share()
    }
}

pub fn add(outcomes: &[Outcome<'_>], asked: Asked, figures: &mut Figures) {
    let answers: Vec<(f64, bool, &str)> = outcomes
        .iter()
        .flat_map(|outcome| {
            let right = |record| Some(record) == outcome.truth;
            outcome.answers.iter().map(move |(record, score)| (*score, right(*record), outcome.nationality))
        })
        .filter(|(score, ..)| *score >= LEAST)
        .collect();
    let mut bins = [Bin::default(); 10];
    let mut nine = Bin::default();
    let mut nations: BTreeMap<&str, Bin> = BTreeMap::new();
    for (score, right, nation) in &answers {
        bins[((score * 10.0) as usize).min(9)].take(*score, *right);
        nations.entry(nation).or_default().take(*score, *right);
        if (0.85..0.95).contains(score) {
            nine.take(*score, *right);
        }
    }
    for (at, bin) in bins.iter().enumerate().filter(|(_, bin)| bin.count > 0) {
        let told = format!(
            "  right of {} answers scored {:.1} to {:.1}",
            bin.count,
            at as f64 / 10.0,
            (at + 1) as f64 / 10.0
        );
        figures.add(told, bin.share(), "");
    }
    let mut tell = |what: &str, value: f64, most: f64| {
        let what = format!("{what}, by {}", asked.told);
        if asked.held {
            figures.hold(what, value, "", Target::AtMost(most))
        } else {
            figures.add(what, value, "")
        }
    };
    tell("expected calibration error", error(&bins), 0.02);
    tell("scores of 0.85 to 0.95, how far from the share that is right", nine.surplus().abs(), 0.03);
    let farthest = nations
        .iter()
        .filter(|(_, bin)| bin.count >= ENOUGH)
        .max_by(|(_, a), (_, b)| a.surplus().abs().total_cmp(&b.surplus().abs()));
    if let Some((nation, bin)) = farthest {
        figures.add(
            format!("farthest off of all nationalities, {nation}, by {}", asked.told),
            bin.surplus(),
            "",
        );
    }
}

/// The distance of score and share in each bin, weighed by its answers.
fn error(bins: &[Bin]) -> f64 {
    let all: usize = bins.iter().map(|bin| bin.count).sum();
    bins.iter().map(|bin| bin.surplus().abs() * bin.count as f64).sum::<f64>() / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_right_in_ten_scored_nine_tenths_is_no_error() {
        let mut bins = [Bin::default(); 2];
        (0..10).for_each(|n| bins[0].take(0.9, n > 0));
        assert!(error(&bins) < 1e-9);
        (0..10).for_each(|n| bins[1].take(0.9, n > 4));
        assert!((error(&bins) - 0.2).abs() < 1e-9, "half of all answers are 0.4 off");
    }
}
