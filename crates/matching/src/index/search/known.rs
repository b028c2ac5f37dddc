//! How rare the parts of a query's names are among what is shown.
use crate::feature::{Rarity, Usual, family};
use crate::index::held::Held;
use crate::probe::view::View;
use model::StampNo;
use std::sync::Arc;

/// Up to so many who share a part are counted one by one.
const COUNTED_MAX: usize = 256;
/// With so many observations the store's own count of a name weighs as much as the general table.
const PRIOR: f64 = 50_000.0;

/// The rarity of a query's parts in this store; others are as rare as usual.
pub(super) struct Known {
    bits: Vec<(u32, f64)>,
}

impl Rarity for Known {
    fn bits(&self, sound: u32, letters: usize) -> f64 {
        let known = self.bits.iter().find(|(s, _)| *s == sound);
        known.map_or_else(|| Usual.bits(sound, letters), |(_, bits)| *bits)
    }
}

impl Known {
    /// `shows` counts here too: a name that only hidden records bear must weigh as one that nobody bears, or a score
    /// would tell of them.
    pub fn of(segments: &[Arc<Held>], query: &View<'_>, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> Known {
        let family = family(query.kind);
        let crowds: Vec<Crowd<'_>> = segments.iter().map(|held| Crowd::of(held, shows)).collect();
        let total = PRIOR + coarse(crowds.iter().map(|crowd| crowd.shown).sum());
        let mut bits: Vec<(u32, f64)> = Vec::new();
        for name in query.names() {
            for part in name.pieces() {
                if bits.iter().all(|(sound, _)| *sound != part.sound) {
                    let usual = PRIOR * (-Usual.bits(part.sound, part.text.len())).exp2();
                    let held = bearers(&crowds, family, part.sound, shows);
                    bits.push((part.sound, -((usual + held) / total).log2()));
                }
            }
        }
        Known { bits }
    }
}

/// A segment and how much of it is shown.
struct Crowd<'s> {
    held: &'s Held,
    shown: usize,
    /// All that was ever in it is there and shown.
    whole: bool,
}

impl<'s> Crowd<'s> {
    fn of(held: &'s Held, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> Crowd<'s> {
        let shown = held.shown(shows);
        Crowd { held, shown, whole: shown == held.segment.len() }
    }
}

/// How many are shown who bear a part that sounds so. Of many it is the order of magnitude that counts, to which a single
/// one adds nothing.
fn bearers(crowds: &[Crowd<'_>], family: u8, sound: u32, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> f64 {
    let parts = |crowd: &Crowd<'_>| crowd.held.segment.group(family, sound);
    let count =
        |crowd: &Crowd<'_>| parts(crowd).map(|part| crowd.held.segment.bearers(part).len()).sum::<usize>();
    let all = crowds.iter().map(count).sum();
    if all > COUNTED_MAX {
        return coarse(all);
    }
    let mut shown = 0;
    for crowd in crowds {
        let segment = &crowd.held.segment;
        let mut bearers: Vec<u32> =
            parts(crowd).flat_map(|part| segment.bearers(part).iter().copied()).collect();
        bearers.sort_unstable();
        bearers.dedup();
        shown += bearers
            .iter()
            .filter(|at| crowd.whole || crowd.held.is_shown(**at, shows))
            .fold(0, |n, _| n + 1u32);
    }
    f64::from(shown)
}

/// A number to its power of two.
fn coarse(count: usize) -> f64 {
    f64::from(count.checked_ilog2().unwrap_or(0)).exp2()
}
