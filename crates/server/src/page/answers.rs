//! How fast each member answers: the same figures at every member.
use super::Frame;
use askama::Template;
use model::{Figure, Member};

/// `GET /network/answers`
#[derive(Debug, Clone, Template)]
#[template(path = "answers.html")]
pub struct AnswersPage {
    pub frame: Frame,
    /// In the order of members, kinds and urgencies.
    pub rows: Vec<AnswerRow>,
}

/// How fast one member answers one kind of thing of one urgency.
#[derive(Debug, Clone)]
pub struct AnswerRow {
    pub all: Figure,
    pub by: Vec<Measured>,
}

/// The part of one who asked.
#[derive(Debug, Clone)]
pub struct Measured {
    pub asker: Member,
    pub figure: Figure,
}

impl AnswersPage {
    /// The share that was answered in time.
    pub fn share(&self, it: &Figure) -> String {
        let thousandths = it.in_time.saturating_mul(1_000).checked_div(it.asked).unwrap_or(0);
        self.frame.percent(&(f64::from(u32::try_from(thousandths).unwrap_or(0)) / 1_000.0))
    }

    /// Within what time half of the answers came.
    pub fn median(&self, it: &Figure) -> String {
        match it.median_hours() {
            None => "–".to_owned(),
            Some(i64::MAX) => self.frame.say("answers-longer"),
            Some(hours) if hours >= 48 => {
                self.frame.with("answers-days", "count", (hours / 24).unsigned_abs())
            }
            Some(hours) => self.frame.with("answers-hours", "count", hours.unsigned_abs()),
        }
    }
}
