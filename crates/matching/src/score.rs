//! From features to a score with its reasons.
use crate::Probe;
use crate::feature::{self, Crowd, Ledger, Rarity, Usual};
use crate::probe::view::View;
use crate::table::{Term, USED, Weights};

/// How sure it is that two are the same, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// 0 to 1: one over one plus two to the power of minus (`base` plus all weights). A probability: of the answers with
    /// a score of 0.9 nine in ten are right, where half of those asked about are held.
    pub value: f64,
    /// What is assumed before anything is compared, in the unit of the weights. It falls by one with each doubling of the
    /// records that are searched.
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

/// Judges whether two are the same, without knowledge of a store: how rare a name is comes from a small table, and what
/// is assumed before is what holds for two that somebody lays side by side, [`RECORDS_BESIDE`].
pub fn compare(query: &Probe, record: &Probe) -> Score {
    explained(&query.view(), &record.view(), &Usual)
}

/// The same, among the records that a crowd was counted of.
pub fn compare_among(query: &Probe, record: &Probe, crowd: &Crowd) -> Score {
    explained(&query.view(), &record.view(), &crowd.seen_by(&query.view()))
}

/// A list shorter than this is asked about strangers mostly, and taken for one of this length.
pub const RECORDS_LEAST: f64 = 2048.0;

/// Two that are laid side by side are the same as if one of so many was meant. Nobody lays strangers side by side: it was
/// something alike that brought them together. `learn_weights beside` estimates it, as what makes the scores of a question
/// and the record that a search proposes first true on the average. It hangs on where the two come from: on
/// made up sets it comes to 11, to 1,200, to 22,000 and more, with the size of the set and the share of strangers in it.
/// The one set of real people, historical figures and what was written of them, has 191, here rounded to a power of two.
pub const RECORDS_BESIDE: f64 = 256.0;

/// The score with its reasons.
pub(crate) fn explained(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity) -> Score {
    let mut ledger = Ledger::explains();
    feature::compare(query, record, rarity, &mut ledger);
    let (sum, reasons) = ledger.into_sum();
    let base = base(rarity, &USED);
    Score { value: probability(base + sum), base, reasons }
}

/// The value alone, for the many candidates that nobody will see.
pub(crate) fn value(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity) -> f64 {
    let mut ledger = Ledger::sums();
    feature::compare(query, record, rarity, &mut ledger);
    probability(base(rarity, &USED) + ledger.sum())
}

/// What is assumed before anything is compared: whoever is asked about is held with even chances, by any one record as
/// likely as by any other.
pub(crate) fn base(rarity: &dyn Rarity, weights: &Weights) -> f64 {
    Term::Base.of(weights) - rarity.among().log2()
}

fn probability(points: f64) -> f64 {
    1.0 / (1.0 + (-points).exp2())
}
