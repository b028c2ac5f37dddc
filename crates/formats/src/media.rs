//! What a file is, by its bytes. What its name or its sender says of it decides nothing.
mod signs;

use model::FileName;

/// What may be done with a file of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// A picture of which a preview and a copy without hidden data can be made.
    Picture,
    /// Something to look at, read or hear, which runs nothing by itself.
    Passive,
    /// Holds other files.
    Container,
    /// Runs, or can: programs, scripts, macros, pages with scripts. Kept as evidence, never shown.
    Active,
    /// Not known here.
    Unknown,
}

/// A type of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Media {
    /// `image/jpeg`.
    pub name: &'static str,
    pub nature: Nature,
    /// Endings of names that fit it, the usual one first.
    pub endings: &'static [&'static str],
}

impl Media {
    /// The known type of this name, as another node tells it; what is not known is bytes and nothing more.
    pub fn named(name: &str) -> Media {
        signs::ALL
            .iter()
            .map(|(_, media)| *media)
            .chain(signs::OTHERS)
            .find(|m| m.name == name)
            .unwrap_or(signs::BYTES)
    }

    /// Whether a name makes believe that the file is of another type.
    pub fn is_belied_by(&self, name: &FileName) -> bool {
        let ending = name.ending();
        !ending.is_empty() && self.nature != Nature::Unknown && !self.endings.contains(&ending.as_str())
    }
}

/// Looks at the bytes of a file as they go by.
#[derive(Debug, Default)]
pub struct Sniffer {
    head: Vec<u8>,
    /// The end of what went by, in which a sign may begin.
    tail: Vec<u8>,
    runs: bool,
}

/// Bytes at the start of a file that are looked at for its type.
const HEAD_BYTES: usize = 4_096;
/// Names of what runs inside documents: macros of office files, and what readers of PDF are asked to do.
const RUNS: [&[u8]; 5] = [b"vbaProject.bin", b"_VBA_PROJECT", b"/JavaScript", b"/Launch", b"/EmbeddedFile"];
/// Longest of them.
const RUNS_BYTES: usize = 14;

impl Sniffer {
    /// The next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let missing = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend_from_slice(bytes.get(..missing.min(bytes.len())).unwrap_or_default());
        if self.runs || !signs::may_hold_macros(&self.head) {
            return;
        }
        // A sign may begin before these bytes.
        self.tail.extend_from_slice(bytes.get(..RUNS_BYTES.min(bytes.len())).unwrap_or_default());
        self.runs = holds(&self.tail) || holds(bytes);
        if bytes.len() >= RUNS_BYTES {
            self.tail.clear();
            self.tail.extend_from_slice(bytes.get(bytes.len() - RUNS_BYTES..).unwrap_or_default());
        }
        let over = self.tail.len().saturating_sub(RUNS_BYTES);
        self.tail.drain(..over);
    }

    /// What the file is. One that runs something inside counts as active, whatever it is else.
    pub fn finish(&self) -> Media {
        let media = signs::of(&self.head);
        if self.runs { Media { nature: Nature::Active, ..media } } else { media }
    }
}

fn holds(bytes: &[u8]) -> bool {
    RUNS.iter().any(|sign| memchr::memmem::find(bytes, sign).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Media {
        let mut sniffer = Sniffer::default();
        sniffer.push(bytes);
        sniffer.finish()
    }

    #[test]
    fn the_bytes_decide() {
        for (bytes, name, nature) in [
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], "image/jpeg", Nature::Picture),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", Nature::Picture),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp", Nature::Picture),
            (b"GIF89a..", "image/gif", Nature::Passive),
            (b"%PDF-1.7\n", "application/pdf", Nature::Passive),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic", Nature::Passive),
            (b"\0\0\0\x18ftypisom\0\0\0\0", "video/mp4", Nature::Passive),
            (
                b"PK\x03\x04\x14\0\0\0\0\0\0\0abcdefghijklmnop\x01\0\0\0a",
                "application/zip",
                Nature::Container,
            ),
            (b"MZ\x90\0\x03", "application/vnd.microsoft.portable-executable", Nature::Active),
            (b"\x7fELF\x02\x01", "application/x-elf", Nature::Active),
            (b"#!/bin/sh\nrm", "text/x-script", Nature::Active),
            (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "text/html", Nature::Active),
            (b"<?xml version='1.0'?>\n<!-- a --><svg onload=alert(1)>", "image/svg+xml", Nature::Active),
            (b"<script>alert(1)</script>", "text/html", Nature::Active),
            (b"name;born\nKossi;1980\n", "text/plain", Nature::Passive),
            ("اسم\n".as_bytes(), "text/plain", Nature::Passive),
            (b"\x01\x02\x03\xff\xfe\0", "application/octet-stream", Nature::Unknown),
            (b"", "application/octet-stream", Nature::Unknown),
        ] {
            let media = of(bytes);
            assert_eq!((media.name, media.nature), (name, nature), "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_name_that_lies_is_told_from_one_that_does_not() {
        let jpeg = of(b"\xff\xd8\xff\xe0");
        for (name, lies) in
            [("a.jpg", false), ("a.JPEG", false), ("a", false), ("a.pdf", true), ("a.jpg.exe", true)]
        {
            assert_eq!(jpeg.is_belied_by(&FileName::of(name)), lies, "{name}");
        }
        assert!(of(b"MZ\x90").is_belied_by(&FileName::of("holiday.jpg")));
    }

    #[test]
    fn a_macro_is_found_wherever_the_file_is_cut() {
        let file = [&b"PK\x03\x04\x14\0\0\0\0\0"[..], &[7; 9_000], b"word/vbaProject.bin", &[7; 50]].concat();
        for cut in [5, 40, 9_010, 9_015, 9_020, 9_028, 9_030] {
            let mut sniffer = Sniffer::default();
            sniffer.push(&file[..cut]);
            sniffer.push(&file[cut..]);
            assert_eq!(sniffer.finish().nature, Nature::Active, "cut at {cut}");
        }
        let mut bytewise = Sniffer::default();
        file.iter().for_each(|byte| bytewise.push(&[*byte]));
        assert_eq!(bytewise.finish().nature, Nature::Active);
        assert_eq!(of(b"%PDF-1.4 /OpenAction << /S /JavaScript >>").nature, Nature::Active);
        // A picture that speaks of macros has none.
        assert_eq!(of(b"\xff\xd8\xff\xe0 vbaProject.bin").nature, Nature::Picture);
    }
}
