//! Tables with a header: tab-separated ones, which are large, and comma-separated ones; plain or gzip.
use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The text of a file, unpacked where it is gzip. What is no UTF-8 is marked as such: old lists are in other encodings.
pub fn text(path: &Path) -> Result<String> {
    let lacking = || format!("cannot read {}", path.display());
    let mut bytes = fs::read(path).with_context(lacking)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = vec![];
        MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).with_context(lacking)?;
        bytes = unpacked;
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|kept| String::from_utf8_lossy(kept.as_bytes()).into_owned()))
}

/// A table without quotes, held as its text.
pub struct Table {
    text: String,
    columns: Vec<String>,
    /// Where each row begins and ends.
    rows: Vec<(usize, usize)>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    columns: &'t [String],
    line: &'t str,
}

impl Table {
    /// Reads a tab-separated file, which must have these columns and may have more.
    pub fn read(path: &Path, columns: &[&str]) -> Result<Table> {
        Table::of(text(path)?, columns).with_context(|| path.display().to_string())
    }

    fn of(text: String, needed: &[&str]) -> Result<Table> {
        let mut rows = vec![];
        let mut begin = 0;
        for line in text.split_inclusive('\n') {
            let end = begin + line.trim_end_matches(['\n', '\r']).len();
            rows.push((begin, end));
            begin += line.len();
        }
        ensure!(!rows.is_empty(), "the table is empty: expected a header");
        let (from, to) = rows.remove(0);
        let columns: Vec<String> = text[from..to].split('\t').map(str::to_string).collect();
        for name in needed {
            ensure!(columns.iter().any(|column| column == name), "the table has no column {name}");
        }
        Ok(Table { text, columns, rows })
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn row(&self, number: usize) -> Row<'_> {
        let (from, to) = self.rows[number];
        Row { columns: &self.columns, line: &self.text[from..to] }
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|number| self.row(number))
    }
}

impl<'t> Row<'t> {
    /// The cell of a column; empty where the row is too short or there is no such column.
    pub fn cell(&self, column: &str) -> &'t str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.line.split('\t').nth(place)).unwrap_or_default()
    }
}

/// A comma-separated table with quotes.
pub struct Sheet {
    columns: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

/// One row of a sheet.
#[derive(Clone, Copy)]
pub struct Line<'s> {
    columns: &'s csv::StringRecord,
    row: &'s csv::StringRecord,
}

impl Sheet {
    /// `above`: lines before the header.
    pub fn read(path: &Path, above: usize) -> Result<Sheet> {
        let text = text(path)?;
        let below = text.splitn(above + 1, '\n').nth(above).unwrap_or_default();
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(below.as_bytes());
        let columns = reader.headers().with_context(|| path.display().to_string())?.clone();
        let rows = reader.records().collect::<Result<_, _>>().with_context(|| path.display().to_string())?;
        Ok(Sheet { columns, rows })
    }

    pub fn rows(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|row| Line { columns: &self.columns, row })
    }
}

impl<'s> Line<'s> {
    /// The cell of a column; empty where the row is too short or there is no such column.
    pub fn cell(&self, column: &str) -> &'s str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.row.get(place)).unwrap_or_default()
    }
}

/// What `gen_people.py` wrote: persons, and queries with known truth.
pub struct Generated {
    pub persons: Table,
    pub queries: Table,
    /// How many of the queries are asked.
    pub asked: usize,
}

impl Generated {
    pub fn read(prefix: &Path, asked: Option<usize>) -> Result<Generated> {
        let persons = Table::read(
            &with_ending(prefix, '.', "people.tsv"),
            &["full", "native", "norm", "sex", "dob", "nat", "doc_no", "doc2_no", "alias"],
        )?;
        let queries = Table::read(
            &with_ending(prefix, '.', "queries.tsv"),
            &["true_id", "kind", "full", "norm", "sex", "dob", "nat"],
        )?;
        let asked = asked.unwrap_or(usize::MAX).min(queries.len());
        Ok(Generated { persons, queries, asked })
    }

    /// The queries that are asked.
    pub fn queries(&self) -> impl Iterator<Item = Row<'_>> {
        self.queries.rows().take(self.asked)
    }
}

/// `PREFIX.ENDING`, or with another mark between, whatever points the prefix has.
pub fn with_ending(prefix: &Path, mark: char, ending: &str) -> PathBuf {
    let mut path = prefix.as_os_str().to_os_string();
    path.push(String::from(mark));
    path.push(ending);
    PathBuf::from(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_the_name_of_their_column() -> Result<()> {
        let table = Table::of("id\tfull\tdob\n0\tAma Mensah\t1974-08-12\r\n1\tKofi\n".into(), &["full"])?;
        let cells: Vec<_> = table.rows().map(|row| (row.cell("full"), row.cell("dob"))).collect();
        assert_eq!(cells, [("Ama Mensah", "1974-08-12"), ("Kofi", "")]);
        assert!(Table::of("id\tfull\n".into(), &["norm"]).is_err());
        Ok(())
    }

    #[test]
    fn a_prefix_keeps_its_points() {
        assert_eq!(with_ending(Path::new("d/p.1"), '.', "people.tsv"), Path::new("d/p.1.people.tsv"));
    }
}
