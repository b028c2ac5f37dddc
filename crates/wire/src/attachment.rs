//! Attachments: files too long for an envelope, sealed in chunks, fetched by their hash, resumed at any chunk.
//!
//! STREAM (Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-
//! Resistance", CRYPTO 2015) in the form that age gives it: 64 KiB chunks under one key by ChaCha20-Poly1305, the nonce an
//! 11-byte counter and one byte that says "last". A chunk that is changed, moved, missing or the wrong last one does not
//! open. Hash and key are both in the sealed content, so all its recipients open the same file, and whoever keeps it for
//! them by its hash opens none.
use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit};
use sha2::{Digest, Sha256};
use std::ops::Range;

use crate::Rejection;
use crate::envelope::Attached;

/// Bytes of a chunk before sealing; only the last is shorter.
pub const CHUNK_BYTES: u64 = 64 << 10;
/// Bytes that sealing adds to each chunk.
pub const TAG_BYTES: u64 = 16;
/// Longest attachment: 2 GiB.
pub const ATTACHMENT_BYTES_MAX: u64 = 2 << 30;

/// How an attachment of one length is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    length: u64,
}

impl Cut {
    /// For a file of this many bytes.
    pub fn new(length: u64) -> Result<Self, Rejection> {
        if length <= ATTACHMENT_BYTES_MAX {
            return Ok(Self { length });
        }
        Err(Rejection::TooBig { limit: usize::try_from(ATTACHMENT_BYTES_MAX).unwrap_or(usize::MAX) })
    }

    /// How many chunks: an empty file has one, which is empty.
    pub fn chunks(&self) -> u64 {
        self.length.div_ceil(CHUNK_BYTES).max(1)
    }

    /// Bytes of the sealed file.
    pub fn sealed_length(&self) -> u64 {
        self.length + self.chunks() * TAG_BYTES
    }

    /// Where a chunk is in the file.
    pub fn plain(&self, chunk: u64) -> Range<u64> {
        let from = (chunk * CHUNK_BYTES).min(self.length);
        from..(from + CHUNK_BYTES).min(self.length)
    }

    /// Where a chunk is in the sealed file: the range to ask for when a fetch is resumed.
    pub fn sealed(&self, chunk: u64) -> Range<u64> {
        let plain = self.plain(chunk);
        plain.start + chunk * TAG_BYTES..plain.end + (chunk + 1) * TAG_BYTES
    }

    fn fits(&self, chunk: u64, range: &Range<u64>, bytes: &[u8]) -> bool {
        chunk < self.chunks()
            && u64::try_from(bytes.len()).is_ok_and(|length| length == range.end - range.start)
    }
}

fn nonce(chunk: u64, last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&chunk.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce
}

/// Seals a file chunk by chunk whose length is known only at its end: it is told which chunk is the last.
pub struct Streamer {
    cipher: ChaCha20Poly1305,
    key: zeroize::Zeroizing<[u8; 32]>,
    next: u64,
    length: u64,
    ended: bool,
    hash: Sha256,
}

impl std::fmt::Debug for Streamer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Streamer({} chunks)", self.next)
    }
}

impl Streamer {
    /// Under 32 fresh random bytes that seal nothing else.
    pub fn new(key: [u8; 32]) -> Self {
        let cipher = ChaCha20Poly1305::new(&key.into());
        let key = zeroize::Zeroizing::new(key);
        Self { cipher, key, next: 0, length: 0, ended: false, hash: Sha256::new() }
    }

