//! A permit: the proof that the rules allowed this actor this action, on this record in this version.
use crate::action::{Action, OfRecord, OfThread};
use model::{Actor, Reason, RecordId, ThreadId};
use std::marker::PhantomData;

/// The record that the rules judged, in the version that they judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Target {
    pub id: RecordId,
    /// For a new record the version it will have, 1; else the version that is there now.
    pub version: u64,
}

/// Proof that `A` was permitted. Only [`crate::Rules`] makes one; it cannot be copied, so one permit is one act.
#[derive(Debug)]
#[must_use = "a permit is for an act that follows"]
pub struct Permit<A: Action> {
    by: Actor,
    reason: Reason,
    target: Option<Target>,
    thread: Option<ThreadId>,
    action: PhantomData<fn() -> A>,
}

impl<A: Action> Permit<A> {
    pub(crate) fn new(by: &Actor, reason: &Reason, target: Option<Target>) -> Permit<A> {
        Permit { by: by.clone(), reason: reason.clone(), target, thread: None, action: PhantomData }
    }

    pub(crate) fn in_thread(by: &Actor, reason: &Reason, thread: ThreadId) -> Permit<A> {
        Permit { thread: Some(thread), ..Permit::new(by, reason, None) }
    }

    /// Who was permitted. Its member is the node's own.
    pub fn by(&self) -> &Actor {
        &self.by
    }

    /// The reason that was judged.
    pub fn reason(&self) -> &Reason {
        &self.reason
    }
}

impl<A: OfRecord> Permit<A> {
    /// The record and version judged: a writer must find this very version, and touch nothing else.
    pub fn target(&self) -> Target {
        self.target.expect("permits on a record are made with their target")
    }
}

impl<A: OfThread> Permit<A> {
    /// The thread judged: a writer must touch no other.
    pub fn thread(&self) -> ThreadId {
        self.thread.expect("permits in a thread are made with it")
    }
}
