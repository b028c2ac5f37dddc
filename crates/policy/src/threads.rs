//! Who may read and write which threads with other members, people here and nodes elsewhere.
use crate::action::{OfThread, SayInThread};
use crate::book::Question;
use crate::{Permit, Refusal, Rules};
use model::{Actor, Level, Member, Purpose, Reason, ThreadId, ThreadStamp};
use std::collections::BTreeSet;
use std::sync::Arc;

const READ: &str = "ReadThread";

/// The threads that an actor may read for one reason, as the stamps that they bear. Only [`Rules`] makes one.
#[derive(Debug, Clone)]
pub struct ThreadSight {
    by: Arc<Actor>,
    shown: Arc<[ThreadStamp]>,
}

impl ThreadSight {
    pub fn shows(&self, stamp: ThreadStamp) -> bool {
        self.shown.contains(&stamp)
    }

    pub fn stamps(&self) -> &[ThreadStamp] {
        &self.shown
    }

    pub fn by(&self) -> &Actor {
        &self.by
    }
}

/// Every stamp that a thread can bear.
fn every() -> Vec<ThreadStamp> {
    let of = |level: &Level| {
        Purpose::ALL
            .iter()
            .map(|purpose| ThreadStamp { level: *level, purpose: *purpose })
            .collect::<Vec<_>>()
    };
    Level::ALL.iter().flat_map(of).collect()
}

impl Rules {
    /// Which threads they may read. The engine reads all of them, and shows none.
    pub fn threads(&self, by: &Actor, reason: &Reason) -> ThreadSight {
        let shown = if by.member() != self.home() {
            vec![]
        } else if let Some(question) = Question::new(READ, by, reason) {
            self.book().seen_threads(&question, &every())
        } else {
            every()
        };
        ThreadSight { by: Arc::new(by.clone()), shown: shown.into() }
    }

    /// May they do this in this thread? The refusal conceals where they may not even know of it; to open one is their own
    /// text.
    pub fn permit_in<A: OfThread>(
        &self,
        by: &Actor,
        reason: &Reason,
        thread: ThreadId,
        (stamp, opens): (&ThreadStamp, bool),
    ) -> Result<Permit<A>, Refusal> {
        let question = self.question(A::NAME, by, reason)?;
        self.book().of_thread(&question, stamp).map_err(|why| {
            let refusal = Refusal::new(A::NAME, why);
            let known = opens || self.book().of_thread(&question.for_action(READ), stamp).is_ok();
            if known { refusal } else { refusal.concealing() }
        })?;
        Ok(Permit::in_thread(by, reason, thread))
    }

    /// May the node of another member say this here? Both must take part, where it is known who does: what comes before the
    /// thread is known waits, and is shown only if it is so then.
    pub fn permit_peer_say(
        &self,
        peer: &Member,
        reason: &Reason,
        thread: ThreadId,
        members: Option<&BTreeSet<Member>>,
    ) -> Result<Permit<SayInThread>, Refusal> {
        let takes_part = |member| members.is_none_or(|members| members.contains(member));
        let why = if peer == self.home() {
            "what a member says does not come from outside"
        } else if !takes_part(peer) {
            "only who takes part in a thread says something in it"
        } else if !takes_part(self.home()) {
            "this thread is not for this node"
        } else {
            return Ok(Permit::in_thread(&Actor::Node { member: peer.clone() }, reason, thread));
        };
        Err(Refusal::new("SayInThread", why))
    }

    /// May this node have back what it had said there, which the node of another member gives it? That it had said it is to be
    /// proven before.
    pub fn permit_have_back(
        &self,
        giver: &Member,
        reason: &Reason,
        thread: ThreadId,
    ) -> Result<Permit<SayInThread>, Refusal> {
        if giver == self.home() {
            return Err(Refusal::new("SayInThread", "what a member has said is given back by others"));
        }
        Ok(Permit::in_thread(&Actor::Engine { member: self.home().clone() }, reason, thread))
    }
}
