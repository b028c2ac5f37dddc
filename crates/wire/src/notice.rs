//! What somebody did with a notice, as their member's node signs it: over the exact content, in its round.
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::keys::{Context, NodeKey};
use crate::manifest::Roll;
use crate::node::NodeId;
use crate::statement::Statement;
use crate::{Hash, Rejection, cbor};

/// Longest reason, in bytes.
pub const WHY_BYTES_MAX: usize = 2_000;
const ACT_BYTES_MAX: usize = WHY_BYTES_MAX + 512;

/// "Somebody here has done this with that notice." What the words mean the model says; here they are signed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NoticeAct {
    /// Whose node signs.
    #[n(1)]
    pub node: NodeId,
    /// The notice.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub notice: [u8; 16],
    /// How often its content was stated by then.
    #[n(3)]
    pub round: u32,
    /// Of the content: [`NoticeAct::digest`].
    #[cbor(n(4), with = "minicbor::bytes")]
    pub digest: Hash,
    /// What was done: `approve`, `clear`, `cancel`...
    #[n(5)]
    pub word: String,
    /// Who did, under a name that only the member can resolve.
    #[n(6)]
    pub person: String,
    /// Why, in their words; empty where nothing was said.
    #[n(7)]
    pub why: String,
    /// When, in milliseconds since 1970.
    #[n(8)]
    pub at_ms: u64,
    /// The act of another that it confirms; in a word of that kind alone.
    #[n(9)]
    pub confirms: Option<Confirms>,
}

/// Which act of another is confirmed, and since when the node that does has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Confirms {
    /// Of the act as it was signed: [`NoticeAct::hash`].
    #[cbor(n(0), with = "minicbor::bytes")]
    pub act: Hash,
    /// In milliseconds since 1970, by the clock of whoever confirms.
    #[n(1)]
    pub heard_ms: u64,
}

impl NoticeAct {
    /// The digest over what a notice says, bound to its id and its owner.
    pub fn digest(notice: &[u8; 16], owner: &str, content: &[u8]) -> Hash {
        let length = u32::try_from(owner.len()).unwrap_or(u32::MAX).to_be_bytes();
        Sha256::new()
            .chain_update(b"liaison/1/notice-content\0")
            .chain_update(notice)
            .chain_update(length)
            .chain_update(owner)
            .chain_update(content)
            .finalize()
            .into()
    }

    /// The act, signed.
    pub fn sign(&self, key: &NodeKey) -> Vec<u8> {
        Statement::sign(Context::Notice, cbor::encode(self), &[key]).to_bytes()
    }

    /// What an act is confirmed by: SHA-256 of its bytes with their signature.
    pub fn hash(signed: &[u8]) -> Hash {
        Sha256::digest(signed).into()
    }

    /// Reads one of which nothing is proven: whose node it says that it is.
    pub fn inspect(bytes: &[u8]) -> Result<Self, Rejection> {
        let act: Self = cbor::decode(&Statement::read(bytes, ACT_BYTES_MAX)?.body, ACT_BYTES_MAX)?;
        if act.why.len() > WHY_BYTES_MAX { Err(Rejection::TooBig { limit: WHY_BYTES_MAX }) } else { Ok(act) }
    }

    /// Reads one that this node signed, by a key that it had at that time.
    pub fn verify(bytes: &[u8], signer: &Roll) -> Result<Self, Rejection> {
        let statement = Statement::read(bytes, ACT_BYTES_MAX)?;
        let act = Self::inspect(bytes)?;
        if act.node != signer.node() {
            return Err(Rejection::Owner);
        }
        statement.prove(Context::Notice, signer.signer(&statement.signatures[0].key, act.at_ms)?)?;
        Ok(act)
    }
}
