//! The plan of an import, and the reader that carries it out.
use crate::{Mapping, Step, csv, ftm, input::Gauge, notice, ofac, un};
use std::{fs::File, path::PathBuf, sync::Arc};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// FollowTheMoney JSON lines.
    Ftm,
    /// The SDN list of the US Treasury as its set of CSV files.
    Ofac,
    /// The consolidated list of the UN Security Council, XML.
    Un,
    /// Notices of the public notice service, JSON.
    Interpol,
    /// Any CSV, by a [`Mapping`].
    Csv,
}

model::codes!(Format, "format", { Ftm => "ftm", Ofac => "ofac", Un => "un", Interpol => "interpol", Csv => "csv" });

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
    #[error("a csv file needs a mapping: name a ready one ({}) or a TOML file", csv::READY.join(", "))]
    NoMapping,
    #[error("the format {0} takes no mapping")]
    NeedlessMapping(Format),
    #[error("{file}: {why}")]
    Header { file: String, why: String },
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
    gauge: Arc<Gauge>,
    /// Whether anything was read at all.
    met: bool,
}

impl Reader {
    pub fn progress(&self) -> Progress {
        self.gauge.progress()
    }

    /// Whether a file ended before its end or was refused as a whole, or nothing was read of any, so that it is unknown
    /// what the list holds; known after the last step.
    pub fn damaged(&self) -> bool {
        self.gauge.damaged() || !self.met
    }

    /// What was noticed so far; complete after the last step.
    pub fn remarks(&self) -> Vec<Remark> {
        self.gauge.remarks()
    }
}

impl Iterator for Reader {
    type Item = Step;
    fn next(&mut self) -> Option<Step> {
        let step = self.steps.next();
        self.met |= matches!(step, Some(Step::Item(_)));
        step
    }
}

/// Opens the files of a plan and begins to read.
pub fn read(plan: Plan) -> Result<Reader, Error> {
    let Plan { format, files, mapping } = plan;
    let gauge = Arc::new(Gauge::new(bytes_of(&files)?));
    let steps: Box<dyn Iterator<Item = Step> + Send> = match (format, mapping) {
        (Format::Csv, None) => return Err(Error::NoMapping),
        (Format::Csv, Some(mapping)) => Box::new(csv::read(files, mapping, gauge.clone())),
        (_, Some(_)) => return Err(Error::NeedlessMapping(format)),
        (Format::Ftm, None) => Box::new(ftm::read(files, gauge.clone())),
        (Format::Ofac, None) => Box::new(ofac::read(files, gauge.clone())),
        (Format::Interpol, None) => Box::new(notice::steps(files, gauge.clone())),
        (Format::Un, None) => Box::new(un::read(files, gauge.clone())),
    };
    Ok(Reader { steps, gauge, met: false })
}

/// The size of all files together; each must be there and readable.
fn bytes_of(files: &[PathBuf]) -> Result<u64, Error> {
    if files.is_empty() {
        return Err(Error::NoFiles);
    }
    files.iter().try_fold(0u64, |sum, path| {
        let metadata = File::open(path).and_then(|file| file.metadata()).and_then(|metadata| {
            if metadata.is_dir() { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok(metadata) }
        });
        let metadata = metadata.map_err(|why| Error::Open { file: path.display().to_string(), why })?;
        Ok(sum.saturating_add(metadata.len()))
    })
}
