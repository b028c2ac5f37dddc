//! How near two spellings are: a Damerau-Levenshtein distance over units of spelling, with learned costs.
//!
//! The costs say how much less often one unit stands for another between spellings of one name than it stands for itself;
//! `examples/learn_letters.rs` estimates them and writes `costs.txt`, where their source is told. What that source cannot
//! show, because nobody errs in it by eye or by finger, is added here by general knowledge: signs that look alike,
//! neighbours on a keyboard, two neighbours swapped.
use super::units::{UNITS, Units};
use crate::fold::LETTERS_MAX;

/// The cost of a consonant that nothing explains: of a typing error.
pub(super) const FULL: u16 = 60;

/// Beside the learned costs, in the same unit.
mod cost {
    use super::FULL;
    /// Digit for the letter it looks like.
    pub const LOOK: u16 = FULL * 3 / 10;
    /// Keys that touch.
    pub const KEYS: u16 = FULL * 8 / 10;
    pub const SWAPPED: u16 = FULL * 7 / 10;
    /// People seldom err in the first letter.
    pub const FIRST: u16 = FULL * 4 / 10;
    /// rn for m, cl for d, vv for w, li for h.
    pub const MERGED: u16 = FULL * 6 / 10;
}

/// Costs by the two units; the row and column after the last unit are for none. A power of two wide, so that every unit
/// masked by it lies within.
struct Costs([[u8; WIDE]; WIDE]);
const NONE: usize = UNITS;
const WIDE: usize = 128;
const MASK: u8 = 127;

/// Between two spellings that write all sounds, and between one that does and one in a script that leaves out vowels.
static WRITTEN: Costs = read(include_bytes!("costs.txt"), 0);
static UNWRITTEN: Costs = read(include_bytes!("costs.txt"), 1);

/// A row a line, a sign a cost, 0 for '0' and on; lines that begin with '#' are for readers.
const fn read(text: &[u8], table: usize) -> Costs {
    let mut costs = [[0; WIDE]; WIDE];
    let (mut at, mut row) = (0, 0);
    while at < text.len() {
        let note = text[at] == b'#';
        let mut column = 0;
        while text[at] != b'\n' {
            if !note && column <= UNITS && row >= table * (UNITS + 1) && row < (table + 1) * (UNITS + 1) {
                costs[row - table * (UNITS + 1)][column] = text[at] - b'0';
                column += 1;
            }
            at += 1;
        }
        at += 1;
        row += if note { 0 } else { 1 };
    }
    with_looks(costs)
}

/// The learned costs, but not more than what eye and finger confuse.
const fn with_looks(mut costs: [[u8; WIDE]; WIDE]) -> Costs {
    let mut a = 0;
    while a < ALIKE.len() {
        let (pairs, cost) = ALIKE[a];
        let mut at = 0;
        while at + 1 < pairs.len() {
            let (x, y) = (place(pairs[at]), place(pairs[at + 1]));
            if costs[x][y] > cost as u8 {
                costs[x][y] = cost as u8;
                costs[y][x] = cost as u8;
            }
            at += 3;
        }
        a += 1;
    }
    Costs(costs)
}

const fn place(sign: u8) -> usize {
    super::units::single(sign) as usize
}

/// Shapes that readers and scanners take for each other, and neighbours on the keys of QWERTY, in pairs.
const ALIKE: [(&[u8], u16); 2] = [
    (b"0o 1i 1l 2z 3e 4a 5s 6g 6b 7t 8b 9g 9q 0d 0q ", cost::LOOK),
    (
        b"qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm qa ws ed rf tg yh uj ik ol sz az \
          dx xs fc dc gv fv hb gb jn hn km jm wa es rd ft gy hu ji ko lp ",
        cost::KEYS,
    ),
];

/// The distance, or none where it is above `most`. `unwritten`: one of the two leaves out vowels.
pub(super) fn distance(a: &Units, b: &Units, unwritten: bool, most: u16) -> Option<u16> {
    let costs = if unwritten { &UNWRITTEN } else { &WRITTEN };
    let (a, b) = (a.as_slice(), b.as_slice());
    let ahead = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[ahead..], &b[ahead..]);
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - behind], &b[..b.len() - behind]);
    let whole = match (a, b) {
        ([], rest) | (rest, []) => {
            let opens = if ahead == 0 { rest.first().map_or(0, |u| costs.first_lost(*u)) } else { 0 };
            rest.iter().fold(opens, |sum, u| sum + costs.lost(*u))
        }
        _ => costs.core(a, b, ahead == 0, most)?,
    };
    (whole <= most).then_some(whole)
}

impl Costs {
    fn instead(&self, x: u8, y: u8) -> u16 {
        u16::from(self.0[usize::from(x & MASK)][usize::from(y & MASK)])
    }

    fn lost(&self, x: u8) -> u16 {
        u16::from(self.0[NONE][usize::from(x & MASK)])
    }

    /// What is added where names begin with units that nobody confuses.
    fn first(&self, x: u8, y: u8) -> u16 {
        if self.instead(x, y) >= cost::KEYS { cost::FIRST } else { 0 }
    }

    /// What is added where one of the names begins with a unit that the other lacks.
    fn first_lost(&self, x: u8) -> u16 {
        if self.lost(x) >= cost::KEYS { cost::FIRST } else { 0 }
    }

