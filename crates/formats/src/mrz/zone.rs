//! The five layouts: where in a zone each field stands (ICAO Doc 9303 parts 4 to 7).
use super::{Digit, Layout};
use std::ops::Range;

/// A stretch of one line, both counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) line: usize,
    pub(super) places: Range<usize>,
}

const fn field(line: usize, from: usize, to: usize) -> Field {
    Field { line, places: from..to }
}

/// The characters of a zone: capital letters, digits and `<`, in lines of the layout's length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) layout: Layout,
    lines: Vec<Vec<u8>>,
}

impl Layout {
    pub(super) const fn lines(self) -> usize {
        if matches!(self, Layout::Td1) { 3 } else { 2 }
    }

    pub(super) const fn length(self) -> usize {
        match self {
            Layout::Td1 => 30,
            Layout::Td2 | Layout::MrvB => 36,
            Layout::Td3 | Layout::MrvA => 44,
        }
    }

    pub(super) const fn names(self) -> Field {
        if matches!(self, Layout::Td1) { field(2, 0, 30) } else { field(0, 5, self.length()) }
    }

    pub(super) const fn issuer(self) -> Field {
        field(0, 2, 5)
    }

    pub(super) const fn nationality(self) -> Field {
        if matches!(self, Layout::Td1) { field(1, 15, 18) } else { field(1, 10, 13) }
    }

    pub(super) const fn sex(self) -> Field {
        if matches!(self, Layout::Td1) { field(1, 7, 8) } else { field(1, 20, 21) }
    }

    /// The field that holds the rest of a number too long for its place.
    pub(super) const fn overflow(self) -> Option<Field> {
        match self {
            Layout::Td1 => Some(field(0, 15, 30)),
            Layout::Td2 => Some(field(1, 28, 35)),
            Layout::Td3 | Layout::MrvA | Layout::MrvB => None,
        }
    }

    /// What a check digit checks, and where it stands; none where the layout has no such digit.
    pub(super) const fn checked(self, digit: Digit) -> Option<(Field, Field)> {
        let td1 = matches!(self, Layout::Td1);
        match digit {
            Digit::Number if td1 => Some((field(0, 5, 14), field(0, 14, 15))),
            Digit::Number => Some((field(1, 0, 9), field(1, 9, 10))),
            Digit::Birth if td1 => Some((field(1, 0, 6), field(1, 6, 7))),
            Digit::Birth => Some((field(1, 13, 19), field(1, 19, 20))),
            Digit::Expiry if td1 => Some((field(1, 8, 14), field(1, 14, 15))),
            Digit::Expiry => Some((field(1, 21, 27), field(1, 27, 28))),
            Digit::Personal if matches!(self, Layout::Td3) => Some((field(1, 28, 42), field(1, 42, 43))),
            Digit::Personal | Digit::Composite => None,
        }
    }

    /// What the digit over all checks, and where it stands; visas have none.
    pub(super) fn composite(self) -> Option<(Vec<Field>, Field)> {
        match self {
            Layout::Td1 => {
                let parts = vec![field(0, 5, 30), field(1, 0, 7), field(1, 8, 15), field(1, 18, 29)];
                Some((parts, field(1, 29, 30)))
            }
            Layout::Td2 => {
                Some((vec![field(1, 0, 10), field(1, 13, 20), field(1, 21, 35)], field(1, 35, 36)))
            }
            Layout::Td3 => {
                Some((vec![field(1, 0, 10), field(1, 13, 20), field(1, 21, 43)], field(1, 43, 44)))
            }
            Layout::MrvA | Layout::MrvB => None,
        }
    }
}

impl Zone {
    /// Lines of ASCII of the right number and length.
    pub(super) fn new(layout: Layout, lines: &[String]) -> Zone {
        Zone { layout, lines: lines.iter().map(|line| line.clone().into_bytes()).collect() }
    }

    pub(super) fn get(&self, field: &Field) -> String {
        let bytes =
            self.lines.get(field.line).and_then(|line| line.get(field.places.clone())).unwrap_or_default();
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }

    /// The one character of a field of one.
    pub(super) fn one(&self, field: &Field) -> char {
        self.get(field).chars().next().unwrap_or('<')
    }

    /// Puts other characters, as many, into a field.
    pub(super) fn set(&mut self, field: &Field, text: &str) {
        let places = self.lines.get_mut(field.line).and_then(|line| line.get_mut(field.places.clone()));
        for (place, byte) in places.unwrap_or_default().iter_mut().zip(text.bytes()) {
            *place = byte;
        }
    }

    pub(super) fn code(&self) -> String {
        self.get(&field(0, 0, 2)).trim_end_matches('<').to_string()
    }

    pub(super) fn lines(&self) -> Vec<String> {
        self.lines.iter().map(|line| line.iter().map(|byte| char::from(*byte)).collect()).collect()
    }
}
