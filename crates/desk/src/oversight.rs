//! Inspectors read the log: who looked at whom, why, when. Reading it is in it too.
use crate::{Desk, Result, frame};
use model::{ActKind, Actor, Reason};
use policy::action;
pub use store::journal::{Entry, Filter};

pub const PAGE_MAX: i64 = 500;

/// Entries before `before` (newest first), with their bodies as far as their keys still exist.
pub async fn read(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    filter: &Filter,
    (before, limit): (Option<u64>, i64),
) -> Result<Vec<Entry>> {
    let permit = frame::may::<action::ReadLog>(desk, by, reason).await?;
    let told = serde_json::json!({ "filter": filter.to_string(), "before": before });
    frame::note(desk, by, ActKind::LogRead, reason, told).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::journal::page(&mut tx, &permit, filter, before, limit.clamp(1, PAGE_MAX)).await?)
}

/// How many acts there are, and the last signed checkpoint.
pub async fn state(desk: &Desk, by: &Actor, reason: &Reason) -> Result<State> {
    frame::may::<action::ReadLog>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let size = store::journal::head(&mut tx).await?;
    let checkpoint = store::journal::checkpoint(&mut tx).await?;
    Ok(State { size, checkpoint })
}

#[derive(Debug, Clone)]
pub struct State {
    pub size: u64,
    /// A signed note, as C2SP writes them.
    pub checkpoint: Option<String>,
}

/// Proves chain, signatures and tree from the first act to the last. `told` hears how many acts were looked at.
pub async fn verify(desk: &Desk, by: &Actor, reason: &Reason, told: impl FnMut(u64) + Send) -> Result<store::journal::Verdict> {
    frame::may::<action::ReadLog>(desk, by, reason).await?;
    Ok(store::journal::verify(&desk.store, told).await?)
}
