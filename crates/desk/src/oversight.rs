//! Inspectors read the log: who looked at whom, why, when. Reading it is in it too.
use crate::{Desk, Result, frame};
use model::{ActKind, Actor, Reason};
use policy::action;
pub use store::journal::{Broken, Entry, Filter, Report};

pub const PAGE_MAX: u32 = 500;

/// Entries before `before` (newest first), with their bodies as far as their keys still exist.
pub async fn read(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    filter: &Filter,
    part: (Option<u64>, u32),
) -> Result<Vec<Entry>> {
    page(desk, (by, ActKind::LogRead, reason), filter, part).await
}

/// The same, to be taken out of the house: an act of its own.
pub async fn export(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    filter: &Filter,
    part: (Option<u64>, u32),
) -> Result<Vec<Entry>> {
    page(desk, (by, ActKind::LogExported, reason), filter, part).await
}

async fn page(
    desk: &Desk,
    (by, act, reason): (&Actor, ActKind, &Reason),
    filter: &Filter,
    (before, limit): (Option<u64>, u32),
) -> Result<Vec<Entry>> {
    let permit = frame::may::<action::ReadLog>(desk, by, reason).await?;
    let told = serde_json::json!({ "filter": told(filter), "before": before });
    frame::note(desk, by, act, reason, told).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::journal::page(&mut tx, &permit, filter, before, limit.clamp(1, PAGE_MAX)).await?)
}

/// How many acts there are, and the last signed checkpoint.
pub async fn state(desk: &Desk, by: &Actor, reason: &Reason) -> Result<State> {
    let _may = frame::may::<action::ReadLog>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let size = store::journal::head(&mut tx).await?;
    let checkpoint = store::journal::checkpoint(&mut tx).await?;
    let key = store::journal::Signer::of(&mut tx).await?.public().fingerprint();
    let key_since_us = store::journal::signs_since(&mut tx).await?;
    Ok(State { size, checkpoint, key, key_since_us })
}

#[derive(Debug, Clone)]
pub struct State {
    pub size: u64,
    /// A signed note, as C2SP writes them.
    pub checkpoint: String,
    /// The fingerprint of the key that signs now.
    pub key: String,
    /// Since when; none where nothing was signed yet.
    pub key_since_us: Option<i64>,
}

/// Proves chain, signatures and tree from the first act to the last, or names the first that does not hold.
/// `heard` is told how many acts of how many are proven.
pub async fn verify(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    heard: impl FnMut(u64, u64) + Send,
) -> Result<Result<Report, Broken>> {
    let _may = frame::may::<action::ReadLog>(desk, by, reason).await?;
    match store::journal::verify(&desk.store, heard).await {
        Ok(report) => Ok(Ok(report)),
        Err(store::Error::Broken(broken)) => Ok(Err(broken)),
        Err(fault) => Err(fault.into()),
    }
}

/// The filter as the journal keeps it.
fn told(filter: &Filter) -> serde_json::Value {
    serde_json::json!({
        "by": filter.by,
        "kind": filter.kind.map(|k| k.as_str()),
        "object": filter.object.map(|o| o.to_string()),
        "purpose": filter.purpose.map(|p| p.as_str()),
        "from_us": filter.from_us,
        "to_us": filter.to_us,
    })
}
