//! The seal on what is stored: ChaCha20-Poly1305 (RFC 8439) under the key of a record or a day.
use std::fmt;

use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit};

use crate::Error;

const NONCE_BYTES: usize = 12;
const TAG_BYTES: usize = 16;

/// How many bytes a sealed text is longer than the text.
pub const SEAL_OVERHEAD_BYTES: usize = NONCE_BYTES + TAG_BYTES;

/// The key of one record or one day, drawn by [`crate::keys::StorageKey`]. Wiped from memory when dropped.
pub struct SealKey(ChaCha20Poly1305);

impl SealKey {
    /// A key that was given away with what it opens.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(ChaCha20Poly1305::new(bytes.into()))
    }

    /// Seals `plain`: nonce, ciphertext, tag. `nonce` is fresh randomness for every seal; by chance alone two of 2^32
    /// seals under one key would share one with probability below 2^-32, far above what a day of acts needs.
    /// `aad` says what the text belongs to (record, act); whoever opens it must say the same.
    pub fn seal(&self, nonce: [u8; 12], aad: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(plain.len() + SEAL_OVERHEAD_BYTES);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let tag = self
            .0
            .encrypt_inout_detached(&nonce.into(), aad, (&mut sealed[NONCE_BYTES..]).into())
            .expect("a text in memory is shorter than the 256 GiB that the cipher takes");
        sealed.extend_from_slice(&tag);
        sealed
    }

    /// Opens what [`SealKey::seal`] closed with the same `aad`.
    pub fn open(&self, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(Error::Seal)?;
        let (body, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or(Error::Seal)?;
        let mut plain = body.to_vec();
        let buffer = plain.as_mut_slice().into();
        self.0.decrypt_inout_detached(nonce.into(), aad, buffer, tag.into()).map_err(|_| Error::Seal)?;
        Ok(plain)
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey(..)")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::keys::{Salt, StorageKey};
    use proptest::prelude::*;

    fn record_key(salt: u8) -> SealKey {
        StorageKey::generate(&[1; 32]).record_key(&Salt::from_bytes([salt; 32]))
    }

    /// RFC 8439, section 2.8.2.
    #[test]
    fn the_seal_is_that_of_rfc_8439() {
        let key: [u8; 32] = std::array::from_fn(|i| 0x80 + u8::try_from(i).unwrap());
        let nonce = [0x07, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47];
        let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let sealed = SealKey::from_bytes(&key).seal(nonce, &aad, plain);
        assert_eq!(sealed.len(), plain.len() + SEAL_OVERHEAD_BYTES);
        assert_eq!(sealed[12..16], [0xd3, 0x1a, 0x8d, 0x34]);
        let tag =
            [0x1a, 0xe1, 0x0b, 0x59, 0x4f, 0x09, 0xe2, 0x6a, 0x7e, 0x90, 0x2e, 0xcb, 0xd0, 0x60, 0x06, 0x91];
        assert_eq!(sealed[sealed.len() - 16..], tag);
    }

    #[test]
    fn a_record_opens_only_with_its_own_salt_kind_and_context() {
        let storage = StorageKey::generate(&[1; 32]);
        let sealed = record_key(1).seal([9; 12], b"record 7", b"content");
        assert_eq!(record_key(1).open(b"record 7", &sealed).unwrap(), b"content");
        assert_eq!(record_key(2).open(b"record 7", &sealed), Err(Error::Seal));
        assert_eq!(record_key(1).open(b"record 8", &sealed), Err(Error::Seal));
        assert_eq!(storage.day_key(&Salt::from_bytes([1; 32])).open(b"record 7", &sealed), Err(Error::Seal));
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_and_no_flipped_bit_does(
            plain in prop::collection::vec(any::<u8>(), 0..200),
            aad in prop::collection::vec(any::<u8>(), 0..40),
            nonce in any::<[u8; 12]>(),
            flip in any::<prop::sample::Index>(),
        ) {
            let mut sealed = record_key(1).seal(nonce, &aad, &plain);
            prop_assert_eq!(record_key(1).open(&aad, &sealed).unwrap(), plain);
            let bit = flip.index(sealed.len() * 8);
            sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(record_key(1).open(&aad, &sealed), Err(Error::Seal));
            sealed.truncate(bit / 8);
            prop_assert_eq!(record_key(1).open(&aad, &sealed), Err(Error::Seal));
        }
    }
}
