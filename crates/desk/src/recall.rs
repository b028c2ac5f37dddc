//! Recalls that press: what others have not confirmed gone after a time is told to whoever keeps the overview, once for
//! each of two levels.
use crate::{Desk, Error, Result, Ring, frame, sights};
use model::{Actor, Invalid, Reason, Role};
use policy::action;
pub use store::recall::{Pressing, Standing};

const HOUR_US: i64 = 3_600 * 1_000_000;

/// After how many hours a recall that is not confirmed is late, and very late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    pub late_hours: u32,
    pub very_late_hours: u32,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { late_hours: 24, very_late_hours: 72 }
    }
}

/// A year: whoever waits longer does not wait.
const HOURS_MAX: u32 = 8_760;

/// The bureau's own patience, or the ordinary one where it has said nothing.
pub async fn patience(desk: &Desk) -> Result<Patience> {
    let own = store::setting::patience(&mut desk.store.glance().await?).await?;
    Ok(own.map_or_else(Patience::default, |(late_hours, very_late_hours)| Patience {
        late_hours,
        very_late_hours,
    }))
}

/// Sets it. The journal keeps both.
pub async fn set_patience(desk: &Desk, by: &Actor, reason: &Reason, patience: Patience) -> Result<()> {
    let permit = frame::may::<action::SetClocks>(desk, by, reason).await?;
    let Patience { late_hours, very_late_hours } = patience;
    if late_hours == 0 || very_late_hours <= late_hours || very_late_hours > HOURS_MAX {
        let why = "a recall is late after at least an hour, and very late after more hours than that, at most 8,760";
        return Err(Invalid::new("very_late_hours", why).into());
    }
    let mut tx = desk.store.begin().await?;
    let hours = (late_hours, very_late_hours);
    store::setting::put_patience(&mut tx, permit, hours, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// Tells what has become late since the last time: done each minute. Gives how much.
pub async fn press(desk: &Desk) -> Result<usize> {
    if desk.post.is_none() {
        return Ok(0);
    }
    let (now, patience) = (desk.clock.now_us(), patience(desk).await?);
    let before = |hours: u32| now - i64::from(hours) * HOUR_US;
    let since = [before(patience.late_hours), before(patience.very_late_hours)];
    if !store::recall::any_due(&mut desk.store.glance().await?, since).await? {
        return Ok(0);
    }
    let mut tx = desk.store.begin().await?;
    let pressed = store::recall::press(&mut tx, &desk.me, since, now).await?;
    tx.commit().await?;
    if !pressed.is_empty() {
        desk.bell.ring(Ring::Recalls);
    }
    Ok(pressed.len())
}

/// Whether an officer is told of it as it happens: whoever keeps the overview is, and may see it at all.
pub fn concerns(desk: &Desk, by: &Actor, reason: &Reason) -> bool {
    by.roles().contains(&Role::Coordinator) && crate::offer::may::<action::ReadWindow>(desk, by, reason)
}

/// How it stands with every member that was told to destroy copies.
pub async fn standings(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Standing>> {
    let may = frame::may::<action::ReadWindow>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let standings = store::recall::standings(&mut desk.store.read().await?, (&may, &sight)).await?;
    crate::window::told(desk, by, reason, serde_json::json!({ "standings": standings.len() })).await?;
    Ok(standings)
}

/// What was pressed since a moment, the newest first; for the page that is open meanwhile.
pub async fn pressed(desk: &Desk, by: &Actor, reason: &Reason, since_us: i64) -> Result<Vec<Pressing>> {
    const SHOWN: u32 = 50;
    // Asked by the page itself, of what its officer may read: a refusal is no act of theirs.
    let may = desk.rules().permit::<action::ReadWindow>(by, reason).map_err(Error::Refused)?;
    let sight = sights::of(desk, by, reason).await?;
    Ok(store::recall::pressed(&mut desk.store.read().await?, (&may, &sight), since_us, SHOWN).await?)
}
