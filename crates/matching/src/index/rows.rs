//! The rows: one for each record of a segment, with its id, its stamp and its compiled entity.
use super::keyed::count;
use crate::probe::lexicon::Lexicon;
use crate::probe::view::{Day, View};
use model::{RecordId, StampNo};

/// Records by position.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub ids: Vec<RecordId>,
    pub stamps: Vec<StampNo>,
    /// Where its entity begins.
    pub places: Vec<u32>,
    pub bytes: Vec<u8>,
}

impl Rows {
    /// Puts in a record whose entity `write` appends.
    pub fn push(&mut self, id: RecordId, stamp: StampNo, write: impl FnOnce(&mut Vec<u8>)) {
        self.ids.push(id);
        self.stamps.push(stamp);
        self.places.push(count(self.bytes.len()));
        write(&mut self.bytes);
    }

    pub fn view<'a>(&'a self, position: u32, lexicon: &'a Lexicon) -> View<'a> {
        View::of(self.entity(position), Some(lexicon))
    }

    /// The bytes from where an entity begins.
    pub fn entity(&self, position: u32) -> &[u8] {
        &self.bytes[self.places[position as usize] as usize..]
    }

    pub fn id(&self, position: u32) -> RecordId {
        self.ids[position as usize]
    }

    pub fn stamp(&self, position: u32) -> StampNo {
        self.stamps[position as usize]
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn held_bytes(&self) -> usize {
        self.ids.capacity() * 16
            + self.stamps.capacity() * 4
            + self.places.capacity() * 4
            + self.bytes.capacity()
    }

    pub fn shrink(&mut self) {
        self.ids.shrink_to_fit();
        self.stamps.shrink_to_fit();
        self.places.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }
}

/// Where a record stands among all: by family, within it by its date; first come those without a date, then those with
/// several or with one of several years.
pub(super) fn order(view: &View<'_>) -> u32 {
    let family = crate::feature::family(view.kind);
    let mut dates = view.dates();
    match (dates.next(), dates.next()) {
        (Some(day), None) if is_single(&day) => order_of(family, (day.year, day.month, day.day)),
        (Some(_), _) => order_of(family, SEVERAL),
        (None, _) => order_of(family, (0, 0, 0)),
    }
}

/// Stands for several dates.
pub(super) const SEVERAL: (u16, u8, u8) = (0, 0, 1);

/// A date of one year that is meant as it is written.
pub(super) fn is_single(day: &Day) -> bool {
    day.until == day.year && !day.circa
}

/// So many bits of an order tell month and day; above them stands the year.
pub(super) const YEAR_BITS: u32 = 9;

pub(super) fn order_of(family: u8, (year, month, day): (u16, u8, u8)) -> u32 {
    u32::from(family) << 23
        | u32::from(year.min(0x3FFF)) << YEAR_BITS
        | u32::from(month) << 5
        | u32::from(day)
}

/// The different numbers of an entity's parts that lead to it.
pub(super) fn spoken(view: &View<'_>, lexicon: &Lexicon, numbers: &mut Vec<u32>) {
    numbers.clear();
    for name in view.numbers() {
        let parts = name.filter(|number| lexicon.is_spoken(*number)).take(super::PARTS_MAX);
        for number in parts {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
}
