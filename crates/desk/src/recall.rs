//! Recalls that press: what others have not confirmed gone after a time is told to whoever keeps the overview, once for
//! each of two levels.
use crate::{Desk, Error, Result, Ring, frame, sights};
use model::{Actor, Invalid, Reason, Role};
use policy::action;
pub use store::recall::{Pressing, Standing};

const HOUR_US: i64 = 3_600 * 1_000_000;

/// After how many hours a recall that is not confirmed is late, and very late; and for how many this node sets a copy aside, found
/// by nobody, until somebody has said whether the law bids to keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    pub late_hours: u32,
    pub very_late_hours: u32,
    /// 0: what its owner takes back is destroyed at once, unless it was declared before.
    pub undecided_hours: u32,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { late_hours: 24, very_late_hours: 72, undecided_hours: 0 }
    }
}

/// A year: whoever waits longer does not wait.
const HOURS_MAX: u32 = 8_760;
/// Whoever needs longer to decide keeps without a law.
const UNDECIDED_HOURS_MAX: u32 = 72;

/// The bureau's own patience, or the ordinary one where it has said nothing.
pub async fn patience(desk: &Desk) -> Result<Patience> {
    patience_in(&mut desk.store.glance().await?).await
}

/// The same, in a transaction.
pub(crate) async fn patience_in(tx: &mut store::Tx) -> Result<Patience> {
    let own = store::setting::patience(tx).await?;
    Ok(own.map_or_else(Patience::default, |[late_hours, very_late_hours, undecided_hours]| Patience {
        late_hours,
        very_late_hours,
        undecided_hours,
    }))
}

impl Patience {
    /// Until when a copy that is taken back at this moment waits for a decision; none where it does not.
    pub(crate) fn undecided_until(self, now_us: i64) -> Option<i64> {
        (self.undecided_hours > 0).then(|| now_us + i64::from(self.undecided_hours) * HOUR_US)
    }
}

/// Sets it. The journal keeps both.
pub async fn set_patience(desk: &Desk, by: &Actor, reason: &Reason, patience: Patience) -> Result<()> {
    let permit = frame::may::<action::SetClocks>(desk, by, reason).await?;
    let Patience { late_hours, very_late_hours, undecided_hours } = patience;
    if late_hours == 0 || very_late_hours <= late_hours || very_late_hours > HOURS_MAX {
        let why = "a recall is late after at least an hour, and very late after more hours than that, at most 8,760";
        return Err(Invalid::new("very_late_hours", why).into());
    }
    if undecided_hours > UNDECIDED_HOURS_MAX {
        let why = "whether a copy must be kept is decided within three days: at most 72 hours";
        return Err(Invalid::new("undecided_hours", why).into());
    }
    let mut tx = desk.store.begin().await?;
    let hours = [late_hours, very_late_hours, undecided_hours];
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
