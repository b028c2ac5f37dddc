//! An officer closes a question that was left open; what it asked is destroyed.
use super::open::{READINGS_MAX, reading_id};
use crate::{Desk, Error, Result, frame};
use model::{Actor, Reason, RecordId, StandingId};
use policy::action;

/// Only the officer who opened it; for anybody else there is none.
pub async fn close(desk: &Desk, by: &Actor, reason: &Reason, id: StandingId) -> Result<()> {
    let permit = frame::may::<action::Stand>(desk, by, reason).await?;
    let mut tx = desk.store.begin().await?;
    if !store::standing::close(&mut tx, &permit, id, desk.clock.now_us()).await? {
        return Err(Error::Missing);
    }
    tx.commit().await?;
    let readings: Vec<RecordId> = (0..READINGS_MAX).map(|nth| reading_id(id, nth)).collect();
    desk.standing.remove(&readings);
    Ok(())
}
