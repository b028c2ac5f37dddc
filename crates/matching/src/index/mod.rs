//! The index: finds, in memory, the few of millions that are worth comparing.
//!
//! Records lie in segments that never change. Whoever searches takes the list of segments as it is at that moment and
//! waits for nobody; whoever changes the index puts a new list in its place.
mod assemble;
mod bearers;
mod blocks;
mod draft;
mod file;
mod filter;
mod held;
mod keyed;
mod near;
mod rows;
mod search;
mod segment;
mod tiers;
mod twins;
mod typed;

use crate::feature::Usual;
use crate::probe::identifier::Class;
use crate::{Probe, Score, score};
use assemble::{Source, assemble};
use draft::Draft;
pub use file::Unread;
use held::Held;
use model::{Holds, RecordId, StampNo};
use search::Wanted;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
pub use twins::Effort;

/// Most parts of one name that lead to it: a body's name may be long.
const PARTS_MAX: usize = 7;

/// One answer of [`Index::search`].
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub record: RecordId,
    pub stamp: StampNo,
    pub score: Score,
}

/// What is held at one moment.
type Segments = Arc<[Arc<Held>]>;

/// Records that can be searched; many may read while one writes.
#[derive(Debug)]
pub struct Index {
    segments: RwLock<Segments>,
    /// Held by whoever changes the list of segments, from the first reading of what is there.
    writer: Mutex<()>,
    /// Held by whoever merges segments beside those who write.
    tending: Mutex<()>,
    changes: AtomicU64,
}

impl Default for Index {
    fn default() -> Index {
        Index::new()
    }
}

impl Index {
    pub fn new() -> Index {
        Index {
            segments: RwLock::new(Arc::new([])),
            writer: Mutex::new(()),
            tending: Mutex::new(()),
            changes: AtomicU64::new(0),
        }
    }

    /// Takes records in; one that is there already is replaced. They are found from the return of this call on.
    pub fn insert(&self, batch: Vec<(RecordId, StampNo, Probe)>) {
        if batch.is_empty() {
            return;
        }
        let draft = Draft::of(&batch);
        let ids: HashSet<RecordId> = draft.rows.ids.iter().copied().collect();
        let _turn = self.turn();
        self.changes.fetch_add(1, Ordering::Relaxed);
        let before = self.held();
        let (old, head) = before.split_at(tiers::head(&before, draft.rows.len()));
        let mut sources: Vec<Source<'_>> = head.iter().map(|held| held.source()).collect();
        for source in &mut sources {
            source.held.retain(|position| !ids.contains(&source.rows.id(*position)));
        }
        sources.push(Source::draft(&draft));
        let fresh = Arc::new(Held::of(assemble(&sources)));
        // First the new version, then the old one's removal: in between both are found, and one of them is told.
        self.put(old.iter().cloned().chain([fresh]).collect());
        old.iter().for_each(|held| held.remove_all(&ids));
        self.merge_small();
    }

    /// Takes records out; they are never found after this call.
    pub fn remove(&self, ids: &[RecordId]) {
        if ids.is_empty() {
            return;
        }
        let _turn = self.turn();
        self.changes.fetch_add(1, Ordering::Relaxed);
        self.held().iter().for_each(|held| held.remove_all(ids));
        self.merge_small();
    }

    /// Does one of the longer merges that are due, beside everybody who reads and writes; false where none was. Who
    /// changes an index of many records calls it, again and again, on a thread that may take its time; if nobody does,
    /// [`Index::insert`] has to.
    pub fn tend(&self) -> bool {
        self.merge_beside(tiers::due)
    }

    /// Merges what is due, beside everybody who reads and writes.
    fn merge_beside(&self, due: impl Fn(&[Arc<Held>]) -> Option<Range<usize>>) -> bool {
        let _one = self.tending.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.held();
        let Some(which) = due(&before) else { return false };
        let merge = Merge::of(&before[which]);
        let _turn = self.turn();
        self.take_up(merge);
        true
    }

    /// Makes one segment of those beside which no far larger one stands: a search meets each anew. For a time of rest,
    /// since what comes soon after would make it necessary again. False where there was nothing to do.
    pub fn settle(&self) -> bool {
        self.merge_beside(tiers::due_at_rest)
    }

