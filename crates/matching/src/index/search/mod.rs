//! A search: gathers what may answer, tells what a comparison of each will come to, and compares the foremost in full.
mod asked;
mod dates;
mod estimate;
mod gather;
mod identifiers;
mod known;
mod similar;
mod walk;

use super::Found;
use super::held::Held;
use crate::feature::family;
use crate::probe::view::{Name, View};
use crate::{Score, score};
use asked::Asked;
use dates::{Plan, Stretch};
use estimate::{Looked, estimate};
use gather::Gathering;
use known::Known;
use model::{RecordId, StampNo};
use similar::Likeness;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::sync::Arc;
use walk::Points;

/// Most names of a query that are followed.
const NAMES_MAX: usize = 6;
/// Records of a segment that are looked at, those with most points first.
const LOOKED_AT: usize = 400;
/// Fewest and most records that are compared in full.
const COMPARED_LEAST: usize = 10;
const COMPARED_MAX: usize = 90;
/// An estimate is seldom so many bits too low beside others of its search.
const MARGIN: f64 = 5.0;

pub(super) type Shows<'a> = &'a (dyn Fn(StampNo) -> bool + Sync);

thread_local! {
    static POINTS: RefCell<Points> = RefCell::default();
}

/// A record that may answer.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    segment: usize,
    position: u32,
    estimate: f64,
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

pub(super) fn search(
    segments: &[Arc<Held>],
    query: &View<'_>,
    shows: Shows<'_>,
    (limit, floor): (usize, f64),
) -> Vec<Found> {
    let known = Known::of(segments, query, shows);
    let mut candidates = candidates(segments, query, &known, shows);
    let id = |candidate: &Candidate| segments[candidate.segment].segment.parts.rows.id(candidate.position);
    candidates.sort_unstable_by(|a, b| {
        b.estimate.total_cmp(&a.estimate).then_with(|| id(a).cmp(&id(b))).then(b.segment.cmp(&a.segment))
    });
    let mut scored: Vec<(f64, RecordId, Candidate)> = Vec::new();
    let (mut bits, mut off) = (Vec::new(), 0.0_f64);
    for (place, candidate) in candidates.iter().enumerate().take(COMPARED_MAX.max(limit + limit / 2)) {
        if place >= COMPARED_LEAST && candidate.estimate + off + MARGIN < least(floor, limit, &mut bits) {
            break;
        }
        let view = segments[candidate.segment].segment.view(candidate.position);
        let value = score::value(query, &view, &known);
        off = off.max(odds(value) - candidate.estimate);
        bits.push(odds(value));
        if value >= floor && scored.iter().all(|(_, record, _)| *record != id(candidate)) {
            scored.push((value, id(candidate), *candidate));
        }
    }
    scored.sort_by(|(a, x, _), (b, y, _)| b.total_cmp(a).then(x.cmp(y)));
    scored.truncate(limit);
    let found = scored.into_iter().map(|(_, record, candidate)| {
        let segment = &segments[candidate.segment].segment;
        let score = score::explained(query, &segment.view(candidate.position), &known);
        Found { record, stamp: segment.parts.rows.stamp(candidate.position), score }
    });
    found.collect()
}

/// The logarithm of the odds.
fn odds(value: f64) -> f64 {
    (value / (1.0 - value)).log2().clamp(-60.0, 60.0)
}

/// What a record must come to in order to be told.
fn least(floor: f64, limit: usize, bits: &mut [f64]) -> f64 {
    if bits.len() < limit || limit == 0 {
        return odds(floor);
    }
    let (_, last, _) = bits.select_nth_unstable_by(limit - 1, |a, b| b.total_cmp(a));
    last.max(odds(floor))
}

fn candidates(segments: &[Arc<Held>], query: &View<'_>, known: &Known, shows: Shows<'_>) -> Vec<Candidate> {
    let family = family(query.kind);
    let stretches = dates::stretches(query, family);
    let names: Vec<Name<'_>> = query.names().take(NAMES_MAX).collect();
    let runs: Vec<_> = names.iter().map(asked::runs).collect();
    let asked: Vec<Asked<'_>> =
        names.iter().zip(&runs).map(|(name, runs)| Asked::of(name, runs, known)).collect();
    let search = Search { query, family, stretches, asked, shows };
    POINTS.with_borrow_mut(|points| {
        let each = segments.iter().enumerate();
        each.flat_map(|(place, held)| search.segment(place, held, points)).collect()
    })
}

/// A query made ready.
struct Search<'q> {
    query: &'q View<'q>,
    family: u8,
    stretches: Vec<Stretch>,
    asked: Vec<Asked<'q>>,
    shows: Shows<'q>,
}

impl Search<'_> {
    fn segment(&self, place: usize, held: &Held, points: &mut Points) -> Vec<Candidate> {
        points.make_room(held.segment.len());
        let plan = Plan::of(&held.segment, &self.stretches);
        let numbered = identifiers::holders(held, self.query, self.shows);
        let mut found: Vec<(u32, f64)> = Vec::new();
        let nameless = Asked { sought: Vec::new(), single: 0 };
        for asked in if self.asked.is_empty() { std::slice::from_ref(&nameless) } else { &self.asked } {
            let dated = self.query.dates().next().is_some();
            let likeness = Likeness::default();
            let mut gathering = Gathering {
                segment: &held.segment,
                family: self.family,
                asked,
                plan: &plan,
                dated,
                likeness,
            };
            let mut sure = gathering.names(points);
            if dated {
                gathering.dates(points);
            }
            sure.extend(&numbered);
            self.look(held, gathering, sure, points, &mut found);
        }
        found.sort_unstable_by(|(p, x), (q, y)| p.cmp(q).then(y.total_cmp(x)));
        found.dedup_by_key(|(position, _)| *position);
        let candidate = |(position, estimate)| Candidate { segment: place, position, estimate };
        found.into_iter().map(candidate).collect()
    }

    /// Estimates what was found: those that are sure to be worth it, and of the others those with most points.
    fn look(
        &self,
        held: &Held,
        gathering: Gathering<'_, '_>,
        sure: Vec<u32>,
        points: &mut Points,
        found: &mut Vec<(u32, f64)>,
    ) {
        let (segment, asked) = (gathering.segment, gathering.asked);
        let mut likeness = gathering.likeness;
        let sure = sure.into_iter().filter(|position| held.is_shown(*position, self.shows));
        let foremost = foremost(held, points.harvest(), self.shows);
        for (compares, position) in sure.map(|position| (true, position)).chain(foremost) {
            let mut looked = Looked { likeness: &mut likeness, compares };
            found.push((position, estimate(self.query, segment, position, asked, &mut looked)));
        }
    }
}

/// The records with most points that are shown, and whether nothing is known of them but their date. What is hidden
/// must not let more of the rest in, nor fewer.
fn foremost(held: &Held, mut found: Vec<(u16, u32)>, shows: Shows<'_>) -> Vec<(bool, u32)> {
    let mut rest = found.as_mut_slice();
    let mut foremost = Vec::new();
    while !rest.is_empty() && foremost.len() < LOOKED_AT {
        let count = (LOOKED_AT - foremost.len()).min(rest.len());
        if rest.len() > count {
            rest.select_nth_unstable_by_key(count, |(points, position)| (Reverse(*points), *position));
        }
        let (first, others) = rest.split_at_mut(count);
        let shown = first.iter().filter(|(_, position)| held.is_shown(*position, shows));
        foremost.extend(shown.map(|(points, position)| (*points <= dates::ALONE_MAX, *position)));
        rest = others;
    }
    foremost
}
