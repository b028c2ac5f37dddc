//! Twins: all pairs of records that may be of the same entity, in one run over everything that is held.
//!
//! Each record is laid beside those behind it in the order of segments and dates, so that each pair is met once. What is
//! the same for many records is worked out once: which parts of the lexicons are alike, which dates agree.
mod alike;
mod asked;
mod days;
mod gather;
mod joined;
mod misread;

use super::assemble::{Source, assemble};
use super::held::Held;
use super::keyed::{Keyed, count};
use super::search::{self, Shows};
use super::segment::Segment;
use super::{Index, tiers};
use crate::score;
use alike::Alike;
use asked::{Asked, is_odd};
use days::Days;
use gather::{Candidate, Gathering, Scratch};
use model::RecordId;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

/// Records that a thread takes at a time.
const TOGETHER: u32 = 512;
/// Of the records behind it, a record is paired with the likest so many: what more share is no sign of one entity.
const PAIRED_MAX: usize = 50;
/// Of those that may be its twins, the likeliest so many are compared in full.
const COMPARED_MAX: usize = 128;

/// Takes two records and what a comparison of them scores.
pub type EachPair<'e> = &'e mut (dyn FnMut(RecordId, RecordId, f64) + Send);

/// What a run took: records beside which others were laid at a glance, and pairs that were compared in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    pub looked_at: u64,
    pub compared: u64,
}

impl Index {
    /// Gives every pair of shown records that scores at least `least`, in no order, each once. It looks at what is held at
    /// the call, on all cores, and keeps of the pairs only those of the records that it is at.
    pub fn twins(&self, shows: Shows<'_>, least: f64, each: EachPair<'_>) -> Effort {
        let segments = together(&self.held(), shows);
        let run = Run::of(&segments, shows, least);
        let work = work(&segments);
        let (next, each) = (AtomicUsize::new(0), Mutex::new(each));
        let (looked_at, compared) = (AtomicU64::new(0), AtomicU64::new(0));
        let stripe = || {
            let mut seeker = Seeker::of(&run);
            while let Some((place, from)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                let pairs = seeker.stretch((*place, *from));
                let mut each = each.lock().unwrap_or_else(PoisonError::into_inner);
                pairs.into_iter().for_each(|(one, other, score)| each(one, other, score));
            }
            looked_at.fetch_add(seeker.effort.looked_at, Ordering::Relaxed);
            compared.fetch_add(seeker.effort.compared, Ordering::Relaxed);
        };
        thread::scope(|scope| {
            let cores = thread::available_parallelism().map_or(1, usize::from);
            (0..cores).for_each(|_| {
                scope.spawn(stripe);
            });
        });
        Effort { looked_at: looked_at.into_inner(), compared: compared.into_inner() }
    }
}

/// What is shown, in as few segments as it fits in: each record is laid beside each segment by itself.
fn together(segments: &[Arc<Held>], shows: Shows<'_>) -> Vec<Arc<Held>> {
    let mut rest = segments;
    let mut together = Vec::new();
    while !rest.is_empty() {
        let most = (1..=rest.len()).rev().find(|count| tiers::fits(&rest[..*count])).unwrap_or(1);
        let (some, after) = rest.split_at(most);
        together.push(match some {
            [one] if one.shown(shows) == one.segment.len() => Arc::clone(one),
            some => Arc::new(Held::of(assemble(&shown(some, shows)))),
        });
        rest = after;
    }
    together
}

fn shown<'h>(segments: &'h [Arc<Held>], shows: Shows<'_>) -> Vec<Source<'h>> {
    let shown = segments.iter().map(|held| {
        let mut source = held.source();
        source.held.retain(|position| shows(held.segment.parts.rows.stamp(*position)));
        source
    });
    shown.collect()
}

/// Where each stretch of records begins: its segment, and its position there.
fn work(segments: &[Arc<Held>]) -> Vec<(usize, u32)> {
    let each = segments.iter().enumerate();
    each.flat_map(|(place, held)| {
        (0..count(held.segment.len())).step_by(TOGETHER as usize).map(move |from| (place, from))
    })
    .collect()
}

/// What is the same for all records of a run.
struct Run<'r> {
    segments: &'r [Arc<Held>],
    shows: Shows<'r>,
    least: f64,
    sides: Vec<Side>,
    /// Of each segment, and of each other.
    alike: Vec<Vec<OnceLock<Alike>>>,
}

/// A segment made ready to be looked through.
struct Side {
    days: Days,
    misread: Keyed,
    joined: Keyed,
    /// A bit for each position: see [`asked::is_odd`].
    odd: Vec<u64>,
    /// All that was ever in it is there and shown.
    whole: bool,
}

