//! The label of a capsule: for which post and device it is, how long, and how it is opened. Signed by its node.
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{CapsuleId, LABEL_BYTES_MAX, Secret};
use crate::chance::{Stream, keyed};
use crate::envelope::{Wrap, cipher};
use crate::keys::{Context, NodeKey, SealingKey, SealingPublic};
use crate::node::Identity;
use crate::statement::Statement;
use crate::{Hash, Rejection, cbor};

/// The version of labels that this program writes and reads.
const LABEL_VERSION: u64 = 2;
/// Most leases of one capsule.
const LEASES_MAX: usize = 400;

/// What a capsule says of itself to whoever holds the file.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Label {
    #[n(1)]
    version: u64,
    /// Which capsule.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub id: CapsuleId,
    /// The code of the member whose capsule it is.
    #[n(3)]
    pub member: String,
    /// What the post is called.
    #[n(4)]
    pub post: String,
    /// The purpose for which it may be checked.
    #[n(5)]
    pub purpose: String,
    /// When it was made, in milliseconds since 1970.
    #[n(6)]
    pub made_ms: u64,
    /// One half of the key of its leases, sealed to the device.
    #[n(7)]
    half: Wrap,
    /// The leases in their order, the first of them number 1.
    #[n(8)]
    leases: Vec<LeaseWrap>,
    /// SHA-256 of the content as it is sealed.
    #[cbor(n(9), with = "minicbor::bytes")]
    pub content: Hash,
    /// How many bytes that is.
    #[n(10)]
    pub length: u64,
    /// Whose capsule it is: the identity that signs the label.
    #[n(11)]
    node: Identity,
}

/// One lease: the secret, closed under the device's half and the lease's code.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct LeaseWrap {
    #[n(0)]
    until_ms: u64,
    #[cbor(n(1), with = "minicbor::bytes")]
    closed: Vec<u8>,
}

/// What is to be said of a new capsule.
#[derive(Debug)]
pub struct LabelDraft<'a> {
    /// 16 bytes of chance.
    pub id: CapsuleId,
    /// The code of the member.
    pub member: &'a str,
    /// What the post is called.
    pub post: &'a str,
    /// The purpose for which it may be checked.
    pub purpose: &'a str,
    /// Milliseconds since 1970.
    pub made_ms: u64,
    /// When each lease ends, rising.
    pub leases_ms: &'a [u64],
    /// SHA-256 of the sealed content, and its length.
    pub content: (Hash, u64),
}

/// A lease that a code has opened.
#[derive(Debug, Clone)]
pub struct Leased {
    /// Which of the capsule's, from 1.
    pub number: u64,
    /// After this moment nothing may be done with the secret: milliseconds since 1970.
    pub until_ms: u64,
    /// From what the capsule's keys are drawn.
    pub secret: Secret,
}

impl LabelDraft<'_> {
    /// The label, sealed to the device and signed by the node's identity. `random` is used for nothing else.
    pub fn sign(
        &self,
        secret: &Secret,
        device: &SealingPublic,
        identity: &NodeKey,
        random: &Hash,
    ) -> Result<Vec<u8>, Rejection> {
        if self.leases_ms.is_empty() || self.leases_ms.len() > LEASES_MAX {
            return Err(Rejection::TooBig { limit: LEASES_MAX });
        }
        let mut chance = Stream::new(random);
        let half = chance.block();
        let lease = |(number, until_ms): (u64, &u64)| {
            let mut closed = secret.as_bytes().to_vec();
            let place = place(&self.id, number, *until_ms);
            cipher::close(&lease_key(&half, &place, &digits(&secret.code(number))), &place, &mut closed);
            LeaseWrap { until_ms: *until_ms, closed }
        };
        let label = Label {
            version: LABEL_VERSION,
            id: self.id,
            member: self.member.to_owned(),
            post: self.post.to_owned(),
            purpose: self.purpose.to_owned(),
            made_ms: self.made_ms,
            leases: (1..).zip(self.leases_ms).map(lease).collect(),
            half: cipher::wrap(device, &whose(&self.id), &half, &mut chance)?,
            content: self.content.0,
            length: self.content.1,
            node: Identity::new(identity.public()),
        };
        Ok(Statement::sign(Context::Capsule, cbor::encode(&label), &[identity]).to_bytes())
    }
}

impl Label {
    /// Reads a label that the node with this fingerprint signed; how the fingerprint is spaced does not count.
    pub fn verify(bytes: &[u8], node: &str) -> Result<Self, Rejection> {
        let statement = Statement::read(bytes, LABEL_BYTES_MAX)?;
        let label: Self = cbor::decode(&statement.body, LABEL_BYTES_MAX)?;
        if label.version != LABEL_VERSION {
            return Err(Rejection::Version(label.version));
        }
        if digits(&label.node.id().fingerprint()) != digits(node) {
            return Err(Rejection::Owner);
        }
        statement.prove(Context::Capsule, label.node.key())?;
        Ok(label)
    }

    /// When its last lease ends.
    pub fn ends_ms(&self) -> u64 {
        self.leases.last().map_or(0, |lease| lease.until_ms)
    }

    /// Opens the lease of this code on the device that the capsule was made for. That its time runs is the caller's to see.
    pub fn open(&self, device: &SealingKey, code: &str) -> Result<Leased, Rejection> {
        if self.half.key != device.id() {
            return Err(Rejection::Rule("it was made for another device"));
        }
        let half = cipher::unwrap(device, &whose(&self.id), &self.half)?;
        let code = digits(code);
        for (number, lease) in (1..).zip(&self.leases) {
            let place = place(&self.id, number, lease.until_ms);
            let Ok(secret) = cipher::open(&lease_key(&half, &place, &code), &place, &lease.closed) else {
                continue;
            };
            let secret = secret.as_slice().try_into().map_err(|_| Rejection::Seal)?;
            return Ok(Leased { number, until_ms: lease.until_ms, secret: Secret::from_bytes(secret) });
        }
        Err(Rejection::Rule("this code opens no lease of this capsule: have it read to you again"))
    }
}

/// However it is grouped.
fn digits(code: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(code.bytes().filter(u8::is_ascii_digit).collect())
}

fn whose(id: &CapsuleId) -> Hash {
    Sha256::new().chain_update(b"liaison/1/capsule/half\0").chain_update(id).finalize().into()
}

fn place(id: &CapsuleId, number: u64, until_ms: u64) -> Hash {
    let whole = Sha256::new().chain_update(b"liaison/1/capsule/lease\0").chain_update(id);
    whole.chain_update(number.to_be_bytes()).chain_update(until_ms.to_be_bytes()).finalize().into()
}

fn lease_key(half: &Hash, place: &Hash, digits: &[u8]) -> Zeroizing<Hash> {
    Zeroizing::new(keyed(half, &[place, digits]))
}
