//! A log that does not come home presses: once when it is late, and once more when it is very late.
use crate::{Desk, Error, Result, Ring};
use model::{Actor, Reason, Role};
use policy::action;
use store::capsule::Capsule;

const HOUR_US: i64 = 3_600 * 1_000_000;
/// After the last lease was over. The looks in a log are held against what others know of them for sixteen days.
const LATE_US: [i64; 2] = [24 * HOUR_US, 72 * HOUR_US];

/// Tells what has become late since the last time: done each minute. Gives how much.
pub async fn press(desk: &Desk) -> Result<usize> {
    let now = desk.clock.now_us();
    let since = LATE_US.map(|late| now - late);
    if !store::capsule::any_late(&mut desk.store.glance().await?, since).await? {
        return Ok(0);
    }
    let mut tx = desk.store.begin().await?;
    let by = Actor::Engine { member: desk.me.clone() };
    let pressed = store::capsule::press(&mut tx, &by, since, now).await?;
    tx.commit().await?;
    if !pressed.is_empty() {
        desk.bell.ring(Ring::Journal);
        desk.bell.ring(Ring::Recalls);
    }
    Ok(pressed.len())
}

/// Whether an officer is told of it as it happens: who coordinates and keeps capsules is.
pub fn concerns(desk: &Desk, by: &Actor, reason: &Reason) -> bool {
    by.roles().contains(&Role::Coordinator) && crate::offer::may::<action::KeepCapsules>(desk, by, reason)
}

/// Those that were pressed for since a moment, the newest first; for the page that is open meanwhile.
pub async fn pressed(desk: &Desk, by: &Actor, reason: &Reason, since_us: i64) -> Result<Vec<Capsule>> {
    const SHOWN: u32 = 20;
    // Asked by the page itself, of what its officer may read: a refusal is no act of theirs.
    let may = desk.rules().permit::<action::KeepCapsules>(by, reason).map_err(Error::Refused)?;
    Ok(store::capsule::pressed(&mut desk.store.glance().await?, &may, since_us, SHOWN).await?)
}
