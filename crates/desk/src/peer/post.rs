//! With what this node speaks to others: its identity, the key that signs, and the clock that orders what it says.
use crate::Desk;
use std::sync::{Mutex, PoisonError};
use wire::keys::NodeKey;
use wire::lane::Hlc;
use wire::node::{Identity, NodeId};

/// The secrets of a node that is in a network.
pub struct PostKeys {
    /// Signs manifests, and nothing else.
    pub identity: NodeKey,
    /// Signs envelopes and receipts.
    pub signer: NodeKey,
}

/// A node's voice.
pub struct Post {
    pub(crate) signer: NodeKey,
    pub(crate) identity: NodeKey,
    node: NodeId,
    clock: Mutex<Hlc>,
}

impl Post {
    pub(crate) fn new(keys: PostKeys) -> Post {
        let node = Identity::new(keys.identity.public()).id();
        Post { signer: keys.signer, identity: keys.identity, node, clock: Mutex::default() }
    }

    /// Who this node is to others.
    pub fn node(&self) -> NodeId {
        self.node
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
    u64::try_from(desk.clock.now_us() / 1_000).unwrap_or(0)
}
