//! Copies that others have of records and notices of ours, of which we, having been set back, know nothing: in versions that we do
//! not have, or that we do not know to have given. Nothing is done about one until what stands here is no older, by what somebody
//! here has stated or taken back; then that counts, whatever they hold.
use super::records::Thing;
use super::{Lanes, Way};
use crate::{Desk, Result};
use model::{Member, RecordId};
use std::collections::{HashMap, HashSet};
use store::Tx;
use store::overtaken::Overtaken;
use store::record::Version;
use store::shared::Shared;

/// What of all that a member says it holds of ours, or held, is not known here; each with whether something was decided about it
/// here before it was heard of.
pub(crate) async fn unknown(
    desk: &Desk,
    tx: &mut Tx,
    (holder, theirs): (&Member, &[Version]),
) -> Result<Vec<(Overtaken, bool)>> {
    let ids: Vec<RecordId> = theirs.iter().map(|it| it.id).collect();
    let ours: HashMap<RecordId, Version> =
        store::record::versions_of(tx, &desk.me, &ids).await?.into_iter().map(|it| (it.id, it)).collect();
    // One that was taken back was given: whoever has it still is told so.
    let given = store::shared::told_to(tx, holder, &ids).await?;
    let told_us = desk.clock.now_us();
    let mut unknown = Vec::new();
    for Version { id, version, gone } in theirs.iter().copied() {
        let is_known = match ours.get(&id) {
            None => false,
            Some(own) if gone => own.gone || version < own.version,
            Some(own) => version <= own.version && given.contains(&id),
        };
        if !is_known {
            let decided = ours.get(&id).is_some_and(|own| !gone && (own.gone || version < own.version));
            unknown.push((Overtaken { id, member: holder.clone(), version, gone, told_us }, decided));
        }
    }
    Ok(unknown)
}

/// Those of some records and notices about which something was decided here since.
#[derive(Default)]
pub(super) struct Decided {
    open: Vec<Overtaken>,
    stated: Vec<RecordId>,
    taken_back: Vec<RecordId>,
}

/// Looks them up; `things` are those of `ids` that are ours and here.
pub(super) async fn of(
    desk: &Desk,
    tx: &mut Tx,
    ids: &[RecordId],
    things: &HashMap<RecordId, Thing>,
) -> Result<Decided> {
    let mut open = store::overtaken::of(tx, ids).await?;
    if open.is_empty() {
        return Ok(Decided::default());
    }
    let gone: HashSet<RecordId> = store::record::versions_of(tx, &desk.me, ids)
        .await?
        .into_iter()
        .filter(|here| here.gone)
        .map(|here| here.id)
        .collect();
    let mut decided = Decided::default();
    for id in ids.iter().copied().collect::<HashSet<_>>() {
        let held: Vec<&Overtaken> = open.iter().filter(|it| it.id == id).collect();
        let Some(highest) = held.iter().map(|it| it.version).max() else { continue };
        let thing = things.get(&id);
        if gone.contains(&id) {
            decided.taken_back.push(id);
        } else if thing.is_some_and(Thing::is_out_of_use) {
            decided.stated.push(id);
        } else if let Some(thing) = thing.filter(|thing| thing.version() >= highest) {
            let way = thing.way(desk)?;
            let reaches = |it: &&Overtaken| way.as_ref().is_some_and(|way| way.reach.includes(&it.member));
            if thing.is_stated() || held.iter().all(reaches) {
                decided.stated.push(id);
            }
        }
    }
    open.retain(|it| decided.stated.contains(&it.id) || decided.taken_back.contains(&it.id));
    Ok(Decided { open, ..decided })
}

/// As if it had been given on the lane that the holder has alone.
pub(super) fn shared(lanes: &Lanes<'_>, it: &Overtaken) -> Shared {
    let stream = lanes.stream(&Way::to(&it.member));
    Shared { id: it.id, stream, version: it.version, seq: 0, recalled: false, since_us: it.told_us }
}

impl Decided {
    /// The highest version that anybody holds of it; 0 where nothing was decided.
    pub(super) fn floor(&self, id: RecordId) -> u64 {
        self.open.iter().filter(|it| it.id == id).map(|it| it.version).max().unwrap_or(0)
    }

    /// What others hold of it still.
    pub(super) fn held(&self, id: RecordId) -> Vec<Overtaken> {
        self.open.iter().filter(|it| it.id == id && !it.gone).cloned().collect()
    }

    /// A holder cannot be told yet: it stays open.
    pub(super) fn wait(&mut self, id: RecordId) {
        self.stated.retain(|stated| *stated != id);
        self.taken_back.retain(|taken_back| *taken_back != id);
    }

    /// Whoever holds them was told.
    pub(super) async fn close(&self, tx: &mut Tx) -> Result<()> {
        if !self.stated.is_empty() {
            store::overtaken::close(tx, &self.stated).await?;
        }
        for id in &self.taken_back {
            store::overtaken::taken_back(tx, *id).await?;
        }
        Ok(())
    }
}
