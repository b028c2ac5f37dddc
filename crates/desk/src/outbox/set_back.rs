//! Hearing how far our own lanes are with others. Where they have more than we know that we sent, this store was set back: it
//! gives no number any more until it has begun a new epoch.
use crate::{Desk, Error, Result, Ring};
use model::Member;
use store::Tx;
use store::lane::Stream;
use wire::lane::{Head, Heads};

/// So long an epoch runs before the word of others begins another, in seconds: whoever lies about our lanes costs us no more
/// than one an hour.
const EPOCH_RUNS_S: i64 = 3_600;

/// Takes notice of how far a member says that our lanes are with it. Gives whether we were set back.
pub async fn compare(desk: &Desk, member: &Member, heads: &Heads) -> Result<bool> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let mut tx = desk.store.read().await?;
    let mut ahead = false;
    for head in heads.iter().filter(|head| head.owner == post.node()) {
        ahead |= is_ahead(&mut tx, &head.lane.0, &head.head()).await?;
    }
    drop(tx);
    if !ahead {
        return Ok(false);
    }
    let mut tx = desk.store.begin().await?;
    let marked = mark(desk, &mut tx, member).await?;
    tx.commit().await?;
    if marked {
        desk.bell.ring(Ring::Journal);
    }
    Ok(marked)
}

/// Whether somebody has more of a lane of ours, or something else on it, than we know that we sent.
pub(super) async fn is_ahead(tx: &mut Tx, stream: &Stream, head: &Head) -> Result<bool> {
    // One that we do not know may be one that was ended.
    let Some(lane) = store::lane::of(tx, stream).await? else { return Ok(false) };
    if (head.epoch, head.seq) > (lane.epoch, lane.seq) {
        return Ok(true);
    }
    if head.epoch < lane.epoch {
        return Ok(false);
    }
    let sent = store::lane::hash_of(tx, stream, (head.epoch, head.seq)).await?;
    Ok(sent != Some(head.hash))
}

/// Marks the store on a member's word.
pub(super) async fn mark(desk: &Desk, tx: &mut Tx, member: &Member) -> Result<bool> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let runs = store::epoch::current(tx, &post.node().0).await?.map_or(0, |epoch| epoch.epoch);
    let now_s = desk.clock.now_us() / 1_000_000;
    if now_s.saturating_sub(i64::try_from(runs).unwrap_or(i64::MAX)) < EPOCH_RUNS_S {
        tracing::error!(%member, "it says again that it has more of our lanes than we sent: one of both nodes is wrong");
        return Ok(false);
    }
    tracing::error!(%member, "it has more of our lanes than this store knows of: the store was set back");
    store::epoch::mark(tx, &format!("{member} had more of our lanes than this node")).await?;
    Ok(true)
}
