//! The log for inspectors: who looked at whom, why, when; and whether the log is whole.
use super::Frame;
use model::{ActKind, Purpose};

/// `GET /log?by=&kind=&object=&purpose=&from=&to=&before=SEQ`; `GET /log.csv?…` exports the same selection;
/// POST to `/log/verify` verifies it.
#[derive(Debug, Clone)]
pub struct LogPage {
    pub frame: Frame,
    pub state: LogState,
    pub filter: LogFilter,
    /// Officers and clients to choose from: label of the actor (`officer:…`) and name.
    pub actors: Vec<(String, String)>,
    /// Newest first.
    pub entries: Vec<LogRow>,
    /// Number before which the next page begins.
    pub older: Option<u64>,
}

#[derive(Debug, Clone)]
pub struct LogState {
    /// Acts in the log.
    pub size: u64,
    /// Size and moment of the last signed checkpoint.
    pub checkpoint_size: u64,
    pub checkpoint_us: i64,
    /// Root of the tree at that checkpoint, base64.
    pub root: String,
    pub verified: Option<Verified>,
}

#[derive(Debug, Clone)]
pub struct Verified {
    pub at_us: i64,
    /// Acts that were verified, or the first broken act and what is wrong with it.
    pub outcome: Result<u64, (u64, String)>,
}

/// The texts of the filter, as they were given.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    pub by: String,
    pub kind: Option<ActKind>,
    pub object: String,
    pub purpose: Option<Purpose>,
    /// Days, as `2026-11-22`.
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone)]
pub struct LogRow {
    pub seq: u64,
    pub at_us: i64,
    /// Label of the actor, as in the journal.
    pub by: String,
    /// Name and unit, where they are known.
    pub name: String,
    pub unit: String,
    pub kind: ActKind,
    pub object: Option<String>,
    pub version: Option<u64>,
    pub purpose: Option<Purpose>,
    pub legal_basis: Option<String>,
    pub reference: Option<String>,
    /// What else the act says, word by word: name of the field and its text.
    pub said: Vec<(String, String)>,
    /// Its body cannot be read any more: the record was withdrawn.
    pub erased: bool,
}
