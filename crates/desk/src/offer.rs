//! What a page may offer: the rules are asked what an actor could do, and nothing is done, so nothing is journaled.
use crate::{Desk, Result};
use model::{Actor, Handling, Kind, Member, Purpose, Reason, Record, RecordId, Stamp};
use policy::Target;
use policy::action::{AnswerHit, File, OfNode, OfRecord, ReadPeers};
use store::hit::Hit;

/// Would they be permitted this?
pub fn may<A: OfNode>(desk: &Desk, by: &Actor, reason: &Reason) -> bool {
    desk.rules().permit::<A>(by, reason).is_ok()
}

/// Would they be permitted this on a record that they were shown?
pub fn may_on<A: OfRecord>(desk: &Desk, by: &Actor, reason: &Reason, record: &Record) -> bool {
    let target = Target { id: record.id, version: record.version };
    desk.rules().permit_on::<A>(by, reason, target, &record.stamp()).is_ok()
}

/// The reason as it will be when they have stated what they are asked for before they do it: a legal basis, and a case.
pub fn once_stated(reason: &Reason) -> Reason {
    let given = || Some("to be stated".to_owned());
    let (basis, case) = (reason.legal_basis.clone(), reason.reference.clone());
    Reason { legal_basis: basis.or_else(given), reference: case.or_else(given), ..reason.clone() }
}

/// Would they be permitted to file an ordinary record of their own member's?
pub fn may_file(desk: &Desk, by: &Actor, reason: &Reason) -> bool {
    let target = Target { id: RecordId::from_bytes([0; 16]), version: 1 };
    desk.rules().permit_on::<File>(by, reason, target, &ordinary(&desk.me, Kind::Person)).is_ok()
}

/// Would they be permitted to answer this hit, which they were shown?
pub fn may_answer(desk: &Desk, by: &Actor, reason: &Reason, looked: (&Hit, Option<&Record>)) -> bool {
    match looked {
        (_, Some(ours)) => may_on::<AnswerHit>(desk, by, reason, ours),
        (hit, None) => hit.check.as_ref().is_some_and(|check| {
            let target = Target { id: RecordId::from_bytes(*hit.id.as_bytes()), version: 0 };
            let stamp = ordinary(&desk.me, check.kind);
            desk.rules().permit_on::<AnswerHit>(by, reason, target, &stamp).is_ok()
        }),
    }
}

pub(crate) fn ordinary(owner: &Member, kind: Kind) -> Stamp {
    let Handling { level, audience, never_to, purposes, .. } = Handling::default();
    Stamp { owner: owner.clone(), kind, status: None, level, audience, never_to, purposes }
}

/// The purposes for which they would be permitted this.
pub fn purposes<A: OfNode>(desk: &Desk, by: &Actor) -> Vec<Purpose> {
    Purpose::ALL.iter().copied().filter(|purpose| may::<A>(desk, by, &Reason::of(*purpose))).collect()
}

/// A member of the network that a record can be addressed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    pub member: Member,
    /// As the charter calls it: "NCB Cotonou".
    pub name: String,
}

/// The other active members, in the order of their codes; none where this node is in no network, or where they may not
/// know who is in it.
pub async fn addressees(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Addressee>> {
    if desk.post.is_none() || !may::<ReadPeers>(desk, by, reason) {
        return Ok(vec![]);
    }
    let roster = desk.roster();
    let active = |member: &Member| roster.get(member).is_some_and(crate::peer::Known::is_active);
    let rows = store::peer::all(&mut desk.store.read().await?).await?;
    let others = rows.into_iter().filter(|row| row.member != desk.me && active(&row.member));
    Ok(others.map(|row| Addressee { member: row.member, name: row.name }).collect())
}

/// Whether this node is in a network of other members.
pub fn in_network(desk: &Desk) -> bool {
    desk.post.is_some() && desk.roster().all().any(|known| known.member != desk.me)
}