impl<'r> Run<'r> {
    fn of(segments: &'r [Arc<Held>], shows: Shows<'r>, least: f64) -> Run<'r> {
        let is_part =
            |key: u32| segments.iter().any(|held| held.segment.parts.near.find(key).next().is_some());
        let sides = segments.iter().map(|held| Side {
            days: Days::of(&held.segment),
            misread: misread::misread(held, shows),
            joined: joined::joined(held, shows, is_part),
            odd: odd(held, shows),
            whole: held.shown(shows) == held.segment.len(),
        });
        let alike = segments.iter().map(|_| segments.iter().map(|_| OnceLock::new()).collect());
        Run { segments, shows, least, sides: sides.collect(), alike: alike.collect() }
    }

    fn is_shown(&self, segment: usize, position: u32) -> bool {
        self.sides[segment].whole || self.segments[segment].is_shown(position, self.shows)
    }

    /// Which parts of another segment are alike to those of one.
    fn alike(&self, own: usize, other: usize) -> &Alike {
        self.alike[own][other].get_or_init(|| Alike::of(&self.segments[own].segment))
    }
}

/// Up to so many bearers of a part are asked where they stand.
const BEARERS_FEW: usize = 8;

impl Side {
    /// The first record of the segment that may be met from these, which are in order: only the odd look back.
    fn first_met(&self, bearers: &[u32]) -> u32 {
        let looks_back = bearers.len() > BEARERS_FEW || bearers.iter().any(|position| self.odd(*position));
        bearers.first().filter(|_| !looks_back).map_or(0, |first| first + 1)
    }

    fn odd(&self, position: u32) -> bool {
        self.odd[position as usize / 64] & 1 << (position % 64) != 0
    }
}

fn odd(held: &Held, shows: Shows<'_>) -> Vec<u64> {
    let mut odd = vec![0; held.segment.len().div_ceil(64)];
    for position in held.positions().filter(|position| held.is_shown(*position, shows)) {
        odd[position as usize / 64] |= u64::from(is_odd(&held.segment.view(position))) << (position % 64);
    }
    odd
}

/// One thread at work.
struct Seeker<'r> {
    run: &'r Run<'r>,
    scratches: Vec<Scratch>,
    serial: u32,
    found: Vec<Candidate>,
    effort: Effort,
}

impl<'r> Seeker<'r> {
    fn of(run: &'r Run<'r>) -> Seeker<'r> {
        let scratches = run.segments.iter().map(|held| Scratch::of(&held.segment)).collect();
        Seeker { run, scratches, serial: 0, found: Vec::new(), effort: Effort::default() }
    }

    fn stretch(&mut self, (place, from): (usize, u32)) -> Vec<(RecordId, RecordId, f64)> {
        let end = count(self.run.segments[place].segment.len()).min(from + TOGETHER);
        let mut pairs = Vec::new();
        for position in from..end {
            if self.run.is_shown(place, position) {
                self.twins_of((place, position), &mut pairs);
            }
        }
        pairs
    }

    fn twins_of(&mut self, (place, position): (usize, u32), pairs: &mut Vec<(RecordId, RecordId, f64)>) {
        let segment: &'r Segment = &self.run.segments[place].segment;
        let view = segment.view(position);
        let rarity = search::rarity(self.run.segments, &view, self.run.shows);
        let asked = Asked::of(((place, position), view), &rarity, bits_of(self.run.least));
        self.serial += 1;
        self.found.clear();
        let first = if asked.odd { 0 } else { place };
        for other in first..self.run.segments.len() {
            let mut gathering = Gathering {
                run: self.run,
                asked: &asked,
                segment: other,
                from: if other == place && !asked.odd { position + 1 } else { 0 },
                serial: self.serial,
                scratch: &mut self.scratches[other],
                looked_at: 0,
                found: &mut self.found,
            };
            gathering.gather(place);
            self.effort.looked_at += gathering.looked_at as u64;
        }
        self.compare(&asked, segment.parts.rows.id(position), pairs);
    }

    fn compare(&mut self, asked: &Asked<'_>, own: RecordId, pairs: &mut Vec<(RecordId, RecordId, f64)>) {
        if self.found.len() > COMPARED_MAX {
            self.found.select_nth_unstable_by(COMPARED_MAX, |a, b| {
                b.bits.total_cmp(&a.bits).then((a.segment, a.position).cmp(&(b.segment, b.position)))
            });
            self.found.truncate(COMPARED_MAX);
        }
        self.effort.compared += self.found.len() as u64;
        let compared = self.found.iter().map(|candidate| {
            let segment = &self.run.segments[candidate.segment].segment;
            let value = score::value(&asked.view, &segment.view(candidate.position), asked.rarity);
            (segment.parts.rows.id(candidate.position), value)
        });
        let mut twins: Vec<(RecordId, f64)> =
            compared.filter(|(other, value)| *value >= self.run.least && *other != own).collect();
        twins.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(one.cmp(other)));
        twins.truncate(PAIRED_MAX);
        pairs.extend(twins.into_iter().map(|(other, value)| (own, other, value)));
    }
}

/// The logarithm of the odds.
fn bits_of(value: f64) -> f64 {
    (value / (1.0 - value)).log2().clamp(-60.0, 60.0)
}
