//! A notice is made ready for paper: a look that its owner is told of like every other.
use crate::{Desk, Error, Result, frame};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;
use store::notice::{Notice, Photograph};

/// On disk that it was, before it is given. One that is kept from use here goes on no paper.
pub async fn print(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: RecordId,
) -> Result<(Notice, Vec<Photograph>)> {
    let _may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let notice = store::notice::get(&mut tx, id).await?;
    let notice = notice.filter(|notice| !notice.withheld).ok_or(Error::Missing)?;
    let photographs = store::notice::photographs(&mut tx, id).await?;
    drop(tx);
    frame::note_on(desk, by, reason, (ActKind::Printed, (id, notice.version)), None).await?;
    Ok((notice, photographs))
}
