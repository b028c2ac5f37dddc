//! Judges what was gathered: estimates it foremost first, compares in full what may answer, and stops when nothing more can.
use super::Shows;
use super::asked::Asked;
use super::estimate::{Asking, estimate};
use super::known::Known;
use super::likeness::{Likeness, Place};
use super::pool::{Gathered, Pool};
use super::tie;
use super::worth::POINTS_A_BIT;
use crate::feature::contradicted_most;
use crate::index::Found;
use crate::index::held::Held;
use crate::probe::view::{ADDRESS, FATHER, MOTHER, Sex, View};
use crate::score;
use crate::table::{Term, USED};
use model::RecordId;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

/// Candidates that are estimated together, and in all.
const TOGETHER: usize = 24;
const ESTIMATED_MAX: usize = 400;
/// After so many rounds in a row that brought nothing worth comparing, what is left is not looked at.
const PATIENCE: usize = 12;
/// Fewest and most records that are compared in full.
const COMPARED_LEAST: usize = 3;
const COMPARED_MAX: usize = 90;
/// An estimate is seldom so many bits too low beside the others of its search.
const MARGIN: f64 = 4.0;
/// Whoever asks for fewer has the best of so many: among few, one estimate too low hides a better answer.
const LIMIT_LEAST: usize = 10;

/// What being found by an identifier or by two halves of a part is taken to be worth: an estimate knows nothing of these.
const SURELY: f64 = 20.0;

/// An estimated candidate.
#[derive(Debug, Clone, Copy)]
struct Estimated {
    bits: f64,
    gathered: Gathered,
}

impl Estimated {
    /// The estimate with what it may leave out.
    fn most(&self) -> f64 {
        if self.gathered.is_sure() { self.bits + SURELY } else { self.bits }
    }
}

pub(super) struct Judge<'q> {
    segments: &'q [Arc<Held>],
    query: &'q View<'q>,
    asked: &'q [Asked<'q>],
    known: &'q Known,
    limit: usize,
    floor: f64,
    likeness: &'q mut Likeness,
    open: BinaryHeap<Estimated>,
    compared: usize,
    /// By how much the compared came to more than their estimates, at the most; at first what is assumed before anything
    /// is compared, for those who are estimated too high must not make the others seem hopeless.
    off: f64,
    traits: f64,
    /// What was compared came to, as the logarithm of odds.
    bits: Vec<f64>,
    scored: Vec<(f64, RecordId, Gathered)>,
}

