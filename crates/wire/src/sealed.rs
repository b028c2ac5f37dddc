//! A long text under a seal, piece by piece, so that it is written and read as a stream.
//!
//! Every piece is sealed by itself (see [`crate::seal`]), bound to its number and to whether it is the last: pieces
//! that are changed, swapped or missing are found out before a byte of them is given. The key is of one text only.
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::thread;

use crate::seal::{SEAL_OVERHEAD_BYTES, SealKey};

/// Bytes of a piece before it is sealed; only the last is shorter.
const PIECE_BYTES: usize = 1 << 20;
/// Bytes of a sealed piece that is not shorter.
const WHOLE_BYTES: usize = PIECE_BYTES + SEAL_OVERHEAD_BYTES;

/// Seals what is written to it.
#[derive(Debug)]
pub struct SealWriter<W> {
    out: W,
    key: SealKey,
    piece: Vec<u8>,
    number: u64,
}

impl<W: Write> SealWriter<W> {
    /// Writes to `out` under a key that has sealed nothing before and will seal nothing else.
    pub fn new(out: W, key: SealKey) -> Self {
        Self { out, key, piece: Vec::with_capacity(PIECE_BYTES), number: 0 }
    }

    /// Seals the rest as the last piece. Without it the text cannot be opened.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        Ok(self.out)
    }

    fn put(&mut self, last: bool) -> io::Result<()> {
        let sealed = self.key.seal(nonce(self.number), &context(self.number, last), &self.piece);
        self.out.write_all(&sealed)?;
        self.piece.clear();
        self.number += 1;
        Ok(())
    }
}

impl<W: Write> Write for SealWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.piece.len() == PIECE_BYTES {
            self.put(false)?;
        }
        let fits = bytes.len().min(PIECE_BYTES - self.piece.len());
        self.piece.extend_from_slice(&bytes[..fits]);
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Opens what a [`SealWriter`] wrote, several pieces at once where there are several cores.
#[derive(Debug)]
pub struct SealReader<R> {
    input: R,
    key: SealKey,
    piece: Vec<u8>,
    read: usize,
    /// Opened, or found to be damaged, and not yet given.
    ahead: VecDeque<io::Result<Opened>>,
    /// How many pieces are opened at once.
    at_once: usize,
    /// How many pieces were read, and how many of them given.
    number: u64,
    given: u64,
    ended: bool,
}

#[derive(Debug)]
struct Opened {
    piece: Vec<u8>,
    last: bool,
}

impl<R: Read> SealReader<R> {
    /// Reads from `input` under the key that the text was sealed with.
    pub fn new(input: R, key: SealKey) -> Self {
        let at_once = thread::available_parallelism().map_or(1, usize::from);
        let (piece, ahead) = (Vec::new(), VecDeque::new());
        Self { input, key, piece, read: 0, ahead, at_once, number: 0, given: 0, ended: false }
    }

    fn next_piece(&mut self) -> io::Result<()> {
        if self.ahead.is_empty() {
            self.look_ahead()?;
        }
        // Nothing is left of the input, yet no piece was the last.
        let next = self.ahead.pop_front().unwrap_or_else(|| Err(damaged(crate::Error::Seal)));
        let Opened { piece, last } = next.inspect_err(|_| {
            // What lies behind is never given: under this number no other piece opens.
            self.ahead.clear();
            self.number = self.given;
        })?;
        self.given += 1;
        (self.piece, self.read, self.ended) = (piece, 0, last);
        Ok(())
    }

