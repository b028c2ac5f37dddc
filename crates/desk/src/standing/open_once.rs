//! An officer leaves a question open under a key of their own, and may send it again until they have the answer.
use super::open::open_as;
use crate::check::Question;
use crate::{Desk, Error, Result, once};
use model::{Actor, Reason, StandingId};

/// The same key by the same officer is the same standing check.
pub async fn open_once(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (question, until_us): (&Question, i64),
    key: &str,
) -> Result<StandingId> {
    let id = StandingId::from_bytes(once::id(desk, by, "standing", key));
    let mut tx = desk.store.read().await?;
    let there = store::standing::get(&mut tx, id, desk.clock.now_us()).await?;
    drop(tx);
    match there {
        None => open_as(desk, by, reason, (id, question), until_us).await,
        Some(standing) if standing.reason == *reason => Ok(id),
        Some(_) => Err(Error::Conflict("this idempotency key was used for another question; take a new one")),
    }
}
