//! A search: gathers what may answer, tells what a comparison of each will come to, and compares the foremost in full.
pub(super) mod asked;
mod bits;
mod dates;
mod estimate;
mod gather;
pub(super) mod glance;
mod glimpse;
mod identifiers;
mod judge;
mod known;
mod likeness;
mod lines;
mod narrow;
mod plan;
mod pool;
mod similar;
mod tie;
mod walk;
mod wide;
mod worth;

use super::Found;
use super::held::Held;
use crate::feature::{Rarity, family};
use crate::probe::view::{Name, View};
use crate::{Score, score};
use asked::Asked;
use dates::Stretch;
use gather::{Gathering, Tools};
use judge::Judge;
use known::Known;
use likeness::Place;
use model::{RecordId, StampNo};
use plan::Plan;
use pool::{Gathered, Pool};
use std::cell::RefCell;
use std::sync::Arc;
use worth::POINTS_A_BIT;

/// Most names of a query that are followed.
const NAMES_MAX: usize = 6;

pub(super) type Shows<'a> = &'a (dyn Fn(StampNo) -> bool + Sync);

thread_local! {
    static TOOLS: RefCell<Tools> = RefCell::default();
}

pub(super) fn explain(
    segments: &[Arc<Held>],
    query: &View<'_>,
    record: RecordId,
    shows: Shows<'_>,
) -> Option<Score> {
    let found = segments.iter().rev().find_map(|held| {
        let position = held.segment.position_of(&record)?;
        held.is_shown(position, shows).then(|| held.segment.view(position))
    })?;
    let known = Known::of(segments, query, shows);
    Some(score::explained(query, &found, &known))
}

/// What is asked of a search.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub shows: Shows<'a>,
    /// At most so many answers, of this score at the least.
    pub limit: usize,
    pub floor: f64,
}

/// How rare what a record says is, among what is shown.
pub(super) fn rarity(segments: &[Arc<Held>], record: &View<'_>, shows: Shows<'_>) -> impl Rarity + use<> {
    Known::of(segments, record, shows)
}

pub(super) fn search(segments: &[Arc<Held>], query: &View<'_>, wanted: Wanted<'_>) -> Vec<Found> {
    judged(segments, query, wanted, |judge| judge.found())
}

fn judged<R>(
    segments: &[Arc<Held>],
    query: &View<'_>,
    wanted: Wanted<'_>,
    answer: impl FnOnce(Judge<'_>) -> R,
) -> R {
    let known = Known::of(segments, query, wanted.shows);
    let names = query.names();
    let names: Vec<Name<'_>> = names.iter().take(NAMES_MAX).collect();
    let runs: Vec<_> = names.iter().map(asked::runs).collect();
    let mut asked: Vec<Asked<'_>> =
        names.iter().zip(&runs).map(|(name, runs)| Asked::of(name, runs, (query.kind, &known))).collect();
    if asked.is_empty() {
        asked.push(Asked::nothing(query.kind));
    }

    let family = family(query.kind);
    let stretches = dates::stretches(query, family);
    let needed = judge::needed(query, &known, wanted.floor);
    let against = judge::may_contradict(&known, wanted.floor);
    let search = Search { query, family, stretches, against, asked: &asked, needed, wanted };
    TOOLS.with_borrow_mut(|tools| {
        tools.points.clear();
        tools.likeness.begin();
        let mut gathered = Vec::new();
        let each = segments.iter().enumerate();
        each.for_each(|(place, held)| search.gather((place, held), tools, &mut gathered));
        let limits = (wanted.limit, wanted.floor);
        let mut judge = Judge::of(segments, (query, &known), &asked, limits, &mut tools.likeness);
        judge.judge(Pool::of(gathered), wanted.shows);
        answer(judge)
    })
}

/// A query made ready.
struct Search<'q> {
    query: &'q View<'q>,
    family: u8,
    stretches: Vec<Stretch>,
    /// Whether a record with a date that contradicts the query's can answer.
    against: bool,
    asked: &'q [Asked<'q>],
    /// What names and dates must come to, in bits.
    needed: f64,
    wanted: Wanted<'q>,
}

impl Search<'_> {
    fn gather(&self, (place, held): (usize, &Held), tools: &mut Tools, gathered: &mut Vec<Gathered>) {
        let segment = &held.segment;
        let dated = self.query.dates().next().is_some();
        for (name, asked) in self.asked.iter().enumerate() {
            let mut plan = Plan::of(segment, &self.stretches, self.against);
            let gathering = Gathering {
                held,
                segment,
                place: Place::new(place, name),
                shows: self.wanted.shows,
                family: self.family,
                asked,
                dated,
                needed: (self.needed * POINTS_A_BIT).floor() as i32,
                whole: if self.query.has_names() { asked.beside.whole } else { 0 },
            };
            let at = (place, name);
            let each = |most, position| gathered.push(Gathered::of(most, at, position));
            if dated && !self.against {
                gathering.narrow(&mut plan, tools, each);
            } else {
                gathering.wide(&mut plan, &mut tools.points, each);
            }
            let mut sure = gathering.halves(&plan);
            if name == 0 {
                sure.extend(identifiers::holders(held, self.query, self.wanted.shows));
            }
            gathered.extend(sure.into_iter().map(|position| Gathered::sure(at, position)));
        }
    }
}
