//! A search: gathers what may answer, tells what a comparison of each will come to, and compares the foremost in full.
mod asked;
mod dates;
mod estimate;
mod gather;
pub(super) mod glance;
mod identifiers;
mod judge;
mod known;
mod pool;
mod similar;
mod walk;
mod worth;

use super::Found;
use super::held::Held;
use crate::feature::{Rarity, family};
use crate::probe::view::{Name, View};
use crate::{Score, score};
use asked::Asked;
use dates::{Closeness, Plan, Stretch};
use gather::Gathering;
use judge::Judge;
use known::Known;
use model::{RecordId, StampNo};
use pool::{Gathered, Pool, SURE};
use std::cell::RefCell;
use std::sync::Arc;
use walk::Points;
use worth::POINTS_A_BIT;

/// Most names of a query that are followed.
const NAMES_MAX: usize = 6;

pub(super) type Shows<'a> = &'a (dyn Fn(StampNo) -> bool + Sync);

thread_local! {
    static POINTS: RefCell<Points> = RefCell::default();
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
    /// Only records behind this one: its segment, and its position there.
    pub behind: Option<(usize, u32)>,
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
    let names: Vec<Name<'_>> = query.names().take(NAMES_MAX).collect();
    let runs: Vec<_> = names.iter().map(asked::runs).collect();
    let mut asked: Vec<Asked<'_>> =
        names.iter().zip(&runs).map(|(name, runs)| Asked::of(name, runs, &known)).collect();
    if asked.is_empty() {
        asked.push(Asked::nothing());
    }
    let family = family(query.kind);
    let stretches = dates::stretches(query, family);
    let needed = judge::needed(query, &known, wanted.floor);
    let search = Search { query, family, stretches, asked: &asked, needed, wanted };
    let gathered = POINTS.with_borrow_mut(|points| {
        points.clear();
        let mut gathered = Vec::new();
        let first = wanted.behind.map_or(0, |(segment, _)| segment);
        let each = segments.iter().enumerate().skip(first);
        each.for_each(|(place, held)| search.gather((place, held), points, &mut gathered));
        gathered
    });
    let mut judge = Judge::of(segments, query, &asked, &known, (wanted.limit, wanted.floor));
    judge.judge(Pool::of(gathered), wanted.shows);
    answer(judge)
}

/// A query made ready.
struct Search<'q> {
    query: &'q View<'q>,
    family: u8,
    stretches: Vec<Stretch>,
    asked: &'q [Asked<'q>],
    /// What names and dates must come to, in bits.
    needed: f64,
    wanted: Wanted<'q>,
}

impl Search<'_> {
    fn gather(&self, (place, held): (usize, &Held), points: &mut Points, gathered: &mut Vec<Gathered>) {
        let segment = &held.segment;
        points.make_room(segment.len());
        let first =
            self.wanted.behind.filter(|(own, _)| *own == place).map_or(0, |(_, position)| position + 1);
        let plan = Plan::of(segment, &self.stretches, first);
        let dated = self.query.dates().next().is_some();
        for (name, asked) in self.asked.iter().enumerate() {
            let whole = f64::from(asked.whole()) / POINTS_A_BIT;
            let reaches = |closeness: &Closeness| whole + closeness.most() >= self.needed;
            let reach = Closeness::ALL.into_iter().find(reaches).unwrap_or(Closeness::Day);
            let gathering = Gathering {
                held,
                segment,
                shows: self.wanted.shows,
                family: self.family,
                asked,
                plan: &plan,
                dated,
                reach,
            };
            let mut sure = gathering.names(points);
            if dated {
                gathering.dates(points, self.needed);
            }
            if name == 0 {
                sure.extend(identifiers::holders(held, self.query, self.wanted.shows));
            }
            let one = |points, position| Gathered::of(points, (place, name), position);
            points.harvest(|points, position| {
                if position >= first && f64::from(points) / POINTS_A_BIT >= self.needed {
                    gathered.push(one(points, position));
                }
            });
            let sure = sure.into_iter().filter(|position| *position >= first);
            gathered.extend(sure.map(|position| one(SURE, position)));
        }
    }
}
