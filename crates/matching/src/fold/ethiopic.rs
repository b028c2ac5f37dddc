//! Ethiopic syllables, for Amharic and Tigrinya names.
//!
//! Unicode sets the syllables in rows of eight: the row is the consonant, the place in it the vowel. Values after
//! BGN/PCGN, without apostrophes and dots.
use super::letters;

pub(super) fn syllables(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        match syllable(c) {
            Some((consonant, vowel)) => {
                text.push_str(consonant);
                text.push_str(vowel);
            }
            None => text.push_str(letters::latin(c).as_ref()),
        }
    }
    // The sixth order is a consonant alone or one with a short vowel; at the end of a word it is silent.
    text
}

fn syllable(c: char) -> Option<(&'static str, &'static str)> {
    const ROWS: [&str; 43] = [
        "h", "l", "h", "m", "s", "r", "s", "sh", "k", "kw", "k", "kw", "b", "v", "t", "ch", "h", "hw", "n",
        "n", "", "k", "kw", "kh", "khw", "w", "", "z", "zh", "y", "d", "d", "j", "g", "gw", "ng", "t", "ch",
        "p", "ts", "ts", "f", "p",
    ];
    const VOWELS: [&str; 8] = ["e", "u", "i", "a", "e", "", "o", "wa"];
    let place = usize::try_from(u32::from(c).checked_sub(0x1200)?).ok()?;
    let consonant = ROWS.get(place / 8)?;
    let vowel = VOWELS.get(place % 8)?;
    // Of the rows without a consonant the first order is heard as a; the sixth as e or i.
    let vowel = match (consonant.is_empty(), place % 8) {
        (true, 0) => "a",
        (true, 5) => "e",
        _ => vowel,
    };
    Some((consonant, vowel))
}
