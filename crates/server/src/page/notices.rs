//! Notices by where they stand, and the list of persons who are protected from them here.
use super::{Faults, Frame, Why};
use askama::Template;
use desk::notice::{Morning, Which};
use model::notice::{NoticeKind, Sent, Stage};
use model::{Member, RecordId};

/// `GET /notices?purpose=…&which=…&before=…`
#[derive(Debug, Clone, Template)]
#[template(path = "notices.html")]
pub struct NoticesPage {
    pub frame: Frame,
    pub why: Why,
    pub which: Which,
    /// A list of the morning that is shown in the place of that.
    pub morning: Option<Morning>,
    /// What is searched for among those in force; empty where nothing is.
    pub search: String,
    pub notices: Vec<NoticeRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    pub may_draft: bool,
    pub may_protect: bool,
    /// What this officer has begun and not stated.
    pub begun: Vec<BegunRow>,
    pub imported: Option<ImportedRow>,
}

/// What became of a file that was brought in.
#[derive(Debug, Clone)]
pub struct ImportedRow {
    pub stated: usize,
    pub begun: usize,
    /// The number of each that was not taken, and why not.
    pub refused: Vec<(usize, String)>,
}

/// Something that is being written.
#[derive(Debug, Clone)]
pub struct BegunRow {
    pub id: RecordId,
    /// It states this notice anew.
    pub is_redraft: bool,
    pub kind: NoticeKind,
    pub caption: String,
    pub saved_us: i64,
}

/// A notice in a list.
#[derive(Debug, Clone)]
pub struct NoticeRow {
    pub id: RecordId,
    pub owner: Member,
    pub kind: NoticeKind,
    pub sent: Sent,
    pub caption: String,
    pub stage: Stage,
    /// Nobody of another member has reviewed it, and it is here all the same.
    pub is_unreviewed: bool,
    pub moved_us: i64,
    pub review_us: i64,
    /// Its owner has taken it back, and nothing of it is here any more.
    pub is_gone: bool,
}

impl NoticeRow {
    /// By tone as well as by words.
    pub fn tone(&self) -> &'static str {
        if self.is_gone { "nothing" } else { tone(self.stage, self.is_unreviewed) }
    }
}

/// How a stage looks: in force, taken out of use, on its way.
pub(super) fn tone(stage: Stage, is_unreviewed: bool) -> &'static str {
    match stage {
        _ if is_unreviewed || stage == Stage::Unconfirmed => "caution",
        Stage::Published => "stop",
        stage if stage.is_over() => "nothing",
        _ => "note",
    }
}

impl NoticesPage {
    pub fn tabs(&self) -> &'static [Which] {
        Which::ALL
    }

    pub fn is_shown(&self, tab: &Which) -> bool {
        self.which == *tab && self.search.is_empty() && self.morning.is_none()
    }

    /// What the list is called.
    pub fn shown(&self) -> &'static str {
        self.morning.map_or(self.which.as_str(), Morning::as_str)
    }

    /// The address of a list by where they stand.
    pub fn tab(&self, tab: &Which) -> String {
        self.address(tab.as_str(), ("", ""))
    }

    /// The address of the next page of what is shown.
    pub fn after(&self, before: &str) -> String {
        self.address(self.shown(), (&self.search, before))
    }

    fn address(&self, list: &str, (search, before): (&str, &str)) -> String {
        let which = if list == Which::InForce.as_str() { "" } else { list };
        super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("which", which),
            ("search", search),
            ("before", before),
        ])
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }
}

/// `GET /protected`; sent by POST to `/protected` with `name`, `born`, `passport`, and to `/protected/{id}/remove`.
#[derive(Debug, Clone, Template)]
#[template(path = "protected.html")]
pub struct ProtectedPage {
    pub frame: Frame,
    pub why: Why,
    pub persons: Vec<ProtectedRow>,
    pub withheld: Vec<NoticeRow>,
    pub name: String,
    pub born: String,
    pub passport: String,
    pub faults: Faults,
}

/// Somebody on the list.
#[derive(Debug, Clone)]
pub struct ProtectedRow {
    pub id: RecordId,
    pub caption: String,
    pub born: Option<String>,
    pub made_us: i64,
}

impl ProtectedPage {
    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }
}
