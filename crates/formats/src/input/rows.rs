//! Rows of a CSV text, quoted or not, none larger than the caps held.
use super::{ROW_BYTES_MAX, SPOILED, SPOILED_WHY, Text, Trouble, fill};
use csv_core::{ReadRecordResult, ReaderBuilder};
use model::VALUE_BYTES_MAX;

/// Most columns of a row.
const COLUMNS_MAX: usize = 2_000;
/// End of file as CP/M wrote it; some lists still end so.
const CONTROL_Z: &str = "\u{1a}";

/// Rows with the numbers of their first lines.
pub(crate) struct Rows {
    text: Text,
    parser: csv_core::Reader,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// How much of the two is filled.
    length: usize,
    columns: usize,
    over: bool,
    /// The last byte that was read.
    last: u8,
    /// A row, by its line, or trouble, that was looked at and is still to come.
    again: Option<Result<u64, Trouble>>,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub(crate) line: u64,
    fields: &'a str,
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A column, trimmed; empty where the row has none of that number.
    pub(crate) fn get(&self, column: usize) -> &'a str {
        let end = self.ends.get(column).copied();
        let start = column.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or(0);
        end.and_then(|end| self.fields.get(start..end)).unwrap_or("").trim()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |column| self.get(column))
    }
}

impl Rows {
    pub(crate) fn new(text: Text, delimiter: u8) -> Rows {
        Rows {
            text,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            fields: vec![0; 64 * 1024],
            ends: vec![0; COLUMNS_MAX],
            length: 0,
            columns: 0,
            over: false,
            last: b'\n',
            again: None,
        }
    }

    /// How many columns the next row has; it is still the next. None where it cannot be read, or there is none.
    pub(crate) fn peek_columns(&mut self) -> Option<usize> {
        match self.next()?.map(|row| (row.line, row.len())) {
            Ok((line, columns)) => {
                self.again = Some(Ok(line));
                Some(columns)
            }
            Err(trouble) => {
                self.again = Some(Err(trouble));
                None
            }
        }
    }

