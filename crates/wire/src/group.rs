//! Group keys: one key for a whole audience, so that a notice to 196 members is sealed once.
//!
//! Sealing to each of 196 nodes costs 229 kB and 45 ms a record; under a key of the group it costs 48 bytes and next to
//! nothing. The key belongs to one owner and one audience. It is given to the members in ordinary envelopes, and there is
//! a new one whenever the membership changes and every 24 hours, so that who has left reads nothing that comes after.
use std::collections::{BTreeSet, HashMap};
use std::fmt;

use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use crate::chance::keyed;
use crate::node::NodeId;
use crate::{Hash, Rejection, cbor};

/// Longest life of a group key.
pub const EPOCH_MAX_MS: u64 = 24 * 3600 * 1000;
const PAYLOAD_BYTES_MAX: usize = 256;

/// 16 random bytes that name a group of one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct GroupId(
    /// The bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub [u8; 16],
);

/// The key of one epoch of a group. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct GroupKey {
    group: GroupId,
    epoch: u64,
    secret: Zeroizing<[u8; 32]>,
}

/// How a group key travels: the payload of a content.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Payload {
    #[n(1)]
    group: GroupId,
    #[n(2)]
    epoch: u64,
    #[cbor(n(3), with = "minicbor::bytes")]
    secret: [u8; 32],
}

impl GroupKey {
    /// A key from 32 bytes: fresh randomness, or as stored.
    pub fn new(group: GroupId, epoch: u64, secret: [u8; 32]) -> Self {
        Self { group, epoch, secret: Zeroizing::new(secret) }
    }

    /// Which group.
    pub fn group(&self) -> GroupId {
        self.group
    }

    /// Which of its keys: each has a higher number than the one before.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// What is sealed to the members, and stored under the node's storage key.
    pub fn to_payload(&self) -> Zeroizing<Vec<u8>> {
        let payload = Payload { group: self.group, epoch: self.epoch, secret: *self.secret };
        Zeroizing::new(cbor::encode(&payload))
    }

    /// Reads what [`GroupKey::to_payload`] wrote.
    pub fn from_payload(bytes: &[u8]) -> Result<Self, Rejection> {
        let payload: Payload = cbor::decode(bytes, PAYLOAD_BYTES_MAX)?;
        Ok(Self::new(payload.group, payload.epoch, payload.secret))
    }

    /// The key that closes the key of one envelope. The commitment is in it, so that even an owner that seals twice for
    /// one place never closes two keys under the same one.
    pub(crate) fn wrapping(&self, frame: &Hash, commit: &Hash) -> Zeroizing<Hash> {
        Zeroizing::new(keyed(&self.secret, &[b"liaison/1/wrap", frame, commit]))
    }
}

impl fmt::Debug for GroupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GroupKey({:?}, epoch {})", self.group, self.epoch)
    }
}

/// The group keys that a node holds, its own and those that others gave it. A key opens only what its owner sealed.
#[derive(Debug, Default)]
pub struct GroupRing(HashMap<(NodeId, GroupId, u64), GroupKey>);

impl GroupRing {
    /// Adds a key that `owner` made.
    pub fn add(&mut self, owner: NodeId, key: GroupKey) {
        self.0.insert((owner, key.group, key.epoch), key);
    }

    /// The key of one epoch.
    pub fn get(&self, owner: &NodeId, group: &GroupId, epoch: u64) -> Option<&GroupKey> {
        self.0.get(&(*owner, *group, epoch))
    }

    /// Lets go of keys that `stays` does not name.
    pub fn retain(&mut self, mut stays: impl FnMut(&NodeId, &GroupKey) -> bool) {
        self.0.retain(|(owner, ..), key| stays(owner, key));
    }
}

/// Since when which members hold the running key of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The epoch of the running key.
    pub epoch: u64,
    /// When it began, in milliseconds since 1970.
    pub began_ms: u64,
    /// Who holds it.
    pub members: BTreeSet<NodeId>,
}

impl Membership {
    /// The epoch that must begin before anything more is sealed for `members`: none where the running one is of exactly
    /// them and not a day old. A clock that was set back ends an epoch as well.
    pub fn next(&self, members: &BTreeSet<NodeId>, now_ms: u64) -> Option<Self> {
        let age = now_ms.checked_sub(self.began_ms);
        if *members == self.members && age.is_some_and(|age| age < EPOCH_MAX_MS) {
            return None;
        }
        Some(Self { epoch: self.epoch + 1, began_ms: now_ms, members: members.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(number: u8) -> NodeId {
        NodeId([number; 32])
    }

    #[test]
    fn a_key_survives_its_payload_and_opens_for_its_owner_only() {
        let key = GroupKey::new(GroupId([1; 16]), 3, [2; 32]);
        assert_eq!(GroupKey::from_payload(&key.to_payload()), Ok(key.clone()));
        let mut ring = GroupRing::default();
        ring.add(node(1), key.clone());
        assert_eq!(ring.get(&node(1), &key.group(), 3), Some(&key));
        assert_eq!(ring.get(&node(2), &key.group(), 3), None);
        assert_eq!(ring.get(&node(1), &key.group(), 4), None);
    }

    #[test]
    fn whoever_comes_or_goes_ends_an_epoch_and_a_day_does() {
        let two = BTreeSet::from([node(1), node(2)]);
        let running = Membership { epoch: 5, began_ms: 1_000, members: two.clone() };
        assert_eq!(running.next(&two, 1_000 + EPOCH_MAX_MS - 1), None);
        for (members, now_ms) in [
            (BTreeSet::from([node(1)]), 2_000),
            (BTreeSet::from([node(1), node(2), node(3)]), 2_000),
            (two.clone(), 1_000 + EPOCH_MAX_MS),
            (two, 999),
        ] {
            assert_eq!(running.next(&members, now_ms).map(|next| next.epoch), Some(6));
        }
    }
}
