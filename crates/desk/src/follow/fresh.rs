//! What an import has just stated, compiled already: the follower need not read back what is still in memory.
//!
//! It is kept by record and version, so that it is never taken for another statement. What is not here is read from
//! the store, and nothing is lost but time.
use matching::Probe;
use model::{Record, RecordId, Stamp};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most that is kept; a follower so far behind reads the rest from the store.
const KEPT_MAX: usize = 40_000;

/// A version of a record, as the index takes it.
pub(crate) struct Compiled {
    pub stamp: Stamp,
    pub expires_us: Option<i64>,
    /// None of a link, which is not in the index.
    pub probe: Option<Probe>,
}

impl Compiled {
    pub fn of(record: &Record) -> Compiled {
        Compiled {
            stamp: record.stamp(),
            expires_us: record.handling.expires_us,
            probe: record.entity().map(Probe::of),
        }
    }
}

#[derive(Default)]
pub(crate) struct Fresh {
    kept: Mutex<HashMap<(RecordId, u64), Compiled>>,
}

impl Fresh {
    /// To be called before the commit that makes these versions known. If it fails, [`Fresh::clear`].
    pub fn put(&self, compiled: impl IntoIterator<Item = ((RecordId, u64), Compiled)>) {
        let mut kept = self.kept();
        for (version, compiled) in compiled {
            if kept.len() >= KEPT_MAX {
                return;
            }
            kept.insert(version, compiled);
        }
    }

    /// Those of these versions that are here, in their order, and the others.
    pub fn take(&self, stated: Vec<(RecordId, u64)>) -> (Vec<(RecordId, Compiled)>, Vec<RecordId>) {
        let (mut here, mut elsewhere) = (vec![], vec![]);
        let mut kept = self.kept();
        for version in stated {
            match kept.remove(&version) {
                Some(compiled) => here.push((version.0, compiled)),
                None => elsewhere.push(version.0),
            }
        }
        (here, elsewhere)
    }

    pub fn clear(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<(RecordId, u64), Compiled>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
