//! Countries and the other issuers of documents: ISO 3166 with what ICAO 9303 adds, and the names that lists use.
//!
//! Codes and names: ISO 3166 (English, French, Spanish, Arabic short names as the UN gives them, public domain tables);
//! three-letter codes XXA to XXX, UNO, EUE, D, RKS: ICAO Doc 9303 part 3.
use crate::{Invalid, Language};
use std::{collections::HashMap, fmt, str::FromStr, sync::LazyLock};

/// A country or other issuer, in lower case as FollowTheMoney writes it: ISO 3166 alpha-2 (`tg`), or four letters for a
/// country that has ceased to be (`suhh`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u16);

struct Row {
    code: &'static str,
    alpha3: &'static str,
    names: [&'static str; 4],
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let text: &'static str = include_str!("countries.tsv");
    text.lines().filter_map(row).collect()
});

fn row(line: &'static str) -> Option<Row> {
    let mut columns = line.split('\t');
    let (code, alpha3, _numeric) = (columns.next()?, columns.next()?, columns.next()?);
    let names = [columns.next()?, columns.next()?, columns.next()?, columns.next()?];
    Some(Row { code, alpha3, names })
}

static BY_NAME: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let text: &'static str = include_str!("countries.tsv");
    let mut names = HashMap::new();
    for (at, line) in (0u16..).zip(text.lines()) {
        for name in line.split('\t').flat_map(|column| column.split('|')).filter(|name| !name.is_empty()) {
            names.entry(key(name)).or_insert(Country(at));
        }
    }
    names
});

/// Letters only, in lower case, without accents of Latin: "Côte d'Ivoire" and "COTE D IVOIRE" are one name.
fn key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        return name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    name.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Country {
    /// By code (alpha-2, alpha-3, numeric, as in passports) or by a name in English, French, Spanish or Arabic.
    pub fn find(text: &str) -> Option<Country> {
        let text = text.trim().trim_end_matches('<');
        BY_NAME.get(&key(text)).copied()
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }

    /// `tg`.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// `TGO`, as in machine-readable zones.
    pub fn alpha3(self) -> &'static str {
        self.row().alpha3
    }

    pub fn name(self, language: Language) -> &'static str {
        let [english, french, spanish, arabic] = self.row().names;
        match language {
            Language::English => english,
            Language::French => french,
            Language::Spanish => spanish,
            Language::Arabic => arabic,
        }
    }

    /// Every one, in the order of the table.
    pub fn all() -> impl Iterator<Item = Country> {
        (0u16..).zip(ROWS.iter()).map(|(at, _)| Country(at))
    }
}

impl FromStr for Country {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Country, Invalid> {
        Country::find(text).ok_or(Invalid::new("country", "expected a code (TG, TGO) or a country's name"))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_find_the_same_country() {
        for text in ["tg", "TGO", "768", "Togo", " TOGO ", "توغو"] {
            assert_eq!(Country::find(text).map(Country::code), Some("tg"), "{text}");
        }
        for (text, code) in [
            ("D<<", "de"),
            ("Korea, North", "kp"),
            ("Cote d Ivoire", "ci"),
            ("UTO", "ut"),
            ("XXB", "xb"),
            ("Burma", "mm"),
        ] {
            assert_eq!(Country::find(text).map(Country::code), Some(code), "{text}");
        }
        assert_eq!(Country::find("Atlantis"), None);
    }

    #[test]
    fn every_row_is_whole() {
        for country in Country::all() {
            assert!((2..=4).contains(&country.code().len()));
            assert_eq!(country.alpha3().len(), 3, "{country}");
            assert!(Language::ALL.iter().all(|l| !country.name(*l).is_empty()), "{country}");
            assert_eq!(Country::find(country.code()), Some(country));
            assert_eq!(Country::find(country.alpha3()), Some(country));
        }
    }
}
