//! With what this node speaks to others: its identity, the key that signs, and the clock that orders what it says.
use crate::{Desk, Error, Result};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use wire::keys::NodeKey;
use wire::lane::Hlc;
use wire::node::{Identity, NodeId};

/// The secrets of a node that is in a network.
pub struct PostKeys {
    /// Signs manifests and the labels of capsules, and nothing else.
    pub identity: NodeKey,
    /// With which the node begins: signs what goes to others until the first key that takes turns does, as it signs the log until that is
    /// handed over.
    pub first: NodeKey,
}

/// A key with the time in which it signs, in milliseconds since 1970.
pub(super) struct Signing {
    pub(super) key: Arc<NodeKey>,
    pub(super) term: Range<u64>,
}

/// A node's voice.
pub struct Post {
    pub(super) first: Arc<NodeKey>,
    pub(crate) identity: NodeKey,
    node: NodeId,
    signing: RwLock<Signing>,
    clock: Mutex<Hlc>,
}

impl Post {
    pub(crate) fn new(keys: PostKeys) -> Post {
        let node = Identity::new(keys.identity.public()).id();
        let first = Arc::new(keys.first);
        // Of whoever has said nothing of itself yet: no manifest states a term.
        let signing = RwLock::new(Signing { key: Arc::clone(&first), term: 0..u64::MAX });
        Post { first, identity: keys.identity, node, signing, clock: Mutex::default() }
    }

    /// Who this node is to others.
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The key that signs what goes to others now: envelopes, receipts, acts on notices.
    ///
    /// # Errors
    ///
    /// Where its time is over: what this node says of itself is being renewed, and then there is another.
    pub(crate) fn signer(&self, now_ms: u64) -> Result<Arc<NodeKey>> {
        let signing = self.signing.read().unwrap_or_else(PoisonError::into_inner);
        match signing.term.contains(&now_ms) {
            true => Ok(Arc::clone(&signing.key)),
            false => Err(Error::Conflict("the key that signs is being renewed; try again in a moment")),
        }
    }

    pub(super) fn sign_with(&self, signing: Signing) {
        *self.signing.write().unwrap_or_else(PoisonError::into_inner) = signing;
    }

    /// The next reading of the clock that orders what this node says.
    pub(crate) fn tick(&self, now_ms: u64) -> Hlc {
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        *clock = clock.tick(now_ms);
        *clock
    }

    /// What comes from others was said before what is said from now on.
    pub(crate) fn observe(&self, seen: Hlc, now_ms: u64) -> Result<(), wire::Rejection> {
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        *clock = clock.observe(seen, now_ms)?;
        Ok(())
    }
}

/// Milliseconds since 1970, as others are told.
pub(crate) fn now_ms(desk: &Desk) -> u64 {
    ms(desk.clock.now_us())
}

/// The same of a time of ours.
pub(super) fn ms(us: i64) -> u64 {
    u64::try_from(us / 1_000).unwrap_or(0)
}
