//! An officer leafs through records: by kind, list and status, page by page.
use crate::ask::unasked;
use crate::{Desk, Result, frame, sights};
use model::{ActKind, Actor, Reason};
use policy::action;
use store::journal::OwnedAct;
pub use store::record::Filter;
use store::record::Held;

/// One page, and where the next begins.
#[derive(Debug)]
pub struct Page {
    pub records: Vec<Held>,
    pub next: Option<u64>,
}

pub const PAGE_MAX: u32 = 200;

/// The last stated first; `before` is where the page before ended.
pub async fn list(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    filter: &Filter,
    (before, limit): (Option<u64>, u32),
) -> Result<Page> {
    let _may = frame::may::<action::ListRecords>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let limit = limit.clamp(1, PAGE_MAX);
    let mut records =
        store::record::page(&mut tx, &sight, filter, (before, limit), desk.clock.now_us()).await?;
    records.iter_mut().for_each(|held| unasked(desk, reason, &mut held.record));
    drop(tx);
    let next = records.last().map(|h| h.seq).filter(|_| u32::try_from(records.len()) == Ok(limit));
    let told = serde_json::json!({ "count": records.len(), "filter": told(filter) });
    desk.store.note_many(acts(desk, by, reason, (&records, told))).await?;
    Ok(Page { records, next })
}

/// That a page was looked at, and an act about each record of another member on it, whose owner is told.
fn acts(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (records, told): (&[Held], serde_json::Value),
) -> Vec<OwnedAct> {
    let at_us = desk.clock.now_us();
    let act = |object, body| OwnedAct {
        at_us,
        by: by.clone(),
        kind: ActKind::Listed,
        object,
        reason: Some(reason.clone()),
        body,
    };
    let others = records.iter().filter(|held| held.record.owner != desk.me);
    let others = others.map(|held| act(Some((held.record.id, held.record.version)), None));
    std::iter::once(act(None, Some(told))).chain(others).collect()
}

/// The filter as the journal keeps it.
pub(crate) fn told(filter: &Filter) -> serde_json::Value {
    serde_json::json!({
        "kind": filter.kind.map(|k| k.as_str()),
        "list": filter.list,
        "status": filter.status.map(|s| s.as_str()),
    })
}
