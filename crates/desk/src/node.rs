//! The node itself: that it was made, restored or copied stands in its journal like everything else.
use crate::{Desk, Result, Ring, frame};
use model::{ActKind, Actor, Purpose, Reason};
use policy::action;
use store::journal::Act;

/// The first act of every journal.
pub async fn made(desk: &Desk, by: &Actor) -> Result<()> {
    let tx = desk.store.begin().await?;
    told(desk, tx, by, ActKind::NodeMade).await
}

/// The first act after a restore: what was done between the backup and now is not in this journal. Nor is what was sent, so
/// the store is marked: before anything leaves it, its node begins a new epoch.
pub async fn restored(desk: &Desk, by: &Actor) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::epoch::mark(&mut tx, "restored from a backup").await?;
    told(desk, tx, by, ActKind::NodeRestored).await
}

async fn told(desk: &Desk, mut tx: store::Tx, by: &Actor, kind: ActKind) -> Result<()> {
    let reason = Reason::of(Purpose::Administration);
    let body = serde_json::json!({ "member": desk.me.as_str(), "name": desk.name });
    let act =
        Act { at_us: desk.clock.now_us(), by, kind, object: None, reason: Some(&reason), body: Some(body) };
    store::journal::write(&mut tx, act).await?;
    tx.commit().await?;
    Ok(())
}

/// How long a key signs the journal, where nobody changes it earlier.
const LOG_KEY_LIFE_US: i64 = 365 * 24 * 3_600 * 1_000_000;

/// Has a new key sign the journal from here on, and destroys the one before where it lies in the store. Gives the number of the act.
pub async fn hand_over_log(desk: &Desk, by: &Actor, reason: &Reason) -> Result<u64> {
    let _may = frame::may::<action::ChangeKeys>(desk, by, reason).await?;
    let tx = desk.store.begin().await?;
    let seq = store::journal::hand_over(tx, by, Some(reason), desk.clock.now_us()).await?;
    desk.bell.ring(Ring::Journal);
    Ok(seq)
}

/// The same when the key is a year old. A post has one key to its end.
pub(crate) async fn renew_log_key(desk: &Desk) -> Result<()> {
    if desk.post.is_none() {
        return Ok(());
    }
    let now = desk.clock.now_us();
    let is_old = |since: Option<i64>| since.is_some_and(|since| now.saturating_sub(since) >= LOG_KEY_LIFE_US);
    if !is_old(store::journal::signs_since(&mut desk.store.read().await?).await?) {
        return Ok(());
    }
    let mut tx = desk.store.begin().await?;
    // Another process may have done so meanwhile.
    if is_old(store::journal::signs_since(&mut tx).await?) {
        let by = Actor::Engine { member: desk.me.clone() };
        store::journal::hand_over(tx, &by, None, now).await?;
        desk.bell.ring(Ring::Journal);
    }
    Ok(())
}

/// Writes the whole store, sealed as it is, into an archive; gives how many rows. The act is in the archive too.
pub async fn back_up(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    sink: impl tokio::io::AsyncWrite + Unpin,
) -> Result<u64> {
    let _may = frame::may::<action::Backup>(desk, by, reason).await?;
    frame::note(desk, by, ActKind::BackedUp, reason, serde_json::json!({})).await?;
    Ok(store::archive::write(&desk.store, sink).await?)
}
