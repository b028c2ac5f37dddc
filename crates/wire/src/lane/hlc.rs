//! The hybrid logical clock: wall time that never runs backwards and orders what happened after what was seen.
//!
//! Kulkarni and others, "Logical Physical Clocks" (OPODIS 2014): milliseconds in the upper 48 bits, a counter below.
use minicbor::{Decode, Encode};

use crate::Rejection;

/// How far another's clock may be ahead.
pub const SKEW_MAX_MS: u64 = 5 * 60 * 1000;

/// A reading of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Hlc(
    /// Milliseconds since 1970, times 2^16, plus the counter.
    #[n(0)]
    pub u64,
);

impl Hlc {
    /// The wall time in it.
    pub fn ms(self) -> u64 {
        self.0 >> 16
    }

    /// The next reading here: of the wall clock where that has moved on, else one more than the last. A counter that is
    /// full runs into the milliseconds, which keeps the order.
    #[must_use]
    pub fn tick(self, now_ms: u64) -> Self {
        Self(now_ms.saturating_mul(1 << 16).max(self.0.saturating_add(1)))
    }

    /// The next reading after `seen` came in. Fails where that is more than [`SKEW_MAX_MS`] ahead of the wall clock: one
    /// wrong clock must not drag all others along.
    pub fn observe(self, seen: Self, now_ms: u64) -> Result<Self, Rejection> {
        seen.within(now_ms)?;
        Ok(self.max(seen).tick(now_ms))
    }

    /// Fails unless it is later than the one before in its lane. Whoever finds an old key of the owner, whose time is over,
    /// would have to state a time at which it held: the lane has moved on since.
    pub fn follows(self, before: Self) -> Result<(), Rejection> {
        if self > before { Ok(()) } else { Err(Rejection::Rule("the clock runs backwards in its lane")) }
    }

    /// Fails where it is more than [`SKEW_MAX_MS`] ahead.
    pub fn within(self, now_ms: u64) -> Result<(), Rejection> {
        if self.ms() > now_ms.saturating_add(SKEW_MAX_MS) { Err(Rejection::Future) } else { Ok(()) }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn it_never_runs_backwards_and_follows_what_it_sees() {
        let noon = Hlc::default().tick(1_000);
        assert_eq!(noon.ms(), 1_000);
        let set_back = noon.tick(10);
        assert!(set_back > noon);
        let seen = Hlc::default().tick(5_000);
        let after = set_back.observe(seen, 1_001).unwrap();
        assert!(after > seen && after > set_back);
        assert_eq!(after.tick(9_000).ms(), 9_000);
    }

    #[test]
    fn a_lane_has_no_way_back_in_time() {
        let noon = Hlc::default().tick(1_000);
        assert_eq!(noon.tick(1_000).follows(noon), Ok(()));
        for not_later in [noon, Hlc::default().tick(999)] {
            assert!(matches!(not_later.follows(noon), Err(Rejection::Rule(_))));
        }
    }

    #[test]
    fn five_minutes_ahead_is_the_most() {
        let now_ms = 1_000_000;
        let ahead = Hlc::default().tick(now_ms + SKEW_MAX_MS);
        assert!(Hlc::default().observe(ahead, now_ms).is_ok());
        let further = Hlc::default().tick(now_ms + SKEW_MAX_MS + 1);
        assert_eq!(Hlc::default().observe(further, now_ms), Err(Rejection::Future));
    }
}