    /// How often something was put in or taken out.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::Relaxed)
    }

    /// Merges what is due and quickly done, or what nobody else has done in time. Only in the writer's turn.
    fn merge_small(&self) {
        loop {
            let now = self.held();
            let Some(which) = tiers::due_at_once(&now) else { return };
            if !self.take_up(Merge::of(&now[which])) {
                return;
            }
        }
    }

    /// Puts a merge in the place of what it was made of, unless that is gone. Only in the writer's turn.
    fn take_up(&self, merge: Merge<'_>) -> bool {
        let now = self.held();
        let is_merged = |held: &Arc<Held>| merge.of.iter().any(|of| Arc::ptr_eq(of, held));
        if now.iter().filter(|held| is_merged(held)).count() < merge.of.len() {
            return false;
        }
        merge.forget_removed();
        let first = now.iter().position(is_merged).unwrap_or(0);
        let mut list: Vec<Arc<Held>> = now.iter().filter(|held| !is_merged(held)).cloned().collect();
        if merge.held.len() > 0 {
            list.insert(first, Arc::new(merge.held));
        }
        self.put(list.into());
        true
    }

    /// Records held.
    pub fn len(&self) -> usize {
        self.held().iter().map(|held| held.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory held.
    pub fn bytes(&self) -> usize {
        self.held().iter().map(|held| held.bytes()).sum()
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
        let wanted = Wanted { shows, limit, floor };
        search::search(&self.held(), &query.view(), wanted)
    }

    /// Why a record is or is not an answer; none where there is no such record or its stamp is not shown.
    pub fn explain(
        &self,
        query: &Probe,
        record: RecordId,
        shows: &(dyn Fn(StampNo) -> bool + Sync),
    ) -> Option<Score> {
        search::explain(&self.held(), &query.view(), record, shows)
    }

    /// What two records score by themselves, as [`crate::compare`] does: nothing else that is held counts. None where one
    /// of them is not held.
    pub fn beside(&self, one: RecordId, other: RecordId) -> Option<f64> {
        let segments = self.held();
        let view = |id: RecordId| {
            segments.iter().rev().find_map(|held| {
                let position = held.segment.position_of(&id)?;
                held.is_held(position).then(|| held.segment.view(position))
            })
        };
        Some(score::value(&view(one)?, &view(other)?, &Usual))
    }

    /// Whether any record at all, seen or not, holds this identifier or one that looks the same: `false` proves that a
    /// search for it finds nothing. `clean` is the form that [`Holds::clean`] gives. A kind of value that identifies
    /// nothing is held by nobody.
    pub fn holds_identifier(&self, holds: Holds, clean: &str) -> bool {
        is_held(&self.held(), holds, clean)
    }

    /// The same for many, in their order.
    pub fn holds_identifiers(&self, asked: &[(Holds, &str)]) -> Vec<bool> {
        let segments = self.held();
        asked.iter().map(|(holds, clean)| is_held(&segments, *holds, clean)).collect()
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self) -> Segments {
        Arc::clone(&self.segments.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, segments: Segments) {
        *self.segments.write().unwrap_or_else(PoisonError::into_inner) = segments;
    }
}

fn is_held(segments: &[Arc<Held>], holds: Holds, clean: &str) -> bool {
    let Some(class) = Class::of(holds) else { return false };
    let text = class.text(clean);
    let key = class.key(text.as_bytes());
    let holds = |held: &Arc<Held>, position: u32| {
        held.is_held(position) && held.segment.has_identifier(position, class, key)
    };
    segments.iter().any(|held| held.segment.holders(key).any(|position| holds(held, position)))
}

/// Segments made into one.
struct Merge<'s> {
    of: &'s [Arc<Held>],
    held: Held,
    /// For each, what was held of it when the merging began.
    taken: Vec<Vec<u32>>,
}

impl Merge<'_> {
    fn of(of: &[Arc<Held>]) -> Merge<'_> {
        let sources: Vec<Source<'_>> = of.iter().map(|held| held.source()).collect();
        let held = Held::of(assemble(&sources));
        Merge { of, held, taken: sources.into_iter().map(|source| source.held).collect() }
    }

    /// Takes out what was removed while it was made.
    fn forget_removed(&self) {
        for (of, taken) in self.of.iter().zip(&self.taken) {
            let removed = taken.iter().filter(|position| !of.is_held(**position));
            let ids: Vec<RecordId> = removed.map(|position| of.segment.parts.rows.id(*position)).collect();
            self.held.remove_all(&ids);
        }
    }
}
