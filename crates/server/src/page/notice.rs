//! A notice as all see it: what it says, what the machine finds, who did what with it, what can be done, who has it.
use super::notices::tone;
use super::{Faults, Frame, HolderRow, Why};
use askama::Template;
use desk::ask::Live;
use desk::notice::Fed;
use model::notice::{FIELDS, Form, Leave, NoticeKind, Sent, Stage, Stop, Word};
use model::{Holds, Member, RecordId};

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
    /// Some of its reviews are by those who review no more.
    pub is_doubted: bool,
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
    pub has_record: bool,
    pub holders: Vec<HolderRow>,
    /// Digests of its photographs.
    pub photographs: Vec<String>,
    /// What its owner lets the public see, and whether that was taken back.
    pub leave: Leave,
    pub is_hidden: bool,
    /// The notice that it was put in the place of, and the one that took its place.
    pub corrects: Option<RecordId>,
    pub corrected_by: Option<RecordId>,
    /// What the copies that are gone had fed.
    pub fed: Vec<FedRow>,
    pub may: desk::notice::Offered,
    /// Where its owner says that it stands, where it was just asked.
    pub live: Option<Live>,
    /// What was typed as the reason of an act that was not possible.
    pub typed: String,
    pub faults: Faults,
}

/// What one member's copy had fed, as that member told.
#[derive(Debug, Clone)]
pub struct FedRow {
    pub member: Member,
    pub fed: Fed,
    pub told_us: i64,
}

impl FedRow {
    /// What went out of the house there and cannot be taken back from here.
    pub fn is_out(&self) -> bool {
        self.fed.exported + self.fed.printed + self.fed.carried > 0
    }

    /// The counts in words, those that are nought left out.
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let fed = &self.fed;
        let all = [
            ("notice-fed-exported", fed.exported),
            ("notice-fed-printed", fed.printed),
            ("notice-fed-carried", fed.carried),
            ("notice-fed-shown", fed.shown),
        ];
        all.into_iter().filter(|(_, times)| *times > 0).collect()
    }
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

/// A value as people read it: a code of one of the lists, a date, a country, or the text itself.
pub(super) fn value_of(frame: &Frame, field: &str, value: &str) -> String {
    let form = FIELDS.iter().find(|one| one.name == field).map(|one| one.form);
    match form {
        Some(Form::Eyes | Form::Hair) => frame.named("notice-colour", value),
        Some(Form::Sex) => frame.named("notice-sex", value),
        Some(Form::One(_)) => frame.named("notice-one", value),
        Some(Form::Date | Form::Day) => {
            frame.in_words(&Holds::Date, value).unwrap_or_else(|| value.to_owned())
        }
        Some(Form::Country | Form::Countries) => {
            frame.in_words(&Holds::Country, &value.to_lowercase()).unwrap_or_else(|| value.to_owned())
        }
        _ => frame.plain(value).into_owned(),
    }
}

/// Where the owner of a notice says that it stands, in a sentence, with its tone.
pub(super) fn live_of(frame: &Frame, live: &Live) -> (&'static str, String) {
    match live {
        Live::Confirmed { stage: Stage::Published, at_us } => {
            ("done", frame.with("live-confirmed", "clock", frame.clock(at_us)))
        }
        Live::Confirmed { stage, at_us } => {
            let stage = frame.named("notice-stage", stage.as_str());
            ("stop", frame.with_both("live-ended", &["stage", "clock"], stage, frame.clock(at_us)))
        }
        Live::Denied { at_us } => ("stop", frame.with("live-denied", "clock", frame.clock(at_us))),
        Live::Unreached { stage, known_us } => {
            let stage = frame.named("notice-stage", stage.as_str());
            (
                "caution",
                frame.with_both("live-unreached", &["stage", "moment"], stage, frame.moment(known_us)),
            )
        }
    }
}

impl NoticePage {
    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// The same, behind another part of a query.
    pub fn reason_more(&self) -> String {
        self.reason().trim_start_matches('?').to_owned()
    }

    /// Strangers see an extract of it at this moment, wherever one is served.
    pub fn is_public(&self) -> bool {
        self.stage == Stage::Published && self.leave > Leave::Nothing && !self.is_hidden
    }

    pub fn tone(&self) -> &'static str {
        tone(self.stage, self.is_unreviewed)
    }

    /// A code of one of the lists, or the text itself.
    pub fn value(&self, field: &str, value: &str) -> String {
        value_of(&self.frame, field, value)
    }

    /// Where its owner says that it stands, in a sentence, and how loudly that is told.
    pub fn live_says(&self, live: &Live) -> (&'static str, String) {
        live_of(&self.frame, live)
    }

    pub fn tally(&self) -> String {
        self.frame.with_both("notice-counts", &["approvals", "clears"], self.counts.0, self.counts.1)
    }

    pub fn button(&self, word: &Word) -> &'static str {
        match word {
            Word::Approve | Word::Screen | Word::Clear | Word::Publish | Word::Diffuse | Word::Confirm => {
                "primary"
            }
            _ => "",
        }
    }

    pub fn is_over(&self) -> bool {
        self.review_us <= self.frame.now_us
    }
}
