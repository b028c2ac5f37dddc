//! An officer reads the alerts of standing checks, and says that they were seen.
use crate::ask::unasked;
use crate::{Desk, Error, Result, Ring, frame, sights};
use model::{ActKind, Actor, Reason, Record};
use policy::action;
use std::collections::HashMap;
pub use store::alert::Alert;

/// The officer's alerts, newest first, each with its record as it stands. Those whose record the officer may not see by
/// now are not among them.
pub async fn alerts(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (before, limit): (Option<u64>, u32),
) -> Result<Vec<(Alert, Record)>> {
    let _may = frame::may::<action::Stand>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let alerts = store::alert::page(&mut tx, &sight, (before, limit), now).await?;
    let ids: Vec<_> = alerts.iter().map(|alert| alert.record).collect();
    let mut held = store::record::many(&mut tx, &sight, &ids, now).await?;
    held.iter_mut().for_each(|held| unasked(desk, reason, &mut held.record));
    drop(tx);
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "alerts": alerts.len() })).await?;
    let shown: HashMap<_, _> = held.into_iter().map(|h| (h.record.id, h.record)).collect();
    Ok(alerts
        .into_iter()
        .filter_map(|alert| Some((alert.clone(), shown.get(&alert.record)?.clone())))
        .collect())
}

/// Marks one as seen. Somebody else's is none.
pub async fn seen(desk: &Desk, by: &Actor, reason: &Reason, number: u64) -> Result<()> {
    let permit = frame::may::<action::Stand>(desk, by, reason).await?;
    let Actor::Officer { id, .. } = by else { return Err(Error::Missing) };
    let mut tx = desk.store.begin().await?;
    store::alert::see(&mut tx, &permit, number, desk.clock.now_us()).await?.ok_or(Error::Missing)?;
    tx.commit().await?;
    desk.bell.ring(Ring::Alerts(*id));
    Ok(())
}
