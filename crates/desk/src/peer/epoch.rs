//! An epoch that a node has begun, taken up: its lanes count anew, and what it was given it may have lost.
use crate::{Desk, Result};
use model::Actor;
use store::epoch::Epoch;
use store::peer::Again;
use wire::Rejection;
use wire::lane::EpochStatement;

/// Takes up a statement, if it is newer than what is here and its node signed it. Gives whether it was.
pub(super) async fn take(desk: &Desk, bytes: &[u8]) -> Result<bool> {
    let claims = EpochStatement::inspect(bytes)?;
    let roster = desk.roster();
    let known = roster.by_node(&claims.owner).ok_or(Rejection::Owner)?;
    let told = known.told.as_ref().ok_or(Rejection::Owner)?;
    // Each minute each peer brings those that are known: they keep nobody who writes waiting.
    let last = store::epoch::current(&mut desk.store.glance().await?, &known.node.0).await?;
    if let Some(last) = &last
        && last.epoch >= claims.epoch
    {
        let contradicts = last.epoch == claims.epoch && last.hash != claims.hash();
        return if contradicts { Err(Rejection::Fork { held: last.hash }.into()) } else { Ok(false) };
    }
    let begun = EpochStatement::verify(bytes, &told.1)?;
    let mut tx = desk.store.begin().await?;
    let at_us = desk.clock.now_us();
    if known.member == desk.me {
        // We said it, and do not know of it: so we were set back to before it. The next is to be above it.
        let by = Actor::Engine { member: desk.me.clone() };
        let row =
            Epoch { node: known.node.0, epoch: begun.epoch, hash: begun.hash(), statement: bytes.to_vec() };
        store::epoch::put(&mut tx, &by, &row, &begun.why, at_us).await?;
        store::epoch::mark(&mut tx, "others know of an epoch of ours that this store did not").await?;
        tx.commit().await?;
        return Ok(true);
    }
    let (node, hash, epoch) = (known.node.0, begun.hash(), begun.epoch);
    let by = Actor::Node { member: known.member.clone() };
    let row = Epoch { node, epoch, hash, statement: bytes.to_vec() };
    let new = store::epoch::put(&mut tx, &by, &row, &begun.why, at_us).await?;
    store::custody::forget_hub(&mut tx, &known.member).await?;
    store::attachment::forget_holder(&mut tx, &known.member).await?;
    store::shared::forget_words(&mut tx, &known.member).await?;
    store::peer::again(&mut tx, &known.member, Again::SetBack, 0).await?;
    tx.commit().await?;
    Ok(new)
}
