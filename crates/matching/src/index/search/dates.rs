//! Which records the dates of a query make likely: stretches of the order in which records lie.
use super::worth::points;
use crate::index::rows::{SEVERAL, is_single, order_of};
use crate::index::segment::Segment;
use crate::probe::view::{Day, View};
use crate::table::{Term, USED};
use std::cmp::Ordering;

/// How far a year may be off before it speaks against.
const SLACK: u16 = 2;
/// Points of a date that agrees in this way.
fn worth(term: Term) -> u16 {
    points(term.of(&USED)).max(1).into()
}

/// How near to the query's dates a stretch of records lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    Elsewhere,
    /// A year that is not far off.
    Year,
    /// A date that is the same or taken for it, or none that speaks against.
    Day,
}

impl Closeness {
    pub const ALL: [Closeness; 3] = [Closeness::Elsewhere, Closeness::Year, Closeness::Day];

    /// The most that dates so close say for it, in bits.
    pub fn most(self) -> f64 {
        let term = match self {
            Closeness::Elsewhere => Term::DateDifferent,
            Closeness::Year => Term::DateDayOff,
            Closeness::Day => Term::Date,
        };
        term.of(&USED)
    }
}

/// A stretch of orders, or of the positions of a segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub from: u32,
    pub end: u32,
    pub points: u16,
    pub closeness: Closeness,
}

/// Stretches side by side that make up all records of a family.
pub(super) fn stretches(query: &View<'_>, family: u8) -> Vec<Stretch> {
    let days: Vec<Day> = query.dates().collect();
    let (from, end) = (order_of(family, (0, 0, 0)), order_of(family + 1, (0, 0, 0)));
    let whole = |from, end, points, closeness| Stretch { from, end, points, closeness };
    if days.is_empty() {
        return vec![whole(from, end, 0, Closeness::Day)];
    }
    let mut exact: Vec<(u32, u16)> = days.iter().flat_map(|day| taken_for(day, family)).collect();
    exact.sort_unstable_by_key(|(order, points)| (*order, std::cmp::Reverse(*points)));
    exact.dedup_by_key(|(order, _)| *order);
    let mut bounds: Vec<u32> = exact.iter().flat_map(|(order, _)| [*order, order + 1]).collect();
    bounds.extend([from, order_of(family, SEVERAL), order_of(family, SEVERAL) + 1, end]);
    bounds.extend(days.iter().flat_map(|day| years(day).map(|year| order_of(family, (year, 0, 0)))));
    bounds.sort_unstable();
    bounds.dedup();
    let kind = |from: u32| {
        if let Ok(at) = exact.binary_search_by_key(&from, |(order, _)| *order) {
            return (exact[at].1, Closeness::Day);
        }
        let year = u16::try_from(from >> 9 & 0x3FFF).unwrap_or(0);
        match from.cmp(&order_of(family, SEVERAL)) {
            // No date speaks for it or against it.
            Ordering::Less => (0, Closeness::Day),
            // Any of them may be the same.
            Ordering::Equal => (worth(Term::Date), Closeness::Day),
            Ordering::Greater => days.iter().map(|day| in_year(day, year)).max().unwrap_or(NOWHERE),
        }
    };
    bounds
        .windows(2)
        .filter(|pair| (from..end).contains(&pair[0]))
        .map(|pair| {
            let (points, closeness) = kind(pair[0]);
            whole(pair[0], pair[1], points, closeness)
        })
        .collect()
}

const NOWHERE: (u16, Closeness) = (0, Closeness::Elsewhere);

fn in_year(day: &Day, year: u16) -> (u16, Closeness) {
    match (day.year..=day.until).contains(&year) {
        // Where no day is known the year is all there is.
        true if day.day == 0 => (worth(Term::DateYear), Closeness::Day),
        true => (1, Closeness::Year),
        false if year + SLACK >= day.year && year <= day.until + SLACK => (0, Closeness::Year),
        false => NOWHERE,
    }
}

