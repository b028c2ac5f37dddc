//! Writing an envelope.
use minicbor::Encoder;
use minicbor::encode::{Error as Unwritten, Write};
use sha2::{Digest, Sha256};

use super::{
    Content, ENVELOPE_VERSION, Frame, GroupWrap, HEADER_BYTES_MAX, Header, PLAIN_BYTES_MAX, RECIPIENTS_MAX,
    Recipients, SUITE, cipher, commitment, header_hash, padding, signed_bytes,
};
use crate::cbor::Extensions;
use crate::chance::{Stream, keyed};
use crate::group::GroupKey;
use crate::keys::{Context, NodeKey, SealingPublic};
use crate::statement::Signed;
use crate::{Hash, Rejection};

/// What is to be sealed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Where it stands.
    pub frame: Frame,
    /// What it says.
    pub content: Content,
}

/// Whom it is sealed to.
#[derive(Debug, Clone, Copy)]
pub enum To<'k> {
    /// Nodes, up to 32. Each costs about 1.2 kB and a quarter of a millisecond.
    Each(&'k [&'k SealingPublic]),
    /// All who hold this key: any number, at no cost for each. Also for a busy lane with few at its far end, since the
    /// key is sealed to them once a day and not with every envelope.
    Group(&'k GroupKey),
}

/// An envelope ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The envelope.
    pub bytes: Vec<u8>,
    /// The hash of its header: what the next one names as its predecessor, and receipts name.
    pub hash: Hash,
}

/// Seals and signs. `random` is 32 bytes of the system's randomness, fresh for every envelope: the body's key and all
/// chance in the wraps are drawn from it.
pub fn seal(draft: &Draft, to: To<'_>, signer: &NodeKey, random: &[u8; 32]) -> Result<Sealed, Rejection> {
    let frame = draft.frame.digest();
    let content = draft.content.encode();
    if content.len() > PLAIN_BYTES_MAX - 64 {
        return Err(Rejection::TooBig { limit: PLAIN_BYTES_MAX - 64 });
    }
    let mut chance = chance_for(random, &frame, &content);
    let key = chance.block();
    let commit = commitment(&key, &frame);
    let mut body = padding::pad(&frame, &content);
    cipher::close(&key, &frame, &mut body);
    let recipients = match to {
        To::Each(nodes) => each(nodes, &frame, &key, &mut chance)?,
        To::Group(group) => {
            let mut wrapped = key.to_vec();
            cipher::close(&group.wrapping(&frame, &commit), &frame, &mut wrapped);
            let wrapped = wrapped.try_into().expect("32 bytes and a tag are 48");
            Recipients::Group(GroupWrap { group: group.group(), epoch: group.epoch(), wrapped })
        }
    };
    let header = Header {
        frame: draft.frame,
        recipients,
        body_hash: Sha256::digest(&body).into(),
        body_len: u64::try_from(body.len()).expect("a body in memory is shorter than 2^64 bytes"),
        commit,
        critical: vec![],
        extensions: Extensions::default(),
    };
    header.examine()?;
    finish(&header.encode(), &body, signer)
}

/// Frame and content go into what is drawn: a machine that is copied or set back, and so draws the same twice, still closes
/// no two texts under one key.
fn chance_for(random: &[u8; 32], frame: &Hash, content: &[u8]) -> Stream {
    let content: Hash = Sha256::digest(content).into();
    Stream::new(&keyed(random, &[b"liaison/1/envelope", frame, &content]))
}

fn each(
    nodes: &[&SealingPublic],
    frame: &Hash,
    key: &Hash,
    chance: &mut Stream,
) -> Result<Recipients, Rejection> {
    if nodes.len() > RECIPIENTS_MAX {
        return Err(Rejection::TooBig { limit: RECIPIENTS_MAX });
    }
    let mut wraps =
        nodes.iter().map(|to| cipher::wrap(to, frame, key, chance)).collect::<Result<Vec<_>, _>>()?;
    wraps.sort_unstable_by_key(|wrap| wrap.key);
    Ok(Recipients::Each(wraps))
}

fn finish(header: &[u8], body: &[u8], signer: &NodeKey) -> Result<Sealed, Rejection> {
    if header.len() > HEADER_BYTES_MAX {
        return Err(Rejection::TooBig { limit: HEADER_BYTES_MAX });
    }
    let hash = header_hash(header);
    let signature = signer.sign(Context::Envelope, &signed_bytes(SUITE, &hash));
    let signed = Signed { key: signer.id(), signature };
    Ok(Sealed { bytes: joined(header, &[signed], body), hash })
}

/// The parts as one.
pub(super) fn joined(header: &[u8], signatures: &[Signed], body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(header.len() + body.len() + 128);
    write(&mut Encoder::new(&mut bytes), header, signatures, body).expect("memory takes what is written");
    bytes
}

fn write<W: Write>(
    e: &mut Encoder<W>,
    header: &[u8],
    signatures: &[Signed],
    body: &[u8],
) -> Result<(), Unwritten<W::Error>> {
    e.array(5)?.u64(ENVELOPE_VERSION)?.u64(SUITE)?.bytes(header)?.encode(signatures)?.bytes(body)?.ok()
}
