//! What the dates of one record are worth beside each date of a segment.
//!
//! Records lie in the order of their dates, and many share one: so the dates of a segment are few, and what each is worth
//! is asked of the feature that judges dates, once for all records of a date.
use crate::feature::{Rarity, contradicted_most, dates_agree};
use crate::index::keyed::count;
use crate::index::rows::{SEVERAL, order_of};
use crate::index::segment::Segment;
use crate::probe::view::Day;
use crate::table::{Term, USED};
use std::ops::Range;

/// Years that are further apart agree in no date of which only a part is known.
const YEARS: u16 = 3;

/// Which date each record of a segment has, by their numbers in [`crate::index::segment::Parts::days`].
pub(super) struct Days {
    of: Vec<u32>,
}

impl Days {
    pub fn of(segment: &Segment) -> Days {
        let mut of = Vec::with_capacity(segment.len());
        for (number, [_, first]) in (0..).zip(&segment.parts.days) {
            // Each date ends where the next begins.
            of.resize(*first as usize, u32::saturating_sub(number, 1));
        }
        of.resize(segment.len(), count(segment.parts.days.len()).saturating_sub(1));
        Days { of }
    }

    pub fn number(&self, position: u32) -> usize {
        self.of[position as usize] as usize
    }
}

/// Records side by side whose dates weigh the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub from: u32,
    pub end: u32,
    pub bits: f32,
}

/// The dates of a record, and what those of a segment weigh beside them.
#[derive(Debug)]
pub(super) struct Agreeing {
    family: u8,
    dates: Vec<Day>,
    /// By the number of the date; what is not set weighs as [`Agreeing::others`].
    bits: Vec<f32>,
    set: Vec<u32>,
    /// What all other dates weigh.
    pub others: f32,
    pub stretches: Vec<Stretch>,
}

const UNSET: f32 = f32::NEG_INFINITY;
/// Of no family.
const NOBODY: u8 = u8::MAX;

impl Agreeing {
    pub fn of(segment: &Segment) -> Agreeing {
        let bits = vec![UNSET; segment.parts.days.len()];
        let (dates, set, stretches) = (Vec::new(), Vec::new(), Vec::new());
        Agreeing { family: NOBODY, dates, bits, set, others: 0.0, stretches }
    }

    /// Of a date by its number.
    pub fn bits(&self, number: usize) -> f32 {
        if self.bits[number] == UNSET { self.others } else { self.bits[number] }
    }

    /// Takes the dates of a record. `least` is what all but identifiers must come to for a pair to be told: dates that
    /// contradict may leave less than that, whatever the names.
    pub fn turn(
        &mut self,
        segment: &Segment,
        (family, dates): (u8, &[Day]),
        (least, rarity): (f64, &dyn Rarity),
    ) {
        if self.family == family && self.dates == dates {
            return;
        }
        self.set.drain(..).for_each(|number| self.bits[number as usize] = UNSET);
        self.stretches.clear();
        (self.family, self.dates) = (family, dates.to_vec());
        if dates.is_empty() {
            self.others = 0.0;
            return;
        }
        self.others = match contradicted_most(rarity) < least {
            true => f32::NEG_INFINITY,
            false => OTHERS.iter().map(|term| term.of(&USED)).fold(f64::NEG_INFINITY, f64::max) as f32,
        };
        let days = &segment.parts.days;
        for (order, bits) in [((0, 0, 0), 0.0), (SEVERAL, Term::Date.of(&USED))] {
            if let Ok(at) = days.binary_search_by_key(&order_of(family, order), |[order, _]| *order) {
                self.set(at, bits);
            }
        }
        for place in 0..self.dates.len() {
            self.beside(days, self.dates[place]);
        }
        self.lay_out(segment);
    }

    fn beside(&mut self, days: &[[u32; 2]], day: Day) {
        let is_whole = day.day != 0 && day.until == day.year && !day.circa;
        let apart = if is_whole { 0 } else { YEARS };
        let (first, last) = (day.year.saturating_sub(apart).max(1), day.until.saturating_add(apart));
        for at in between(days, self.family, (first, last)) {
            self.judge(at, &day, date(days[at][0]));
        }
        if is_whole {
            self.in_other_years(days, day);
        }
    }

