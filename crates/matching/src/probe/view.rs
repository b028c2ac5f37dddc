//! Reads a compiled entity in place, without copying.
use super::lexicon::Lexicon;
use super::packed;
use crate::probe::identifier::Class;
use model::{Kind, PartialDate};
use smallvec::SmallVec;

/// Flags of a part and of a name.
pub(super) const PARTICLE: u8 = 1;
pub(super) const FORM: u8 = 2;
pub(super) const ABJAD: u8 = 4;
pub(super) const WEAK: u8 = 0x80;
const CIRCA: u8 = 0x80;
/// Marks of texts that are no places: no folded text begins so.
pub(crate) const ADDRESS: char = '@';
pub(crate) const FATHER: char = '+';
pub(crate) const MOTHER: char = '-';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Unknown = 0,
    Male = 1,
    Female = 2,
}

/// A compiled entity: one that has its texts with it, or one whose texts stand in a lexicon.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub kind: Kind,
    pub sex: Sex,
    pub(super) sections: [&'a [u8]; 5],
    pub(super) lexicon: Option<&'a Lexicon>,
}

impl<'a> View<'a> {
    pub fn dates(&self) -> impl Iterator<Item = Day> + use<'a> {
        let mut rest = self.sections[0];
        std::iter::from_fn(move || (!rest.is_empty()).then(|| packed::take_date(&mut rest)))
    }

    /// Codes in lower case, filled up with zeros.
    pub fn countries(&self) -> impl Iterator<Item = [u8; 4]> + use<'a> {
        let mut rest = self.sections[1];
        std::iter::from_fn(move || (!rest.is_empty()).then(|| packed::take_country(&mut rest)))
    }

    /// Places, addresses and parents, each but a place with its mark before it.
    pub fn texts(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let (mut rest, lexicon) = (self.sections[2], self.lexicon);
        std::iter::from_fn(move || {
            (!rest.is_empty()).then(|| match lexicon {
                Some(lexicon) => lexicon.text(packed::take_number(&mut rest)),
                None => take_text(&mut rest),
            })
        })
    }

    pub fn places(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.texts().filter(|text| text.first().is_some_and(u8::is_ascii_alphanumeric))
    }

    /// Texts under one of the marks, without it.
    pub fn marked(&self, mark: char) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.texts().filter_map(move |text| match text.split_first() {
            Some((first, rest)) if char::from(*first) == mark => Some(rest),
            _ => None,
        })
    }

    pub fn identifiers(&self) -> impl Iterator<Item = (Class, &'a [u8])> + use<'a> {
        let mut rest = self.sections[3];
        std::iter::from_fn(move || {
            let (class, after) = rest.split_first()?;
            rest = after;
            Some((Class::from_number(*class), take_text(&mut rest)))
        })
    }

    pub fn names(&self) -> Names<'a> {
        let mut names = Names::default();
        let mut rest = self.sections[4];
        while let Some((head, after)) = rest.split_first() {
            rest = after;
            for _ in 0..head & !WEAK {
                names.pieces.push(match self.lexicon {
                    Some(lexicon) => lexicon.piece(packed::take_number(&mut rest)),
                    None => Piece::take(&mut rest),
                });
            }
            names.ends.push((names.pieces.len(), head & WEAK != 0));
        }
        names
    }

    pub fn has_names(&self) -> bool {
        !self.sections[4].is_empty()
    }
}

pub(super) fn write_text(bytes: &mut Vec<u8>, text: &str) {
    let text = text.as_bytes().get(..255).unwrap_or(text.as_bytes());
    bytes.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
    bytes.extend(text);
}

pub(super) fn take_text<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let (text, after) = rest[1..].split_at(usize::from(rest[0]));
    *rest = after;
    text
}

/// A date as far as it is known; 0 is an unknown month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub year: u16,
    pub until: u16,
    pub month: u8,
    pub day: u8,
    pub circa: bool,
}

impl Day {
    /// Year, last year, month, day, flags.
    pub(super) fn read(bytes: [u8; 7]) -> Day {
        let [a, b, c, d, month, day, flags] = bytes;
        let (year, until) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        Day { year, until, month, day, circa: flags & CIRCA != 0 }
    }

    pub fn text(&self) -> String {
        let mut text = String::with_capacity(10);
        push_digits(&mut text, self.year, 4);
        for part in [self.month, self.day].into_iter().filter(|part| *part > 0) {
            text.push('-');
            push_digits(&mut text, part.into(), 2);
        }
        if self.until > self.year {
            text.push('/');
            push_digits(&mut text, self.until, 4);
        }
        if self.circa {
            text.push('~');
        }
        text
    }
}

