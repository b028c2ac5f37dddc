//! How near two spellings are: a banded Damerau-Levenshtein distance with the weights of what people really confuse.
use crate::fold::LETTERS_MAX;

/// Costs, in lost consonants. A typing error in a consonant is 1; what only another romanisation or a mark of vowels
/// would change is cheap. From general knowledge of romanisation systems, checked against the token pairs of a
/// public transliteration set (not fitted to them).
mod cost {
    /// Vowels of one colour: e/i/y, o/u.
    pub const VOWEL_NEAR: f32 = 0.15;
    pub const VOWEL: f32 = 0.35;
    /// A vowel too many or too few.
    pub const VOWEL_LOST: f32 = 0.4;
    /// The same where the other side's script does not write it.
    pub const VOWEL_UNWRITTEN: f32 = 0.06;
    /// A letter doubled or not.
    pub const DOUBLED: f32 = 0.12;
    /// h, w, y come and go between systems.
    pub const FAINT_LOST: f32 = 0.45;
    /// Consonants of one class: k/q, s/z, v/w.
    pub const ALIKE: f32 = 0.4;
    /// Digit for the letter it looks like.
    pub const LOOK: f32 = 0.3;
    pub const CONSONANT: f32 = 1.0;
    pub const SWAPPED: f32 = 0.8;
    /// People seldom err in the first letter.
    pub const FIRST: f32 = 0.4;
    /// rn for m, cl for d, vv for w.
    pub const MERGED: f32 = 0.6;
}

/// Cells further from the diagonal are not looked at: three letters gained or lost, more between unlike scripts.
const BAND: usize = 5;
const WIDTH: usize = LETTERS_MAX + 1;

/// The distance, or none where it is above `most`. `unwritten`: one of the two leaves out short vowels.
pub(super) fn distance(a: &[u8], b: &[u8], unwritten: bool, most: f32) -> Option<f32> {
    if a.len() > LETTERS_MAX || b.len() > LETTERS_MAX || a.len().abs_diff(b.len()) > BAND {
        return None;
    }
    let mut rows = [[f32::INFINITY; WIDTH]; 3];
    rows[0][0] = 0.0;
    let mut lost_b = [0.0; LETTERS_MAX];
    for (at, cost) in lost_b.iter_mut().enumerate().take(b.len()) {
        *cost = lost(b, at, unwritten);
    }
    for j in 1..=b.len().min(BAND) {
        rows[0][j] = rows[0][j - 1] + lost_b[j - 1];
    }
    for i in 1..=a.len() {
        let (from, to) = (i.saturating_sub(BAND), (i + BAND).min(b.len()));
        let [before, above, row] = turned(&mut rows, i);
        // The band moves by one with each row; what this row still holds from three rows ago must not be read again.
        row[from.saturating_sub(3)..(to + 3).min(WIDTH)].fill(f32::INFINITY);
        let gone = lost(a, i - 1, unwritten);
        let instead = &REPLACED[place(a[i - 1])];
        let mut least = f32::INFINITY;
        for j in from..=to {
            let mut best = above[j] + gone;
            if j > 0 {
                best = best.min(row[j - 1] + lost_b[j - 1]);
                let first = if i == 1 && j == 1 { first(a[0], b[0]) } else { 0.0 };
                best = best.min(above[j - 1] + instead[place(b[j - 1])] + first);
                best = best.min(pairs(a, b, (i, j), [before, above]));
            }
            row[j] = best;
            least = least.min(best);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|d| *d <= most)
}

/// The row two above, the row above, and the row to fill.
fn turned(rows: &mut [[f32; WIDTH]; 3], i: usize) -> [&mut [f32; WIDTH]; 3] {
    let [r0, r1, r2] = rows;
    match i % 3 {
        0 => [r1, r2, r0],
        1 => [r2, r0, r1],
        _ => [r0, r1, r2],
    }
}

/// Two letters swapped, or two that look like one.
fn pairs(a: &[u8], b: &[u8], (i, j): (usize, usize), [before, above]: [&[f32; WIDTH]; 2]) -> f32 {
    let mut best = f32::INFINITY;
    let both = i >= 2 && j >= 2;
    if both && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2] {
        best = before[j - 2] + cost::SWAPPED;
    }
    if i >= 2 && looks_merged(&a[i - 2..i], b[j - 1]) {
        best = best.min(before[j - 1] + cost::MERGED);
    }
    if j >= 2 && looks_merged(&b[j - 2..j], a[i - 1]) {
        best = best.min(above[j - 2] + cost::MERGED);
    }
    best
}

fn looks_merged(two: &[u8], one: u8) -> bool {
    matches!((two, one), (b"rn", b'm') | (b"cl", b'd') | (b"vv", b'w') | (b"li", b'h'))
}

fn lost(text: &[u8], at: usize, unwritten: bool) -> f32 {
    let letter = text[at];
    if at > 0 && text[at - 1] == letter {
        return cost::DOUBLED;
    }
    match letter {
        b'a' | b'e' | b'i' | b'o' | b'u' if unwritten => cost::VOWEL_UNWRITTEN,
        b'a' | b'e' | b'i' | b'o' | b'u' => cost::VOWEL_LOST,
        // ck, kh, gh, th, ph, dh, sh, zh: the h belongs to the letter before it.
        b'h' | b'w' | b'y' => cost::FAINT_LOST,
        b'k' if at > 0 && text[at - 1] == b'c' => cost::DOUBLED,
        b'c' if text.get(at + 1) == Some(&b'k') => cost::DOUBLED,
        _ => cost::CONSONANT,
    }
}

