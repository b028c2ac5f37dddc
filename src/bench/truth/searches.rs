//! Questions of which the answer is known, asked of an index one after the other, and their pace.
use super::fill::{id, number};
use super::persons::person;
use super::table::{Generated, Row};
use super::{Figures, Target, clock::Work};
use crate::bench::Spread;
use matching::{Index, Probe, Thresholds};
use model::RecordId;
use std::time::{Duration, Instant};

/// As the page shows.
const LIMIT: usize = 10;

/// What of a person is asked.
#[derive(Clone, Copy)]
pub struct Asked {
    pub told: &'static str,
    columns: &'static [(&'static str, &'static str)],
    /// Whether the figures are held to what must be reached.
    pub held: bool,
}

impl Asked {
    pub const NAME_AND_BIRTH: Asked =
        Asked { told: "name and birth date", columns: &[("name", "full"), ("birthDate", "dob")], held: true };
    /// The number apart: with it there would be little to find out.
    pub const AS_A_PASSPORT: Asked = Asked {
        told: "name, birth date, sex and nationality",
        columns: &[("name", "full"), ("birthDate", "dob"), ("gender", "sex"), ("nationality", "nat")],
        held: false,
    };
}

/// One question and its answers, best first.
pub struct Outcome<'t> {
    pub kind: &'t str,
    pub nationality: &'t str,
    /// The record that is asked about; none for a stranger.
    pub truth: Option<RecordId>,
    pub answers: Vec<(RecordId, f64)>,
    /// What the right record would score where it is not among the answers.
    pub lost: Option<f64>,
    wall: Duration,
    work: Duration,
}

impl Outcome<'_> {
    /// Where among the answers the right one stands.
    pub fn place(&self) -> Option<usize> {
        self.answers.iter().position(|(record, _)| Some(*record) == self.truth)
    }

    /// The score of the right answer, 0 where it is not among them.
    pub fn right(&self) -> f64 {
        self.place().map_or(0.0, |place| self.answers[place].1)
    }

    /// It scores more than the last answer, and so the search has passed it over.
    pub fn is_overlooked(&self) -> bool {
        let last = if self.answers.len() < LIMIT {
            0.0
        } else {
            self.answers.last().map_or(0.0, |(_, score)| *score)
        };
        self.lost.is_some_and(|score| score > last)
    }

    /// The number of the best answer's record.
    pub fn first(&self) -> Option<usize> {
        self.answers.first().map(|(record, _)| number(*record))
    }

    /// The score of the best answer, right or wrong.
    pub fn best(&self) -> f64 {
        self.answers.first().map_or(0.0, |(_, score)| *score)
    }
}

/// Asks everything, with the ten best answers whatever their score.
pub fn all<'t>(index: &Index, data: &'t Generated, asked: Asked) -> Vec<Outcome<'t>> {
    data.queries().map(|row| ask(index, &row, asked, 0.0)).collect()
}

fn ask<'t>(index: &Index, row: &Row<'t>, asked: Asked, floor: f64) -> Outcome<'t> {
    let entity = person(row, asked.columns);
    let (began, work) = (Instant::now(), Work::begin());
    let found = index.search(&Probe::of(&entity), &|_| true, LIMIT, floor);
    let (work, wall) = (work.done(), began.elapsed());
    let truth = row.cell("true_id").parse().ok().map(id);
    let lost = truth.filter(|truth| found.iter().all(|found| found.record != *truth));
    let lost = lost.and_then(|truth| index.explain(&Probe::of(&entity), truth, &|_| true));
    let lost = lost.filter(|score| score.value >= floor);
    Outcome {
        kind: row.cell("kind"),
        nationality: row.cell("nat"),
        truth,
        lost: lost.map(|score| score.value),
        answers: found.into_iter().map(|found| (found.record, found.score.value)).collect(),
        wall,
        work,
    }
}

/// Asks everything as a check does, which wants nothing below `possible`.
pub fn checks<'t>(index: &Index, data: &'t Generated, asked: Asked) -> Vec<Outcome<'t>> {
    let floor = Thresholds::default().possible;
    data.queries().map(|row| ask(index, &row, asked, floor)).collect()
}

/// How fast checks were among so many persons, and how fast `all` was.
pub fn pace(
    persons: usize,
    (checks, outcomes): (&[Outcome<'_>], &[Outcome<'_>]),
    asked: Asked,
    figures: &mut Figures,
) {
    let [middle, slow, rate] = aims(persons);
    let at_work = Spread::of(checks.iter().map(|outcome| outcome.work).collect());
    let label = |what: &str| format!("check by {}, {what}", asked.told);
    let mut tell = |what: &str, value: f64, unit, target: Option<Target>| match target {
        Some(target) if asked.held => figures.hold(label(what), value, unit, target),
        _ => figures.add(label(what), value, unit),
    };
    tell("one core, middle", at_work.percentile_ms(50) * 1e3, "µs", middle.map(Target::AtMost));
    tell("one core, 99 of 100", at_work.percentile_ms(99) * 1e3, "µs", slow.map(Target::AtMost));
    let seconds: f64 = checks.iter().map(|outcome| outcome.work.as_secs_f64()).sum();
    tell("one core", checks.len() as f64 / seconds, "/s", rate.map(Target::AtLeast));
    let waited = Spread::of(checks.iter().map(|outcome| outcome.wall).collect());
    tell("by the clock on the wall, middle", waited.percentile_ms(50) * 1e3, "µs", None);
    tell("by the clock on the wall, 99 of 100", waited.percentile_ms(99) * 1e3, "µs", None);
    let ten = Spread::of(outcomes.iter().map(|outcome| outcome.work).collect());
    tell("ten answers whatever their score, middle", ten.percentile_ms(50) * 1e3, "µs", None);
    tell("ten answers whatever their score, 99 of 100", ten.percentile_ms(99) * 1e3, "µs", None);
}

/// What is to be reached at this size: the middle and the slow hundredth in microseconds, and checks a second.
fn aims(persons: usize) -> [Option<f64>; 3] {
    match persons {
        900_000..5_000_000 => [Some(150.0), Some(1_500.0), Some(5_000.0)],
        5_000_000.. => [Some(400.0), Some(5_000.0), None],
        _ => [None; 3],
    }
}
