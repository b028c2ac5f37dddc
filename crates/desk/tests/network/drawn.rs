//! Chance for stories that are told again.
use std::sync::atomic::{AtomicU64, Ordering};

/// Chance that is the same each time that a story is told.
pub(crate) struct Drawn(AtomicU64);

impl Drawn {
    pub(crate) fn from(seed: u64) -> Drawn {
        Drawn(seed.into())
    }

    fn next(&self) -> u64 {
        // SplitMix64: nothing here is secret.
        let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl desk::Chance for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> desk::Result<()> {
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&self.next().to_be_bytes()[..part.len()]);
        }
        Ok(())
    }
}
