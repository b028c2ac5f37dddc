//! What follows from a notice for the record of its subject. Whoever may send the one states the other; what takes a notice out
//! of use takes its record along.
use crate::action::{OfPeer, SendNotice, Withdraw};
use crate::{Permit, Rules, Target};
use model::{Actor, Reason};

impl Permit<SendNotice> {
    /// The same for the record of the notice's subject.
    pub fn of_subject<A: OfPeer>(&self, target: Target) -> Permit<A> {
        Permit::new(self.by(), self.reason(), Some(target))
    }
}

impl Rules {
    /// To withdraw the record of a notice of ours that reviewers have taken out of use, or that has lapsed: nobody's rule can
    /// keep it.
    pub fn permit_end(&self, reason: &Reason, target: Target) -> Permit<Withdraw> {
        Permit::new(&Actor::Engine { member: self.home().clone() }, reason, Some(target))
    }
}
