//! The profile: all records that people judged to be of one entity, each value still with its owner. Nothing is merged.
use crate::record::permitted;
use crate::{Desk, Result, frame, sights};
use matching::cluster::{Decided, Rule, Tie, clusters};
use model::{ActKind, Actor, Judgement, Pair, Reason, RecordId};
use policy::{Sight, Target, action};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::journal::OwnedAct;
use store::record::Held;
use store::twin::{Judged, Twin};

/// Most records of one profile or group that are looked at.
pub const PROFILE_MAX: usize = 200;

/// As far as the officer's sight goes: a record that they may not see joins nothing.
#[derive(Debug)]
pub struct Profile {
    /// The record asked for first, then by age.
    pub records: Vec<Held>,
    /// The judgements among these records that stand, the oldest first.
    pub judged: Vec<Judged>,
    /// Judgements that the profile could not follow, since others contradict them.
    pub aside: Vec<Judged>,
    /// Judgements that one of these records is not of the entity of some other record.
    pub apart: Vec<Judged>,
    /// Pairs of these records and others that wait to be judged, each with the other record.
    pub waiting: Vec<(Twin, Held)>,
}

/// On disk that every one of its records was opened before it is shown.
pub async fn profile(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Profile> {
    let _may = frame::may::<action::ReviewTwins>(desk, by, reason).await?;
    let (first, _may) = permitted::<action::OpenRecord>(desk, by, reason, id).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let (ids, said) = joined(&mut tx, &sight, id, now).await?;
    let Sorted { judged, aside, apart } = sorted(said, &ids);
    let others: Vec<RecordId> = ids.into_iter().filter(|other| *other != id).collect();
    let mut records = store::record::many(&mut tx, &sight, &others, now).await?;
    records.retain(|held| opens(desk, by, reason, held));
    records.sort_by_key(|held| (held.filed_us, held.record.id));
    records.insert(0, first);
    let shown: Vec<RecordId> = records.iter().map(|held| held.record.id).collect();
    let waiting = waiting(&mut tx, &sight, &shown, now).await?;
    drop(tx);
    let act = |held: &Held| OwnedAct {
        at_us: now,
        by: by.clone(),
        kind: ActKind::Opened,
        object: Some((held.record.id, held.record.version)),
        reason: Some(reason.clone()),
        body: Some(serde_json::json!({ "profile": id.to_string() })),
    };
    desk.store.note_many(records.iter().map(act).collect()).await?;
    listed(desk, by, reason, waiting.iter().map(|(_, held)| held)).await?;
    Ok(Profile { records, judged, aside, apart, waiting })
}

/// On disk which records are named beside those that are opened, before they are.
pub(super) async fn listed<'h>(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    held: impl IntoIterator<Item = &'h Held>,
) -> Result<()> {
    let ids: Vec<String> = held.into_iter().map(|held| held.record.id.to_string()).collect();
    if !ids.is_empty() {
        frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "beside": ids })).await?;
    }
    Ok(())
}

/// Pairs that wait with one of these records and one that is none of them.
async fn waiting(tx: &mut Tx, sight: &Sight, shown: &[RecordId], now_us: i64) -> Result<Vec<(Twin, Held)>> {
    let twins = store::twin::waiting_beside(tx, sight, shown, WAITING, now_us).await?;
    let beyond = |twin: &Twin| twin.pair.both().into_iter().find(|id| !shown.contains(id));
    let ids: Vec<RecordId> = twins.iter().filter_map(beyond).collect::<BTreeSet<_>>().into_iter().collect();
    let held: BTreeMap<RecordId, Held> =
        store::record::many(tx, sight, &ids, now_us).await?.into_iter().map(|h| (h.record.id, h)).collect();
    let with = |twin: Twin| Some((twin.clone(), held.get(&beyond(&twin)?)?.clone()));
    Ok(twins.into_iter().filter_map(with).collect())
}

/// Pairs that wait beside a profile, at most.
const WAITING: u32 = 50;

fn opens(desk: &Desk, by: &Actor, reason: &Reason, held: &Held) -> bool {
    let target = Target { id: held.record.id, version: held.record.version };
    desk.rules().permit_on::<action::OpenRecord>(by, reason, target, &held.record.stamp()).is_ok()
}

struct Sorted {
    judged: Vec<Judged>,
    aside: Vec<Judged>,
    apart: Vec<Judged>,
}

/// Those among the profile's records, those that it could not follow, and those that set it apart from others.
fn sorted(said: Vec<Judged>, ids: &BTreeSet<RecordId>) -> Sorted {
    let (judged, beyond): (Vec<Judged>, Vec<Judged>) =
        said.into_iter().partition(|judged| judged.pair.both().iter().all(|id| ids.contains(id)));
    let (aside, others): (Vec<Judged>, Vec<Judged>) =
        beyond.into_iter().partition(|judged| judged.judgement == Judgement::Same);
    let edge = |judged: &Judged| judged.pair.both().iter().any(|id| ids.contains(id));
    let apart = others.into_iter().filter(|judged| judged.judgement == Judgement::Different && edge(judged));
    Sorted { judged, aside, apart: apart.collect() }
}