    /// Seals the next chunk: all have [`CHUNK_BYTES`], only the last may have fewer. A file whose length is a multiple of
    /// that ends with a whole chunk; only the empty file has an empty one.
    pub fn seal(&mut self, chunk: &[u8], last: bool) -> Result<Vec<u8>, Rejection> {
        let bytes = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        let fits =
            if last { bytes <= CHUNK_BYTES && (bytes > 0 || self.next == 0) } else { bytes == CHUNK_BYTES };
        if self.ended || !fits {
            return Err(Rejection::Rule("chunks follow each other, each of the length that is due"));
        }
        Cut::new(self.length + bytes)?;
        let mut sealed = chunk.to_vec();
        let tag = self
            .cipher
            .encrypt_inout_detached(&nonce(self.next, last).into(), b"", sealed.as_mut_slice().into())
            .expect("a chunk is shorter than the 256 GiB that the cipher takes");
        sealed.extend_from_slice(&tag);
        self.hash.update(&sealed);
        (self.next, self.length, self.ended) = (self.next + 1, self.length + bytes, last);
        Ok(sealed)
    }

    /// What the content says of the file. Fails before the last chunk is sealed.
    pub fn finish(self, media: &str) -> Result<Attached, Rejection> {
        if !self.ended {
            return Err(Rejection::Gap { expects: self.next });
        }
        let hash = self.hash.finalize().into();
        Ok(Attached { hash, length: self.length, media: media.to_owned(), key: *self.key })
    }
}

/// Seals a file chunk by chunk whose length is known before.
#[derive(Debug)]
pub struct Sealer {
    stream: Streamer,
    cut: Cut,
}

impl Sealer {
    /// For a file of `length` bytes, under 32 fresh random bytes that seal nothing else.
    pub fn new(key: [u8; 32], length: u64) -> Result<Self, Rejection> {
        Ok(Self { stream: Streamer::new(key), cut: Cut::new(length)? })
    }

    /// How the file is cut.
    pub fn cut(&self) -> Cut {
        self.cut
    }

    /// Seals the next chunk: all of them have [`CHUNK_BYTES`], only the last has the rest.
    pub fn seal(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Rejection> {
        let next = self.stream.next;
        if !self.cut.fits(next, &self.cut.plain(next), chunk) {
            return Err(Rejection::Rule("chunks follow each other, each of the length that is due"));
        }
        self.stream.seal(chunk, next + 1 == self.cut.chunks())
    }

    /// What the content says of the file. Fails before the last chunk is sealed.
    pub fn finish(self, media: &str) -> Result<Attached, Rejection> {
        self.stream.finish(media)
    }
}

/// Opens an attachment chunk by chunk, in any order.
pub struct Opener {
    cipher: ChaCha20Poly1305,
    cut: Cut,
}

impl std::fmt::Debug for Opener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opener({} chunks)", self.cut.chunks())
    }
}

impl Opener {
    /// For the file that a content names.
    pub fn new(attached: &Attached) -> Result<Self, Rejection> {
        let cut = Cut::new(attached.length)?;
        Ok(Self { cipher: ChaCha20Poly1305::new(&attached.key.into()), cut })
    }

    /// How the file is cut.
    pub fn cut(&self) -> Cut {
        self.cut
    }

