//! The pool: what was gathered in all segments, taken out foremost first.
use super::Shows;
use crate::index::held::Held;
use std::sync::Arc;

/// A record that may answer, in one number: the more points the smaller, between equals in the order of segments, names
/// and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gathered(u64);

const SURE: i32 = u16::MAX as i32;
/// How no points are written, so that some below are written as well.
const NONE: i32 = 1 << 10;

impl Gathered {
    /// `segment` and `name`: which it is in, and by which of the query's names it was found.
    pub fn of(points: i32, (segment, name): (usize, usize), position: u32) -> Gathered {
        let points = u16::try_from(points.saturating_add(NONE).clamp(0, SURE - 1)).unwrap_or(0);
        Gathered::with(points, (segment, name), position)
    }

    /// One that is found by an identifier, or by two halves of a part: it comes before all else.
    pub fn sure(place: (usize, usize), position: u32) -> Gathered {
        Gathered::with(u16::MAX, place, position)
    }

    fn with(points: u16, (segment, name): (usize, usize), position: u32) -> Gathered {
        let place = (segment as u64 & 0xFFF) << 4 | name as u64 & 0xF;
        Gathered(u64::from(u16::MAX - points) << 48 | place << 32 | u64::from(position))
    }

    pub fn points(self) -> i32 {
        SURE - i32::try_from(self.0 >> 48).unwrap_or(0) - NONE
    }

    pub fn is_sure(self) -> bool {
        self.0 >> 48 == 0
    }

    pub fn segment(self) -> usize {
        usize::try_from(self.0 >> 36 & 0xFFF).unwrap_or(0)
    }

    pub fn name(self) -> usize {
        usize::try_from(self.0 >> 32 & 0xF).unwrap_or(0)
    }

    pub fn position(self) -> u32 {
        u32::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(0)
    }
}

/// Candidates, of which those behind `taken` are still to come.
pub(super) struct Pool {
    all: Vec<Gathered>,
    taken: usize,
}

impl Pool {
    pub fn of(all: Vec<Gathered>) -> Pool {
        Pool { all, taken: 0 }
    }

    /// The next so many that are shown, fewer only where there are no more. What is hidden takes nobody's place.
    pub fn next(&mut self, count: usize, segments: &[Arc<Held>], shows: Shows<'_>) -> Vec<Gathered> {
        let mut next = Vec::with_capacity(count);
        while next.len() < count && self.taken < self.all.len() {
            let rest = &mut self.all[self.taken..];
            let wanted = (count - next.len()).min(rest.len());
            if rest.len() > wanted {
                rest.select_nth_unstable(wanted);
            }
            let shown = |one: &&Gathered| segments[one.segment()].is_shown(one.position(), shows);
            next.extend(rest[..wanted].iter().filter(shown));
            self.taken += wanted;
        }
        next.sort_unstable();
        next
    }
}
