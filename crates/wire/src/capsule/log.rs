//! The log of a post: its acts as they were written, frame by frame, each sealed and bound to the one before.
//!
//! Of a file that was changed, cut in the middle or put together anew, the first act that does not hold is named. What
//! was cut off at the end cannot be told from what never was; only that the log was not closed, or under which lease it was.
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::{CapsuleId, Secret};
use crate::act::{self, Entry};
use crate::keys::NodePublic;
use crate::seal::SealKey;
use crate::sheaf::Checker;
use crate::verify::{Broken, Fault};
use crate::{Hash, cbor};

const MARK: &[u8; 16] = b"liaison-log/1\n\0\0";
/// The mark and the capsule's id.
pub const LOG_HEAD_BYTES: usize = 32;
/// The longest frame, sealed.
const FRAME_BYTES_MAX: usize = 16 << 20;

/// One act as the post's journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct LoggedAct {
    /// The entry in its one form.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub entry: Vec<u8>,
    /// That it was signed.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub proof: Vec<u8>,
    /// What else it says, sealed; empty where it says nothing.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub body: Vec<u8>,
    /// The salt of the key that sealed it; empty where there is no body.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub salt: Vec<u8>,
}

/// What was kept at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(array)]
pub struct LogFrame {
    /// Microseconds since 1970, by the device's clock.
    #[n(0)]
    pub at_us: i64,
    /// In their order; none where only the time was noted.
    #[n(1)]
    pub acts: Vec<LoggedAct>,
    /// The post was closed in good order.
    #[n(2)]
    pub closes: bool,
    /// The lease under which it was closed, which older posts do not say.
    #[n(3)]
    pub lease: Option<u64>,
}

/// Seals frames behind one another.
#[derive(Debug)]
pub struct LogWriter {
    key: SealKey,
    id: CapsuleId,
    number: u64,
    prev: Hash,
}

impl LogWriter {
    /// For a log that is empty but for [`LogWriter::head`].
    pub fn new(secret: &Secret, id: CapsuleId) -> Self {
        Self { key: secret.log(), id, number: 0, prev: [0; 32] }
    }

    /// With what a log begins.
    pub fn head(id: &CapsuleId) -> Vec<u8> {
        [MARK.as_slice(), id].concat()
    }

    /// The next frame in bytes. `nonce` is fresh chance.
    pub fn seal(&mut self, nonce: [u8; 12], frame: &LogFrame) -> Vec<u8> {
        let sealed = self.key.seal(nonce, &self.place(), &cbor::encode(frame));
        let length = u32::try_from(sealed.len()).expect("a frame is far shorter than 4 GiB");
        self.step(&sealed);
        // Twice, so that a length that was changed is found out and hides nothing behind it.
        [&length.to_be_bytes(), (!length).to_be_bytes().as_slice(), &sealed].concat()
    }

    fn open(&mut self, sealed: &[u8]) -> Option<LogFrame> {
        let plain = self.key.open(&self.place(), sealed).ok()?;
        self.step(sealed);
        cbor::decode(&plain, FRAME_BYTES_MAX).ok()
    }

    fn place(&self) -> Vec<u8> {
        [b"liaison/1/capsule/log\0".as_slice(), &self.id, &self.number.to_be_bytes(), &self.prev].concat()
    }

    fn step(&mut self, sealed: &[u8]) {
        self.number += 1;
        self.prev = Sha256::digest(sealed).into();
    }
}

/// The mark of a post that was closed in good order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// Microseconds since 1970, by the device's clock.
    pub at_us: i64,
    /// The lease under which it was; older posts do not say it.
    pub lease: Option<u64>,
}

/// A log that holds.
#[derive(Debug)]
pub struct Log {
    /// Every act behind the capsule's own, with its entry.
    pub acts: Vec<(Entry, LoggedAct)>,
    /// The latest moment that it names.
    pub latest_us: i64,
    /// It ends as a post that was closed in good order leaves it.
    pub closed: Option<Closed>,
    /// Bytes that hold; what lies behind is a frame that was never written to its end.
    pub whole_bytes: usize,
    /// Goes on behind its last frame.
    pub writer: LogWriter,
}

/// The capsule that a log belongs to; none where it is no log.
pub fn id_of(bytes: &[u8]) -> Option<CapsuleId> {
    bytes.get(..LOG_HEAD_BYTES)?.strip_prefix(MARK)?.try_into().ok()
}

/// Reads and proves a log. `head` is the number and hash of the last act in the capsule, `signer` whose acts they are.
pub fn read_log(
    bytes: &[u8],
    (secret, id): (&Secret, CapsuleId),
    signer: &NodePublic,
    head: (u64, Hash),
) -> Result<Log, Broken> {
    let (mut seq, mut prev) = head;
    let broken = |seq: u64, what: Fault| Broken { seq: seq + 1, what };
    if id_of(bytes) != Some(id) {
        return Err(broken(seq, Fault::Frame));
    }
    let (mut log, mut checker) = (empty(secret, id), Checker::default());
    while let Some(sealed) =
        next(bytes.get(log.whole_bytes..).unwrap_or_default()).map_err(|w| broken(seq, w))?
    {
        let frame = log.writer.open(sealed).ok_or(broken(seq, Fault::Frame))?;
        log.whole_bytes += 8 + sealed.len();
        let closed = Closed { at_us: frame.at_us, lease: frame.lease };
        (log.latest_us, log.closed) = (log.latest_us.max(frame.at_us), frame.closes.then_some(closed));
        for logged in frame.acts {
            let entry = prove(&logged, signer, &mut checker, (seq, prev)).map_err(|w| broken(seq, w))?;
            (seq, prev) = (entry.seq, act::hash(&logged.entry));
            log.acts.push((entry, logged));
        }
    }
    Ok(log)
}

fn empty(secret: &Secret, id: CapsuleId) -> Log {
    let writer = LogWriter::new(secret, id);
    Log { acts: vec![], latest_us: 0, closed: None, whole_bytes: LOG_HEAD_BYTES, writer }
}

/// The next sealed frame; none at the end, and where the last was never written to its end.
fn next(rest: &[u8]) -> Result<Option<&[u8]>, Fault> {
    let Some((length, rest)) = rest.split_first_chunk::<4>() else { return Ok(None) };
    let Some((again, rest)) = rest.split_first_chunk::<4>() else { return Ok(None) };
    let length = u32::from_be_bytes(*length);
    let bytes = usize::try_from(length).unwrap_or(usize::MAX);
    if length != !u32::from_be_bytes(*again) || bytes > FRAME_BYTES_MAX {
        return Err(Fault::Frame);
    }
    Ok(rest.get(..bytes))
}

fn prove(
    logged: &LoggedAct,
    signer: &NodePublic,
    checker: &mut Checker,
    (seq, prev): (u64, Hash),
) -> Result<Entry, Fault> {
    let entry = Entry::decode(&logged.entry).map_err(Fault::NotAnEntry)?;
    if entry.signer != signer.id() {
        return Err(Fault::UnknownSigner(entry.signer));
    }
    checker.check(signer, &logged.entry, &logged.proof).map_err(|_| Fault::Signature)?;
    if entry.seq != seq + 1 {
        return Err(Fault::Missing { next: entry.seq });
    }
    if entry.prev != prev {
        return Err(Fault::Chain);
    }
    match entry.body {
        Some(digest) if act::body_digest(&logged.body) == digest => Ok(entry),
        None if logged.body.is_empty() => Ok(entry),
        Some(_) | None => Err(Fault::Body),
    }
}
