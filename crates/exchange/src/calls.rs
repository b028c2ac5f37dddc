//! Who has called: whoever calls is there, so what waits for it need not rest any longer.
use model::Member;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Calls of other members at the door, for the courier to hear.
#[derive(Debug, Default)]
pub struct Calls(Mutex<HashMap<Member, Arc<Notify>>>);

impl Calls {
    /// This member has called.
    pub(crate) fn called(&self, by: &Member) {
        self.of(by).notify_one();
    }

    /// Hears when this member calls, also if that was before anybody listened.
    pub(crate) fn of(&self, member: &Member) -> Arc<Notify> {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(calls.entry(member.clone()).or_default())
    }
}
