//! What others hold of our records and notices of which this node, having been set back, knows nothing: for people to look at.
use crate::{Desk, Result, frame};
use model::{ActKind, Actor, Reason};
use policy::action;
pub use store::overtaken::Overtaken;

/// Most that are shown at once.
const SHOWN: u32 = 500;

/// All of it, in the order of the records, each with whether it is a notice, as far as that is known here; of very many the first
/// 500.
pub async fn overtaken(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<(Overtaken, bool)>> {
    let may = frame::may::<action::ReadPeers>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let mut open = Vec::new();
    for it in store::overtaken::open(&mut tx, &may, SHOWN).await? {
        let is_notice = store::notice::known(&mut tx, it.id).await?.is_some();
        open.push((it, is_notice));
    }
    drop(tx);
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "overtaken": open.len() })).await?;
    Ok(open)
}
