//! Identifiers one error away: the look-alikes of a number with one sign replaced, lost, added or swapped.
use crate::probe::identifier::{Class, look};

/// Shorter numbers have too many neighbours that are somebody else's; longer ones are read by machines.
const LENGTHS: std::ops::RangeInclusive<usize> = 7..=20;
/// One sign for each look, see [`look`].
const SIGNS: &[u8] = b"0123456789ACEFHJKMNPRTUVWXY";

/// Asks `each` with every neighbour.
pub(super) fn neighbours(class: Class, text: &[u8], mut each: impl FnMut(u32)) {
    if !class.is_read_by_eye() || !LENGTHS.contains(&text.len()) {
        return;
    }
    let seen: Vec<u8> = text.iter().map(|c| look(*c)).collect();
    let mut other = seen.clone();
    for at in 0..seen.len() {
        for sign in SIGNS.iter().filter(|s| **s != seen[at]) {
            other[at] = *sign;
            each(class.key(&other));
        }
        other[at] = seen[at];
        if at > 0 && seen[at] != seen[at - 1] {
            other.swap(at, at - 1);
            each(class.key(&other));
            other.swap(at, at - 1);
        }
    }
    for at in 0..seen.len() {
        let mut short = seen.clone();
        short.remove(at);
        each(class.key(&short));
    }
    for at in 0..=seen.len() {
        let mut long = seen.clone();
        long.insert(at, b'0');
        for sign in SIGNS {
            long[at] = *sign;
            each(class.key(&long));
        }
    }
}
