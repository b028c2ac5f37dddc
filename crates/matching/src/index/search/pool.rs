//! The pool: what was gathered in all segments, taken out foremost first.
use super::Shows;
use crate::index::held::Held;
use std::cmp::Reverse;
use std::sync::Arc;

/// A record that may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gathered {
    pub points: u16,
    /// Which segment it is in, and by which of the query's names it was found.
    pub segment: u16,
    pub name: u16,
    pub position: u32,
}

impl Gathered {
    /// Those with most points first; between equals in the order of segments and dates.
    fn order(&self) -> (Reverse<u16>, u16, u32, u16) {
        (Reverse(self.points), self.segment, self.position, self.name)
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
                rest.select_nth_unstable_by_key(wanted, Gathered::order);
            }
            let shown = |one: &&Gathered| segments[usize::from(one.segment)].is_shown(one.position, shows);
            next.extend(rest[..wanted].iter().filter(shown));
            self.taken += wanted;
        }
        next.sort_unstable_by_key(Gathered::order);
        next
    }
}
