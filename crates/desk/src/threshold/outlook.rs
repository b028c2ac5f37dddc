//! What a threshold would bring a day, from how answers have scored. Pure.
use super::tally::{CHECKS, STEPS};
use store::tally::Counted;

/// Days back from now that are looked at.
pub(super) const WINDOW_DAYS: i64 = 28;

/// What the last days say of the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Days that were looked at.
    pub days: u32,
    /// Checks made in them.
    pub checks: u64,
    /// For each threshold that can be chosen, rising.
    pub rows: Vec<Row>,
    steps: [Step; STEPS.len()],
}

/// What one threshold would bring on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    pub threshold: f64,
    /// Answers that score as much or more.
    pub alarms: f64,
    /// Of these, how many are expected to be of somebody else: the sum of what each score lacks to 1.
    pub false_alarms: f64,
    /// True answers that are expected below it, as far as they were counted: the sum of their scores.
    pub missed: f64,
}

/// Answers of one step in all days, and their scores together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Step {
    answers: f64,
    score: f64,
}

impl Outlook {
    /// Of what was counted up to and with `today`, in days since 1970.
    pub(super) fn of(counted: &[Counted], today: i64) -> Outlook {
        let counted: Vec<&Counted> = counted.iter().filter(|one| one.day > today - WINDOW_DAYS).collect();
        let first = counted.iter().map(|one| one.day).min().unwrap_or(today);
        let days = u32::try_from(today - first + 1).unwrap_or(1).max(1);
        let checks = counted.iter().filter(|one| one.step == CHECKS).map(|one| one.answers).sum();
        let mut steps = [Step::default(); STEPS.len()];
        for one in &counted {
            let place = usize::try_from(one.step).ok().and_then(|step| step.checked_sub(1));
            if let Some(step) = place.and_then(|place| steps.get_mut(place)) {
                step.answers += one.answers as f64;
                step.score += one.score_ppm as f64 / 1e6;
            }
        }
        let mut outlook = Outlook { days, checks, rows: vec![], steps };
        outlook.rows = STEPS.iter().map(|threshold| outlook.at(*threshold)).collect();
        outlook
    }

    /// What this threshold would bring. Within a step its answers are taken to lie evenly.
    pub fn at(&self, threshold: f64) -> Row {
        let ends = STEPS.iter().skip(1).copied().chain([1.0]);
        let (mut answers, mut score, mut missed) = (0.0, 0.0, 0.0);
        for ((step, from), until) in self.steps.iter().zip(STEPS).zip(ends) {
            let share = ((until - threshold) / (until - from)).clamp(0.0, 1.0);
            answers += share * step.answers;
            score += share * step.score;
            missed += (1.0 - share) * step.score;
        }
        let days = f64::from(self.days);
        Row {
            threshold,
            alarms: answers / days,
            false_alarms: (answers - score) / days,
            missed: missed / days,
        }
    }

    /// Checks on a day.
    pub fn checks_a_day(&self) -> f64 {
        self.checks as f64 / f64::from(self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(day: i64, step: u32, answers: u64, score: f64) -> Counted {
        Counted { day, step, answers, score_ppm: (score * 1e6) as u64 }
    }

    #[test]
    fn alarms_false_ones_and_missed_ones_are_sums_of_scores() {
        let counted = [
            counted(9, 0, 100, 0.0),
            counted(9, 5, 10, 2.7),
            counted(10, 0, 60, 0.0),
            counted(10, 18, 4, 3.7),
        ];
        let outlook = Outlook::of(&counted, 10);
        assert_eq!((outlook.days, outlook.checks, outlook.checks_a_day()), (2, 160, 80.0));
        let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} {other}");
        let half = outlook.at(0.5);
        near(half.alarms, 2.0);
        near(half.false_alarms, 0.15);
        near(half.missed, 1.35);
        let low = outlook.at(0.05);
        near(low.alarms, 7.0);
        near(low.false_alarms, 3.8);
        near(low.missed, 0.0);
    }

    #[test]
    fn a_higher_threshold_never_brings_more() {
        let counted: Vec<Counted> = (1..=23).map(|step| counted(3, step, u64::from(step) * 3, 1.0)).collect();
        let outlook = Outlook::of(&counted, 3);
        for pair in outlook.rows.windows(2) {
            assert!(pair[0].alarms >= pair[1].alarms && pair[0].missed <= pair[1].missed, "{pair:?}");
        }
        assert!(outlook.at(0.52).alarms < outlook.at(0.5).alarms);
    }

    #[test]
    fn old_days_and_none_at_all_are_no_reason_to_divide_by_nothing() {
        let old = Outlook::of(&[counted(1, 0, 5, 0.0)], 90);
        assert_eq!((old.days, old.checks), (1, 0));
        assert_eq!(Outlook::of(&[], 90).at(0.5).alarms, 0.0);
    }
}
