//! What an import has just stated: the follower need not read back and open what is still in memory.
//!
//! It is kept by record and version. What is not here is read from the store, and nothing is lost but time.
use model::{Record, RecordId};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most records that are kept; a follower so far behind reads the rest from the store.
const KEPT_MAX: usize = 16_000;

#[derive(Default)]
pub(crate) struct Fresh {
    kept: Mutex<HashMap<(RecordId, u64), Record>>,
}

/// Records that may yet not come to be. Unless it is told that they are on disk, they are forgotten: another record
/// could be stated in their version.
#[must_use]
pub(crate) struct Unsure<'f> {
    fresh: &'f Fresh,
    sure: bool,
}

impl Fresh {
    /// To be called before the commit that makes these versions known.
    pub fn put(&self, stated: Vec<Record>) -> Unsure<'_> {
        let mut kept = self.kept();
        let room = KEPT_MAX.saturating_sub(kept.len());
        kept.extend(stated.into_iter().take(room).map(|record| ((record.id, record.version), record)));
        drop(kept);
        Unsure { fresh: self, sure: false }
    }

    /// Those of these versions that are here, in their order, and the others.
    pub fn take(&self, stated: Vec<(RecordId, u64)>) -> (Vec<Record>, Vec<RecordId>) {
        let (mut here, mut elsewhere) = (vec![], vec![]);
        let mut kept = self.kept();
        for version in stated {
            match kept.remove(&version) {
                Some(record) => here.push(record),
                None => elsewhere.push(version.0),
            }
        }
        (here, elsewhere)
    }

    fn clear(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<(RecordId, u64), Record>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unsure<'_> {
    pub fn confirm(mut self) {
        self.sure = true;
    }
}

impl Drop for Unsure<'_> {
    fn drop(&mut self) {
        if !self.sure {
            self.fresh.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use model::{Entity, Grading, Handling, Kind, Source, Subject};

    fn record(version: u64) -> Record {
        Record {
            id: RecordId::from_bytes([1; 16]),
            owner: "TG".parse().unwrap(),
            version,
            subject: Subject::Entity(Entity::new(Kind::Person).with("name", "Ama Mensah").unwrap()),
            status: None,
            action: None,
            handling: Handling::default(),
            grading: Grading::default(),
            source: Source::default(),
        }
    }

    #[test]
    fn only_what_came_to_be_is_given_and_only_in_its_version() {
        let fresh = Fresh::default();
        let id = record(1).id;
        fresh.put(vec![record(2)]).confirm();
        assert_eq!(fresh.take(vec![(id, 1)]), (vec![], vec![id]));
        assert_eq!(fresh.take(vec![(id, 2)]), (vec![record(2)], vec![]));
        drop(fresh.put(vec![record(3)]));
        assert_eq!(fresh.take(vec![(id, 3)]), (vec![], vec![id]));
    }
}
