//! Hearing how far our own lanes are with others. Where they have more than we know that we sent, this store was set back: it
//! gives no number any more until it has begun a new epoch. Where they have less than they have signed that they had, theirs was:
//! all that is addressed to them is said again.
use super::lane::ended;
use crate::{Desk, Error, Result, Ring};
use model::Member;
use std::collections::HashSet;
use std::sync::PoisonError;
use store::Tx;
use store::lane::Stream;
use store::peer::Again;
use wire::lane::{FIRST_EPOCH, Head, Heads, LaneHead, Receipt};
use wire::node::NodeId;

/// So long an epoch runs before the word of others begins another, in seconds: whoever lies about our lanes costs us no more
/// than one an hour.
const EPOCH_RUNS_S: i64 = 3_600;

/// How far a member has signed that it has our lanes on its disk: to be asked before the member is asked, for what it has
/// afterwards can only be more.
pub async fn confirmed(desk: &Desk, member: &Member) -> Result<Heads> {
    let receipts = store::lane::receipts(&mut desk.store.glance().await?, member).await?;
    let head = |receipt: Receipt| LaneHead {
        owner: receipt.owner,
        lane: receipt.lane,
        epoch: receipt.epoch,
        seq: receipt.upto_seq,
        hash: receipt.head_hash,
    };
    let read: Vec<Receipt> =
        receipts.iter().map(|bytes| Receipt::inspect(bytes)).collect::<Result<_, _>>()?;
    Ok(read.into_iter().map(head).collect())
}

/// Takes notice of how far a member says that our lanes are with it, which it had [`confirmed`] so far. Gives whether we were
/// set back.
pub async fn compare(desk: &Desk, member: &Member, heads: &Heads, confirmed: &Heads) -> Result<bool> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    if confirmed.iter().any(|had| !has_still(heads, had)) {
        say_again(desk, member).await?;
    }
    let ours: Vec<&LaneHead> = heads.iter().filter(|head| head.owner == post.node()).collect();
    let mut tx = desk.store.read().await?;
    let mut ahead = false;
    for head in &ours {
        ahead |= is_ahead(&mut tx, &head.lane.0, &head.head()).await?;
    }
    ahead = ahead || any_lost(&mut tx, (&post.node(), member), &ours).await?;
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

fn has_still(heads: &Heads, had: &LaneHead) -> bool {
    let now = heads.iter().find(|head| (head.owner, head.lane) == (had.owner, had.lane));
    now.is_some_and(|now| (now.epoch, now.seq) >= (had.epoch, had.seq))
}

/// The member's node was set back and does not know it: what it has lost of ours, and what it was told beside, is said again.
async fn say_again(desk: &Desk, member: &Member) -> Result<()> {
    let now_us = desk.clock.now_us();
    {
        let mut said = desk.outbox.said_again_us.lock().unwrap_or_else(PoisonError::into_inner);
        if said.get(member).is_some_and(|said| now_us.saturating_sub(*said) < EPOCH_RUNS_S * 1_000_000) {
            tracing::error!(%member, "it says again that it has lost what it has receipted: it is told once an hour");
            return Ok(());
        }
        said.insert(member.clone(), now_us);
    }
    tracing::error!(%member, "it has less of our lanes than it has receipted: it was set back");
    let mut tx = desk.store.begin().await?;
    store::custody::forget_hub(&mut tx, member).await?;
    store::attachment::forget_holder(&mut tx, member).await?;
    store::peer::again(&mut tx, member, Again::SetBack, 0).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}

/// Whether somebody has more of a lane of ours, or something else on it, than we know that we sent.
pub(super) async fn is_ahead(tx: &mut Tx, stream: &Stream, head: &Head) -> Result<bool> {
    // Of one that is not known here nothing follows by itself: see `any_lost`.
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

/// Whether this store knows nothing of one of these lanes, of an epoch that is not over, and did not end it: it has lost the lane.
async fn any_lost(tx: &mut Tx, (me, member): (&NodeId, &Member), heads: &[&LaneHead]) -> Result<bool> {
    let runs = store::epoch::current(tx, &me.0).await?.map_or(FIRST_EPOCH, |runs| runs.epoch);
    let mut unknown = Vec::new();
    for head in heads.iter().filter(|head| head.epoch >= runs) {
        if store::lane::of(tx, &head.lane.0).await?.is_none() {
            unknown.push(head.lane.0);
        }
    }
    if unknown.is_empty() {
        return Ok(false);
    }
    let afresh = store::peer::get(tx, member).await?.map_or(0, |known| known.afresh);
    let ended: HashSet<Stream> = ended(me, member, afresh).collect();
    Ok(unknown.iter().any(|stream| !ended.contains(stream)))
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
