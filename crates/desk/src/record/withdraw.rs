//! The owner takes a record back: its key is destroyed, and no copy of what it said can be read again.
use super::to_take_back;
use crate::{Desk, Result, Ring};
use model::{Actor, Reason, RecordId};

/// `why` is kept in the journal, for it is about the act and not about the person.
pub async fn withdraw(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId, why: &str) -> Result<()> {
    let permit = to_take_back(desk, by, reason, id).await?;
    crate::notice::is_free(desk, id).await?;
    let mut tx = desk.store.begin().await?;
    store::record::withdraw(&mut tx, permit, why, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.index.remove(&[id]);
    desk.bell.ring(Ring::Journal);
    Ok(())
}