impl<'q> Judge<'q> {
    pub fn of(
        segments: &'q [Arc<Held>],
        (query, known): (&'q View<'q>, &'q Known),
        asked: &'q [Asked<'q>],
        (limit, floor): (usize, f64),
        likeness: &'q mut Likeness,
    ) -> Judge<'q> {
        Judge {
            segments,
            query,
            asked,
            known,
            limit,
            floor,
            likeness,
            open: BinaryHeap::new(),
            compared: 0,
            off: score::base(known, &USED),
            traits: traits(query),
            bits: Vec::new(),
            scored: Vec::new(),
        }
    }

    pub fn judge(&mut self, mut pool: Pool, shows: Shows<'_>) {
        let (mut estimated, mut barren) = (0, 0);
        while barren < PATIENCE && estimated < ESTIMATED_MAX.max(4 * self.limit) {
            let next = pool.next(TOGETHER, self.segments, shows);
            let Some(first) = next.first() else { break };
            if self.compared >= COMPARED_LEAST && !self.may_answer(self.most(first)) {
                break;
            }
            estimated += next.len();
            for gathered in next {
                if self.compared < COMPARED_LEAST || self.may_answer(self.most(&gathered)) {
                    let bits = self.estimate(&gathered);
                    self.open.push(Estimated { bits, gathered });
                }
            }
            barren = if self.compare() { 0 } else { barren + 1 };
        }
    }

    /// The most that an estimate can come to.
    fn most(&self, gathered: &Gathered) -> f64 {
        if gathered.is_sure() {
            f64::INFINITY
        } else {
            f64::from(gathered.points()) / POINTS_A_BIT + self.traits
        }
    }

    fn may_answer(&mut self, estimate: f64) -> bool {
        estimate + self.off + MARGIN >= self.least()
    }

    /// What a record must come to in order to be told.
    fn least(&mut self) -> f64 {
        let (floor, limit) = (odds(self.floor), self.limit.max(LIMIT_LEAST));
        if self.bits.len() < limit {
            return floor;
        }
        let (_, last, _) = self.bits.select_nth_unstable_by(limit - 1, |a, b| b.total_cmp(a));
        last.max(floor)
    }

    fn estimate(&mut self, gathered: &Gathered) -> f64 {
        let (segment, name) = (gathered.segment(), gathered.name());
        let place = Place::new(segment, name);
        let asking = Asking { query: self.query, asked: &self.asked[name], known: self.known, place };
        estimate(asking, &self.segments[segment].segment, gathered.position(), self.likeness)
    }

    /// Compares the best estimated, until those that are left cannot answer; false where none could.
    fn compare(&mut self) -> bool {
        let mut could = false;
        while self.compared < COMPARED_MAX.max(self.limit + self.limit / 2) {
            let Some(estimated) = self.open.pop() else { break };
            let may_answer = self.may_answer(estimated.most());
            if self.compared >= COMPARED_LEAST && !may_answer {
                // It may once more is known of how far estimates are off.
                self.open.push(estimated);
                break;
            }
            let Estimated { bits, gathered } = estimated;
            let segment = &self.segments[gathered.segment()].segment;
            let record = segment.parts.rows.id(gathered.position());
            if self.scored.iter().any(|(_, known, _)| *known == record) {
                continue;
            }
            let value = score::value(self.query, &segment.view(gathered.position()), self.known);
            self.compared += 1;
            could |= may_answer;
            self.off = self.off.max(odds(value) - bits);
            self.bits.push(odds(value));
            self.scored.push((value, record, gathered));
        }
        could
    }

    fn sort(&mut self) {
        self.scored.retain(|(value, _, _)| *value >= self.floor);
        self.scored.sort_by(|(a, x, _), (b, y, _)| b.total_cmp(a).then(x.cmp(y)));
        let mut before = 0;
        for equal in self.scored.chunk_by_mut(|(a, ..), (b, ..)| a == b) {
            if equal.len() > 1 && before < self.limit {
                equal.sort_by_cached_key(|(_, record, gathered)| {
                    let segment = &self.segments[gathered.segment()].segment;
                    (tie::letters_apart(self.asked, &segment.view(gathered.position())), *record)
                });
            }
            before += equal.len();
        }
        self.scored.truncate(self.limit);
    }

    /// The answers with their reasons.
    pub fn found(mut self) -> Vec<Found> {
        self.sort();
        let found = self.scored.iter().map(|(_, record, gathered)| {
            let segment = &self.segments[gathered.segment()].segment;
            let score = score::explained(self.query, &segment.view(gathered.position()), self.known);
            Found { record: *record, stamp: segment.parts.rows.stamp(gathered.position()), score }
        });
        found.collect()
    }
}

/// What names and dates of a record must come to for it to answer, in bits, whatever else it has.
pub(super) fn needed(query: &View<'_>, known: &Known, floor: f64) -> f64 {
    odds(floor) - score::base(known, &USED) - traits(query) - MARGIN
}

/// Whether a record can answer whose dates contradict the query's, unless it is found by an identifier.
pub(super) fn may_contradict(known: &Known, floor: f64) -> bool {
    score::base(known, &USED) + contradicted_most(known) >= odds(floor)
}

/// What an estimate adds to points at the most, for traits of which the points know nothing.
fn traits(query: &View<'_>) -> f64 {
    let has = |term: Term, has: bool| if has { term.of(&USED) } else { 0.0 };
    let marked = |mark: char| query.marked(mark).next().is_some();
    has(Term::SexSame, query.sex != Sex::Unknown)
        + has(Term::PlaceSame, query.places().next().is_some())
        + has(Term::CountrySame, query.countries().next().is_some())
        + has(Term::AddressSame, marked(ADDRESS))
        + has(Term::ParentSame, marked(FATHER))
        + has(Term::ParentSame, marked(MOTHER))
}

/// The logarithm of the odds.
fn odds(value: f64) -> f64 {
    (value / (1.0 - value)).log2().clamp(-60.0, 60.0)
}

impl PartialEq for Estimated {
    fn eq(&self, other: &Estimated) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Estimated {}

impl PartialOrd for Estimated {
    fn partial_cmp(&self, other: &Estimated) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Estimated {
    fn cmp(&self, other: &Estimated) -> Ordering {
        self.most().total_cmp(&other.most()).then_with(|| other.gathered.cmp(&self.gathered))
    }
}