/// Places of the letters a to z in groups that are confused. The same number is the same group.
const COLOURS: [u8; 26] = {
    let mut groups = [0u8; 26];
    let rows: [&[u8]; 9] = [b"eiy", b"ou", b"pb", b"td", b"kgqc", b"fvw", b"szxc", b"jgy", b"gh"];
    let mut row = 0;
    while row < rows.len() {
        let mut at = 0;
        while at < rows[row].len() {
            let place = (rows[row][at] - b'a') as usize;
            if groups[place] == 0 {
                groups[place] = row as u8 + 1;
            }
            at += 1;
        }
        row += 1;
    }
    groups
};

/// Letters, digits, and one place for all else.
const PLACES: usize = 26 + 10 + 1;

const fn place(c: u8) -> usize {
    match c {
        b'a'..=b'z' => (c - b'a') as usize,
        b'0'..=b'9' => (c - b'0') as usize + 26,
        _ => PLACES - 1,
    }
}

/// What [`replaced`] says of every two places.
static REPLACED: [[f32; PLACES]; PLACES] = {
    const SIGNS: &[u8; PLACES] = b"abcdefghijklmnopqrstuvwxyz0123456789?";
    let mut table = [[0.0; PLACES]; PLACES];
    let mut a = 0;
    while a < PLACES {
        let mut b = 0;
        while b < PLACES {
            table[a][b] = replaced(SIGNS[a], SIGNS[b]);
            b += 1;
        }
        a += 1;
    }
    table
};

const fn replaced(a: u8, b: u8) -> f32 {
    if a == b {
        return 0.0;
    }
    match (vowel(a), vowel(b)) {
        (true, true) if colour(a) == colour(b) && colour(a) != 0 => cost::VOWEL_NEAR,
        (true, true) => cost::VOWEL,
        (false, false) if looks_like(a, b) => cost::LOOK,
        (false, false) if colour(a) != 0 && colour(a) == colour(b) => cost::ALIKE,
        (false, false) if crosses(a, b) => cost::ALIKE,
        (true, false) | (false, true) if crosses(a, b) => cost::ALIKE,
        (true, false) | (false, true) if looks_like(a, b) => cost::LOOK,
        _ => cost::CONSONANT,
    }
}

/// What is added where the first letters are consonants that nobody confuses.
fn first(a: u8, b: u8) -> f32 {
    if REPLACED[place(a)][place(b)] >= cost::CONSONANT { cost::FIRST } else { 0.0 }
}

const fn vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

const fn colour(c: u8) -> u8 {
    if c.is_ascii_lowercase() { COLOURS[(c - b'a') as usize] } else { 0 }
}

/// Confusions beside the groups: spelling systems differ in c/s, g/h, g/j, j/y, j/i, w/u, w/o, k/h.
const fn crosses(a: u8, b: u8) -> bool {
    matches!(
        if a < b { (a, b) } else { (b, a) },
        (b'c', b's')
            | (b'c', b'z')
            | (b'g', b'h')
            | (b'g', b'j')
            | (b'j', b'y')
            | (b'i', b'j')
            | (b'u', b'w')
            | (b'o', b'w')
            | (b'h', b'k')
            | (b's', b'x')
            | (b'j', b'z')
    )
}

/// Digits for letters, by shape or by place on the pad.
const fn looks_like(a: u8, b: u8) -> bool {
    matches!(
        if a < b { (a, b) } else { (b, a) },
        (b'0', b'o')
            | (b'1', b'i' | b'l')
            | (b'2', b'z')
            | (b'3', b'e')
            | (b'4', b'a')
            | (b'5', b's')
            | (b'6', b'g' | b'b')
            | (b'7', b't')
            | (b'8', b'b')
            | (b'9', b'g' | b'q')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance_of(a: &str, b: &str) -> f32 {
        distance(a.as_bytes(), b.as_bytes(), false, 9.0).unwrap_or(9.0)
    }

    #[test]
    fn spellings_are_nearer_than_typing_errors_and_these_nearer_than_other_names() {
        assert!(distance_of("mohammed", "muhammad") < distance_of("mohammed", "mohamfed"));
        assert!(distance_of("qadhafi", "gaddafi") < 1.7);
        assert!(distance_of("martinez", "marinez") <= 1.0);
        assert!(distance_of("marcon", "macron") <= 0.8);
        assert!(distance_of("modem", "modern") <= 0.6);
        assert!(distance_of("petrov", "ivanov") > 2.0);
    }

    #[test]
    fn unwritten_vowels_cost_little() {
        let near = distance(b"mhmd", b"mohammed", true, 9.0).unwrap_or(9.0);
        let far = distance(b"mhmud", b"mohammed", true, 9.0).unwrap_or(9.0);
        assert!(near < 0.5 && near < far);
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
