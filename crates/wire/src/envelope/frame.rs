//! The frame: what a header says before anything is sealed. Everything sealed is bound to it.
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};
use sha2::{Digest, Sha256};

use crate::cbor::exactly;
use crate::lane::{Hlc, LaneId, Place};
use crate::node::NodeId;
use crate::{Hash, Rejection};

/// 16 bytes that name an audience among those who belong to it, and nothing to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct AudienceId(
    /// The bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub [u8; 16],
);

/// How urgent an envelope is. Whoever carries it can see that, and lets the more urgent ones pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Somebody's life is at risk: overtakes everything, on both ways at once.
    LifeAtRisk,
    /// People wait for it.
    Urgent,
    /// The ordinary.
    Routine,
    /// May wait: histories, large sets.
    Bulk,
}

impl Class {
    /// 0 to 3, the most urgent first.
    pub fn number(self) -> u8 {
        match self {
            Self::LifeAtRisk => 0,
            Self::Urgent => 1,
            Self::Routine => 2,
            Self::Bulk => 3,
        }
    }

    /// The class with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::LifeAtRisk, Self::Urgent, Self::Routine, Self::Bulk].get(usize::from(number)).copied()
    }
}

/// Keys 1 to 9 of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Owner, epoch, lane, number and predecessor.
    pub place: Place,
    /// The owner's clock.
    pub hlc: Hlc,
    /// How urgent it is.
    pub class: Class,
    /// When this copy is dead, in milliseconds since 1970; at a node without a line as well.
    pub expires_ms: u64,
    /// For whom the lane is.
    pub audience: AudienceId,
}

/// How many fields a frame has.
pub(super) const FIELDS: u64 = 9;

impl Frame {
    /// The hash that binds body, wraps and commitment to this frame: SHA-256 over `"liaison/1/pre"` and the frame as a
    /// map of its own.
    pub fn digest(&self) -> Hash {
        let mut bytes = Vec::with_capacity(192);
        let mut encoder = Encoder::new(&mut bytes);
        encoder.map(FIELDS).and_then(|e| self.write(e)).expect("memory takes what is written");
        Sha256::new().chain_update(b"liaison/1/pre").chain_update(&bytes).finalize().into()
    }

    /// Fails where its time has not come, by more than clocks may differ, or where this copy is dead. Its place in the lane
    /// it keeps all the same.
    pub fn timely(&self, now_ms: u64) -> Result<(), Rejection> {
        self.hlc.within(now_ms)?;
        if now_ms < self.expires_ms { Ok(()) } else { Err(Rejection::Expired) }
    }

    /// The fields, without a map around them.
    pub(super) fn write<W: Write>(&self, e: &mut Encoder<W>) -> Result<(), Unwritten<W::Error>> {
        let place = &self.place;
        e.u8(1)?.bytes(&place.owner.0)?.u8(2)?.u64(place.epoch)?.u8(3)?.bytes(&place.lane.0)?;
        e.u8(4)?.u64(place.seq)?.u8(5)?.bytes(&place.prev)?.u8(6)?.u64(self.hlc.0)?;
        e.u8(7)?.u8(self.class.number())?.u8(8)?.u64(self.expires_ms)?.u8(9)?.bytes(&self.audience.0)?.ok()
    }

    /// Reads the fields where a map has begun.
    pub(super) fn read(d: &mut Decoder<'_>) -> Result<Self, Unread> {
        let owner = NodeId(exactly(key(d, 1)?)?);
        let epoch = key(d, 2)?.u64()?;
        let lane = LaneId(exactly(key(d, 3)?)?);
        let seq = key(d, 4)?.u64()?;
        let prev = exactly(key(d, 5)?)?;
        let hlc = Hlc(key(d, 6)?.u64()?);
        let at = d.position();
        let class = Class::from_number(key(d, 7)?.u8()?).ok_or(Unread::message("no class").at(at))?;
        let expires_ms = key(d, 8)?.u64()?;
        let audience = AudienceId(exactly(key(d, 9)?)?);
        Ok(Self { place: Place { owner, epoch, lane, seq, prev }, hlc, class, expires_ms, audience })
    }
}

/// Steps over the key of a field that must come now.
pub(super) fn key<'d, 'b>(d: &'d mut Decoder<'b>, number: u64) -> Result<&'d mut Decoder<'b>, Unread> {
    let at = d.position();
    if d.u64()? == number { Ok(d) } else { Err(Unread::message("another field is due").at(at)) }
}
