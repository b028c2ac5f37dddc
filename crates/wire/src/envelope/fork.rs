//! Evidence of a fork: two headers that one owner signed and that cannot both be. Whoever gets it needs to believe nobody.
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

use super::{HEADER_BYTES_MAX, Letter, inspect};
use crate::lane::Place;
use crate::manifest::Roll;
use crate::{Hash, Rejection, cbor};

/// Two envelopes without their bodies, in ascending order of their headers' hashes where they claim one place, else the
/// earlier first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForkEvidence {
    one: Vec<u8>,
    other: Vec<u8>,
}

/// What is proven by [`ForkEvidence::verify`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvenFork {
    /// The place of the first.
    pub place: Place,
    /// The hashes of both headers.
    pub hashes: [Hash; 2],
}

impl ForkEvidence {
    /// From two envelopes as they came, with their bodies or without. Fails where both can be.
    pub fn of(one: &[u8], other: &[u8]) -> Result<Self, Rejection> {
        let (one, other) = (inspect(one)?, inspect(other)?);
        let key = |letter: &Letter<'_>| (letter.header().frame.place.seq, letter.hash());
        let (one, other) = if key(&one) < key(&other) { (one, other) } else { (other, one) };
        conflict(&one, &other)?;
        Ok(Self { one: one.without_body(), other: other.without_body() })
    }

    /// The one form in bytes.
    pub fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    /// Reads evidence of which nothing is proven.
    pub fn decode(bytes: &[u8]) -> Result<Self, Rejection> {
        cbor::decode(bytes, 2 * (HEADER_BYTES_MAX + 1024))
    }

    /// Whose lane it is about, to look up their keys.
    pub fn owner(&self) -> Result<crate::node::NodeId, Rejection> {
        Ok(inspect(&self.one)?.header().frame.place.owner)
    }

    /// Fails unless `owner` signed both and both cannot be.
    pub fn verify(&self, owner: &Roll) -> Result<ProvenFork, Rejection> {
        let (one, other) = (inspect(&self.one)?, inspect(&self.other)?);
        conflict(&one, &other)?;
        one.prove_header(owner)?;
        other.prove_header(owner)?;
        Ok(ProvenFork { place: one.header().frame.place, hashes: [one.hash(), other.hash()] })
    }
}

/// Two headers for one place, or one that names another predecessor than the one that stands there.
fn conflict(one: &Letter<'_>, other: &Letter<'_>) -> Result<(), Rejection> {
    let (first, second) = (&one.header().frame.place, &other.header().frame.place);
    let one_lane = (first.owner, first.epoch, first.lane) == (second.owner, second.epoch, second.lane);
    let one_place = first.seq == second.seq && one.hash() != other.hash();
    let other_history = second.seq.checked_sub(1) == Some(first.seq) && second.prev != one.hash();
    if one_lane && (one_place || other_history) {
        Ok(())
    } else {
        Err(Rejection::Rule("both can be: no fork"))
    }
}

impl<C> Encode<C> for ForkEvidence {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.array(3)?.u8(1)?.bytes(&self.one)?.bytes(&self.other)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for ForkEvidence {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        if d.array()? != Some(3) || d.u8()? != 1 {
            return Err(Unread::message("no evidence of a fork").at(at));
        }
        Ok(Self { one: d.bytes()?.to_vec(), other: d.bytes()?.to_vec() })
    }
}