/// The first year that is near, the first and the last of the date, and the first that is not near again.
fn years(day: &Day) -> [u16; 4] {
    [
        day.year.saturating_sub(SLACK).max(1),
        day.year,
        day.until.saturating_add(1),
        day.until.saturating_add(SLACK + 1),
    ]
}

/// The dates that a whole date is taken for, itself among them: those that the feature of dates weighs in its favour.
fn taken_for(day: &Day, family: u8) -> Vec<(u32, u16)> {
    let mut dates: Vec<((u16, u8, u8), u16)> = Vec::new();
    if !is_single(day) {
        return Vec::new();
    }
    dates.push(((day.year, 0, 0), worth(Term::DateYear)));
    dates.push(((day.year, day.month, 0), worth(Term::DateMonth)));
    if day.day != 0 {
        let new_year = (day.month, day.day) == (1, 1);
        let same = if new_year { Term::DateNewYear } else { Term::Date };
        dates.push(((day.year, day.month, day.day), worth(same)));
        dates.push(((day.year, 1, 1), worth(Term::DatePlaceholder)));
        dates.push(((day.year, day.day, day.month), worth(Term::DateSwapped)));
        for off in 1..=SLACK {
            for year in [day.year.saturating_sub(off), day.year.saturating_add(off)] {
                dates.push(((year, day.month, day.day), worth(Term::DateYearsOff)));
            }
        }
        dates.extend(mistyped(day).into_iter().map(|date| (date, worth(Term::DateTyped))));
    }
    let valid = dates.into_iter().filter(|((year, month, day), _)| *year > 0 && *month <= 12 && *day <= 31);
    valid.map(|(date, points)| (order_of(family, date), points)).collect()
}

/// With one digit replaced, or two neighbours swapped.
fn mistyped(day: &Day) -> Vec<(u16, u8, u8)> {
    let text = format!("{:04}{:02}{:02}", day.year, day.month, day.day);
    let digits: Vec<u16> = text.bytes().map(|digit| u16::from(digit - b'0')).collect();
    let date = |d: &[u16]| {
        let two = |tens: u16, ones: u16| u8::try_from(10 * tens + ones).unwrap_or(u8::MAX);
        (1000 * d[0] + 100 * d[1] + 10 * d[2] + d[3], two(d[4], d[5]), two(d[6], d[7]))
    };
    let mut dates = Vec::new();
    for at in 0..8 {
        let mut other = digits.clone();
        // Nobody mistakes the millennium; all else may be struck wrongly.
        let others = if at == 0 { 1..=2 } else { 0..=9 };
        for digit in others {
            other[at] = digit;
            dates.push(date(&other));
        }
        if at > 0 {
            other.clone_from(&digits);
            other.swap(at, at - 1);
            dates.push(date(&other));
        }
    }
    // A part of zero is one that is not known.
    dates.retain(|date| *date != (day.year, day.month, day.day) && date.1 > 0 && date.2 > 0);
    dates
}

/// The stretches of one segment that are not empty, for each closeness those that are as close or closer.
pub(super) struct Plan {
    by_closeness: [Vec<Stretch>; 3],
}

impl Plan {
    /// Of records from a position on.
    pub fn of(segment: &Segment, stretches: &[Stretch], first: u32) -> Plan {
        let mut all: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let positions = segment.between(stretch.from..stretch.end);
            let from = positions.start.max(first);
            if from < positions.end {
                all.push(Stretch { from, end: positions.end, ..*stretch });
            }
        }
        let at_least = |least: Closeness| all.iter().filter(|s| s.closeness >= least).copied().collect();
        Plan { by_closeness: Closeness::ALL.map(at_least) }
    }

    pub fn stretches(&self, least: Closeness) -> &[Stretch] {
        match least {
            Closeness::Elsewhere => &self.by_closeness[0],
            Closeness::Year => &self.by_closeness[1],
            Closeness::Day => &self.by_closeness[2],
        }
    }
}
