//! What follows from the entries of a charter: who is a member, and how each stands.
use std::collections::BTreeMap;

use super::{Change, CharterEntry, MemberClass, Quorum};
use crate::Rejection;
use crate::keys::Context;
use crate::node::{Identity, NodeId};
use crate::statement::Statement;

/// How long a suspension holds that is not confirmed.
pub const SUSPENSION_MAX_MS: u64 = 72 * 3600 * 1000;

/// A member as the charter lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub class: MemberClass,
    /// Its identity.
    pub identity: Identity,
    /// What it may do in the network.
    pub rights: Vec<String>,
    /// Since when, in milliseconds since 1970.
    pub since_ms: u64,
    suspended: Option<Suspension>,
    ended: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Suspension {
    since_ms: u64,
    confirmed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Removed { since_ms: u64 },
    Replaced { since_ms: u64, by: NodeId },
}

/// How a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Never a member.
    Unknown,
    /// A member.
    Active,
    /// Suspended: nothing is taken from it or sealed to it.
    Suspended {
        /// Since when, in milliseconds since 1970.
        since_ms: u64,
        /// When it lapses, unless confirmed.
        until_ms: Option<u64>,
    },
    /// Not a member any more.
    Removed {
        /// Since when.
        since_ms: u64,
    },
    /// The member goes on under another identity.
    Replaced {
        /// Since when.
        since_ms: u64,
        /// Under which.
        by: NodeId,
    },
}

impl Standing {
    /// Whether anything is taken from it and sealed to it.
    pub fn is_active(&self) -> bool {
        matches!(self, Self::Active)
    }
}

impl Listed {
    /// Its node.
    pub fn node(&self) -> NodeId {
        self.identity.id()
    }

    fn standing(&self, now_ms: u64) -> Standing {
        match (self.ended, self.suspended) {
            (Some(End::Removed { since_ms }), _) => Standing::Removed { since_ms },
            (Some(End::Replaced { since_ms, by }), _) => Standing::Replaced { since_ms, by },
            (None, Some(Suspension { since_ms, confirmed: true })) => {
                Standing::Suspended { since_ms, until_ms: None }
            }
            (None, Some(Suspension { since_ms, confirmed: false })) => {
                let until_ms = since_ms.saturating_add(SUSPENSION_MAX_MS);
                if now_ms < until_ms {
                    Standing::Suspended { since_ms, until_ms: Some(until_ms) }
                } else {
                    Standing::Active
                }
            }
            (None, None) => Standing::Active,
        }
    }
}

/// The state after some entry.
#[derive(Debug, Clone)]
pub(super) struct Roster {
    name: String,
    governance: Quorum,
    emergency: Quorum,
    suite_min: u64,
    at_ms: u64,
    nodes: BTreeMap<NodeId, Listed>,
}

impl Roster {
    /// The state after the first entry, which its own governance signs.
    pub(super) fn found(entry: &CharterEntry, statement: &Statement) -> Result<Self, Rejection> {
        let Change::Found { name, governance, emergency, suite_min } = &entry.change else {
            return Err(Rejection::Rule("the first entry founds the network"));
        };
        if entry.number != 0 || entry.prev != [0; 32] {
            return Err(Rejection::Rule("the first entry has number 0 and no entry before it"));
        }
        enough(statement, governance)?;
        Ok(Self {
            name: name.clone(),
            governance: governance.clone(),
            emergency: emergency.clone(),
            suite_min: *suite_min,
            at_ms: entry.at_ms,
            nodes: BTreeMap::new(),
        })
    }

    /// The state after one more entry, if enough of the right keys signed it and it fits.
    pub(super) fn apply(&mut self, entry: &CharterEntry, statement: &Statement) -> Result<(), Rejection> {
        let governed = enough(statement, &self.governance);
        if let (Err(_), Change::Suspend { node, .. }) = (&governed, &entry.change) {
            enough(statement, &self.emergency)?;
            if self.nodes.get(node).is_some_and(|listed| listed.suspended.is_some()) {
                return Err(Rejection::Rule("suspended before: governance confirms or lifts that first"));
            }
        } else {
            governed.clone()?;
        }
        if entry.at_ms < self.at_ms {
            return Err(Rejection::Rule("drafted before the entry that it follows"));
        }
        self.at_ms = entry.at_ms;
        self.change(&entry.change, governed.is_ok())
    }

