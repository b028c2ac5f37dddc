//! The owner takes a record back: its key is destroyed, and no copy of what it said can be read again.
use crate::{Desk, Error, Result, Ring, frame, sights};
use model::{Actor, Reason, RecordId};
use policy::action;

/// `why` is kept in the journal, for it is about the act and not about the person.
pub async fn withdraw(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId, why: &str) -> Result<()> {
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    store::record::open(&mut tx, &sight, id, desk.clock.now_us()).await?.ok_or(Error::Missing)?;
    let (target, stamp) = store::record::target(&mut tx, id).await?.ok_or(Error::Missing)?;
    drop(tx);
    let permit = frame::may_on::<action::Withdraw>(desk, by, reason, (target, &stamp)).await?;
    let mut tx = desk.store.begin().await?;
    store::record::withdraw(&mut tx, permit, why, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.index.remove(&[id]);
    desk.bell.ring(Ring::Journal);
    Ok(())
}
