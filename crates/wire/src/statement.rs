//! A signed statement: bytes, and beside them who signed them. Nothing is ever encoded again to check a signature.
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

use crate::keys::{Context, KeyId, NodeKey, NodePublic};
use crate::{Rejection, Signature, cbor};

/// The form of statements: `[1, body, [[key id, signature] ...]]`.
const FORM: u64 = 1;

/// Bytes that signatures and frame add at most.
const FRAME_BYTES_MAX: usize = 16 + SIGNATURES_MAX * 76;

/// Most signatures under one statement.
pub(crate) const SIGNATURES_MAX: usize = 32;

/// A signature and the name of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signed {
    /// The key that signed.
    pub(crate) key: KeyId,
    /// What it gave.
    pub(crate) signature: Signature,
}

/// A body with its signatures, of which nothing is proven yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    pub(crate) body: Vec<u8>,
    pub(crate) signatures: Vec<Signed>,
}

impl Statement {
    /// Signs a body.
    pub(crate) fn sign(context: Context, body: Vec<u8>, keys: &[&NodeKey]) -> Self {
        let mut statement = Self { body, signatures: Vec::new() };
        keys.iter().for_each(|key| statement.add(context, key));
        statement
    }

    /// Adds one signature more. A key that signed already is passed over.
    pub(crate) fn add(&mut self, context: Context, key: &NodeKey) {
        if self.signatures.iter().all(|signed| signed.key != key.id()) {
            self.signatures.push(Signed { key: key.id(), signature: key.sign(context, &self.body) });
            self.signatures.sort_by_key(|signed| signed.key);
        }
    }

    /// Reads a statement with a body of at most `limit` bytes and at least one signature, each of another key.
    pub(crate) fn read(bytes: &[u8], limit: usize) -> Result<Self, Rejection> {
        let statement: Self = cbor::decode(bytes, limit + FRAME_BYTES_MAX)?;
        if statement.body.len() > limit {
            return Err(Rejection::TooBig { limit });
        }
        if statement.signatures.len() > SIGNATURES_MAX {
            return Err(Rejection::TooBig { limit: SIGNATURES_MAX });
        }
        if statement.signatures.is_empty() || !statement.signatures.is_sorted_by(|a, b| a.key < b.key) {
            return Err(Rejection::Signature);
        }
        Ok(statement)
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    /// Fails unless this key, and no other, signed it.
    pub(crate) fn prove(&self, context: Context, key: &NodePublic) -> Result<(), Rejection> {
        match self.signatures.as_slice() {
            [one] if one.key == key.id() => check(key, context, &self.body, &one.signature),
            _ => Err(Rejection::Signature),
        }
    }

    /// How many of `keys` signed. Fails where a signature is wrong or of a key that is not among them.
    pub(crate) fn count(&self, context: Context, keys: &[NodePublic]) -> Result<usize, Rejection> {
        for signed in &self.signatures {
            let key = keys.iter().find(|key| key.id() == signed.key).ok_or(Rejection::Signature)?;
            check(key, context, &self.body, &signed.signature)?;
        }
        Ok(self.signatures.len())
    }
}

pub(crate) fn check(
    key: &NodePublic,
    context: Context,
    message: &[u8],
    signature: &Signature,
) -> Result<(), Rejection> {
    key.verify(context, message, signature).map_err(|_| Rejection::Signature)
}

impl<C> Encode<C> for Signed {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.array(2)?.bytes(&self.key.0)?.bytes(&self.signature)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Signed {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        if d.array()? != Some(2) {
            return Err(Unread::message("no signature with the name of its key").at(at));
        }
        Ok(Self { key: KeyId(cbor::exactly(d)?), signature: cbor::exactly(d)? })
    }
}

impl<C> Encode<C> for Statement {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, c: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.array(3)?.u64(FORM)?.bytes(&self.body)?;
        self.signatures.encode(e, c)
    }
}

impl<'b, C> Decode<'b, C> for Statement {
    fn decode(d: &mut Decoder<'b>, c: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        if d.array()? != Some(3) || d.u64()? != FORM {
            return Err(Unread::message("no signed statement").at(at));
        }
        Ok(Self { body: d.bytes()?.to_vec(), signatures: Vec::decode(d, c)? })
    }
}
