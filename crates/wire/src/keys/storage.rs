//! The key that hides what a node stores: keys of records and days, and keyed digests, are drawn from it.
use std::fmt;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::seal::SealKey;
use crate::{Error, Hash};

/// 32 random bytes kept beside a record or a day. Without them, what was sealed under their key stays closed for
/// ever: to withdraw a record is to destroy its salt.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt(Zeroizing<[u8; 32]>);

impl Salt {
    /// A salt from 32 bytes: fresh randomness, or as stored.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// The 32 secret bytes of a node from which the keys of its store are drawn. Wiped from memory when dropped.
pub struct StorageKey(Zeroizing<[u8; 32]>);

impl StorageKey {
    /// A new key from 32 bytes of the system's randomness.
    pub fn generate(random: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*random))
    }

    /// Reads what [`StorageKey::to_text`] wrote; white space around it is ignored.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let mut bytes = Zeroizing::new([0; 33]);
        let read =
            Base64::decode(text.trim(), bytes.as_mut()).map_err(|_| Error::Key("not base64 of 32 bytes"))?;
        let key = read.try_into().map_err(|_| Error::Key("not base64 of 32 bytes"))?;
        Ok(Self(Zeroizing::new(key)))
    }

    /// The key as one line of base64 without newline. Whoever has it and the store reads everything.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(Base64::encode_string(self.0.as_ref()))
    }

    /// The key of one record: content, history and every act about it.
    pub fn record_key(&self, salt: &Salt) -> SealKey {
        self.draw(b"liaison/1/record", salt)
    }

    /// The bytes of that key, to be given away with what it opens. Whoever has them opens all that is about this record.
    pub fn record_key_bytes(&self, salt: &Salt) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.hmac(&[b"liaison/1/record", salt.as_bytes()]))
    }

    /// The key of one day: acts about no record.
    pub fn day_key(&self, salt: &Salt) -> SealKey {
        self.draw(b"liaison/1/day", salt)
    }

    /// The key of one file that holds an index of candidates.
    pub fn index_key(&self, salt: &Salt) -> SealKey {
        self.draw(b"liaison/1/index", salt)
    }

    /// A digest that only this node can compute: it recognises a value again without storing it. `what` names the kind
    /// of value, so that equal texts of two kinds have digests that cannot be compared.
    pub fn digest(&self, what: &str, bytes: &[u8]) -> Hash {
        let length = u64::try_from(what.len()).expect("a text in memory is shorter than 2^64 bytes");
        self.hmac(&[b"liaison/1/digest", &length.to_be_bytes(), what.as_bytes(), bytes])
    }

    fn draw(&self, label: &[u8], salt: &Salt) -> SealKey {
        let mut key = self.hmac(&[label, salt.as_bytes()]);
        let drawn = SealKey::from_bytes(&key);
        key.zeroize();
        drawn
    }

    fn hmac(&self, parts: &[&[u8]]) -> Hash {
        let mac = Hmac::<Sha256>::new_from_slice(self.0.as_ref()).expect("HMAC takes a key of any length");
        parts.iter().fold(mac, |mac, part| mac.chain_update(part)).finalize().into_bytes().into()
    }
}

impl fmt::Debug for StorageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StorageKey(..)")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn key() -> StorageKey {
        StorageKey::generate(&[3; 32])
    }

    #[test]
    fn a_storage_key_survives_its_text() {
        let again = StorageKey::from_text(&format!("{}\n", key().to_text().as_str())).unwrap();
        assert_eq!(again.digest("phone", b"+22890000000"), key().digest("phone", b"+22890000000"));
        let text = key().to_text();
        for wrong in ["", "AAAA", &text[1..], &format!("{}AAAA", &text[..43])] {
            assert!(StorageKey::from_text(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_digest_depends_on_key_kind_and_value() {
        let one = key().digest("phone", b"1");
        assert_ne!(one, key().digest("plate", b"1"));
        assert_ne!(one, key().digest("phone", b"2"));
        assert_ne!(one, StorageKey::generate(&[4; 32]).digest("phone", b"1"));
        assert_ne!(key().digest("ab", b"c"), key().digest("a", b"bc"));
    }

    /// HMAC-SHA256 with key 0x03 x 32 over the label and the salt 0x05 x 32, computed apart with Python's `hmac`.
    #[test]
    fn the_derivation_never_changes() {
        let salt = Salt::from_bytes([5; 32]);
        let record = key().hmac(&[b"liaison/1/record", salt.as_bytes()]);
        let day = key().hmac(&[b"liaison/1/day", salt.as_bytes()]);
        assert_eq!(format!("{:02x?}", &record[..4]), RECORD_KEY_START);
        assert_eq!(format!("{:02x?}", &day[..4]), DAY_KEY_START);
    }

    const RECORD_KEY_START: &str = "[ce, 67, 8f, f3]";
    const DAY_KEY_START: &str = "[ca, 80, c2, 1f]";
}
