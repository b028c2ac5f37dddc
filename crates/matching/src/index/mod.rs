//! The index: finds, in memory, the few of millions that are worth comparing.
use crate::{Probe, Score, compare};
use model::{Holds, RecordId, StampNo};
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

/// One answer of [`Index::search`].
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub record: RecordId,
    pub stamp: StampNo,
    pub score: Score,
}

/// Records that can be searched; many may read while one writes.
#[derive(Debug, Default)]
pub struct Index {
    records: RwLock<BTreeMap<RecordId, (StampNo, Probe)>>,
}

impl Index {
    pub fn new() -> Index {
        Index::default()
    }

    /// Takes records in; one that is there already is replaced. They are found from the return of this call on.
    pub fn insert(&self, batch: Vec<(RecordId, StampNo, Probe)>) {
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        records.extend(batch.into_iter().map(|(id, stamp, probe)| (id, (stamp, probe))));
    }

    /// Takes records out; they are never found after this call.
    pub fn remove(&self, ids: &[RecordId]) {
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        ids.iter().for_each(|id| drop(records.remove(id)));
    }

    /// Records held.
    pub fn len(&self) -> usize {
        self.records.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory held.
    pub fn bytes(&self) -> usize {
        self.len() * size_of::<(RecordId, StampNo, Probe)>()
    }

    /// The records that score at least `floor`, best first, at most `limit`; none whose stamp is not shown.
    pub fn search(
        &self,
        query: &Probe,
        shows: &(dyn Fn(StampNo) -> bool + Sync),
        limit: usize,
        floor: f64,
    ) -> Vec<Found> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        let shown = records.iter().filter(|(_, (stamp, _))| shows(*stamp));
        let mut found: Vec<Found> = shown
            .map(|(id, (stamp, probe))| Found { record: *id, stamp: *stamp, score: compare(query, probe) })
            .filter(|found| found.score.value >= floor)
            .collect();
        found.sort_by(|a, b| b.score.value.total_cmp(&a.score.value).then(a.record.cmp(&b.record)));
        found.truncate(limit);
        found
    }

    /// Why a record is or is not an answer; none where there is no such record or its stamp is not shown.
    pub fn explain(
        &self,
        query: &Probe,
        record: RecordId,
        shows: &(dyn Fn(StampNo) -> bool + Sync),
    ) -> Option<Score> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        let (stamp, probe) = records.get(&record)?;
        shows(*stamp).then(|| compare(query, probe))
    }

    /// Whether any record at all, seen or not, holds this identifier: `false` proves that a search for it finds
    /// nothing. `clean` is the form that [`Holds::clean`] gives.
    pub fn holds_identifier(&self, holds: Holds, clean: &str) -> bool {
        let clean = clean.to_lowercase();
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        records.values().any(|(_, probe)| probe.values().any(|v| v == (holds, clean.as_str())))
    }

    /// The same for many, in their order.
    pub fn holds_identifiers(&self, asked: &[(Holds, &str)]) -> Vec<bool> {
        asked.iter().map(|(holds, clean)| self.holds_identifier(*holds, clean)).collect()
    }
}
