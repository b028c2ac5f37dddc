//! Double entry: what passed between this member and another stands in the logs of both. Each tells the other, once a day, how much
//! its log has of each day and what the digest of it is; where the two differ they find out which acts it is about. What has
//! not agreed for a day is an alarm on both sides. So it is with records: what was given against what is held.
mod again;
mod compare;
mod holding;
mod keep;
mod round;

pub use again::{Strayed, once_more, stray_alarms, strays};
pub(crate) use compare::{Found, differs, items, sums};
pub(crate) use holding::{GivenOnce, given_sum, held_differs, held_items, held_sums, held_wanted};
pub(crate) use keep::keep;

use crate::{Desk, Error, Result, Ring, frame};
use model::{ActKind, Actor, Invalid, Member, Passed, Reason};
use policy::action;
pub use store::holding::Difference as Stray;
pub use store::ledger::{Difference, Reckoning};

const DAY_US: i64 = 86_400 * 1_000_000;
/// What has not agreed for so long is an alarm.
const PATIENCE_US: i64 = DAY_US;
/// Days that are held against each other: a capsule's log comes home within so many.
const DAYS: i64 = 16;

/// Tells whoever it is time for what our log has, and what they are to have of our records. Done each minute.
pub async fn round(desk: &Desk) -> Result<()> {
    round::round(desk).await?;
    holding::round(desk).await?;
    crate::figure::round(desk).await
}

/// The day of a moment, in days since 1970, UTC.
pub(crate) fn day_of(us: i64) -> i64 {
    us.div_euclid(DAY_US)
}

/// How it stands with each member, and what does not agree.
pub async fn differences(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
) -> Result<(Vec<Reckoning>, Vec<Difference>)> {
    let may = frame::may::<action::ReadPeers>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let stands = store::ledger::reckonings(&mut tx).await?;
    let apart = store::ledger::differences(&mut tx, &may).await?;
    drop(tx);
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "differences": apart.len() })).await?;
    Ok((stands, apart))
}

/// How many lines do not agree and are an alarm, by member.
pub async fn alarms(desk: &Desk) -> Result<Vec<(Member, u64)>> {
    let alarms = store::ledger::alarms(&mut desk.store.glance().await?).await?;
    Ok(alarms.into_iter().collect())
}

/// Has the logs held against each other now, and not at the next turn. What comes of it is known when the other's node has
/// answered.
pub async fn at_once(desk: &Desk, by: &Actor, reason: &Reason, member: &Member) -> Result<()> {
    let _may = frame::may::<action::ReadLog>(desk, by, reason).await?;
    if desk.roster().get(member).is_none_or(|known| known.member == desk.me) {
        return Err(Invalid::new("member", "no other member of this network has this code").into());
    }
    let told = serde_json::json!({ "reckons_with": member.as_str() });
    frame::note(desk, by, ActKind::LogRead, reason, told).await?;
    let mut tx = desk.store.begin().await?;
    store::ledger::told(&mut tx, member, None).await?;
    store::holding::tell(&mut tx, member, None).await?;
    tx.commit().await?;
    round(desk).await
}

/// An inspector has looked into what does not agree on a day, and says why it is no alarm any more.
pub async fn settle(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (member, passed, day): (&Member, Passed, i64),
    why: &str,
) -> Result<()> {
    let permit = frame::may::<action::SettleLog>(desk, by, reason).await?;
    let why = frame::why(why, "say what you found")?;
    let mut tx = desk.store.begin().await?;
    let what = (member, passed, day);
    store::ledger::settle(&mut tx, &permit, what, why, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Peers);
    Ok(())
}

fn no_network() -> Error {
    Error::Conflict("this node is in no network")
}
