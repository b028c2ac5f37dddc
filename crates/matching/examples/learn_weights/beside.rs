//! Estimates what is assumed of two that are laid side by side, and how well two estimates of the weights agree.
use crate::Failure;
use crate::fit;
use crate::pairs::{Candidates, Pair};
use matching::RECORDS_BESIDE;
use matching::learn::{TERMS, Weights, evidence_alone, used};
use std::collections::HashSet;

/// Newton's steps for one number.
const STEPS: usize = 50;

/// What fits best as the base of a comparison without a store: of each question the record that a search proposes first, as
/// somebody who has found two that are alike lays them side by side.
pub fn beside(sets: &[Candidates]) {
    let mut all: Vec<(f64, bool)> = Vec::new();
    for set in sets {
        let (mut known, mut pairs) = (HashSet::new(), Vec::new());
        for (asking, at, same) in &set.pairs {
            if known.insert(*asking) {
                let (question, record) = (&set.set.questions[*asking].probe, &set.set.records[*at]);
                let evidence = evidence_alone(question, record, &used());
                pairs.push((evidence.points(&used()) + RECORDS_BESIDE.log2(), *same));
            }
        }
        println!("{}: {}", set.set.name, told(&pairs));
        all.extend(pairs);
    }
    println!("all: {}", told(&all));
}

fn told(pairs: &[(f64, bool)]) -> String {
    let right = pairs.iter().filter(|(_, same)| *same).count();
    let base = base(pairs);
    format!("{} pairs, {right} the same, base {base:.2}: one of {:.0}", pairs.len(), (-base).exp2())
}

/// The number that, added to the points, makes as many the same as are.
fn base(pairs: &[(f64, bool)]) -> f64 {
    let mut base = -8.0;
    for _ in 0..STEPS {
        let (mut slope, mut bend) = (0.0, 1e-9);
        for (points, same) in pairs {
            let p = 1.0 / (1.0 + (-points - base).exp2());
            slope += f64::from(u8::from(*same)) - p;
            bend += p * (1.0 - p) * std::f64::consts::LN_2;
        }
        base += (slope / bend).clamp(-1.0, 1.0);
    }
    base
}

/// Scores by two estimates may differ by so much in the mean, over the pairs that either calls possible ...
const APART_MEAN: f64 = 0.02;
/// ... and by more than this ...
const APART: f64 = 0.1;
/// ... in so many of them.
const APART_SHARE: f64 = 0.05;

/// Estimates the weights of two sets of data, each by itself, and says how far apart the scores of all pairs are by the two.
pub fn agree(one: &[Candidates], other: &[Candidates]) -> Result<(), Failure> {
    let (first, second) = (fit::weights(one), fit::weights(other));
    for (row, (a, b)) in TERMS.iter().zip(first.iter().zip(&second)) {
        println!("{:<24}{a:>8.3}{b:>8.3}{:>8.3}", row.name, b - a);
    }
    let both = one.iter().chain(other).flat_map(|set| set.evidence(&first)).collect::<Vec<_>>();
    let (mut possible, mut apart, mut sum) = (0usize, 0usize, 0.0);
    for pair in &both {
        let [a, b] = [&first, &second].map(|weights| probability(pair, weights));
        if a.max(b) >= 0.5 {
            possible += 1;
            apart += usize::from((a - b).abs() > APART);
            sum += (a - b).abs();
        }
    }
    let share = apart as f64 / possible.max(1) as f64;
    let mean = sum / possible.max(1) as f64;
    println!(
        "{possible} pairs are possible by either; scores differ by {mean:.4} on the average, by more than {APART} in {share:.4}"
    );
    if share > APART_SHARE || mean > APART_MEAN {
        return Err(format!("the bounds are {APART_MEAN} and {APART_SHARE}").into());
    }
    Ok(())
}

fn probability(pair: &Pair, weights: &Weights) -> f64 {
    1.0 / (1.0 + (-pair.evidence.points(weights)).exp2())
}
