//! Gzip, with a guard against files that grow without end.
use flate2::bufread::MultiGzDecoder;
use std::{
    io::{self, BufRead, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Real lists shrink to a tenth or a thirtieth; zeros to a thousandth.
const GROWTH_MAX: u64 = 200;
/// Up to here any growth passes, so that a short list of equal rows does.
const FREE_BYTES: u64 = 32 * 1024 * 1024;

/// The unpacked bytes of a gzip file of one or more members.
pub(super) struct Unpacked<R> {
    inner: MultiGzDecoder<R>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R: BufRead> Unpacked<R> {
    /// `packed` counts the bytes that were read from disk.
    pub(super) fn new(inner: R, packed: Arc<AtomicU64>) -> Unpacked<R> {
        Unpacked { inner: MultiGzDecoder::new(inner), packed, unpacked: 0 }
    }

    fn grows_too_much(&self) -> bool {
        let packed = self.packed.load(Ordering::Relaxed);
        self.unpacked > FREE_BYTES && self.unpacked > packed.saturating_mul(GROWTH_MAX)
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.grows_too_much() {
            let why = "the gzip file grows more than 200-fold when it is unpacked: this is no list";
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        let count = self.inner.read(buffer).map_err(explained)?;
        self.unpacked = self.unpacked.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        Ok(count)
    }
}

fn explained(error: io::Error) -> io::Error {
    let why = match error.kind() {
        io::ErrorKind::Interrupted => return error,
        io::ErrorKind::UnexpectedEof => "the gzip file is cut off: fetch it again".to_string(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            format!("the gzip file is damaged ({error}): fetch it again")
        }
        _ => return error,
    };
    io::Error::new(error.kind(), why)
}
