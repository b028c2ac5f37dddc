//! Whom an envelope is sealed to: some nodes one by one, or a group that has a key of its own.
use std::fmt;

use minicbor::data::Type;
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

use crate::cbor::exactly;
use crate::group::GroupId;
use crate::keys::KeyId;

/// Bytes of an encapsulation of X-Wing.
pub(super) const ENCAPSULATED_BYTES: usize = 1120;
/// Bytes of a sealed key: 32 and the tag.
pub(super) const WRAPPED_BYTES: usize = 48;

/// Key 10 of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipients {
    /// Nodes, by the keys that they asked to be sealed to, in ascending order of the keys' names.
    Each(Vec<Wrap>),
    /// All who hold the key of a group.
    Group(GroupWrap),
}

/// The body's key, sealed to one node.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrap {
    /// The name of the sealing key.
    pub key: KeyId,
    /// What HPKE sends along.
    pub encapsulated: Box<[u8; ENCAPSULATED_BYTES]>,
    /// The sealed key.
    pub wrapped: [u8; WRAPPED_BYTES],
}

impl fmt::Debug for Wrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wrap({})", self.key)
    }
}

/// The body's key, sealed under the key of a group.
#[derive(Clone, PartialEq, Eq)]
pub struct GroupWrap {
    /// Which group of the owner.
    pub group: GroupId,
    /// Which of its keys.
    pub epoch: u64,
    /// The sealed key.
    pub wrapped: [u8; WRAPPED_BYTES],
}

impl fmt::Debug for GroupWrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GroupWrap({:?}, epoch {})", self.group, self.epoch)
    }
}

impl<C> Encode<C> for Recipients {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, c: &mut C) -> Result<(), Unwritten<W::Error>> {
        match self {
            Self::Each(wraps) => wraps.encode(e, c),
            Self::Group(wrap) => {
                e.array(3)?.bytes(&wrap.group.0)?.u64(wrap.epoch)?.bytes(&wrap.wrapped)?.ok()
            }
        }
    }
}

impl<'b, C> Decode<'b, C> for Recipients {
    fn decode(d: &mut Decoder<'b>, c: &mut C) -> Result<Self, Unread> {
        let start = d.position();
        let length = d.array()?;
        if length == Some(0) || d.datatype()? == Type::Array {
            d.set_position(start);
            return Vec::decode(d, c).map(Self::Each);
        }
        if length != Some(3) {
            return Err(Unread::message("neither recipients nor a group").at(start));
        }
        Ok(Self::Group(GroupWrap { group: GroupId(exactly(d)?), epoch: d.u64()?, wrapped: exactly(d)? }))
    }
}

impl<C> Encode<C> for Wrap {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.array(3)?.bytes(&self.key.0)?.bytes(self.encapsulated.as_slice())?.bytes(&self.wrapped)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Wrap {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        if d.array()? != Some(3) {
            return Err(Unread::message("no recipient").at(at));
        }
        Ok(Self { key: KeyId(exactly(d)?), encapsulated: Box::new(exactly(d)?), wrapped: exactly(d)? })
    }
}
