//! The lists that are held here, the imports that brought them, and what was refused of each.
use crate::{Desk, Result, frame};
use model::{Actor, ImportId, Reason};
use policy::action;
pub use store::import::{Import, List, Refusal};

/// Each list with how many of its records stand.
pub async fn lists(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<List>> {
    frame::may::<action::ListRecords>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::import::lists(&mut tx, &desk.me).await?)
}

/// Imports, newest first.
pub async fn imports(desk: &Desk, by: &Actor, reason: &Reason, limit: i64) -> Result<Vec<Import>> {
    frame::may::<action::Import>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::import::all(&mut tx, limit).await?)
}

/// One import's refused rows, from the `after`th on.
pub async fn refusals(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    import: ImportId,
    (after, limit): (i64, i64),
) -> Result<Vec<Refusal>> {
    frame::may::<action::Import>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::import::refusals(&mut tx, import, after, limit).await?)
}
