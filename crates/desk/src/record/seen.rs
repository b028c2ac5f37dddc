//! The record that an act is about, as far as the officer may know of it.
use crate::{Desk, Error, Result, frame, sights};
use model::{ActKind, Actor, Reason, RecordId, Stamp};
use policy::action::{self, OfRecord};
use policy::{Permit, Target};
use store::record::Held;

/// The record with the permit to do this with it. One that is hidden and one that is absent answer alike.
pub(crate) async fn permitted<A: OfRecord>(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: RecordId,
) -> Result<(Held, Permit<A>)> {
    let (held, target, stamp) = find(desk, by, reason, id).await?;
    Ok((held, frame::may_on(desk, by, reason, (target, &stamp)).await?))
}

/// The record. Asking for one that is hidden or absent is in the journal: nobody tries out ids unseen.
pub(crate) async fn find(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: RecordId,
) -> Result<(Held, Target, Stamp)> {
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    if let Some(held) = store::record::open(&mut tx, &sight, id, desk.clock.now_us()).await?
        && let Some((target, stamp)) = store::record::target(&mut tx, id).await?
    {
        return Ok((held, target, stamp));
    }
    drop(tx);
    // Somebody who may see nothing at all is refused; for anybody else there is no such thing here.
    let _may = frame::may::<action::Check>(desk, by, reason).await?;
    let asked = serde_json::json!({ "asked": id.to_string(), "why": "hidden or absent" });
    frame::note(desk, by, ActKind::Refused, reason, asked).await?;
    Err(Error::Missing)
}
