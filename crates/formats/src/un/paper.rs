//! Papers of an individual: number, country and dates, which the list often writes into one field.
use super::{demonym, element::Element};
use crate::{
    sketch::Sketch,
    things::{Paper, Things},
    words,
};
use model::Country;

const ISSUED: &[&str] = &["issued on ", "issued in ", "issue date ", "date of issue ", "issued "];
const EXPIRES: &[&str] = &["expires on ", "expired on ", "expires ", "expired ", "expiry ", "valid until "];

pub(super) fn read(element: &Element, holder: &str, person: &mut Sketch, things: &mut Things) {
    let note = element.text("NOTE");
    let what = what(element);
    let text = [element.text("NUMBER"), number_in(element.text("TYPE_OF_DOCUMENT2")), number_in(note)];
    let text = text.into_iter().find(|text| !text.is_empty()).unwrap_or("");
    let (country, number) = number(text);
    let issuers = [element.text("ISSUING_COUNTRY"), element.text("COUNTRY_OF_ISSUE")];
    let issuer = issuers.into_iter().find_map(demonym::country).or(country);
    let all = format!("{} {note}", element.text("NUMBER"));
    let paper = Paper {
        number: number.to_string(),
        country: issuer,
        issued: words::date(element.text("DATE_OF_ISSUE")).or_else(|| words::date_after(&all, ISSUED)),
        expires: words::date_after(&all, EXPIRES),
        holder: under_name(note).map(str::to_string),
        note: note.split_whitespace().collect::<Vec<_>>().join(" "),
        what,
    };
    let passport = paper.what.to_lowercase().contains("pass");
    let taken =
        !number.is_empty() && person.try_put(if passport { "passportNumber" } else { "idNumber" }, number);
    if taken {
        things.paper(holder, &paper);
    }
    let place = [element.text("CITY_OF_ISSUE"), issuers.into_iter().find(|c| !c.is_empty()).unwrap_or("")];
    let said: Vec<&str> = [text]
        .into_iter()
        .chain(place)
        .chain([element.text("DATE_OF_ISSUE"), note])
        .filter(|t| !t.is_empty())
        .collect();
    let plain = taken && note.is_empty() && place.iter().take(1).all(|city| city.is_empty());
    if !said.is_empty() && !plain {
        person.note(&format!("{}: {}", paper.what, said.join(", ")));
    }
}

/// The finer of the two types that the list gives; papers that it calls by a Spanish or French name are passports too.
fn what(element: &Element) -> String {
    let (first, second) = (element.text("TYPE_OF_DOCUMENT"), element.text("TYPE_OF_DOCUMENT2"));
    let finer =
        second.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ":.".contains(c));
    let finer = ["number", "no"].iter().find_map(|word| finer.strip_suffix(word)).unwrap_or(finer).trim();
    let what = if finer.is_empty() { first } else { finer };
    let lower = what.to_lowercase();
    if lower.contains("passport") || lower.contains("passeport") || lower.contains("pasaporte") {
        "Passport".to_string()
    } else if what.is_empty() {
        "Document".to_string()
    } else {
        what.to_string()
    }
}

/// From the word "number" on, or from the first word with three digits.
fn number_in(text: &str) -> &str {
    let words = text.split(|c: char| c.is_whitespace() || c == ':');
    if words.clone().any(|word| word.chars().filter(char::is_ascii_digit).count() >= 5) { text } else { "" }
}

/// A country and a number out of `Libyan Passport No. 96/100001` or `Jordan 600001`.
fn number(text: &str) -> (Option<Country>, &str) {
    let text = text.trim();
    let country =
        text.split_whitespace().next().and_then(|word| demonym::country(word).filter(|_| word.len() > 3));
    let marks = ["number", "no.", "no:", "no ", "code", "card", "passport", "”)"];
    let lower = text.to_ascii_lowercase();
    let after =
        marks.iter().filter_map(|mark| lower.rfind(mark).map(|at| at + mark.len())).max().unwrap_or(0);
    let mut number = text.get(after..).unwrap_or(text);
    if after == 0 && country.is_some() {
        number = number.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    }
    (country, ended(number.trim_start_matches([':', '.', ' ', ')'])))
}

/// The number without the sentence that follows it.
fn ended(text: &str) -> &str {
    let marks = [" issued", " expire", " (", ",", ";", " valid", " date"];
    let end = marks.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim()
}

/// Whose name it bears, where it is another's.
fn under_name(note: &str) -> Option<&str> {
    let marks = ["under the name of ", "under the name\n", "under name ", "in the name of "];
    let rest = marks.iter().find_map(|mark| note.split_once(mark))?.1;
    Some(rest.split([',', ';', '.', '(']).next().unwrap_or(rest).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_its_sentence() {
        for (text, country, expected) in [
            ("300000001", "", "300000001"),
            ("D 000001", "", "D 000001"),
            ("Jordan 600001", "jo", "600001"),
            ("Libyan Passport No. 96/100001", "ly", "96/100001"),
            ("Russian foreign travel passport number 500000001", "ru", "500000001"),
            ("German travel document (“Reiseausweis”) A 0100001", "de", "A 0100001"),
            (
                "Tunisian passport number L 100001 issued on 28 Feb. 1996, expired on 27 Feb. 2001",
                "tn",
                "L 100001",
            ),
            ("Italian Fiscal Code: AAAAAA74A11A001A", "it", "AAAAAA74A11A001A"),
            ("04000001 issued on 18 Jun. 1999", "", "04000001"),
            ("", "", ""),
        ] {
            let (found, number) = number(text);
            assert_eq!((found.map_or("", Country::code), number), (country, expected), "{text}");
        }
    }

    #[test]
    fn a_paper_may_bear_another_name() {
        assert_eq!(under_name("issued in 1993, under name Ama Mensah, lost"), Some("Ama Mensah"));
        assert_eq!(under_name("previous"), None);
    }
}
