//! Finding: which records may be of the same entity as these. All searching for twins is here.
use crate::{Desk, Result, sights};
use matching::cluster::bits_of;
use matching::{Probe, Score};
use model::{Entity, Kind, Pair, RecordId, StampNo, can_be_one};
use policy::Sight;
use rayon::prelude::*;
use std::collections::HashMap;
use store::record::Held;

/// Most twins that are looked for of one record. What more have in common says little of any one of them, and thousands
/// that share a telephone or a birthday must not become millions of pairs.
const TWINS_MAX: usize = 24;

/// Who works while it is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cores {
    /// Others need the machine.
    One,
    All,
}

/// The pairs with one of these records that reach what is possible, each once, with the binary logarithm of their odds.
/// Of those who see everything: what is shown of it is decided when it is read.
pub(super) async fn twins_of(desk: &Desk, held: &[Held], cores: Cores) -> Result<HashMap<Pair, f64>> {
    let sight = crate::follow::engine(desk).await?;
    let kinds = Kinds::of(desk);
    let search = |held: &Held| of_one(desk, &sight, &kinds, held);
    let found: Vec<Vec<(Pair, f64)>> = tokio::task::block_in_place(|| match cores {
        Cores::One => held.iter().map(search).collect(),
        Cores::All => held.par_iter().map(search).collect(),
    });
    let mut twins = HashMap::new();
    for (pair, bits) in found.into_iter().flatten() {
        let best = twins.entry(pair).or_insert(bits);
        *best = best.max(bits);
    }
    Ok(twins)
}

fn of_one(desk: &Desk, sight: &Sight, kinds: &Kinds, held: &Held) -> Vec<(Pair, f64)> {
    let Some(entity) = held.record.entity() else { return vec![] };
    let shows = |stamp| sight.shows(stamp) && kinds.fit(entity.kind(), stamp);
    // The record finds itself too.
    let found = desk.index.search(&Probe::of(entity), &shows, TWINS_MAX + 1, desk.thresholds().possible);
    let pair = |other: RecordId| Pair::of(held.record.id, other).ok();
    found.into_iter().filter_map(|f| Some((pair(f.record)?, bits_of(f.score.value)))).collect()
}

/// What speaks for and against an entity's being that of a record, as far as the sight goes; none where the index does
/// not have the record, or not for this sight.
pub(super) fn explained(desk: &Desk, sight: &Sight, entity: &Entity, other: RecordId) -> Option<Score> {
    let kinds = Kinds::of(desk);
    let shows = |stamp| sight.shows(stamp) && kinds.fit(entity.kind(), stamp);
    desk.index.explain(&Probe::of(entity), other, &shows)
}

/// The binary logarithm of the odds that both are of one entity, as pairs are kept with it.
pub(crate) async fn bits(desk: &Desk, one: &Entity, two: (RecordId, &Entity)) -> Result<f64> {
    let sight = crate::follow::engine(desk).await?;
    let indexed = explained(desk, &sight, one, two.0);
    let score = indexed.unwrap_or_else(|| matching::compare(&Probe::of(one), &Probe::of(two.1)));
    Ok(bits_of(score.value))
}

/// Which stamps are of which kind.
struct Kinds(HashMap<StampNo, Kind>);

impl Kinds {
    fn of(desk: &Desk) -> Kinds {
        Kinds(sights::numbers(desk).into_iter().map(|(stamp, no)| (no, stamp.kind)).collect())
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
