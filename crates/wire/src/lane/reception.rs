//! The rule of reception: what an arriving envelope is to a lane, given what is held of it. Nothing is looked up here.
use super::{FIRST_SEQ, NO_PREV, Place};
use crate::Hash;

/// How far ahead of its turn an envelope may be kept until the missing ones are there.
pub const AHEAD_MAX: u64 = 1_000;

/// The last envelope of a lane that is on disk, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its epoch.
    pub epoch: u64,
    /// Its number.
    pub seq: u64,
    /// The hash of its header.
    pub hash: Hash,
}

/// What arrived, with what is held for the same owner, epoch, lane and number.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Its place. The signature is verified before anybody asks here.
    pub place: &'a Place,
    /// The hash of its header.
    pub hash: Hash,
    /// The hash of the header that is on disk for that place, also of one that was refused for good.
    pub held: Option<Hash>,
    /// The hash of the owner's statement that began its epoch, where that is known here.
    pub epoch_statement: Option<Hash>,
}

/// What to do with an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reception {
    /// It is the one that was waited for: keep it, and it becomes the head.
    Next,
    /// It is on disk already: a receipt again, for as far as its own epoch goes here, and nothing else happens.
    Duplicate,
    /// Others come first.
    Gap {
        /// The number that is waited for.
        expects: u64,
        /// Whether it may be kept until then.
        keep: bool,
    },
    /// The owner signed two different headers where one can be: keep both, stop the lane, tell both ends.
    Fork {
        /// The number at which two histories part.
        seq: u64,
        /// The hash of what is held there.
        held: Hash,
    },
    /// Of an epoch that the owner has left, and never arrived while it ran: refused.
    OldEpoch {
        /// The epoch that runs.
        current: u64,
    },
    /// Of an epoch that is not known here: ask the owner for its statement, then judge again.
    UnknownEpoch,
    /// The first of its epoch, and yet it does not name the beginning of it: refused.
    Unfounded,
}

/// Judges an arrival. `head` is none where nothing of the lane is held.
pub fn receive(head: Option<&Head>, arrival: &Arrival<'_>) -> Reception {
    let place = arrival.place;
    match arrival.held {
        Some(held) if held == arrival.hash => return Reception::Duplicate,
        Some(held) => return Reception::Fork { seq: place.seq, held },
        None => {}
    }
    match head {
        Some(head) if place.epoch < head.epoch => Reception::OldEpoch { current: head.epoch },
        Some(head) if place.epoch == head.epoch => follow(head, place),
        _ => begin(arrival),
    }
}

/// The lane goes on in its epoch.
fn follow(head: &Head, place: &Place) -> Reception {
    let expects = head.seq + 1;
    match place.seq {
        seq if seq == expects && place.prev == head.hash => Reception::Next,
        // It names another predecessor than the one that is held, and the owner signed both.
        seq if seq == expects => Reception::Fork { seq: head.seq, held: head.hash },
        // A number at or below the head of which nothing is held: whoever asks did not look it up.
        seq if seq < expects => Reception::Gap { expects, keep: false },
        seq => Reception::Gap { expects, keep: seq - expects < AHEAD_MAX },
    }
}

/// The lane begins, or begins again in a later epoch.
fn begin(arrival: &Arrival<'_>) -> Reception {
    let place = arrival.place;
    let first = match (place.epoch, arrival.epoch_statement) {
        (super::FIRST_EPOCH, _) => NO_PREV,
        (_, Some(statement)) => statement,
        (_, None) => return Reception::UnknownEpoch,
    };
    match place.seq {
        FIRST_SEQ if place.prev == first => Reception::Next,
        FIRST_SEQ => Reception::Unfounded,
        seq => Reception::Gap { expects: FIRST_SEQ, keep: seq.saturating_sub(FIRST_SEQ) < AHEAD_MAX },
    }
}
