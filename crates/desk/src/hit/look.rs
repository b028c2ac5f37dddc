//! Looking at hits: a page of them, what has moved, and one with both records as far as the officer may see them.
use crate::twin::{account, probability};
use crate::{Desk, Error, Result, frame, offer, sights};
use matching::Reason as Because;
use model::{ActKind, Actor, HitId, Reason, RecordId};
use policy::action;
use store::hit::{Hit, Shown, Waiting};
use store::journal::OwnedAct;
use store::record::Held;

/// Where a page ended.
pub type Place = (i64, HitId);

/// Hits of ours.
#[derive(Debug)]
pub struct Page {
    pub hits: Vec<Looked>,
    /// Where the next page begins.
    pub next: Option<Place>,
}

/// A hit with the records that its officer may see: ours, and theirs where it is here.
#[derive(Debug)]
pub struct Looked {
    pub hit: Hit,
    /// None where our side is a check.
    pub ours: Option<Held>,
    pub theirs: Option<Held>,
}

/// A hit looked at: what speaks for and against as well, where both records are here.
#[derive(Debug)]
pub struct Look {
    pub hit: Hit,
    pub ours: Option<Held>,
    pub theirs: Option<Held>,
    /// How sure it is that both are of one thing, 0 to 1: by what is here, else as it was raised.
    pub score: f64,
    /// Of our record as `query`, of theirs as `record`; empty where theirs is not here.
    pub explanation: Vec<Because>,
}

impl Looked {
    /// How sure it was that both are of one thing when the hit was raised, 0 to 1.
    pub fn score(&self) -> f64 {
        probability(self.hit.milli_bits)
    }
}

/// A page of hits: the open ones by their clocks, the late ones first; those that are over, the newest first. That they
/// were looked at is on disk before they are shown, with each record.
pub async fn page(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    which: Shown,
    (after, limit): (Option<Place>, u32),
) -> Result<Page> {
    let _may = frame::may::<action::ReviewHits>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let asked = (after, limit.saturating_add(1));
    let mut hits = store::hit::page(&mut tx, (&desk.me, &sight), which, asked, now).await?;
    drop(tx);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = hits.len() > limit;
    hits.truncate(limit);
    let next = hits.last().filter(|_| more).map(|last| (place(which, last), last.id));
    let mut looked = Vec::new();
    for hit in hits {
        looked.extend(with_records(desk, &sight, hit).await?);
    }
    note(desk, by, reason, ActKind::Listed, &looked).await?;
    Ok(Page { hits: looked, next })
}

fn place(which: Shown, hit: &Hit) -> i64 {
    if which == Shown::Over { hit.raised_us } else { hit.due_us }
}

/// Where a hit stands in the list of those that wait for us.
pub fn place_of(hit: &Hit) -> Place {
    (hit.due_us, hit.id)
}

/// What has moved since an act: each hit once, in the order of its last act, with where to go on. To be called again with
/// that place; it gives nothing where nothing has moved.
pub async fn since(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    open: bool,
    (since, limit): (u64, u32),
) -> Result<(Vec<Looked>, u64)> {
    let _may = frame::may::<action::ReviewHits>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let hits = store::hit::since(&mut tx, (&desk.me, &sight), open, (since, limit), now).await?;
    drop(tx);
    let upto = hits.last().map_or(since, |(moved, _)| *moved);
    let mut looked = Vec::new();
    for (_, hit) in hits {
        looked.extend(with_records(desk, &sight, hit).await?);
    }
    note(desk, by, reason, ActKind::Listed, &looked).await?;
    Ok((looked, upto))
}

/// Most that are counted.
pub const WAITING_MAX: u32 = 1_000;

/// How many hits wait for a word of ours, and the newest of them: its members and clock, and nothing of what a record
/// says. So nothing is noted; who may not look at hits is told of none.
pub async fn waiting(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Waiting> {
    if desk.post.is_none() || !offer::may::<action::ReviewHits>(desk, by, reason) {
        return Ok(Waiting::default());
    }
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    Ok(store::hit::waiting(&mut tx, (&desk.me, &sight), WAITING_MAX, now).await?)
}

/// One hit. On disk that it was looked at before it is shown; the owner of the other record is told.
pub async fn look(desk: &Desk, by: &Actor, reason: &Reason, id: HitId) -> Result<Look> {
    let _may = frame::may::<action::ReviewHits>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let hit = store::hit::one(&mut desk.store.read().await?, (&desk.me, &sight), id, now).await?;
    let looked = with_records(desk, &sight, hit.ok_or(Error::Missing)?).await?.ok_or(Error::Missing)?;
    note(desk, by, reason, ActKind::Opened, std::slice::from_ref(&looked)).await?;
    let raised = looked.score();
    let Looked { hit, ours, theirs } = looked;
    let (score, explanation) = match (&ours, &theirs) {
        (Some(ours), Some(theirs)) => account(desk, &sight, ours, theirs),
        _ => (raised, vec![]),
    };
    Ok(Look { hit, ours, theirs, score, explanation })
}

async fn with_records(desk: &Desk, sight: &policy::Sight, hit: Hit) -> Result<Option<Looked>> {
    let Some((mine, theirs)) = hit.sides_of(&desk.me) else { return Ok(None) };
    let ids: Vec<RecordId> = [mine.record, theirs.record].into_iter().flatten().collect();
    let (ours, other) = (mine.record, theirs.record);
    let held = store::record::many(&mut desk.store.read().await?, sight, &ids, desk.clock.now_us()).await?;
    let find = |id: Option<RecordId>| held.iter().find(|held| Some(held.record.id) == id).cloned();
    let (ours, theirs) = (find(ours), find(other));
    let is_shown = ours.is_some() || hit.is_check_of(&desk.me);
    Ok(is_shown.then_some(Looked { hit, ours, theirs }))
}

/// Each record that was shown, by an act of its own.
async fn note(desk: &Desk, by: &Actor, reason: &Reason, kind: ActKind, looked: &[Looked]) -> Result<()> {
    let at_us = desk.clock.now_us();
    let act = |hit: HitId, held: &Held| OwnedAct {
        at_us,
        by: by.clone(),
        kind,
        object: Some((held.record.id, held.record.version)),
        reason: Some(reason.clone()),
        body: Some(serde_json::json!({ "hit": hit.to_string() })),
    };
    let mut acts: Vec<OwnedAct> = Vec::new();
    for looked in looked {
        let both = [&looked.ours, &looked.theirs].into_iter().flatten();
        acts.extend(both.map(|held| act(looked.hit.id, held)));
    }
    if acts.is_empty() {
        let hits: Vec<String> = looked.iter().map(|looked| looked.hit.id.to_string()).collect();
        let body = serde_json::json!({ "hits": hits });
        frame::note(desk, by, kind, reason, body).await?;
    } else {
        desk.store.note_many(acts).await?;
    }
    Ok(())
}
