//! The index: finds, in memory, the few of millions that are worth comparing.
//!
//! Readers share one lock and hold it while they search; a writer prepares new runs of postings beside them and takes
//! the lock only to put them in place.
mod arena;
mod filter;
mod gather;
mod glance;
mod run;
mod segment;
mod slots;
mod typed;
mod ways;

use crate::fold::Sound;
use crate::probe::identifier::Class;
use crate::probe::view::View;
use crate::score;
use crate::{Probe, Score};
use filter::Filter;
use gather::{Known, gather};
use model::{Holds, RecordId, StampNo};
use run::{Postings, key_and_value};
pub use segment::Unread;
use slots::Slots;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use ways::{Keys, Marks, Way};

/// One answer of [`Index::search`].
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub record: RecordId,
    pub stamp: StampNo,
    pub score: Score,
}

/// Records that can be searched; many may read while one writes.
#[derive(Debug)]
pub struct Index {
    state: RwLock<State>,
    /// Held by whoever changes the index, from the first reading of what is there.
    writer: Mutex<()>,
}

#[derive(Debug)]
struct State {
    slots: Slots,
    /// Parts of names, pairs of them, parts with years.
    ways: Postings,
    /// Sounds by the sounds that are one class shorter, and by themselves.
    near: Postings,
    identifiers: Postings,
    filter: Filter,
}

impl Default for Index {
    fn default() -> Index {
        Index::new()
    }
}

impl Index {
    pub fn new() -> Index {
        let state = State {
            slots: Slots::default(),
            ways: Postings::default(),
            near: Postings::default(),
            identifiers: Postings::default(),
            filter: Filter::with_room(0),
        };
        Index { state: RwLock::new(state), writer: Mutex::new(()) }
    }

    /// Takes records in; one that is there already is replaced. They are found from the return of this call on.
    pub fn insert(&self, batch: Vec<(RecordId, StampNo, Probe)>) {
        let _turn = self.turn();
        let fresh = self.read().prepared(&batch);
        let mut state = self.write();
        for ((record, stamp, probe), marks) in batch.iter().zip(&fresh.marks) {
            state.slots.push(*record, *stamp, *marks, probe.bytes());
        }
        state.put(fresh);
        drop(state);
        self.pack();
    }

    /// Takes records out; they are never found after this call.
    pub fn remove(&self, ids: &[RecordId]) {
        let _turn = self.turn();
        let mut state = self.write();
        ids.iter().for_each(|id| state.slots.remove(id));
        drop(state);
        self.pack();
    }

    /// Builds the index anew without what was removed, when that is the greater part.
    fn pack(&self) {
        let state = self.read();
        if !state.slots.wants_packing() {
            return;
        }
        let packed = state.packed();
        drop(state);
        *self.write() = packed;
    }

