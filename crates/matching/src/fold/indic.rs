//! Scripts of Indian descent: Devanagari, Bengali, Thai.
//!
//! Letter values after the Hunterian system (Devanagari, Bengali) and the Royal Thai General System, without marks.
//! Devanagari and Bengali blocks of Unicode share one order (that of ISCII), so one table serves both.
use super::letters;

/// Devanagari and Bengali: a consonant carries an `a` unless a vowel sign or virama follows; the last one is silent.
pub(super) fn brahmic(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    // The inherent vowel is owed until the next sign shows whether it is heard.
    let mut owed = false;
    for c in word.chars() {
        match row(c) {
            Some(offset) => match offset {
                0x15..=0x39 | 0x58..=0x5F => {
                    if owed {
                        text.push('a');
                    }
                    text.push_str(consonant(offset));
                    owed = true;
                }
                0x4D => owed = false,
                // The last is the tippi of Gurmukhi.
                0x01..=0x02 | 0x70 => {
                    if owed {
                        text.push('a');
                    }
                    text.push('n');
                    owed = false;
                }
                0x3C | 0x03 | 0x71 => {}
                _ => {
                    text.push_str(vowel(offset));
                    owed = false;
                }
            },
            None => text.push_str(letters::latin(c).as_ref()),
        }
    }
    text
}

/// Whether a word is in one of the scripts whose blocks share the order of Devanagari: Gurmukhi, Gujarati, Oriya, Tamil,
/// Telugu, Kannada, Malayalam.
pub(super) fn is_brahmic(word: &str) -> bool {
    word.chars().all(|c| matches!(u32::from(c), 0x0A00..=0x0D7F))
}

/// Whether a word is in a script that leaves vowels unwritten and has no rules here: Khmer, Burmese, Lao, Tibetan, Sinhala,
/// Thaana, Syriac.
pub(super) fn leaves_vowels_out(word: &str) -> bool {
    word.chars().any(|c| matches!(u32::from(c), 0x0700..=0x07BF | 0x0D80..=0x0DFF | 0x0E80..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF))
}

/// Place in its block: the blocks stand in a row from U+0900, Devanagari first, 128 code points each.
fn row(c: char) -> Option<u32> {
    match u32::from(c) {
        code @ 0x0900..=0x097F => Some(code - 0x0900),
        // Khanda ta, ra and va of Assamese.
        0x09CE => Some(0x24),
        0x09F0 => Some(0x30),
        0x09F1 => Some(0x35),
        code @ 0x0980..=0x0D7F => Some((code - 0x0900) % 0x80),
        _ => None,
    }
}

fn consonant(offset: u32) -> &'static str {
    const ROW: [&str; 37] = [
        "k", "kh", "g", "gh", "ng", "ch", "chh", "j", "jh", "n", "t", "th", "d", "dh", "n", "t", "th", "d",
        "dh", "n", "n", "p", "ph", "b", "bh", "m", "y", "r", "r", "l", "l", "l", "v", "sh", "sh", "s", "h",
    ];
    const DOTTED: [&str; 8] = ["q", "kh", "gh", "z", "r", "rh", "f", "y"];
    let (first, row): (u32, &[&str]) = if offset >= 0x58 { (0x58, &DOTTED) } else { (0x15, &ROW) };
    offset
        .checked_sub(first)
        .and_then(|i| usize::try_from(i).ok())
        .and_then(|i| row.get(i))
        .copied()
        .unwrap_or("")
}

fn vowel(offset: u32) -> &'static str {
    match offset {
        0x05 | 0x06 | 0x3E => "a",
        0x07 | 0x08 | 0x3F | 0x40 => "i",
        0x09 | 0x0A | 0x41 | 0x42 | 0x57 => "u",
        0x0B | 0x43 => "ri",
        0x0E | 0x0F | 0x46 | 0x47 => "e",
        0x10 | 0x48 => "ai",
        0x12 | 0x13 | 0x4A | 0x4B => "o",
        0x14 | 0x4C => "au",
        _ => "",
    }
}

/// Thai: a vowel that is written before its consonant is spoken after it; tone marks and silenced letters go.
pub(super) fn thai(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut text = String::with_capacity(word.len());
    let mut leading = "";
    for (at, c) in letters.iter().enumerate() {
        let silenced = letters.get(at + 1) == Some(&'\u{0E4C}');
        if let Some(vowel) = thai_leading(*c) {
            leading = vowel;
        } else if let Some(consonant) = thai_consonant(*c) {
            if !silenced {
                text.push_str(consonant);
                text.push_str(leading);
                leading = "";
            }
        } else {
            text.push_str(thai_vowel(*c).unwrap_or(letters::latin(*c).as_ref()));
        }
    }
    text
}

fn thai_leading(c: char) -> Option<&'static str> {
    match c {
        'เ' => Some("e"),
        'แ' => Some("ae"),
        'โ' => Some("o"),
        'ใ' | 'ไ' => Some("ai"),
        _ => None,
    }
}

fn thai_consonant(c: char) -> Option<&'static str> {
    Some(match c {
        'ก' => "k",
        'ข'..='ฆ' => "kh",
        'ง' => "ng",
        'จ' => "ch",
        'ฉ' | 'ช' | 'ฌ' => "ch",
        'ซ' | 'ศ' | 'ษ' | 'ส' => "s",
        'ญ' | 'ย' => "y",
        'ฎ' | 'ด' => "d",
        'ฏ' | 'ต' => "t",
        'ฐ'..='ฒ' | 'ถ'..='ธ' => "th",
        'ณ' | 'น' => "n",
        'บ' => "b",
        'ป' => "p",
        'ผ' | 'พ' | 'ภ' => "ph",
        'ฝ' | 'ฟ' => "f",
        'ม' => "m",
        'ร' => "r",
        'ล' | 'ฬ' => "l",
        'ว' => "w",
        'ห' | 'ฮ' => "h",
        'อ' => "",
        _ => return None,
    })
}

fn thai_vowel(c: char) -> Option<&'static str> {
    Some(match c {
        'ะ' | 'า' | '\u{0E31}' => "a",
        'ำ' => "am",
        '\u{0E34}' | '\u{0E35}' => "i",
        '\u{0E36}' | '\u{0E37}' => "ue",
        '\u{0E38}' | '\u{0E39}' => "u",
        '\u{0E47}'..='\u{0E4E}' | 'ๆ' | 'ฯ' => "",
        _ => return None,
    })
}
