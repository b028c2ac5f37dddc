//! The ways into the index: the keys under which an entity stands, and what a name gives of them.
//!
//! No single error closes all ways to a name: parts are keyed by sound, alone, in pairs, and with the year; sounds that
//! differ by one class are neighbours.
use crate::feature::family;
use crate::fold::Sound;
use crate::probe::Probe;
use crate::probe::view::{Day, Name, Piece, View};

/// Most parts of one name that make keys: a body's name may be long.
const PARTS_MAX: usize = 7;
/// Longest span of years of which each year is a key.
const YEARS_MAX: u16 = 8;

/// A key of one part, of a pair, of a part and a year, or of a whole date, apart for each family of kinds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    Part(u32),
    /// In either order.
    Pair(u32, u32),
    Year(u32, u16),
    /// Year, month, day.
    Date(u16, u8, u8),
}

impl Way {
    pub fn key(self, family: u8) -> u32 {
        let (tag, a, b) = match self {
            Way::Part(sound) => (1u64, sound, 0),
            Way::Pair(a, b) => (2, a.min(b), a.max(b)),
            Way::Year(sound, year) => (3, sound, u32::from(year)),
            Way::Date(year, month, day) => (4, u32::from(year), u32::from(month) << 8 | u32::from(day)),
        };
        let both = u64::from(a) << 32 | u64::from(b);
        let mixed = (both ^ (tag << 8 | u64::from(family)).wrapping_mul(0xD6E8_FEB8_6659_FD93))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let [a, b, c, d, ..] = mixed.to_be_bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}

/// All keys of an entity.
pub(super) struct Keys {
    pub ways: Vec<u32>,
    pub identifiers: Vec<u32>,
    /// Sounds of its parts, with what they were heard from.
    pub sounds: Vec<Sound>,
}

impl Keys {
    pub fn of(probe: &Probe) -> Keys {
        let view = probe.view();
        let family = family(view.kind);
        let years: Vec<u16> = view.dates().flat_map(|day| years(&day)).collect();
        let mut keys = Keys { ways: Vec::new(), identifiers: Vec::new(), sounds: Vec::new() };
        for name in view.names() {
            let parts: Vec<&Piece<'_>> = spoken(&name).collect();
            for (at, part) in parts.iter().enumerate() {
                keys.ways.push(Way::Part(part.sound).key(family));
                keys.ways.extend(years.iter().map(|y| Way::Year(part.sound, *y).key(family)));
                let later = parts.iter().skip(at + 1);
                keys.ways.extend(later.map(|other| Way::Pair(part.sound, other.sound).key(family)));
                keys.sounds.push(Sound::of(&part.words()));
            }
        }
        let whole = view.dates().filter(|d| d.day != 0 && d.until == d.year);
        keys.ways.extend(whole.map(|d| Way::Date(d.year, d.month, d.day).key(family)));
        keys.identifiers = view.identifiers().map(|(class, text)| class.key(text)).collect();
        for list in [&mut keys.ways, &mut keys.identifiers] {
            list.sort_unstable();
            list.dedup();
        }
        keys
    }
}

/// The parts that make keys.
pub(super) fn spoken<'n, 'a>(name: &'n Name<'a>) -> impl Iterator<Item = &'n Piece<'a>> {
    name.pieces().iter().filter(|p| p.is_plain() && !p.is_initial()).take(PARTS_MAX)
}

fn years(day: &Day) -> impl Iterator<Item = u16> + use<> {
    day.year..=day.until.min(day.year + YEARS_MAX)
}

/// What is kept beside a record to choose among candidates without reading all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// First and last year of its dates; zeros where it has none.
    pub years: (u16, u16),
    /// Pairs of sounds that occur in its names.
    pub pairs: u64,
}

impl Marks {
    pub fn of(view: &View<'_>) -> Marks {
        let first = view.dates().map(|d| d.year).min().unwrap_or(0);
        let last = view.dates().map(|d| d.until).max().unwrap_or(0);
        let pairs = view.names().fold(0, |bits, name| {
            spoken(&name).fold(bits, |bits, part| bits | Sound::of(&part.words()).pairs())
        });
        Marks { years: (first, last), pairs }
    }

    /// How many of the pairs of sounds of a query it has, 0 to 16.
    pub fn likeness(&self, query: &Marks) -> u16 {
        let (common, all) = ((self.pairs & query.pairs).count_ones(), query.pairs.count_ones());
        u16::try_from(16 * common / all.max(1)).unwrap_or(0)
    }
}
