//! The keys of a node: one that signs, one that hides what is stored.
mod node;
mod ring;
mod storage;

pub use node::{Context, KeyId, NodeKey, NodePublic};
pub use ring::Keyring;
pub use storage::{Salt, StorageKey};
