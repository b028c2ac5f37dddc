//! What the learning program needs: the terms of a score, their weights, and the evidence of a pair in amounts of them.
use crate::feature::{self, Crowd, Learned, Ledger, Rarity, Usual};
use crate::table::COUNT;
pub use crate::table::{Row, TERMS};
use crate::{Probe, score};

/// Weights of the terms, in their order.
pub type Weights = [f64; COUNT];

/// The weights in use.
pub fn used() -> Weights {
    crate::table::USED
}

/// What general knowledge says of the terms, where learning begins.
pub fn expected() -> Weights {
    let mut weights = [0.0; COUNT];
    weights.iter_mut().zip(TERMS).for_each(|(weight, row)| *weight = row.expected);
    weights
}

/// The evidence of one pair.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Places of terms, and how much of each there is.
    pub amounts: Vec<(usize, f64)>,
    /// What is not estimated: the prior of so many records, and what weighs by a limit.
    pub offset: f64,
}

/// The evidence between two among the records of a crowd. `weights` decide which of several names is compared with
/// which.
pub fn evidence(query: &Probe, record: &Probe, crowd: &Crowd, weights: &Weights) -> Evidence {
    gathered(query, record, &crowd.seen_by(&query.view()), weights)
}

/// The evidence between two that are compared without a store.
pub fn evidence_alone(query: &Probe, record: &Probe, weights: &Weights) -> Evidence {
    gathered(query, record, &Usual, weights)
}

fn gathered(query: &Probe, record: &Probe, rarity: &dyn Rarity, weights: &Weights) -> Evidence {
    let mut learned = Learned::default();
    let mut ledger = Ledger::learns(weights, &mut learned);
    feature::compare(&query.view(), &record.view(), rarity, &mut ledger);
    let base = crate::table::Term::Base;
    let offset = score::base(rarity, weights) - base.of(weights) + learned.fixed;
    learned.amounts.push((base, 1.0));
    let amounts = learned.amounts.into_iter().filter(|(_, amount)| *amount != 0.0);
    Evidence { amounts: amounts.map(|(term, amount)| (term as usize, amount)).collect(), offset }
}

impl Evidence {
    /// The logarithm of the odds, in points.
    pub fn points(&self, weights: &Weights) -> f64 {
        self.offset + self.amounts.iter().map(|(term, amount)| weights[*term] * amount).sum::<f64>()
    }
}
