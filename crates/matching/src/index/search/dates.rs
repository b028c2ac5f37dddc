//! What the dates of a query can say at the most for each stretch of the order in which records lie.
use super::worth::POINTS_A_BIT;
use crate::index::rows::{SEVERAL, order_of};
use crate::probe::view::{Day, View};
use crate::table::{Term, USED, limit};
use std::ops::Range;

/// Ages are guessed and years misheard by so much; what it says where one side knows no more than the year.
const NEAR_YEARS: [(u16, Term); 2] = [(1, Term::DateNextYear), (2, Term::DateTwoYears)];

/// A stretch of orders, or of the positions of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from: u32,
    pub end: u32,
    /// The most that dates say for a record of it, in points.
    pub points: i32,
    /// They contradict each other, which no name outweighs, see [`crate::feature::contradicted_most`].
    pub against: bool,
}

/// What is said of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Says {
    points: i32,
    against: bool,
}

fn says(term: Term) -> Says {
    let against = matches!(term, Term::DateDifferent | Term::DateFar | Term::DateDifferentNextYear);
    Says { points: (term.of(&USED) * POINTS_A_BIT).ceil() as i32, against }
}

/// What dates say at the most that are a year apart and not the same day, in points.
pub(super) fn another_day_of_next_year() -> i32 {
    says(Term::DateDifferentNextYear).points
}

/// The most of both, whichever of the two decides.
fn either(one: Says, other: Says) -> Says {
    Says { points: one.points.max(other.points), against: one.against && other.against }
}

/// Stretches side by side that make up all records of a family.
pub(super) fn stretches(query: &View<'_>, family: u8) -> Vec<Stretch> {
    let days: Vec<Day> = query.dates().collect();
    let (from, end) = (order_of(family, (0, 0, 0)), order_of(family + 1, (0, 0, 0)));
    if days.is_empty() {
        return vec![Stretch { from, end, points: 0, against: false }];
    }
    let mut claims = Claims { family, exact: Vec::with_capacity(128), ranges: Vec::new() };
    days.iter().for_each(|day| claims.of(day));
    claims.stretches(from..end)
}

/// What is said of single orders and of ranges; where several speak of one the best counts.
struct Claims {
    family: u8,
    exact: Vec<(u32, Says)>,
    ranges: Vec<(Range<u32>, Says)>,
}

impl Claims {
    fn of(&mut self, day: &Day) {
        if day.until > day.year {
            self.years(day.year..=day.until, says(Term::DateSpan));
        } else if day.circa {
            let years = day.year.saturating_sub(limit::CIRCA_YEARS)..=day.year + limit::CIRCA_YEARS;
            self.years(years, says(Term::DateSpan));
        } else if day.day == 0 {
            self.partial(day);
        } else {
            self.whole(day);
        }
    }

    fn partial(&mut self, day: &Day) {
        for (off, term) in NEAR_YEARS {
            for year in [day.year.saturating_sub(off), day.year + off] {
                self.years(year..=year, says(term));
            }
        }
        if day.month == 0 {
            self.years(day.year..=day.year, says(Term::DateYear));
        } else {
            self.exact((day.year, 0, 0), says(Term::DateYear));
            self.month(day.year, day.month, says(Term::DateMonth));
            self.years(day.year..=day.year, says(Term::DateSameYearOnly));
        }
    }

    fn whole(&mut self, day: &Day) {
        let Day { year, month, day, .. } = *day;
        let new_year = (month, day) == (1, 1);
        self.exact((year, month, day), says(if new_year { Term::DateNewYear } else { Term::Date }));
        self.exact((year, 0, 0), says(Term::DateYear));
        self.exact((year, month, 0), says(Term::DateMonth));
        self.exact((year, 1, 1), says(Term::DatePlaceholder));
        self.exact((year, day, month), says(Term::DateSwapped));
        self.month(year, month, says(Term::DateDayOff));
        let rest = if new_year { Term::DatePlaceholder } else { Term::DateSameYearOnly };
        self.years(year..=year, says(rest));
        for next in [year.saturating_sub(1), year + 1] {
            self.years(next..=next, says(Term::DateDifferentNextYear));
        }
        for (off, term) in NEAR_YEARS {
            for year in [year.saturating_sub(off), year + off] {
                (0..=12).for_each(|month| self.exact((year, month, 0), says(term)));
                // Two that are 1 January may both be placeholders: only the years are compared.
                self.exact((year, month, day), says(if new_year { term } else { Term::DateYearsOff }));
            }
        }
        mistyped([year / 1000, year / 100 % 10, year / 10 % 10, year % 10], [month, day], |date| {
            self.exact(date, says(Term::DateTyped));
        });
    }

