//! Screening in bulk: questions as CSV in, matches as CSV out.
mod matches;

use crate::{
    Error, Refused,
    csv::{delimiter, fold},
    input::{self, Gauge, Row, Rows},
    sketch::Sketch,
};
use model::{Entity, Kind};
use std::{path::Path, sync::Arc};

pub use matches::{MatchRow, Matches};

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
    file: String,
    rows: Rows,
    header: Header,
}

/// Which column holds what.
struct Header {
    id: Option<usize>,
    kind: Option<usize>,
    /// Where a row does not say its kind.
    default: Kind,
    properties: Vec<(&'static str, usize)>,
    columns: usize,
}

impl Queries {
    /// Opens CSV whose header holds property names (`id,name,birthDate,nationality,passportNumber,…`), and perhaps
    /// `kind`. Where it does not say, a question is of a person, or of what most of the columns belong to.
    ///
    /// # Errors
    /// A file that cannot be opened, or whose header holds no property.
    pub fn open(path: &Path) -> Result<Queries, Error> {
        let open = |why| Error::Open { file: path.display().to_string(), why };
        let opened = input::open(path, &Arc::new(Gauge::default())).map_err(open)?;
        let (file, mut text) = (opened.file, opened.text);
        let delimiter = delimiter(&mut text);
        let mut rows = Rows::new(text, delimiter);
        let wrong = |why: String| Error::Header { file: file.clone(), why };
        let header = match rows.next() {
            Some(Ok(row)) => Header::read(&row).map_err(wrong)?,
            Some(Err(trouble)) => return Err(wrong(trouble.reason)),
            None => return Err(wrong("is empty: expected a header of property names".into())),
        };
        Ok(Queries { file, rows, header })
    }
}

impl Iterator for Queries {
    type Item = Result<Query, Refused>;

    fn next(&mut self) -> Option<Result<Query, Refused>> {
        let query = self
            .rows
            .next()?
            .and_then(|row| self.header.query(&row).map_err(|reason| input::Trouble::new(row.line, reason)));
        Some(query.map_err(|trouble| trouble.in_file(&self.file)))
    }
}

impl Header {
    fn read(row: &Row<'_>) -> Result<Header, String> {
        let folded: Vec<String> = row.iter().map(fold).collect();
        let at = |name: &str| folded.iter().position(|header| header == name);
        let of = |kind: Kind| -> Vec<(&'static str, usize)> {
            kind.properties()
                .flat_map(|p| {
                    let name = fold(p.name);
                    let places = folded.iter().enumerate().filter(move |(_, header)| **header == name);
                    places.map(|(at, _)| (p.name, at)).collect::<Vec<_>>()
                })
                .collect()
        };
        // The first of those that hold most; Person is the first of all.
        let default =
            Kind::ALL.iter().copied().rev().max_by_key(|kind| of(*kind).len()).unwrap_or(Kind::Person);
        let mut properties: Vec<(&'static str, usize)> =
            Kind::ALL.iter().flat_map(|kind| of(*kind)).collect();
        properties.sort_unstable_by_key(|(name, at)| (*at, *name));
        properties.dedup();
        if properties.is_empty() {
            let known = row.iter().collect::<Vec<_>>().join(", ");
            return Err(format!(
                "the header holds no property (such as name, birthDate, passportNumber); it has {known}"
            ));
        }
        Ok(Header { id: at("id"), kind: at("kind"), default, properties, columns: row.len() })
    }

    fn query(&self, row: &Row<'_>) -> Result<Query, String> {
        if row.len() != self.columns {
            return Err(format!("has {} columns where the header has {}", row.len(), self.columns));
        }
        let said = self.kind.map(|at| row.get(at)).filter(|kind| !kind.is_empty());
        let kind = said.map_or(Ok(self.default), |kind| {
            kind.parse().map_err(|invalid: model::Invalid| invalid.to_string())
        })?;
        let mut entity = Entity::new(kind);
        for (property, at) in &self.properties {
            if kind.property(property).is_some() {
                entity.add(property, row.get(*at)).map_err(|invalid| format!("{property}: {invalid}"))?;
            }
        }
        let mut sketch = Sketch::from(entity);
        sketch.name_from_parts();
        let entity = sketch.finish();
        if entity.is_empty() {
            return Err("asks nothing: every column of a property is empty".into());
        }
        let id = self.id.map(|at| row.get(at)).filter(|id| !id.is_empty());
        Ok(Query { id: id.map_or_else(|| row.line.to_string(), str::to_string), line: row.line, entity })
    }
}
