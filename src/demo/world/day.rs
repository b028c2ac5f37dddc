//! A day of the calendar, as the world needs it: to add days to, and to write as lists write dates.
use std::fmt;

/// A day, counted from 1970-01-01; shown as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    /// The day on which the invented world stands still, so that the same seed gives the same bytes on every day.
    pub const TODAY: Day = Day::of(2026, 6, 30);

    /// The day of a date of the Gregorian calendar.
    pub const fn of(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// Year, month and day.
    pub const fn date(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year + days.div_euclid(146_097) * 400;
        (if month <= 2 { year + 1 } else { year }, month, of_year - (153 * shifted + 2) / 5 + 1)
    }

    pub const fn year(self) -> i64 {
        self.date().0
    }

    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// `YYMMDD`, as a machine-readable zone has it.
    pub fn in_zone(self) -> String {
        let (year, month, day) = self.date();
        format!("{:02}{month:02}{day:02}", year.rem_euclid(100))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_a_century_and_a_half_reads_back() {
        assert_eq!(Day::of(1970, 1, 1), Day(0));
        for day in (-30_000..25_000).map(Day) {
            let (y, m, d) = day.date();
            assert_eq!(Day::of(y, m, d), day);
        }
        assert_eq!(Day::of(2024, 2, 28).plus(1).to_string(), "2024-02-29");
        assert_eq!(Day::of(2023, 2, 28).plus(1).to_string(), "2023-03-01");
    }
}
