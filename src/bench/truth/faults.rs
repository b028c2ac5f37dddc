//! The worst faults of each sort, told on standard error to whoever wants to know why a figure is what it is.
use super::searches::Outcome;
use super::table::{Generated, Row};
use matching::{Probe, Score, Verdict, compare};
use std::collections::BTreeMap;

/// Shows so many faults of each sort. What it shows is as real as the data.
#[derive(Clone, Copy)]
pub struct Faults(pub usize);

impl Faults {
    /// Pairs with their scores: those of one thing with the lowest, those of two with the highest.
    pub fn of_pairs(self, what: &str, pairs: impl Iterator<Item = Judged>) {
        if self.0 == 0 {
            return;
        }
        let (mut right, mut wrong): (Vec<Judged>, Vec<Judged>) = pairs.partition(|pair| pair.same);
        right.sort_by(|a, b| a.score.total_cmp(&b.score));
        wrong.sort_by(|a, b| b.score.total_cmp(&a.score));
        for (told, pairs) in [("the same, and scored low", right), ("different, and scored high", wrong)] {
            eprintln!("== {what}: {told}");
            for pair in pairs.iter().take(self.0) {
                let score = compare(&pair.one, &pair.other);
                eprintln!("{:.4} alone {:.4}: {}", pair.score, score.value, reasons(&score));
            }
        }
    }

    /// Of each kind of error the questions whose right record is not the first answer, and the strangers with a match.
    pub fn of_searches(self, outcomes: &[Outcome<'_>], data: &Generated) {
        if self.0 == 0 {
            return;
        }
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for (outcome, row) in outcomes.iter().zip(data.queries()) {
            let verdict = matching::Thresholds::default().verdict(outcome.best());
            let fault = match outcome.truth {
                Some(_) => outcome.place() != Some(0),
                None => verdict == Some(Verdict::Match),
            };
            let shown = shown.entry(outcome.kind).or_default();
            if !fault || *shown >= self.0 {
                continue;
            }
            *shown += 1;
            tell(outcome, &row, data);
        }
    }

    /// Those whom a check should bring and does not.
    pub fn of_checks(self, checks: &[Outcome<'_>], data: &Generated) {
        let rows = checks.iter().zip(data.queries());
        for (check, row) in rows.filter(|(check, _)| check.is_overlooked()).take(self.0) {
            tell(check, &row, data);
        }
    }
}

fn tell(outcome: &Outcome<'_>, row: &Row<'_>, data: &Generated) {
    let lost = if outcome.is_overlooked() { "overlooked" } else { "lost" };
    let place = outcome.place().map_or(lost.to_string(), |place| format!("at {}", place + 1));
    let (right, first) = (outcome.lost.unwrap_or(outcome.right()), outcome.best());
    let (asked, born) = (row.cell("full"), row.cell("dob"));
    eprintln!("== {}, {place}, {right:.5}, first {first:.5}: {asked} {born}", outcome.kind);
    let truth = row.cell("true_id").parse().ok();
    let numbers = truth.into_iter().chain(outcome.first());
    for number in numbers.filter(|number| *number < data.persons.len()) {
        let person = data.persons.row(number);
        let cells = ["full", "native", "alias", "dob"].map(|column| person.cell(column));
        eprintln!("   {}", cells.join(" | "));
    }
}

/// Two entities with the score that is judged.
pub struct Judged {
    pub one: Probe,
    pub other: Probe,
    pub score: f64,
    pub same: bool,
}

fn reasons(score: &Score) -> String {
    let told = score
        .reasons
        .iter()
        .map(|reason| format!("{} {}/{} {:+.1}", reason.feature, reason.query, reason.record, reason.weight));
    told.collect::<Vec<_>>().join("; ")
}