    /// The distance of what differs. `begins`: it opens both words.
    fn core(&self, a: &[u8], b: &[u8], begins: bool, most: u16) -> Option<u16> {
        let mut rows = [[0u16; WIDTH]; 3];
        let [mut before, mut above, mut row] = rows.each_mut();
        let mut columns = [Column::default(); LETTERS_MAX];
        let columns = &mut columns[..b.len()];
        let opens = |units: &[u8]| if begins { self.first_lost(units[0]) } else { 0 };
        let mut edge = opens(a);
        let (mut sum, mut unit_before) = (opens(b), NO_UNIT);
        for ((unit, column), above) in b.iter().zip(&mut *columns).zip(&mut above[1..]) {
            *column = Column { unit: *unit, lost: self.lost(*unit), merged: merged(unit_before, *unit) };
            sum += column.lost;
            (*above, unit_before) = (sum, *unit);
        }
        let (mut x_before, mut extra) = (NO_UNIT, if begins { self.first(a[0], b[0]) } else { 0 });
        for x in a {
            let (gone, merges) = (self.lost(*x), merged(x_before, *x));
            let instead = &self.0[usize::from(*x & MASK)];
            let (mut last, mut y_before) = (above[0] + gone + std::mem::take(&mut edge), NO_UNIT);
            let mut least = last;
            row[0] = last;
            for (j, y) in columns.iter().enumerate() {
                let here = above[j] + u16::from(instead[usize::from(y.unit & MASK)]) + extra;
                last = (last + y.lost).min(above[j + 1] + gone).min(here);
                if y.unit == x_before && *x == y_before {
                    last = last.min(before[j - 1] + cost::SWAPPED);
                }
                if y.unit == merges {
                    last = last.min(before[j] + cost::MERGED);
                }
                if y.merged == *x {
                    last = last.min(above[j - 1] + cost::MERGED);
                }
                row[j + 1] = last;
                least = least.min(last);
                (y_before, extra) = (y.unit, 0);
            }
            if least > most {
                return None;
            }
            x_before = *x;
            (before, above, row) = (above, row, before);
        }
        Some(above[b.len()])
    }
}

const WIDTH: usize = LETTERS_MAX + 1;
/// No unit of a word.
const NO_UNIT: u8 = u8::MAX;

/// What a column of the table is of.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    unit: u8,
    /// The unit that it looks like together with the one before.
    merged: u8,
    lost: u16,
}

/// The unit that two look like, or one that is in no word.
fn merged(one: u8, two: u8) -> u8 {
    match (one, two) {
        (R, N) => M,
        (C, L) => D,
        (L, I) => H,
        _ => NO_MERGED,
    }
}

/// Neither a unit of a word nor [`NO_UNIT`].
const NO_MERGED: u8 = u8::MAX - 1;

const fn unit(letter: u8) -> u8 {
    super::units::single(letter)
}

const C: u8 = unit(b'c');
const D: u8 = unit(b'd');
const H: u8 = unit(b'h');
const I: u8 = unit(b'i');
const L: u8 = unit(b'l');
const M: u8 = unit(b'm');
const N: u8 = unit(b'n');
const R: u8 = unit(b'r');

#[cfg(test)]
mod tests {
    use super::*;

    fn distance_of(a: &str, b: &str) -> u16 {
        distance(&Units::of(a.as_bytes()), &Units::of(b.as_bytes()), false, 9 * FULL).unwrap_or(9 * FULL)
    }

    /// Who changes the units must run the program that learns the costs.
    #[test]
    fn the_tables_are_of_these_units() {
        let rows: Vec<&str> = include_str!("costs.txt").lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(rows.len(), 2 * (UNITS + 1));
        assert!(rows.iter().all(|row| row.len() == UNITS + 1));
    }

    #[test]
    fn spellings_are_nearer_than_typing_errors_and_these_nearer_than_other_names() {
        assert!(distance_of("mohammed", "muhammad") < FULL);
        let other = distance_of("qadhafi", "gaddafi");
        assert!(other < FULL * 7 / 4, "{other}");
        assert!(distance_of("martinez", "marinez") <= FULL);
        assert!(distance_of("marcon", "macron") < FULL);
        assert!(distance_of("modem", "modern") < FULL);
        assert!(distance_of("petrov", "ivanov") > FULL * 2);
        assert!(distance_of("maria", "mario") > distance_of("maria", "mariya"));
    }

    #[test]
    fn unwritten_vowels_cost_little() {
        let of = |a: &str, b: &str| {
            distance(&Units::of(a.as_bytes()), &Units::of(b.as_bytes()), true, 9 * FULL).unwrap_or(9 * FULL)
        };
        let near = of("mhmd", "mohammed");
        assert!(near < FULL * 5 / 4, "{near}");
        assert!(of("mhmd", "mohammed") < of("mhmud", "mohammed"));
    }

    #[test]
    fn it_is_the_same_both_ways() {
        for (a, b) in
            [("aleksandr", "oleksander"), ("rn", "m"), ("ck", "k"), ("abba", "ab"), ("clara", "dara")]
        {
            assert_eq!(distance_of(a, b), distance_of(b, a), "{a} {b}");
        }
    }
}
