//! Opening a file of a list: packed or plain, in whatever encoding, as UTF-8 that never holds more than its caps.
mod encoding;
mod gzip;
mod lines;
mod rows;

use crate::{Progress, Refused, Remark};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

pub(crate) use lines::Lines;
pub(crate) use rows::{Row, Rows};

/// Longest line or row that is taken, in bytes.
pub(crate) const ROW_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The bytes of a file, as UTF-8.
pub(crate) type Text = Box<dyn BufRead + Send>;

/// What one reading of all files shares with whoever watches it.
#[derive(Default)]
pub(crate) struct Gauge {
    read: AtomicU64,
    total: u64,
    remarks: Mutex<Vec<Remark>>,
    damaged: AtomicBool,
}

impl Gauge {
    /// For files of that many bytes on disk together.
    pub(crate) fn new(total: u64) -> Gauge {
        Gauge { total, ..Gauge::default() }
    }

    pub(crate) fn progress(&self) -> Progress {
        Progress { bytes_read: self.read.load(Ordering::Relaxed), bytes_total: self.total }
    }

    pub(crate) fn remarks(&self) -> Vec<Remark> {
        self.remarks.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A file ended before its end: what stood behind is unknown.
    pub(crate) fn damage(&self) {
        self.damaged.store(true, Ordering::Release);
    }

    pub(crate) fn damaged(&self) -> bool {
        self.damaged.load(Ordering::Acquire)
    }

    pub(crate) fn remark(&self, file: &str, text: &str) {
        let remark = Remark { file: file.to_string(), text: text.to_string() };
        self.remarks.lock().unwrap_or_else(PoisonError::into_inner).push(remark);
    }
}

/// A file that is open, and the name by which refusals call it.
pub(crate) struct Opened {
    pub(crate) file: String,
    pub(crate) text: Text,
}

/// Opens a file: gzip is told by its first two bytes, the encoding by its mark or its contents.
pub(crate) fn open(path: &Path, gauge: &Arc<Gauge>) -> io::Result<Opened> {
    opened(path, gauge).inspect_err(|_| gauge.damage())
}

fn opened(path: &Path, gauge: &Arc<Gauge>) -> io::Result<Opened> {
    let file = path.display().to_string();
    let here = Arc::new(AtomicU64::new(0));
    let counted = Counted { file: File::open(path)?, gauge: gauge.clone(), here: here.clone() };
    let mut raw = BufReader::with_capacity(64 * 1024, counted);
    let packed = raw.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let bytes: Box<dyn Read + Send> =
        if packed { Box::new(gzip::Unpacked::new(raw, here)) } else { Box::new(raw) };
    let bytes = Box::new(Watched { bytes, gauge: gauge.clone() });
    let text = encoding::Decoded::new(bytes, gauge.clone(), &file);
    Ok(Opened { file, text: Box::new(text) })
}

/// Notices where a file cannot be read to its end.
struct Watched {
    bytes: Box<dyn Read + Send>,
    gauge: Arc<Gauge>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer);
        if matches!(&read, Err(error) if error.kind() != io::ErrorKind::Interrupted) {
            self.gauge.damage();
        }
        read
    }
}

/// Counts what was read from disk.
struct Counted {
    file: File,
    gauge: Arc<Gauge>,
    here: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        let bytes = u64::try_from(count).unwrap_or(u64::MAX);
        self.here.fetch_add(bytes, Ordering::Relaxed);
        self.gauge.read.fetch_add(bytes, Ordering::Relaxed);
        Ok(count)
    }
}

/// What stopped or spoiled a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) line: u64,
    pub(crate) reason: String,
}

impl Trouble {
    pub(crate) fn new(line: u64, reason: impl Into<String>) -> Trouble {
        Trouble { line, reason: reason.into() }
    }

    pub(crate) fn in_file(self, file: &str) -> Refused {
        Refused::new(file, self.line, self.reason)
    }
}

/// A file that cannot be opened after all.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> crate::Step {
    let file = path.display().to_string();
    crate::Step::Refused(Refused::new(file, 0, format!("cannot be read: {error}")))
}

/// The next bytes, if there are any; an interrupted system call is tried again.
pub(crate) fn fill(text: &mut (impl BufRead + ?Sized)) -> io::Result<&[u8]> {
    loop {
        match text.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    text.fill_buf()
}

/// What a byte sequence that was no UTF-8 became in decoding.
pub(crate) const SPOILED: char = '\u{FFFD}';
pub(crate) const SPOILED_WHY: &str = "holds bytes that are no text in the file's encoding; mend the line";

#[cfg(test)]
pub(crate) fn text_of(bytes: &[u8]) -> Text {
    let gauge = Arc::new(Gauge::default());
    Box::new(encoding::Decoded::new(Box::new(io::Cursor::new(bytes.to_vec())), gauge, "test"))
}
