//! The sound of a part: its consonants in classes, so that spellings of one name meet.
//!
//! The classes are coarser than any one language: p/b, t/d, k/g/q, f/v/w, every sibilant, because the systems by which
//! names come into Latin letters mix them (Beijing/Peking, Qadhafi/Gaddafi, Zhang/Chang, Wladimir/Vladimir). Vowels are
//! left out, as half of the scripts do; a name of one consonant keeps the class of its vowel. In the line of Soundex
//! and Daitch-Mokotoff, with digraphs of English, French, German, Polish, Turkish and pinyin spelling.

/// A sound: up to fifteen classes of four bits. 0 is no sound at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Sound(u64);

const P: u64 = 1;
const T: u64 = 2;
const K: u64 = 3;
const F: u64 = 4;
const S: u64 = 5;
const H: u64 = 6;
const M: u64 = 7;
const N: u64 = 8;
const L: u64 = 9;
const R: u64 = 10;
const A: u64 = 11;
const I: u64 = 12;
const U: u64 = 13;
/// Before a number: its digits follow as they are.
const DIGITS: u64 = 14;
const CLASSES_MAX: u32 = 15;

impl Sound {
    pub fn of(text: &str) -> Sound {
        let letters = text.as_bytes();
        if letters.iter().all(u8::is_ascii_digit) {
            return Sound(digest(letters) | DIGITS << 60);
        }
        let mut sound = Sound(0);
        let mut at = 0;
        let mut last = None;
        while at < letters.len() {
            let rest = letters.get(at..).unwrap_or_default();
            let (class, taken) = class(rest, at == 0);
            match class {
                Heard::One(c) => {
                    if last != Some(c) {
                        sound = sound.push(c);
                    }
                    last = Some(c);
                }
                Heard::Two(c, d) => {
                    if last != Some(c) {
                        sound = sound.push(c);
                    }
                    sound = sound.push(d);
                    last = Some(d);
                }
                Heard::Vowel => last = None,
                Heard::Nothing => {}
            }
            at += taken;
        }
        if sound.classes() <= 1 { sound.with_vowel(letters) } else { sound }
    }

    fn push(self, class: u64) -> Sound {
        if self.classes() >= CLASSES_MAX { self } else { Sound(self.0 << 4 | class) }
    }

    pub fn classes(self) -> u32 {
        (64 - self.0.leading_zeros()).div_ceil(4)
    }

    fn with_vowel(self, letters: &[u8]) -> Sound {
        let mut vowels = letters.iter().skip(usize::from(self.0 != 0)).filter_map(|c| vowel(*c));
        vowels.next_back().or_else(|| letters.first().and_then(|c| vowel(*c))).map_or(self, |v| self.push(v))
    }

    /// 32 bits that stand for it in postings.
    pub fn key(self) -> u32 {
        let mixed = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bytes = (mixed ^ mixed >> 29).to_be_bytes();
        u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }
}

fn digest(digits: &[u8]) -> u64 {
    digits.iter().fold(1u64, |sum, d| sum.wrapping_mul(11).wrapping_add(u64::from(*d))) >> 4
}

enum Heard {
    One(u64),
    Two(u64, u64),
    Vowel,
    Nothing,
}

/// What is heard at the start of the rest of a word, and how many letters it takes.
fn class(rest: &[u8], first: bool) -> (Heard, usize) {
    const LONG: [(&[u8], u64); 9] = [
        (b"shch", S),
        (b"tsch", S),
        (b"sch", S),
        (b"tch", S),
        (b"dzh", S),
        (b"dsh", S),
        (b"chh", S),
        (b"dj", S),
        (b"dz", S),
    ];
    const PAIRS: [(&[u8], u64); 17] = [
        (b"sh", S),
        (b"zh", S),
        (b"sz", S),
        (b"cz", S),
        (b"ts", S),
        (b"tz", S),
        (b"th", T),
        (b"dh", T),
        (b"ph", F),
        (b"kh", H),
        (b"gh", K),
        (b"bh", P),
        (b"ck", K),
        (b"rh", R),
        (b"lh", L),
        (b"nh", N),
        (b"jh", S),
    ];
    // The second letters of all of them.
    let several = matches!(rest.get(1), Some(b'h' | b's' | b'c' | b'z' | b'j' | b'k'));
    let found = LONG.iter().chain(&PAIRS).find(|(letters, _)| several && rest.starts_with(letters));
    if let Some((letters, class)) = found {
        return (Heard::One(*class), letters.len());
    }
    let after = rest.get(1).copied();
    match rest.first().copied().unwrap_or(b'a') {
        b'c' if after == Some(b'h') => {
            let hard = matches!(rest.get(2), Some(b'r' | b'l'));
            (Heard::One(if hard { K } else { S }), 2)
        }
        b'n' if after == Some(b'g') && !rest.get(2).copied().is_some_and(is_vowel) => (Heard::One(N), 2),
        letter => (single(letter, after, first), 1),
    }
}

fn single(letter: u8, after: Option<u8>, first: bool) -> Heard {
    match letter {
        b'p' | b'b' | b'8' => Heard::One(P),
        b't' | b'd' | b'7' => Heard::One(T),
        b'c' if matches!(after, Some(b'e' | b'i' | b'y')) => Heard::One(S),
        b'k' | b'g' | b'q' | b'c' | b'9' | b'6' => Heard::One(K),
        b'f' | b'v' => Heard::One(F),
        b'w' if first || after.is_some_and(is_vowel) => Heard::One(F),
        b's' | b'z' | b'j' | b'5' | b'2' => Heard::One(S),
        b'x' if first => Heard::One(S),
        b'x' => Heard::Two(K, S),
        b'h' if after.is_none() => Heard::Nothing,
        b'h' => Heard::One(H),
        b'm' => Heard::One(M),
        b'n' => Heard::One(N),
        b'l' => Heard::One(L),
        b'r' => Heard::One(R),
        _ => Heard::Vowel,
    }
}

pub(crate) fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn vowel(c: u8) -> Option<u64> {
    match c {
        b'a' => Some(A),
        b'e' | b'i' | b'y' => Some(I),
        b'o' | b'u' | b'w' => Some(U),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_the_same() {
        for names in [
            &["mohammed", "muhammad", "mohamad", "mahamed", "mhmd"][..],
            &["oleksandr", "aleksandr", "alexander", "aleksander"],
            &["qadhafi", "gadafi", "kadhafi"],
            &["zhang", "chang"],
            &["wladimir", "vladimir"],
            &["yusuf", "yousef", "ysf"],
            &["khan", "han"],
            &["kim", "gim"],
        ] {
            let first = names.first().map(|n| Sound::of(n));
            assert!(names.iter().all(|n| Some(Sound::of(n)) == first), "{names:?}");
        }
    }

    #[test]
    fn short_names_keep_their_vowel() {
        assert_ne!(Sound::of("li"), Sound::of("lu"));
        assert_eq!(Sound::of("li"), Sound::of("lee"));
    }
}
