//! How many alerts an officer has not seen: the count beside the name of the place, without their content.
use crate::{Desk, Result, sights};
use model::{Actor, Reason};

/// Counted are those whose record the officer may see for one of the reasons of their own questions.
pub async fn unseen(desk: &Desk, by: &Actor) -> Result<u32> {
    let Actor::Officer { id, .. } = by else { return Ok(0) };
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let mut unseen = std::collections::BTreeSet::new();
    for reason in reasons(&mut tx, *id, now).await? {
        let sight = sights::of(desk, by, &reason).await?;
        let alerts = store::alert::page(&mut tx, &sight, (None, LOOKED_AT), now).await?;
        unseen.extend(alerts.iter().filter(|alert| !alert.seen).map(|alert| alert.number));
    }
    Ok(u32::try_from(unseen.len()).unwrap_or(u32::MAX))
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
