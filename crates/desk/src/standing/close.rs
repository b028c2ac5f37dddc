//! An officer closes a question that was left open.
use super::open::reading_id;
use crate::{Desk, Error, Result, frame};
use model::{ActKind, Actor, Reason, RecordId, StandingId};
use policy::action;
use store::journal::Act;

/// Only the officer who opened it; for anybody else there is none.
pub async fn close(desk: &Desk, by: &Actor, reason: &Reason, id: StandingId) -> Result<()> {
    frame::may::<action::Stand>(desk, by, reason).await?;
    let mut tx = desk.store.begin().await?;
    let standing = store::standing::get(&mut tx, id).await?;
    let own = |officer| matches!(by, Actor::Officer { id, .. } if *id == officer);
    let standing = standing.filter(|s| own(s.officer) && !s.closed).ok_or(Error::Missing)?;
    store::standing::close(&mut tx, id).await?;
    let body = serde_json::json!({ "standing": id.to_string() });
    let at_us = desk.clock.now_us();
    let act = Act { at_us, by, kind: ActKind::StandingClosed, object: None, reason: Some(reason), body: Some(body) };
    store::journal::write(&mut tx, act).await?;
    tx.commit().await?;
    let readings: Vec<RecordId> = (0u8..).zip(&standing.entities).map(|(nth, _)| reading_id(id, nth)).collect();
    desk.standing.remove(&readings);
    Ok(())
}
