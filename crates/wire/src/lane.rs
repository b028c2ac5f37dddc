//! The lane: the gapless, hash-chained sequence of envelopes from one owner to one audience, and the rules of its far end.
mod consignment;
mod epoch;
mod heads;
mod hlc;
mod receipt;
mod reception;

use minicbor::{Decode, Encode};

use crate::Hash;
use crate::node::NodeId;

pub use consignment::{CONSIGNMENT_LIFE_MS, Consignment};
pub use epoch::{EpochStatement, Kept};
pub use heads::{Difference, Heads, LaneHead};
pub use hlc::{Hlc, SKEW_MAX_MS};
pub use receipt::{Receipt, ReceiptKind, Verdict};
pub use reception::{AHEAD_MAX, Arrival, Head, Reception, receive};

/// The number of the first envelope of a lane in each epoch.
pub const FIRST_SEQ: u64 = 1;
/// The first epoch of a node.
pub const FIRST_EPOCH: u64 = 1;
/// What the first envelope of a lane in the first epoch names as its predecessor. In later epochs it names the hash of the
/// statement that began the epoch.
pub const NO_PREV: Hash = [0; 32];

/// 16 random bytes that name a lane. They say nothing about who is at its far end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct LaneId(
    /// The bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub [u8; 16],
);

/// The place of an envelope. With the hash of its header it is the key by which duplicates, replays and forks are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Whose lane.
    pub owner: NodeId,
    /// The owner's epoch.
    pub epoch: u64,
    /// Which lane.
    pub lane: LaneId,
    /// The number in that lane and epoch, from [`FIRST_SEQ`] on.
    pub seq: u64,
    /// The hash of the header before.
    pub prev: Hash,
}
