//! A paper as remarks write it: `AB0000001 (Pakistan) issued 01 Oct 2011 expires 29 Sep 2016`.
use crate::{things::Paper, words};
use model::Country;

/// What stands after the paper's name; none if it has no number.
pub(super) fn read(what: &str, text: &str) -> Option<Paper> {
    let text = text.trim();
    let (body, issued) = cut(text, &[" issued ", " date of issue "]);
    let (head, before) = cut(body, &[" expires ", " expired ", " expiry "]);
    let (issued, expires) = match issued {
        Some(rest) => {
            let (day, expires) = cut(rest, &[" expires ", " expired ", " expiry "]);
            (Some(day), expires.or(before))
        }
        None => (None, before),
    };
    let (number, brackets) = head.split_once('(').map_or((head, ""), |(number, rest)| (number, rest));
    let number = number.trim().trim_start_matches("No.").trim_start_matches(['#', ':', ' ']).trim();
    if !number.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut paper = Paper { what: what.to_string(), number: number.to_string(), ..Paper::default() };
    paper.issued = issued.and_then(words::date);
    paper.expires = expires.and_then(words::date);
    let mut left: Vec<&str> = Vec::new();
    for piece in brackets.split([')', '(']).map(str::trim).filter(|piece| !piece.is_empty()) {
        match Country::find(piece) {
            Some(country) if paper.country.is_none() => paper.country = Some(country),
            _ => left.push(piece),
        }
    }
    left.extend(issued.filter(|_| paper.issued.is_none()));
    left.extend(expires.filter(|_| paper.expires.is_none()));
    paper.note = left.join("; ");
    Some(paper)
}

/// Cuts at the first of these words.
fn cut<'a>(text: &'a str, words: &[&str]) -> (&'a str, Option<&'a str>) {
    let first = words.iter().filter_map(|word| text.find(word).map(|at| (at, word.len()))).min();
    match first.and_then(|(at, length)| Some((text.get(..at)?, text.get(at + length..)?))) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn number_country_and_dates_are_told_apart() {
        for (text, number, country, issued, expires) in [
            (
                "AB0000001 (Pakistan) issued 01 Oct 2011 expires 29 Sep 2016",
                "AB0000001",
                "pk",
                "2011-10-01",
                "2016-09-29",
            ),
            ("AB 0000002 (Pakistan)", "AB 0000002", "pk", "", ""),
            ("# 800000001-7 (Colombia)", "800000001-7", "co", "", ""),
            ("No. 300001 (Mexico) issued 14 Dec 2005", "300001", "mx", "2005-12-14", ""),
            ("AB 0000003 (Italy) expires 30 Oct 2012", "AB 0000003", "it", "", "2012-10-30"),
            ("D00001 (Utopia) (diplomatic)", "D00001", "", "", ""),
        ] {
            let paper = read("Passport", text).unwrap();
            assert_eq!(paper.number, number);
            assert_eq!(paper.country.map_or("", Country::code), country, "{text}");
            assert_eq!(paper.issued.map(|d| d.to_string()).unwrap_or_default(), issued, "{text}");
            assert_eq!(paper.expires.map(|d| d.to_string()).unwrap_or_default(), expires, "{text}");
        }
        assert_eq!(read("Passport", "D00001 (Utopia) (diplomatic)").unwrap().note, "Utopia; diplomatic");
        assert_eq!(read("Passport", "(Pakistan)"), None);
    }
}
