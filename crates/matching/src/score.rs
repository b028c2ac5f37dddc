//! From features to a score with its reasons.
use crate::Probe;

/// How sure it is that two are the same, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Probability, 0 to 1: one over one plus two to the power of minus (`base` plus all weights).
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
    let base = -6.0;
    let mut reasons = Vec::new();
    for (holds, value) in query.values().filter(|v| record.values().any(|r| r == *v)) {
        let (feature, weight) = if holds == model::Holds::Name { ("name", 7.0) } else { ("identifier", 20.0) };
        reasons.push(Reason { feature, query: value.to_string(), record: value.to_string(), weight });
    }
    let sum: f64 = base + reasons.iter().map(|r| r.weight).sum::<f64>();
    Score { value: 1.0 / (1.0 + (-sum).exp2()), base, reasons }
}
