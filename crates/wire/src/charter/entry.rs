//! One entry of the charter, and how several people at several places sign it.
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::{Change, Quorum};
use crate::keys::{Context, NodeKey};
use crate::statement::Statement;
use crate::{Hash, Rejection, cbor};

/// The version of entries that this program writes and reads.
pub const CHARTER_VERSION: u64 = 1;
/// Longest entry without its signatures.
pub const ENTRY_BYTES_MAX: usize = 64 << 10;

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CharterEntry {
    /// [`CHARTER_VERSION`].
    #[n(1)]
    pub version: u64,
    /// From 0, without gaps.
    #[n(2)]
    pub number: u64,
    /// [`CharterEntry::hash`] of the entry before; zeros in the first.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub prev: Hash,
    /// When it was drafted, in milliseconds since 1970; never before the entry that it follows.
    #[n(4)]
    pub at_ms: u64,
    /// What it does.
    #[n(5)]
    pub change: Change,
}

impl CharterEntry {
    /// The entry that founds a network.
    pub fn genesis(name: &str, governance: Quorum, emergency: Quorum, at_ms: u64) -> Self {
        let suite_min = crate::envelope::SUITE;
        let change = Change::Found { name: name.to_owned(), governance, emergency, suite_min };
        Self { version: CHARTER_VERSION, number: 0, prev: [0; 32], at_ms, change }
    }

    /// The hash of the entry without its signatures, so that it is the same whoever of the keys signed.
    pub fn hash(&self) -> Hash {
        hash(&cbor::encode(self))
    }

    /// Reads a signed entry of which nothing is proven.
    pub fn peek(bytes: &[u8]) -> Result<Self, Rejection> {
        Self::read(bytes).map(|(entry, ..)| entry)
    }

    pub(super) fn read(bytes: &[u8]) -> Result<(Self, Hash, Statement), Rejection> {
        let statement = Statement::read(bytes, ENTRY_BYTES_MAX)?;
        let entry: Self = cbor::decode(&statement.body, ENTRY_BYTES_MAX)?;
        if entry.version != CHARTER_VERSION {
            return Err(Rejection::Version(entry.version));
        }
        entry.change.examine()?;
        let hash = hash(&statement.body);
        Ok((entry, hash, statement))
    }
}

fn hash(body: &[u8]) -> Hash {
    Sha256::digest(body).into()
}

/// Signs an entry with the keys that are at hand.
pub fn sign(entry: &CharterEntry, keys: &[&NodeKey]) -> Vec<u8> {
    Statement::sign(Context::Charter, cbor::encode(entry), keys).to_bytes()
}

/// Adds a signature to an entry that others have signed. Whoever signs has looked at [`CharterEntry::peek`].
pub fn cosign(signed: &[u8], key: &NodeKey) -> Result<Vec<u8>, Rejection> {
    let (_, _, mut statement) = CharterEntry::read(signed)?;
    statement.add(Context::Charter, key);
    Ok(statement.to_bytes())
}
