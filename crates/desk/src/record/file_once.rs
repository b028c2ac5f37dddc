//! An officer or client files a record under a key of their own, and may send it again until they have the answer.
use super::Draft;
use super::file::file_as;
use crate::{Desk, Error, Result, once, sights};
use model::{Actor, Reason, RecordId};

/// The same key by the same actor is the same record. With another content it is a conflict.
pub async fn file_once(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    draft: Draft,
    key: &str,
) -> Result<RecordId> {
    let id = RecordId::from_bytes(once::id(desk, by, "record", key));
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let first = store::record::history(&mut tx, &sight, id, desk.clock.now_us()).await?.pop();
    drop(tx);
    match first {
        None => file_as(desk, by, reason, (id, draft)).await,
        Some(first) if first.record == draft.into_record(desk, id, first.record.version)? => Ok(id),
        Some(_) => Err(Error::Conflict("this idempotency key was used for another record; take a new one")),
    }
}
