//! Finding: which records may be of the same entity as these. All searching for twins is here.
use crate::{Desk, Result, sights};
use matching::cluster::bits_of;
use matching::{Probe, Score};
use model::{Entity, Kind, Pair, RecordId, StampNo, can_be_one};
use policy::Sight;
use std::collections::HashMap;
use std::sync::mpsc::SyncSender;
use store::record::Held;

/// Most twins that are looked for of one record. What more have in common says little of any one of them, and thousands
/// that share a telephone or a birthday must not become millions of pairs.
const TWINS_MAX: usize = 24;

/// The pairs with one of these records that reach what is possible, each once, with what they are kept with: see [`bits`].
/// On one core: others need the machine.
/// Of those who see everything: what is shown of it is decided when it is read.
pub(super) async fn twins_of(desk: &Desk, held: &[Held]) -> Result<HashMap<Pair, f64>> {
    let sight = crate::follow::engine(desk).await?;
    let kinds = Kinds::of(desk);
    let found: Vec<(Pair, f64)> =
        crate::long::gently(|| held.iter().flat_map(|held| of_one(desk, &sight, &kinds, held)).collect());
    let mut twins = HashMap::new();
    for (pair, bits) in found {
        let best = twins.entry(pair).or_insert(bits);
        *best = best.max(bits);
    }
    Ok(twins)
}

/// Gives every pair of the store that reaches what is possible, so many at a time, each once, with the same. Works on all cores, waits for
/// whoever takes them, and returns at the end. Kind by kind, for things of different kinds are never one.
pub(super) fn all(desk: &Desk, sight: &Sight, to: SyncSender<Vec<(Pair, f64)>>) {
    let kinds = Kinds::of(desk);
    let mut some = Vec::with_capacity(TOGETHER);
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Company && kinds.has(**kind)) {
        let shows = |stamp| sight.shows(stamp) && kinds.fit(*kind, stamp);
        let mut each = |one: RecordId, other: RecordId, _: f64| {
            some.extend(with_bits(desk, one, other));
            if some.len() == TOGETHER {
                // Whoever took them has met a fault, which they tell.
                let _nobody_listens = to.send(std::mem::take(&mut some));
            }
        };
        desk.index.twins(&shows, desk.thresholds().possible, &mut each);
    }
    let _nobody_listens = to.send(some);
}

/// Pairs given at a time.
const TOGETHER: usize = 2_000;

fn of_one(desk: &Desk, sight: &Sight, kinds: &Kinds, held: &Held) -> Vec<(Pair, f64)> {
    let Some(entity) = held.record.entity() else { return vec![] };
    let shows = |stamp| sight.shows(stamp) && kinds.fit(entity.kind(), stamp);
    // The record finds itself too.
    let found = desk.index.search(&Probe::of(entity), &shows, TWINS_MAX + 1, desk.thresholds().possible);
    found.into_iter().filter_map(|found| with_bits(desk, held.record.id, found.record)).collect()
}

/// A pair of two records, if they are two and are both held, with [`bits`].
fn with_bits(desk: &Desk, one: RecordId, other: RecordId) -> Option<(Pair, f64)> {
    let pair = Pair::of(one, other).ok()?;
    Some((pair, bits_of(desk.index.beside(one, other)?)))
}

/// What speaks for and against an entity's being that of a record, as far as the sight goes; none where the index does
/// not have the record, or not for this sight.
pub(super) fn explained(desk: &Desk, sight: &Sight, entity: &Entity, other: RecordId) -> Option<Score> {
    let kinds = Kinds::of(desk);
    let shows = |stamp| sight.shows(stamp) && kinds.fit(entity.kind(), stamp);
    desk.index.explain(&Probe::of(entity), other, &shows)
}

/// How sure it is that two records are of one entity, as far as the sight goes: 0 to 1.
pub(super) fn score(desk: &Desk, sight: &Sight, one: &Held, two: &Held) -> f64 {
    let (Some(first), Some(second)) = (one.record.entity(), two.record.entity()) else { return 0.0 };
    let indexed = explained(desk, sight, first, two.record.id).map(|score| score.value);
    indexed.unwrap_or_else(|| matching::compare(&Probe::of(first), &Probe::of(second)).value)
}

/// The binary logarithm of the odds that both are of one entity, by what the two say alone. Pairs are found by all that
/// the node holds, but kept and ordered by this: else the order of a queue would tell of records that its reader may not see.
pub(crate) fn bits(one: &Entity, two: &Entity) -> f64 {
    bits_of(matching::compare(&Probe::of(one), &Probe::of(two)).value)
}

/// Which stamps are of which kind.
struct Kinds(HashMap<StampNo, Kind>);

impl Kinds {
    fn of(desk: &Desk) -> Kinds {
        Kinds(sights::numbers(desk).into_iter().map(|(stamp, no)| (no, stamp.kind)).collect())
    }

    /// Whether there is anything that can be one with a thing of this kind.
    fn has(&self, kind: Kind) -> bool {
        self.0.values().any(|other| can_be_one(kind, *other))
    }

    fn fit(&self, kind: Kind, stamp: StampNo) -> bool {
        self.0.get(&stamp).is_some_and(|other| can_be_one(kind, *other))
    }
}

/// As the store keeps it: in thousandths. Scores have no more than some sixty bits either way.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what 32 bits hold by far")]
pub(crate) fn milli(bits: f64) -> i32 {
    (bits.clamp(-1_000.0, 1_000.0) * 1_000.0).round() as i32
}

/// A score from 0 to 1 of what the store keeps.
pub fn probability(milli_bits: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(milli_bits) / 1_000.0).exp2())
}
