//! What others hold of our records and notices of which this node, having been set back, knows nothing: for people to look at.
use crate::{Desk, Result, follow, frame};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;
use std::collections::HashSet;
use store::overtaken::Overtaken;

/// Most that are shown at once.
const SHOWN: u32 = 500;

/// A copy that somebody has of ours.
#[derive(Debug, Clone)]
pub struct Copied {
    pub copy: Overtaken,
    /// It is a notice, as far as that is known here.
    pub is_notice: bool,
    /// It is here as well, in whatever version, and can be opened.
    pub is_here: bool,
}

/// All such copies, in the order of the records; of very many the first 500.
pub async fn overtaken(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Copied>> {
    let may = frame::may::<action::ReadPeers>(desk, by, reason).await?;
    let (sight, now) = (follow::engine(desk).await?, desk.clock.now_us());
    let mut tx = desk.store.read().await?;
    let all = store::overtaken::open(&mut tx, &may, SHOWN).await?;
    let ids: Vec<RecordId> = all.iter().map(|copy| copy.id).collect();
    let records = store::record::many(&mut tx, &sight, &ids, now).await?;
    let here: HashSet<RecordId> = records.into_iter().map(|held| held.record.id).collect();
    let mut open = Vec::with_capacity(all.len());
    for copy in all {
        let notice = store::notice::known(&mut tx, copy.id).await?;
        let is_here = notice.as_ref().map_or_else(|| here.contains(&copy.id), |notice| !notice.gone);
        open.push(Copied { is_notice: notice.is_some(), is_here, copy });
    }
    drop(tx);
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "overtaken": open.len() })).await?;
    Ok(open)
}
