//! The first step of every act: may they? A refusal is an act too, and is on disk before it is told.
use crate::{Desk, Error, Result};
use model::{ActKind, Actor, Invalid, Reason, RecordId, Stamp, ThreadId, ThreadStamp};
use policy::action::{OfNode, OfRecord, OfThread};
use policy::{Permit, Refusal, Rules, Target};
use std::sync::Arc;
use store::journal::OwnedAct;

impl Desk {
    pub(crate) fn rules(&self) -> Arc<Rules> {
        let rules = self.rules.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&rules)
    }
}

/// The permit for an action that is not about one record.
pub(crate) async fn may<A: OfNode>(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Permit<A>> {
    match desk.rules().permit::<A>(by, reason) {
        Ok(permit) => Ok(permit),
        Err(refusal) => Err(refused(desk, by, reason, None, refusal).await?),
    }
}

/// The permit for an action on this very version of a record.
pub(crate) async fn may_on<A: OfRecord>(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    on: (Target, &Stamp),
) -> Result<Permit<A>> {
    match desk.rules().permit_on::<A>(by, reason, on.0, on.1) {
        Ok(permit) => Ok(permit),
        Err(refusal) => Err(refused(desk, by, reason, Some((on.0.id, on.0.version)), refusal).await?),
    }
}

/// The permit for an action in a thread; `opens` says that the thread is their own text and not there yet.
pub(crate) async fn may_in<A: OfThread>(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (thread, stamp, opens): (ThreadId, &ThreadStamp, bool),
) -> Result<Permit<A>> {
    match desk.rules().permit_in::<A>(by, reason, thread, (stamp, opens)) {
        Ok(permit) => Ok(permit),
        Err(refusal) => Err(refused(desk, by, reason, None, refusal).await?),
    }
}

async fn refused(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    object: Option<(RecordId, u64)>,
    refusal: Refusal,
) -> Result<Error> {
    let body = serde_json::json!({ "action": refusal.action(), "why": refusal.why() });
    written(desk, by, reason, (ActKind::Refused, object), Some(body)).await?;
    Ok(Error::Refused(refusal))
}

/// Longest reason in words, in bytes.
const WHY_BYTES_MAX: usize = 1_000;

/// A reason in words, without blanks round it: `wanted` says what is asked for where there is none.
pub(crate) fn why<'w>(why: &'w str, wanted: &'static str) -> Result<&'w str> {
    let why = why.trim();
    match why.len() {
        0 => Err(Invalid::new("why", wanted).into()),
        1..=WHY_BYTES_MAX => Ok(why),
        _ => Err(Invalid::new("why", "longer than 1,000 bytes").into()),
    }
}

/// An act that only reads: on disk when this returns.
pub(crate) async fn note(
    desk: &Desk,
    by: &Actor,
    kind: ActKind,
    reason: &Reason,
    body: serde_json::Value,
) -> Result<u64> {
    written(desk, by, reason, (kind, None), Some(body)).await
}

/// The same with a record or a notice in the version that was read. Its owner is told of it.
pub(crate) async fn note_on(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (kind, object): (ActKind, (RecordId, u64)),
    body: Option<serde_json::Value>,
) -> Result<()> {
    written(desk, by, reason, (kind, Some(object)), body).await.map(drop)
}

async fn written(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (kind, object): (ActKind, Option<(RecordId, u64)>),
    body: Option<serde_json::Value>,
) -> Result<u64> {
    let reason = Some(reason.clone());
    let act = OwnedAct { at_us: desk.clock.now_us(), by: by.clone(), kind, object, reason, body };
    Ok(desk.store.note(act).await?)
}
