//! An officer takes one record out, as a FollowTheMoney line.
use crate::{Desk, Result, frame, record};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;

/// On disk that it went out, before it is given.
pub async fn one(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<String> {
    let _may = frame::may::<action::Export>(desk, by, reason).await?;
    let (held, ..) = record::find(desk, by, reason, id).await?;
    frame::note_on(
        desk,
        by,
        reason,
        (ActKind::Exported, (id, held.record.version)),
        Some(serde_json::json!({ "format": "ftm" })),
    )
    .await?;
    Ok(formats::ftm::write(&held.record) + "\n")
}
