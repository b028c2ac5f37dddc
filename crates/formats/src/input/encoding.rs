//! The encoding of a file, found out from its bytes, and the file as UTF-8.
use super::Gauge;
use encoding_rs::{Decoder, Encoding, UTF_8, WINDOWS_1252};
use std::{
    io::{self, BufRead, Read},
    sync::Arc,
};

const CHUNK: usize = 64 * 1024;
/// So much is looked at from the first letter on that is not ASCII.
const WINDOW: usize = 16 * 1024;

/// A file as UTF-8. What cannot be decoded becomes U+FFFD.
pub(super) struct Decoded {
    bytes: Box<dyn Read + Send>,
    gauge: Arc<Gauge>,
    file: String,
    raw: Vec<u8>,
    ended: bool,
    begun: bool,
    decoder: Option<Decoder>,
    out: Vec<u8>,
    at: usize,
    /// An error that is due, again and again, after what was read before it.
    error: Option<(io::ErrorKind, String)>,
}

impl Decoded {
    pub(super) fn new(bytes: Box<dyn Read + Send>, gauge: Arc<Gauge>, file: &str) -> Decoded {
        Decoded {
            bytes,
            gauge,
            file: file.to_string(),
            raw: Vec::new(),
            ended: false,
            begun: false,
            decoder: None,
            out: Vec::new(),
            at: 0,
            error: None,
        }
    }

    /// Reads on until the raw bytes are that many, or the file ends or breaks.
    fn gather(&mut self, want: usize) {
        while self.raw.len() < want && !self.ended {
            let before = self.raw.len();
            self.raw.resize(before + CHUNK, 0);
            let read = self.bytes.read(self.raw.get_mut(before..).unwrap_or_default());
            self.raw.truncate(before + read.as_ref().map_or(0, |count| *count));
            match read {
                Ok(0) => self.ended = true,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => (self.ended, self.error) = (true, Some((error.kind(), error.to_string()))),
            }
        }
    }

    /// At the very beginning: a byte order mark, or what an XML declaration says.
    fn begin(&mut self) {
        self.begun = true;
        self.gather(512);
        let marked = Encoding::for_bom(&self.raw);
        if let Some((encoding, length)) = marked {
            self.raw.drain(..length);
            self.settle(encoding, "its byte order mark");
        } else if let Some(encoding) = declared(&self.raw).filter(|encoding| *encoding != UTF_8) {
            self.settle(encoding, "its XML declaration");
        }
    }

    fn settle(&mut self, encoding: &'static Encoding, by: &str) {
        self.decoder = Some(encoding.new_decoder_without_bom_handling());
        if encoding != UTF_8 {
            self.gauge.remark(&self.file, &format!("read as {} by {by}", encoding.name()));
        }
    }

    /// More text into `out`; nothing more at the end.
    fn refill(&mut self) {
        self.out.clear();
        self.at = 0;
        if !self.begun {
            self.begin();
        }
        while self.out.is_empty() && !(self.ended && self.raw.is_empty() && self.decoder.is_none()) {
            self.gather(1);
            if self.decoder.is_none() {
                self.plain();
            } else if self.decode() {
                break;
            }
        }
    }

    /// Before anything but ASCII was met: passes it on, and settles the encoding at the first other byte.
    fn plain(&mut self) {
        let ascii = self.raw.iter().position(|byte| !byte.is_ascii()).unwrap_or(self.raw.len());
        if ascii > 0 {
            self.out.extend(self.raw.drain(..ascii));
        } else if !self.raw.is_empty() {
            self.gather(WINDOW);
            let encoding = guess(&self.raw);
            self.settle(encoding, "its contents, which are not UTF-8");
        }
    }

    /// Decodes what is at hand; true at the very end.
    fn decode(&mut self) -> bool {
        let Some(decoder) = self.decoder.as_mut() else { return true };
        let room = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(CHUNK);
        self.out.resize(room, 0);
        let (_, read, written, _) = decoder.decode_to_utf8(&self.raw, &mut self.out, self.ended);
        self.raw.drain(..read);
        self.out.truncate(written);
        let over = self.ended && self.raw.is_empty();
        if over {
            self.decoder = None;
        }
        over
    }
}

/// UTF-8 where more of it is right than wrong, Windows-1252 (which holds Latin-1) elsewhere.
fn guess(window: &[u8]) -> &'static Encoding {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in window.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    // The window may end amid a letter.
    let cut = window.utf8_chunks().last().is_some_and(|c| !c.invalid().is_empty() && right > 0);
    if right >= wrong.saturating_sub(usize::from(cut)) && right > 0 { UTF_8 } else { WINDOWS_1252 }
}

fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head.get(..head.len().min(200))?);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let quoted = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| "'\"".contains(*c))?;
    Encoding::for_label(quoted.get(1..)?.split(quote).next()?.as_bytes())
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut at_hand = self.fill_buf()?;
        let count = at_hand.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Decoded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.out.len() {
            self.refill();
        }
        match &self.error {
            Some((kind, why)) if self.at >= self.out.len() => Err(io::Error::new(*kind, why.clone())),
            _ => Ok(self.out.get(self.at..).unwrap_or_default()),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.at = self.out.len().min(self.at + amount);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
        let gauge = Arc::new(Gauge::default());
        let mut text = String::new();
        Decoded::new(Box::new(io::Cursor::new(bytes.to_vec())), gauge.clone(), "f")
            .read_to_string(&mut text)
            .unwrap();
        (text, gauge.remarks().into_iter().map(|r| r.text).collect())
    }

    #[test]
    fn each_encoding_is_found_out_and_said() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("é,山".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, text, said) in [
            (&b"plain"[..], "plain", None),
            ("\u{feff}Łukasz".as_bytes(), "Łukasz", None),
            ("Łukasz محمد".as_bytes(), "Łukasz محمد", None),
            (b"Andr\xe9 \x96 Mu\xf1oz", "André – Muñoz", Some("windows-1252")),
            (&utf16, "é,山", Some("UTF-16LE")),
            (
                b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>\xc8",
                "<?xml version=\"1.0\" encoding=\"windows-1251\"?>И",
                Some("windows-1251"),
            ),
        ] {
            let (got, remarks) = decoded(bytes);
            assert_eq!(got, text);
            assert_eq!(remarks.is_empty(), said.is_none(), "{text}");
            assert!(said.is_none_or(|s| remarks.first().unwrap().contains(s)), "{remarks:?}");
        }
    }

    #[test]
    fn one_bad_byte_does_not_make_a_file_another_encoding() {
        let mut bytes = "é\n".repeat(40_000).into_bytes();
        bytes[0] = b'x';
        let (text, remarks) = decoded(&bytes);
        assert!(remarks.is_empty());
        assert_eq!(text.matches('\u{fffd}').count(), 1);
    }
}
