//! Twins: all pairs of records that may be of the same entity, in one run over everything that is held.
use super::held::Held;
use super::keyed::count;
use super::search::{self, Shows, Wanted};
use super::{Index, Segments};
use model::RecordId;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Records that a thread takes at a time.
const TOGETHER: u32 = 512;
/// Of the records behind it, a record is paired with the likest so many: what more share is no sign of one entity.
const PAIRED_MAX: usize = 50;

/// Takes two records and what a comparison of them scores.
pub type EachPair<'e> = &'e mut (dyn FnMut(RecordId, RecordId, f64) + Send);

impl Index {
    /// Gives every pair of shown records that scores at least `least`, in no order, each once. It looks at what is held at
    /// the call, on all cores, and keeps of the pairs only those of the records that it is at.
    pub fn twins(&self, shows: Shows<'_>, least: f64, each: EachPair<'_>) {
        let segments = self.held();
        let work = work(&segments);
        let (next, each) = (AtomicUsize::new(0), Mutex::new(each));
        let run = || {
            while let Some((place, from)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                let pairs = pairs(&segments, (*place, *from), shows, least);
                let mut each = each.lock().unwrap_or_else(PoisonError::into_inner);
                pairs.into_iter().for_each(|(one, other, score)| each(one, other, score));
            }
        };
        thread::scope(|scope| {
            let cores = thread::available_parallelism().map_or(1, usize::from);
            (0..cores).for_each(|_| {
                scope.spawn(run);
            });
        });
    }
}

/// Where each stretch of records begins: its segment, and its position there.
fn work(segments: &Segments) -> Vec<(usize, u32)> {
    let each = segments.iter().enumerate();
    each.flat_map(|(place, held)| {
        (0..count(held.segment.len())).step_by(TOGETHER as usize).map(move |from| (place, from))
    })
    .collect()
}

fn pairs(
    segments: &Segments,
    (place, from): (usize, u32),
    shows: Shows<'_>,
    least: f64,
) -> Vec<(RecordId, RecordId, f64)> {
    let held: &Held = &segments[place];
    let end = count(held.segment.len()).min(from + TOGETHER);
    let mut pairs = Vec::new();
    for position in (from..end).filter(|position| held.is_shown(*position, shows)) {
        let (own, view) = (held.segment.parts.rows.id(position), held.segment.view(position));
        let wanted = Wanted { shows, limit: PAIRED_MAX, floor: least, behind: Some((place, position)) };
        let found = search::scores(segments, &view, wanted);
        pairs.extend(
            found.into_iter().filter(|(other, _)| *other != own).map(|(other, score)| (own, other, score)),
        );
    }
    pairs
}
