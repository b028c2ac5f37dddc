//! What others hold of our records in versions that this node, having been set back, does not have: for people to look at.
use crate::{Desk, Result, frame};
use model::{ActKind, Actor, Reason};
use policy::action;
pub use store::overtaken::Overtaken;

/// Most that are shown at once.
const SHOWN: u32 = 500;

/// All of it, in the order of the records; of very many the first 500.
pub async fn overtaken(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Overtaken>> {
    let may = frame::may::<action::ReadPeers>(desk, by, reason).await?;
    let open = store::overtaken::open(&mut desk.store.read().await?, &may, SHOWN).await?;
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "overtaken": open.len() })).await?;
    Ok(open)
}
