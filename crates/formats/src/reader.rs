//! The plan of an import, and the reader that carries it out.
use crate::{Mapping, Step};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// FollowTheMoney JSON lines.
    Ftm,
    /// The SDN list of the US Treasury as its set of CSV files.
    Ofac,
    /// The consolidated list of the UN Security Council, XML.
    Un,
    /// Any CSV, by a [`Mapping`].
    Csv,
}

model::codes!(Format, "format", { Ftm => "ftm", Ofac => "ofac", Un => "un", Csv => "csv" });

/// What to read.
#[derive(Debug, Clone)]
pub struct Plan {
    pub format: Format,
    /// Plain or gzip, told apart by their first bytes.
    pub files: Vec<PathBuf>,
    /// Needed by [`Format::Csv`], refused by the others.
    pub mapping: Option<Mapping>,
}

/// Why nothing can be read at all. What goes wrong later is a [`Step::Refused`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no file to read: name at least one")]
    NoFiles,
    #[error("{file}: cannot be opened: {why}")]
    Open { file: String, why: std::io::Error },
    #[error("a csv file needs a mapping: name a ready one ({ready}) or a TOML file")]
    NoMapping { ready: String },
    #[error("the format {0} takes no mapping")]
    NeedlessMapping(Format),
    #[error("{file}: {why}")]
    Role { file: String, why: &'static str },
}

/// How far a reader is, in bytes as they lie on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub bytes_read: u64,
    pub bytes_total: u64,
}

/// Something that whoever imports should know of a file, and no refusal: in which encoding it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub file: String,
    pub text: String,
}

/// The steps of one import, in the order of its files.
pub struct Reader {
    steps: Box<dyn Iterator<Item = Step> + Send>,
    read: Arc<AtomicU64>,
    total: u64,
}

impl Reader {
    pub fn progress(&self) -> Progress {
        Progress { bytes_read: self.read.load(Ordering::Relaxed), bytes_total: self.total }
    }

    /// What was noticed so far; complete after the last step.
    pub fn remarks(&self) -> Vec<Remark> {
        Vec::new()
    }
}

impl Iterator for Reader {
    type Item = Step;
    fn next(&mut self) -> Option<Step> {
        self.steps.next()
    }
}

/// Opens the files of a plan and begins to read.
pub fn read(plan: Plan) -> Result<Reader, Error> {
    if plan.files.is_empty() {
        return Err(Error::NoFiles);
    }
    Ok(Reader { steps: Box::new(std::iter::empty()), read: Arc::default(), total: 0 })
}
