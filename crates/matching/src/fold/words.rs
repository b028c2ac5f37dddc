//! Splits a text into words and romanises each by the rules of its script.
use super::{Naming, Part, Role, alphabets, arabic, asian, ethiopic, foreign, indic, letters};
use model::Script;
use unicode_normalization::UnicodeNormalization;

/// A word in Latin letters, before it is known what it does in the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub abjad: bool,
    /// A hyphen joined it to the next.
    pub hyphen: bool,
}

impl Word {
    pub fn into_part(self) -> Part {
        Part { text: self.text, role: Role::Plain, abjad: self.abjad }
    }
}

/// The words of a text. Apostrophes and marks of breathing go without a gap, all other signs part words.
pub(super) fn split(text: &str, naming: Naming) -> Vec<Word> {
    let written = written(text);
    let foreign = naming == Naming::Person && foreign::is_foreign(&written);
    let mut words = Vec::with_capacity(written.len());
    for (word, hyphen) in &written {
        let before = words.len();
        romanise(word, foreign, &mut words);
        if let Some(last) = words.get_mut(before..).and_then(|new| new.last_mut()) {
            last.hyphen = *hyphen;
        }
    }
    words
}

/// The words as they are written, in lower case, and whether a hyphen follows.
fn written(text: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    let (mut open, mut small) = (false, 0);
    for c in text.nfkc() {
        if c.is_alphanumeric() || letters::is_mark(c) {
            // "VladimirPutin": a capital after many small letters begins a word.
            let begins = c.is_uppercase() && small >= SMALL_BEFORE;
            match words.last_mut().filter(|_| open && !begins) {
                Some((word, _)) => word.extend(c.to_lowercase()),
                None => words.push((c.to_lowercase().collect(), false)),
            }
            small = if c.is_lowercase() { small + 1 } else { 0 };
            open = true;
        } else if !is_silent(c) {
            (open, small) = (false, 0);
            if let Some((_, hyphen)) = words.last_mut().filter(|_| is_hyphen(c)) {
                *hyphen = true;
            }
        }
    }
    words
}

/// So many small letters stand before a capital that begins a word: more than in McDonald, MacArthur, DeLuca.
const SMALL_BEFORE: usize = 4;

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{05BE}')
}

/// Apostrophes, half rings, hard and soft signs in romanisations, tatweel, joiners, bidirectional marks.
fn is_silent(c: char) -> bool {
    matches!(c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '"' | '“' | '”' | '\u{02B0}'..='\u{02FF}' | '\u{0640}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{00AD}' | '\u{FEFF}')
}

/// One word of any script as one or more Latin words: Chinese and Korean names are written without blanks. `foreign`: the
/// name is not of the people who write so.
fn romanise(word: &str, foreign: bool, words: &mut Vec<Word>) {
    let mut push = |text: String, abjad: bool| {
        if !text.is_empty() {
            words.push(Word { text, abjad, hyphen: false });
        }
    };
    let script = Script::of(word);
    let read = if foreign || script == Script::Kana { foreign::read(word) } else { None };
    if let Some(text) = read {
        return push(text, false);
    }
    match script {
        Script::Arabic => arabic::words(word).into_iter().for_each(|text| push(text, true)),
        Script::Han => asian::han(word).into_iter().for_each(|text| push(text, false)),
        Script::Hangul => asian::hangul(word).into_iter().for_each(|text| push(text, false)),
        Script::Hebrew => push(alphabets::hebrew(word), true),
        Script::Cyrillic => push(alphabets::cyrillic(word), false),
        Script::Greek => push(alphabets::greek(word), false),
        Script::Georgian => push(alphabets::georgian(word), false),
        Script::Armenian => push(alphabets::armenian(word), false),
        Script::Devanagari | Script::Bengali => push(indic::brahmic(word), false),
        Script::Thai => push(indic::thai(word), false),
        Script::Ethiopic => push(ethiopic::syllables(word), false),
        Script::Kana => push(asian::kana(word), false),
        Script::Other if indic::is_brahmic(word) => push(indic::brahmic(word), false),
        Script::Latin | Script::Other => {
            let bare = indic::leaves_vowels_out(word);
            push(word.chars().map(letters::latin).collect(), bare);
        }
    }
}
