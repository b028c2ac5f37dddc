//! How rare the parts of a query's names are among what is shown.
use super::Shows;
use crate::feature::{Rarity, Usual, blended, family};
use crate::index::held::Held;
use crate::probe::identifier::Class;
use crate::probe::view::View;
use std::sync::Arc;

/// Up to so many who share a part are counted one by one.
const COUNTED_MAX: usize = 256;
/// What a query needs to know of this store: how much is held, and how rare the parts of its names are; others are as
/// rare as usual.
pub(super) struct Known {
    records: f64,
    bits: Vec<(u32, f64)>,
    /// Holders of the query's identifiers, by key.
    holders: Vec<(u32, f64)>,
}

impl Rarity for Known {
    fn bits(&self, sound: u32, letters: usize) -> f64 {
        let known = self.bits.iter().find(|(s, _)| *s == sound);
        known.map_or_else(|| Usual.bits(sound, letters), |(_, bits)| *bits)
    }

    fn records(&self) -> f64 {
        self.records
    }

    fn holders(&self, class: Class, text: &[u8]) -> f64 {
        let key = class.key(text);
        self.holders.iter().find(|(k, _)| *k == key).map_or(0.0, |(_, holders)| *holders)
    }
}

impl Known {
    /// `shows` counts here too: a name that only hidden records bear must weigh as one that nobody bears, or a score
    /// would tell of them.
    pub fn of(segments: &[Arc<Held>], query: &View<'_>, shows: Shows<'_>) -> Known {
        let family = family(query.kind);
        let crowds: Vec<Crowd<'_>> = segments.iter().map(|held| Crowd::of(held, shows)).collect();
        let records = coarse(crowds.iter().map(|crowd| crowd.shown).sum());
        let mut bits: Vec<(u32, f64)> = Vec::new();
        for part in query.names().pieces() {
            if bits.iter().all(|(sound, _)| *sound != part.sound) {
                let usual = Usual.bits(part.sound, part.text.len());
                let held = bearers(&crowds, family, part.sound, shows);
                bits.push((part.sound, blended(usual, held, records)));
            }
        }
        let keys = query.identifiers().map(|(class, text)| class.key(text));
        let holders = keys.map(|key| (key, holders(&crowds, key, shows))).collect();
        Known { records, bits, holders }
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
    fn of(held: &'s Held, shows: Shows<'_>) -> Crowd<'s> {
        let shown = held.shown(shows);
        Crowd { held, shown, whole: shown == held.segment.len() }
    }
}

/// How many are shown who bear a part that sounds so.
fn bearers(crowds: &[Crowd<'_>], family: u8, sound: u32, shows: Shows<'_>) -> f64 {
    let parts = |crowd: &Crowd<'_>| crowd.held.segment.group(family, sound);
    let all = crowds.iter().map(|crowd| crowd.held.segment.heard(family, sound)).sum();
    counted(all, crowds, shows, |crowd| {
        let segment = &crowd.held.segment;
        parts(crowd).flat_map(|part| segment.bearers(part).iter().copied()).collect()
    })
}

/// How many are shown who hold an identifier under this key.
fn holders(crowds: &[Crowd<'_>], key: u32, shows: Shows<'_>) -> f64 {
    let all = crowds.iter().map(|crowd| crowd.held.segment.holders(key).count()).sum();
    counted(all, crowds, shows, |crowd| crowd.held.segment.holders(key).collect())
}

/// How many of so many are shown. Of many it is the order of magnitude that counts, to which a single one adds nothing.
fn counted<'c>(
    all: usize,
    crowds: &[Crowd<'c>],
    shows: Shows<'_>,
    which: impl Fn(&Crowd<'c>) -> Vec<u32>,
) -> f64 {
    if all > COUNTED_MAX {
        return coarse(all);
    }
    let mut shown = 0u32;
    for crowd in crowds {
        let mut which = which(crowd);
        which.sort_unstable();
        which.dedup();
        let is_shown = |at: &u32| crowd.whole || crowd.held.is_shown(*at, shows);
        shown += which.into_iter().filter(is_shown).fold(0, |count, _| count + 1);
    }
    f64::from(shown)
}

/// A number to its power of two.
fn coarse(count: usize) -> f64 {
    f64::from(count.checked_ilog2().unwrap_or(0)).exp2()
}
