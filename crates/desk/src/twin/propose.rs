//! Proposing: what was found is held against what is known of it, and what is new waits for people.
use super::again::{Before, again};
use super::find::{Cores, bits, milli, twins_of};
use crate::{Desk, Result};
use model::{Entity, Pair, RecordId};
use std::collections::HashMap;
use store::Tx;
use store::record::Held;
use store::twin::{Known, Proposed};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Done {
    /// Pairs that were found, old and new.
    pub found: usize,
    /// Pairs that wait now and did not before.
    pub new: usize,
    /// Pairs that wait no longer.
    pub closed: usize,
}

/// All that is to be written about the pairs of some records.
pub(super) struct Proposal {
    found: HashMap<Pair, f64>,
    /// Pairs that wait and were not found again, of which nothing speaks for one entity any more.
    gone: Vec<Pair>,
}

/// Searches for the twins of these records, and looks again at the pairs of theirs that wait.
pub(super) async fn prepare(desk: &Desk, held: &[Held], cores: Cores) -> Result<Proposal> {
    let mut found = twins_of(desk, held, cores).await?;
    let ids: Vec<RecordId> = held.iter().map(|h| h.record.id).collect();
    let waiting = store::twin::waiting_of(&mut desk.store.read().await?, &ids).await?;
    let mut gone = vec![];
    for pair in waiting.into_iter().filter(|pair| !found.contains_key(pair)).collect::<Vec<_>>() {
        // A record has room for so many twins; whom it did not name may name it all the same.
        match looked_at(desk, held, pair).await? {
            Some(bits) if bits >= matching::cluster::bits_of(desk.thresholds().possible) => {
                found.insert(pair, bits);
            }
            _ => gone.push(pair),
        }
    }
    Ok(Proposal { found, gone })
}

async fn looked_at(desk: &Desk, held: &[Held], pair: Pair) -> Result<Option<f64>> {
    let Some(one) = held.iter().find(|h| pair.beside(h.record.id).is_some()) else { return Ok(None) };
    let Some(other) = pair.beside(one.record.id) else { return Ok(None) };
    let sight = crate::follow::engine(desk).await?;
    let other =
        store::record::open(&mut desk.store.read().await?, &sight, other, desk.clock.now_us()).await?;
    let entities: Option<(&Entity, &Entity)> =
        other.as_ref().and_then(|other| Some((one.record.entity()?, other.record.entity()?)));
    match (entities, &other) {
        (Some((one, two)), Some(other)) => Ok(Some(bits(desk, one, (other.record.id, two)).await?)),
        _ => Ok(None),
    }
}

/// Writes it, in the caller's transaction.
pub(super) async fn write(desk: &Desk, tx: &mut Tx, proposal: Proposal) -> Result<Done> {
    let Proposal { found, gone } = proposal;
    let pairs: Vec<Pair> = found.keys().copied().collect();
    let known = store::twin::known(tx, &pairs).await?;
    let mut ids: Vec<RecordId> = pairs.iter().flat_map(Pair::both).collect();
    ids.sort_unstable();
    ids.dedup();
    let versions = store::twin::versions(tx, &ids).await?;
    let mut done = Done { found: found.len(), new: 0, closed: gone.len() };
    let mut rows = vec![];
    for (pair, bits) in found {
        let [one, two] = pair.both().map(|id| versions.get(&id).copied());
        // One that was withdrawn meanwhile is in no pair.
        let (Some(one), Some(two)) = (one, two) else { continue };
        let known = known.get(&pair);
        let row = row(known, (pair, [one, two]), bits);
        done.new += usize::from(row.waits && !waited(known));
        if known.and_then(|known| known.proposed) != Some(row) {
            rows.push(row);
        }
    }
    store::twin::put(tx, &rows, desk.clock.now_us()).await?;
    store::twin::close(tx, &gone).await?;
    Ok(done)
}

fn waited(known: Option<&Known>) -> bool {
    known.and_then(|known| known.proposed).is_some_and(|proposed| proposed.waits)
}

fn row(known: Option<&Known>, (pair, versions): (Pair, [u64; 2]), bits: f64) -> Proposed {
    let before = known.and_then(|known| known.judged).map(|(judgement, versions, milli)| Before {
        judgement,
        versions,
        bits: f64::from(milli) / 1_000.0,
    });
    let waits = match before {
        None => true,
        Some(before) => waited(known) || again(before, versions, bits),
    };
    Proposed { pair, versions, milli_bits: milli(bits), waits }
}
