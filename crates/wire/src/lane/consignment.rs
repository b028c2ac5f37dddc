//! The consignment: for whom a mailbox keeps envelopes, as their owner signed it. They themselves name nobody.
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::keys::{Context, NodeKey};
use crate::manifest::Roll;
use crate::node::NodeId;
use crate::statement::Statement;
use crate::{Hash, Rejection, cbor};

const CONSIGNMENT_BYTES_MAX: usize = 512;
/// How old one may be when it comes: it is made for one request.
pub const CONSIGNMENT_LIFE_MS: u64 = 5 * 60 * 1000;

/// "Keep these for that node until it has them."
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Consignment {
    /// Whose envelopes they are, and who signs.
    #[n(1)]
    pub owner: NodeId,
    /// Who keeps them.
    #[n(2)]
    pub mailbox: NodeId,
    /// For whom.
    #[n(3)]
    pub addressee: NodeId,
    /// Over the hashes of their headers, in their order.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub digest: Hash,
    /// When it was made, in milliseconds since 1970.
    #[n(5)]
    pub at_ms: u64,
}

impl Consignment {
    /// The digest over the hashes of the headers.
    pub fn digest(headers: impl IntoIterator<Item = Hash>) -> Hash {
        headers.into_iter().fold(Sha256::new(), |all, one| all.chain_update(one)).finalize().into()
    }

    /// The consignment, signed.
    pub fn sign(&self, key: &NodeKey) -> Vec<u8> {
        Statement::sign(Context::Consignment, cbor::encode(self), &[key]).to_bytes()
    }

    /// Reads one that its owner signed at about this time.
    pub fn verify(bytes: &[u8], owner: &Roll, now_ms: u64) -> Result<Self, Rejection> {
        let statement = Statement::read(bytes, CONSIGNMENT_BYTES_MAX)?;
        let it: Self = cbor::decode(&statement.body, CONSIGNMENT_BYTES_MAX)?;
        if it.owner != owner.node() {
            return Err(Rejection::Owner);
        }
        statement.prove(Context::Consignment, owner.signer(&statement.signatures[0].key, it.at_ms)?)?;
        if now_ms.abs_diff(it.at_ms) > CONSIGNMENT_LIFE_MS {
            return Err(Rejection::Expired);
        }
        Ok(it)
    }
}
