//! Copies that others have of records and notices of ours, of which we, having been set back, know nothing: in versions that we do
//! not have, or that we do not know to have given. Nothing is done about one until what stands here is no older, by what somebody
//! here has stated or taken back; then that counts, whatever they hold.
use super::records::Thing;
use super::{Lanes, Way};
use crate::{Desk, Result, follow};
use model::{Member, Purpose, Reason, RecordId};
use policy::Target;
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
    for Version { id, version, gone, .. } in theirs.iter().copied() {
        let is_known = match ours.get(&id) {
            None => false,
            Some(own) if gone => own.gone || version < own.version,
            Some(own) => version <= own.version && given.get(&id).is_some_and(|given| version <= *given),
        };
        if !is_known {
            let decided = ours.get(&id).is_some_and(|own| !gone && (own.gone || version <= own.version));
            unknown.push((Overtaken { id, member: holder.clone(), version, gone, told_us }, decided));
        }
    }
    Ok(unknown)
}

/// Records of which somebody holds what we have lost, in the version in which they are stated here since we were set back: each goes
/// out once more as it stands, in a version of its own. Once an epoch at the word of each holder, who is to have been given it: what it
/// has of ours thereafter was stated in this epoch.
pub(crate) async fn tell_apart(
    desk: &Desk,
    tx: &mut Tx,
    (holder, theirs): (&Member, &[Version]),
) -> Result<()> {
    let others: HashMap<RecordId, u64> =
        theirs.iter().filter(|it| it.other).map(|it| (it.id, it.version)).collect();
    let Some(post) = desk.post.as_ref().filter(|_| !others.is_empty()) else { return Ok(()) };
    let Some(runs) = store::epoch::current(tx, &post.node().0).await? else { return Ok(()) };
    let (sight, ids) = (follow::engine(desk).await?, others.keys().copied().collect::<Vec<_>>());
    let (now, given) = (desk.clock.now_us(), store::shared::told_to(tx, holder, &ids).await?);
    for held in store::record::many(tx, &sight, &ids, now).await? {
        let record = held.record;
        let is_it = others.get(&record.id) == Some(&record.version)
            && record.owner == desk.me
            && given.contains_key(&record.id);
        if !is_it
            || store::notice::known(tx, record.id).await?.is_some()
            || !store::overtaken::note_apart(tx, (record.id, holder), runs.epoch).await?
        {
            continue;
        }
        let target = Target { id: record.id, version: record.version };
        let permit = desk.rules().permit_anew(&Reason::of(Purpose::Administration), target);
        crate::record::state_anew(tx, permit, record, now).await?;
    }
    Ok(())
}

/// Those of some records and notices about which something was decided here since.
#[derive(Default)]
pub(super) struct Decided {
    open: Vec<Overtaken>,
    /// Stated since; or nobody is to have it any more, since a notice is out of use or a record has had its time.
    settled: Vec<RecordId>,
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
    let own = store::record::versions_of(tx, &desk.me, ids).await?;
    let own: HashMap<RecordId, Version> = own.into_iter().map(|it| (it.id, it)).collect();
    let mut decided = Decided::default();
    for id in ids.iter().copied().collect::<HashSet<_>>() {
        let held: Vec<&Overtaken> = open.iter().filter(|it| it.id == id).collect();
        if held.is_empty() {
            continue;
        }
        // In the version in which it was taken back there, nobody takes it up once more.
        let is_above = |version: u64| held.iter().all(|it| version >= it.version + u64::from(it.gone));
        match (things.get(&id), own.get(&id)) {
            (_, Some(own)) if own.gone => decided.taken_back.push(id),
            (Some(thing), _) if thing.is_out_of_use() => decided.settled.push(id),
            (Some(thing), _) if is_above(thing.version()) => {
                let way = thing.way(desk)?;
                let reaches =
                    |it: &&Overtaken| way.as_ref().is_some_and(|way| way.reach.includes(&it.member));
                if thing.is_stated() || held.iter().all(reaches) {
                    decided.settled.push(id);
                }
            }
            // It has had its time here: nobody is to have it, whatever time they were given for it.
            (None, Some(own)) if is_above(own.version) => decided.settled.push(id),
            _ => {}
        }
    }
    open.retain(|it| decided.settled.contains(&it.id) || decided.taken_back.contains(&it.id));
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
        self.settled.retain(|settled| *settled != id);
        self.taken_back.retain(|taken_back| *taken_back != id);
    }

    /// Whoever holds them was told.
    pub(super) async fn close(&self, tx: &mut Tx) -> Result<()> {
        if !self.settled.is_empty() {
            store::overtaken::close(tx, &self.settled).await?;
        }
        for id in &self.taken_back {
            store::overtaken::taken_back(tx, *id).await?;
        }
        Ok(())
    }
}
