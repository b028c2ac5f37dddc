//! Reads a part of a name as units of spelling: what writes one sound in one system or another is one unit.
//!
//! Distances are counted over units and not over letters, so that `sh` for `s` or `ou` for `u` is one replacement,
//! whose cost was learned (see `costs.rs`), and not a letter gained. Doubled letters are one unit. A vowel that ends a
//! word is a unit of its own, since it often tells two names apart (Mario, Maria) where one inside seldom does.
use crate::fold::LETTERS_MAX;

/// Letters, digits, one for all other signs, pairs of letters, and endings.
pub const UNITS: usize = OTHER as usize + 1 + PAIRS.len() + ENDINGS.len();
const DIGIT: u8 = 26;
const OTHER: u8 = 36;
const PAIR: u8 = OTHER + 1;
const ENDING: u8 = PAIR + 38;

const PAIRS: [&[u8; 2]; 38] = [
    b"ch", b"sh", b"zh", b"kh", b"gh", b"th", b"dh", b"ph", b"ts", b"ng", b"qu", b"sz", b"cz", b"bh", b"ee",
    b"oo", b"ou", b"ei", b"ai", b"ey", b"ay", b"au", b"eu", b"ie", b"iy", b"ia", b"ya", b"yu", b"ue", b"oe",
    b"ae", b"yo", b"io", b"eo", b"aw", b"ow", b"hs", b"dz",
];
const ENDINGS: [u8; 6] = *b"aeiouh";

/// Writings of several letters that are read as another unit: German, French and English spellings of one sound.
const LONGER: [(&[u8], &[u8; 2]); 10] = [
    (b"shch", b"sh"),
    (b"tsch", b"ch"),
    (b"sch", b"sh"),
    (b"tch", b"ch"),
    (b"tsh", b"ch"),
    (b"dzh", b"j_"),
    (b"dj", b"j_"),
    (b"ck", b"k_"),
    (b"tz", b"ts"),
    (b"ks", b"x_"),
];

/// The units of one part.
#[derive(Debug, Default, Clone, Copy)]
pub struct Units {
    units: [u8; LETTERS_MAX],
    count: u8,
}

impl Units {
    pub fn of(text: &[u8]) -> Units {
        let mut read = Units { units: [0; LETTERS_MAX], count: 0 };
        let mut at = 0;
        while at < text.len() {
            // A y that opens a name is what others write as j or i, whatever follows.
            let (unit, taken) =
                if at == 0 && text[0] == b'y' { (single(b'y'), 1) } else { unit(&text[at..]) };
            let ends = at + taken == text.len() && at > 0;
            read.push(if ends { ending(unit) } else { unit });
            at += taken;
        }
        read
    }

    fn push(&mut self, unit: u8) {
        let count = usize::from(self.count);
        let doubled = count > 0 && self.units[count - 1] == unit && !is_digit(unit);
        if count < LETTERS_MAX && !doubled {
            self.units[count] = unit;
            self.count += 1;
        }
    }

    pub fn as_slice(&self) -> &[u8] {
        &self.units[..usize::from(self.count)]
    }
}

/// Two letters of ours that are one in another script.
pub fn is_pair(text: &[u8]) -> bool {
    PAIRS.iter().any(|pair| pair.as_slice() == text)
}

/// The unit at the start of a text that is not empty, and how many letters it takes.
fn unit(rest: &[u8]) -> (u8, usize) {
    let first = rest[0];
    let Some(second) = rest.get(1).filter(|c| c.is_ascii_lowercase()).copied() else {
        return (single(first), 1);
    };
    if !first.is_ascii_lowercase() {
        return (single(first), 1);
    }
    match START[usize::from(first - b'a')][usize::from(second - b'a')] {
        0 => (single(first), 1),
        LONG => longer(rest)
            .unwrap_or_else(|| (pair_of(first, second).unwrap_or(single(first)), pair_length(first, second))),
        pair => (pair, 2),
    }
}

fn longer(rest: &[u8]) -> Option<(u8, usize)> {
    let (letters, as_unit) = LONGER.iter().find(|(letters, _)| rest.starts_with(letters))?;
    Some((pair_of(as_unit[0], as_unit[1]).unwrap_or(single(as_unit[0])), letters.len()))
}

const fn pair_of(first: u8, second: u8) -> Option<u8> {
    let mut at = 0;
    while at < PAIRS.len() {
        if PAIRS[at][0] == first && PAIRS[at][1] == second {
            return Some(PAIR + at as u8);
        }
        at += 1;
    }
    None
}

const fn pair_length(first: u8, second: u8) -> usize {
    if pair_of(first, second).is_some() { 2 } else { 1 }
}

pub(super) const fn single(letter: u8) -> u8 {
    match letter {
        b'a'..=b'z' => letter - b'a',
        b'0'..=b'9' => letter - b'0' + DIGIT,
        _ => OTHER,
    }
}

const fn is_digit(unit: u8) -> bool {
    unit >= DIGIT && unit < OTHER
}

fn ending(unit: u8) -> u8 {
    match unit {
        0 => ENDING,
        4 => ENDING + 1,
        8 => ENDING + 2,
        14 => ENDING + 3,
        20 => ENDING + 4,
        7 => ENDING + 5,
        other => other,
    }
}

/// By the first two letters: nothing begins here, a pair does, or perhaps something longer.
const LONG: u8 = u8::MAX;
static START: [[u8; 26]; 26] = {
    let mut table = [[0; 26]; 26];
    let mut at = 0;
    while at < PAIRS.len() {
        table[(PAIRS[at][0] - b'a') as usize][(PAIRS[at][1] - b'a') as usize] = PAIR + at as u8;
        at += 1;
    }
    at = 0;
    while at < LONGER.len() {
        table[(LONGER[at].0[0] - b'a') as usize][(LONGER[at].0[1] - b'a') as usize] = LONG;
        at += 1;
    }
    table
};
