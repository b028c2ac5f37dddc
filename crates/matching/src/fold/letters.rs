//! Single letters: Latin with its marks, and the last resort for what no rule of a script covers.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A sign that belongs to the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// A letter or digit as ASCII letters; marks become nothing.
///
/// Where a letter does not fall apart into a base and marks, the spelling is the one of passports (ICAO 9303 part 3,
/// section 6), except that umlauts lose their dots only: the `ue` of passports differs from it by a vowel.
pub(super) fn latin(c: char) -> Letters {
    if c.is_ascii_alphanumeric() {
        return Letters::one(c.to_ascii_lowercase());
    }
    if is_mark(c) {
        return Letters::default();
    }
    match c {
        'ß' => Letters::from("ss"),
        'æ' => Letters::from("ae"),
        'œ' => Letters::from("oe"),
        'ø' => Letters::from("o"),
        'ð' | 'đ' => Letters::from("d"),
        'þ' => Letters::from("th"),
        'ł' => Letters::from("l"),
        'ı' => Letters::from("i"),
        'ə' => Letters::from("a"),
        'ħ' => Letters::from("h"),
        'ŋ' => Letters::from("n"),
        _ => base(c),
    }
}

fn base(c: char) -> Letters {
    match c.nfkd().next() {
        Some(base) if base.is_ascii_alphanumeric() => Letters::one(base.to_ascii_lowercase()),
        _ => Letters::from(any_ascii::any_ascii_char(c)),
    }
}

/// A few ASCII letters, as `String` collects them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Letters(String);

impl Letters {
    fn one(c: char) -> Letters {
        Letters(c.to_string())
    }
}

impl From<&str> for Letters {
    fn from(text: &str) -> Letters {
        Letters(text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect())
    }
}

impl FromIterator<Letters> for String {
    fn from_iter<I: IntoIterator<Item = Letters>>(letters: I) -> String {
        letters.into_iter().fold(String::new(), |text, letters| text + &letters.0)
    }
}

impl AsRef<str> for Letters {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
