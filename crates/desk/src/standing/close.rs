//! An officer closes a question that was left open; what it asked is destroyed.
use crate::{Desk, Error, Result, Ring, frame};
use model::{Actor, Reason, StandingId};
use policy::action;

/// Only the officer who opened it; for anybody else there is none.
pub async fn close(desk: &Desk, by: &Actor, reason: &Reason, id: StandingId) -> Result<()> {
    let permit = frame::may::<action::Stand>(desk, by, reason).await?;
    let Actor::Officer { .. } = by else { return Err(Error::Missing) };
    let mut tx = desk.store.begin().await?;
    if !store::standing::close(&mut tx, &permit, id, desk.clock.now_us()).await? {
        return Err(Error::Missing);
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}