/// With leading zeros. Formatting macros take several times as long, and a score has dates in most explanations.
fn push_digits(text: &mut String, number: u16, digits: u32) {
    for place in (0..digits).rev() {
        let digit = u32::from(number) / 10u32.pow(place) % 10;
        text.extend(char::from_digit(digit, 10));
    }
}

pub(super) fn write_date(date: PartialDate) -> [u8; 7] {
    let [a, b] = date.year().to_be_bytes();
    let [c, d] = date.last_year().to_be_bytes();
    let circa = if date.is_circa() { CIRCA } else { 0 };
    [a, b, c, d, date.month().unwrap_or(0), date.day().unwrap_or(0), circa]
}

/// One part of a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece<'a> {
    pub text: &'a [u8],
    /// Stands for its sound, see [`crate::fold::Sound::key`].
    pub sound: u32,
    /// Which line of the table of nicknames it stands in; 0 is none.
    pub group: u8,
    /// One bit for each letter that occurs.
    pub letters: u32,
    pub flags: u8,
}

impl<'a> Piece<'a> {
    fn take(rest: &mut &'a [u8]) -> Piece<'a> {
        let (flags, group) = (rest[0], rest[1]);
        let sound = u32::from_le_bytes([rest[2], rest[3], rest[4], rest[5]]);
        *rest = &rest[6..];
        let text = take_text(rest);
        Piece { text, sound, group, letters: letters_of(text), flags }
    }
}

impl<'a> Piece<'a> {
    /// Several parts written as one; its sound is not worked out.
    pub fn joined(text: &'a [u8], abjad: bool) -> Piece<'a> {
        let flags = if abjad { ABJAD } else { 0 };
        Piece { text, sound: 0, group: 0, letters: letters_of(text), flags }
    }
}

impl Piece<'_> {
    pub fn is_form(&self) -> bool {
        self.flags & FORM != 0
    }
    /// Neither a particle nor a legal form.
    pub fn is_plain(&self) -> bool {
        self.flags & (PARTICLE | FORM) == 0
    }
    pub fn is_abjad(&self) -> bool {
        self.flags & ABJAD != 0
    }
    pub fn is_initial(&self) -> bool {
        self.text.len() == 1
    }
    /// Leads to its bearers: neither a particle, nor a legal form, nor an initial.
    pub fn is_spoken(&self) -> bool {
        self.is_plain() && !self.is_initial()
    }
    pub fn words(&self) -> String {
        String::from_utf8_lossy(self.text).into_owned()
    }
}

/// The bits of a, e, i, o, u and y in [`letters_of`].
pub(crate) const VOWELS: u32 = 1 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24;

/// A bit for each letter, and one for all digits.
pub(crate) fn letters_of(text: &[u8]) -> u32 {
    text.iter().fold(0, |bits, c| bits | if c.is_ascii_lowercase() { 1 << (c - b'a') } else { 1 << 26 })
}

/// All names of an entity, their parts in one row.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    /// Most entities have room for theirs here.
    pieces: SmallVec<[Piece<'a>; 12]>,
    /// Where each name ends, and whether it is weak.
    ends: SmallVec<[(usize, bool); 4]>,
}

impl<'a> Names<'a> {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = Name<'_>> + Clone {
        let begins = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        let each = begins.zip(&self.ends);
        each.map(|(from, (to, weak))| Name { pieces: &self.pieces[from..*to], weak: *weak })
    }

    /// The parts of all of them.
    pub fn pieces(&self) -> &[Piece<'a>] {
        &self.pieces
    }
}

/// One name, its parts in order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    pieces: &'a [Piece<'a>],
    /// Given as an alias of low quality.
    pub weak: bool,
}

impl<'a> Name<'a> {
    pub fn pieces(&self) -> &'a [Piece<'a>] {
        self.pieces
    }

    pub fn text(&self) -> String {
        spaced(self.pieces().iter())
    }
}

/// The words of parts, a space between two.
pub(crate) fn spaced<'p, 'a: 'p>(pieces: impl Iterator<Item = &'p Piece<'a>> + Clone) -> String {
    let mut words = Vec::with_capacity(pieces.clone().map(|piece| piece.text.len() + 1).sum());
    for piece in pieces {
        if !words.is_empty() {
            words.push(b' ');
        }
        words.extend_from_slice(piece.text);
    }
    String::from_utf8(words).unwrap_or_else(|torn| String::from_utf8_lossy(torn.as_bytes()).into_owned())
}
