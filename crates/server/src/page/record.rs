//! The record page: what the owner states, whence, for whom, since when, and what it is linked with.
use super::{FilesPart, Frame, Sharing, Why};
use askama::Template;
use model::{ActKind, Audience, Kind, LinkKind, Member, PartialDate, Record, RecordId, Status};
use std::collections::BTreeSet;

/// `GET /records/{id}?purpose=…&legal_basis=…&reference=…`
#[derive(Debug, Clone, Template)]
#[template(path = "record.html")]
pub struct RecordPage {
    pub frame: Frame,
    pub record: Record,
    pub filed_us: i64,
    pub revised_us: Option<i64>,
    pub links: Vec<LinkRow>,
    /// Newest first.
    pub history: Vec<Version>,
    /// The reason for which it was opened; links to other records carry it on.
    pub why: Why,
    pub may_revise: bool,
    pub may_withdraw: bool,
    pub may_export: bool,
    /// The officer may declare that the law bids to keep it.
    pub may_keep: bool,
    /// It is declared already, until when.
    pub kept_until_us: Option<i64>,
    /// Until when it waits for a second person that it is declared to be kept by law.
    pub keep_waits_us: Option<i64>,
    /// The officer may see what hangs together with it.
    pub may_review: bool,
    pub files: FilesPart,
    /// It is the subject of a notice.
    pub has_notice: bool,
    /// Where the notice stands, as its owner was asked before an arrest.
    pub live: Option<desk::ask::Live>,
    /// Who has it and who looked, where it is ours and the officer may know.
    pub sharing: Option<Sharing>,
}

/// One link, as seen from this record.
#[derive(Debug, Clone)]
pub struct LinkRow {
    pub kind: LinkKind,
    /// From this record to the other.
    pub outward: bool,
    pub role: Option<String>,
    pub since: Option<PartialDate>,
    pub until: Option<PartialDate>,
    /// Whose statement it is.
    pub owner: Member,
    /// The record at the other end, where the officer may know of it.
    pub other: RecordId,
    pub other_kind: Kind,
    pub other_caption: String,
    pub other_status: Option<Status>,
}

/// One version, with what it changed.
#[derive(Debug, Clone)]
pub struct Version {
    pub version: u64,
    pub at_us: i64,
    /// As it shall be shown: an officer's name, a client's, "import".
    pub by: String,
    /// Filed, Revised or Withdrawn.
    pub act: ActKind,
    pub changes: Vec<Change>,
}

/// One property that a version changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Name of the property, or `status`, `action`, `handling`, `grading`, `source`.
    pub what: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

impl RecordPage {
    /// What its owner has said of its notice, and how that looks.
    pub fn live_says(&self, live: &desk::ask::Live) -> (&'static str, String) {
        super::notice::live_of(&self.frame, live)
    }

    /// How the record must look, whoever it is shown to.
    pub fn verdict(&self) -> super::Verdict {
        super::Verdict::of(self.record.status, true)
    }

    /// Another member's.
    pub fn is_foreign(&self) -> bool {
        self.record.owner != self.frame.member
    }

    /// All who looked at it.
    pub fn window(&self) -> String {
        let record = self.record.id.to_string();
        super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("record", &record),
        ])
    }

    pub fn kind(&self) -> Kind {
        self.record.kind()
    }

    pub fn kind_label(&self) -> &'static str {
        self.kind().label(self.frame.language)
    }

    pub fn grading(&self) -> String {
        self.record.grading.to_string()
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// Who may have it, in a sentence.
    pub fn audience(&self) -> String {
        match &self.record.handling.audience {
            Audience::Own => {
                self.frame.with("audience-is-own", "owner", self.frame.member_called(&self.record.owner))
            }
            Audience::Members(members) => {
                self.frame.with("audience-is-members", "members", self.called(members))
            }
            Audience::All => self.frame.say("audience-is-all"),
        }
    }

    pub fn never_to(&self) -> String {
        self.called(&self.record.handling.never_to)
    }

    fn called(&self, members: &BTreeSet<Member>) -> String {
        members.iter().map(|m| self.frame.member_called(m)).collect::<Vec<_>>().join(self.frame.comma())
    }

    pub fn purposes(&self) -> String {
        let purposes = self.record.handling.purposes.iter().map(|p| self.frame.named("purpose", p.as_str()));
        purposes.collect::<Vec<_>>().join(self.frame.comma())
    }
}

impl LinkRow {
    /// How they are related, seen from this record.
    pub fn word(&self, frame: &Frame) -> String {
        frame.say(&format!("link-{}{}", self.kind, if self.outward { "" } else { "-in" }))
    }
}
