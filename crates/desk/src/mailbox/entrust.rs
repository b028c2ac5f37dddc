//! An owner entrusts to a hub what waits for a member that it does not reach.
use crate::outbox::{self, Address};
use crate::peer::now_ms;
use crate::{Desk, Error, Result, Ring};
use model::{Member, MemberClass};
use store::lane::Behind;
use wire::lane::{Consignment, LaneId, Receipt, ReceiptKind};

/// What a hub is to keep of one lane.
#[derive(Debug)]
pub struct Parcels {
    /// The consignment, then the envelopes.
    pub brought: Vec<Vec<u8>>,
}

/// The active hubs through which a member can be served, in the order of their codes.
pub fn hubs(desk: &Desk, member: &Member) -> Vec<Address> {
    let roster = desk.roster();
    let is_hub = |to: &Address| {
        to.member != *member && roster.get(&to.member).is_some_and(|known| known.class == MemberClass::Hub)
    };
    outbox::addresses(desk).into_iter().filter(is_hub).collect()
}

/// What of a lane a hub is to keep for a member next: so many envelopes and bytes at most; none where it keeps all.
pub async fn for_mailbox(
    desk: &Desk,
    (member, hub): (&Member, &Member),
    lane: &Behind,
    most: (u32, usize),
) -> Result<Option<Parcels>> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let mut tx = desk.store.read().await?;
    let kept = store::custody::entrusted(&mut tx, (member, &lane.stream, hub)).await?;
    let kept = kept.filter(|kept| kept.epoch == lane.epoch).map_or(0, |kept| kept.seq);
    let waiting = store::lane::next(&mut tx, &lane.stream, lane.upto.max(kept), most).await?;
    drop(tx);
    if waiting.is_empty() {
        return Ok(None);
    }
    let roster = desk.roster();
    let node = |member: &Member| {
        roster.get(member).map(|known| known.node).ok_or_else(|| Error::Unreached(member.clone()))
    };
    let envelopes: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
    let hashes: Result<Vec<_>, _> =
        envelopes.iter().map(|bytes| wire::envelope::inspect(bytes).map(|letter| letter.hash())).collect();
    let consignment = Consignment {
        owner: post.node(),
        mailbox: node(hub)?,
        addressee: node(member)?,
        digest: Consignment::digest(hashes?),
        at_ms: now_ms(desk),
    };
    let signed = consignment.sign(&*post.signer(consignment.at_ms)?);
    Ok(Some(Parcels { brought: [signed].into_iter().chain(envelopes).collect() }))
}

/// Keeps what a hub has signed that it keeps for a member. Nothing leaves our lane for it: only the member's own receipt does
/// that. Gives how many of the receipts say so of what we sent.
pub async fn entrusted(
    desk: &Desk,
    (member, hub): (&Member, &Member),
    receipts: &[Vec<u8>],
) -> Result<usize> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let roster = desk.roster();
    let told = roster.get(hub).and_then(|known| known.told.clone());
    let told = told.ok_or(Error::Unreached(hub.clone()))?;
    let (mut tx, mut kept) = (desk.store.begin().await?, 0);
    for bytes in receipts {
        let receipt = Receipt::verify(bytes, &told.1)?;
        let (LaneId(stream), place) = (receipt.lane, (receipt.epoch, receipt.upto_seq));
        let sent = store::lane::hash_of(&mut tx, &stream, place).await?;
        let ours = receipt.owner == post.node() && receipt.kind == ReceiptKind::Custody;
        if !ours || sent != Some(receipt.head_hash) {
            return Err(Error::Conflict("a custody receipt is not for what was entrusted"));
        }
        let at_us = desk.clock.now_us();
        store::custody::entrust(&mut tx, (member, &stream, hub), place, bytes, at_us).await?;
        kept += 1;
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Peers);
    Ok(kept)
}
