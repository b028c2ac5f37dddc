//! What a page may offer: the rules are asked what an actor could do, and nothing is done, so nothing is journaled.
use crate::Desk;
use model::{Actor, Handling, Kind, Member, Purpose, Reason, Record, RecordId, Stamp};
use policy::Target;
use policy::action::{File, OfNode, OfRecord};

/// Would they be permitted this?
pub fn may<A: OfNode>(desk: &Desk, by: &Actor, reason: &Reason) -> bool {
    desk.rules().permit::<A>(by, reason).is_ok()
}

/// Would they be permitted this on a record that they were shown?
pub fn may_on<A: OfRecord>(desk: &Desk, by: &Actor, reason: &Reason, record: &Record) -> bool {
    let target = Target { id: record.id, version: record.version };
    desk.rules().permit_on::<A>(by, reason, target, &record.stamp()).is_ok()
}

/// Would they be permitted to file an ordinary record of their own member's?
pub fn may_file(desk: &Desk, by: &Actor, reason: &Reason) -> bool {
    let target = Target { id: RecordId::from_bytes([0; 16]), version: 1 };
    desk.rules().permit_on::<File>(by, reason, target, &ordinary(&desk.me)).is_ok()
}

fn ordinary(owner: &Member) -> Stamp {
    let Handling { level, audience, never_to, purposes, .. } = Handling::default();
    Stamp { owner: owner.clone(), kind: Kind::Person, status: None, level, audience, never_to, purposes }
}

/// The purposes for which they would be permitted this.
pub fn purposes<A: OfNode>(desk: &Desk, by: &Actor) -> Vec<Purpose> {
    Purpose::ALL.iter().copied().filter(|purpose| may::<A>(desk, by, &Reason::of(*purpose))).collect()
}
