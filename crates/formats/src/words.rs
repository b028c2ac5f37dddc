//! Dates in English words, as the lists of the Treasury and of the United Nations write them.
use model::PartialDate;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `13 Mar 1981`, `Sep. 1958`, `1974`, `circa 1974`, `1959 to 1961`, `1960s`, or a date in digits.
pub(crate) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let lower = text.to_lowercase();
    for word in ["circa ", "approximately ", "approx. ", "about ", "c. "] {
        if let Some(rest) = lower.strip_prefix(word) {
            return date(rest).map(PartialDate::circa);
        }
    }
    for word in ["between ", "from "] {
        if let Some(rest) = lower.strip_prefix(word) {
            return date(rest);
        }
    }
    for between in [" to ", " and ", "-", " – "] {
        if let Some(span) = lower.split_once(between).and_then(|(first, last)| span(first, last)) {
            return Some(span);
        }
    }
    decade(&lower).or_else(|| day(&lower)).or_else(|| text.parse().ok())
}

fn span(first: &str, last: &str) -> Option<PartialDate> {
    let (mut about, first) = (first.contains("circa"), date(first)?);
    about |= last.contains("circa");
    let last = date(last)?;
    let span = PartialDate::between(first.year(), last.last_year()).ok()?;
    Some(if about { span.circa() } else { span })
}

fn decade(text: &str) -> Option<PartialDate> {
    let words = ["early ", "late ", "mid-", "mid "];
    let text = words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let first: u16 = text.strip_suffix('s').filter(|year| year.len() == 4)?.parse().ok()?;
    PartialDate::between(first, first.checked_add(9)?).ok()
}

/// Words in the order day, month, year, or month and year, or year.
fn day(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [year] => PartialDate::new(four(year)?, None, None).ok(),
        [m, year] => PartialDate::new(four(year)?, Some(month(m)?), None).ok(),
        [d, m, year] => match d.parse() {
            Ok(d) => PartialDate::new(four(year)?, Some(month(m)?), Some(d)).ok(),
            Err(_) => {
                PartialDate::new(four(year)?, Some(month(d)?), m.trim_end_matches(',').parse().ok()).ok()
            }
        },
        _ => None,
    }
}

fn four(text: &str) -> Option<u16> {
    if text.len() == 4 { text.parse().ok() } else { None }
}

/// The first three letters tell.
fn month(text: &str) -> Option<u8> {
    let head = text.get(..3)?;
    let rest_is_a_word = text.trim_end_matches('.').chars().all(char::is_alphabetic);
    MONTHS.iter().zip(1u8..).find(|(name, _)| **name == head && rest_is_a_word).map(|(_, number)| number)
}

/// The date that follows one of these words in a sentence: `issued on 5 April 1999 at Zarqa` after `issued on`.
pub(crate) fn date_after(sentence: &str, marks: &[&str]) -> Option<PartialDate> {
    let lower = sentence.to_lowercase();
    marks.iter().find_map(|mark| {
        let rest = lower.split_once(mark)?.1;
        let words: Vec<&str> =
            rest.split_whitespace().take(3).map(|w| w.trim_matches([',', ';', ')'])).collect();
        (1..=words.len()).rev().find_map(|count| date(&words.get(..count)?.join(" ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_become_dates() {
        for (text, canonical) in [
            ("13 Mar 1981", "1981-03-13"),
            ("Sep. 1958", "1958-09"),
            ("August 1961", "1961-08"),
            ("1974", "1974"),
            ("circa 1974", "1974~"),
            ("1959 to 1961", "1959/1961"),
            ("circa 1959-1961", "1959/1961~"),
            ("01 Jan 1955 to 31 Dec 1958", "1955/1958"),
            ("Between Aug. and Sep. 1977", ""),
            ("1960s", "1960/1969"),
            ("early 1960s", "1960/1969"),
            ("1981-03-13", "1981-03-13"),
            ("Mar 31 1981", "1981-03-31"),
            ("31 Feb 1981", ""),
            ("yesterday", ""),
            ("é 1981", ""),
        ] {
            assert_eq!(date(text).map(|d| d.to_string()).unwrap_or_default(), canonical, "{text}");
        }
    }

    #[test]
    fn a_date_is_found_after_its_mark() {
        let note = "issued on 5 April 1999 at Zarqa, Jordan, expired on 4 April 2004";
        assert_eq!(date_after(note, &["issued on "]).map(|d| d.to_string()), Some("1999-04-05".into()));
        assert_eq!(
            date_after(note, &["expires on ", "expired on "]).map(|d| d.to_string()),
            Some("2004-04-04".into())
        );
        assert_eq!(
            date_after("issued in 1993, under name X", &["issued in "]).map(|d| d.to_string()),
            Some("1993".into())
        );
    }
}
