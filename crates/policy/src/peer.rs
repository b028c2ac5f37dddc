//! What the node of another member may do and learn here. It is a promise among members and no bureau's rule.
use crate::action::{OfPeer, Revise};
use crate::{Permit, Refusal, Rules, Sight, Target};
use model::{Actor, HitShows, Level, Member, Purpose, Reason, Stamp, StampNo, Status};

/// What another member gets to see of a record with this stamp: all of it where it is addressed to them; nothing where its
/// owner never gives it to them, or where a leak would do the greatest harm; else that there is one, and whom to ask.
pub fn shows(stamp: &Stamp, reader: &Member) -> HitShows {
    if stamp.never_to.contains(reader) {
        HitShows::Silent
    } else if stamp.audience.includes(reader) {
        HitShows::Full
    } else if stamp.level == Level::Confidential || stamp.status.is_some_and(Status::protects) {
        HitShows::Silent
    } else {
        HitShows::Contact
    }
}

impl Rules {
    /// May the node of another member do this to its record here?
    ///
    /// Each states, revises and takes back its own records, and those that it addressed to this node. What a bureau's text
    /// says of its own people cannot keep a copy alive.
    pub fn permit_peer<A: OfPeer>(
        &self,
        peer: &Member,
        reason: &Reason,
        target: Target,
        stamp: &Stamp,
    ) -> Result<Permit<A>, Refusal> {
        let home = self.home();
        let addressed = stamp.audience.includes(home) && !stamp.never_to.contains(home);
        let why = if peer == home {
            "a member's own records do not come from outside"
        } else if peer != &stamp.owner {
            "only the member that owns a record files, revises or withdraws it"
        } else if A::STATES && !addressed {
            "this record is not addressed to this node"
        } else {
            return Ok(Permit::new(&Actor::Node { member: peer.clone() }, reason, Some(target)));
        };
        Err(Refusal::new(A::NAME, why))
    }

    /// To state a record of ours once more as it stands, where another member holds its version with another content: whom it is for,
    /// and what it says, stay as somebody here has stated them.
    pub fn permit_anew(&self, reason: &Reason, target: Target) -> Permit<Revise> {
        Permit::new(&Actor::Engine { member: self.home().clone() }, reason, Some(target))
    }

    /// What another member may know of, of the records with these stamps, when it asks: those that are shown to it whole or
    /// as somebody to ask, for this purpose. `brings_together` says that this node answers for those who address records to
    /// it; else it speaks for its own alone.
    pub fn peer_sight(
        &self,
        peer: &Member,
        reason: &Reason,
        stamps: &[(StampNo, Stamp)],
        brings_together: bool,
    ) -> Result<Sight, Refusal> {
        if peer == self.home() {
            return Err(Refusal::new("Check", "a member does not ask itself"));
        }
        if matches!(reason.purpose, Purpose::Analysis | Purpose::Oversight | Purpose::Administration) {
            let why = "a check needs the purpose it serves, such as border control or investigation";
            return Err(Refusal::new("Check", why));
        }
        let answers = |stamp: &Stamp| {
            let ours = stamp.owner == *self.home() || (brings_together && stamp.owner != *peer);
            let meant = stamp.purposes.is_empty() || stamp.purposes.contains(&reason.purpose);
            ours && meant && shows(stamp, peer) != HitShows::Silent
        };
        let shown: Vec<StampNo> =
            stamps.iter().filter(|(_, stamp)| answers(stamp)).map(|(number, _)| *number).collect();
        Ok(Sight::new(&Actor::Node { member: peer.clone() }, reason, stamps.len(), &shown))
    }
}
