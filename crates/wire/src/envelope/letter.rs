//! Reading an envelope: its form, then its signature, then its content.
use minicbor::Decoder;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    BODY_BYTES_MAX, Content, ENVELOPE_BYTES_MAX, ENVELOPE_VERSION, HEADER_BYTES_MAX, Header, Recipients,
    SIGNATURES_MAX, SUITE, cipher, commitment, header_hash, padding, seal, signed_bytes,
};
use crate::group::GroupRing;
use crate::keys::{Context, SealingRing};
use crate::manifest::Roll;
use crate::statement::{Signed, check};
use crate::{Hash, Rejection, cbor};

/// An envelope whose form is right. Nothing in it is proven.
#[derive(Debug, Clone)]
pub struct Letter<'b> {
    suite: u64,
    header: Header,
    header_bytes: &'b [u8],
    hash: Hash,
    signatures: Vec<Signed>,
    body: &'b [u8],
}

/// An envelope that its owner signed, header and body.
#[derive(Debug, Clone)]
pub struct Proven<'b>(Letter<'b>);

/// Reads an envelope without opening it. Lengths are looked at first.
pub fn inspect(bytes: &[u8]) -> Result<Letter<'_>, Rejection> {
    cbor::examine(bytes, ENVELOPE_BYTES_MAX)?;
    let parts = read(bytes)?;
    if parts.header.len() > HEADER_BYTES_MAX {
        return Err(Rejection::TooBig { limit: HEADER_BYTES_MAX });
    }
    if parts.body.len() > BODY_BYTES_MAX {
        return Err(Rejection::TooBig { limit: BODY_BYTES_MAX });
    }
    if !(1..=SIGNATURES_MAX).contains(&parts.signatures.len()) {
        return Err(Rejection::Signature);
    }
    let header = Header::decode(parts.header).map_err(|e| moved(e, parts.header_at))?;
    let hash = header_hash(parts.header);
    let Parts { suite, header: header_bytes, signatures, body, .. } = parts;
    Ok(Letter { suite, header, header_bytes, hash, signatures, body })
}

struct Parts<'b> {
    suite: u64,
    header: &'b [u8],
    header_at: usize,
    signatures: Vec<Signed>,
    body: &'b [u8],
}

fn read(bytes: &[u8]) -> Result<Parts<'_>, Rejection> {
    let mut d = Decoder::new(bytes);
    let unread = |d: &Decoder<'_>, e| cbor::malformed(d, &e);
    let parts = d.array().map_err(|e| unread(&d, e))?;
    let version = d.u64().map_err(|e| unread(&d, e))?;
    if version != ENVELOPE_VERSION {
        return Err(Rejection::Version(version));
    }
    let suite = d.u64().map_err(|e| unread(&d, e))?;
    if suite != SUITE {
        return Err(Rejection::Suite(suite));
    }
    if parts != Some(5) {
        return Err(Rejection::Malformed { at: 0 });
    }
    let header = d.bytes().map_err(|e| unread(&d, e))?;
    let header_at = d.position() - header.len();
    let signatures: Vec<Signed> = d.decode().map_err(|e| unread(&d, e))?;
    let body = d.bytes().map_err(|e| unread(&d, e))?;
    Ok(Parts { suite, header, header_at, signatures, body })
}

/// The same refusal, counted from the start of the envelope.
fn moved(refusal: Rejection, by: usize) -> Rejection {
    match refusal {
        Rejection::Malformed { at } => Rejection::Malformed { at: at + by },
        Rejection::NonCanonical { at } => Rejection::NonCanonical { at: at + by },
        other => other,
    }
}

impl<'b> Letter<'b> {
    /// What it says of itself. Not to be believed before [`Letter::prove`].
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The hash of the header as it came.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Checks every signature, and that the body is the one that was signed for. `owner` are the keys of the owner that
    /// the header names; `suite_min` is the charter's.
    pub fn prove(self, owner: &Roll, suite_min: u64) -> Result<Proven<'b>, Rejection> {
        if self.suite < suite_min {
            return Err(Rejection::Suite(self.suite));
        }
        self.prove_header(owner)?;
        let length = u64::try_from(self.body.len()).unwrap_or(u64::MAX);
        let body_hash: Hash = Sha256::digest(self.body).into();
        if length != self.header.body_len || body_hash != self.header.body_hash {
            return Err(Rejection::Signature);
        }
        Ok(Proven(self))
    }

    /// Every signature, whatever the body is.
    pub(super) fn prove_header(&self, owner: &Roll) -> Result<(), Rejection> {
        if self.header.frame.place.owner != owner.node() {
            return Err(Rejection::Owner);
        }
        let signed = signed_bytes(self.suite, &self.hash);
        for signature in &self.signatures {
            let key = owner.signer(&signature.key, self.header.frame.hlc.ms())?;
            check(key, Context::Envelope, &signed, &signature.signature)?;
        }
        Ok(())
    }

    /// The envelope with an empty body: enough to prove what was signed.
    pub(super) fn without_body(&self) -> Vec<u8> {
        seal::joined(self.header_bytes, &self.signatures, &[])
    }
}

impl Proven<'_> {
    /// What the owner says.
    pub fn header(&self) -> &Header {
        &self.0.header
    }

    /// The hash of the header.
    pub fn hash(&self) -> Hash {
        self.0.hash
    }

    /// Opens it with this node's keys. What is opened is what all other recipients open, and of this very frame.
    pub fn open(&self, sealing: &SealingRing, groups: &GroupRing) -> Result<Content, Rejection> {
        let header = &self.0.header;
        let frame = header.frame.digest();
        let key = self.key(&frame, sealing, groups)?;
        if commitment(&key, &frame) != header.commit {
            return Err(Rejection::Seal);
        }
        let plain = cipher::open(&key, &frame, self.0.body)?;
        Content::decode(padding::unpad(&frame, &plain)?)
    }

    fn key(
        &self,
        frame: &Hash,
        sealing: &SealingRing,
        groups: &GroupRing,
    ) -> Result<Zeroizing<Hash>, Rejection> {
        let header = &self.0.header;
        let wraps = match &header.recipients {
            Recipients::Each(wraps) => wraps,
            Recipients::Group(wrap) => {
                let owner = &header.frame.place.owner;
                let missing = Rejection::NoKey { epoch: wrap.epoch };
                let group = groups.get(owner, &wrap.group, wrap.epoch).ok_or(missing)?;
                let key = cipher::open(&group.wrapping(frame, &header.commit), frame, &wrap.wrapped)?;
                return key.as_slice().try_into().map(Zeroizing::new).map_err(|_| Rejection::Seal);
            }
        };
        let mine = wraps.iter().find_map(|wrap| sealing.get(&wrap.key).map(|key| (key, wrap)));
        if let Some((key, wrap)) = mine {
            return cipher::unwrap(key, frame, wrap);
        }
        let stale = wraps.iter().any(|wrap| sealing.is_gone(&wrap.key));
        match sealing.newest().filter(|_| stale) {
            Some(current) => Err(Rejection::StaleKey { current }),
            None => Err(Rejection::NotRecipient),
        }
    }
}
