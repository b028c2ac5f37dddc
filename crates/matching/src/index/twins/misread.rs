//! Identifiers with a sign lost: two numbers that are one error apart meet under one of these keys.
use crate::index::held::Held;
use crate::index::keyed::{Keyed, entry};
use crate::index::search::Shows;
use crate::probe::identifier::Class;
use crate::probe::view::View;
use std::ops::RangeInclusive;

/// Shorter numbers are not looked at for errors, longer ones are read by machines.
const LENGTHS: RangeInclusive<usize> = 7..=20;

/// The positions of all that are shown, under the keys of their identifiers with each sign left out.
pub(super) fn misread(held: &Held, shows: Shows<'_>) -> Keyed {
    let mut entries = Vec::new();
    for position in held.positions().filter(|position| held.is_shown(*position, shows)) {
        keys(&held.segment.view(position), |key| entries.push(entry(key, position)));
    }
    Keyed::sorted(entries)
}

/// The keys of a record's identifiers with each sign left out.
pub(super) fn keys(view: &View<'_>, mut each: impl FnMut(u32)) {
    for (class, text) in view.identifiers().filter(|(class, text)| is_misread(*class, text)) {
        let mut short = text.to_vec();
        for lost in 0..text.len() {
            // Of two signs that are the same either may be left out.
            if lost == 0 || text[lost] != text[lost - 1] {
                short.clear();
                short.extend(text.iter().enumerate().filter(|(at, _)| *at != lost).map(|(_, sign)| *sign));
                each(class.key(&short));
            }
        }
    }
}

/// Whether people read and type it.
pub(super) fn is_misread(class: Class, text: &[u8]) -> bool {
    class.is_read_by_eye() && LENGTHS.contains(&text.len())
}
