//! The walk over bytes from outside that proves their form before anything is read from them.
use unicode_normalization::is_nfc;

use super::DEPTH_MAX;
use crate::Rejection;

/// Fails at the first byte that is not of the one allowed form.
pub(super) fn walk(bytes: &[u8]) -> Result<(), Rejection> {
    let at = first(bytes)?;
    if at == bytes.len() { Ok(()) } else { Err(Rejection::Malformed { at }) }
}

/// The length of the first item.
pub(super) fn first(bytes: &[u8]) -> Result<usize, Rejection> {
    let mut walk = Walk { bytes, at: 0 };
    walk.item(1)?;
    Ok(walk.at)
}

struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The kinds of items (RFC 8949 section 3.1) that are allowed.
const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const MAP: u8 = 5;
const SIMPLE: u8 = 7;
/// `false` and `true`, the only simple values.
const BOOLS: [u8; 2] = [20, 21];

impl<'b> Walk<'b> {
    fn item(&mut self, depth: usize) -> Result<(), Rejection> {
        let start = self.at;
        let first = self.byte()?;
        let (kind, short) = (first >> 5, first & 31);
        if kind == SIMPLE {
            return if BOOLS.contains(&short) { Ok(()) } else { Err(Rejection::NonCanonical { at: start }) };
        }
        let value = self.number(short, start)?;
        match kind {
            UNSIGNED | NEGATIVE => Ok(()),
            BYTES => self.take(value).map(|_| ()),
            TEXT => self.text(value, start),
            ARRAY => (0..value).try_for_each(|_| self.inner(depth)),
            MAP => self.map(value, depth),
            _ => Err(Rejection::NonCanonical { at: start }),
        }
    }

    fn inner(&mut self, depth: usize) -> Result<(), Rejection> {
        if depth == DEPTH_MAX {
            return Err(Rejection::Malformed { at: self.at });
        }
        self.item(depth + 1)
    }

    fn map(&mut self, pairs: u64, depth: usize) -> Result<(), Rejection> {
        let mut before = None;
        for _ in 0..pairs {
            let start = self.at;
            let first = self.byte()?;
            let key = self.number(first & 31, start)?;
            if first >> 5 != UNSIGNED || before.is_some_and(|before| before >= key) {
                return Err(Rejection::NonCanonical { at: start });
            }
            before = Some(key);
            self.inner(depth)?;
        }
        Ok(())
    }

    fn text(&mut self, length: u64, start: usize) -> Result<(), Rejection> {
        let at = self.at;
        let wrong = |e: std::str::Utf8Error| Rejection::Malformed { at: at + e.valid_up_to() };
        let text = str::from_utf8(self.take(length)?).map_err(wrong)?;
        if text.is_ascii() || is_nfc(text) { Ok(()) } else { Err(Rejection::NonCanonical { at: start }) }
    }

    /// The number in the head of an item that begins at `start`, in its shortest form.
    fn number(&mut self, short: u8, start: usize) -> Result<u64, Rejection> {
        let (width, least) = match short {
            0..=23 => return Ok(u64::from(short)),
            24 => (1, 24),
            25 => (2, 1 << 8),
            26 => (4, 1 << 16),
            27 => (8, 1 << 32),
            // 28 to 30 mean nothing yet; 31 is an indefinite length.
            31 => return Err(Rejection::NonCanonical { at: start }),
            _ => return Err(Rejection::Malformed { at: start }),
        };
        let value = self.take(width)?.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        if value < least { Err(Rejection::NonCanonical { at: start }) } else { Ok(value) }
    }

    fn byte(&mut self) -> Result<u8, Rejection> {
        self.take(1).map(|taken| taken[0])
    }

    fn take(&mut self, length: u64) -> Result<&'b [u8], Rejection> {
        let end = usize::try_from(length).ok().and_then(|length| self.at.checked_add(length));
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        let taken = taken.ok_or(Rejection::Malformed { at: self.bytes.len() })?;
        self.at += taken.len();
        Ok(taken)
    }
}
