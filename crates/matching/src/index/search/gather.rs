//! Gathers, in one segment, the records that are worth comparing with a query.
use super::Shows;
use super::asked::Asked;
use super::dates::Stretch;
use super::narrow::Narrow;
use super::plan::Plan;
use super::similar;
use super::walk::{Points, common};
use crate::fold::Sound;
use crate::index::held::Held;
use crate::index::segment::Segment;
use std::cmp::Reverse;

/// Records of a date so few that all are looked at, whatever they are called.
const DATE_MAX: usize = 1_000;
/// So many points can come from parts that are like the query's though no list says so.
const HOPE: i32 = 40;
/// Of so many records of a date those that are shown are not counted.
const DATE_READ_MAX: u32 = 20_000;
/// Both halves of a part are looked for from so many letters on, each of two at least.
const SPLIT_LEAST: usize = 5;
/// Two parts written as one are about as rare as this at the least.
const SPLIT_BITS: f64 = 9.5;
/// Records found by two halves of a part.
const SPLIT_MAX: usize = 64;

/// What is used again from search to search.
#[derive(Debug, Default)]
pub(super) struct Tools {
    pub points: Points,
    pub narrow: Narrow,
}

/// One search in one segment for one name.
pub(super) struct Gathering<'s, 'q> {
    pub held: &'s Held,
    pub segment: &'s Segment,
    pub shows: Shows<'s>,
    pub family: u8,
    pub asked: &'s Asked<'q>,
    pub dated: bool,
    /// What names and dates must come to, in points.
    pub needed: i32,
    /// How much of it a name can have beside the points of its parts.
    pub whole: i32,
}

impl Gathering<'_, '_> {
    /// The stretches of the query's dates in which those that are shown are so few that all are looked at, whatever they
    /// are called.
    pub fn near_dates(&self, plan: &Plan) -> Vec<Stretch> {
        if !self.dated {
            return Vec::new();
        }
        let least = (self.needed - HOPE).max(1);
        let mut stretches: Vec<Stretch> =
            plan.stretches().iter().filter(|stretch| stretch.points >= least).copied().collect();
        stretches.sort_by_key(|stretch| Reverse(stretch.points));
        let mut room = DATE_MAX;
        let fits = stretches.iter().take_while(|stretch| {
            let is_shown = |position: &u32| self.held.is_shown(*position, self.shows);
            let few = stretch.end - stretch.from <= DATE_READ_MAX;
            let shown = if few {
                (stretch.from..stretch.end).filter(is_shown).take(room + 1).count()
            } else {
                usize::MAX
            };
            let fits = shown <= room;
            room = room.saturating_sub(shown);
            fits
        });
        let fits = fits.count();
        stretches.truncate(fits);
        stretches
    }

    /// What bears both halves of a part, spelt just so.
    pub fn halves(&self) -> Vec<u32> {
        let may_be_two = (0..self.asked.single).filter(|at| self.asked.sought[*at].bits >= SPLIT_BITS);
        may_be_two.flat_map(|at| self.halves_of(at)).collect()
    }

    fn halves_of(&self, at: usize) -> Vec<u32> {
        let text = self.asked.sought[at].piece.words();
        let mut found = Vec::new();
        if text.len() < SPLIT_LEAST {
            return found;
        }
        for middle in 2..=text.len() - 2 {
            let (left, right) = text.split_at(middle);
            let part = |half: &str| {
                let sound = Sound::of(half).key();
                similar::spelt(self.segment, self.family, half.as_bytes(), sound)
            };
            let Some(left) = part(left) else { continue };
            let Some(right) = part(right) else { continue };
            let both = common(self.segment.bearers(left), self.segment.bearers(right));
            found.extend(both.into_iter().take(SPLIT_MAX));
        }
        found
    }
}
