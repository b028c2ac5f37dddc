//! The header: what everybody on the way can read, and the owner signs.
use minicbor::data::Type;
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

use super::frame::{FIELDS, Frame, key};
use super::{HEADER_BYTES_MAX, RECIPIENTS_MAX, Recipients};
use crate::cbor::{self, Extensions, exactly};
use crate::lane::{FIRST_EPOCH, FIRST_SEQ};
use crate::{Hash, Rejection};

/// Frame, recipients, and what is known of the body without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Keys 1 to 9.
    pub frame: Frame,
    /// Key 10: whom it is sealed to.
    pub recipients: Recipients,
    /// Key 11: SHA-256 of the body.
    pub body_hash: Hash,
    /// Key 12: bytes of the body.
    pub body_len: u64,
    /// Key 13: the commitment to the body's key.
    pub commit: Hash,
    /// Key 14: numbers of the extensions that must be understood. Left out where empty.
    pub critical: Vec<u64>,
    /// Key 15: extensions. Left out where empty.
    pub extensions: Extensions,
}

/// Fields that every header has.
const ALWAYS: u64 = FIELDS + 4;

impl Header {
    /// The one form in bytes.
    pub(super) fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    /// Reads a header and holds it to all rules that need no key.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Rejection> {
        let header: Self = cbor::decode(bytes, HEADER_BYTES_MAX)?;
        header.examine()?;
        Ok(header)
    }

    pub(super) fn examine(&self) -> Result<(), Rejection> {
        let place = &self.frame.place;
        if place.epoch < FIRST_EPOCH || place.seq < FIRST_SEQ || place.seq == u64::MAX {
            return Err(Rejection::Rule("epochs and numbers count from 1"));
        }
        if let Recipients::Each(wraps) = &self.recipients {
            if wraps.len() > RECIPIENTS_MAX {
                return Err(Rejection::TooBig { limit: RECIPIENTS_MAX });
            }
            if wraps.is_empty() || !wraps.is_sorted_by(|a, b| a.key < b.key) {
                return Err(Rejection::Rule("at least one recipient, each once, in ascending order of keys"));
            }
        }
        let stated = |number: &u64| self.extensions.get(*number).is_some();
        if !self.critical.is_sorted_by(|a, b| a < b) || !self.critical.iter().all(stated) {
            return Err(Rejection::Rule("critical extensions are among the extensions, in ascending order"));
        }
        // This program knows no extension yet, so none that must be understood is.
        self.critical.first().map_or(Ok(()), |number| Err(Rejection::Critical(*number)))
    }
}

impl<C> Encode<C> for Header {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, c: &mut C) -> Result<(), Unwritten<W::Error>> {
        let more = u64::from(!self.critical.is_empty()) + u64::from(!self.extensions.is_empty());
        self.frame.write(e.map(ALWAYS + more)?)?;
        e.u8(10)?;
        self.recipients.encode(e, c)?;
        e.u8(11)?.bytes(&self.body_hash)?.u8(12)?.u64(self.body_len)?.u8(13)?.bytes(&self.commit)?;
        if !self.critical.is_empty() {
            self.critical.encode(e.u8(14)?, c)?;
        }
        if !self.extensions.is_empty() {
            self.extensions.encode(e.u8(15)?, c)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Header {
    fn decode(d: &mut Decoder<'b>, c: &mut C) -> Result<Self, Unread> {
        let fields = d.map()?.unwrap_or_default();
        let frame = Frame::read(d)?;
        let recipients = Recipients::decode(key(d, 10)?, c)?;
        let body_hash = exactly(key(d, 11)?)?;
        let body_len = key(d, 12)?.u64()?;
        let commit = exactly(key(d, 13)?)?;
        let (mut critical, mut extensions) = (vec![], Extensions::default());
        for _ in ALWAYS..fields {
            let at = d.position();
            match d.u64()? {
                14 if d.datatype()? == Type::Array => critical = Vec::decode(d, c)?,
                15 => extensions = Extensions::decode(d, c)?,
                _ => return Err(Unread::message("an unknown field").at(at)),
            }
        }
        Ok(Self { frame, recipients, body_hash, body_len, commit, critical, extensions })
    }
}
