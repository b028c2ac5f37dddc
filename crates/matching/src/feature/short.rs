//! Short forms in the names of bodies: abbreviated words, and the first letters of all words.
use super::align::Run;
use crate::fold::PARTS_MAX;
use crate::probe::view::{Name, Piece};

/// Shorter ones stand for too many words.
const LETTERS_LEAST: usize = 3;
/// Longer ones are words.
const LETTERS_MAX: usize = 5;
/// Fewer letters are not left out.
const SAVED_LEAST: usize = 3;

/// "Est" for "Establishment", "Bldg" for "Building": how a word begins, or its first letter and some of its consonants, with the last.
pub(super) fn abbreviates(x: &[u8], y: &[u8]) -> bool {
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    let lengths =
        (LETTERS_LEAST..=LETTERS_MAX).contains(&short.len()) && long.len() >= short.len() + SAVED_LEAST;
    lengths && (long.starts_with(short) || is_skeleton(short, long))
}

fn is_skeleton(short: &[u8], long: &[u8]) -> bool {
    let consonant = |c: &u8| c.is_ascii_lowercase() && !matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    let mut rest = long.iter();
    short.first() == long.first()
        && short.last() == long.last()
        && short.iter().all(consonant)
        && short.iter().all(|letter| rest.any(|other| other == letter))
}

/// The run of all parts of a name whose first letters are this part, where that is long enough to be no chance.
pub(super) fn spelt_out(name: Name<'_>, left: u16, part: &Piece<'_>) -> Option<Run> {
    let (mut letters, mut count) = ([0; PARTS_MAX], 0);
    let (mut from, mut end) = (PARTS_MAX, 0);
    for (at, piece) in name.pieces().iter().enumerate().filter(|(_, piece)| piece.is_plain()) {
        if left & 1 << at == 0 {
            return None;
        }
        letters[count] = *piece.text.first()?;
        (count, from, end) = (count + 1, from.min(at), at + 1);
    }
    let run = (u8::try_from(from).ok()?, u8::try_from(end.checked_sub(from)?).ok()?);
    (count >= LETTERS_LEAST && part.text == &letters[..count]).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_told_from_other_words() {
        let of = |x: &str, y: &str| abbreviates(x.as_bytes(), y.as_bytes());
        assert!(of("est", "establishment") && of("building", "bldg") && of("mfg", "manufacturing"));
        assert!(!of("bldg", "bridge") && !of("er", "erection") && !of("star", "starr"));
    }
}