    /// The next row. After trouble of the file itself there is no next.
    pub(crate) fn next(&mut self) -> Option<Result<Row<'_>, Trouble>> {
        match self.again.take() {
            Some(Ok(line)) => return Some(self.row(line)),
            Some(Err(trouble)) => return Some(Err(trouble)),
            None if self.over => return None,
            None => {}
        }
        let line = self.skip_blank()?;
        match self.gather() {
            Ok(true) => {}
            Ok(false) => {
                self.over = true;
                return None;
            }
            Err(Break::File(error)) => {
                self.over = true;
                return Some(Err(Trouble::new(line, error.to_string())));
            }
            Err(Break::Row(reason)) => return Some(Err(self.resynchronise(line, reason))),
        }
        let row = self.row(line);
        if row.as_ref().is_ok_and(|row| row.len() == 1 && row.fields == CONTROL_Z) { None } else { Some(row) }
    }

    /// Whether the last row that was given had no end, as in a file that was cut.
    pub(crate) fn unended(&self) -> bool {
        !matches!(self.last, b'\n' | b'\r' | 0x1a)
    }

    fn row(&self, line: u64) -> Result<Row<'_>, Trouble> {
        let fields = self.fields.get(..self.length).unwrap_or_default();
        let fields = std::str::from_utf8(fields).map_err(|_| Trouble::new(line, SPOILED_WHY))?;
        if fields.contains(SPOILED) {
            return Err(Trouble::new(line, SPOILED_WHY));
        }
        Ok(Row { line, fields, ends: self.ends.get(..self.columns).unwrap_or_default() })
    }

    /// Passes over line ends between rows, so that a row's line is the one on which it stands.
    fn skip_blank(&mut self) -> Option<u64> {
        loop {
            let Ok(bytes) = fill(&mut self.text) else { return Some(self.parser.line()) };
            match bytes.first() {
                Some(b'\n') => self.parser.set_line(self.parser.line() + 1),
                Some(b'\r') => {}
                _ => return Some(self.parser.line()),
            }
            self.text.consume(1);
        }
    }

    /// One whole row into the fields; false at the end of the text.
    fn gather(&mut self) -> Result<bool, Break> {
        (self.length, self.columns) = (0, 0);
        let mut quotes = 0usize;
        loop {
            let bytes = fill(&mut self.text).map_err(Break::File)?;
            let room = self.fields.get_mut(self.length..).unwrap_or_default();
            let ends = self.ends.get_mut(self.columns..).unwrap_or_default();
            let (result, read, written, ended) = self.parser.read_record(bytes, room, ends);
            let (over, taken) = (bytes.is_empty(), bytes.get(..read).unwrap_or_default());
            quotes += taken.iter().filter(|byte| **byte == b'"').count();
            self.last = read.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(self.last);
            self.text.consume(read);
            self.length += written;
            self.columns += ended;
            match result {
                ReadRecordResult::Record if over && quotes % 2 == 1 => {
                    return Err(Break::Row("ends within quotation marks"));
                }
                ReadRecordResult::Record => return self.within_caps().map(|()| true),
                ReadRecordResult::End => return Ok(false),
                ReadRecordResult::OutputEndsFull => return Err(Break::Row("more than 2,000 columns")),
                ReadRecordResult::OutputFull => self.grow()?,
                ReadRecordResult::InputEmpty => self.within_caps()?,
            }
        }
    }

    fn grow(&mut self) -> Result<(), Break> {
        self.within_caps()?;
        self.fields.resize((self.fields.len() * 2).min(ROW_BYTES_MAX), 0);
        if self.length >= ROW_BYTES_MAX { Err(Break::Row("a row longer than 16 MiB")) } else { Ok(()) }
    }

    /// Looks at the fields that ended and at the one that is being read.
    fn within_caps(&self) -> Result<(), Break> {
        let ends = self.ends.get(..self.columns).unwrap_or_default();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let lengths = starts
            .zip(ends.iter().copied().chain([self.length]))
            .map(|(start, end)| end.saturating_sub(start));
        let too_long = lengths.max().is_some_and(|longest| longest > VALUE_BYTES_MAX);
        let why = "a field longer than 65,536 bytes (perhaps a quotation mark that nothing closes)";
        if too_long { Err(Break::Row(why)) } else { Ok(()) }
    }

    /// Goes on at the next line end, outside of any quotes.
    fn resynchronise(&mut self, line: u64, reason: &str) -> Trouble {
        let mut at = self.parser.line();
        // An error of the file shows again at the next row.
        while let Ok(bytes) = fill(&mut self.text) {
            let end = bytes.iter().position(|byte| *byte == b'\n').map(|found| found + 1);
            let taken = end.unwrap_or(bytes.len());
            let over = end.is_some() || bytes.is_empty();
            self.text.consume(taken);
            if over {
                at += u64::from(end.is_some());
                break;
            }
        }
        self.parser.reset();
        self.parser.set_line(at);
        Trouble::new(line, reason)
    }
}

enum Break {
    File(std::io::Error),
    Row(&'static str),
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use crate::input::text_of;

    fn all(bytes: &[u8]) -> Vec<Result<(u64, Vec<String>), Trouble>> {
        let mut rows = Rows::new(text_of(bytes), b',');
        let mut all = Vec::new();
        while let Some(row) = rows.next() {
            all.push(row.map(|row| (row.line, row.iter().map(str::to_string).collect())));
        }
        all
    }

    #[test]
    fn rows_know_their_lines() {
        let rows = all(b"a,b\r\n\r\n\"x\ny\", z \n\x1a\n");
        let lines: Vec<_> = rows.iter().map(|row| row.clone().unwrap()).collect();
        assert_eq!(lines, [(1, vec!["a".into(), "b".into()]), (3, vec!["x\ny".into(), "z".into()])]);
    }

    #[test]
    fn a_field_over_the_cap_costs_its_row_and_no_other() {
        let long = format!("1,{}\n2,b\n3,\"{}\"\n4,d", "x".repeat(1_000_000), "y".repeat(1_000_000));
        let rows = all(long.as_bytes());
        let good: Vec<u64> = rows.iter().filter_map(|row| row.as_ref().ok().map(|r| r.0)).collect();
        let bad: Vec<u64> = rows.iter().filter_map(|row| row.as_ref().err().map(|t| t.line)).collect();
        assert_eq!((good, bad), (vec![2, 4], vec![1, 3]));
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_does_not_swallow_the_file() {
        let text = format!("1,\"open\n{}", "2,b\n".repeat(100_000));
        let rows = all(text.as_bytes());
        assert!(rows.iter().filter(|row| row.is_err()).count() == 1);
        assert!(rows.iter().filter(|row| row.is_ok()).count() > 50_000);
    }
}
