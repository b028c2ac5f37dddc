//! What a member may fetch for itself: how far our lanes to it go, and what is on them. What a push has lost, this heals.
use crate::{Desk, Error, Result};
use model::Member;
use store::lane::{Stream, Waiting};
use wire::lane::{Heads, LaneHead, LaneId};

/// How far each lane goes that this member reads.
pub async fn heads(desk: &Desk, member: &Member) -> Result<Heads> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let mut tx = desk.store.read().await?;
    // What stands here of our lanes is not how far they go.
    if store::epoch::marked(&mut tx).await?.is_some() {
        return Ok(Heads::default());
    }
    let lanes = store::lane::read_by(&mut tx, member).await?;
    let head = |lane: store::lane::Reach| LaneHead {
        owner: post.node(),
        lane: LaneId(lane.stream),
        epoch: lane.epoch,
        seq: lane.seq,
        hash: lane.head,
    };
    Ok(lanes.into_iter().filter(|lane| lane.seq > 0).map(head).collect())
}

/// What is on one of our lanes behind a number: so many envelopes and bytes at most. Whoever does not read the lane is
/// told that there is none.
pub async fn fetch(
    desk: &Desk,
    member: &Member,
    stream: &Stream,
    after: u64,
    most: (u32, usize),
) -> Result<Vec<Waiting>> {
    let mut tx = desk.store.read().await?;
    if store::epoch::marked(&mut tx).await?.is_some() {
        return Err(Error::Missing);
    }
    let lanes = store::lane::read_by(&mut tx, member).await?;
    let lane = lanes.into_iter().find(|lane| &lane.stream == stream).ok_or(Error::Missing)?;
    // What was said before it was a reader is not for it.
    Ok(store::lane::next(&mut tx, stream, after.max(lane.first_seq.saturating_sub(1)), most).await?)
}
