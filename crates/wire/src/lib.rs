//! The bytes that leave the machine or must be provable: signed acts, the tree log, seals, keys; envelopes, lanes,
//! manifests and the charter.
//!
//! Nothing here reads a clock, a file, a network or a source of chance; whoever calls passes them in.
//! A format that has been released never changes: a new one gets a new version number beside it.
#![warn(missing_docs)]

pub mod act;
mod aloud;
pub mod attachment;
pub mod capsule;
pub mod cbor;
mod chance;
pub mod charter;
pub mod envelope;
mod error;
pub mod group;
pub mod handover;
mod hex;
pub mod keys;
pub mod lane;
pub mod manifest;
pub mod node;
pub mod note;
pub mod notice;
pub mod package;
mod rejection;
pub mod seal;
pub mod sealed;
pub mod sheaf;
mod statement;
pub mod tree;
pub mod verify;

pub use error::Error;
pub use hex::{all_from_hex, from_hex, hex};
pub use rejection::Rejection;

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// An Ed25519 signature (RFC 8032).
pub type Signature = [u8; 64];
