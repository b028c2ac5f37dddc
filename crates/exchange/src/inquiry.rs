//! Carries the questions of checks over a road.
use crate::road::{Fault, Road};
use desk::ask::{Carried, Carrier, Unheard};
use desk::outbox::Address;
use std::sync::Arc;

/// A road as a desk asks over it. It should be that of the courier: then a line is mostly open already.
pub struct Inquiry<R>(Arc<R>);

impl<R: Road> Inquiry<R> {
    pub fn over(road: Arc<R>) -> Inquiry<R> {
        Inquiry(road)
    }
}

impl<R: Road> Carrier for Inquiry<R> {
    fn carry<'c>(&'c self, to: &'c Address, question: Vec<u8>) -> Carried<'c> {
        Box::pin(async move { self.0.query(to, question).await.map_err(unheard) })
    }
}

fn unheard(fault: Fault) -> Unheard {
    match fault {
        Fault::Unreached(_) => Unheard::Unanswered,
        Fault::Refused(refusal) => Unheard::Refused(refusal.code),
        Fault::Busy(_) => Unheard::Refused("E_BUSY".to_owned()),
        Fault::Garbage => Unheard::Refused("E_ANSWER".to_owned()),
    }
}
