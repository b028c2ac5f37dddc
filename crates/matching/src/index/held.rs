//! A segment that is held, with the records that were removed from it since it was made.
use super::assemble::Source;
use super::keyed::count;
use super::segment::Segment;
use model::{RecordId, StampNo};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

#[derive(Debug)]
pub(super) struct Held {
    pub segment: Segment,
    /// A bit for each position. It is set once and never taken back.
    gone: Vec<AtomicU64>,
    gone_count: AtomicUsize,
    /// How many of each stamp, in the order of the segment's stamps.
    gone_of: Vec<AtomicUsize>,
}

impl Held {
    pub fn of(segment: Segment) -> Held {
        let gone = (0..segment.len().div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        let gone_of = segment.stamps().iter().map(|_| AtomicUsize::new(0)).collect();
        Held { segment, gone, gone_count: AtomicUsize::new(0), gone_of }
    }

    pub fn remove(&self, position: u32) {
        let before = self.gone[position as usize / 64].fetch_or(1 << (position % 64), Ordering::AcqRel);
        if before & 1 << (position % 64) == 0 {
            self.gone_count.fetch_add(1, Ordering::AcqRel);
            let stamp = self.segment.parts.rows.stamp(position);
            if let Ok(at) = self.segment.stamps().binary_search_by_key(&stamp, |(stamp, _)| *stamp) {
                self.gone_of[at].fetch_add(1, Ordering::AcqRel);
            }
        }
    }

    pub fn remove_all<'i>(&self, ids: impl IntoIterator<Item = &'i RecordId>) {
        ids.into_iter()
            .filter_map(|id| self.segment.position_of(id))
            .for_each(|position| self.remove(position));
    }

    pub fn is_held(&self, position: u32) -> bool {
        self.gone[position as usize / 64].load(Ordering::Acquire) & 1 << (position % 64) == 0
    }

    /// All positions, those that are gone among them.
    pub fn positions(&self) -> std::ops::Range<u32> {
        0..count(self.segment.len())
    }

    pub fn gone(&self) -> usize {
        self.gone_count.load(Ordering::Acquire)
    }

    /// Positions of what was removed.
    pub fn removed(&self) -> Vec<u32> {
        let all = if self.gone() == 0 { 0 } else { self.segment.len() };
        (0..count(all)).filter(|position| !self.is_held(*position)).collect()
    }

    pub fn len(&self) -> usize {
        self.segment.len() - self.gone()
    }

    /// How many are there for somebody who sees what `shows` says.
    pub fn shown(&self, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> usize {
        let stamps = self.segment.stamps().iter().zip(&self.gone_of).filter(|((stamp, _), _)| shows(*stamp));
        stamps.map(|((_, count), gone)| count.saturating_sub(gone.load(Ordering::Acquire))).sum()
    }

    /// Whether a record is there for somebody who sees what `shows` says.
    pub fn is_shown(&self, position: u32, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> bool {
        self.is_held(position) && shows(self.segment.parts.rows.stamp(position))
    }

    pub fn source(&self) -> Source<'_> {
        let held = (0..count(self.segment.len())).filter(|position| self.is_held(*position)).collect();
        Source { rows: &self.segment.parts.rows, lexicon: &self.segment.parts.lexicon, held }
    }

    pub fn bytes(&self) -> usize {
        self.segment.bytes() + self.gone.len() * 8
    }
}
