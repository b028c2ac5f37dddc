//! Saying again: when this node was set back, all on lanes that begin anew; and to a member that has lost what it was given,
//! or could not open it, all that is addressed to it, on a lane begun afresh.
use super::{Lanes, Way, looks};
use crate::parcel::{Held, HeldRecord, HitSaid, Parcel};
use crate::peer::now_ms;
use crate::{Desk, Error, Result, Ring, peer};
use model::{Finding, HitShows, Member};
use store::Tx;
use store::epoch::Epoch;
use store::peer::{Again, Peer};
use store::shared::Shared;
use wire::envelope::Class;
use wire::lane::{EpochStatement, FIRST_EPOCH, Kept, LaneId};

/// Who was set back is told again of the looks of so long: from how old a backup it came nobody else knows. It knows again those
/// that it was told before.
const LOOKS_US: i64 = 30 * 86_400_000_000;
/// Records named in one envelope.
const NAMED: u32 = 1_000;

/// Begins an epoch of ours, where the store is marked: from then on no number on any lane is one that may have been used.
pub(super) async fn begin(desk: &Desk) -> Result<bool> {
    let (Some(post), Some(why)) = (&desk.post, store::epoch::marked(&mut desk.store.glance().await?).await?)
    else {
        return Ok(false);
    };
    let mut tx = desk.store.begin().await?;
    let (node, at_ms) = (post.node(), now_ms(desk));
    let last = store::epoch::current(&mut tx, &node.0).await?.map_or(FIRST_EPOCH, |last| last.epoch);
    let lanes = store::lane::all(&mut tx).await?;
    let sent = lanes.iter().filter(|lane| lane.seq > 0);
    let mut kept: Vec<Kept> =
        sent.map(|lane| Kept { lane: LaneId(lane.stream), seq: lane.seq, hash: lane.head }).collect();
    kept.sort_unstable_by_key(|kept| kept.lane);
    let epoch = EpochStatement::number(last, at_ms);
    let begun = EpochStatement { owner: node, epoch, kept, why: why.clone(), at_ms };
    let (hash, statement) = (begun.hash(), begun.sign(&*post.signer(at_ms)?));
    let by = model::Actor::Engine { member: desk.me.clone() };
    let row = Epoch { node: node.0, epoch, hash, statement };
    store::epoch::put(&mut tx, &by, &row, &why, desk.clock.now_us()).await?;
    store::peer::note_looks(&mut tx).await?;
    // What waited for them beside records is said again with all else.
    for known in desk.roster().all().filter(|known| known.member != desk.me) {
        let why = why_by_now(&mut tx, &known.member, Again::StaleKey).await?;
        store::peer::again(&mut tx, &known.member, why, 0).await?;
    }
    store::lane::begin_anew(&mut tx, &desk.me, (epoch, &hash)).await?;
    store::epoch::unmark(&mut tx).await?;
    tx.commit().await?;
    tracing::warn!(epoch, why, "this node counts anew; what others are to have is said to them again");
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Peers);
    Ok(true)
}

/// Begins afresh with every member that is to be told again and can be. Gives whom; [`done`] is for when they were told.
pub(super) async fn begin_afresh(desk: &Desk) -> Result<Vec<Member>> {
    let mut tx = desk.store.read().await?;
    if !store::peer::any_again(&mut tx).await? {
        return Ok(vec![]);
    }
    let peers = store::peer::all(&mut tx).await?;
    drop(tx);
    let mut told = Vec::new();
    for peer in peers {
        let Some((why, from_us)) = peer.again.filter(|(_, from_us)| can_read(desk, &peer, *from_us)) else {
            continue;
        };
        tracing::warn!(member = %peer.member, %why, %from_us, "all that is addressed to it is said again");
        let mut tx = desk.store.begin().await?;
        match afresh(desk, &mut tx, &peer, why).await {
            Ok(()) => tx.commit().await?,
            Err(Error::Unreached(_)) => continue,
            Err(fault) => return Err(fault),
        };
        peer::refresh(desk).await?;
        told.push(peer.member);
    }
    Ok(told)
}

/// Whether it can be sealed to, by keys that its node stated from this moment on.
fn can_read(desk: &Desk, peer: &Peer, from_us: i64) -> bool {
    let roster = desk.roster();
    let known = roster.get(&peer.member).filter(|known| known.can_read(now_ms(desk)));
    let issued = known.and_then(|known| known.told.as_ref()).map(|told| told.0.issued_ms);
    issued.is_some_and(|issued_ms| i64::try_from(issued_ms).unwrap_or(i64::MAX) >= from_us / 1_000)
}

