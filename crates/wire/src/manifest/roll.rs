//! The signing keys that one node states, so that what it signed long ago is still proven when it arrives.
use super::{Manifest, Revoked, Term};
use crate::Rejection;
use crate::keys::{KeyId, NodePublic};
use crate::node::NodeId;

/// The signing keys of a node over time, as its last manifest states them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    node: NodeId,
    terms: Vec<Term<NodePublic>>,
    revoked: Vec<Revoked>,
}

impl Roll {
    /// The keys in a manifest.
    pub fn new(last: &Manifest) -> Self {
        Self { node: last.node(), terms: last.signing.clone(), revoked: last.revoked.clone() }
    }

    /// Whose keys they are.
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The key with this name, if the node had it at that time and did not revoke it. A revoked key proves nothing that
    /// arrives from now on, whatever time it states: whoever stole it states what suits him.
    pub fn signer(&self, key: &KeyId, at_ms: u64) -> Result<&NodePublic, Rejection> {
        if let Some(revoked) = self.revoked.iter().find(|revoked| revoked.key == *key) {
            return Err(Rejection::Revoked { since_ms: revoked.since_ms });
        }
        let term = self.terms.iter().find(|term| term.key.id() == *key);
        let term = term.ok_or(Rejection::UnknownKey(*key))?;
        if term.holds(at_ms) { Ok(&term.key) } else { Err(Rejection::Signature) }
    }
}
