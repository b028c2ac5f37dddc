//! The network that this node is in: its members by the charter, their nodes by their manifests, and this node's own keys.
mod post;
mod roster;

pub use post::{Post, PostKeys};
pub(crate) use roster::{Known, Roster, refresh};