    /// Opens one chunk. What does not open was changed, or is another chunk: fetch it again.
    pub fn open(&self, chunk: u64, sealed: &[u8]) -> Result<Vec<u8>, Rejection> {
        if !self.cut.fits(chunk, &self.cut.sealed(chunk), sealed) {
            return Err(Rejection::Seal);
        }
        let (text, tag) = sealed.split_last_chunk::<16>().ok_or(Rejection::Seal)?;
        let mut text = text.to_vec();
        self.cipher
            .decrypt_inout_detached(
                &nonce(chunk, chunk + 1 == self.cut.chunks()).into(),
                b"",
                text.as_mut_slice().into(),
                tag.into(),
            )
            .map_err(|_| Rejection::Seal)?;
        Ok(text)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn file(length: u64) -> Vec<u8> {
        (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    fn sealed(length: u64) -> (Vec<u8>, Attached) {
        let (file, mut sealer) = (file(length), Sealer::new([7; 32], length).unwrap());
        let mut sealed = vec![];
        for chunk in 0..sealer.cut().chunks() {
            sealed.extend(sealer.seal(part(&file, sealer.cut().plain(chunk))).unwrap());
        }
        (sealed, sealer.finish("text/plain").unwrap())
    }

    fn part(bytes: &[u8], range: Range<u64>) -> &[u8] {
        &bytes[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()]
    }

    #[test]
    fn a_file_of_any_length_comes_back_from_its_chunks_in_any_order() {
        for length in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES] {
            let (bytes, attached) = sealed(length);
            let (opener, file) = (Opener::new(&attached).unwrap(), file(length));
            assert_eq!(u64::try_from(bytes.len()).unwrap(), opener.cut().sealed_length(), "{length}");
            assert_eq!(attached.hash, <[u8; 32]>::from(Sha256::digest(&bytes)));
            for chunk in (0..opener.cut().chunks()).rev() {
                let opened = opener.open(chunk, part(&bytes, opener.cut().sealed(chunk))).unwrap();
                assert!(opened == part(&file, opener.cut().plain(chunk)), "{length}");
            }
        }
    }

    #[test]
    fn what_was_changed_moved_or_cut_short_does_not_open() {
        let (bytes, attached) = sealed(2 * CHUNK_BYTES + 9);
        let opener = Opener::new(&attached).unwrap();
        let chunk = |number| part(&bytes, opener.cut().sealed(number)).to_vec();
        for at in [0, 77, 65_535, 65_551] {
            let mut changed = chunk(1);
            changed[at] ^= 1;
            assert_eq!(opener.open(1, &changed), Err(Rejection::Seal), "byte {at}");
        }
        assert_eq!(opener.open(0, &chunk(1)), Err(Rejection::Seal));
        assert_eq!(opener.open(2, &chunk(2)[1..]), Err(Rejection::Seal));
        assert_eq!(opener.open(3, &[]), Err(Rejection::Seal));
        // Cut after the second chunk: that one is not sealed as the last.
        let shorter = Opener::new(&Attached { length: 2 * CHUNK_BYTES, ..attached }).unwrap();
        assert!(shorter.open(0, &chunk(0)).is_ok());
        assert_eq!(shorter.open(1, &chunk(1)), Err(Rejection::Seal));
    }

    #[test]
    fn a_stream_of_unknown_length_is_sealed_as_if_it_were_known() {
        for length in [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1] {
            let (known, attached) = sealed(length);
            let (file, cut, mut stream) = (file(length), Cut::new(length).unwrap(), Streamer::new([7; 32]));
            let mut bytes = vec![];
            for chunk in 0..cut.chunks() {
                bytes.extend(stream.seal(part(&file, cut.plain(chunk)), chunk + 1 == cut.chunks()).unwrap());
            }
            assert!(stream.seal(&[1], true).is_err(), "nothing follows the last");
            assert!(bytes == known, "{length}");
            assert_eq!(stream.finish("text/plain").unwrap(), attached);
        }
        let mut stream = Streamer::new([7; 32]);
        assert!(stream.seal(&[1; 9], false).is_err(), "only the last is short");
        assert!(stream.finish("text/plain").is_err(), "it has not ended");
    }

    #[test]
    fn a_sealer_takes_all_chunks_in_their_lengths() {
        let mut sealer = Sealer::new([7; 32], CHUNK_BYTES + 1).unwrap();
        assert!(matches!(sealer.seal(&[0; 9]), Err(Rejection::Rule(_))));
        sealer.seal(&file(CHUNK_BYTES)).unwrap();
        assert!(matches!(sealer.seal(&file(CHUNK_BYTES)), Err(Rejection::Rule(_))));
        assert_eq!(sealer.finish("text/plain"), Err(Rejection::Gap { expects: 1 }));
        assert!(Sealer::new([7; 32], ATTACHMENT_BYTES_MAX).is_ok());
        assert!(matches!(Sealer::new([7; 32], ATTACHMENT_BYTES_MAX + 1), Err(Rejection::TooBig { .. })));
    }
}
