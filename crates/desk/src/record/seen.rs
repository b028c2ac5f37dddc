//! The record that an act is about, as far as the officer may know of it.
use crate::{Desk, Error, Result, frame, sights};
use model::{ActKind, Actor, Pair, Reason, RecordId, Stamp};
use policy::action::{self, OfRecord};
use policy::{Permit, Target};
use store::record::Held;

/// A moment at which no record has had its time.
const BEFORE_ALL_US: i64 = i64::MIN;

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

/// The permit to take a record back. One that has had its time is read by nobody, but its owner may still take it back, and with
/// it what lies sealed at others.
pub(crate) async fn to_take_back(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: RecordId,
) -> Result<Permit<action::Withdraw>> {
    let (_, target, stamp) = find_as_of(desk, by, reason, (id, BEFORE_ALL_US)).await?;
    frame::may_on(desk, by, reason, (target, &stamp)).await
}

/// Whether this is a record of ours that has had its time, and that they would see if it had not.
pub async fn is_over(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<bool> {
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let held = store::record::open(&mut tx, &sight, id, BEFORE_ALL_US).await?;
    let now = desk.clock.now_us();
    let ended = |held: &Held| held.record.handling.expires_us.is_some_and(|end| end <= now);
    Ok(held.is_some_and(|held| held.record.owner == desk.me && ended(&held)))
}

/// Both records of a pair with the permits to do this with them, in its order. What is hidden or absent is told before what
/// is not permitted, whichever of the two it is.
pub(crate) async fn permitted_both<A: OfRecord>(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    pair: Pair,
) -> Result<([Held; 2], [Permit<A>; 2])> {
    let (one, first, first_stamp) = find(desk, by, reason, pair.one()).await?;
    let (two, second, second_stamp) = find(desk, by, reason, pair.two()).await?;
    let first = frame::may_on(desk, by, reason, (first, &first_stamp)).await?;
    let second = frame::may_on(desk, by, reason, (second, &second_stamp)).await?;
    Ok(([one, two], [first, second]))
}

/// The record. Asking for one that is hidden or absent is in the journal: nobody tries out ids unseen.
pub(crate) async fn find(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: RecordId,
) -> Result<(Held, Target, Stamp)> {
    find_as_of(desk, by, reason, (id, desk.clock.now_us())).await
}

async fn find_as_of(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, at_us): (RecordId, i64),
) -> Result<(Held, Target, Stamp)> {
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    if let Some(held) = store::record::open(&mut tx, &sight, id, at_us).await?
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
