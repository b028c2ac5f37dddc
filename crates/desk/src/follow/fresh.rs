//! What imports have just stated: the follower need not read back and open what is still in memory.
//!
//! It is kept as stretches of the journal, each without a gap. What is not here is read from the store, and nothing is
//! lost but time.
use model::Record;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most records that are kept; a follower so far behind reads the rest from the store.
const KEPT_MAX: usize = 16_000;

/// Acts that stated one record each, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The number of the first act.
    pub first: u64,
    /// In the order of the acts.
    pub records: Vec<Record>,
}

impl Stretch {
    pub fn last(&self) -> u64 {
        self.first + u64::try_from(self.records.len()).unwrap_or(u64::MAX) - 1
    }
}

#[derive(Default)]
pub(crate) struct Fresh {
    kept: Mutex<VecDeque<Stretch>>,
}

impl Fresh {
    /// To be called when it is on disk, and not before: what is here is taken for true.
    pub fn put(&self, stretch: Stretch) {
        let mut kept = self.kept();
        let held: usize = kept.iter().map(|stretch| stretch.records.len()).sum();
        let follows = kept.back().is_none_or(|before| before.last() < stretch.first);
        if !stretch.records.is_empty() && follows && held + stretch.records.len() <= KEPT_MAX {
            kept.push_back(stretch);
        }
    }

    /// The stretch that begins behind this act. Those before are of no more use and are dropped.
    pub fn behind(&self, act: u64) -> Option<Stretch> {
        let mut kept = self.kept();
        while kept.front().is_some_and(|stretch| stretch.first <= act) {
            kept.pop_front();
        }
        kept.pop_front_if(|stretch| stretch.first == act + 1)
    }

    /// How many acts lie between this one and the next stretch.
    pub fn gap(&self, act: u64) -> Option<u64> {
        Some(self.kept().front()?.first.saturating_sub(act + 1))
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<Stretch>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use model::{Entity, Grading, Handling, Kind, RecordId, Source, Subject};

    fn stretch(first: u64, count: usize) -> Stretch {
        let record = Record {
            id: RecordId::from_bytes([1; 16]),
            owner: "TG".parse().unwrap(),
            version: 1,
            subject: Subject::Entity(Entity::new(Kind::Person).with("name", "Ama Mensah").unwrap()),
            status: None,
            action: None,
            handling: Handling::default(),
            grading: Grading::default(),
            source: Source::default(),
        };
        Stretch { first, records: vec![record; count] }
    }

    #[test]
    fn a_stretch_is_given_to_who_has_followed_up_to_it_and_once() {
        let fresh = Fresh::default();
        fresh.put(stretch(11, 3));
        fresh.put(stretch(14, 2));
        assert_eq!((fresh.behind(7), fresh.gap(7)), (None, Some(3)));
        assert_eq!(fresh.behind(10), Some(stretch(11, 3)));
        assert_eq!(fresh.behind(13), Some(stretch(14, 2)));
        assert_eq!((fresh.behind(15), fresh.gap(15)), (None, None));
    }

    /// Whoever has read an act already must not be given what was said before it once more.
    #[test]
    fn what_was_read_otherwise_is_dropped() {
        let fresh = Fresh::default();
        fresh.put(stretch(11, 3));
        fresh.put(stretch(11, 3));
        fresh.put(stretch(20, 1));
        assert_eq!((fresh.behind(12), fresh.gap(12)), (None, Some(7)));
        assert_eq!(fresh.behind(19), Some(stretch(20, 1)));
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let fresh = Fresh::default();
        fresh.put(stretch(1, KEPT_MAX - 1));
        fresh.put(stretch(20_000, 2));
        assert_eq!(fresh.behind(0).unwrap().records.len(), KEPT_MAX - 1);
        assert_eq!(fresh.behind(19_999), None);
    }
}