    fn change(&mut self, change: &Change, governed: bool) -> Result<(), Rejection> {
        let since_ms = self.at_ms;
        match change {
            Change::Found { .. } => Err(Rejection::Rule("a network is founded once")),
            Change::Admit { code, name, class, identity, rights } => self.admit(Listed {
                code: code.clone(),
                name: name.clone(),
                class: *class,
                identity: *identity,
                rights: rights.clone(),
                since_ms,
                suspended: None,
                ended: None,
            }),
            Change::Suspend { node, .. } => {
                self.running(node)?.suspended = Some(Suspension { since_ms, confirmed: governed });
                Ok(())
            }
            Change::Confirm { node } => {
                let suspended = self.running(node)?.suspended.as_mut();
                suspended.ok_or(Rejection::Rule("not suspended"))?.confirmed = true;
                Ok(())
            }
            Change::Lift { node } => {
                let lifted = self.running(node)?.suspended.take();
                lifted.map(|_| ()).ok_or(Rejection::Rule("not suspended"))
            }
            Change::Remove { node, .. } => {
                self.running(node)?.ended = Some(End::Removed { since_ms });
                Ok(())
            }
            Change::Govern { governance, emergency } => {
                (self.governance, self.emergency) = (governance.clone(), emergency.clone());
                Ok(())
            }
            Change::Suite { suite_min } if *suite_min < self.suite_min => {
                Err(Rejection::Rule("the least suite never falls"))
            }
            Change::Suite { suite_min } => {
                self.suite_min = *suite_min;
                Ok(())
            }
            Change::Amend { node, name, rights } => {
                let listed = self.running(node)?;
                (listed.name, listed.rights) = (name.clone(), rights.clone());
                Ok(())
            }
            Change::Replace { node, identity } => self.replace(node, identity),
        }
    }

    fn admit(&mut self, listed: Listed) -> Result<(), Rejection> {
        if self.nodes.contains_key(&listed.node()) {
            return Err(Rejection::Rule("this identity was admitted before"));
        }
        if self.members().any(|other| other.code == listed.code) {
            return Err(Rejection::Rule("a member with this code is there"));
        }
        self.nodes.insert(listed.node(), listed);
        Ok(())
    }

    /// A suspension goes over to the new identity: it is the member that is suspended.
    fn replace(&mut self, node: &NodeId, identity: &Identity) -> Result<(), Rejection> {
        let since_ms = self.at_ms;
        let listed = self.running(node)?;
        let successor = Listed { identity: *identity, ..listed.clone() };
        let by = identity.id();
        listed.ended = Some(End::Replaced { since_ms, by });
        self.admit(successor)
    }

    fn running(&mut self, node: &NodeId) -> Result<&mut Listed, Rejection> {
        let listed = self.nodes.get_mut(node).filter(|listed| listed.ended.is_none());
        listed.ok_or(Rejection::Rule("no running member has this id"))
    }

    pub(super) fn standing(&self, node: &NodeId, now_ms: u64) -> Standing {
        self.nodes.get(node).map_or(Standing::Unknown, |listed| listed.standing(now_ms))
    }

    pub(super) fn listed(&self, node: &NodeId) -> Option<&Listed> {
        self.nodes.get(node)
    }

    pub(super) fn members(&self) -> impl Iterator<Item = &Listed> {
        self.nodes.values().filter(|listed| listed.ended.is_none())
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn suite_min(&self) -> u64 {
        self.suite_min
    }

    pub(super) fn governance(&self) -> &Quorum {
        &self.governance
    }

    pub(super) fn emergency(&self) -> &Quorum {
        &self.emergency
    }
}

/// Fails unless at least as many keys of the quorum signed as it asks for, and nobody else did.
fn enough(statement: &Statement, quorum: &Quorum) -> Result<(), Rejection> {
    let signed = statement.count(Context::Charter, &quorum.keys)?;
    let least = usize::try_from(quorum.least).unwrap_or(usize::MAX);
    if signed >= least { Ok(()) } else { Err(Rejection::Signature) }
}