    /// Reads the next pieces and opens each on a thread of its own. The first is read alone: many texts have but one.
    fn look_ahead(&mut self) -> io::Result<()> {
        let count = if self.number == 0 { 1 } else { self.at_once };
        let mut sealed = Vec::with_capacity(count);
        while sealed.len() < count {
            let piece = self.read_piece()?;
            if piece.is_empty() {
                break;
            }
            sealed.push(piece);
        }
        let first = self.number;
        self.number += u64::try_from(sealed.len()).expect("a few pieces are fewer than 2^64");
        let key = &self.key;
        let (mine, others) = match sealed.split_first() {
            Some(split) => split,
            None => return Ok(()),
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (first + 1..)
                .zip(others)
                .map(|(number, sealed)| scope.spawn(move || open(key, number, sealed)))
                .collect();
            self.ahead.push_back(open(key, first, mine));
            let opened = threads.into_iter().map(|thread| thread.join());
            self.ahead.extend(opened.map(|opened| opened.expect("opening a seal does not panic")));
        });
        Ok(())
    }

    fn read_piece(&mut self) -> io::Result<Vec<u8>> {
        let mut sealed = Vec::with_capacity(WHOLE_BYTES);
        let room = u64::try_from(WHOLE_BYTES).expect("a piece is shorter than 2^64 bytes");
        self.input.by_ref().take(room).read_to_end(&mut sealed)?;
        Ok(sealed)
    }
}

fn open(key: &SealKey, number: u64, sealed: &[u8]) -> io::Result<Opened> {
    let whole = sealed.len() == WHOLE_BYTES;
    let open = |last| key.open(&context(number, last), sealed).map(|piece| Opened { piece, last });
    // A full piece may be the last as well.
    match open(!whole) {
        Err(_) if whole => open(true),
        opened => opened,
    }
    .map_err(damaged)
}

impl<R: Read> Read for SealReader<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.read == self.piece.len() && !self.ended {
            self.next_piece()?;
        }
        let rest = &self.piece[self.read..];
        let fits = rest.len().min(bytes.len());
        bytes[..fits].copy_from_slice(&rest[..fits]);
        self.read += fits;
        Ok(fits)
    }
}

fn nonce(number: u64) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(&number.to_le_bytes());
    nonce
}

fn context(number: u64, last: bool) -> [u8; 9] {
    let mut context = [u8::from(last); 9];
    context[..8].copy_from_slice(&number.to_le_bytes());
    context
}

fn damaged(fault: crate::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, fault)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::keys::{Salt, StorageKey};

    fn key() -> SealKey {
        StorageKey::generate(&[1; 32]).index_key(&Salt::from_bytes([2; 32]))
    }

    fn sealed(text: &[u8]) -> Vec<u8> {
        let mut writer = SealWriter::new(Vec::new(), key());
        writer.write_all(text).unwrap();
        writer.finish().unwrap()
    }

    fn opened(sealed: &[u8]) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        SealReader::new(sealed, key()).read_to_end(&mut text).map(|_| text)
    }

    #[test]
    fn a_text_of_any_length_comes_back() {
        for length in [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES] {
            let text: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            assert!(opened(&sealed(&text)).unwrap() == text, "{length}");
        }
    }

    #[test]
    fn what_was_changed_cut_or_swapped_is_found_out() {
        let whole = sealed(&vec![7; 2 * PIECE_BYTES + 9]);
        let piece = PIECE_BYTES + SEAL_OVERHEAD_BYTES;
        for at in [0, 20, piece, 2 * piece + 30, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(opened(&changed).is_err(), "byte {at}");
        }
        for length in [0, 5, piece, 2 * piece, whole.len() - 1] {
            assert!(opened(&whole[..length]).is_err(), "cut to {length}");
        }
        // Nor is anything told that lies behind it, whoever reads on.
        let mut changed = whole.clone();
        changed[piece + 40] ^= 1;
        let mut reader = SealReader::new(changed.as_slice(), key());
        let mut part = vec![0; PIECE_BYTES];
        reader.read_exact(&mut part).unwrap();
        assert!((0..3).all(|_| reader.read(&mut part).is_err()));
        let swapped = [&whole[piece..2 * piece], &whole[..piece], &whole[2 * piece..]].concat();
        assert!(opened(&swapped).is_err());
    }
}
