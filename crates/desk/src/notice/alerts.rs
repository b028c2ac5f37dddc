//! Officers read the alerts of their subscriptions and of their unit's, and say that they were seen.
use super::look::listed;
use super::subscribe::officer;
use crate::{Desk, Error, Result, Ring, frame};
use model::{Actor, Purpose, Reason, RecordId};
use policy::action;
use std::collections::HashMap;
pub use store::alert::NoticeAlert;
use store::notice::Notice;

/// More than these are "many" to whoever reads the count.
const LOOKED_AT: u32 = 200;

/// Newest first, each with its notice as it stands; none where the copy was destroyed. Those whose notice is kept from use here
/// by now are not among them.
pub async fn alerts(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    page: (Option<u64>, u32),
) -> Result<Vec<(NoticeAlert, Option<Notice>)>> {
    let may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let Some(officer) = officer(desk, by).await? else { return Ok(vec![]) };
    let mut tx = desk.store.read().await?;
    let alerts = store::alert::of_notices(&mut tx, &may, &officer.unit, page).await?;
    let ids: Vec<RecordId> = alerts.iter().map(|alert| alert.notice).collect();
    let notices = store::notice::of(&mut tx, &ids).await?;
    drop(tx);
    let told = serde_json::json!({ "notice_alerts": alerts.len() });
    let notices = listed(desk, by, reason, notices, told).await?;
    let notices: HashMap<RecordId, Notice> = notices.into_iter().map(|notice| (notice.id, notice)).collect();
    Ok(alerts.into_iter().map(|alert| (alert.clone(), notices.get(&alert.notice).cloned())).collect())
}

/// Marks one as seen, for the officer or for their whole unit. Somebody else's is none.
pub async fn alert_seen(desk: &Desk, by: &Actor, reason: &Reason, number: u64) -> Result<()> {
    let permit = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let officer = officer(desk, by).await?.ok_or(Error::Missing)?;
    let mut tx = desk.store.begin().await?;
    let now = desk.clock.now_us();
    if !store::alert::see_of_notice(&mut tx, &permit, (&officer.unit, number), now).await? {
        return Err(Error::Missing);
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Alerts(officer.id));
    Ok(())
}

/// Number of each that this officer could be shown, and whether it was seen: nothing is shown, so nothing is noted.
pub(crate) async fn numbers(desk: &Desk, by: &Actor) -> Result<Vec<(u64, bool)>> {
    let permit =
        |purpose: &Purpose| desk.rules().permit::<action::ReadNotices>(by, &Reason::of(*purpose)).ok();
    let Some(may) = Purpose::ALL.iter().find_map(permit) else { return Ok(vec![]) };
    let Some(officer) = officer(desk, by).await? else { return Ok(vec![]) };
    let mut tx = desk.store.read().await?;
    let alerts = store::alert::of_notices(&mut tx, &may, &officer.unit, (None, LOOKED_AT)).await?;
    Ok(alerts.iter().map(|alert| (alert.number, alert.seen_us.is_some())).collect())
}
