//! What this member does with a thread by itself: somebody takes it or hands it over, and notes what is for the house alone.
use super::permitted;
use crate::{Desk, Error, Result, Ring};
use model::{Actor, Invalid, Officer, OfficerId, Reason, Role, ThreadId};
use policy::action;

/// Longest note, in bytes.
const NOTE_BYTES_MAX: usize = 16 * 1024;

/// Gives a thread to an officer of this member, or to nobody. `was` is who had it when it was read: if somebody else has it by
/// now it is a conflict.
pub async fn take(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: ThreadId,
    (was, to): (Option<OfficerId>, Option<OfficerId>),
) -> Result<()> {
    let (kept, permit) = permitted::<action::ReadThread>(desk, by, reason, id).await?;
    let mut tx = desk.store.begin().await?;
    // Its unit keeps what an officer lays down.
    let mut unit = kept.unit;
    if let Some(to) = to {
        let officer = store::officer::get(&mut tx, to).await?.filter(|officer| !officer.disabled);
        let officer = officer.ok_or(Invalid::new("officer", "nobody of this id works here"))?;
        if !reads(desk, &officer, reason, &kept.stamp) {
            return Err(Invalid::new("officer", "they may not read this thread").into());
        }
        unit = Some(officer.unit);
    }
    store::thread::take(&mut tx, &permit, (was, to, unit.as_deref()), desk.clock.now_us()).await?;
    tx.commit().await?;
    for ring in [Ring::Journal, Ring::Threads] {
        desk.bell.ring(ring);
    }
    Ok(())
}

/// Whether an officer could read threads of this stamp.
pub(super) fn reads(desk: &Desk, officer: &Officer, reason: &Reason, stamp: &model::ThreadStamp) -> bool {
    let (member, roles, clearance) = (desk.me.clone(), officer.roles.clone(), officer.clearance);
    let protects = officer.roles == [Role::VictimProtection];
    let purpose = if protects { model::Purpose::VictimProtection } else { reason.purpose };
    let actor = Actor::Officer { id: officer.id, member, roles, clearance };
    desk.rules().threads(&actor, &Reason { purpose, ..reason.clone() }).shows(*stamp)
}

/// Those to whom a thread can be handed over, by name.
pub async fn colleagues(desk: &Desk, by: &Actor, reason: &Reason, id: ThreadId) -> Result<Vec<Officer>> {
    let (kept, _) = permitted::<action::ReadThread>(desk, by, reason, id).await?;
    let all = store::officer::all(&mut desk.store.read().await?).await?;
    let can = |officer: &Officer| !officer.disabled && reads(desk, officer, reason, &kept.stamp);
    Ok(all.into_iter().filter(can).collect())
}

/// Notes something beside a thread. It is for this member alone: nothing of it leaves, whoever takes part.
pub async fn note(desk: &Desk, by: &Actor, reason: &Reason, id: ThreadId, text: &str) -> Result<()> {
    let (_, permit) = permitted::<action::ReadThread>(desk, by, reason, id).await?;
    if text.trim().is_empty() || text.len() > NOTE_BYTES_MAX {
        return Err(Error::Invalid(Invalid::new("note", "a note has a text of at most 16,384 bytes")));
    }
    let mut tx = desk.store.begin().await?;
    store::thread::note(&mut tx, &permit, text.trim(), desk.clock.now_us()).await?;
    tx.commit().await?;
    for ring in [Ring::Journal, Ring::Threads] {
        desk.bell.ring(ring);
    }
    Ok(())
}
