//! How fast members answer each other, in figures that can be added up: whoever adds the same ones comes to the same median.
use crate::{Invalid, Member, Term};

/// Of what is measured how fast it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureOf {
    Request,
    Hit,
}

crate::codes!(FigureOf, "what is answered", { Request => "request", Hit => "hit" });

/// Up to how many hours each span reaches; the last has no end.
pub const SPANS_HOURS: [i64; 11] = [1, 2, 4, 8, 24, 48, 72, 120, 168, 336, 720];

/// How many answers came within each span.
pub type Spans = [u64; 12];

const HOUR_US: i64 = 3_600_000_000;

/// How fast one member answers one kind of thing of one urgency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub member: Member,
    pub what: FigureOf,
    pub term: Term,
    /// What was answered, or should have been by now.
    pub asked: u64,
    /// Of it, what was answered within the term.
    pub in_time: u64,
    pub spans: Spans,
}

impl Figure {
    /// Nothing yet.
    pub fn none(member: Member, what: FigureOf, term: Term) -> Figure {
        Figure { member, what, term, asked: 0, in_time: 0, spans: [0; 12] }
    }

    /// Counts one: answered after so many microseconds, or not yet, asked so many ago. What may still be answered in time does not
    /// count.
    pub fn count(&mut self, answered_us: Option<i64>, asked_ago_us: i64) {
        let Some(took_us) = answered_us else {
            self.asked += u64::from(asked_ago_us > self.term.runs_us());
            return;
        };
        self.asked += 1;
        self.in_time += u64::from(took_us <= self.term.runs_us());
        let span = SPANS_HOURS.iter().filter(|hours| took_us > **hours * HOUR_US).count();
        if let Some(span) = self.spans.get_mut(span) {
            *span += 1;
        }
    }

    /// Adds what another measured of the same.
    pub fn add(&mut self, other: &Figure) {
        self.asked = self.asked.saturating_add(other.asked);
        self.in_time = self.in_time.saturating_add(other.in_time);
        for (span, more) in self.spans.iter_mut().zip(other.spans) {
            *span = span.saturating_add(more);
        }
    }

    pub fn answered(&self) -> u64 {
        self.spans.iter().fold(0, |sum, span| sum.saturating_add(*span))
    }

    /// Within how many hours half of the answers came. None where there is no answer; `i64::MAX` where it is longer than any span.
    pub fn median_hours(&self) -> Option<i64> {
        let answered = self.answered();
        let mut sum = 0_u64;
        let reached = |span: &u64| {
            sum = sum.saturating_add(*span);
            sum.saturating_mul(2) >= answered
        };
        let span = self.spans.iter().position(reached).filter(|_| answered > 0)?;
        Some(SPANS_HOURS.get(span).copied().unwrap_or(i64::MAX))
    }

    /// What does not add up was not measured.
    pub fn check(&self) -> Result<(), Invalid> {
        const COUNT_MAX: u64 = 10_000_000;
        if self.asked > COUNT_MAX || self.answered() > self.asked || self.in_time > self.answered() {
            return Err(Invalid::new("figures", "more answers than questions, or more in time than answers"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn none() -> Figure {
        Figure::none("BJ".parse().unwrap(), FigureOf::Request, Term::Urgent)
    }

    #[test]
    fn what_may_still_be_answered_in_time_does_not_count() {
        let mut it = none();
        it.count(None, 8 * HOUR_US);
        assert_eq!((it.asked, it.median_hours()), (0, None));
        it.count(None, 8 * HOUR_US + 1);
        it.count(Some(8 * HOUR_US), 9 * HOUR_US);
        it.count(Some(8 * HOUR_US + 1), 9 * HOUR_US);
        assert_eq!((it.asked, it.in_time, it.answered()), (3, 1, 2));
        assert_eq!((it.spans[3], it.spans[4]), (1, 1));
        it.check().unwrap();
    }

    #[test]
    fn the_median_is_that_of_all_answers_whoever_adds_them() {
        let (mut one, mut two) = (none(), none());
        for hours in [1, 1, 3] {
            one.count(Some(hours * HOUR_US), 0);
        }
        for hours in [30, 900, 900, 900, 900] {
            two.count(Some(hours * HOUR_US), 0);
        }
        assert_eq!((one.median_hours(), two.median_hours()), (Some(1), Some(i64::MAX)));
        let mut there = two.clone();
        there.add(&one);
        one.add(&two);
        assert_eq!((one.median_hours(), &one), (Some(48), &there));
        let wrong = Figure { in_time: 99, ..one };
        assert!(wrong.check().is_err());
    }
}
