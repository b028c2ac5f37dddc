//! What the pages keep between requests, in memory: nothing is lost where it is gone.
use super::super::api::upload::AT_ONCE;
use crate::api::attachment;
use crate::page::Verified;
use desk::import::Moved;
use model::{ImportId, OfficerId, Reason};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

pub(crate) struct Kept {
    /// How far the imports are that run here.
    imports: Mutex<HashMap<ImportId, Moved>>,
    /// What the last replay of the journal came to.
    verified: Mutex<Option<Verified>>,
    /// For what each officer checked last: their next check begins with it.
    asked: Mutex<HashMap<OfficerId, Reason>>,
    pub uploads: Arc<Semaphore>,
    /// Files that are being taken in.
    pub files: Arc<Semaphore>,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept {
            imports: Mutex::default(),
            verified: Mutex::default(),
            asked: Mutex::default(),
            uploads: Arc::new(Semaphore::new(AT_ONCE)),
            files: Arc::new(Semaphore::new(attachment::AT_ONCE)),
        }
    }
}

impl Kept {
    pub(crate) fn moved(&self, moved: Moved) {
        self.imports.lock().unwrap_or_else(PoisonError::into_inner).insert(moved.id, moved);
    }

    pub(crate) fn ended(&self, id: ImportId) {
        self.imports.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// None where it does not run here.
    pub(crate) fn running(&self, id: ImportId) -> Option<Moved> {
        self.imports.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    pub(crate) fn asks_for(&self, officer: OfficerId, reason: Reason) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(officer, reason);
    }

    pub(crate) fn asked_for(&self, officer: OfficerId) -> Option<Reason> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).get(&officer).cloned()
    }

    pub(crate) fn proved(&self, verified: Verified) {
        *self.verified.lock().unwrap_or_else(PoisonError::into_inner) = Some(verified);
    }

    pub(crate) fn verified(&self) -> Option<Verified> {
        self.verified.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
