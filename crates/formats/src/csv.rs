//! CSV by a mapping: which column is which property, and what makes a row's key, status and links.
mod columns;
mod date;
mod mapping;
mod ready;
mod row;
mod written;

use crate::item::Untaken;
use crate::{
    Refused, Step,
    input::{self, Gauge, Rows},
};
use columns::Columns;
use std::{collections::VecDeque, path::PathBuf, sync::Arc};

pub(crate) use columns::{delimiter, fold};
pub use mapping::{Mapping, MappingError};
pub use ready::READY;

/// The rows of these files, one file after the other.
pub(crate) fn read(
    files: Vec<PathBuf>,
    mapping: Mapping,
    gauge: Arc<Gauge>,
) -> impl Iterator<Item = Step> + Send {
    Sheets { files: files.into(), mapping, gauge, open: None, steps: VecDeque::new(), refused: false }
}

struct Sheets {
    files: VecDeque<PathBuf>,
    mapping: Mapping,
    gauge: Arc<Gauge>,
    open: Option<Sheet>,
    /// One row may hold several things and links.
    steps: VecDeque<Step>,
    /// Whether the last step was a refusal.
    refused: bool,
}

/// A file whose header was read.
struct Sheet {
    file: String,
    rows: Rows,
    columns: Columns,
}

impl Iterator for Sheets {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(step) = self.steps.pop_front() {
                self.refused = matches!(step, Step::Refused(_));
                return Some(step);
            }
            if let Some(sheet) = self.open.as_mut() {
                match sheet.rows.next() {
                    Some(row) => {
                        let read = row.map_err(|trouble| trouble.in_file(&sheet.file)).and_then(|row| {
                            row::read(&row, &sheet.columns, &self.mapping).map_err(
                                |Untaken { reason, key }| {
                                    Refused::new(&sheet.file, row.line, reason).about(key)
                                },
                            )
                        });
                        match read {
                            Ok(items) => self.steps.extend(items.into_iter().map(Step::Item)),
                            Err(refused) => self.steps.push_back(Step::Refused(refused)),
                        }
                    }
                    None => {
                        if self.refused && sheet.rows.unended() {
                            self.gauge.damage();
                        }
                        self.open = None;
                    }
                }
            } else {
                let path = self.files.pop_front()?;
                match self.header(path) {
                    Ok(sheet) => self.open = Some(sheet),
                    Err(refused) => {
                        self.gauge.damage();
                        return Some(Step::Refused(refused));
                    }
                }
            }
        }
    }
}

impl Sheets {
    /// Opens a file and finds the mapping's columns in its header.
    fn header(&self, path: PathBuf) -> Result<Sheet, Refused> {
        let file = path.display().to_string();
        let refused = |line, reason| Refused::new(file.clone(), line, reason);
        let opened = input::open(&path, &self.gauge)
            .map_err(|error| refused(0, format!("cannot be read: {error}")))?;
        let mut text = opened.text;
        let delimiter = self.mapping.delimiter.unwrap_or_else(|| delimiter(&mut text));
        let mut rows = Rows::new(text, delimiter);
        let columns = match rows.next() {
            Some(Ok(header)) => {
                Columns::find(header.iter(), &self.mapping).map_err(|reason| refused(header.line, reason))?
            }
            Some(Err(trouble)) => return Err(trouble.in_file(&file)),
            None => return Err(refused(0, "is empty: expected a header".into())),
        };
        Ok(Sheet { file, rows, columns })
    }
}
