//! Which parts stand near one another: keys under which spellings that differ by one error meet.
//!
//! A spelling is reduced to what other ways of writing it keep: one sign for letters that stand for like sounds, doubled
//! letters once, vowels in three colours. Of two that differ by one sign, whether replaced, lost, added or swapped with
//! its neighbour, some forms with one sign less are the same: these forms are the keys.
use super::keyed::Keyed;
use crate::fold::LETTERS_MAX;
use std::ops::Range;

/// The key of a sound of one family of kinds.
pub(super) fn group_key(family: u8, sound: u32) -> u32 {
    mixed(u64::from(sound) << 8 | u64::from(family))
}

/// The key of the reduced form of a spelling.
pub(super) fn key_of(family: u8, text: &[u8]) -> u32 {
    let (signs, count) = reduced(text);
    key(family, &signs[..count], count)
}

/// The keys of a spelling of one family of kinds: of its reduced form, and of this with each sign left out.
pub(super) fn keys(family: u8, text: &[u8], mut each: impl FnMut(u32)) {
    let (signs, count) = reduced(text);
    let signs = &signs[..count];
    each(key(family, signs, count));
    for lost in 0..count {
        // Of two signs that are the same either may be left out.
        if lost == 0 || signs[lost] != signs[lost - 1] {
            each(key(family, signs, lost));
        }
    }
}

/// What other ways of writing it keep, and how many signs these are.
fn reduced(text: &[u8]) -> ([u8; LETTERS_MAX], usize) {
    let (mut signs, mut count) = ([0u8; LETTERS_MAX], 0);
    for (at, letter) in text.iter().take(LETTERS_MAX).enumerate() {
        let sign = sign(*letter);
        // Within a word an h marks how the letter before it is said.
        let is_mark = *letter == b'h' && at > 0;
        if !is_mark && (count == 0 || signs[count - 1] != sign) {
            signs[count] = sign;
            count += 1;
        }
    }
    (signs, count)
}

fn key(family: u8, signs: &[u8], lost: usize) -> u32 {
    let rest = signs.iter().enumerate().filter(|(at, _)| *at != lost);
    mixed(rest.fold(u64::from(family) << 56 | 1 << 40, |sum, (_, sign)| {
        sum.wrapping_mul(0x0100_0000_01B3) ^ u64::from(*sign)
    }))
}

/// The parts that share a key with a spelling; some more than once.
pub(super) fn parts(near: &Keyed, family: u8, text: &[u8], mut each: impl FnMut(u32)) {
    keys(family, text, |key| near.find(key).for_each(&mut each));
}

/// Where these stand; for each key.
pub(super) fn places(near: &Keyed, family: u8, text: &[u8]) -> Vec<Range<usize>> {
    let (mut all, mut count) = ([0; LETTERS_MAX + 1], 0);
    keys(family, text, |key| {
        all[count] = key;
        count += 1;
    });
    near.places_of_many(&all[..count])
}

/// The groups of the sound of a part (see [`crate::fold::Sound`]), with vowels.
fn sign(letter: u8) -> u8 {
    match letter {
        b'e' | b'i' | b'y' => b'i',
        b'o' | b'u' => b'u',
        b'b' | b'p' => b'p',
        b'd' | b't' => b't',
        b'c' | b'g' | b'k' | b'q' | b'x' => b'k',
        b'f' | b'v' | b'w' => b'f',
        b'j' | b's' | b'z' => b's',
        _ => letter,
    }
}

fn mixed(number: u64) -> u32 {
    let mixed = (number ^ 0x5851_F42D_4C95_7F2D).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    u32::try_from(mixed >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_beside_another_spelling_meets() {
        let all = |text: &str| {
            let mut all = Vec::new();
            keys(1, text.as_bytes(), |key| all.push(key));
            all
        };
        for (a, b) in [
            ("mohammed", "muhamad"),
            ("qadhafi", "kadafi"),
            ("lin", "lim"),
            ("janina", "jannima"),
            ("zubizarreta", "zubizaretta"),
            ("marcon", "macron"),
            ("petrov", "petrof"),
            ("petrov", "petrow"),
            ("teodorescu", "theodoreskus"),
        ] {
            let (a_keys, b_keys) = (all(a), all(b));
            assert!(a_keys.iter().any(|key| b_keys.contains(key)), "{a} {b}");
        }
        assert!(all("petrov").iter().all(|key| !all("ivanov").contains(key)));
    }
}
