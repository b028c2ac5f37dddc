//! A hub hands on what it keeps, and brings the owners the receipts for it.
use super::digest;
use crate::{Desk, Error, Result, Ring};
use model::{ActKind, Actor, Member};
use store::journal::Act;
use wire::Hash;
use wire::lane::{LaneId, Receipt, ReceiptKind};

/// What is kept for a member behind a place: so many envelopes and bytes at most, each with its place.
pub async fn next(
    desk: &Desk,
    member: &Member,
    after: u64,
    most: (u32, usize),
) -> Result<Vec<(u64, Vec<u8>)>> {
    let now = desk.clock.now_us();
    Ok(store::custody::next(&mut desk.store.read().await?, member, after, most, now).await?)
}

/// Takes a member's receipts for what was handed on to it: that goes, and they are kept for the owners. One that the member's
/// node did not sign is no receipt. Gives how many envelopes went.
pub async fn given(desk: &Desk, member: &Member, receipts: &[Vec<u8>]) -> Result<u64> {
    let roster = desk.roster();
    let told = roster.get(member).and_then(|known| known.told.clone());
    let told = told.ok_or(Error::Unreached(member.clone()))?;
    let mut tx = desk.store.begin().await?;
    let (mut gone, at_us) = (0, desk.clock.now_us());
    for bytes in receipts {
        let receipt = Receipt::verify(bytes, &told.1)?;
        // Receipts for our own lanes are the outbox's.
        let owner = roster.by_node(&receipt.owner).filter(|owner| owner.member != desk.me);
        let (Some(owner), ReceiptKind::Final) = (owner, receipt.kind) else { continue };
        let LaneId(stream) = receipt.lane;
        let upto = (&stream, receipt.epoch, receipt.upto_seq);
        let proof = (bytes.as_slice(), &digest(bytes));
        gone += store::custody::given(&mut tx, (member, &owner.member), upto, proof, at_us).await?;
    }
    if gone == 0 {
        return Ok(0);
    }
    let by = Actor::Node { member: member.clone() };
    let body = Some(serde_json::json!({ "to": member.as_str(), "envelopes": gone }));
    let act = Act { at_us, by: &by, kind: ActKind::MailGiven, object: None, reason: None, body };
    store::journal::write(&mut tx, act).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Outbox);
    Ok(gone)
}

/// A member fetches for itself: `brought` is the place behind which it asks, then its receipts for what it fetched before. It
/// gets the place of the last of what follows, and that; nothing where nothing is kept behind it.
pub async fn fetch(
    desk: &Desk,
    member: &Member,
    brought: &[Vec<u8>],
    most: (u32, usize),
) -> Result<Vec<Vec<u8>>> {
    let malformed = wire::Rejection::Malformed { at: 0 };
    let (after, receipts) = brought.split_first().ok_or(malformed.clone())?;
    let after: [u8; 8] = after.as_slice().try_into().map_err(|_| malformed)?;
    given(desk, member, receipts).await?;
    let next = next(desk, member, u64::from_be_bytes(after), most).await?;
    let Some((last, _)) = next.last() else { return Ok(vec![]) };
    let place = last.to_be_bytes().to_vec();
    Ok([place].into_iter().chain(next.into_iter().map(|(_, bytes)| bytes)).collect())
}

/// Receipts that wait for an owner, so many at most.
pub async fn receipts(desk: &Desk, owner: &Member, limit: u32) -> Result<Vec<Vec<u8>>> {
    Ok(store::custody::receipts(&mut desk.store.read().await?, owner, limit).await?)
}

/// The owner has these on its disk.
pub async fn collected(desk: &Desk, owner: &Member, digests: &[Hash]) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    for digest in digests {
        store::custody::receipt_given(&mut tx, owner, digest).await?;
    }
    tx.commit().await?;
    Ok(())
}
