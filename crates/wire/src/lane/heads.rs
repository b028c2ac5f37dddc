//! How far all lanes have come, to be compared every minute: what push lost, pull heals.
use minicbor::{Decode, Encode};

use super::{Head, LaneId};
use crate::node::NodeId;
use crate::{Hash, Rejection, cbor};

/// Room for 10,000 lanes.
const HEADS_BYTES_MAX: usize = 1 << 20;

/// How far one lane has come at one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct LaneHead {
    /// Whose lane.
    #[n(0)]
    pub owner: NodeId,
    /// Which.
    #[n(1)]
    pub lane: LaneId,
    /// The epoch of its last envelope.
    #[n(2)]
    pub epoch: u64,
    /// The number of its last envelope.
    #[n(3)]
    pub seq: u64,
    /// The hash of that header.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub hash: Hash,
}

impl LaneHead {
    /// Without the lane.
    pub fn head(&self) -> Head {
        Head { epoch: self.epoch, seq: self.seq, hash: self.hash }
    }

    fn way(&self) -> (NodeId, LaneId) {
        (self.owner, self.lane)
    }
}

/// The heads of lanes at one node, one for each lane, in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Heads(#[n(0)] Vec<LaneHead>);

/// Where two nodes are not at the same point of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// They have more: pull what follows `held`, or all where nothing is held.
    Behind {
        /// Their head.
        theirs: LaneHead,
        /// Ours.
        held: Option<Head>,
    },
    /// We have more, and they should hear of it.
    Ahead {
        /// Our head.
        ours: LaneHead,
        /// Theirs.
        theirs: Option<Head>,
    },
    /// The same number with another hash: the owner signed two histories.
    Fork {
        /// Our head.
        ours: LaneHead,
        /// Theirs.
        theirs: LaneHead,
    },
}

impl Heads {
    /// Reads heads from another node.
    pub fn decode(bytes: &[u8]) -> Result<Self, Rejection> {
        let heads: Self = cbor::decode(bytes, HEADS_BYTES_MAX)?;
        let ordered = heads.0.is_sorted_by(|a, b| a.way() < b.way());
        if ordered { Ok(heads) } else { Err(Rejection::Rule("each lane once, in ascending order")) }
    }

    /// The one form in bytes.
    pub fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    /// The heads, in ascending order of owner and lane.
    pub fn iter(&self) -> impl Iterator<Item = &LaneHead> {
        self.0.iter()
    }

    /// What is different at `theirs`, lane by lane. A lane that only one side has is named as well.
    pub fn compare(&self, theirs: &Self) -> Vec<Difference> {
        let (mut ours, mut others) = (self.0.iter().peekable(), theirs.0.iter().peekable());
        let mut found = vec![];
        loop {
            let (mine, other) = (ours.peek().copied(), others.peek().copied());
            let (mine, other) = match (mine, other) {
                (None, None) => return found,
                (Some(mine), Some(other)) if mine.way() < other.way() => (Some(mine), None),
                (Some(mine), Some(other)) if mine.way() > other.way() => (None, Some(other)),
                both => both,
            };
            found.extend(differ(mine, other));
            if mine.is_some() {
                ours.next();
            }
            if other.is_some() {
                others.next();
            }
        }
    }
}

fn differ(ours: Option<&LaneHead>, theirs: Option<&LaneHead>) -> Option<Difference> {
    match (ours.copied(), theirs.copied()) {
        (None, None) => None,
        (Some(ours), None) => Some(Difference::Ahead { ours, theirs: None }),
        (None, Some(theirs)) => Some(Difference::Behind { theirs, held: None }),
        (Some(ours), Some(theirs)) => match (ours.epoch, ours.seq).cmp(&(theirs.epoch, theirs.seq)) {
            std::cmp::Ordering::Less => Some(Difference::Behind { theirs, held: Some(ours.head()) }),
            std::cmp::Ordering::Greater => Some(Difference::Ahead { ours, theirs: Some(theirs.head()) }),
            std::cmp::Ordering::Equal if ours.hash == theirs.hash => None,
            std::cmp::Ordering::Equal => Some(Difference::Fork { ours, theirs }),
        },
    }
}

impl FromIterator<LaneHead> for Heads {
    /// Puts them in order. Of a lane given twice the furthest stays.
    fn from_iter<T: IntoIterator<Item = LaneHead>>(heads: T) -> Self {
        let mut heads: Vec<LaneHead> = heads.into_iter().collect();
        heads.sort_unstable_by(|a, b| b.cmp(a));
        heads.dedup_by_key(|head| head.way());
        heads.reverse();
        Self(heads)
    }
}
