//! How a text of each type is cleaned into the form in which values are compared, or refused.
use crate::{Country, Holds, Invalid, PartialDate};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

impl Holds {
    /// The clean form of a text that is already trimmed and not empty.
    ///
    /// What fails a check digit is refused only where the number cannot be anything else (IBAN); a plate, VIN or IMO number
    /// that was read wrongly is still worth comparing.
    pub fn clean(self, text: &str) -> Result<String, Invalid> {
        if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            return Err(Invalid::new("text", "contains control characters"));
        }
        match self {
            Holds::Name | Holds::Address | Holds::Place => words(text),
            Holds::Text | Holds::Url | Holds::Handle => Ok(composed(text).into_owned()),
            Holds::Date => text.parse::<PartialDate>().map(|d| d.to_string()),
            Holds::Country => text.parse::<Country>().map(|c| c.code().to_string()),
            Holds::Gender => gender(text),
            Holds::Number | Holds::BankNumber | Holds::Plate | Holds::Vin => letters_and_digits(text),
            Holds::Phone => phone(text),
            Holds::Email => email(text),
            Holds::Iban => iban(text),
            Holds::Wallet => wallet(text),
            Holds::Imo => digits(text, 7, "IMO number", "expected seven digits, such as IMO 9074729"),
            Holds::Mmsi => digits(text, 9, "MMSI", "expected nine digits"),
        }
    }
}

/// Composed form (NFC). ASCII is its own, and most texts of most lists are ASCII.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Composed form, one blank between words.
fn words(text: &str) -> Result<String, Invalid> {
    let composed = composed(text);
    let words: Vec<&str> = composed.split_whitespace().collect();
    if words.is_empty() {
        Err(Invalid::new("name", "expected at least one letter"))
    } else {
        Ok(words.join(" "))
    }
}

fn gender(text: &str) -> Result<String, Invalid> {
    match text.to_lowercase().as_str() {
        "m" | "male" | "masculin" | "masculino" | "homme" | "hombre" | "ذكر" => Ok("male".into()),
        "f" | "female" | "féminin" | "femenino" | "femme" | "mujer" | "أنثى" => Ok("female".into()),
        "x" | "other" | "u" | "unknown" | "<" => Ok("other".into()),
        _ => Err(Invalid::new("sex", "expected male, female or other (M, F, X)")),
    }
}

const NO_NUMBER: Invalid = Invalid::new("number", "expected letters or digits");

/// Digits of every script become ASCII, letters capital, all else goes.
fn letters_and_digits(text: &str) -> Result<String, Invalid> {
    if text.is_ascii() {
        let clean: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        return if clean.is_empty() { Err(NO_NUMBER) } else { Ok(clean) };
    }
    let clean: String = text
        .nfkc()
        .flat_map(char::to_uppercase)
        .nfkc()
        .filter(|c| c.is_alphanumeric())
        .map(ascii_digit)
        // Marks that came together when what stood between them was left out have an order of their own.
        .nfc()
        .collect();
    if clean.is_empty() { Err(NO_NUMBER) } else { Ok(clean) }
}

/// Arabic-Indic and Persian digits as ASCII; `nfkc` has already turned the wide ones.
fn ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => '\u{0660}',
        '\u{06F0}'..='\u{06F9}' => '\u{06F0}',
        '\u{0966}'..='\u{096F}' => '\u{0966}',
        '\u{09E6}'..='\u{09EF}' => '\u{09E6}',
        _ => return c,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// `+` and digits where the text says that it is international (+ or 00), else digits. E.164: at most 15 digits.
fn phone(text: &str) -> Result<String, Invalid> {
    let why = Invalid::new("phone", "expected 4 to 15 digits, with + before the country code if it is known");
    let digits: String = text.chars().map(ascii_digit).filter(char::is_ascii_digit).collect();
    let stray = text.chars().any(|c| c.is_alphabetic() && !"xXeEtTnN".contains(c));
    if stray || !(4..=17).contains(&digits.len()) {
        return Err(why);
    }
    let international = text.trim_start_matches(['(', ' ']).starts_with('+');
    match digits.strip_prefix("00") {
        _ if international => Ok(format!("+{digits}")),
        Some(rest) => Ok(format!("+{rest}")),
        None => Ok(digits),
    }
}

fn email(text: &str) -> Result<String, Invalid> {
    let why = Invalid::new("e-mail", "expected name@domain");
    let (name, domain) = text.rsplit_once('@').ok_or(why.clone())?;
    let plain = !text.chars().any(char::is_whitespace);
    if plain && !name.is_empty() && domain.contains('.') { Ok(text.to_lowercase()) } else { Err(why) }
}

