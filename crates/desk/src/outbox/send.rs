//! What the courier asks: what waits for whom, and what became of it.
use super::set_back;
use crate::{Desk, Error, Result, Ring};
use model::Member;
use store::lane::{Behind, Waiting};
use store::peer::Again;
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
///
/// None while the store is marked as set back: what would leave might have the number of something that has left before.
pub async fn behind(desk: &Desk, member: &Member) -> Result<Vec<Behind>> {
    Ok(store::lane::behind(&mut desk.store.glance().await?, member).await?)
}

/// What comes next on a lane behind this number: so many envelopes and bytes at most.
pub async fn next(desk: &Desk, lane: &Behind, after: u64, most: (u32, usize)) -> Result<Vec<Waiting>> {
    Ok(store::lane::next(&mut desk.store.glance().await?, &lane.stream, after, most).await?)
}

/// Keeps what members' nodes say is on their disks, whoever brings it (`from`): a receipt proves itself. One that is not about
/// a lane of ours is none. Gives how many said something new.
pub async fn receipted(desk: &Desk, from: &Member, receipts: &[Vec<u8>]) -> Result<usize> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let roster = desk.roster();
    let (mut news, mut confirmed) = (0, false);
    let mut tx = desk.store.begin().await?;
    for bytes in receipts {
        let node = Receipt::inspect(bytes)?.receiver;
        let known = roster.by_node(&node).ok_or(wire::Rejection::Owner)?;
        let told = known.told.clone().ok_or(Error::Unreached(from.clone()))?;
        let receipt = Receipt::verify(bytes, &told.1)?;
        if receipt.owner != post.node() || receipt.kind == ReceiptKind::Custody {
            return Err(Error::Conflict("a receipt is not about a lane of ours"));
        }
        let confirms =
            store::lane::confirms(&mut tx, (&known.member, &receipt.lane.0), receipt.upto_seq).await?;
        if settle(desk, &mut tx, &known.member, (&receipt, bytes)).await? {
            news += 1;
            confirmed |= confirms;
        }
    }
    tx.commit().await?;
    // What else is told to others, such as a silent hit, no open page here may tell of.
    if confirmed {
        desk.bell.ring(Ring::Receipts);
    }
    Ok(news)
}

/// Lets go of what a receipt covers, if it names what was sent. Gives whether it said something new.
async fn settle(
    desk: &Desk,
    tx: &mut store::Tx,
    member: &Member,
    (receipt, bytes): (&Receipt, &[u8]),
) -> Result<bool> {
    let (LaneId(stream), at_us) = (receipt.lane, desk.clock.now_us());
    let place = (receipt.epoch, receipt.upto_seq);
    if set_back::is_ahead(tx, &stream, &receipt.head()).await? {
        set_back::mark(desk, tx, member).await?;
        return Ok(false);
    }
    let sent = store::lane::hash_of(tx, &stream, place).await?;
    if sent.is_none() {
        // Of an epoch that is over, or of a lane that was ended.
        return Ok(false);
    }
    if let Err(refusal) = receipt.settles(sent) {
        tracing::error!(%member, %refusal, "a receipt names what this node did not send; nothing is let go");
        return Ok(false);
    }
    // To whose door another's envelopes were brought, it could not open them, and nothing follows from that.
    let readers = store::lane::readers(tx, &stream).await?;
    let had = readers.into_iter().find(|reader| &reader.member == member).map(|reader| reader.upto);
    let new = store::lane::receipted(tx, (member, &stream), place, bytes, at_us).await?;
    let Some(had) = had else { return Ok(new) };
    // What was said before is heeded once more, for it may be what it lacks still.
    for verdict in &receipt.verdicts {
        if verdict.seq > had {
            tracing::warn!(%member, number = verdict.seq, code = verdict.code, "an envelope was refused: {}", verdict.detail);
        }
        refused(tx, (member, &stream), (receipt.epoch, verdict)).await?;
    }
    Ok(new)
}

/// What was sealed to a key that the member's node has no more, neither that node nor anybody else can open: and it was the key
/// of a lane. So all that is addressed to the member since is said again, under keys that its node stated after this was made. A
/// node that does not know a key which it had stated was set back, and may have lost more than the key.
async fn refused(
    tx: &mut store::Tx,
    (member, stream): (&Member, &store::lane::Stream),
    (epoch, verdict): (u64, &wire::lane::Verdict),
) -> Result<()> {
    let why = match verdict.code.as_str() {
        "E_STALEKEY" => Again::StaleKey,
        "E_NOT_RCPT" => Again::SetBack,
        _ => return Ok(()),
    };
    if let Some((_, made_us)) = store::lane::kind_of(tx, stream, (epoch, verdict.seq)).await? {
        store::peer::again(tx, member, why, made_us).await?;
    }
    Ok(())
}

/// Notes that a member was reached, or why not.
pub async fn reached(desk: &Desk, member: &Member, fault: Option<&str>) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::peer::reached(&mut tx, member, fault, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Peers);
    Ok(())
}
