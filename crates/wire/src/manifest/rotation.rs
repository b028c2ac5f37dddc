//! Rotation of the keys that sign: when a node makes the next one, and which of them a manifest states.
//!
//! A key is stated a week before it signs, so that nobody meets a signature of a key that they never heard of unless they
//! were away for a week. It is stated for years after its end: what it signed (a notice, the acts of who reviewed it) comes
//! to members that join later, and they prove it as those do who were there.
use super::{DAY_MS, EACH_MAX, Manifest, Revoked, SEALING_MAX_MS, Term};
use crate::keys::{KeyId, NodePublic};

/// How long a key signs.
pub const SIGNING_LIFE_MS: u64 = 90 * DAY_MS;
/// How long before its first use a key is stated, and how long before the end of the old one its use begins.
pub const SIGNING_AHEAD_MS: u64 = 7 * DAY_MS;
/// How long after its end a key is stated: a year longer than a notice can live.
pub const SIGNING_STATED_MS: u64 = 6 * 365 * DAY_MS;
/// So many places are kept free for keys that do not wait for their end.
const SPARE: usize = 4;

impl Manifest {
    /// Whether the node must make a key that signs, of those that it `holds` the secrets of: where none runs any more in two
    /// weeks. Asked every hour.
    pub fn needs_signer(&self, now_ms: u64, holds: impl Fn(KeyId) -> bool) -> bool {
        let soon = now_ms.saturating_add(2 * SIGNING_AHEAD_MS);
        self.signing.iter().all(|term| !self.may_sign(term, &holds) || term.to_ms <= soon)
            || self.sign_with(now_ms, holds).is_none()
    }

    /// The key to sign with at a moment: of those that run, are not revoked and that the node `holds` the secrets of, the one
    /// that began last.
    pub fn sign_with(&self, now_ms: u64, holds: impl Fn(KeyId) -> bool) -> Option<&Term<NodePublic>> {
        let running = self.signing.iter().filter(|term| term.holds(now_ms) && self.may_sign(term, &holds));
        running.max_by_key(|term| term.from_ms)
    }

    fn may_sign(&self, term: &Term<NodePublic>, holds: impl Fn(KeyId) -> bool) -> bool {
        let key = term.key.id();
        holds(key) && self.revoked.iter().all(|revoked| revoked.key != key)
    }

    /// When a key signs that is made now: in a week, or at once where no other runs.
    pub fn next_term(&self, now_ms: u64, holds: impl Fn(KeyId) -> bool) -> (u64, u64) {
        let runs = self.sign_with(now_ms, holds).is_some();
        let from_ms = if runs { now_ms.saturating_add(SIGNING_AHEAD_MS) } else { now_ms };
        (from_ms, from_ms.saturating_add(SIGNING_LIFE_MS))
    }

    /// What the next manifest states of the keys that sign: those that are not over for years.
    pub fn still_signing(&self, now_ms: u64) -> Vec<Term<NodePublic>> {
        let is_stated = |term: &&Term<NodePublic>| term.to_ms.saturating_add(SIGNING_STATED_MS) > now_ms;
        let mut terms: Vec<Term<NodePublic>> = self.signing.iter().filter(is_stated).cloned().collect();
        while terms.len() > EACH_MAX - SPARE {
            let is_over = |term: &Term<NodePublic>| term.to_ms <= now_ms;
            let Some(oldest) = terms.iter().position(is_over) else { break };
            terms.remove(oldest);
        }
        terms
    }

    /// What the next manifest revokes still: no key that nobody has been able to seal to for long.
    pub fn still_revoked(&self, now_ms: u64) -> Vec<Revoked> {
        let stays = |revoked: &&Revoked| !revoked.is_past(now_ms) || self.names(revoked.key);
        self.revoked.iter().filter(stays).copied().collect()
    }
}

impl Revoked {
    /// Whether every manifest that named the key without this is too old to be used by anybody.
    pub(super) fn is_past(&self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.since_ms) > SEALING_MAX_MS
    }
}