    /// In another year a whole date agrees with the same day, with dates that are not whole, and where the last digit of
    /// the year and the first of the month are swapped.
    fn in_other_years(&mut self, days: &[[u32; 2]], day: Day) {
        let all = between(days, self.family, (1, u16::MAX >> 2));
        let years =
            all.clone().next().zip(all.last()).map(|(from, to)| [from, to].map(|at| date(days[at][0]).year));
        let [from, to] = years.unwrap_or([1, 0]);
        let swapped = if day.month < 10 { day.month + 10 } else { day.month - 10 };
        for year in (from..=to).filter(|year| *year != day.year) {
            let near = year.abs_diff(day.year) <= YEARS;
            let whole = [(day.month, day.day), (swapped, day.day)];
            let partial = (0..=12).map(|month| (month, 0)).filter(|_| near);
            for (month, day_of) in whole.into_iter().chain(partial) {
                let order = order_of(self.family, (year, month, day_of));
                if let Ok(at) = days.binary_search_by_key(&order, |[order, _]| *order) {
                    self.judge(at, &day, date(order));
                }
            }
        }
    }

    fn judge(&mut self, at: usize, day: &Day, other: Day) {
        let (bits, contradict) = dates_agree(day, &other);
        if !contradict {
            self.set(at, bits);
        }
    }

    fn set(&mut self, at: usize, bits: f64) {
        if self.bits[at] == UNSET {
            self.set.push(count(at));
        }
        self.bits[at] = self.bits[at].max(bits as f32);
    }

    fn lay_out(&mut self, segment: &Segment) {
        self.set.sort_unstable();
        let days = &segment.parts.days;
        for number in &self.set {
            let at = *number as usize;
            let end = days.get(at + 1).map_or(count(segment.len()), |[_, first]| *first);
            let stretch = Stretch { from: days[at][1], end, bits: self.bits[at] };
            match self.stretches.last_mut() {
                Some(last) if last.end == stretch.from && last.bits == stretch.bits => last.end = end,
                _ => self.stretches.push(stretch),
            }
        }
    }
}

/// How dates agree that contradict each other.
const OTHERS: [Term; 3] = [Term::DateDifferent, Term::DateFar, Term::DateDifferentNextYear];

/// The numbers of the dates of a family that lie in these years.
fn between(days: &[[u32; 2]], family: u8, (first, last): (u16, u16)) -> Range<usize> {
    let at = |order: u32| days.partition_point(|[day, _]| *day < order);
    at(order_of(family, (first, 0, 0)))..at(order_of(family, (last, 15, 31)) + 1)
}

/// What an order of a single date was made of.
fn date(order: u32) -> Day {
    let part = |shift: u32, bits: u32| order >> shift & ((1 << bits) - 1);
    let year = u16::try_from(part(9, 14)).unwrap_or(0);
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Day { year, until: year, month: small(part(5, 4)), day: small(part(0, 5)), circa: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Day> {
        let day = |year, month, day| Day { year, until: year, month, day, circa: false };
        let days = |year| {
            let months = [(0, 0), (1, 0), (1, 1), (2, 7), (3, 7), (3, 8), (7, 3), (11, 0), (11, 1), (12, 7)];
            months.map(|(month, of)| day(year, month, of))
        };
        (1948..2012).flat_map(days).collect()
    }

    /// Whatever the feature of dates holds to agree is where it is looked for.
    #[test]
    fn no_date_that_agrees_is_passed_by() {
        let all = all();
        let days: Vec<[u32; 2]> =
            all.iter().zip(0..).map(|(d, at)| [order_of(1, (d.year, d.month, d.day)), at]).collect();
        let mut rough = all.clone();
        rough.iter_mut().for_each(|day| day.until += u16::from(day.day == 0) * 2);
        for day in all.iter().chain(&rough).step_by(3) {
            let mut agreeing = Agreeing { bits: vec![UNSET; days.len()], family: 1, ..nothing() };
            agreeing.beside(&days, *day);
            for (at, other) in all.iter().enumerate() {
                let (bits, contradict) = dates_agree(day, other);
                let found = agreeing.bits[at] != UNSET;
                assert_eq!(found, !contradict, "{day:?} {other:?}");
                assert!(!found || agreeing.bits[at] == bits as f32);
            }
        }
    }

    fn nothing() -> Agreeing {
        let (dates, bits, set, stretches) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Agreeing { family: NOBODY, dates, bits, set, others: 0.0, stretches }
    }
}
