//! The record page: what the owner states, whence, for whom, since when, and what it is linked with.
use super::{Frame, Why};
use model::{ActKind, Kind, LinkKind, Member, PartialDate, Record, RecordId, Status};

/// `GET /records/{id}?purpose=…&legal_basis=…&reference=…`
#[derive(Debug, Clone)]
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
