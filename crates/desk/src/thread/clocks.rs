//! The clocks of requests: how long each may wait, and what climbs when one has run out.
use super::watch;
use crate::{Desk, Result, Ring, frame};
use model::{Actor, Invalid, Reason};
use policy::action;
use std::collections::BTreeSet;
pub use store::thread::Clocks;

/// A year: whoever waits longer does not wait.
const HOURS_MAX: u32 = 8_760;
const MINUTES_MAX: u32 = 1_440;

/// The bureau's own clocks, or those of the directive where it has said nothing.
pub async fn clocks(desk: &Desk) -> Result<Clocks> {
    Ok(store::thread::clocks(&mut desk.store.read().await?).await?)
}

/// Sets them. The journal keeps both.
pub async fn set_clocks(desk: &Desk, by: &Actor, reason: &Reason, clocks: Clocks) -> Result<()> {
    let permit = frame::may::<action::SetClocks>(desk, by, reason).await?;
    let Clocks { urgent_hours, soon_hours, usual_hours, acknowledge_minutes } = clocks;
    let rising = 0 < urgent_hours && urgent_hours <= soon_hours && soon_hours <= usual_hours;
    if !rising || usual_hours > HOURS_MAX {
        let why = "urgent is at least an hour, and what presses less has no fewer, at most 8,760";
        return Err(Invalid::new("usual_hours", why).into());
    }
    if acknowledge_minutes == 0 || acknowledge_minutes > MINUTES_MAX {
        return Err(Invalid::new("acknowledge_minutes", "at least a minute, and at most a day").into());
    }
    let mut tx = desk.store.begin().await?;
    store::thread::put_clocks(&mut tx, permit, &clocks, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets what has run out climb, and calls those whom it concerns: done each second, so that a life waits no longer than it must.
pub async fn late(desk: &Desk) -> Result<()> {
    if desk.post.is_none() {
        return Ok(());
    }
    let now = desk.clock.now_us();
    if !store::thread::any_late(&mut desk.store.read().await?, now).await? {
        return Ok(());
    }
    let mut tx = desk.store.begin().await?;
    let climbed = store::thread::late(&mut tx, &desk.me, now).await?;
    if climbed.is_empty() {
        return Ok(());
    }
    let mut called = BTreeSet::new();
    for (id, level) in &climbed {
        let officers = watch::whom(desk, &mut tx, (*id, *level)).await?;
        store::thread::call(&mut tx, *id, &officers, (*level, now)).await?;
        called.extend(officers);
    }
    tx.commit().await?;
    called.into_iter().for_each(|officer| desk.bell.ring(Ring::Called(officer)));
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Threads);
    Ok(())
}
