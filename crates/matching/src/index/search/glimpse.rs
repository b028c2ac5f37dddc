//! What the names of many records can come to at the most, without reading a text: by the sounds of their parts and by the
//! letters that occur in them.
//!
//! Each step is done for all records before the next is begun, so that the machine waits for many places of its memory at
//! once and not for one after the other.
use super::asked::Asked;
use super::estimate::value;
use super::similar::SOUGHT_MAX;
use super::worth::Left;
use crate::index::segment::Segment;
use crate::probe::lexicon::Traits;
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
    traits: Vec<Traits>,
}

impl Glimpse {
    /// Gives each candidate with the most that its names and dates come to, in points, the whole name's among them; none is
    /// left. `forms`: for each part of the query the parts of the segment that are other forms of it.
    pub fn look(
        &mut self,
        segment: &Segment,
        asked: &Asked<'_>,
        forms: &[Vec<u32>],
        mut each: impl FnMut(i32, u32),
    ) {
        self.read(segment);
        let mut from = 0;
        let mut names = self.names.iter().peekable();
        for (number, (position, dates)) in (0..).zip(&self.candidates) {
            let mut best: Option<i32> = None;
            while let Some((_, end)) = names.next_if(|(of, _)| *of == number) {
                let (parts, traits) = (from..*end as usize, &self.traits);
                let parts = self.parts[parts.clone()].iter().zip(&traits[parts]);
                let value = most(asked, forms, parts);
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
        self.traits.clear();
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
        self.traits.extend(self.parts.iter().map(|part| segment.parts.lexicon.traits(*part)));
    }
}

/// What a name comes to at the most.
fn most<'p>(
    asked: &Asked<'_>,
    forms: &[Vec<u32>],
    parts: impl Iterator<Item = (&'p u32, &'p Traits)>,
) -> i32 {
    let (mut worths, mut left) = ([0; SOUGHT_MAX], Left::default());
    let mut before: Option<(Traits, bool)> = None;
    for (part, traits) in parts.filter(|(_, traits)| traits.is_plain()) {
        let mut hopes = false;
        for ((worth, sought), forms) in worths.iter_mut().zip(&asked.sought).zip(forms) {
            let mut hope = sought.hope(traits);
            if !forms.is_empty() && forms.binary_search(part).is_ok() {
                hope = hope.max(sought.form());
            }
            (*worth, hopes) = ((*worth).max(hope), hopes || hope > 0);
        }
        // Two that stand beside each other may be one of the query's.
        if let Some((first, was_left)) = before {
            let joined = first.joined(traits);
            let joins = asked.raise_singles(&mut worths, |sought| sought.hope(&joined));
            if joins && was_left {
                left.take_back(!first.is_spoken());
            }
            hopes |= joins;
        }
        left.add(!hopes, !traits.is_spoken());
        before = Some((*traits, !hopes));
    }
    value(asked, &worths, left)
}
