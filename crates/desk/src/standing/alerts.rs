//! An officer reads the alerts of standing checks, and says that they were seen.
use crate::{Desk, Error, Result, Ring, frame, sights};
use model::{ActKind, Actor, Reason, Record};
use policy::action;
use std::collections::HashMap;
use store::journal::OwnedAct;
pub use store::standing::Alert;

/// The officer's alerts, newest first, each with its record as far as the officer may see it by now.
pub async fn alerts(desk: &Desk, by: &Actor, reason: &Reason, limit: i64) -> Result<Vec<(Alert, Option<Record>)>> {
    frame::may::<action::Stand>(desk, by, reason).await?;
    let Actor::Officer { id, .. } = by else { return Ok(vec![]) };
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let alerts = store::standing::alerts(&mut tx, *id, limit).await?;
    let ids: Vec<_> = alerts.iter().map(|alert| alert.record).collect();
    let held = store::record::many(&mut tx, &sight, &ids, desk.clock.now_us()).await?;
    drop(tx);
    let shown: HashMap<_, _> = held.into_iter().map(|h| (h.record.id, h.record)).collect();
    let told = serde_json::json!({ "alerts": alerts.len() });
    frame::note(desk, by, ActKind::Listed, reason, told).await?;
    Ok(alerts.into_iter().map(|alert| { let record = shown.get(&alert.record).cloned(); (alert, record) }).collect())
}

/// Marks one as seen. Somebody else's is none.
pub async fn seen(desk: &Desk, by: &Actor, reason: &Reason, number: i64) -> Result<()> {
    frame::may::<action::Stand>(desk, by, reason).await?;
    let Actor::Officer { id, .. } = by else { return Err(Error::Missing) };
    let mut tx = desk.store.begin().await?;
    let alert = store::standing::see(&mut tx, *id, number).await?.ok_or(Error::Missing)?;
    tx.commit().await?;
    let act = OwnedAct {
        at_us: desk.clock.now_us(),
        by: by.clone(),
        kind: ActKind::AlertSeen,
        object: Some((alert.record, alert.version)),
        reason: Some(reason.clone()),
        body: None,
    };
    desk.store.note(act).await?;
    desk.bell.ring(Ring::Alerts(*id));
    Ok(())
}
