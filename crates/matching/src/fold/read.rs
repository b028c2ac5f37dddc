//! The words of a running text, folded so that case, accents and the ways of writing a letter do not matter. Unlike a name, a text
//! stays in its script.
use super::{arabic, letters};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Longer words are cut: nobody types so many letters.
const WORD_CHARS_MAX: usize = 40;
/// More words of one text are not read: it is no message any more.
const WORDS_MAX: usize = 50_000;
/// Arabic words that are written together with the word behind them: the article, alone and behind `and`, `with`, `as`, `so`, `to`.
const JOINED: [&str; 6] = ["وال", "بال", "كال", "فال", "لل", "ال"];

/// The different words of a text.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !letters::is_mark(*c) && *c != TATWEEL) {
        fold(c, &mut folded);
    }
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS_MAX);
    words.map(|word| alone(word).chars().take(WORD_CHARS_MAX).collect()).collect()
}

/// A stroke that makes an Arabic word longer and says nothing.
const TATWEEL: char = 'ـ';

fn fold(c: char, into: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => into.push(c),
        // Letters of Latin script that do not fall apart into a letter and marks.
        '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => into.push_str(letters::latin(lower(c)).as_ref()),
        '٠'..='٩' => digit(c, '٠', into),
        '۰'..='۹' => digit(c, '۰', into),
        'ى' => into.push('ي'),
        'ة' => into.push('ه'),
        _ => into.extend(c.to_lowercase().map(arabic::plain)),
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn digit(c: char, zero: char, into: &mut String) {
    let value = u32::from(c).saturating_sub(u32::from(zero));
    into.push(char::from_digit(value, 10).unwrap_or(c));
}

/// A word without what is written together with it, where enough is left to be a word.
fn alone(word: &str) -> &str {
    let rest = JOINED.iter().find_map(|joined| word.strip_prefix(joined));
    rest.filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) {
        assert_eq!(words(a), words(b), "{a} and {b}");
    }

    #[test]
    fn a_word_is_one_however_it_is_written() {
        alike("Réunion à Lomé", "REUNION A LOME");
        alike("Muñoz", "munoz");
        alike("Łódź Straße Đorđe", "lodz strasse dorde");
        alike("المدرسة إلى أحمد", "مدرسه الي احمد");
        alike("والشرطة، بالشرطة", "شرطة");
        alike("مُحَمَّد مـحـمـد", "محمد");
        alike("٠٣/١١/٢٠٢٦ ۰۳", "03 11 2026");
        assert_eq!(words("a-b, c; c l'Étoile").len(), 5);
        assert!(words(" … ").is_empty());
    }

    #[test]
    fn other_words_are_others() {
        assert_ne!(words("Kossi"), words("Kofi"));
        assert_ne!(words("الله"), words("له"));
        assert_ne!(words("والد"), words("د"), "a father is no article");
    }
}
