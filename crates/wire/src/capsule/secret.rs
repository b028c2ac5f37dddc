//! The secret of one capsule, from which all its keys are drawn.
use std::fmt;

use zeroize::Zeroizing;

use crate::chance::keyed;
use crate::keys::{NodeKey, StorageKey};
use crate::seal::SealKey;
use crate::{Hash, aloud};

/// 32 random bytes: the node that made the capsule keeps them, and the device has them while a lease runs. Wiped from
/// memory when dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<Hash>);

impl Secret {
    /// From 32 bytes: fresh randomness, or as [`Secret::as_bytes`] gave them.
    pub fn from_bytes(bytes: Hash) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, to be kept under the node's storage key.
    pub fn as_bytes(&self) -> &Hash {
        &self.0
    }

    /// The key that signs the post's journal.
    pub fn signer(&self) -> NodeKey {
        NodeKey::generate(&self.draw(b"sign"))
    }

    /// The key under which the post's store is sealed.
    pub fn storage(&self) -> StorageKey {
        StorageKey::generate(&self.draw(b"store"))
    }

    /// The key of the content's seal.
    pub fn content(&self) -> SealKey {
        SealKey::from_bytes(&self.draw(b"content"))
    }

    /// The key of the log that comes home.
    pub(super) fn log(&self) -> SealKey {
        SealKey::from_bytes(&self.draw(b"log"))
    }

    /// The code of a lease, as it is read aloud: eight groups of five digits, 132 bits.
    pub fn code(&self, lease: u64) -> String {
        aloud::fingerprint(&keyed(&self.0, &[b"liaison/1/capsule/code", &lease.to_be_bytes()]))
    }

    fn draw(&self, label: &[u8]) -> Zeroizing<Hash> {
        Zeroizing::new(keyed(&self.0, &[b"liaison/1/capsule/key/", label]))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
