//! Looks at one row alone: form, signature, body. The costly part, fit to run on many cores.
use super::Fault;
use crate::Hash;
use crate::act::{self, Entry};
use crate::handover::{HANDED_OVER, LogKeys};
use crate::sheaf::Checker;

/// An act as the store kept it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The number under which it is kept.
    pub seq: u64,
    /// The bytes of the entry.
    pub entry: &'a [u8],
    /// The proof, of whatever length it now is.
    pub proof: &'a [u8],
    /// The sealed body, where it is still kept.
    pub body: Option<&'a [u8]>,
}

/// What an [`Examiner`] found: fit for [`super::Verifier::push`], and made by nothing else.
#[derive(Debug, Clone)]
pub struct Examined {
    pub(super) seq: u64,
    pub(super) found: Result<Sound, Fault>,
}

/// What a sound row says to its neighbours and to the tree.
#[derive(Debug, Clone)]
pub(super) struct Sound {
    pub(super) at_us: i64,
    pub(super) prev: Hash,
    pub(super) hash: Hash,
    pub(super) leaf: Hash,
    pub(super) body: Body,
}

/// Whether an act has a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    None,
    Kept,
    Gone,
}

/// Examines rows under the keys that signed them in their turns. Neighbours should go to the same one: see [`Checker`].
#[derive(Debug)]
pub struct Examiner<'a> {
    keys: &'a LogKeys,
    checker: Checker,
}

impl<'a> Examiner<'a> {
    /// One that has seen nothing.
    pub fn new(keys: &'a LogKeys) -> Self {
        Self { keys, checker: Checker::default() }
    }

    /// Examines one row.
    pub fn examine(&mut self, row: &Row) -> Examined {
        Examined { seq: row.seq, found: self.sound(row) }
    }

    fn sound(&mut self, row: &Row) -> Result<Sound, Fault> {
        let entry = Entry::decode(row.entry).map_err(Fault::NotAnEntry)?;
        let signer = self.keys.at(entry.seq);
        if entry.signer != signer.id() {
            return Err(if self.keys.iter().any(|key| key.id() == entry.signer) {
                Fault::OutOfTurn(entry.signer)
            } else {
                Fault::UnknownSigner(entry.signer)
            });
        }
        self.checker.check(signer, row.entry, row.proof).map_err(|_| Fault::Signature)?;
        if entry.seq != row.seq {
            return Err(Fault::OtherAct { says: entry.seq });
        }
        let stated = entry.handover.as_deref();
        if stated != self.keys.stated_in(entry.seq) || stated.is_some() != (entry.kind == HANDED_OVER) {
            return Err(Fault::Handover);
        }
        let body = match (entry.body, row.body) {
            (None, None) => Body::None,
            (Some(_), None) => Body::Gone,
            (Some(digest), Some(sealed)) if act::body_digest(sealed) == digest => Body::Kept,
            (Some(_), Some(_)) => return Err(Fault::Body),
            (None, Some(_)) => return Err(Fault::BodyUnannounced),
        };
        let leaf = act::leaf_hash(row.entry, row.proof);
        Ok(Sound { at_us: entry.at_us, prev: entry.prev, hash: act::hash(row.entry), leaf, body })
    }
}
