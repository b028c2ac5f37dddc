//! An officer leafs through records: by kind, list and status, page by page.
use crate::{Desk, Result, frame, sights};
use model::{ActKind, Actor, Reason};
use policy::action;
pub use store::record::Filter;
use store::record::Held;

/// One page, and where the next begins.
#[derive(Debug)]
pub struct Page {
    pub records: Vec<Held>,
    pub next: Option<String>,
}

pub const PAGE_MAX: i64 = 200;

pub async fn list(desk: &Desk, by: &Actor, reason: &Reason, filter: &Filter, after: Option<&str>, limit: i64) -> Result<Page> {
    frame::may::<action::ListRecords>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let limit = limit.clamp(1, PAGE_MAX);
    let records = store::record::page(&mut tx, &sight, filter, after, limit).await?;
    drop(tx);
    let next = (i64::try_from(records.len()) == Ok(limit)).then(|| records.last().map(|h| h.record.id.to_string())).flatten();
    let told = serde_json::json!({ "count": records.len(), "filter": filter.to_string() });
    frame::note(desk, by, ActKind::Listed, reason, told).await?;
    Ok(Page { records, next })
}
