//! An officer takes one record out, as a FollowTheMoney line.
use crate::{Desk, Error, Result, frame, sights};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;
use store::journal::OwnedAct;

/// On disk that it went out, before it is given.
pub async fn one(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<String> {
    let _may = frame::may::<action::Export>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let held = store::record::open(&mut tx, &sight, id, now).await?.ok_or(Error::Missing)?;
    drop(tx);
    let act = OwnedAct {
        at_us: now,
        by: by.clone(),
        kind: ActKind::Exported,
        object: Some((id, held.record.version)),
        reason: Some(reason.clone()),
        body: Some(serde_json::json!({ "format": "ftm" })),
    };
    desk.store.note(act).await?;
    Ok(formats::ftm::write(&held.record) + "\n")
}
