//! The owner's window: who consulted our records elsewhere, who has them, and who has not confirmed that they are gone.
use crate::record::seen;
use crate::{Desk, Error, Result, frame, sights};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;
pub use store::consultation::Consultation;
pub use store::shared::{CopySaid, Holder, KeptThere, Outstanding};

/// Who looked at our records elsewhere, the newest first; at one of them where one is named. `before` is the number that
/// the page before ended with.
pub async fn page(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    record: Option<RecordId>,
    (before, limit): (Option<u64>, u32),
) -> Result<Vec<Consultation>> {
    let may = frame::may::<action::ReadWindow>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let page = store::consultation::page(&mut tx, (&may, &sight), record, (before, limit)).await?;
    drop(tx);
    told(desk, by, reason, serde_json::json!({ "consultations": page.len() })).await?;
    Ok(page)
}

/// Who has a record of ours, and what each has confirmed; also of one that was withdrawn, for whoever might see it before.
pub async fn holders(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Vec<Holder>> {
    let may = frame::may::<action::ReadWindow>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let withdrawn = store::record::was_shown(&mut desk.store.glance().await?, &sight, &desk.me, id).await?;
    if !withdrawn && seen::find(desk, by, reason, id).await?.0.record.owner != desk.me {
        return Err(Error::Missing);
    }
    let holders = store::shared::holders(&mut desk.store.read().await?, &may, id).await?;
    told(desk, by, reason, serde_json::json!({ "holders": holders.len(), "record": id.to_string() })).await?;
    Ok(holders)
}

/// Whether a record of ours was withdrawn that this actor might see before, and may follow: then there is a page of what became of it,
/// though the record is not there any more.
pub async fn is_withdrawn(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<bool> {
    if desk.post.is_none() || !crate::offer::may::<action::ReadWindow>(desk, by, reason) {
        return Ok(false);
    }
    let sight = sights::of(desk, by, reason).await?;
    Ok(store::record::was_shown(&mut desk.store.glance().await?, &sight, &desk.me, id).await?)
}

/// Records that were taken back, with those who have not confirmed it, the oldest first.
pub async fn outstanding(desk: &Desk, by: &Actor, reason: &Reason, limit: u32) -> Result<Vec<Outstanding>> {
    let may = frame::may::<action::ReadWindow>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let outstanding =
        store::shared::outstanding(&mut desk.store.read().await?, (&may, &sight), limit).await?;
    told(desk, by, reason, serde_json::json!({ "outstanding": outstanding.len() })).await?;
    Ok(outstanding)
}

/// What others keep by law of records of ours that were taken back.
pub async fn kept_there(desk: &Desk, by: &Actor, reason: &Reason, limit: u32) -> Result<Vec<KeptThere>> {
    let may = frame::may::<action::ReadWindow>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let kept = store::shared::kept_there(&mut desk.store.read().await?, (&may, &sight), limit).await?;
    told(desk, by, reason, serde_json::json!({ "kept": kept.len() })).await?;
    Ok(kept)
}

pub(crate) async fn told(desk: &Desk, by: &Actor, reason: &Reason, body: serde_json::Value) -> Result<()> {
    frame::note(desk, by, ActKind::Listed, reason, body).await.map(|_| ())
}
