//! A segment: records in the order of their dates, never changed, with all ways into them.
use super::bearers::Bearers;
use super::filter::Filter;
use super::keyed::{Keyed, count};
use super::near;
use super::rows::{Rows, YEAR_BITS};
use crate::probe::identifier::Class;
use crate::probe::lexicon::Lexicon;
use crate::probe::view::View;
use model::{RecordId, StampNo};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a segment is made of.
#[derive(Debug)]
pub(super) struct Parts {
    pub rows: Rows,
    /// Its parts in the order of the keys of their sounds.
    pub lexicon: Lexicon,
    pub bearers: Bearers,
    /// The first part of each sound.
    pub groups: Keyed,
    /// Parts under the keys that they share with what is spelt nearly so, see [`near`].
    pub near: Keyed,
    /// Parts under the lines of the table of names that stand for each other.
    pub nicknames: Keyed,
    pub identifiers: Keyed,
    /// Where the records of each date begin.
    pub days: Vec<[u32; 2]>,
}

#[derive(Debug)]
pub(super) struct Segment {
    pub parts: Parts,
    filter: Filter,
    /// Positions by the hash of the id; a place is empty or taken by the next of its row.
    by_id: Vec<u32>,
    /// How many records have each stamp.
    stamps: Vec<(StampNo, usize)>,
    /// Where the days of each year, and of each family, begin.
    years: Vec<[u32; 2]>,
    /// How many bearers the parts of each sound have together, in the order of [`Parts::groups`].
    heard: Vec<u32>,
}

const EMPTY: u32 = u32::MAX;

impl Segment {
    pub fn of(parts: Parts) -> Segment {
        let mut filter = Filter::with_room(parts.identifiers.entries().len());
        parts.identifiers.keys().for_each(|key| filter.add(key));
        let by_id = by_id(&parts.rows.ids);
        Segment::read(parts, filter, by_id)
    }

    /// From what was worked out before.
    pub fn read(parts: Parts, filter: Filter, by_id: Vec<u32>) -> Segment {
        let stamps = counted(&parts.rows.stamps);
        let (years, heard) = (years(&parts.days), heard(&parts));
        Segment { parts, filter, by_id, stamps, years, heard }
    }

    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    pub fn by_id(&self) -> &[u32] {
        &self.by_id
    }

    /// Records, those that were removed since among them.
    pub fn len(&self) -> usize {
        self.parts.rows.len()
    }

    pub fn view(&self, position: u32) -> View<'_> {
        self.parts.rows.view(position, &self.parts.lexicon)
    }

    pub fn position_of(&self, id: &RecordId) -> Option<u32> {
        let mut place = place(id, self.by_id.len());
        loop {
            let position = *self.by_id.get(place)?;
            if position == EMPTY {
                return None;
            }
            if self.parts.rows.id(position) == *id {
                return Some(position);
            }
            place = (place + 1) % self.by_id.len();
        }
    }

    pub fn stamps(&self) -> &[(StampNo, usize)] {
        &self.stamps
    }

    /// The parts that sound so.
    pub fn group(&self, family: u8, sound: u32) -> Range<u32> {
        self.parts.groups.span(near::group_key(family, sound), self.parts.lexicon.len())
    }

    /// How many bear a part that sounds so; who bears several is counted for each.
    pub fn heard(&self, family: u8, sound: u32) -> usize {
        let place = self.parts.groups.place(near::group_key(family, sound));
        place.and_then(|place| self.heard.get(place)).map_or(0, |heard| *heard as usize)
    }

    /// Who bears a part, in order.
    pub fn bearers(&self, part: u32) -> &[u32] {
        self.parts.bearers.of(part)
    }

    /// The first position from which on records have this order or a higher one, see [`super::rows::order`].
    pub fn position(&self, order: u32) -> u32 {
        let year = self.years.partition_point(|[year, _]| *year < order >> YEAR_BITS);
        let place =
            |year: usize| self.years.get(year).map_or(self.parts.days.len(), |[_, place]| *place as usize);
        let days = &self.parts.days[place(year)..place(year + 1)];
        let at = place(year) + days.partition_point(|[day, _]| *day < order);
        self.parts.days.get(at).map_or(count(self.len()), |[_, first]| *first)
    }

    /// Who may hold an identifier under this key.
    pub fn holders(&self, key: u32) -> impl Iterator<Item = u32> + use<'_> {
        self.filter.may_hold(key).then(|| self.parts.identifiers.find(key)).into_iter().flatten()
    }

    pub fn has_identifier(&self, position: u32, class: Class, key: u32) -> bool {
        self.view(position).identifiers().any(|(c, text)| c == class && c.key(text) == key)
    }

    pub fn bytes(&self) -> usize {
        let Parts { rows, lexicon, bearers, groups, near, nicknames, identifiers, days } = &self.parts;
        let keyed: usize = [groups, near, nicknames, identifiers].iter().map(|keyed| keyed.bytes()).sum();
        let numbers = bearers.bytes() + days.capacity() * 8 + self.by_id.capacity() * 4;
        rows.held_bytes()
            + lexicon.bytes()
            + keyed
            + numbers
            + self.filter.bytes()
            + self.stamps.capacity() * 16
            + self.heard.capacity() * 4
    }
}

fn by_id(ids: &[RecordId]) -> Vec<u32> {
    // A quarter more places than records: a search for a strange id then looks at some ten neighbours in a row.
    let mut by_id = vec![EMPTY; ids.len() + ids.len() / 4 + 1];
    for (position, id) in (0..).zip(ids) {
        let mut at = place(id, by_id.len());
        while by_id[at] != EMPTY {
            at = (at + 1) % by_id.len();
        }
        by_id[at] = position;
    }
    by_id
}

fn years(days: &[[u32; 2]]) -> Vec<[u32; 2]> {
    let mut years: Vec<[u32; 2]> = Vec::new();
    for (place, [day, _]) in days.iter().enumerate() {
        if years.last().is_none_or(|[year, _]| *year != day >> YEAR_BITS) {
            years.push([day >> YEAR_BITS, count(place)]);
        }
    }
    years
}

fn heard(parts: &Parts) -> Vec<u32> {
    let ends = parts.groups.values().skip(1).chain([count(parts.lexicon.len())]);
    let spans = parts.groups.values().zip(ends);
    spans.map(|(first, end)| (first..end).map(|part| count(parts.bearers.of(part).len())).sum()).collect()
}

fn counted(stamps: &[StampNo]) -> Vec<(StampNo, usize)> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for run in stamps.chunk_by(|a, b| a == b) {
        *counts.entry(run[0].0).or_default() += run.len();
    }
    counts.into_iter().map(|(stamp, count)| (StampNo(stamp), count)).collect()
}

/// Both halves multiplied and folded, so that ids that are counted spread as well as ids that are drawn.
fn place(id: &RecordId, places: usize) -> usize {
    let number = u128::from_le_bytes(*id.as_bytes());
    let (low, high) = ((number & u128::from(u64::MAX)), (number >> 64));
    let product = (low ^ 0x9E37_79B9_7F4A_7C15) * (high ^ 0xD6E8_FEB8_6659_FD93);
    let folded = (product ^ product >> 64) & u128::from(u64::MAX);
    let place = (folded * places as u128) >> 64;
    usize::try_from(place).expect("a place is below their number")
}