/// The records that are one with this by what people judged, it included, and every judgement that was met on the way.
/// Where judgements contradict each other, `different` stands, and of `same` the earlier.
pub(super) async fn joined(
    tx: &mut Tx,
    sight: &Sight,
    id: RecordId,
    now_us: i64,
) -> Result<(BTreeSet<RecordId>, Vec<Judged>)> {
    let (mut met, mut fresh) = (BTreeSet::from([id]), vec![id]);
    let mut said: BTreeMap<u64, Judged> = BTreeMap::new();
    while !fresh.is_empty() && met.len() < PROFILE_MAX {
        let found = store::twin::touching(tx, sight, &fresh, now_us).await?;
        let same = found.iter().filter(|judged| judged.judgement == Judgement::Same);
        fresh = same.flat_map(|judged| judged.pair.both()).filter(|id| met.insert(*id)).collect();
        said.extend(found.into_iter().map(|judged| (judged.act, judged)));
    }
    let said: Vec<Judged> = said.into_values().collect();
    let members: Vec<RecordId> = met.into_iter().collect();
    let decided = decided(&said, &members);
    let place = members.iter().position(|member| *member == id).unwrap_or(0);
    let groups = clusters(members.len(), &[], &decided, Rule::default());
    let mine = groups.into_iter().find(|group| group.iter().any(|at| *at as usize == place));
    let ids = mine.map_or_else(
        || BTreeSet::from([id]),
        |group| group.iter().filter_map(|at| members.get(*at as usize).copied()).collect(),
    );
    Ok((ids, said))
}

/// What was decided among these members, the oldest first.
fn decided(said: &[Judged], members: &[RecordId]) -> Vec<Decided> {
    let decided = |judged: &Judged| {
        let (a, b) = places(judged.pair, members)?;
        match judged.judgement {
            Judgement::Same => Some(Decided::Same(a, b)),
            Judgement::Different => Some(Decided::Different(a, b)),
            Judgement::Unsure => None,
        }
    };
    said.iter().filter_map(decided).collect()
}

fn places(pair: Pair, members: &[RecordId]) -> Option<(u32, u32)> {
    let place = |id: &RecordId| members.binary_search(id).ok().and_then(|at| u32::try_from(at).ok());
    Some((place(&pair.one())?, place(&pair.two())?))
}

/// The other records with which both of a pair would be in one group, by the scores of what waits and by judgements.
pub(super) async fn group(desk: &Desk, tx: &mut Tx, sight: &Sight, pair: Pair) -> Result<Vec<Held>> {
    let now = desk.clock.now_us();
    let (mut met, mut fresh) = (BTreeSet::from(pair.both()), pair.both().to_vec());
    let (mut ties, mut said) = (BTreeMap::new(), BTreeMap::new());
    while !fresh.is_empty() && met.len() < GROUP_MAX {
        let waiting = store::twin::waiting_beside(tx, sight, &fresh, WAITING, now).await?;
        let found = store::twin::touching(tx, sight, &fresh, now).await?;
        let same =
            found.iter().filter(|judged| judged.judgement == Judgement::Same).map(|judged| judged.pair);
        let near: Vec<Pair> = waiting.iter().map(|twin| twin.pair).chain(same).collect();
        fresh = near.iter().flat_map(Pair::both).filter(|id| met.insert(*id)).collect();
        ties.extend(waiting.into_iter().map(|twin| (twin.pair, twin.milli_bits)));
        said.extend(found.into_iter().map(|judged| (judged.act, judged)));
    }
    let members: Vec<RecordId> = met.into_iter().collect();
    let said: Vec<Judged> = said.into_values().collect();
    let tie = |(pair, milli): (&Pair, &i32)| {
        let (a, b) = places(*pair, &members)?;
        Some(Tie { a, b, bits: f64::from(*milli) / 1_000.0 })
    };
    let ties: Vec<Tie> = ties.iter().filter_map(tie).collect();
    let groups = clusters(members.len(), &ties, &decided(&said, &members), Rule::default());
    let Some((one, two)) = places(pair, &members) else { return Ok(vec![]) };
    let Some(group) = groups.into_iter().find(|group| group.contains(&one) && group.contains(&two)) else {
        return Ok(vec![]);
    };
    let others = group.iter().filter_map(|at| members.get(*at as usize).copied());
    let others: Vec<RecordId> = others.filter(|id| pair.beside(*id).is_none()).collect();
    Ok(store::record::many(tx, sight, &others, now).await?)
}

/// Most records that are looked at to find the group of a pair.
const GROUP_MAX: usize = 60;
