//! A stream of key material from one seed, so that whoever seals passes in 32 bytes of chance and nothing else.
use std::convert::Infallible;

use hmac::{Hmac, KeyInit, Mac};
use hpke::rand_core::{TryCryptoRng, TryRng};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::Hash;

/// HMAC-SHA256 under the seed over a counter.
pub(crate) struct Stream {
    seed: Zeroizing<Hash>,
    next: u64,
}

impl Stream {
    /// The stream of a seed that is used for nothing else.
    pub(crate) fn new(seed: &Hash) -> Self {
        Self { seed: Zeroizing::new(*seed), next: 0 }
    }

    /// The next 32 bytes.
    pub(crate) fn block(&mut self) -> Zeroizing<Hash> {
        let number = self.next.to_be_bytes();
        self.next += 1;
        Zeroizing::new(keyed(&self.seed, &[&number]))
    }
}

/// HMAC-SHA256 over the parts, one after the other.
pub(crate) fn keyed(key: &Hash, parts: &[&[u8]]) -> Hash {
    let mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    parts.iter().fold(mac, |mac, part| mac.chain_update(part)).finalize().into_bytes().into()
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let block = self.block();
        Ok(u32::from_be_bytes([block[0], block[1], block[2], block[3]]))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let high = u64::from(self.try_next_u32()?);
        Ok(high << 32 | u64::from(self.try_next_u32()?))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for part in bytes.chunks_mut(32) {
            part.copy_from_slice(&self.block()[..part.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Stream {}