    /// Records held.
    pub fn len(&self) -> usize {
        self.read().slots.held_count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory held.
    pub fn bytes(&self) -> usize {
        let state = self.read();
        let postings = [&state.ways, &state.near, &state.identifiers];
        state.slots.bytes() + state.filter.bytes() + postings.iter().map(|p| p.bytes()).sum::<usize>()
    }

    /// The records that score at least `floor`, best first, at most `limit`. `shows` is asked of a record's stamp before
    /// anything else of it counts: one that is not shown takes no place and changes no answer.
    pub fn search(
        &self,
        query: &Probe,
        shows: &(dyn Fn(StampNo) -> bool + Sync),
        limit: usize,
        floor: f64,
    ) -> Vec<Found> {
        let state = self.read();
        let query = query.view();
        let known = Known::of(&state, &query, shows);
        let candidates = gather(&state, &query, &known, shows);
        let scored = candidates.into_iter().filter_map(|number| {
            let slot = state.slots.held(number)?;
            let value = score::value(&query, &state.slots.view(slot), &known);
            (value >= floor).then_some((value, slot))
        });
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.record.cmp(&y.record)));
        scored.truncate(limit);
        let found = scored.into_iter().map(|(_, slot)| Found {
            record: slot.record,
            stamp: slot.stamp,
            score: score::explained(&query, &state.slots.view(slot), &known),
        });
        found.collect()
    }

    /// Why a record is or is not an answer; none where there is no such record or its stamp is not shown.
    pub fn explain(
        &self,
        query: &Probe,
        record: RecordId,
        shows: &(dyn Fn(StampNo) -> bool + Sync),
    ) -> Option<Score> {
        let state = self.read();
        let slot = state.slots.held(state.slots.number_of(&record)?)?;
        let query = query.view();
        let known = Known::of(&state, &query, shows);
        shows(slot.stamp).then(|| score::explained(&query, &state.slots.view(slot), &known))
    }

    /// Whether any record at all, seen or not, holds this identifier or one that looks the same: `false` proves that a
    /// search for it finds nothing. `clean` is the form that [`Holds::clean`] gives. A kind of value that identifies
    /// nothing is held by nobody.
    pub fn holds_identifier(&self, holds: Holds, clean: &str) -> bool {
        self.read().holds(holds, clean)
    }

    /// The same for many, in their order.
    pub fn holds_identifiers(&self, asked: &[(Holds, &str)]) -> Vec<bool> {
        let state = self.read();
        asked.iter().map(|(holds, clean)| state.holds(*holds, clean)).collect()
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a batch adds to the postings.
struct Fresh {
    /// For each record of the batch, in its order.
    marks: Vec<Marks>,
    ways: Postings,
    near: Postings,
    identifiers: Postings,
    /// Keys for the filter, and the filter to put them in where the old one is full.
    keys: Vec<u32>,
    filter: Option<Filter>,
}

impl State {
    fn prepared(&self, batch: &[(RecordId, StampNo, Probe)]) -> Fresh {
        let (mut ways, mut near, mut identifiers) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (_, _, probe)) in batch.iter().enumerate() {
            let number = slots::number(self.slots.numbers() + place);
            let family = crate::feature::family(probe.view().kind);
            let keys = Keys::of(probe);
            ways.extend(keys.ways.iter().map(|key| (*key, number)));
            identifiers.extend(keys.identifiers.iter().map(|key| (*key, number)));
            let unheard = |s: &Sound| self.ways.count(Way::Part(s.key()).key(family)) == 0;
            for sound in keys.sounds.into_iter().filter(unheard) {
                near.push((sound.key(), sound.key()));
                near.extend(sound.shortened().map(|short| (short.key(), sound.key())));
            }
        }
        let keys: Vec<u32> = identifiers.iter().map(|(key, _)| *key).collect();
        let needed = self.identifiers.len() + keys.len();
        let filter = (needed > self.filter.room()).then(|| self.wider_filter(needed));
        Fresh {
            marks: batch.iter().map(|(_, _, probe)| Marks::of(&probe.view())).collect(),
            ways: self.ways.with(ways),
            near: self.near.with(near),
            identifiers: self.identifiers.with(identifiers),
            keys,
            filter,
        }
    }

    fn wider_filter(&self, needed: usize) -> Filter {
        let mut filter = Filter::with_room(needed);
        self.identifiers.keys().for_each(|key| filter.add(key));
        filter
    }

    fn put(&mut self, fresh: Fresh) {
        (self.ways, self.near, self.identifiers) = (fresh.ways, fresh.near, fresh.identifiers);
        if let Some(filter) = fresh.filter {
            self.filter = filter;
        }
        fresh.keys.iter().for_each(|key| self.filter.add(*key));
    }

    fn packed(&self) -> State {
        let (slots, numbers) = self.slots.packed();
        let keep = |old: u32| numbers.get(old as usize).copied().flatten();
        let identifiers = self.identifiers.rebuilt(keep);
        let mut filter = Filter::with_room(identifiers.len());
        identifiers.keys().for_each(|key| filter.add(key));
        State { slots, ways: self.ways.rebuilt(keep), near: self.near.clone(), identifiers, filter }
    }

    fn holds(&self, holds: Holds, clean: &str) -> bool {
        let Some(class) = Class::of(holds) else { return false };
        let text = class.text(clean);
        let key = class.key(text.as_bytes());
        self.filter.may_hold(key)
            && self.identifiers.find(key).flatten().any(|entry| {
                let slot = self.slots.held(key_and_value(*entry).1);
                slot.is_some_and(|slot| has_identifier(&self.slots.view(slot), class, key))
            })
    }
}

fn has_identifier(view: &View<'_>, class: Class, key: u32) -> bool {
    view.identifiers().any(|(c, text)| c == class && c.key(text) == key)
}
