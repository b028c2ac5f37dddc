//! Gathers, in one segment, the records that are worth comparing with a query.
use super::Shows;
use super::asked::Asked;
use super::dates::Stretch;
use super::likeness::{Likeness, Place};
use super::narrow::Narrow;
use super::plan::Plan;
use super::similar;
use super::walk::{Points, common};
use crate::index::held::Held;
use crate::index::segment::Segment;
use std::cmp::Reverse;

/// Records of a date so few that all are looked at, whatever they are called.
const DATE_MAX: usize = 1_000;
const DATE_MAX_SINGLE: usize = 3_000;
/// So many points can come from parts that are like the query's though no list says so.
const HOPE: i32 = 40;
/// Of so many records of a date those that are shown are not counted.
const DATE_READ_MAX: u32 = 20_000;
/// Records found by two halves of a part.
const SPLIT_MAX: usize = 64;

/// What is used again from search to search.
#[derive(Debug, Default)]
pub(super) struct Tools {
    pub points: Points,
    pub narrow: Narrow,
    pub likeness: Likeness,
}

/// One search in one segment for one name.
pub(super) struct Gathering<'s, 'q> {
    pub held: &'s Held,
    pub segment: &'s Segment,
    pub place: Place,
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
        // What was written as one leads to whoever bears its parts only by the date.
        let alone = self.asked.single == 1;
        let hope = if alone { i32::from(self.asked.sought[0].inexact()).max(HOPE) } else { HOPE };
        let least = (self.needed - hope).max(1);
        let mut stretches: Vec<Stretch> =
            plan.stretches().iter().filter(|stretch| stretch.points >= least).copied().collect();
        stretches.sort_by_key(|stretch| Reverse(stretch.points));
        let mut room = if alone { DATE_MAX_SINGLE } else { DATE_MAX };
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

    /// What bears both halves of a part, spelt just so, and is not of a date that contradicts the query's: whoever bears two
    /// frequent parts would else stand before those who bear the name.
    pub fn halves(&self, plan: &Plan) -> Vec<u32> {
        let mut found = Vec::new();
        let least = plan.least_not_against();
        let fits = |position: &u32| plan.points(*position).is_some_and(|points| points >= least);
        for half in &self.asked.halves {
            // The longer one is there more seldom.
            let Some(long) = self.spelt(half.long, half.long_sound) else { continue };
            let Some(short) = self.spelt(half.short, half.short_sound) else { continue };
            let both = common(self.segment.bearers(long), self.segment.bearers(short));
            found.extend(both.into_iter().filter(fits).take(SPLIT_MAX));
        }
        found
    }

    pub fn spelt(&self, text: &[u8], sound: u32) -> Option<u32> {
        let mut parts = similar::spelt(self.segment, self.family, text, sound);
        parts.find(|part| self.segment.parts.lexicon.is_spoken(*part))
    }
}
