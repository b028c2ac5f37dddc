//! Who a node is: the bundle of identity keys that its operators keep apart, and the id that is its hash.
use std::fmt;
use std::str::FromStr;

use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};
use sha2::{Digest, Sha256};

use crate::keys::NodePublic;
use crate::{Error, Hash, Rejection, aloud, cbor};

/// Identity by Ed25519 alone. Number 2 is reserved for Ed25519 and ML-DSA-65 (FIPS 204) together, both of which must
/// verify: signatures that outlast quantum computers. Until then the journal's witnesses stand for that.
pub const IDENTITY_SUITE: u64 = 1;

/// Longest bundle: suite 2 will need 2,000 bytes.
const BUNDLE_BYTES_MAX: usize = 4096;

/// The id of a node: SHA-256 of its identity bundle. It never changes; a node with other identity keys is another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct NodeId(
    /// The hash.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub Hash,
);

impl NodeId {
    /// The id as two people read it to each other when a member joins.
    pub fn fingerprint(&self) -> String {
        aloud::fingerprint(&self.0)
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeId({self})")
    }
}

impl FromStr for NodeId {
    type Err = Error;

    /// Reads 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = Error::Key("a node's id is 64 hexadecimal digits in small letters");
        crate::hex::from_hex(text).map(Self).ok_or(wrong)
    }
}

/// The public identity keys of a node. Its bundle is `[suite, Ed25519 key]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity {
    key: NodePublic,
}

impl Identity {
    /// The identity of whoever holds this key's other half.
    pub fn new(key: NodePublic) -> Self {
        Self { key }
    }

    /// The key that signs for the node's identity: manifests.
    pub fn key(&self) -> &NodePublic {
        &self.key
    }

    /// The node's id.
    pub fn id(&self) -> NodeId {
        NodeId(Sha256::digest(self.bundle()).into())
    }

    /// The bundle in its one form.
    pub fn bundle(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    /// Reads a bundle.
    pub fn from_bundle(bytes: &[u8]) -> Result<Self, Rejection> {
        cbor::decode(bytes, BUNDLE_BYTES_MAX)
    }
}

impl<C> Encode<C> for Identity {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.array(2)?.u64(IDENTITY_SUITE)?.encode(self.key)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Identity {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        if d.array()? != Some(2) || d.u64()? != IDENTITY_SUITE {
            return Err(Unread::message("no identity of a known suite").at(at));
        }
        Ok(Self { key: d.decode()? })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::keys::NodeKey;

    fn identity() -> Identity {
        Identity::new(NodeKey::generate(&[7; 32]).public())
    }

    #[test]
    fn an_identity_survives_its_bundle_and_an_id_its_text() {
        assert_eq!(Identity::from_bundle(&identity().bundle()).unwrap(), identity());
        let id = identity().id();
        assert_eq!(id.to_string().parse::<NodeId>().unwrap(), id);
        for wrong in ["", "ab", &id.to_string().to_uppercase(), &format!("{id}00")] {
            assert!(wrong.parse::<NodeId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_bundle_of_another_suite_or_with_more_in_it_is_none() {
        let bundle = identity().bundle();
        let mut other = bundle.clone();
        other[1] = 2;
        assert!(Identity::from_bundle(&other).is_err());
        let more = [&[0x83], &bundle[1..], &[0]].concat();
        assert!(Identity::from_bundle(&more).is_err());
    }
}
