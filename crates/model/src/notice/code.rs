//! Code lists of the public notice service, with its traps: codes that are no country's, and codes of countries that have
//! another name by now.
//!
//! Facts: values observed in the public service (colours of eyes and hair, issuers), ISO 639-2/B (languages). The standard for
//! fingerprints (ANSI/NIST, implementation V5.03, p. 78) has other colour codes (`BLK`, `BRO`): they are not taken here.
use crate::{Country, Invalid};

pub const EYES: &[&str] =
    &["BLA", "BLU", "BLUL", "BRO", "BROD", "BROH", "BROL", "GRE", "GRY", "OTHC", "OTHD", "OTHL"];
pub const HAIR: &[&str] =
    &["BLA", "BRO", "BROF", "GRY", "GRYG", "HAIB", "HAID", "OTHD", "RED", "REDA", "WHI", "YELB"];
/// Older codes of hair, with what they are called now.
const HAIR_BEFORE: &[(&str, &str)] = &[("YELBD", "YELB"), ("BROL", "YELB")];
pub const SEX: &[&str] = &["M", "F", "U"];
/// Courts and missions that issue warrants and are no country.
const ISSUERS: &[&str] = &["UNK", "914", "916", "922"];
/// Codes of countries that other lists still write.
const COUNTRIES_BEFORE: &[(&str, &str)] = &[("YU", "ME")];

/// One of a list, as it is written now.
pub(super) fn one_of(
    list: &'static [&'static str],
    text: &str,
    wrong: Invalid,
) -> Result<&'static str, Invalid> {
    let upper = text.to_ascii_uppercase();
    list.iter().copied().find(|code| *code == upper).ok_or(wrong)
}

pub(super) fn hair(text: &str, wrong: Invalid) -> Result<&'static str, Invalid> {
    let upper = text.to_ascii_uppercase();
    let now = HAIR_BEFORE.iter().find(|(before, _)| *before == upper).map(|(_, now)| *now);
    one_of(HAIR, now.unwrap_or(&upper), wrong)
}

/// A language by its three letters of ISO 639-2/B: `FRE`, `ARA`.
pub(super) fn tongue(text: &str, wrong: Invalid) -> Result<&'static str, Invalid> {
    let upper = text.to_ascii_uppercase();
    let all: &'static str = include_str!("languages.txt");
    all.split_whitespace().find(|code| *code == upper).ok_or(wrong)
}

/// A country as two capitals, as the public service writes it; older codes are read as what they are called now.
pub fn alpha2(text: &str) -> Result<String, Invalid> {
    let upper = text.trim().to_ascii_uppercase();
    let now = COUNTRIES_BEFORE.iter().find(|(before, _)| *before == upper).map_or(text, |(_, now)| now);
    let country: Country = now.parse()?;
    let code = country.code().to_ascii_uppercase();
    // What has four letters is a country that has ceased to be: nobody is its national, and it issues nothing.
    if code.len() == 2 {
        Ok(code)
    } else {
        Err(Invalid::new("country", "this country has ceased to be; name its successor"))
    }
}

/// Who issued a warrant: a country, a court or mission (`UNK`, `914`, `916`, `922`), or several countries with commas.
pub fn issuer(text: &str) -> Result<String, Invalid> {
    let wrong = Invalid::new(
        "warrant_issuer",
        "expected a country, 914 (International Criminal Court), 916 (Special Tribunal for Lebanon), 922 (IRMCT), UNK, or countries with commas",
    );
    let one = |text: &str| {
        let upper = text.trim().to_ascii_uppercase();
        if ISSUERS.contains(&upper.as_str()) { Ok(upper) } else { alpha2(&upper).map_err(|_| wrong.clone()) }
    };
    let codes: Vec<String> = text.split(',').map(one).collect::<Result<_, _>>()?;
    if codes.len() > 1 && codes.iter().any(|code| ISSUERS.contains(&code.as_str())) {
        return Err(wrong);
    }
    Ok(codes.join(","))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    const WRONG: Invalid = Invalid::new("code", "no such code");

    #[test]
    fn what_is_called_otherwise_by_now_is_read() {
        assert_eq!(alpha2("YU").unwrap(), "ME");
        assert_eq!(alpha2("Togo").unwrap(), "TG");
        assert!(alpha2("SUHH").is_err() && alpha2("ZZZZ").is_err());
        assert_eq!(hair("yelbd", WRONG).unwrap(), "YELB");
        assert_eq!(hair("BROL", WRONG).unwrap(), "YELB");
        // Of eyes the same letters are a code of their own.
        assert_eq!(one_of(EYES, "BROL", WRONG).unwrap(), "BROL");
    }

    #[test]
    fn codes_of_another_standard_are_not_taken() {
        assert!(one_of(EYES, "BLK", WRONG).is_err() && hair("BLK", WRONG).is_err());
        assert_eq!(tongue("fre", WRONG).unwrap(), "FRE");
        assert!(tongue("FRA", WRONG).is_err() && tongue("fr", WRONG).is_err());
    }

    #[test]
    fn courts_issue_warrants_and_so_do_several_countries_together() {
        assert_eq!(issuer("914").unwrap(), "914");
        assert_eq!(issuer("fr, DE").unwrap(), "FR,DE");
        for wrong in ["915", "914,FR", "", "FR,,DE"] {
            assert!(issuer(wrong).is_err(), "{wrong}");
        }
    }
}
