//! Looking at hits: a page of them, and one with both records as far as the officer may see them.
use crate::{Desk, Error, Result, frame, sights};
use model::{ActKind, Actor, HitId, Reason, RecordId};
use policy::action;
use store::hit::Hit;
use store::journal::OwnedAct;
use store::record::Held;

/// Where a page ended.
pub type Place = (i64, HitId);

/// Hits with a record of ours, the newest first.
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
    pub ours: Held,
    pub theirs: Option<Held>,
}

/// A page of hits; those that are open, or all. That it was looked at is on disk before it is shown, with each record.
pub async fn page(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    open: bool,
    (before, limit): (Option<Place>, u32),
) -> Result<Page> {
    let _may = frame::may::<action::ReviewHits>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let hits =
        store::hit::page(&mut tx, (&desk.me, &sight), open, (before, limit.saturating_add(1)), now).await?;
    drop(tx);
    let more = hits.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    let mut looked = Vec::new();
    for hit in hits.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX)) {
        looked.extend(with_records(desk, &sight, hit).await?);
    }
    let next = looked.last().filter(|_| more).map(|last| (last.hit.raised_us, last.hit.id));
    note(desk, by, reason, ActKind::Listed, &looked).await?;
    Ok(Page { hits: looked, next })
}

/// One hit. On disk that it was looked at before it is shown; the owner of the other record is told.
pub async fn look(desk: &Desk, by: &Actor, reason: &Reason, id: HitId) -> Result<Looked> {
    let _may = frame::may::<action::ReviewHits>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let hit = store::hit::one(&mut desk.store.read().await?, (&desk.me, &sight), id, now).await?;
    let looked = with_records(desk, &sight, hit.ok_or(Error::Missing)?).await?.ok_or(Error::Missing)?;
    note(desk, by, reason, ActKind::Opened, std::slice::from_ref(&looked)).await?;
    Ok(looked)
}

async fn with_records(desk: &Desk, sight: &policy::Sight, hit: Hit) -> Result<Option<Looked>> {
    let Some((mine, theirs)) = hit.sides_of(&desk.me) else { return Ok(None) };
    let ids: Vec<RecordId> = [mine.record, theirs.record].into_iter().flatten().collect();
    let (ours, other) = (mine.record, theirs.record);
    let held = store::record::many(&mut desk.store.read().await?, sight, &ids, desk.clock.now_us()).await?;
    let find = |id: Option<RecordId>| held.iter().find(|held| Some(held.record.id) == id).cloned();
    let theirs = find(other);
    Ok(find(ours).map(|ours| Looked { hit, ours, theirs }))
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
        acts.push(act(looked.hit.id, &looked.ours));
        acts.extend(looked.theirs.as_ref().map(|theirs| act(looked.hit.id, theirs)));
    }
    if acts.is_empty() {
        let body = serde_json::json!({ "hits": 0 });
        frame::note(desk, by, kind, reason, body).await?;
    } else {
        desk.store.note_many(acts).await?;
    }
    Ok(())
}
