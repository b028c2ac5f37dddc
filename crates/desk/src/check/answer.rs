//! What a check gives back.
use formats::mrz::Mrz;
pub use matching::{BASE, Reason as Because, Thresholds, Verdict};
use model::{CheckId, Entity, Grading, Handling, Kind, Member, RecordId, Source, Status, Urgency};

/// The answer to one question: matches, best first, or none: nothing known.
#[derive(Debug, Clone)]
pub struct Answer {
    pub id: CheckId,
    /// From the question to the matches, without the wait for the disk. Microseconds.
    pub elapsed_us: u64,
    /// Everybody who was to be asked has answered, and this node has read all that it holds: until then, that nothing was
    /// found says little.
    pub complete: bool,
    pub mrz: Option<Mrz>,
    /// What the question was taken for.
    pub asked: Vec<Entity>,
    pub matches: Vec<Match>,
    /// From which scores on the answers are called what they are called.
    pub thresholds: Thresholds,
    /// Of the record that was asked about beside.
    pub explained: Option<Explained>,
}

/// Why a record is or is not an answer.
#[derive(Debug, Clone)]
pub struct Explained {
    pub record: RecordId,
    /// None where there is no such record, and where the asker's rights do not show it: the two are not told apart.
    pub judged: Option<Judged>,
}

/// A record held against a question, whatever came of it.
#[derive(Debug, Clone)]
pub struct Judged {
    pub version: u64,
    pub owner: Member,
    pub kind: Kind,
    pub caption: String,
    pub status: Option<Status>,
    /// 0 to 1.
    pub score: f64,
    /// As in [`Match`]; empty where nothing of the two was compared.
    pub explanation: Vec<Because>,
    pub outcome: Outcome,
}

/// What became of a record in the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is among the matches.
    Found,
    /// It would be, had more matches been asked for.
    BeyondLimit,
    /// It scores enough, but was not among the candidates that were compared.
    PassedOver,
    /// It scores less than what is possible.
    Below,
    /// It is a link, or so new that it cannot be searched yet.
    NotSearched,
}

model::codes!(Outcome, "outcome", {
    Found => "found",
    BeyondLimit => "beyond-limit",
    PassedOver => "passed-over",
    Below => "below",
    NotSearched => "not-searched",
});

impl Judged {
    /// How much more evidence it would need to be called possible, in the unit of the weights; none where it has enough.
    pub fn misses(&self, thresholds: &Thresholds) -> Option<f64> {
        (self.outcome == Outcome::Below).then(|| log_odds(thresholds.possible) - log_odds(self.score))
    }
}

/// The weight that makes this score: the logarithm of its odds, base two.
fn log_odds(score: f64) -> f64 {
    let inside = score.clamp(1e-12, 1.0 - 1e-12);
    (inside / (1.0 - inside)).log2()
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
    /// What is assumed at first ([`BASE`]), then feature by feature, for and against; the weights add up to the score.
    pub explanation: Vec<Because>,
    pub handling: Handling,
    pub grading: Grading,
    pub source: Source,
    /// What the owner asks to be done.
    pub action: Option<String>,
    /// Which of the readings of the question it answers.
    pub reading: usize,
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
