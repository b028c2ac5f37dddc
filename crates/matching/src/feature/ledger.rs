//! Where features write what they found: the sum, the reasons in words, or the amounts of evidence that weights are
//! estimated from.
use crate::score::Reason;
use crate::table::{Term, USED, Weights};

/// An amount of one term.
pub(crate) type Amount = (Term, f64);

/// Adds up what features say. A score without words and a score with its reasons are the same sum.
pub(crate) struct Ledger<'l> {
    weights: &'l Weights,
    sum: f64,
    reasons: Option<Vec<Reason>>,
    learned: Option<&'l mut Learned>,
}

/// What weights are estimated from.
#[derive(Debug, Default)]
pub(crate) struct Learned {
    pub amounts: Vec<Amount>,
    /// What weighs whatever the weights are.
    pub fixed: f64,
}

/// Enough for most pairs.
const REASONS_USUAL: usize = 12;

impl Ledger<'static> {
    /// Keeps the sum alone.
    pub fn sums() -> Ledger<'static> {
        Ledger { weights: &USED, sum: 0.0, reasons: None, learned: None }
    }

    /// Keeps the reasons as well.
    pub fn explains() -> Ledger<'static> {
        Ledger { reasons: Some(Vec::with_capacity(REASONS_USUAL)), ..Ledger::sums() }
    }
}

impl<'l> Ledger<'l> {
    /// Keeps the amounts, and chooses between names by other weights than those in use.
    pub fn learns(weights: &'l Weights, learned: &'l mut Learned) -> Ledger<'l> {
        Ledger { weights, sum: 0.0, reasons: None, learned: Some(learned) }
    }

    pub fn weights(&self) -> &'l Weights {
        self.weights
    }

    /// What amounts weigh.
    pub fn weight(&self, amounts: &[Amount]) -> f64 {
        amounts.iter().map(|(term, amount)| term.of(self.weights) * amount).sum()
    }

    /// Adds amounts and their reason. `words` gives what the query and the record say; it is asked only where reasons
    /// are kept.
    pub fn add(
        &mut self,
        feature: &'static str,
        amounts: &[Amount],
        words: impl FnOnce() -> (String, String),
    ) {
        let weight = self.weight(amounts);
        if let Some(learned) = &mut self.learned {
            learned.amounts.extend_from_slice(amounts);
        }
        self.tell(feature, weight, words);
    }

    /// Adds a weight that is not a sum of terms.
    pub fn weigh(&mut self, feature: &'static str, weight: f64, words: impl FnOnce() -> (String, String)) {
        if let Some(learned) = &mut self.learned {
            learned.fixed += weight;
        }
        self.tell(feature, weight, words);
    }

    /// Whether the amounts matter alone.
    pub fn is_learning(&self) -> bool {
        self.learned.is_some()
    }

    fn tell(&mut self, feature: &'static str, weight: f64, words: impl FnOnce() -> (String, String)) {
        self.sum += weight;
        if let Some(reasons) = self.reasons.as_mut().filter(|_| weight != 0.0) {
            let (query, record) = words();
            reasons.push(Reason { feature, query, record, weight });
        }
    }

    pub fn sum(&self) -> f64 {
        self.sum
    }

    pub fn into_sum(self) -> (f64, Vec<Reason>) {
        (self.sum, self.reasons.unwrap_or_default())
    }
}
