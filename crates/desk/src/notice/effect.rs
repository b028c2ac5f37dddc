//! What a notice's course means for the record of its subject: filed when it is published, gone when it is out of use.
use crate::{Desk, Error, Result};
use model::notice::{Cleared, Course};
use model::{Actor, Reason, RecordId};
use policy::action::{File, SendNotice, Withdraw};
use policy::{Permit, Target};
use store::Tx;
use store::notice::Notice;

/// The next version: above the last, and above all that a node set back to an earlier state may have given.
pub(crate) fn next_version(notice: &Notice, now_us: i64) -> u64 {
    notice.version.saturating_add(1).max(u64::try_from(now_us / 1_000).unwrap_or(0))
}

/// Files the record of the subject, as this member's.
pub(super) async fn publish(
    desk: &Desk,
    tx: &mut Tx,
    (by, reason): (&Actor, &Reason),
    (notice, course): (&Notice, &Course),
) -> Result<()> {
    let digest = super::digest(notice.id, &notice.owner, &notice.content);
    let cleared = Cleared::of(notice.id, (&notice.content, &digest), course);
    let cleared = cleared.ok_or(Error::Conflict("it is not cleared"))?;
    let Some(record) = cleared.record(1)? else { return Ok(()) };
    let may: Permit<SendNotice> = desk.rules().permit(by, reason).map_err(Error::Refused)?;
    let permit = may.of_subject::<File>(Target { id: record.id, version: record.version });
    store::record::file(tx, permit, &record, desk.clock.now_us()).await?;
    Ok(())
}

/// Withdraws the record of the subject here, where there is one.
pub(super) async fn unpublish(desk: &Desk, tx: &mut Tx, reason: &Reason, id: RecordId) -> Result<()> {
    let Some((target, stamp)) = store::record::target(tx, id).await? else { return Ok(()) };
    if stamp.owner != desk.me {
        return Ok(());
    }
    let permit: Permit<Withdraw> = desk.rules().permit_end(reason, target);
    store::record::withdraw(tx, permit, "its notice is out of use", desk.clock.now_us()).await?;
    desk.index.remove(&[id]);
    Ok(())
}

/// Destroys the copy of the record of another member's notice. Gives whether there was one.
pub(crate) async fn end(desk: &Desk, tx: &mut Tx, notice: &Notice) -> Result<bool> {
    let Some((target, stamp)) = store::record::target(tx, notice.id).await? else { return Ok(false) };
    let reason = Reason::of(model::Purpose::Investigation);
    let permit = desk.rules().permit_peer::<Withdraw>(&notice.owner, &reason, target, &stamp);
    let permit = permit.map_err(Error::Refused)?;
    // Nobody takes time to decide about a notice that is out of use; only what was declared before is set aside.
    let (why, now) = ("its notice is out of use", desk.clock.now_us());
    let gone = store::record::give_up(tx, permit, why, None, now).await?;
    desk.index.remove(&[notice.id]);
    Ok(gone)
}
