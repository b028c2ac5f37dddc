//! The lists that are held here, the imports that brought them, and what was refused of each.
use crate::{Desk, Error, Result, frame, sights};
use model::{Actor, ImportId, Reason};
use policy::action;
pub use store::import::{Counts, Import, List, RefusedRow, State};

/// Each list with how many of its records the actor may see.
pub async fn lists(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<List>> {
    let _may = frame::may::<action::ListRecords>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::import::lists(&mut tx, &sight, desk.clock.now_us()).await?)
}

/// Imports, newest first.
pub async fn imports(desk: &Desk, by: &Actor, reason: &Reason, limit: u32) -> Result<Vec<Import>> {
    let _may = frame::may::<action::Import>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::import::all(&mut tx, &desk.me, limit).await?)
}

/// One import.
pub async fn import(desk: &Desk, by: &Actor, reason: &Reason, id: ImportId) -> Result<Import> {
    let _may = frame::may::<action::Import>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    store::import::one(&mut tx, &desk.me, id).await?.ok_or(Error::Missing)
}

/// One import's refused rows behind the `after`th, each with its number.
pub async fn refusals(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: ImportId,
    (after, limit): (u64, u32),
) -> Result<Vec<(u64, RefusedRow)>> {
    let _may = frame::may::<action::Import>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::import::refused(&mut tx, &desk.me, id, after, limit).await?)
}
