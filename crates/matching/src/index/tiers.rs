//! When segments are merged: those of like size once there are several, so that a record is written about as often as its
//! segment can grow fourfold, and a search meets few segments.
use super::held::Held;
use std::ops::Range;
use std::sync::Arc;

/// Up to so many records the newest segment is made anew with each batch.
const HEAD: usize = 2_048;
/// So many of like size become one.
const FAN: usize = 4;
/// At rest a segment is merged with what is behind it that is not smaller by more.
const FAN_AT_REST: usize = 32;
/// A merge of no more is done at once; it takes some hundredths of a second.
const AT_ONCE: usize = 16_384;
/// From so many segments on whoever writes does all merges, for it seems that nobody tends.
const CROWD: usize = 16;
/// A segment's texts and entities are told apart by 32 bits each.
const BYTES_MAX: usize = 3 << 30;
/// With so many removed, and more than are left, a segment is made anew.
const REMOVED: usize = 4_096;

/// Where the segments begin that become one with a new batch.
pub(super) fn head(segments: &[Arc<Held>], batch: usize) -> usize {
    let mut room = HEAD.max(batch);
    let fits = segments.iter().rev().take_while(|held| {
        let fits = held.segment.len() <= room && batch <= HEAD;
        room = room.saturating_sub(held.segment.len());
        fits
    });
    segments.len() - fits.count()
}

/// The segments that should be merged next.
pub(super) fn due(segments: &[Arc<Held>]) -> Option<Range<usize>> {
    let hollow = |held: &Arc<Held>| held.gone() > REMOVED && held.gone() > held.len() || held.len() == 0;
    if let Some(place) = segments.iter().position(hollow) {
        return Some(place..place + 1);
    }
    (0..usize::BITS).find_map(|most| {
        let alike = segments.iter().rev().take_while(|held| tier(held.segment.len()) <= most).count();
        let which = segments.len() - alike..segments.len();
        (alike >= FAN && fits(&segments[which.clone()])).then_some(which)
    })
}

/// The segments that should be one where nothing changes any more: a record is then written once more for so many that are
/// new, and a search meets few segments, of which those behind the first are small.
pub(super) fn due_at_rest(segments: &[Arc<Held>]) -> Option<Range<usize>> {
    let behind = |at: usize| segments[at + 1..].iter().map(|held| held.len()).sum::<usize>();
    let from = (0..segments.len()).find(|at| segments[*at].segment.len() <= FAN_AT_REST * behind(*at))?;
    fits(&segments[from..]).then_some(from..segments.len())
}

/// The same, of those that whoever writes should do.
pub(super) fn due_at_once(segments: &[Arc<Held>]) -> Option<Range<usize>> {
    let which = due(segments)?;
    let size: usize = segments[which.clone()].iter().map(|held| held.len()).sum();
    (size <= AT_ONCE || segments.len() >= CROWD).then_some(which)
}

/// Whether they can be one segment.
pub(super) fn fits(segments: &[Arc<Held>]) -> bool {
    segments.iter().map(|held| held.segment.bytes()).sum::<usize>() <= BYTES_MAX
}

fn tier(records: usize) -> u32 {
    (records / HEAD).checked_ilog(FAN).map_or(0, |tier| tier + 1)
}
