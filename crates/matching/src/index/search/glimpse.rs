//! What the names of many records come to.
//!
//! Each step is done for all records before the next is begun, so that the machine waits for many places of its memory at
//! once and not for one after the other.
use super::asked::Asked;
use super::estimate;
use super::likeness::{Likeness, Place};
use crate::index::segment::Segment;
use crate::probe::view::View;

/// A record to be looked at: its position, and what dates say for it.
pub(super) type Candidate = (u32, i32);

/// What is used again from search to search.
#[derive(Debug, Default)]
pub(super) struct Glimpse {
    pub candidates: Vec<Candidate>,
    /// The parts of all names of all candidates, and where each name ends: its candidate, and the place behind its last part.
    parts: Vec<u32>,
    names: Vec<(u32, u32)>,
}

impl Glimpse {
    /// Gives each candidate with what its names and dates come to, in points, the whole name's among them; none is left.
    pub fn look(
        &mut self,
        asked: &Asked<'_>,
        within: (&Segment, Place),
        likeness: &mut Likeness,
        mut each: impl FnMut(i32, u32),
    ) {
        self.read(within.0);
        let mut from = 0;
        let mut names = self.names.iter().peekable();
        for (number, (position, dates)) in (0..).zip(&self.candidates) {
            let mut best: Option<i32> = None;
            while let Some((_, end)) = names.next_if(|(of, _)| *of == number) {
                let parts = self.parts[from..*end as usize].iter().copied();
                let value = estimate::name(asked, within, parts, likeness);
                best = Some(best.map_or(value, |best| best.max(value)));
                from = *end as usize;
            }
            // A record without a name says nothing against it.
            let name = if asked.single > 0 { best.unwrap_or(0) } else { 0 };
            each(name + dates, *position);
        }
        self.candidates.clear();
    }

    fn read(&mut self, segment: &Segment) {
        let rows = &segment.parts.rows;
        self.parts.clear();
        self.names.clear();
        let entities: Vec<&[u8]> =
            self.candidates.iter().map(|(position, _)| rows.entity(*position)).collect();
        let near = entities.iter().fold(0, |near, bytes| near ^ bytes.first().copied().unwrap_or(0));
        std::hint::black_box(near);
        for (number, bytes) in (0..).zip(entities) {
            for name in View::of(bytes, Some(&segment.parts.lexicon)).numbers() {
                self.parts.extend(name);
                self.names.push((number, u32::try_from(self.parts.len()).unwrap_or(u32::MAX)));
            }
        }
        let sounds = self.parts.iter().fold(0, |near, part| near ^ segment.parts.lexicon.sound(*part));
        std::hint::black_box(sounds);
        // Where a part's text lies, for those that may be like one of the query's.
        let groups = self.parts.iter().fold(0, |near, part| near ^ segment.parts.lexicon.group(*part));
        std::hint::black_box(groups);
    }
}
