//! Rotation: which keys a node must make now, so that there is always one that all others know already.
//!
//! A signing key is stated a week before it is used, so that nobody meets a signature of a key that they never heard of
//! unless they were away for a week. A sealing key is used at once and by those who heard of it; it stays good for 30 days
//! after its successor, for envelopes under way and members that were away, and then its secret half is destroyed.
use super::{LIFE_MAX_MS, Manifest, Term};
use crate::keys::{NodePublic, SealingPublic};

const DAY_MS: u64 = 24 * 3600 * 1000;
/// How old a manifest becomes before the next takes its place.
pub const REFRESH_MS: u64 = DAY_MS;
/// How long a signing key signs.
pub const SIGNING_LIFE_MS: u64 = 90 * DAY_MS;
/// How long before its first use a signing key is stated, and how long before the end of the old one its use begins.
pub const SIGNING_AHEAD_MS: u64 = 7 * DAY_MS;
/// How often there is a new sealing key.
pub const SEALING_EVERY_MS: u64 = 7 * DAY_MS;
/// How long a sealing key opens. At the end its secret half is destroyed.
pub const SEALING_LIFE_MS: u64 = 37 * DAY_MS;

/// What a node has to do about its manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Due {
    /// A manifest with a higher number must be signed and spread.
    pub manifest: bool,
    /// It needs a fresh signing key.
    pub signing: bool,
    /// It needs a fresh sealing key.
    pub sealing: bool,
}

impl Manifest {
    /// What is to be done at a moment. Asked every few minutes.
    pub fn due(&self, now_ms: u64) -> Due {
        let later = |from_ms: u64, after_ms: u64| now_ms >= from_ms.saturating_add(after_ms);
        let last = self.signing.iter().map(|term| term.to_ms).max();
        let signing = last.is_none_or(|to_ms| later(to_ms, 0) || to_ms - now_ms <= 2 * SIGNING_AHEAD_MS)
            || self.sign_with(now_ms).is_none();
        let newest = self.sealing.iter().map(|term| term.from_ms).max();
        let sealing =
            newest.is_none_or(|from_ms| later(from_ms, SEALING_EVERY_MS)) || self.seal_to(now_ms).is_none();
        Due { manifest: signing || sealing || later(self.issued_ms, REFRESH_MS), signing, sealing }
    }

    /// The next manifest: keys whose time is over are left out, fresh ones have their terms. A signing key begins in a
    /// week, or at once where no other runs.
    #[must_use]
    pub fn renewed(&self, now_ms: u64, signing: Option<NodePublic>, sealing: Option<SealingPublic>) -> Self {
        let mut next = self.clone();
        next.number += 1;
        next.issued_ms = now_ms.max(self.issued_ms);
        next.expires_ms = next.issued_ms + LIFE_MAX_MS;
        next.signing.retain(|term| term.to_ms > now_ms);
        next.sealing.retain(|term| term.to_ms > now_ms);
        let from_ms = if self.sign_with(now_ms).is_some() { now_ms + SIGNING_AHEAD_MS } else { now_ms };
        let to_ms = from_ms + SIGNING_LIFE_MS;
        next.signing.extend(signing.map(|key| Term { key, from_ms, to_ms }));
        let to_ms = now_ms + SEALING_LIFE_MS;
        next.sealing.extend(sealing.map(|key| Term { key, from_ms: now_ms, to_ms }));
        next
    }
}
