//! What the courier asks: what waits for whom, and what became of it.
use crate::{Desk, Error, Result, Ring};
use model::Member;
use store::lane::{Behind, Waiting};
use wire::lane::{LaneId, Receipt, ReceiptKind};

/// Where a member's node is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub member: Member,
    /// URLs, the best first.
    pub endpoints: Vec<String>,
    /// Hashes of the public keys that its TLS certificates may have.
    pub tls: Vec<[u8; 32]>,
}

/// The active members whose nodes have been heard of.
pub fn addresses(desk: &Desk) -> Vec<Address> {
    let roster = desk.roster();
    roster.all().filter(|known| known.member != desk.me).filter_map(address_of).collect()
}

/// Where this member's node is reached, if it is active and has been heard of.
pub fn address(desk: &Desk, member: &Member) -> Option<Address> {
    address_of(desk.roster().get(member)?)
}

fn address_of(known: &crate::peer::Known) -> Option<Address> {
    let manifest = &known.told.as_ref().filter(|_| known.is_active())?.0;
    Some(Address {
        member: known.member.clone(),
        endpoints: manifest.endpoints.clone(),
        tls: manifest.tls.iter().map(|spki| spki.0).collect(),
    })
}

/// The lanes on which a member has not everything, the most pressing first.
pub async fn behind(desk: &Desk, member: &Member) -> Result<Vec<Behind>> {
    Ok(store::lane::behind(&mut desk.store.read().await?, member).await?)
}

/// What comes next on a lane behind this number: so many envelopes and bytes at most.
pub async fn next(desk: &Desk, lane: &Behind, after: u64, most: (u32, usize)) -> Result<Vec<Waiting>> {
    Ok(store::lane::next(&mut desk.store.read().await?, &lane.stream, after, most).await?)
}

/// Keeps what a member's node says is on its disk. A receipt that it did not sign, or that is not about a lane of ours, is
/// no receipt. Gives how many said something new.
pub async fn receipted(desk: &Desk, member: &Member, receipts: &[Vec<u8>]) -> Result<usize> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let roster = desk.roster();
    let roll =
        roster.get(member).and_then(|known| known.told.clone()).ok_or(Error::Unreached(member.clone()))?;
    let mut news = 0;
    let mut tx = desk.store.begin().await?;
    for bytes in receipts {
        let receipt = Receipt::verify(bytes, &roll.1)?;
        if receipt.owner != post.node() || receipt.kind == ReceiptKind::Custody {
            return Err(Error::Conflict("a receipt is not about a lane of ours"));
        }
        let LaneId(stream) = receipt.lane;
        let at_us = desk.clock.now_us();
        let place = (receipt.epoch, receipt.upto_seq);
        let sent = store::lane::hash_of(&mut tx, &stream, place).await?;
        if let Err(refusal) = receipt.settles(sent) {
            tracing::error!(%member, %refusal, "a receipt names what this node did not send; nothing is let go");
            continue;
        }
        let new = store::lane::receipted(&mut tx, (member, &stream), place, bytes, at_us).await?;
        news += usize::from(new);
        for verdict in &receipt.verdicts {
            tracing::warn!(%member, number = verdict.seq, code = verdict.code, "an envelope was refused: {}", verdict.detail);
        }
    }
    tx.commit().await?;
    if news > 0 {
        desk.bell.ring(Ring::Receipts);
    }
    Ok(news)
}

/// Notes that a member was reached, or why not.
pub async fn reached(desk: &Desk, member: &Member, fault: Option<&str>) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::peer::reached(&mut tx, member, fault, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Peers);
    Ok(())
}
