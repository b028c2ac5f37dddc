//! The keys of a node: one that signs, one that hides what is stored, those that others seal to.
mod node;
mod sealing;
mod storage;

pub use node::{Context, KeyId, NodeKey, NodePublic};
pub use sealing::{SEALING_PUBLIC_BYTES, SealingKey, SealingPublic, SealingRing};
pub use storage::{Salt, StorageKey};
