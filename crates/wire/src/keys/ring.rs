//! The public keys of a node over time, found by name: a key that is retired still proves what it signed.
use super::{KeyId, NodePublic};

/// Public keys that a checker trusts for one journal.
#[derive(Debug, Clone, Default)]
pub struct Keyring {
    keys: Vec<NodePublic>,
}

impl Keyring {
    /// The key with this name.
    pub fn get(&self, id: &KeyId) -> Option<&NodePublic> {
        self.keys.iter().find(|key| key.id() == *id)
    }

    /// All keys, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &NodePublic> {
        self.keys.iter()
    }
}

impl FromIterator<NodePublic> for Keyring {
    fn from_iter<T: IntoIterator<Item = NodePublic>>(keys: T) -> Self {
        Self { keys: keys.into_iter().collect() }
    }
}

impl From<NodePublic> for Keyring {
    fn from(key: NodePublic) -> Self {
        Self { keys: vec![key] }
    }
}
