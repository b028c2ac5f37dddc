//! An officer opens a record: what it says, where it is from, what it was before, what it is linked to.
use super::seen::permitted;
use crate::{Desk, Result, frame, sights};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;
use store::record::{Held, Linked, Past};

/// A record as it stands, with its history and its links as far as the officer's sight goes.
#[derive(Debug)]
pub struct Opened {
    pub held: Held,
    pub history: Vec<Past>,
    /// Each link with the record at its other end.
    pub links: Vec<Linked>,
}

/// On disk that it was opened before it is shown.
pub async fn open(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Opened> {
    let (held, _may) = permitted::<action::OpenRecord>(desk, by, reason, id).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let history = store::record::history(&mut tx, &sight, id, now).await?;
    let links = store::record::links(&mut tx, &sight, id, now).await?;
    drop(tx);
    frame::note_on(desk, by, reason, (ActKind::Opened, (id, held.record.version)), None).await?;
    Ok(Opened { held, history, links })
}
