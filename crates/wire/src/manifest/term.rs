//! A key with the time in which it may be used.
use minicbor::{Decode, Encode};

/// A key from one moment up to another, in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Term<K> {
    /// The key.
    #[n(0)]
    pub key: K,
    /// The first moment.
    #[n(1)]
    pub from_ms: u64,
    /// The moment from which it is over.
    #[n(2)]
    pub to_ms: u64,
}

impl<K> Term<K> {
    /// Whether the key may be used at a moment.
    pub fn holds(&self, at_ms: u64) -> bool {
        (self.from_ms..self.to_ms).contains(&at_ms)
    }
}
