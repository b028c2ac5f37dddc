//! Logistic regression with a normal prior, by Newton's method within bounds.
use crate::pairs::{Candidates, Pair};
use matching::learn::{TERMS, Weights, expected};
use std::fmt::Write;
use std::process::Command;

/// Which of several names is compared depends on the weights: so often they are found anew.
const ROUNDS: usize = 3;
const STEPS: usize = 9;

/// The text of `weights.rs`.
pub fn fit(sets: &[Candidates]) -> String {
    let (fitted, pairs) = fitted(sets);
    written(&fitted, &counted(&pairs), sets)
}

/// The weights alone.
pub fn weights(sets: &[Candidates]) -> Weights {
    fitted(sets).0.weights
}

/// What was estimated, and the pairs of the last round.
fn fitted(sets: &[Candidates]) -> (Fitted, Vec<Vec<Pair>>) {
    let mut fitted = Fitted::new(sets.len());
    let mut pairs = Vec::new();
    for round in 0..ROUNDS {
        pairs = sets.iter().map(|set| set.evidence(&fitted.weights)).collect::<Vec<_>>();
        for _ in 0..STEPS {
            fitted.step(&pairs);
        }
        eprintln!("round {round}: mean log loss {:.5}", fitted.loss(&pairs));
    }
    (fitted, pairs)
}

struct Fitted {
    weights: Weights,
    /// Questions of linkage sets are about persons who are held: each set but the generated has a prior of its own.
    priors: Vec<f64>,
}

const LN2: f64 = std::f64::consts::LN_2;
const PRIOR_SPREAD: f64 = 4.0;

impl Fitted {
    fn new(sets: usize) -> Fitted {
        Fitted { weights: expected(), priors: vec![0.0; sets] }
    }

    fn probability(&self, pair: &Pair, set: usize) -> f64 {
        1.0 / (1.0 + (-pair.evidence.points(&self.weights) - self.priors[set]).exp2())
    }

    fn loss(&self, pairs: &[Vec<Pair>]) -> f64 {
        let each =
            pairs.iter().enumerate().flat_map(|(set, pairs)| pairs.iter().map(move |pair| (set, pair)));
        let (mut sum, mut count) = (0.0, 0.0);
        for (set, pair) in each {
            let p = self.probability(pair, set).clamp(1e-12, 1.0 - 1e-12);
            sum -= pair.worth * if pair.same { p.ln() } else { (1.0 - p).ln() };
            count += pair.worth;
        }
        sum / count
    }

    fn step(&mut self, pairs: &[Vec<Pair>]) {
        let terms = TERMS.len();
        let size = terms + self.priors.len();
        let (mut slope, mut bend) = (vec![0.0; size], vec![vec![0.0; size]; size]);
        for (set, pairs) in pairs.iter().enumerate() {
            let is_generated = pairs.iter().any(|pair| pair.worth == 1.0);
            for pair in pairs {
                let p = self.probability(pair, set);
                let (error, certainty) = (f64::from(u8::from(pair.same)) - p, p * (1.0 - p));
                let mut amounts = pair.evidence.amounts.clone();
                if !is_generated {
                    amounts.push((terms + set, 1.0));
                }
                for (i, x) in &amounts {
                    slope[*i] += pair.worth * error * LN2 * x;
                    for (j, y) in &amounts {
                        bend[*i][*j] += pair.worth * certainty * LN2 * LN2 * x * y;
                    }
                }
            }
        }
        for (i, row) in TERMS.iter().enumerate() {
            slope[i] -= (self.weights[i] - row.expected) / row.spread.powi(2);
            bend[i][i] += 1.0 / row.spread.powi(2);
        }
        for (set, prior) in self.priors.iter().enumerate() {
            slope[terms + set] -= prior / PRIOR_SPREAD.powi(2);
            bend[terms + set][terms + set] += 1.0 / PRIOR_SPREAD.powi(2);
        }
        self.hold_at_bounds(&mut slope, &mut bend);
        let change = solved(bend, slope);
        for (i, row) in TERMS.iter().enumerate() {
            self.weights[i] = (self.weights[i] + change[i].clamp(-2.0, 2.0)).clamp(row.least, row.most);
        }
        for (set, prior) in self.priors.iter_mut().enumerate() {
            *prior += change[terms + set].clamp(-2.0, 2.0);
        }
    }

    /// A weight at its bound that would pass it stays, and the others are found beside it.
    fn hold_at_bounds(&self, slope: &mut [f64], bend: &mut [Vec<f64>]) {
        for (i, row) in TERMS.iter().enumerate() {
            let held = (self.weights[i] <= row.least && slope[i] < 0.0)
                || (self.weights[i] >= row.most && slope[i] > 0.0);
            if held {
                slope[i] = 0.0;
                bend[i].fill(0.0);
                bend.iter_mut().for_each(|row| row[i] = 0.0);
                bend[i][i] = 1.0;
            }
        }
    }
}

/// Gauss's elimination; the matrix is positive definite.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        let (above, below) = matrix.split_at_mut(i + 1);
        let pivot = &above[i];
        for (k, row) in below.iter_mut().enumerate() {
            let factor = row[i] / pivot[i];
            if factor != 0.0 {
                row.iter_mut().zip(pivot).skip(i).for_each(|(to, from)| *to -= factor * from);
                right[i + 1 + k] -= factor * right[i];
            }
        }
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|j| matrix[i][j] * right[j]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}

/// How many pairs of the same and of others have each term.
fn counted(pairs: &[Vec<Pair>]) -> Vec<[usize; 2]> {
    let mut counts = vec![[0; 2]; TERMS.len()];
    for pair in pairs.iter().flatten() {
        let mut seen = vec![false; TERMS.len()];
        for (term, _) in &pair.evidence.amounts {
            if !std::mem::replace(&mut seen[*term], true) {
                counts[*term][usize::from(!pair.same)] += 1;
            }
        }
    }
    counts
}

fn written(fitted: &Fitted, support: &[[usize; 2]], sets: &[Candidates]) -> String {
    let mut text = String::from(
        "//! The weights of the terms, in points. Written by `examples/learn_weights`; not to be changed by hand.\n//!\n\
         //! Method: logistic regression with normal priors within bounds (`table.rs`), on pairs that a search brings. The\n\
         //! tune sets are invented persons of forty nationalities and questions with known truth, half of them about\n\
         //! strangers; the others are public linkage sets (FEBRL 1 to 3, fake_1000, historical figures).\n\
         //!",
    );
    let day =
        Command::new("date").arg("-I").output().map(|o| String::from_utf8_lossy(&o.stdout).into_owned());
    let day = day.unwrap_or_default();
    writeln!(text, " Date: {}. Data (questions, pairs, what one pair counts):", day.trim())
        .expect("a text takes all");
    for set in sets {
        let name = set.set.name.rsplit('/').next().unwrap_or_default();
        writeln!(text, "//! - {name}: {}, {}, {}", set.set.questions.len(), set.pairs.len(), set.worth)
            .expect("a text takes all");
    }
    text.push_str("use crate::table::COUNT;\n\n/// In the order of the terms; beside each in how many pairs of the same and of others it occurred.\n");
    text.push_str("pub(crate) const WEIGHTS: [f64; COUNT] = [\n");
    for ((row, weight), [same, others]) in TERMS.iter().zip(fitted.weights).zip(support) {
        writeln!(text, "    {weight:.3}, // {}: {same}, {others}", row.name).expect("a text takes all");
    }
    text.push_str("];\n");
    text
}
