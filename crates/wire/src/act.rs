//! One act as it stands in the journal: an entry in deterministic CBOR, its hash, its leaf.
//!
//! A chain of entries hangs on the entries alone, not on their signatures, so many entries may be encoded first and
//! signed afterwards: see [`crate::sheaf`].
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::keys::KeyId;
use crate::sheaf::PROOF_BYTES_MAX;
use crate::{Error, Hash, cbor, tree};

/// The version of entries that this code writes and reads.
pub const ENTRY_VERSION: u64 = 1;

/// The number of the first act. The number of an act is thereby the size of the tree once the act is in it, and 0
/// means "before the first".
pub const FIRST_SEQ: u64 = 1;

/// What the first entry names as the hash of its predecessor.
pub const NO_PREV: Hash = [0; 32];

/// The longest entry: with its proof it must fit the 16-bit length of a C2SP entry bundle.
pub const ENTRY_BYTES_MAX: usize = 65_535 - PROOF_BYTES_MAX;

/// The clear part of an act. Bytes are map keys 1 to 14 in ascending order, shortest forms, absent fields left out.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Entry {
    /// [`ENTRY_VERSION`].
    #[n(1)]
    pub version: u64,
    /// The act's number, without gaps from [`FIRST_SEQ`].
    #[n(2)]
    pub seq: u64,
    /// When, in microseconds since 1970-01-01 UTC.
    #[n(3)]
    pub at_us: i64,
    /// [`hash`] of the entry before; [`NO_PREV`] in the first.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub prev: Hash,
    /// The key that signs this entry.
    #[n(5)]
    pub signer: KeyId,
    /// Who did it.
    #[n(6)]
    pub actor: String,
    /// What was done.
    #[n(7)]
    pub kind: String,
    /// The record it was done to.
    #[n(8)]
    pub object: Option<String>,
    /// The version of that record.
    #[n(9)]
    pub object_version: Option<u64>,
    /// Why.
    #[n(10)]
    pub purpose: Option<String>,
    /// The case or operation it belongs to.
    #[n(11)]
    pub reference: Option<String>,
    /// [`body_digest`] of the sealed body.
    #[cbor(n(12), with = "minicbor::bytes")]
    pub body: Option<Hash>,
    /// The name of the key that sealed the body.
    #[n(13)]
    pub key: Option<String>,
    /// The statement by which the log is handed over to another key: [`crate::handover`]. In every other act there is none.
    #[cbor(n(14), with = "minicbor::bytes")]
    pub handover: Option<Vec<u8>>,
}

impl Entry {
    /// The one form of this entry in bytes. Fails where it would be longer than [`ENTRY_BYTES_MAX`] or states another
    /// version.
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        if self.version != ENTRY_VERSION {
            return Err(unknown_version(self.version));
        }
        let mut bytes = Vec::with_capacity(self.bytes_at_most());
        minicbor::encode(self, &mut bytes).map_err(|e| Error::Entry(e.to_string()))?;
        refuse_over_long(&bytes)?;
        Ok(bytes)
    }

    /// Reads an entry, and accepts only the bytes that [`Entry::encode`] gives for it: no other spelling of a number,
    /// no other order, no unknown or repeated field, nothing behind the end.
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        refuse_over_long(bytes)?;
        let entry: Self = cbor::exact(bytes).map_err(|e| Error::Entry(e.to_string()))?;
        if entry.version == ENTRY_VERSION { Ok(entry) } else { Err(unknown_version(entry.version)) }
    }

    fn bytes_at_most(&self) -> usize {
        let texts = [&self.object, &self.purpose, &self.reference, &self.key];
        let text_bytes: usize = texts.into_iter().flatten().map(String::len).sum();
        let handover_bytes = self.handover.as_ref().map_or(0, |bytes| bytes.len() + 4);
        170 + text_bytes + handover_bytes + self.actor.len() + self.kind.len()
    }
}

fn refuse_over_long(bytes: &[u8]) -> Result<(), Error> {
    if bytes.len() <= ENTRY_BYTES_MAX {
        return Ok(());
    }
    Err(Error::Entry(format!("{} bytes are over the {ENTRY_BYTES_MAX} allowed", bytes.len())))
}

fn unknown_version(version: u64) -> Error {
    Error::Entry(format!("version {version} is not {ENTRY_VERSION}, which this program reads"))
}

/// The hash by which the next entry names this one.
pub fn hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update(b"liaison/1/chain\0").chain_update(entry).finalize().into()
}

/// The digest by which an entry names its sealed body: plain SHA-256.
pub fn body_digest(sealed: &[u8]) -> Hash {
    Sha256::digest(sealed).into()
}

/// What the sealed body of this act belongs to: whoever opens it says the same.
pub fn body_context(seq: u64) -> [u8; 24] {
    let mut context = *b"liaison/1/body\0\0\0\0\0\0\0\0\0\0";
    context[16..].copy_from_slice(&seq.to_be_bytes());
    context
}

/// The leaf of the tree log: entry, then its proof.
pub fn leaf(entry: &[u8], proof: &[u8]) -> Vec<u8> {
    [entry, proof].concat()
}

/// The tree's hash of [`leaf`], without building it.
pub fn leaf_hash(entry: &[u8], proof: &[u8]) -> Hash {
    tree::leaf_hash(&[entry, proof])
}
