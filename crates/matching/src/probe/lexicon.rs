//! The lexicon: each text of many entities once, with all that comparing it needs.
use super::view::{FORM, PARTICLE, Piece, letters_of};

/// The letters of an entry take this many bits; flags stand above them.
const LETTERS_BITS: u32 = 27;
const FLAGS: u32 = 7;
/// The part leads to its bearers, see [`Piece::is_spoken`].
const SPOKEN: u32 = 1 << 31;
/// Stands for the family of a place; no kind of thing has it.
pub(crate) const PLACE: u8 = 15;

/// Part or place: where its text begins, its letters and flags, its sound.
pub(crate) type Entry = [u32; 3];

/// Texts by number.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    entries: Vec<Entry>,
    /// Of each: family, group of nicknames, length, text.
    texts: Vec<u8>,
}

impl Lexicon {
    pub fn of(entries: Vec<Entry>, texts: Vec<u8>) -> Lexicon {
        Lexicon { entries, texts }
    }

    /// Puts a text behind the others.
    pub fn push(&mut self, family: u8, piece: &Piece<'_>) -> u32 {
        let new = number(self.entries.len());
        let spoken = if piece.is_spoken() && family != PLACE { SPOKEN } else { 0 };
        let letters = letters_of(piece.text) | u32::from(piece.flags) << LETTERS_BITS | spoken;
        self.entries.push([number(self.texts.len()), letters, piece.sound]);
        let length = u8::try_from(piece.text.len()).expect("a text has at most 255 bytes");
        self.texts.extend([family, piece.group, length]);
        self.texts.extend_from_slice(piece.text);
        new
    }

    /// Takes over an entry of another lexicon.
    pub fn copy(&mut self, from: &Lexicon, old: u32) {
        let [_, letters, sound] = from.entry(old);
        self.entries.push([number(self.texts.len()), letters, sound]);
        self.texts.extend_from_slice(from.whole_text(old));
    }

    fn entry(&self, number: u32) -> Entry {
        self.entries[number as usize]
    }

    fn whole_text(&self, number: u32) -> &[u8] {
        let rest = &self.texts[self.entry(number)[0] as usize..];
        &rest[..3 + usize::from(rest[2])]
    }

    pub fn text(&self, number: u32) -> &[u8] {
        &self.whole_text(number)[3..]
    }

    /// Letters of the text; a text ends where the next one's begins.
    pub fn length(&self, number: u32) -> usize {
        let end = self.entries.get(number as usize + 1).map_or(self.texts.len(), |next| next[0] as usize);
        end - self.entry(number)[0] as usize - 3
    }

    pub fn family(&self, number: u32) -> u8 {
        self.whole_text(number)[0]
    }

    pub fn group(&self, number: u32) -> u8 {
        self.whole_text(number)[1]
    }

    pub fn sound(&self, number: u32) -> u32 {
        self.entry(number)[2]
    }

    pub fn letters(&self, number: u32) -> u32 {
        self.entry(number)[1] & ((1 << LETTERS_BITS) - 1)
    }

    pub fn flags(&self, number: u32) -> u8 {
        u8::try_from(self.entry(number)[1] >> LETTERS_BITS & FLAGS).unwrap_or(0)
    }

    /// Neither a particle nor a legal form.
    pub fn is_plain(&self, number: u32) -> bool {
        self.flags(number) & (PARTICLE | FORM) == 0
    }

    pub fn is_spoken(&self, number: u32) -> bool {
        self.entry(number)[1] & SPOKEN != 0
    }

    /// The text of two parts that are written as one.
    pub fn joined(&self, [first, second]: [u32; 2]) -> Vec<u8> {
        [self.text(first), self.text(second)].concat()
    }

    /// What can be told of a part without reading its text.
    pub fn traits(&self, number: u32) -> Traits {
        let [_, letters, sound] = self.entry(number);
        let length = u32::try_from(self.length(number)).unwrap_or(u32::MAX);
        Traits { letters, sound, length }
    }

    pub fn piece(&self, number: u32) -> Piece<'_> {
        let whole = self.whole_text(number);
        let (letters, flags) = (self.letters(number), self.flags(number));
        Piece { text: &whole[3..], sound: self.sound(number), group: whole[1], letters, flags }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn texts(&self) -> &[u8] {
        &self.texts
    }

    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.texts.capacity()
    }

    pub fn shrink(&mut self) {
        self.entries.shrink_to_fit();
        self.texts.shrink_to_fit();
    }
}

/// What of a part stands in its entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    /// With flags above them.
    letters: u32,
    pub sound: u32,
    pub length: u32,
}

impl Traits {
    pub fn letters(&self) -> u32 {
        self.letters & ((1 << LETTERS_BITS) - 1)
    }

    pub fn is_plain(&self) -> bool {
        self.letters >> LETTERS_BITS & u32::from(PARTICLE | FORM) == 0
    }

    pub fn is_spoken(&self) -> bool {
        self.letters & SPOKEN != 0
    }

    /// Of both written as one; how they sound then is not told.
    pub fn joined(&self, next: &Traits) -> Traits {
        Traits { letters: self.letters | next.letters | SPOKEN, sound: 0, length: self.length + next.length }
    }
}

pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a lexicon holds fewer than 4 GiB of texts")
}
