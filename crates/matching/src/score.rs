//! From features to a score with its reasons.
use crate::Probe;
use crate::feature::{self, Ledger, Rarity, Usual};
use crate::probe::view::View;
use crate::table::BASE;

/// How sure it is that two are the same, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// 0 to 1: one over one plus two to the power of minus (`base` plus all weights). It is read as a probability, but the
    /// weights are not calibrated: the more records a store holds, the more strangers reach a high score.
    pub value: f64,
    /// What is assumed before anything is compared, in the unit of the weights.
    pub base: f64,
    pub reasons: Vec<Reason>,
}

/// One thing that spoke for it (weight above 0) or against it. One point doubles or halves the odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// A code such as `name`, `birth-date`, `number`; pages have words for it.
    pub feature: &'static str,
    /// What the query says; empty where it says nothing.
    pub query: String,
    /// What the record says; empty where it says nothing.
    pub record: String,
    pub weight: f64,
}

/// What an answer is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Possible,
    Match,
}

/// From which score on an answer is possible, and from which it is a match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    pub possible: f64,
    pub certain: f64,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds { possible: 0.5, certain: 0.9 }
    }
}

impl Thresholds {
    /// None where the score is below both.
    pub fn verdict(&self, value: f64) -> Option<Verdict> {
        match value {
            v if v >= self.certain => Some(Verdict::Match),
            v if v >= self.possible => Some(Verdict::Possible),
            _ => None,
        }
    }
}

impl Verdict {
    /// `match` or `possible`, as in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Match => "match",
            Verdict::Possible => "possible",
        }
    }
}

/// Judges whether two are the same, without knowledge of a store: how rare a name is comes from a small table.
pub fn compare(query: &Probe, record: &Probe) -> Score {
    explained(&query.view(), &record.view(), &Usual)
}

/// The score with its reasons.
pub(crate) fn explained(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity) -> Score {
    let mut ledger = Ledger::new(true);
    feature::compare(query, record, rarity, &mut ledger);
    let (sum, reasons) = ledger.into_sum();
    Score { value: probability(sum), base: BASE, reasons }
}

/// The value alone, for the many candidates that nobody will see.
pub(crate) fn value(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity) -> f64 {
    let mut ledger = Ledger::new(false);
    feature::compare(query, record, rarity, &mut ledger);
    probability(ledger.sum())
}

fn probability(sum: f64) -> f64 {
    1.0 / (1.0 + (-(BASE + sum)).exp2())
}