    fn exact(&mut self, date: (u16, u8, u8), says: Says) {
        if date.0 > 0 && date.1 <= 12 && date.2 <= 31 {
            self.exact.push((order_of(self.family, date), says));
        }
    }

    fn month(&mut self, year: u16, month: u8, says: Says) {
        let first = order_of(self.family, (year, month, 0));
        self.ranges.push((first..first + 32, says));
    }

    fn years(&mut self, years: std::ops::RangeInclusive<u16>, says: Says) {
        let order = |year: u16| order_of(self.family, (year.max(1), 0, 0));
        self.ranges.push((order(*years.start())..order(*years.end() + 1), says));
    }

    fn stretches(mut self, all: Range<u32>) -> Vec<Stretch> {
        let order_of = |date| order_of(self.family, date);
        // No date speaks for it or against it; with several dates any of them may be the same.
        self.ranges.push((all.start..order_of(SEVERAL), Says { points: 0, against: false }));
        self.ranges.push((order_of(SEVERAL)..order_of(SEVERAL) + 1, says(Term::Date)));
        self.ranges.push((all.clone(), says(Term::DateDifferent)));
        self.exact.sort_unstable_by_key(|(order, _)| *order);
        self.exact.dedup_by(|(next, says), (order, so_far)| {
            let same = next == order;
            *so_far = if same { either(*so_far, *says) } else { *so_far };
            same
        });
        let mut bounds: Vec<u32> = self.exact.iter().flat_map(|(order, _)| [*order, order + 1]).collect();
        bounds.extend(self.ranges.iter().flat_map(|(range, _)| [range.start, range.end]));
        bounds.sort_unstable();
        bounds.dedup();
        let mut exact = self.exact.iter().peekable();
        let bounds = bounds.windows(2).filter(|pair| all.contains(&pair[0]));
        bounds
            .map(|pair| {
                while exact.next_if(|(order, _)| *order < pair[0]).is_some() {}
                let said = exact.next_if(|(order, _)| *order == pair[0]).map(|(_, says)| *says);
                let covering = self.ranges.iter().filter(|(range, _)| range.contains(&pair[0]));
                let said = covering.map(|(_, says)| *says).chain(said).reduce(either);
                let Says { points, against } = said.unwrap_or(says(Term::DateDifferent));
                Stretch { from: pair[0], end: pair[1], points, against }
            })
            .collect()
    }
}

/// With one digit replaced, or two neighbours swapped.
fn mistyped(year: [u16; 4], [month, day]: [u8; 2], mut each: impl FnMut((u16, u8, u8))) {
    let [a, b, c, d] = year;
    let [month, day] = [month, day].map(u16::from);
    let mut digits = [a, b, c, d, month / 10, month % 10, day / 10, day % 10];
    let mut give = |d: &[u16; 8]| {
        let two = |tens: u16, ones: u16| u8::try_from(10 * tens + ones).unwrap_or(u8::MAX);
        let date = (1000 * d[0] + 100 * d[1] + 10 * d[2] + d[3], two(d[4], d[5]), two(d[6], d[7]));
        // A part of zero is one that is not known.
        if date.1 > 0 && date.2 > 0 {
            each(date);
        }
    };
    for at in 0..8 {
        let right = digits[at];
        // Nobody mistakes the millennium; all else may be struck wrongly.
        let others = if at == 0 { 1..=2 } else { 0..=9 };
        for digit in others.filter(|digit| *digit != right) {
            digits[at] = digit;
            give(&digits);
        }
        digits[at] = right;
        if at > 0 && digits[at - 1] != right {
            digits.swap(at, at - 1);
            give(&digits);
            digits.swap(at, at - 1);
        }
    }
}
