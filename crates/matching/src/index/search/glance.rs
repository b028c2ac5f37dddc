//! A glance at two spellings: in some nanoseconds, whether they can be like each other at all.
use crate::probe::view::letters_of;

const LETTERS: usize = 27;

/// A spelling made ready to be compared with many.
#[derive(Debug, Clone)]
pub(in crate::index) struct Glance {
    letters: u32,
    length: usize,
    /// Where each letter stands: one bit for each place.
    places: [u32; LETTERS],
}

impl Glance {
    /// Of a text of at most 31 letters.
    pub fn of(text: &[u8]) -> Glance {
        let mut places = [0; LETTERS];
        for (at, letter) in text.iter().take(31).enumerate() {
            places[place(*letter)] |= 1 << at;
        }
        Glance { letters: letters_of(text), length: text.len().min(31), places }
    }

    /// So many letters may be struck wrongly, left out, added or swapped, or written in another way.
    fn errors_max(&self, length: usize) -> usize {
        match self.length.max(length) {
            0..=4 => 1,
            5..=7 => 2,
            8..=10 => 3,
            _ => 4,
        }
    }

    /// The least number of errors that make one of the other, by the letters that occur in them, in whatever order: each
    /// error changes two at most.
    pub fn least_changed(&self, letters: u32, length: usize) -> usize {
        ((self.letters ^ letters).count_ones() as usize).div_ceil(2).max(self.length.abs_diff(length))
    }

    /// The same where they sound differently, so that there is one. None where they are too many.
    pub fn least_errors(&self, letters: u32, length: usize) -> Option<usize> {
        if !self.is_as_long(length) {
            return None;
        }
        let errors = self.least_changed(letters, length).max(1);
        (errors <= self.errors_max(length)).then_some(errors)
    }

    /// No more letters are left out or added than may be.
    pub fn is_as_long(&self, length: usize) -> bool {
        self.length.abs_diff(length) <= self.errors_max(length)
    }

    pub fn may_be_like(&self, letters: u32, length: usize) -> bool {
        self.least_errors(letters, length).is_some()
    }

    /// Whether so few errors make one of the other that they may be one.
    pub fn is_like(&self, text: &[u8]) -> bool {
        self.errors(text) <= self.errors_max(text.len())
    }

    /// The least number of errors that make one of the other: Levenshtein's distance with neighbours swapped, all places
    /// at once (Hyyrö 2003, after Myers 1999).
    pub fn errors(&self, text: &[u8]) -> usize {
        let (mut up, mut down, mut before, mut last) = (u32::MAX, 0u32, 0u32, 0u32);
        let mut distance = self.length;
        let end = 1u32 << self.length.saturating_sub(1);
        for letter in text {
            let here = self.places[place(*letter)];
            let swapped = ((!before & here) << 1) & last;
            before = (((here & up).wrapping_add(up)) ^ up) | here | down | swapped;
            last = here;
            let right = down | !(before | up);
            let left = up & before;
            distance = if right & end != 0 {
                distance + 1
            } else if left & end != 0 {
                distance - 1
            } else {
                distance
            };
            let right = right << 1 | 1;
            down = before & right;
            up = left << 1 | !(before | right);
        }
        distance
    }
}

fn place(letter: u8) -> usize {
    if letter.is_ascii_lowercase() { usize::from(letter - b'a') } else { LETTERS - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, cell by cell.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = match (i, j) {
                    (i, 0) => i,
                    (0, j) => j,
                    _ => {
                        let other = usize::from(a[i - 1] != b[j - 1]);
                        let least =
                            (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + other);
                        let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        if swapped { least.min(rows[i - 2][j - 2] + 1) } else { least }
                    }
                };
            }
        }
        rows[a.len()][b.len()]
    }

    #[test]
    fn it_counts_as_if_cell_by_cell() {
        let mut state = 11u32;
        let mut draw = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        for _ in 0..20_000 {
            let [a, b] = [0, 1].map(|_| {
                (0..1 + draw(11)).map(|_| b'a' + u8::try_from(draw(4)).unwrap_or(0)).collect::<Vec<u8>>()
            });
            let glance = Glance::of(&a);
            let errors = distance(&a, &b);
            assert_eq!(glance.errors(&b), errors, "{a:?} {b:?}");
            assert!(errors > glance.errors_max(b.len()) || glance.may_be_like(letters_of(&b), b.len()));
        }
    }
}
