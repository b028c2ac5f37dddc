//! How many alerts an officer has not seen, and the number of the newest: for the frame of a page.
use crate::{Desk, Result, sights};
use model::{Actor, Reason};
use std::collections::BTreeMap;

/// Counted are those whose record the officer may see for one of the reasons of their own questions, and those of notices.
pub async fn unseen(desk: &Desk, by: &Actor) -> Result<u32> {
    let unseen = newest_of_each(desk, by).await?.into_values().filter(|seen| !seen).count();
    Ok(u32::try_from(unseen).unwrap_or(u32::MAX))
}

/// The number of their newest alert, 0 where there is none. Nothing is shown, so nothing is noted.
pub async fn newest(desk: &Desk, by: &Actor) -> Result<u64> {
    Ok(newest_of_each(desk, by).await?.into_keys().next_back().unwrap_or(0))
}

/// Number of each, and whether it was seen.
async fn newest_of_each(desk: &Desk, by: &Actor) -> Result<BTreeMap<u64, bool>> {
    let Actor::Officer { id, .. } = by else { return Ok(BTreeMap::new()) };
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let mut alerts = BTreeMap::new();
    for reason in reasons(&mut tx, *id, now).await? {
        let sight = sights::of(desk, by, &reason).await?;
        let page = store::alert::page(&mut tx, &sight, (None, LOOKED_AT), now).await?;
        alerts.extend(page.iter().map(|alert| (alert.number, alert.seen_us.is_some())));
    }
    drop(tx);
    alerts.extend(crate::notice::alert_numbers(desk, by).await?);
    Ok(alerts)
}

/// More than these are "many" to whoever reads the count.
const LOOKED_AT: u32 = 200;

async fn reasons(tx: &mut store::Tx, officer: model::OfficerId, now_us: i64) -> Result<Vec<Reason>> {
    let mut reasons: Vec<Reason> = vec![];
    for standing in store::standing::of(tx, officer, now_us).await? {
        if !reasons.contains(&standing.reason) {
            reasons.push(standing.reason);
        }
    }
    Ok(reasons)
}
