//! Proposing: what was found is held against what is known of it, and what is new waits for people.
use super::again::{Before, again};
use super::find::{bits, milli, score, twins_of};
use crate::{Desk, Result};
use model::{Pair, RecordId};
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
pub(super) async fn prepare(desk: &Desk, held: &[Held]) -> Result<Proposal> {
    let found = twins_of(desk, held).await?;
    let ids: Vec<RecordId> = held.iter().map(|h| h.record.id).collect();
    let waiting = store::twin::waiting_of(&mut desk.store.read().await?, &ids).await?;
    let missed = waiting.into_iter().filter(|pair| !found.contains_key(pair)).collect();
    let mut proposal = lost(desk, missed).await?;
    proposal.found.extend(found);
    Ok(proposal)
}

/// What was found by somebody else.
pub(super) fn found(pairs: Vec<(Pair, f64)>) -> Proposal {
    Proposal { found: pairs.into_iter().collect(), gone: vec![] }
}

/// Pairs that wait and were not found again. A record has room for so many twins; so each is looked at once more.
pub(super) async fn lost(desk: &Desk, pairs: Vec<Pair>) -> Result<Proposal> {
    let mut proposal = found(vec![]);
    for pair in pairs {
        proposal.take(pair, look_again(desk, pair).await?);
    }
    Ok(proposal)
}

impl Proposal {
    fn take(&mut self, pair: Pair, bits: Option<f64>) {
        match bits {
            Some(bits) => drop(self.found.insert(pair, bits)),
            None => self.gone.push(pair),
        }
    }
}

/// What speaks for a pair, where it still reaches what is possible.
async fn look_again(desk: &Desk, pair: Pair) -> Result<Option<f64>> {
    let sight = crate::follow::engine(desk).await?;
    let now = desk.clock.now_us();
    let held = store::record::many(&mut desk.store.read().await?, &sight, &pair.both(), now).await?;
    let [one, two] = held.as_slice() else { return Ok(None) };
    let (Some(first), Some(second)) = (one.record.entity(), two.record.entity()) else { return Ok(None) };
    let still = score(desk, &sight, one, two) >= desk.thresholds().possible;
    Ok(still.then(|| bits(first, second)))
}

/// Writes it, in the caller's transaction.
pub(super) async fn write(desk: &Desk, tx: &mut Tx, proposal: Proposal) -> Result<Done> {
    let Proposal { found, gone } = proposal;
    let pairs: Vec<Pair> = found.keys().copied().collect();
    let known = store::twin::known(tx, &pairs).await?;
    let mut ids: Vec<RecordId> = pairs.iter().flat_map(Pair::both).collect();
    ids.sort_unstable();
    ids.dedup();
    let stand = store::twin::standing_as(tx, &ids).await?;
    let mut done = Done { found: found.len(), new: 0, closed: gone.len() };
    let mut rows = vec![];
    for (pair, bits) in found {
        let [one, two] = pair.both().map(|id| stand.get(&id).copied());
        // One that was withdrawn meanwhile is in no pair.
        let (Some((one, kind)), Some((two, _))) = (one, two) else { continue };
        let known = known.get(&pair);
        let found = Proposed { pair, kind, versions: [one, two], milli_bits: milli(bits), waits: true };
        let row = Proposed { waits: waits(known, &found, bits), ..found };
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

/// Whether a pair that was found waits for people: always, unless they have judged it and nothing has changed that.
fn waits(known: Option<&Known>, found: &Proposed, bits: f64) -> bool {
    let before = known.and_then(|known| known.judged).map(|(judgement, versions, milli)| Before {
        judgement,
        versions,
        bits: f64::from(milli) / 1_000.0,
    });
    before.is_none_or(|before| waited(known) || again(before, found.versions, bits))
}
