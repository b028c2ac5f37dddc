//! A notice as all see it: what it says, what the machine finds, who did what with it, what can be done, who has it.
use super::notices::tone;
use super::{Faults, Frame, HolderRow, Why};
use askama::Template;
use model::notice::{NoticeKind, Sent, Stage, Stop, Word};
use model::{Member, RecordId};

/// `GET /notices/{id}`; sent by POST to the same address with `round`, `words` (why), `word`, and the fields of [`Why`].
#[derive(Debug, Clone, Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    pub frame: Frame,
    pub why: Why,
    pub id: RecordId,
    pub owner: Member,
    pub kind: NoticeKind,
    pub sent: Sent,
    pub stage: Stage,
    pub round: u32,
    pub caption: String,
    pub is_unreviewed: bool,
    pub is_withheld: bool,
    /// A field's name and its values.
    pub fields: Vec<(&'static str, Vec<String>)>,
    pub audience: Vec<String>,
    pub never_to: Vec<String>,
    pub review_us: i64,
    pub stops: Vec<Stop>,
    pub flags: Vec<FlagRow>,
    pub acts: Vec<NoticeActRow>,
    /// Approvals at home, and reviewers who have cleared it.
    pub counts: (usize, usize),
    pub words: Vec<Word>,
    pub may_redraft: bool,
    pub has_record: bool,
    pub holders: Vec<HolderRow>,
    /// What was typed as the reason of an act that was not possible.
    pub typed: String,
    pub faults: Faults,
}

/// What the machine has found.
#[derive(Debug, Clone)]
pub struct FlagRow {
    pub code: &'static str,
    /// The word that points there.
    pub word: Option<&'static str>,
    /// The earlier notice: its kind, how it ended, when.
    pub earlier: Option<(RecordId, NoticeKind, Stage, i64)>,
}

/// One signed act.
#[derive(Debug, Clone)]
pub struct NoticeActRow {
    pub word: Word,
    pub member: Member,
    /// As far as others may know.
    pub person: String,
    pub is_machine: bool,
    pub why: String,
    pub at_us: i64,
}

impl NoticePage {
    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    pub fn tone(&self) -> &'static str {
        tone(self.stage, self.is_unreviewed)
    }

    /// A code of one of the lists, or the text itself.
    pub fn value(&self, field: &str, value: &str) -> String {
        match field {
            "eyes_colors_id" | "hairs_id" => self.frame.named("notice-colour", value),
            "sex_id" => self.frame.named("notice-sex", value),
            "entity_type" | "role" | "stage" | "asset_kind" | "facts_language" | "life_at_risk" => {
                self.frame.named("notice-one", value)
            }
            _ => self.frame.plain(value).into_owned(),
        }
    }

    pub fn tally(&self) -> String {
        self.frame.with_both("notice-counts", &["approvals", "clears"], self.counts.0, self.counts.1)
    }

    pub fn button(&self, word: &Word) -> &'static str {
        match word {
            Word::Approve | Word::Screen | Word::Clear | Word::Publish | Word::Diffuse => "primary",
            _ => "",
        }
    }

    pub fn is_over(&self) -> bool {
        self.review_us <= self.frame.now_us
    }
}
