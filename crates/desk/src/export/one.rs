//! An officer takes one record out, as a FollowTheMoney line.
use crate::{Desk, Result, frame, record};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;
use store::journal::OwnedAct;

/// On disk that it went out, before it is given.
pub async fn one(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<String> {
    let _may = frame::may::<action::Export>(desk, by, reason).await?;
    let (held, ..) = record::find(desk, by, reason, id).await?;
    let act = OwnedAct {
        at_us: desk.clock.now_us(),
        by: by.clone(),
        kind: ActKind::Exported,
        object: Some((id, held.record.version)),
        reason: Some(reason.clone()),
        body: Some(serde_json::json!({ "format": "ftm" })),
    };
    desk.store.note(act).await?;
    Ok(formats::ftm::write(&held.record) + "\n")
}
