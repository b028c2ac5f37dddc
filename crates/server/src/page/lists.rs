//! Lists and imports: what came in from where, and what was refused.
use super::{Faults, Frame};
use model::{ImportId, Member};

/// `GET /lists`; the form is sent by POST (multipart) to `/imports`: `list`, `format`, `files` (many), `mapping` (a
/// ready one's code, for CSV).
#[derive(Debug, Clone)]
pub struct ListsPage {
    pub frame: Frame,
    pub lists: Vec<ListRow>,
    /// Newest first.
    pub imports: Vec<ImportView>,
    /// Absent where the officer may not import.
    pub form: Option<ImportForm>,
    /// Cursor of the imports before these.
    pub older: Option<String>,
}

#[derive(Debug, Clone)]
pub struct ListRow {
    pub list: String,
    pub owner: Member,
    pub format: String,
    pub records: u64,
    pub links: u64,
    pub refreshed_us: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct ImportForm {
    pub list: String,
    pub format: String,
    /// Codes of the formats: `ftm`, `ofac`, `un`, `csv`.
    pub formats: Vec<&'static str>,
    pub mapping: String,
    /// Codes of the ready mappings for CSV.
    pub mappings: Vec<String>,
    pub faults: Faults,
}

/// One import, running or ended.
#[derive(Debug, Clone)]
pub struct ImportView {
    pub id: ImportId,
    pub list: String,
    pub format: String,
    pub files: Vec<String>,
    pub by: String,
    pub state: ImportState,
    pub started_us: i64,
    pub ended_us: Option<i64>,
    /// Bytes of the files as they lie on disk.
    pub bytes_read: u64,
    pub bytes_total: u64,
    pub counts: Counts,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    pub withdrawn: u64,
    pub unchanged: u64,
    pub refused: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    Running,
    Ended,
    /// Cut short; the next run goes on from here.
    Stopped,
}

model::codes!(ImportState, "state of an import", { Running => "running", Ended => "ended", Stopped => "stopped" });

/// `GET /imports/{id}?after=CURSOR`
#[derive(Debug, Clone)]
pub struct ImportPage {
    pub frame: Frame,
    pub import: ImportView,
    pub refused: Vec<RefusedRow>,
    /// Cursor of the refused rows after these.
    pub more: Option<String>,
    /// These are not the first.
    pub further: bool,
}

/// The progress alone, for `GET /imports/{id}` with `X-Fragment: progress`; the page asks each second while it runs.
#[derive(Debug, Clone)]
pub struct ProgressPart {
    pub frame: Frame,
    pub import: ImportView,
}

#[derive(Debug, Clone)]
pub struct RefusedRow {
    pub file: String,
    pub line: u64,
    pub reason: String,
}
