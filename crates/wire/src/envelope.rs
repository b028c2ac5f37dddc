//! The envelope: what one member says to others, signed over its header and sealed to those it is for.
//!
//! ```text
//! Envelope = [1, suite, header bstr, [1*3 [key id, signature]], body bstr]
//! ```
//!
//! Reading goes in three steps, and each has a type of its own, so that none can be left out: [`inspect`] gives a
//! [`Letter`] whose form is right and of which nothing is proven; [`Letter::prove`] a [`Proven`] that its owner signed;
//! [`Proven::open`] the [`Content`]. A mailbox stops after the second and has read nothing.
//!
//! Suite 1: Ed25519 by the strict rules over `"liaison/1/sig\0" ‖ suite ‖ SHA-256(header)`; the body under a key of its
//! own by ChaCha20-Poly1305, with nonce 0 and [`Frame::digest`] as associated data; that key sealed to every recipient by
//! HPKE (RFC 9180, base mode) with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305, or under the key of a group. The header
//! commits to the key, so that all who open an envelope open the same. Suite 2 is reserved for signatures by Ed25519 and
//! ML-DSA-65 together.
pub(crate) mod cipher;
mod content;
mod fork;
mod frame;
mod header;
mod letter;
mod padding;
mod recipients;
mod seal;

use sha2::{Digest, Sha256};

use crate::Hash;

pub use content::{Attached, Content, Handling, Token};
pub use fork::{ForkEvidence, ProvenFork};
pub use frame::{AudienceId, Class, Frame};
pub use header::Header;
pub use letter::{Letter, Proven, inspect};
pub use padding::padded;
pub use recipients::{GroupWrap, Recipients, Wrap};
pub use seal::{Draft, Sealed, To, seal};

/// The version of envelopes that this program writes and reads.
pub const ENVELOPE_VERSION: u64 = 1;
/// The suite of ciphers that this program writes, and the only one that it reads.
pub const SUITE: u64 = 1;
/// Longest header.
pub const HEADER_BYTES_MAX: usize = 64 << 10;
/// Longest content, in bytes with its padding.
pub const PLAIN_BYTES_MAX: usize = 1 << 20;
/// Longest body. What is longer travels as an attachment.
pub const BODY_BYTES_MAX: usize = PLAIN_BYTES_MAX + TAG_BYTES;
/// Longest envelope.
pub const ENVELOPE_BYTES_MAX: usize = HEADER_BYTES_MAX + BODY_BYTES_MAX + 512;
/// Most recipients that an envelope names one by one. For more there is a group key.
pub const RECIPIENTS_MAX: usize = 32;
/// Most envelopes that are pushed at once, as a CBOR sequence: see [`crate::cbor::sequence`].
pub const BATCH_MAX: usize = 256;
/// Longest such sequence.
pub const BATCH_BYTES_MAX: usize = 8 << 20;
/// Most signatures.
const SIGNATURES_MAX: usize = 3;
const TAG_BYTES: usize = 16;

/// The hash by which the next envelope of the lane, receipts and duplicates name this one: SHA-256 of the header as sent.
pub fn header_hash(header: &[u8]) -> Hash {
    Sha256::digest(header).into()
}

/// What is signed.
fn signed_bytes(suite: u64, header_hash: &Hash) -> Vec<u8> {
    let suite = u8::try_from(suite).expect("suites that are known are small numbers");
    [&[suite], header_hash.as_slice()].concat()
}

/// What every recipient checks before it believes the key that was sealed to it.
fn commitment(key: &Hash, frame: &Hash) -> Hash {
    Sha256::new().chain_update(b"liaison/1/commit").chain_update(key).chain_update(frame).finalize().into()
}
