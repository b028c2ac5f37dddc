//! An officer takes a file away from a record again: what opens it is destroyed here, and with the record's next version wherever
//! it went.
use super::open::seen;
use crate::record::seen::permitted;
use crate::{Desk, Result, Ring, sights};
use model::{Actor, AttachmentId, Reason, RecordId};
use policy::action;
use store::attachment::Attachment;

/// Takes it away, with the copy that was shared in its place. Gives the record that it belonged to.
pub async fn take_away(desk: &Desk, by: &Actor, reason: &Reason, id: AttachmentId) -> Result<RecordId> {
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let record = seen(desk, by, reason, id).await?.record;
    let (held, permit) = permitted::<action::Revise>(desk, by, reason, record).await?;
    let mut tx = desk.store.begin().await?;
    let all = store::attachment::of(&mut tx, &sight, record, now).await?;
    let goes: Vec<Attachment> =
        all.into_iter().filter(|file| file.id == id || file.copy_of == Some(id)).collect();
    let was_shared = goes.iter().any(|file| file.goes);
    store::attachment::take_away(&mut tx, &permit, &goes, now).await?;
    if was_shared {
        crate::record::state_anew(&mut tx, permit, held.record, now).await?;
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(record)
}
