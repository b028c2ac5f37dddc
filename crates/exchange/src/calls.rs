//! Who has called: whoever calls is there, so what waits for it need not rest any longer; and where both were found to stand as
//! when nothing was missing between them, this side need not ask as well.
use model::Member;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tokio::time::Instant;
use wire::Hash;

/// Calls of other members at the door, for the courier to hear.
#[derive(Debug, Default)]
pub struct Calls(Mutex<HashMap<Member, Call>>);

#[derive(Debug, Default)]
struct Call {
    heard: Arc<Notify>,
    files: Arc<Notify>,
    at_rest: Option<AtRest>,
    /// Since when the direct way to it is shut.
    shut: Option<Instant>,
    /// When it called and both stood as then.
    agreed: Option<Instant>,
}

/// How it stood at both ends when this one held them against each other and nothing was missing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AtRest {
    pub(crate) ours: Hash,
    pub(crate) theirs: Hash,
}

impl Calls {
    /// This member has called; `agreed` says that both stand as when nothing was missing.
    pub(crate) fn called(&self, by: &Member, agreed: bool) {
        let mut calls = self.open();
        let call = calls.entry(by.clone()).or_default();
        if agreed {
            call.agreed = Some(Instant::now());
        }
        call.heard.notify_one();
    }

    /// Hears when this member calls, also if that was before anybody listened.
    pub(crate) fn of(&self, member: &Member) -> Arc<Notify> {
        Arc::clone(&self.open().entry(member.clone()).or_default().heard)
    }

    /// Since when the direct way to this member is shut; none where it is open.
    pub(crate) fn way(&self, to: &Member, shut: Option<Instant>) {
        self.open().entry(to.clone()).or_default().shut = shut;
    }

    pub(crate) fn shut_since(&self, to: &Member) -> Option<Instant> {
        self.open().get(to).and_then(|call| call.shut)
    }

    /// This member, a hub, has said that something is to be done about files in its mailbox.
    pub(crate) fn files_wait(&self, at: &Member) {
        self.open().entry(at.clone()).or_default().files.notify_one();
    }

    /// Hears that, also if it was said before anybody listened.
    pub(crate) fn files_of(&self, hub: &Member) -> Arc<Notify> {
        Arc::clone(&self.open().entry(hub.clone()).or_default().files)
    }

    /// When this member last called and nothing was missing.
    pub(crate) fn agreed(&self, member: &Member) -> Option<Instant> {
        self.open().get(member).and_then(|call| call.agreed)
    }

    /// How it stands at both ends now that nothing is missing; none where something is.
    pub(crate) fn rests(&self, member: &Member, rest: Option<AtRest>) {
        self.open().entry(member.clone()).or_default().at_rest = rest;
    }

    pub(crate) fn rest(&self, member: &Member) -> Option<AtRest> {
        self.open().get(member).and_then(|call| call.at_rest)
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Member, Call>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
