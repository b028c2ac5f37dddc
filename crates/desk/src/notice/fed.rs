//! What the copy of a cancelled notice had fed: whoever destroys a copy counts it and tells the notice's owner, who sees it beside
//! the receipts.
use crate::inbox::Done;
use crate::outbox::{Lanes, Way};
use crate::parcel::{NoticeFed, Parcel};
use crate::{Desk, Error, Result};
use model::{ActKind, Actor, Member, RecordId};
use store::Tx;
use store::journal::Act;

/// Tells the owner what our copy, which has just been destroyed, had fed up to here. Gives whether anything is to leave.
pub(super) async fn tell(
    desk: &Desk,
    tx: &mut Tx,
    owner: &Member,
    (id, version): (RecordId, u64),
) -> Result<bool> {
    let fed = store::notice::fed(tx, id, (version, desk.clock.now_us())).await?;
    let mut lanes = Lanes::new(desk)?;
    match lanes.put(tx, &Way::to(owner), &Parcel::NoticeFed(NoticeFed::of(id, &fed))).await {
        Ok(_) => {
            lanes.close(tx).await?;
            Ok(true)
        }
        // An owner that cannot be sealed to has its receipt, and nothing more is known of it.
        Err(Error::Unreached(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// A member says what its copy of a notice of ours had fed. What is not ours is not kept.
pub(crate) async fn told(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    told: &NoticeFed,
    done: &mut Done,
) -> Result<()> {
    let id: RecordId = told.id.parse()?;
    if store::notice::known(tx, id).await?.is_none_or(|known| known.owner != desk.me) {
        return Ok(());
    }
    let (fed, now) = (told.fed(), desk.clock.now_us());
    store::notice::put_fed(tx, (id, by), &fed, now).await?;
    let actor = Actor::Node { member: by.clone() };
    let body = serde_json::json!({
        "exported": fed.exported, "printed": fed.printed, "carried": fed.carried, "shown": fed.shown, "until_us": fed.until_us,
    });
    let (kind, object) = (ActKind::NoticeFed, Some((id, fed.version)));
    let act = Act { at_us: now, by: &actor, kind, object, reason: None, body: Some(body) };
    store::journal::write(tx, act).await?;
    (done.window, done.notices) = (true, true);
    Ok(())
}
