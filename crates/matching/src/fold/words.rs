//! Splits a text into words and romanises each by the rules of its script.
use super::{Part, Role, alphabets, arabic, asian, ethiopic, indic, letters};
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
pub(super) fn split(text: &str) -> Vec<Word> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for c in plain.chars() {
        if c.is_alphanumeric() || letters::is_mark(c) {
            word.push(c);
        } else if !is_silent(c) {
            close(&mut word, &mut words, is_hyphen(c));
        }
    }
    close(&mut word, &mut words, false);
    words
}

fn close(word: &mut String, words: &mut Vec<Word>, hyphen: bool) {
    let before = words.len();
    romanise(word, words);
    word.clear();
    if let Some(last) = words.last_mut().filter(|_| words_grew(before, hyphen)) {
        last.hyphen = hyphen;
    }
}

/// A hyphen belongs to the word before it, also across a blank that follows it.
fn words_grew(before: usize, hyphen: bool) -> bool {
    hyphen || before == 0
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{05BE}')
}

/// Apostrophes, half rings, hard and soft signs in romanisations, tatweel, joiners, bidirectional marks.
fn is_silent(c: char) -> bool {
    matches!(c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '"' | '“' | '”' | '\u{02B0}'..='\u{02FF}' | '\u{0640}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{00AD}' | '\u{FEFF}')
}

/// One word of any script as one or more Latin words: Chinese and Korean names are written without blanks.
fn romanise(word: &str, words: &mut Vec<Word>) {
    if word.is_empty() {
        return;
    }
    let mut push = |text: String, abjad: bool| {
        if !text.is_empty() {
            words.push(Word { text, abjad, hyphen: false });
        }
    };
    match Script::of(word) {
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
        Script::Latin | Script::Other => push(word.chars().map(letters::latin).collect(), false),
    }
}
