//! Lines of a text, none longer than the cap held.
use super::{ROW_BYTES_MAX, SPOILED, SPOILED_WHY, Text, Trouble, fill};

/// Lines with their numbers; a line that is too long is passed over and said.
pub(crate) struct Lines {
    text: Text,
    line: u64,
    held: Vec<u8>,
    over: bool,
    unended: bool,
}

impl Lines {
    pub(crate) fn new(text: Text) -> Lines {
        Lines { text, line: 0, held: Vec::new(), over: false, unended: false }
    }

    /// The next line without its end, and its number. After trouble of the file itself there is no next.
    pub(crate) fn next(&mut self) -> Option<Result<(u64, &str), Trouble>> {
        if self.over {
            return None;
        }
        self.held.clear();
        self.line += 1;
        match self.gather() {
            Err(error) => {
                self.over = true;
                Some(Err(Trouble::new(self.line, error.to_string())))
            }
            Ok(Length::None) => {
                self.over = true;
                None
            }
            Ok(Length::TooLong) => Some(Err(Trouble::new(self.line, "a line longer than 16 MiB"))),
            Ok(Length::Held) => Some(self.held()),
        }
    }

    /// Whether the last line that was given had no end, as in a file that was cut.
    pub(crate) fn unended(&self) -> bool {
        self.unended
    }

    fn held(&self) -> Result<(u64, &str), Trouble> {
        let text = std::str::from_utf8(&self.held).map_err(|_| Trouble::new(self.line, SPOILED_WHY))?;
        if text.contains(SPOILED) {
            return Err(Trouble::new(self.line, SPOILED_WHY));
        }
        Ok((self.line, text.trim_end_matches(['\r', '\n'])))
    }

    /// Up to the end of the line; a whole line before an error of the file is given before the error.
    fn gather(&mut self) -> std::io::Result<Length> {
        let mut length = Length::None;
        loop {
            let bytes = fill(&mut self.text)?;
            if bytes.is_empty() {
                return Ok(length);
            }
            let end = bytes.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(bytes.len());
            if self.held.len() + taken > ROW_BYTES_MAX || matches!(length, Length::TooLong) {
                length = Length::TooLong;
                self.held = Vec::new();
            } else {
                length = Length::Held;
                self.held.extend_from_slice(bytes.get(..taken).unwrap_or_default());
            }
            self.text.consume(taken);
            self.unended = end.is_none();
            if end.is_some() {
                return Ok(length);
            }
        }
    }
}

enum Length {
    None,
    Held,
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::text_of;

    #[test]
    fn a_line_over_the_cap_is_passed_over_and_the_next_one_read() {
        let mut bytes = b"one\r\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', ROW_BYTES_MAX + 1));
        bytes.extend(b"\nthree\n\xc3\xa9\xff\nfive");
        let mut lines = Lines::new(text_of(&bytes));
        assert_eq!(lines.next(), Some(Ok((1, "one"))));
        assert!(
            lines.next().is_some_and(|line| line.is_err_and(|t| t.line == 2 && t.reason.contains("16 MiB")))
        );
        assert_eq!(lines.next(), Some(Ok((3, "three"))));
        assert!(lines.next().is_some_and(|line| line.is_err_and(|t| t.line == 4)));
        assert_eq!(lines.next(), Some(Ok((5, "five"))));
        assert_eq!(lines.next(), None);
    }
}
