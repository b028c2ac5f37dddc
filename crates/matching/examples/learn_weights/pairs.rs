//! Pairs to learn from: each question with the records that a search brings, and whether they are right.
use crate::Failure;
use crate::data::{self, Asking, Set};
use matching::learn::{Evidence, Weights, evidence};
use matching::{Crowd, Index};
use model::{RecordId, StampNo};

/// Records that a search brings for a question.
const CANDIDATES: usize = 30;

/// A set with its candidates: pairs of question and record.
pub struct Candidates {
    pub set: Set,
    pub crowd: Crowd,
    pub pairs: Vec<(usize, usize, bool)>,
    /// How much one pair counts.
    pub worth: f64,
}

/// What one pair has to say.
pub struct Pair {
    pub evidence: Evidence,
    pub same: bool,
    pub worth: f64,
}

impl Candidates {
    pub fn of(set: Set, worth: f64) -> Candidates {
        let crowd = Crowd::of(&set.records);
        let index = Index::new();
        let batch = set.records.iter().zip(0u128..).map(|(probe, at)| (id(at), StampNo(0), probe.clone()));
        index.insert(batch.collect());
        let mut pairs = Vec::new();
        for (asking, question) in set.questions.iter().enumerate() {
            for found in index.search(&question.probe, &|_| true, CANDIDATES, 0.0) {
                let at = place(found.record);
                if question.own != Some(at) {
                    pairs.push((asking, at, question.right.contains(&at)));
                }
            }
        }
        eprintln!("{}: {} questions, {} pairs", set.name, set.questions.len(), pairs.len());
        Candidates { set, crowd, pairs, worth }
    }

    pub fn evidence(&self, weights: &Weights) -> Vec<Pair> {
        let pairs = self.pairs.iter().map(|(asking, at, same)| {
            let (question, record) = (&self.set.questions[*asking].probe, &self.set.records[*at]);
            Pair {
                evidence: evidence(question, record, &self.crowd, weights),
                same: *same,
                worth: self.worth,
            }
        });
        pairs.collect()
    }
}

pub fn id(number: u128) -> RecordId {
    RecordId::from_bytes(number.to_be_bytes())
}

pub fn place(id: RecordId) -> usize {
    usize::try_from(u128::from_be_bytes(*id.as_bytes())).unwrap_or(usize::MAX)
}

/// Generated persons in stores of several sizes, and the linkage sets.
pub fn to_learn_from(linkage: &str, prefixes: &[&str]) -> Result<Vec<Candidates>, Failure> {
    let mut sets = Vec::new();
    for prefix in prefixes {
        let held = std::fs::read_to_string(format!("{prefix}.people.tsv"))?.lines().count() - 1;
        let questions = if held > 200_000 { 6_000 } else { 20_000 };
        sets.push(Candidates::of(data::people(prefix, (held, questions), Asking::ByTurns)?, 1.0));
        if held <= 200_000 {
            sets.push(Candidates::of(data::people(prefix, (held / 10, questions), Asking::ByTurns)?, 1.0));
        }
    }
    if linkage != "-" {
        sets.extend(data::linkage(linkage)?.into_iter().map(|set| Candidates::of(set, 0.05)));
    }
    Ok(sets)
}