/// Whoever was set back and has not heard yet what is here of its own is told so once more, whyever its lanes are ended now.
async fn why_by_now(tx: &mut Tx, member: &Member, why: Again) -> Result<Again> {
    let unheard = store::lane::waits_for(tx, member, Held::NAME).await?;
    Ok(if unheard { Again::SetBack } else { why })
}

async fn afresh(desk: &Desk, tx: &mut Tx, peer: &Peer, why: Again) -> Result<()> {
    let member = &peer.member;
    let why = why_by_now(tx, member, why).await?;
    store::peer::note_looks(tx).await?;
    let alone = Way::to(member);
    let mut given = Vec::new();
    for class in [Class::Routine, Class::LifeAtRisk] {
        let before = Lanes::new(desk)?.stream(&Way { class, ..alone.clone() });
        given.extend(store::shared::on(tx, &before).await?);
        store::lane::end(tx, &before).await?;
    }
    given.sort_by_key(|shared| (shared.id, std::cmp::Reverse(shared.version)));
    given.dedup_by_key(|shared| shared.id);
    store::lane::leave_all(tx, member, why == Again::SetBack, desk.clock.now_us()).await?;
    let times = store::peer::begin_afresh(tx, member).await?;
    let mut lanes = Lanes::afresh(desk, member, times)?;
    lanes.open(tx, &alone).await?;
    let stream = lanes.stream(&alone);
    let unsaid: Vec<Shared> = given.into_iter().map(|shared| Shared { stream, seq: 0, ..shared }).collect();
    store::shared::put(tx, &unsaid).await?;
    if why == Again::SetBack {
        super::messages::give_back(tx, &mut lanes, member).await?;
        tell_what_is_held(tx, &mut lanes, member).await?;
        let seen = store::journal::looks_since(tx, member, desk.clock.now_us() - LOOKS_US).await?;
        looks::tell(desk, tx, &mut lanes, &seen).await?;
    }
    tell_of_hits(desk, tx, &mut lanes, member).await?;
    store::kept::tell_again(tx, member).await?;
    store::attachment::tell_again(tx, member).await?;
    store::thread::say_again_to(tx, &desk.me, member).await?;
    lanes.close(tx).await
}

/// What a member is to know of the hits that it is a side of. It knows again what it was told before.
async fn tell_of_hits(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>, member: &Member) -> Result<()> {
    for hit in store::hit::with_side_of(tx, member).await? {
        let Some((mine, other)) = hit.sides_of(member) else { continue };
        if other.shows == HitShows::Silent || (other.member != desk.me && hit.raised_by != desk.me) {
            continue;
        }
        if mine.record.is_some() {
            lanes.put(tx, &Way::to(member), &Parcel::of_hit(&hit, member)).await?;
        }
        if let Some((word, said_us)) = other.word.filter(|_| other.member == desk.me) {
            let said = HitSaid::of(hit.id, Finding { word, ground: other.ground }, said_us);
            lanes.put(tx, &Way::to(member), &Parcel::HitAnswered(said)).await?;
        }
    }
    Ok(())
}

/// Tells an owner that was set back in which versions its records are here, so that it gives none of them another content.
async fn tell_what_is_held(tx: &mut Tx, lanes: &mut Lanes<'_>, owner: &Member) -> Result<()> {
    let mut after = None;
    loop {
        let held = store::record::versions(tx, owner, after, NAMED).await?;
        // Also where nothing is held of it: that it was set back it learns from this.
        if held.is_empty() && after.is_some() {
            return Ok(());
        }
        after = held.last().map(|last| last.id);
        let named = |it: &store::record::Version| HeldRecord {
            id: it.id.to_string(),
            version: it.version,
            gone: it.gone,
            other: it.other,
        };
        let parcel = Parcel::Held(Held { records: held.iter().map(named).collect() });
        lanes.put(tx, &Way::to(owner), &parcel).await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// They were told.
pub(super) async fn done(desk: &Desk, told: &[Member]) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    for member in told {
        store::peer::told_again(&mut tx, member).await?;
    }
    tx.commit().await?;
    Ok(())
}
