//! Alphabets whose letters have fixed values: Cyrillic, Greek, Hebrew, Georgian, Armenian.
//!
//! Sources: the BGN/PCGN and national romanisations as passports use them, simplified where spellings differ anyway
//! (soft and hard signs go, aspiration goes).
use super::letters;

fn by(word: &str, value: fn(char) -> Option<&'static str>) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        match value(c) {
            Some(latin) => text.push_str(latin),
            None => text.push_str(letters::latin(c).as_ref()),
        }
    }
    text
}

pub(super) fn cyrillic(word: &str) -> String {
    by(word, cyrillic_letter)
}

fn cyrillic_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' | 'ѓ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' | 'ӣ' => "i",
        'й' | 'ј' | 'ы' => "y",
        'к' | 'қ' | 'ќ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' | 'ұ' | 'ү' | 'ӯ' => "u",
        'ф' => "f",
        'х' | 'ҳ' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' | 'ћ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ђ' | 'џ' | 'ҷ' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ѕ' => "dz",
        _ => return None,
    })
}

/// Greek with the pairs that are one sound (ου, μπ, ντ, γκ, αυ, ευ), after ELOT 743.
pub(super) fn greek(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters: Vec<char> = word.nfd().filter(|c| !letters::is_mark(*c)).collect();
    let mut text = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(c) = letters.get(at) {
        let pair = letters.get(at + 1).and_then(|next| greek_pair(*c, *next, at == 0));
        at += if pair.is_some() { 2 } else { 1 };
        match pair.or_else(|| greek_letter(*c)) {
            Some(latin) => text.push_str(latin),
            None => text.push_str(letters::latin(*c).as_ref()),
        }
    }
    text
}

fn greek_pair(first: char, second: char, initial: bool) -> Option<&'static str> {
    Some(match (first, second) {
        ('ο', 'υ') => "u",
        ('α', 'υ') => "av",
        ('ε', 'υ') => "ev",
        ('μ', 'π') if initial => "b",
        ('ν', 'τ') if initial => "d",
        ('γ', 'κ') if initial => "g",
        ('γ', 'γ') => "ng",
        ('χ', 'ρ') => "chr",
        _ => return None,
    })
}

fn greek_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' => "y",
        'φ' => "f",
        'χ' => "kh",
        'ψ' => "ps",
        _ => return None,
    })
}

/// Hebrew without points: vav and yod inside a word are vowels.
pub(super) fn hebrew(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|c| !letters::is_mark(*c)).collect();
    let mut text = String::with_capacity(word.len());
    for (at, c) in letters.iter().enumerate() {
        let after = letters.get(at + 1);
        match c {
            'ו' if at == 0 || after == Some(&'ו') => text.push('v'),
            'ו' if letters.get(at.wrapping_sub(1)) == Some(&'ו') => {}
            'ו' => text.push('o'),
            'י' if at == 0 => text.push('y'),
            'י' => text.push('i'),
            'ה' if after.is_none() => text.push('a'),
            _ => text.push_str(hebrew_letter(*c).unwrap_or(letters::latin(*c).as_ref())),
        }
    }
    text
}

fn hebrew_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'א' | 'ע' => "a",
        'ב' => "b",
        'ג' => "g",
        'ד' => "d",
        'ה' | 'ח' => "h",
        'ז' => "z",
        'ט' | 'ת' => "t",
        'כ' | 'ך' | 'ק' => "k",
        'ל' => "l",
        'מ' | 'ם' => "m",
        'נ' | 'ן' => "n",
        'ס' => "s",
        'פ' => "p",
        'ף' => "f",
        'צ' | 'ץ' => "ts",
        'ר' => "r",
        'ש' => "sh",
        _ => return None,
    })
}

/// The national romanisation of 2002, without apostrophes.
pub(super) fn georgian(word: &str) -> String {
    by(word, georgian_letter)
}

fn georgian_letter(c: char) -> Option<&'static str> {
    const LATIN: [&str; 33] = [
        "a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u",
        "p", "k", "gh", "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h",
    ];
    in_row(c, 'ა', &LATIN)
}

/// BGN/PCGN 1981, without apostrophes.
pub(super) fn armenian(word: &str) -> String {
    let open = word.replace("ու", "u");
    by(&open, armenian_letter)
}

fn armenian_letter(c: char) -> Option<&'static str> {
    const LATIN: [&str; 38] = [
        "a", "b", "g", "d", "e", "z", "e", "e", "t", "zh", "i", "l", "kh", "ts", "k", "h", "dz", "gh", "ch",
        "m", "y", "n", "sh", "o", "ch", "p", "j", "r", "s", "v", "t", "r", "ts", "u", "p", "k", "o", "f",
    ];
    if c == 'և' { Some("ev") } else { in_row(c, 'ա', &LATIN) }
}

/// The value of a letter in an alphabet whose code points stand in a row.
fn in_row(c: char, first: char, latin: &[&'static str]) -> Option<&'static str> {
    let place = u32::from(c).checked_sub(u32::from(first))?;
    latin.get(usize::try_from(place).ok()?).copied()
}
