//! Lists and imports: what came in from where, and what was refused.
use super::filing::every_grading;
use super::{Faults, Frame, HandlingForm};
use askama::Template;
use model::{Grading, ImportId, Member};

/// `GET /lists`; the form is sent by POST (multipart) to `/imports`: `list`, `format`, `files` (many), `mapping` (a
/// ready one's code, for CSV), those of [`HandlingForm`], `grading`.
#[derive(Debug, Clone, Template)]
#[template(path = "lists.html")]
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
    /// Of every record of the list.
    pub handling: HandlingForm,
    pub grading: Grading,
    pub faults: Faults,
}

impl ImportForm {
    pub fn gradings(&self) -> Vec<Grading> {
        every_grading()
    }
    pub fn is_grading(&self, grading: &Grading) -> bool {
        self.grading == *grading
    }
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
#[derive(Debug, Clone, Template)]
#[template(path = "import.html")]
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
#[derive(Debug, Clone, Template)]
#[template(path = "progress.html")]
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

impl ImportView {
    pub fn is_running(&self) -> bool {
        self.state == ImportState::Running
    }

    /// How much of the files is read, of a hundred.
    pub fn hundredths(&self) -> u64 {
        match self.bytes_total {
            0 => u64::from(!self.is_running()) * 100,
            total => {
                let whole = u128::from(self.bytes_read) * 100 / u128::from(total);
                u64::try_from(whole.min(100)).unwrap_or(100)
            }
        }
    }

    /// Rows read in a second, from the start to the end or to now; none before there is anything to tell.
    pub fn rate(&self, now_us: &i64) -> Option<u64> {
        let took_us =
            u64::try_from(self.ended_us.unwrap_or(*now_us) - self.started_us).ok().filter(|us| *us > 0)?;
        self.counts.read.checked_mul(1_000_000).map(|rows| rows / took_us).filter(|rate| *rate > 0)
    }
}

impl Frame {
    /// A ready mapping by name; its code where it is the bureau's own.
    pub fn mapping(&self, code: &str) -> String {
        match code {
            "documents" | "vehicles" | "phones" => self.named("mapping", code),
            _ => code.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_of_a_hundred_and_an_empty_import_that_ended_is_whole() {
        let [running, _, _] = ImportView::samples();
        assert_eq!(ImportView { bytes_read: 1, bytes_total: 3, ..running.clone() }.hundredths(), 33);
        assert_eq!(
            ImportView { bytes_read: u64::MAX, bytes_total: u64::MAX, ..running.clone() }.hundredths(),
            100
        );
        assert_eq!(ImportView { bytes_total: 0, ..running.clone() }.hundredths(), 0);
        assert_eq!(ImportView { bytes_total: 0, state: ImportState::Ended, ..running }.hundredths(), 100);
    }
}
