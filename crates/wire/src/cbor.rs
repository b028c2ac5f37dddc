//! Deterministic CBOR: one value has one form in bytes, and no other form is read.
//!
//! What comes from outside is walked first ([`decode`]): shortest forms, definite lengths, whole numbers as keys in
//! ascending order, no floats, tags or null, NFC text, at most [`DEPTH_MAX`] levels. Only then is it read into a type,
//! so no length is believed before the bytes behind it were seen.
mod raw;
mod walk;

use minicbor::{Decode, Decoder, Encode};

use crate::Rejection;

pub use raw::Extensions;

/// Arrays and maps within each other.
pub const DEPTH_MAX: usize = 8;

/// The one form of a value.
pub fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    encode_into(Vec::new(), value)
}

fn encode_into<T: Encode<()>>(mut bytes: Vec<u8>, value: &T) -> Vec<u8> {
    minicbor::encode(value, &mut bytes).expect("our types encode, and memory takes what is written");
    bytes
}

/// Reads one value that fills `bytes`, of at most `limit` bytes, in its one form.
pub fn decode<'b, T: Decode<'b, ()> + Encode<()>>(bytes: &'b [u8], limit: usize) -> Result<T, Rejection> {
    examine(bytes, limit)?;
    exact(bytes)
}

/// Whether `bytes` are one item in the allowed form, whatever it says.
pub fn examine(bytes: &[u8], limit: usize) -> Result<(), Rejection> {
    if bytes.len() > limit {
        return Err(Rejection::TooBig { limit });
    }
    walk::walk(bytes)
}

/// The items of a CBOR sequence (RFC 8742), one after the other, each of at most `limit` bytes. After the first that is
/// not in the allowed form there is none: where it ends is not known.
pub fn sequence(bytes: &[u8], limit: usize) -> impl Iterator<Item = Result<&[u8], Rejection>> {
    let mut rest = Some(bytes).filter(|bytes| !bytes.is_empty());
    std::iter::from_fn(move || {
        let bytes = rest.take()?;
        let item = walk::first(bytes).and_then(|length| match length <= limit {
            true => Ok(bytes.split_at(length)),
            false => Err(Rejection::TooBig { limit }),
        });
        Some(item.map(|(item, behind)| {
            rest = Some(behind).filter(|behind| !behind.is_empty());
            item
        }))
    })
}

/// Reads a value and takes only the bytes that writing it gives: a field that is unknown, repeated or out of order is
/// passed over by the reader, and then the bytes are others.
pub(crate) fn exact<'b, T: Decode<'b, ()> + Encode<()>>(bytes: &'b [u8]) -> Result<T, Rejection> {
    let mut decoder = Decoder::new(bytes);
    let value: T = decoder.decode().map_err(|e| malformed(&decoder, &e))?;
    let again = encode_into(Vec::with_capacity(bytes.len()), &value);
    if again == bytes {
        return Ok(value);
    }
    let same = again.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    Err(Rejection::NonCanonical { at: same })
}

/// Where reading stopped.
pub(crate) fn malformed(decoder: &Decoder<'_>, error: &minicbor::decode::Error) -> Rejection {
    Rejection::Malformed { at: error.position().unwrap_or(decoder.position()) }
}

/// Bytes of one length.
pub(crate) fn exactly<const N: usize>(d: &mut Decoder<'_>) -> Result<[u8; N], minicbor::decode::Error> {
    let at = d.position();
    let wrong = minicbor::decode::Error::message("bytes of another length").at(at);
    d.bytes()?.try_into().map_err(|_| wrong)
}

#[cfg(test)]
mod tests;
