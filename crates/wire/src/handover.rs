//! The keys that sign one log, in their turns: each hands the log over to the next in an act of that log, and both sign that it does.
//!
//! So the log itself says which key signs which of its acts. Whoever knows the first key proves all that follow, and whoever trusts
//! the last proves those before it: the new key signs that the old one was the log's, and the old one that the new one is.
use minicbor::{Decode, Encode};

use crate::keys::{Context, NodeKey, NodePublic};
use crate::statement::Statement;
use crate::{Rejection, cbor};

/// The kind of the act in which a log is handed over.
pub const HANDED_OVER: &str = "key-handed-over";

/// The version of these statements that this program writes and reads.
const HANDOVER_VERSION: u64 = 1;
/// The longest statement, without its signatures.
const HANDOVER_BYTES_MAX: usize = 1024;
/// How often a log may be handed over: once a year for four thousand years, or by hand.
pub const HANDOVERS_MAX: usize = 4096;

/// "From the next act on, this log is signed by that key."
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Handover {
    #[n(1)]
    version: u64,
    /// The name of the log.
    #[n(2)]
    pub origin: String,
    /// The number of the act in which it stands: the last that the old key signs.
    #[n(3)]
    pub seq: u64,
    /// The key that has signed so far.
    #[n(4)]
    pub from: NodePublic,
    /// The key that signs from now on.
    #[n(5)]
    pub to: NodePublic,
}

impl Handover {
    /// The statement, signed by both keys.
    pub fn sign(origin: &str, seq: u64, from: &NodeKey, to: &NodeKey) -> Result<Vec<u8>, Rejection> {
        let (version, origin) = (HANDOVER_VERSION, origin.to_owned());
        let handover = Self { version, origin, seq, from: from.public(), to: to.public() };
        let body = cbor::encode(&handover);
        if body.len() > HANDOVER_BYTES_MAX {
            return Err(Rejection::TooBig { limit: HANDOVER_BYTES_MAX });
        }
        Ok(Statement::sign(Context::Handover, body, &[from, to]).to_bytes())
    }

    /// Reads a statement that both of its keys signed, and nobody else.
    pub fn verify(bytes: &[u8]) -> Result<Self, Rejection> {
        let statement = Statement::read(bytes, HANDOVER_BYTES_MAX)?;
        let handover: Self = cbor::decode(&statement.body, HANDOVER_BYTES_MAX)?;
        if handover.version != HANDOVER_VERSION {
            return Err(Rejection::Version(handover.version));
        }
        match statement.count(Context::Handover, &[handover.from, handover.to])? {
            2 => Ok(handover),
            _ => Err(Rejection::Signature),
        }
    }
}

/// A key, and how its turn ended.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Turn {
    key: NodePublic,
    /// The number of the last act that it signs, and the statement in it.
    ends: (u64, Vec<u8>),
}

/// The keys of one log, in their turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogKeys {
    origin: String,
    over: Vec<Turn>,
    current: NodePublic,
}

impl LogKeys {
    /// Of the log of this name that begins with this key.
    pub fn new(origin: &str, first: NodePublic) -> Self {
        Self { origin: origin.to_owned(), over: vec![], current: first }
    }

    /// Of the log whose key is `current`, by all that was stated when it was handed over, in that order.
    pub fn until(origin: &str, current: NodePublic, handovers: &[Vec<u8>]) -> Result<Self, Rejection> {
        let first = handovers.first().map(|bytes| Handover::verify(bytes)).transpose()?;
        let mut keys = Self::new(origin, first.map_or(current, |first| first.from));
        handovers.iter().try_for_each(|bytes| keys.hand_over(bytes))?;
        if keys.current == current { Ok(keys) } else { Err(Rejection::UnknownKey(current.id())) }
    }

    /// The log is handed over once more. No key has a second turn.
    pub fn hand_over(&mut self, bytes: &[u8]) -> Result<(), Rejection> {
        let Handover { origin, seq, from, to, .. } = Handover::verify(bytes)?;
        if origin != self.origin || from != self.current {
            return Err(Rejection::Owner);
        }
        let had_one = self.over.iter().any(|turn| turn.key == to) || to == from;
        let is_later = self.over.last().is_none_or(|last| last.ends.0 < seq) && seq > 0;
        if had_one || !is_later || self.over.len() == HANDOVERS_MAX {
            return Err(Rejection::Rule("a log is handed over to a key that is new, and each time later"));
        }
        self.over.push(Turn { key: from, ends: (seq, bytes.to_vec()) });
        self.current = to;
        Ok(())
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The key that signs now.
    pub fn current(&self) -> &NodePublic {
        &self.current
    }

    /// The key that signs the act with this number.
    pub fn at(&self, seq: u64) -> &NodePublic {
        let after = self.over.partition_point(|turn| turn.ends.0 < seq);
        self.over.get(after).map_or(&self.current, |turn| &turn.key)
    }

    /// The key that signs a checkpoint over so many acts: the one that would sign the next.
    pub fn over(&self, size: u64) -> &NodePublic {
        self.at(size.saturating_add(1))
    }

    /// What the act with this number states of a handing over; none where it is another act.
    pub fn stated_in(&self, seq: u64) -> Option<&[u8]> {
        let at = self.over.partition_point(|turn| turn.ends.0 < seq);
        self.over.get(at).filter(|turn| turn.ends.0 == seq).map(|turn| turn.ends.1.as_slice())
    }

    /// All of them, the first first.
    pub fn iter(&self) -> impl Iterator<Item = &NodePublic> {
        self.over.iter().map(|turn| &turn.key).chain([&self.current])
    }
}
