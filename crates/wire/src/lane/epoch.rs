//! The statement with which a node begins an epoch after a restore: it names what it knows of before, and so what is lost.
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::{FIRST_EPOCH, LaneId};
use crate::keys::{Context, NodeKey};
use crate::manifest::Roll;
use crate::node::NodeId;
use crate::statement::Statement;
use crate::{Hash, Rejection, cbor};

/// Room for 10,000 lanes.
const EPOCH_BYTES_MAX: usize = 1 << 20;

/// "From here on my lanes count anew, and this is how far each had come as far as I know." No number of the epoch before
/// is ever used again.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct EpochStatement {
    /// Whose lanes.
    #[n(1)]
    pub owner: NodeId,
    /// The epoch that begins: higher than any before.
    #[n(2)]
    pub epoch: u64,
    /// The last of each lane that the owner still has, in ascending order of lanes.
    #[n(3)]
    pub kept: Vec<Kept>,
    /// Why, in a few words for the people at the other nodes.
    #[n(4)]
    pub why: String,
    /// When, in milliseconds since 1970.
    #[n(5)]
    pub at_ms: u64,
}

/// How far a lane had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Kept {
    /// The lane.
    #[n(0)]
    pub lane: LaneId,
    /// The last number.
    #[n(1)]
    pub seq: u64,
    /// The hash of its header.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub hash: Hash,
}

impl EpochStatement {
    /// The statement, signed.
    pub fn sign(&self, key: &NodeKey) -> Vec<u8> {
        Statement::sign(Context::Epoch, cbor::encode(self), &[key]).to_bytes()
    }

    /// Reads a statement of which nothing is proven: whose it says that it is, and of which epoch.
    pub fn inspect(bytes: &[u8]) -> Result<Self, Rejection> {
        cbor::decode(&Statement::read(bytes, EPOCH_BYTES_MAX)?.body, EPOCH_BYTES_MAX)
    }

    /// Reads a statement signed by a key that its owner had at that time.
    pub fn verify(bytes: &[u8], owner: &Roll) -> Result<Self, Rejection> {
        let statement = Statement::read(bytes, EPOCH_BYTES_MAX)?;
        let begun: Self = cbor::decode(&statement.body, EPOCH_BYTES_MAX)?;
        if begun.owner != owner.node() {
            return Err(Rejection::Owner);
        }
        let key = owner.signer(&statement.signatures[0].key, begun.at_ms)?;
        statement.prove(Context::Epoch, key)?;
        let ordered = begun.kept.is_sorted_by(|a, b| a.lane < b.lane);
        if begun.epoch <= FIRST_EPOCH || !ordered {
            return Err(Rejection::Rule("an epoch after the first, and its lanes in order"));
        }
        Ok(begun)
    }

    /// The number of the epoch that begins at this moment after `last`: the seconds since 1970, so that a node that was set
    /// back needs to have kept no counter in order to give none twice.
    pub fn number(last: u64, now_ms: u64) -> u64 {
        (now_ms / 1_000).max(last.saturating_add(1))
    }

    /// The lowest number of a lane's keys in an epoch, for the same reason: a reader that holds a key of this number from
    /// before would take another for it.
    pub fn first_key(epoch: u64) -> u64 {
        if epoch <= FIRST_EPOCH { 1 } else { epoch.saturating_mul(1 << 16) }
    }

    /// What the first envelope of each lane in this epoch names as its predecessor.
    pub fn hash(&self) -> Hash {
        Sha256::digest(cbor::encode(self)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_and_its_keys_are_above_all_before_by_time_alone() {
        let now_ms = 1_790_000_000_000;
        let first = EpochStatement::number(FIRST_EPOCH, now_ms);
        assert_eq!(first, 1_790_000_000);
        assert_eq!(EpochStatement::number(first, now_ms), first + 1, "twice within a second");
        assert_eq!(EpochStatement::number(first, 5), first + 1, "a clock that was set back");
        assert_eq!(EpochStatement::first_key(FIRST_EPOCH), 1);
        assert!(EpochStatement::first_key(first + 1) > EpochStatement::first_key(first) + 60_000);
    }
}
