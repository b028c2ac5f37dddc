//! Answers as CSV that no spreadsheet runs as a formula.
use std::io::{self, Write};

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

/// Writes matches. A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or return in front) gets
/// an apostrophe before it, as spreadsheets themselves mark text.
pub struct Matches<W: Write> {
    out: W,
}

impl<W: Write> Matches<W> {
    /// Begins a file: the header is written at once.
    pub fn begin(mut out: W) -> io::Result<Matches<W>> {
        out.write_all(b"id,record,owner,caption,score,verdict,because\n")?;
        Ok(Matches { out })
    }

    /// Goes on with a file that has its header.
    pub fn resume(out: W) -> Matches<W> {
        Matches { out }
    }

    pub fn write(&mut self, row: &MatchRow<'_>) -> io::Result<()> {
        let score = format!("{:.3}", row.score);
        let cells = [row.id, row.record, row.owner, row.caption, &score, row.verdict, row.because];
        let line: Vec<String> = cells.into_iter().map(cell).collect();
        writeln!(self.out, "{}", line.join(","))
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn cell(text: &str) -> String {
    let formula = text
        .trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    if formula || text.contains([',', ';', '"', '\n', '\r', '\t']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_string()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let mut matches = Matches::begin(Vec::new()).unwrap();
        let row = MatchRow {
            id: "=1+1",
            record: "07",
            owner: "TG",
            caption: "@SUM(\"A\")",
            score: 0.98765,
            verdict: "match",
            because: " -name, born",
        };
        matches.write(&row).unwrap();
        let text = String::from_utf8(matches.out).unwrap();
        let expected = "\"'=1+1\",07,TG,\"'@SUM(\"\"A\"\")\",0.988,match,\"' -name, born\"\n";
        assert_eq!(text, format!("id,record,owner,caption,score,verdict,because\n{expected}"));
    }
}