/// ISO 13616: the remainder by 97 is 1.
fn iban(text: &str) -> Result<String, Invalid> {
    let why = Invalid::new("IBAN", "the check digits do not agree with the number");
    let clean = letters_and_digits(text)?;
    let (head, tail) = clean
        .split_at_checked(4)
        .filter(|_| clean.is_ascii() && (15..=34).contains(&clean.len()))
        .ok_or(why.clone())?;
    let remainder = tail.chars().chain(head.chars()).try_fold(0u32, |sum, c| {
        let digit = c.to_digit(36)?;
        Some(if digit < 10 { sum * 10 + digit } else { sum * 100 + digit } % 97)
    });
    if remainder == Some(1) { Ok(clean) } else { Err(why) }
}

/// Hexadecimal addresses are compared in lower case; others are case-sensitive and stay.
fn wallet(text: &str) -> Result<String, Invalid> {
    let clean: String = text.split_whitespace().collect();
    let ascii = clean.bytes().all(|b| b.is_ascii_alphanumeric() || b":-_.".contains(&b));
    if !ascii || !(14..=128).contains(&clean.len()) {
        return Err(Invalid::new("wallet", "expected an address of 14 to 128 letters and digits"));
    }
    Ok(if clean.starts_with("0x") { clean.to_lowercase() } else { clean })
}

fn digits(text: &str, length: usize, what: &'static str, why: &'static str) -> Result<String, Invalid> {
    let digits: String = text.chars().map(ascii_digit).filter(char::is_ascii_digit).collect();
    if digits.len() == length { Ok(digits) } else { Err(Invalid::new(what, why)) }
}

/// Whether an IMO number's last digit agrees with the six before it (weights 7 to 2, IMO resolution A.1117(30)).
pub fn imo_is_right(seven_digits: &str) -> bool {
    let digits: Vec<u32> = seven_digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let [a, b, c, d, e, f, check] = digits.as_slice() else { return false };
    (a * 7 + b * 6 + c * 5 + d * 4 + e * 3 + f * 2) % 10 == *check
}

/// Whether a VIN's ninth place agrees with the rest (49 CFR 565.15(c); binding in North America and China only).
pub fn vin_is_right(vin: &str) -> bool {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let values: Option<Vec<u32>> = vin.chars().map(vin_value).collect();
    let Some(values) = values.filter(|v| v.len() == 17) else { return false };
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = if sum % 11 == 10 { 'X' } else { char::from_digit(sum % 11, 10).unwrap_or('?') };
    vin.chars().nth(8) == Some(expected)
}

fn vin_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        'A'..='H' => Some(u32::from(c) - u32::from('A') + 1),
        'J'..='N' => Some(u32::from(c) - u32::from('J') + 1),
        'P' => Some(7),
        'R' => Some(9),
        'S'..='Z' => Some(u32::from(c) - u32::from('S') + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_type_has_one_form() {
        for (holds, text, clean) in [
            (Holds::Name, "  Ama \u{00a0} Mensah", "Ama Mensah"),
            (Holds::Number, "ab 12-34/c", "AB1234C"),
            (Holds::Number, "١٢٣٤", "1234"),
            (Holds::Phone, "00 228 90 12 34 56", "+22890123456"),
            (Holds::Phone, "(+228) 90-12-34-56", "+22890123456"),
            (Holds::Email, "Ama@Example.ORG", "ama@example.org"),
            (Holds::Iban, "gb29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
            (Holds::Gender, "F", "female"),
            (Holds::Imo, "IMO 9074729", "9074729"),
            (Holds::Wallet, "0xAbCdEf0123456789", "0xabcdef0123456789"),
        ] {
            assert_eq!(holds.clean(text).as_deref(), Ok(clean), "{text}");
        }
    }

    #[test]
    fn what_is_not_of_the_type_is_refused() {
        for (holds, text) in [
            (Holds::Phone, "call me"),
            (Holds::Phone, "123"),
            (Holds::Email, "ama at example"),
            (Holds::Iban, "GB29NWBK60161331926818"),
            (Holds::Gender, "often"),
            (Holds::Imo, "907472"),
            (Holds::Mmsi, "12345678"),
            (Holds::Number, "---"),
            (Holds::Name, "a\u{0}b"),
        ] {
            assert!(holds.clean(text).is_err(), "{text}");
        }
    }

    #[test]
    fn check_digits_of_ships_and_vehicles() {
        assert!(imo_is_right("9074729") && !imo_is_right("9074728"));
        assert!(vin_is_right("1M8GDM9AXKP042788") && !vin_is_right("1M8GDM9A1KP042788"));
    }

    #[test]
    fn marks_that_come_together_are_put_in_order() {
        let clean = Holds::Number.clean("\u{FE72}\u{FE70}").expect("it is a number");
        assert_eq!((Holds::Number.clean(&clean), clean.as_str()), (Ok(clean.clone()), "\u{64B}\u{64C}"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "\\PC{1,40}") {
            for holds in [Holds::Name, Holds::Number, Holds::Phone, Holds::Email, Holds::Wallet, Holds::Date, Holds::Text] {
                if let Ok(clean) = holds.clean(text.trim()) {
                    prop_assert_eq!(holds.clean(&clean), Ok(clean.clone()));
                }
            }
        }
    }
}
