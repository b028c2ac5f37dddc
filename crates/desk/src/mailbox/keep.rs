//! A hub takes what a member entrusts to it for another, and signs that it is on its disk.
use crate::inbox::proven;
use crate::peer::{Known, now_ms};
use crate::{Desk, Error, Result, Ring};
use model::{ActKind, Actor, Member, MemberClass};
use std::collections::BTreeMap;
use store::Tx;
use store::custody::Kept;
use store::journal::Act;
use store::lane::Stream;
use wire::Rejection;
use wire::envelope::{Class, Proven};
use wire::lane::{Consignment, Receipt, ReceiptKind};

/// Most envelopes and bytes that are kept for one member. A tenth of it is for what presses.
const ENVELOPES_MAX: u64 = 200_000;
const BYTES_MAX: u64 = 512 << 20;

/// Keeps envelopes for a member, as their owner's consignment says, which comes first. Gives a custody receipt for each lane.
pub async fn keep(desk: &Desk, sender: &Member, brought: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let roster = desk.roster();
    if roster.get(&desk.me).is_none_or(|me| me.class != MemberClass::Hub) {
        return Err(Error::Conflict("this node is no hub and keeps nothing for others"));
    }
    let (consignment, envelopes) = brought.split_first().ok_or(Rejection::Malformed { at: 0 })?;
    let owner = roster.get(sender).filter(|known| known.is_active()).ok_or(Rejection::Owner)?;
    let told = owner.told.as_ref().ok_or(Rejection::Owner)?;
    let consignment = Consignment::verify(consignment, &told.1, now_ms(desk))?;
    let addressee = roster.by_node(&consignment.addressee).filter(|known| known.is_active());
    let addressee = addressee.ok_or(Error::Missing)?;
    let mut letters = Vec::with_capacity(envelopes.len());
    for bytes in envelopes {
        let (known, letter) = proven(desk, &roster, bytes)?;
        if known.member != owner.member {
            return Err(Rejection::Owner.into());
        }
        letters.push((letter, bytes.as_slice()));
    }
    let digest = Consignment::digest(letters.iter().map(|(letter, _)| letter.hash()));
    if consignment.mailbox != post.node() || consignment.digest != digest {
        return Err(
            Rejection::Rule("the consignment is not for this mailbox, or not of these envelopes").into()
        );
    }
    let at_ms = now_ms(desk);
    let signer = post.signer(at_ms)?;
    let mut tx = desk.store.begin().await?;
    let heads = put(desk, &mut tx, (owner, addressee), &letters).await?;
    let act = tx.commit().await?;
    desk.bell.ring(Ring::Outbox);
    let receipt = |(stream, (epoch, upto_seq, head_hash)): (Stream, (u64, u64, wire::Hash))| {
        let (receiver, owner, lane) = (post.node(), owner.node, wire::lane::LaneId(stream));
        let (kind, verdicts) = (ReceiptKind::Custody, vec![]);
        let receipt =
            Receipt { receiver, owner, lane, epoch, upto_seq, head_hash, kind, verdicts, at_ms, act };
        receipt.sign(&signer)
    };
    Ok(heads.into_iter().map(receipt).collect())
}

type Heads = BTreeMap<Stream, (u64, u64, wire::Hash)>;

async fn put(
    desk: &Desk,
    tx: &mut Tx,
    (owner, addressee): (&Known, &Known),
    letters: &[(Proven<'_>, &[u8])],
) -> Result<Heads> {
    let (now_us, mut heads, mut new) = (desk.clock.now_us(), Heads::new(), 0_u64);
    let (mut pieces, mut bytes) = store::custody::kept_for(tx, &addressee.member).await?;
    for (letter, whole) in letters {
        let frame = &letter.header().frame;
        let (place, class) = (frame.place, frame.class.number());
        let tenths = if frame.class == Class::LifeAtRisk { 10 } else { 9 };
        if pieces >= ENVELOPES_MAX / 10 * tenths || bytes >= BYTES_MAX / 10 * tenths {
            return Err(Error::Conflict("the mailbox of this member is full"));
        }
        let it = Kept {
            member: &addressee.member,
            owner: &owner.member,
            stream: place.lane.0,
            epoch: place.epoch,
            seq: place.seq,
            class,
            bytes: whole,
            expires_us: i64::try_from(frame.expires_ms).unwrap_or(i64::MAX).saturating_mul(1_000),
        };
        if store::custody::keep(tx, &it, now_us).await? {
            new += 1;
            pieces += 1;
            bytes += u64::try_from(whole.len()).unwrap_or(u64::MAX);
        }
        let head = (place.epoch, place.seq, letter.hash());
        let last = heads.entry(place.lane.0).or_insert(head);
        *last = if (last.0, last.1) < (head.0, head.1) { head } else { *last };
    }
    if new > 0 {
        let by = Actor::Node { member: owner.member.clone() };
        let body = Some(serde_json::json!({ "for": addressee.member.as_str(), "envelopes": new }));
        let act = Act { at_us: now_us, by: &by, kind: ActKind::MailKept, object: None, reason: None, body };
        store::journal::write(tx, act).await?;
    }
    Ok(heads)
}
