//! Partial dates: what is known of a day, and no more. "1974", "August 1974", "circa 1974", "1959 to 1961", unknown day
//! and month as in passports.
use crate::Invalid;
use std::{fmt, str::FromStr};

/// A date as far as it is known.
///
/// Written as a subset of EDTF (ISO 8601-2): `1974`, `1974-08`, `1974-08-12`, `1974~` (circa), `1959/1961` (between).
/// Reads also what passports write for the unknown (`1974-08-XX`, `1974-00-00`, `19740812`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
    /// Last year of a span, if the date lies in one.
    until: Option<u16>,
    circa: bool,
}

const WHAT: &str = "date";
const FORM: Invalid = Invalid::new(
    WHAT,
    "expected a year, year-month or year-month-day (1974, 1974-08, 1974-08-12), 1974~ for circa, 1959/1961 for between",
);
const CALENDAR: Invalid = Invalid::new(WHAT, "there is no such day in the calendar");

impl PartialDate {
    /// A date of which year, and perhaps month and day, are known. Years are 1000 to 2999.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<PartialDate, Invalid> {
        let in_calendar = (1000..=2999).contains(&year)
            && month.is_none_or(|m| (1..=12).contains(&m))
            && match (month, day) {
                (_, None) => true,
                (Some(m), Some(d)) => (1..=days_in(year, m)).contains(&d),
                (None, Some(_)) => false,
            };
        if !in_calendar {
            return Err(CALENDAR);
        }
        Ok(PartialDate { year, month, day, until: None, circa: false })
    }

    /// The same date, known only roughly.
    pub fn circa(self) -> PartialDate {
        PartialDate { circa: true, ..self }
    }

    /// Some day from the first year to the last.
    pub fn between(first: u16, last: u16) -> Result<PartialDate, Invalid> {
        let date = PartialDate::new(first, None, None)?;
        if last < first || last > 2999 {
            return Err(Invalid::new(WHAT, "a span ends after it begins"));
        }
        Ok(if last == first { date } else { PartialDate { until: Some(last), ..date } })
    }

    pub const fn year(&self) -> u16 {
        self.year
    }
    pub const fn month(&self) -> Option<u8> {
        self.month
    }
    pub const fn day(&self) -> Option<u8> {
        self.day
    }
    pub const fn is_circa(&self) -> bool {
        self.circa
    }
    /// Last year in which it may lie.
    pub fn last_year(&self) -> u16 {
        self.until.unwrap_or(self.year)
    }
    /// Year, month and day are all known, and exactly.
    pub fn is_exact(&self) -> bool {
        self.day.is_some() && !self.circa
    }
}

/// Days of a month of the Gregorian calendar.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if let Some(until) = self.until {
            write!(f, "/{until:04}")?;
        }
        if self.circa { f.write_str("~") } else { Ok(()) }
    }
}

impl FromStr for PartialDate {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<PartialDate, Invalid> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        for word in ["circa ", "c. ", "approximately ", "about "] {
            if let Some(rest) = lower.strip_prefix(word) {
                return Ok(rest.parse::<PartialDate>()?.circa());
            }
        }
        if let Some(rest) = text.strip_suffix('~') {
            return Ok(rest.parse::<PartialDate>()?.circa());
        }
        if let Some((first, last)) = text.split_once('/') {
            return PartialDate::between(year(first)?, year(last)?);
        }
        // A time of day is more than a date says.
        let text = text.split_once('T').map_or(text, |(date, _)| date);
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return parts([text.get(..4), text.get(4..6), text.get(6..)]);
        }
        let mut pieces = text.split('-');
        let date = parts([pieces.next(), pieces.next(), pieces.next()])?;
        if pieces.next().is_some() { Err(FORM) } else { Ok(date) }
    }
}

fn parts([y, m, d]: [Option<&str>; 3]) -> Result<PartialDate, Invalid> {
    let year = year(y.unwrap_or(""))?;
    let month = m.map(small).transpose()?.flatten();
    let day = d.map(small).transpose()?.flatten();
    // A day of an unknown month says nothing that can be compared.
    PartialDate::new(year, month, day.filter(|_| month.is_some()))
}

fn year(text: &str) -> Result<u16, Invalid> {
    if text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FORM);
    }
    text.parse().map_err(|_| FORM)
}

/// A month or day of one or two digits; `00`, `XX` and `<<` are the unknown.
fn small(text: &str) -> Result<Option<u8>, Invalid> {
    match text {
        "0" | "00" | "XX" | "xx" | "<<" => Ok(None),
        _ if text.is_empty() || text.len() > 2 || !text.bytes().all(|b| b.is_ascii_digit()) => Err(FORM),
        _ => text.parse().map(Some).map_err(|_| FORM),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_known_is_kept_and_no_more() {
        for (text, canonical) in [
            ("1974", "1974"),
            ("1974-08", "1974-08"),
            ("1974-8-2", "1974-08-02"),
            ("19740812", "1974-08-12"),
            ("1974-08-XX", "1974-08"),
            ("1974-00-00", "1974"),
            ("1974-XX-12", "1974"),
            ("circa 1974", "1974~"),
            ("1974-08~", "1974-08~"),
            ("1959/1961", "1959/1961"),
            ("1959/1959", "1959"),
            ("2020-03-20T19:09:21", "2020-03-20"),
            ("2000-02-29", "2000-02-29"),
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "74",
            "1974-13",
            "1974-02-30",
            "1900-02-29",
            "1961/1959",
            "12.08.1974",
            "1974-08-12-01",
            "19a4",
            "１９７４",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(y in 1000u16..2999, m in 1u8..13, d in 1u8..29, known in 0u8..3, circa: bool) {
            let date = PartialDate::new(y, (known > 0).then_some(m), (known > 1).then_some(d)).unwrap();
            let date = if circa { date.circa() } else { date };
            prop_assert_eq!(date.to_string().parse::<PartialDate>().unwrap(), date);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _either = text.parse::<PartialDate>();
        }
    }
}
