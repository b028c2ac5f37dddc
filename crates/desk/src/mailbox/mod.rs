//! The mailbox of a hub: where the direct way to a member is shut, its sealed envelopes wait there, and its receipts go back the
//! same way. A hub reads of them what their owner signed for everybody on the way, and nothing else.
mod entrust;
pub mod files;
mod give;
mod keep;
mod tend;

pub use entrust::{Parcels, entrusted, for_mailbox, hubs};
pub use give::{collected, fetch, given, next, receipts};
pub use keep::keep;
pub(crate) use tend::tend;

/// By which a receipt is named to whoever keeps it: SHA-256 of its bytes.
pub fn digest(receipt: &[u8]) -> wire::Hash {
    <sha2::Sha256 as sha2::Digest>::digest(receipt).into()
}
