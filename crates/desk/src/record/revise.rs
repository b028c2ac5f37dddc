//! The owner states it anew: the next version of a record, which every holder then has instead of the last.
use super::Draft;
use super::seen::permitted;
use crate::{Desk, Error, Result, Ring, sights};
use model::{Actor, Reason, Record, RecordId};
use policy::{Permit, action};
use store::Tx;

/// `read` is the version that the officer saw; if there is a newer one by now, it is a conflict and nothing is written.
pub async fn revise(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: RecordId,
    read: u64,
    draft: Draft,
) -> Result<u64> {
    let (held, permit) = permitted::<action::Revise>(desk, by, reason, id).await?;
    crate::notice::is_free(desk, id).await?;
    if held.record.version != read {
        return Err(Error::Conflict("somebody has revised this record since you read it; read it again"));
    }
    // After a restore others may hold versions that are not here: none of their numbers is used again.
    let version = store::overtaken::next_version(&mut desk.store.read().await?, id, read).await?;
    let record = draft.into_record(desk, id, version)?;
    if record.kind() != held.record.kind() {
        return Err(Error::Conflict("a record keeps its kind; withdraw it and file another"));
    }
    let mut tx = desk.store.begin().await?;
    store::record::revise(&mut tx, permit, &record, desk.clock.now_us()).await?;
    tx.commit().await?;
    sights::know(desk, &record.stamp()).await?;
    desk.bell.ring(Ring::Journal);
    Ok(record.version)
}

/// The record as it stands, in its next version: so its files follow it to whoever has it, and it takes the place of what anybody has of it.
pub(crate) async fn state_anew(
    tx: &mut Tx,
    permit: Permit<action::Revise>,
    record: Record,
    now: i64,
) -> Result<()> {
    let version = store::overtaken::next_version(tx, record.id, record.version).await?;
    let record = Record { version, ..record };
    store::record::revise(tx, permit, &record, now).await?;
    Ok(())
}
