//! The log of a post: a file to which every act is added, sealed, before anybody is answered.
use crate::{Chance, Clock, Error, Result, chance};
use model::CapsuleId;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use store::journal::Copyist;
use wire::act::Entry;
use wire::capsule::{LOG_HEAD_BYTES, Leased, LogFrame, LogWriter, LoggedAct, read_log};

/// A log that is open for adding.
pub struct LogFile {
    open: Mutex<Open>,
    /// The number of the lease with whose code it was opened.
    lease: u64,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

struct Open {
    file: File,
    writer: LogWriter,
    /// The last act in it.
    seq: u64,
    /// What was half written hides what would be written behind it.
    failed: bool,
}

/// What a log held when it was opened.
pub(super) struct Held {
    pub acts: Vec<(Entry, LoggedAct)>,
    /// The latest moment that it names.
    pub latest_us: i64,
}

impl LogFile {
    /// Opens the log of a capsule under a lease, or begins it. `head` is the last act in the capsule. What was never written to
    /// its end was never answered, and is cut off.
    pub(super) fn open(
        path: &Path,
        (Leased { secret, number, .. }, id): (&Leased, CapsuleId),
        head: (u64, wire::Hash),
        (clock, chance): (Arc<dyn Clock>, Arc<dyn Chance>),
    ) -> Result<(LogFile, Held)> {
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        let bytes = std::fs::read(path)?;
        let id = *id.as_bytes();
        let (writer, seq, held) = if bytes.len() < LOG_HEAD_BYTES {
            begin(&mut file, &id)?;
            (LogWriter::new(secret, id), head.0, Held { acts: vec![], latest_us: 0 })
        } else {
            if wire::capsule::id_of(&bytes).is_some_and(|other| other != id) {
                return Err(Error::Conflict(
                    "the log that lies here is of another capsule: bring it home and move it away",
                ));
            }
            let log = read_log(&bytes, (secret, id), &secret.signer().public(), head)
                .map_err(|broken| Error::Log(broken.into()))?;
            file.set_len(u64::try_from(log.whole_bytes).unwrap_or(u64::MAX))?;
            file.seek(SeekFrom::End(0))?;
            let seq = log.acts.last().map_or(head.0, |(entry, _)| entry.seq);
            (log.writer, seq, Held { acts: log.acts, latest_us: log.latest_us })
        };
        let open = Mutex::new(Open { file, writer, seq, failed: false });
        Ok((LogFile { open, lease: *number, clock, chance }, held))
    }

    /// Notes the time, so that a clock which is set back is found out; `closes` when the post is closed in good order, with the
    /// lease under which it is.
    pub fn note_time(&self, closes: bool) -> io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        self.add(&mut open, vec![], closes)
    }

    fn add(&self, open: &mut Open, acts: Vec<LoggedAct>, closes: bool) -> io::Result<()> {
        if open.failed {
            return Err(io::Error::other("the log could not be written before"));
        }
        let nonce = chance::draw(&*self.chance).map_err(io::Error::other)?;
        let lease = closes.then_some(self.lease);
        let frame = LogFrame { at_us: self.clock.now_us(), acts, closes, lease };
        let bytes = open.writer.seal(nonce, &frame);
        let done = open.file.write_all(&bytes).and_then(|()| open.file.sync_data());
        open.failed = done.is_err();
        done
    }
}

fn begin(file: &mut File, id: &wire::capsule::CapsuleId) -> io::Result<()> {
    file.set_len(0)?;
    file.write_all(&LogWriter::head(id))?;
    file.sync_all()
}

impl Copyist for LogFile {
    fn copy(&self, acts: Vec<(u64, LoggedAct)>) -> io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<(u64, LoggedAct)> = acts.into_iter().filter(|(seq, _)| *seq > open.seq).collect();
        let Some(last) = new.last().map(|(seq, _)| *seq) else { return Ok(()) };
        self.add(&mut open, new.into_iter().map(|(_, act)| act).collect(), false)?;
        open.seq = last;
        Ok(())
    }
}
