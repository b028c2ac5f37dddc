//! The name of a file as it may be shown and saved: what steers, hides or leads elsewhere is taken out of it.
use std::fmt;

/// Longest name, in bytes; what is longer loses its middle part before the ending.
const BYTES_MAX: usize = 150;
/// Longest ending that is kept when a name is cut.
const ENDING_MAX: usize = 12;

/// A harmless name: the last part of a path, without control characters, marks that turn the direction of writing (by which
/// `gpj.exe` is shown as `exe.jpg`) or characters that are not seen. It says nothing of what the file is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(String);

impl FileName {
    /// What is harmless of a name; `file` where that is nothing.
    pub fn of(declared: &str) -> FileName {
        let last = declared.rsplit(['/', '\\']).next().unwrap_or_default();
        let shown: String = last.chars().filter(|c| !is_unseen(*c)).map(plain).collect();
        let is_edge = |c: char| c.is_whitespace() || c == '.';
        let trimmed = shown.trim_matches(is_edge);
        // A name that was cut may end in what is no end.
        let cut = cut(trimmed);
        let name = cut.trim_end_matches(is_edge);
        FileName(if name.is_empty() { "file" } else { name }.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ending in small letters, without the dot; empty where there is none.
    pub fn ending(&self) -> String {
        match self.0.rsplit_once('.') {
            Some((_, ending)) if ending.len() <= ENDING_MAX => ending.to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// The same name with another ending.
    #[must_use]
    pub fn with_ending(&self, ending: &str) -> FileName {
        let known = !self.ending().is_empty();
        let stem = self.0.rsplit_once('.').filter(|_| known).map_or(self.0.as_str(), |(stem, _)| stem);
        FileName::of(&format!("{stem}.{ending}"))
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Control characters, marks and isolates of direction, what has no width, and what is for no text at all.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

/// What means something to a shell, a header or a file system becomes a line.
fn plain(c: char) -> char {
    if "\"'`<>|:*?%;&$".contains(c) { '_' } else { c }
}

fn cut(name: &str) -> String {
    if name.len() <= BYTES_MAX {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= ENDING_MAX => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let fits = stem.floor_char_boundary(BYTES_MAX - ending.len());
    format!("{}{ending}", &stem[..fits.min(stem.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_steers_nothing() {
        for (declared, shown) in [
            ("photo.jpg", "photo.jpg"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\scan.pdf", "scan.pdf"),
            ("invoice\u{202e}gpj.exe", "invoicegpj.exe"),
            ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
            ("<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png"),
            ("صورة جواز.jpeg", "صورة جواز.jpeg"),
            ("..", "file"),
            ("\u{200b}\u{feff}", "file"),
            ("", "file"),
        ] {
            assert_eq!(FileName::of(declared).as_str(), shown, "{declared:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = FileName::of(&format!("{}.jpeg", "é".repeat(200)));
        assert!(name.as_str().len() <= BYTES_MAX && name.as_str().ends_with("é.jpeg"));
        assert_eq!((name.ending().as_str(), FileName::of("README").ending().as_str()), ("jpeg", ""));
        // What is harmless stays as it is, also where it was cut at a blank or a dot.
        for (edge, behind) in [(" ", "without an ending"), (".", "without a short ending"), ("é. ", "x")] {
            for before in BYTES_MAX - 4..=BYTES_MAX {
                let name = FileName::of(&format!("{}{edge}{behind}", "a".repeat(before)));
                assert_eq!(FileName::of(name.as_str()), name);
            }
        }
        assert_eq!(FileName::of("a.b.webp").with_ending("png").as_str(), "a.b.png");
        assert_eq!(FileName::of("scan").with_ending("png").as_str(), "scan.png");
    }
}
