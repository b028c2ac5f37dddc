//! How a compiled entity is written: a head with the lengths of five sections, then these.
//!
//! Head: kind and sex in one byte, then each section's length in one byte, or in two where one is long. A date takes four
//! bytes where it is a single one (year, month, day), else eight; a country two where it has two letters, else five.
//! Places and parts of names are texts, or numbers in a lexicon, of seven bits a byte.
use super::lexicon::Lexicon;
use super::view::{Day, Sex, View, WEAK};
use model::Kind;

/// In the first byte: lengths take two bytes.
const LONG: u8 = 0x80;
const SECTIONS: usize = 5;
/// In the first byte of a date or country: it is written out. Years and letters stay below.
const OUT: u8 = 0x80;

/// Appends an entity.
pub(super) fn write(bytes: &mut Vec<u8>, kind: Kind, sex: Sex, sections: [&[u8]; SECTIONS]) {
    let kind = Kind::ALL.iter().position(|k| *k == kind).unwrap_or(0);
    let kind = u8::try_from(kind).expect("there are fewer than sixteen kinds");
    let long = sections.iter().any(|section| section.len() > usize::from(u8::MAX));
    bytes.push(kind | (sex as u8) << 4 | if long { LONG } else { 0 });
    for section in sections {
        let length = u16::try_from(section.len()).expect("the limits of values keep a section under 64 KiB");
        let [low, high] = length.to_le_bytes();
        bytes.push(low);
        if long {
            bytes.push(high);
        }
    }
    sections.iter().for_each(|section| bytes.extend_from_slice(section));
}

impl<'a> View<'a> {
    /// Reads what [`write`] wrote; what lies behind it is left alone.
    pub fn of(bytes: &'a [u8], lexicon: Option<&'a Lexicon>) -> View<'a> {
        let kind = Kind::ALL.get(usize::from(bytes[0] & 0xF)).copied().unwrap_or(Kind::Link);
        let sex = match bytes[0] >> 4 & 3 {
            1 => Sex::Male,
            2 => Sex::Female,
            _ => Sex::Unknown,
        };
        let size = if bytes[0] & LONG == 0 { 1 } else { 2 };
        let mut sections = [&[][..]; SECTIONS];
        let mut rest = &bytes[1 + SECTIONS * size..];
        for (section, length) in sections.iter_mut().zip(bytes[1..].chunks_exact(size)) {
            let length = length.iter().rev().fold(0, |length, byte| length << 8 | usize::from(*byte));
            (*section, rest) = rest.split_at(length);
        }
        View { kind, sex, sections, lexicon }
    }

    /// Appends it with other numbers for its texts.
    pub fn renumbered(&self, bytes: &mut Vec<u8>, number: &impl Fn(u32) -> u32) {
        let [dates, countries, mut places, identifiers, mut names] = self.sections;
        let (mut new_places, mut new_names) = (Vec::new(), Vec::new());
        while !places.is_empty() {
            write_number(&mut new_places, number(take_number(&mut places)));
        }
        while let Some((head, rest)) = names.split_first() {
            names = rest;
            new_names.push(*head);
            for _ in 0..head & !WEAK {
                write_number(&mut new_names, number(take_number(&mut names)));
            }
        }
        write(bytes, self.kind, self.sex, [dates, countries, &new_places, identifiers, &new_names]);
    }

    /// Appends it with its texts in the lexicon, where `number` finds or puts them.
    pub fn numbered(&self, bytes: &mut Vec<u8>, lexicon: &mut impl Numbering) {
        let [dates, countries, _, identifiers, _] = self.sections;
        let (mut places, mut names) = (Vec::new(), Vec::new());
        self.texts().for_each(|text| write_number(&mut places, lexicon.place(text)));
        for name in self.names().iter() {
            let count = u8::try_from(name.pieces().len()).expect("a name has at most twelve parts");
            names.push(count | if name.weak { WEAK } else { 0 });
            name.pieces().iter().for_each(|piece| write_number(&mut names, lexicon.part(piece)));
        }
        write(bytes, self.kind, self.sex, [dates, countries, &places, identifiers, &names]);
    }

    /// The numbers of the parts of each name; of an entity with a lexicon.
    pub fn numbers(&self) -> impl Iterator<Item = Numbers<'a>> + use<'a> {
        let mut rest = self.sections[4];
        std::iter::from_fn(move || {
            let (head, after) = rest.split_first()?;
            let numbers = Numbers { left: head & !WEAK, rest: after };
            rest = after;
            (0..numbers.left).for_each(|_| skip_number(&mut rest));
            Some(numbers)
        })
    }

    /// The numbers of the places; of an entity with a lexicon.
    pub fn place_numbers(&self) -> impl Iterator<Item = u32> + use<'a> {
        let mut rest = self.sections[2];
        std::iter::from_fn(move || (!rest.is_empty()).then(|| take_number(&mut rest)))
    }
}

/// Gives texts their numbers.
pub(crate) trait Numbering {
    fn part(&mut self, piece: &super::view::Piece<'_>) -> u32;
    fn place(&mut self, text: &[u8]) -> u32;
}

/// The numbers of one name's parts, in order.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a> {
    left: u8,
    rest: &'a [u8],
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        Some(take_number(&mut self.rest))
    }
}

/// Year, last year, month, day, flags.
pub(super) fn write_date(bytes: &mut Vec<u8>, date: &[u8; 7]) {
    let [a, b, c, d, month, day, flags] = *date;
    if [a, b] == [c, d] && flags == 0 && a & OUT == 0 {
        bytes.extend([a, b, month, day]);
    } else {
        bytes.push(OUT);
        bytes.extend(date);
    }
}

pub(super) fn take_date(rest: &mut &[u8]) -> Day {
    if rest[0] & OUT == 0 {
        let [a, b, month, day] = take(rest);
        return Day::read([a, b, a, b, month, day, 0]);
    }
    let [_, date @ ..]: [u8; 8] = take(rest);
    Day::read(date)
}

pub(super) fn write_country(bytes: &mut Vec<u8>, code: [u8; 4]) {
    match code {
        [a, b, 0, 0] if a & OUT == 0 => bytes.extend([a, b]),
        _ => {
            bytes.push(OUT);
            bytes.extend(code);
        }
    }
}

pub(super) fn take_country(rest: &mut &[u8]) -> [u8; 4] {
    if rest[0] & OUT == 0 {
        let [a, b] = take(rest);
        return [a, b, 0, 0];
    }
    let [_, code @ ..]: [u8; 5] = take(rest);
    code
}

fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (bytes, after) = rest.split_first_chunk().expect("a section holds whole values");
    *rest = after;
    *bytes
}

fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 0x7F {
        bytes.push(u8::try_from(number & 0x7F).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or(0));
}

pub(super) fn take_number(rest: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, after)) = rest.split_first() {
        *rest = after;
        number |= u32::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 || shift > 28 {
            break;
        }
    }
    number
}

fn skip_number(rest: &mut &[u8]) {
    let length = rest.iter().position(|byte| byte & 0x80 == 0).map_or(rest.len(), |at| at + 1);
    *rest = &rest[length..];
}
