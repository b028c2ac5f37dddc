//! What a check gives back.
use formats::mrz::Mrz;
pub use matching::{Reason as Because, Verdict};
use model::{CheckId, Entity, Grading, Handling, Kind, Member, RecordId, Source, Status, Urgency};

/// The answer to one question: matches, best first, or none: nothing known.
#[derive(Debug, Clone)]
pub struct Answer {
    pub id: CheckId,
    /// From the question to the matches, without the wait for the disk. Microseconds.
    pub elapsed_us: u64,
    /// Everybody who was to be asked has answered. One node alone is always complete.
    pub complete: bool,
    pub mrz: Option<Mrz>,
    /// What the question was taken for.
    pub asked: Vec<Entity>,
    pub matches: Vec<Match>,
}

/// A record that answers a question.
#[derive(Debug, Clone)]
pub struct Match {
    pub record: RecordId,
    pub version: u64,
    pub owner: Member,
    pub kind: Kind,
    pub caption: String,
    /// What the owner states of it, by which people tell persons and things apart.
    pub entity: Option<Entity>,
    pub status: Option<Status>,
    /// Calibrated probability that both are the same, 0 to 1.
    pub score: f64,
    pub verdict: Verdict,
    /// Feature by feature, for and against; the weights add up to the score.
    pub explanation: Vec<Because>,
    pub handling: Handling,
    pub grading: Grading,
    pub source: Source,
    /// What the owner asks to be done.
    pub action: Option<String>,
}

impl Match {
    /// How loudly the answer must speak: what is only possible is never more than a reason to look again.
    pub fn urgency(&self) -> Urgency {
        let urgency = self.status.map_or(Urgency::Note, Status::urgency);
        match self.verdict {
            Verdict::Match => urgency,
            Verdict::Possible => urgency.min(Urgency::Caution),
        }
    }
}

impl Answer {
    /// The loudest of its matches; none where nothing is known.
    pub fn urgency(&self) -> Option<Urgency> {
        self.matches.iter().map(Match::urgency).max()
    }
}
