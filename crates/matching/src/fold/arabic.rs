//! Arabic script, for Arabic, Persian, Dari, Pashto, Urdu and Kurdish names.
//!
//! Short vowels are not written, so the result is a consonant skeleton with its long vowels: `mhmd`, `mhmud`. Letter
//! values follow the common ground of ALA-LC and the spelling of passports; comparison forgives the vowels that are missing.
use super::letters;

/// The words of a written word: the article stands apart.
pub(super) fn words(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().filter(|c| !letters::is_mark(*c)).map(plain).collect();
    let (article, rest) = match letters.as_slice() {
        ['ا', 'ل', rest @ ..] if rest.len() >= 3 => (true, rest),
        _ => (false, letters.as_slice()),
    };
    let mut words = Vec::with_capacity(2);
    // God's name begins with the article and is no name with an article.
    if article && rest != ['ل', 'ه'] {
        words.push("al".to_string());
        words.push(latin(rest));
    } else {
        words.push(latin(&letters));
    }
    words
}

/// Variants of a letter in other languages and codes as the Arabic one.
pub(super) fn plain(c: char) -> char {
    match c {
        'أ' | 'آ' | 'ٱ' => 'ا',
        'ک' | 'ڪ' => 'ك',
        'ی' | 'ې' | 'ۍ' | 'ئ' => 'ي',
        'ہ' | 'ۀ' | 'ە' | 'ۂ' | 'ۃ' => 'ه',
        'ؤ' => 'و',
        _ => c,
    }
}

fn latin(letters: &[char]) -> String {
    let mut text = String::with_capacity(letters.len() * 2);
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| letters.get(i)).copied();
        let after = letters.get(at + 1).copied();
        match c {
            'و' => text.push(weak(before, after, 'w', 'u')),
            'ي' => text.push(weak(before, after, 'y', 'i')),
            // The final h of a feminine is not heard, and is written with or without its dots.
            'ه' | 'ة' if after.is_none() && before.is_some() => text.push('a'),
            'ھ' => text.push('h'),
            _ => text.push_str(consonant(*c).unwrap_or(letters::latin(*c).as_ref())),
        }
    }
    text
}

/// Waw and ya: a consonant at the start and before alef, else a long vowel.
fn weak(before: Option<char>, after: Option<char>, consonant: char, vowel: char) -> char {
    let opens = before.is_none();
    let glides = matches!(after, Some('ا' | 'ى' | 'ة'));
    if opens || glides { consonant } else { vowel }
}

fn consonant(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' | 'ى' | 'ع' => "a",
        'إ' => "i",
        'ء' => "",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ٹ' | 'ټ' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' => "h",
        'خ' | 'ښ' => "kh",
        'د' | 'ض' | 'ڈ' | 'ډ' => "d",
        'ذ' => "dh",
        'ر' | 'ڑ' | 'ړ' => "r",
        'ز' | 'ظ' | 'ځ' => "z",
        'ژ' | 'ږ' => "zh",
        'س' | 'ص' => "s",
        'څ' => "ts",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ڤ' | 'ۋ' => "v",
        'ق' => "q",
        'ك' => "k",
        'گ' | 'ګ' => "g",
        'ل' | 'ڵ' => "l",
        'م' => "m",
        'ن' | 'ں' | 'ڼ' => "n",
        'ۆ' | 'ۇ' => "u",
        'ے' | 'ێ' => "e",
        _ => return None,
    })
}
