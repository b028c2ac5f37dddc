//! Chinese characters, Korean and Japanese syllables.
//!
//! Korean after the Revised Romanisation, with surnames as their bearers spell them; kana after Hepburn; characters as
//! pinyin (from any_ascii, the last resort: a Japanese name in characters is read the Chinese way, which finds it only
//! among names in characters).
use super::letters;

/// Surnames of two characters; general knowledge, the ones still borne.
const CHINESE_DOUBLE: [&str; 16] = [
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容",
    "令狐", "夏侯", "东方",
];
const KOREAN_DOUBLE: [&str; 5] = ["남궁", "황보", "제갈", "선우", "독고"];
/// What a body's name in characters ends with.
const CHINESE_FORMS: [(&str, &str); 5] = [
    ("股份有限公司", "jsc"),
    ("有限责任公司", "ltd"),
    ("有限公司", "ltd"),
    ("集团", "group"),
    ("公司", "company"),
];
/// Usual spellings where they differ from the system's by more than a vowel.
const KOREAN_SURNAMES: [(char, &str); 12] = [
    ('김', "kim"),
    ('이', "lee"),
    ('리', "lee"),
    ('박', "park"),
    ('최', "choi"),
    ('강', "kang"),
    ('임', "lim"),
    ('유', "yoo"),
    ('노', "roh"),
    ('류', "ryu"),
    ('우', "woo"),
    ('구', "koo"),
];

/// A word in characters: surname and given name where it is as long as a name.
pub(super) fn han(word: &str) -> Vec<String> {
    let form = CHINESE_FORMS.iter().find(|(ending, _)| word.len() > ending.len() && word.ends_with(ending));
    if let Some((ending, latin)) = form {
        let body = word.strip_suffix(ending).unwrap_or(word);
        return vec![syllables(body), (*latin).to_string()];
    }
    let letters: Vec<char> = word.chars().collect();
    let surname = if CHINESE_DOUBLE.iter().any(|double| word.starts_with(double)) { 2 } else { 1 };
    if (2..=4).contains(&letters.len()) && letters.len() > surname {
        let (family, given) = letters.split_at(surname);
        vec![syllables(&String::from_iter(family)), syllables(&String::from_iter(given))]
    } else {
        vec![syllables(word)]
    }
}

fn syllables(word: &str) -> String {
    word.chars().map(letters::latin).collect()
}

/// A word in Hangul: surname and given name where it is as long as a name.
pub(super) fn hangul(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let surname = if KOREAN_DOUBLE.iter().any(|double| word.starts_with(double)) { 2 } else { 1 };
    match letters.as_slice() {
        [single] => vec![korean_surname(*single)],
        [single, given @ ..] if surname == 1 && (1..=2).contains(&given.len()) => {
            vec![korean_surname(*single), given.iter().map(|c| korean(*c)).collect()]
        }
        all if surname == 2 && (3..=4).contains(&all.len()) => {
            let (family, given) = all.split_at(2);
            vec![family.iter().map(|c| korean(*c)).collect(), given.iter().map(|c| korean(*c)).collect()]
        }
        all => vec![all.iter().map(|c| korean(*c)).collect()],
    }
}

fn korean_surname(c: char) -> String {
    let usual = KOREAN_SURNAMES.iter().find(|(letter, _)| *letter == c);
    usual.map_or_else(|| korean(c), |(_, latin)| (*latin).to_string())
}

/// A syllable is three letters by arithmetic (Unicode chapter 3.12).
fn korean(c: char) -> String {
    const FIRST: [&str; 19] =
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    const VOWEL: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
        "yu", "eu", "ui", "i",
    ];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t",
        "t", "ng", "t", "t", "k", "t", "p", "t",
    ];
    let place = u32::from(c).checked_sub(0xAC00).and_then(|p| usize::try_from(p).ok());
    let letters =
        place.and_then(|p| Some([FIRST.get(p / 588)?, VOWEL.get(p % 588 / 28)?, LAST.get(p % 28)?]));
    match letters {
        Some(letters) => letters.into_iter().copied().collect(),
        None => letters::latin(c).as_ref().to_string(),
    }
}

/// Kana: small ya, yu, yo melt into the syllable before; the small tsu and the long sign go.
pub(super) fn kana(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'ッ' | 'っ' | 'ー' => {}
            'ャ' | 'ゃ' => melt(&mut text, "ya", 'a'),
            'ュ' | 'ゅ' => melt(&mut text, "yu", 'u'),
            'ョ' | 'ょ' => melt(&mut text, "yo", 'o'),
            'ァ' | 'ぁ' => open(&mut text, 'a'),
            'ィ' | 'ぃ' => open(&mut text, 'i'),
            'ェ' | 'ぇ' => open(&mut text, 'e'),
            'ォ' | 'ぉ' => open(&mut text, 'o'),
            _ => text.push_str(letters::latin(c).as_ref()),
        }
    }
    text
}

fn melt(text: &mut String, glide: &str, vowel: char) {
    if text.ends_with('i') {
        text.pop();
    }
    if text.ends_with("sh") || text.ends_with("ch") || text.ends_with('j') {
        text.push(vowel);
    } else {
        text.push_str(glide);
    }
}

/// `フ` and a small vowel are one syllable: `fa`.
fn open(text: &mut String, vowel: char) {
    if text.ends_with(['a', 'i', 'u', 'e', 'o']) {
        text.pop();
    }
    text.push(vowel);
}
