//! Names that stand for each other: short, pet and foreign forms of given names, and readings of surnames.
//!
//! The table is `nicknames.txt`, which says where its lines come from.
use hashbrown::HashMap;
use std::sync::LazyLock;

/// How two names stand for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kin {
    /// A form of the other, or both forms of a third.
    Form,
    /// The same characters, read in another language: Wang, Wong.
    Reading,
}

struct Lines {
    /// The numbers of the lines in which a name stands, from 1.
    of: HashMap<&'static str, Vec<u16>>,
    /// Lines from the first to before the second are readings.
    readings: (u16, u16),
}

static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let mut lines = Lines { of: HashMap::new(), readings: (u16::MAX, u16::MAX) };
    let mut number = 1;
    for line in include_str!("nicknames.txt").lines() {
        match line {
            "# READINGS" => lines.readings.0 = number,
            "# FORMS" => lines.readings.1 = number,
            note if note.starts_with('#') => {}
            names => {
                names.split(' ').for_each(|name| lines.of.entry(name).or_default().push(number));
                number += 1;
            }
        }
    }
    lines
});

/// A number that names which stand for each other often share, from 1; 0 where a name stands in no line. It only tells
/// where to look: [`kin`] knows.
pub(crate) fn group_of(text: &str) -> u8 {
    let first = LINES.of.get(text).and_then(|lines| lines.first());
    first.map_or(0, |line| u8::try_from(line % 255 + 1).unwrap_or(u8::MAX))
}

/// The numbers of all lines in which a name stands.
pub(crate) fn lines_of(text: &[u8]) -> &'static [u16] {
    let lines = std::str::from_utf8(text).ok().and_then(|text| LINES.of.get(text));
    lines.map_or(&[], Vec::as_slice)
}

/// How two names stand for each other, if they do.
pub(crate) fn kin(x: &[u8], y: &[u8]) -> Option<Kin> {
    let lines = |text: &[u8]| std::str::from_utf8(text).ok().and_then(|text| LINES.of.get(text));
    let (x, y) = (lines(x)?, lines(y)?);
    let shared = x.iter().find(|line| y.contains(line))?;
    let reading = (LINES.readings.0..LINES.readings.1).contains(shared);
    Some(if reading { Kin::Reading } else { Kin::Form })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_readings_are_told_apart() {
        assert_eq!(kin(b"robert", b"bob"), Some(Kin::Form));
        assert_eq!(kin(b"wong", b"wang"), Some(Kin::Reading));
        assert_eq!(kin(b"robert", b"wang"), None);
        assert_eq!(group_of("bob"), group_of("roberto"));
        assert_eq!(group_of("qqq"), 0);
    }

    #[test]
    fn a_short_form_of_two_names_does_not_make_them_one() {
        assert_eq!(kin(b"chris", b"christine"), Some(Kin::Form));
        assert_eq!(kin(b"christopher", b"christine"), None);
    }
}
