//! Tokens in use, known again without asking the store, so that a machine that asks all day costs one look-up.
//!
//! A revocation here empties it at once; one at another instance on the same store, when this one's follower reads of it.
use model::Actor;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most tokens known; when there are more, all are looked up again.
const KEPT_MAX: usize = 4_096;

#[derive(Default)]
pub(crate) struct Tokens {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// By digest: whose it is, and when it ends.
    actors: HashMap<[u8; 32], (Actor, i64)>,
    /// Counts the revocations, so that what was read before one is not kept after it.
    turn: u64,
}

impl Tokens {
    /// Whose token this is, if it is known and has not ended; and the turn to give to [`Tokens::keep`].
    pub fn find(&self, digest: &[u8; 32], now_us: i64) -> (Option<Actor>, u64) {
        let known = self.known();
        let found = known.actors.get(digest).filter(|(_, ends_us)| *ends_us > now_us);
        (found.map(|(actor, _)| actor.clone()), known.turn)
    }

    /// Keeps what the store said since `turn` was given.
    pub fn keep(&self, digest: [u8; 32], actor: Actor, ends_us: i64, turn: u64) {
        let mut known = self.known();
        if known.turn != turn {
            return;
        }
        if known.actors.len() >= KEPT_MAX {
            known.actors.clear();
        }
        known.actors.insert(digest, (actor, ends_us));
    }

    /// A token was revoked.
    pub fn forget(&self) {
        let mut known = self.known();
        known.turn += 1;
        known.actors.clear();
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn what_was_read_before_a_revocation_is_not_kept_after_it() {
        let (tokens, actor) = (Tokens::default(), Actor::Engine { member: "TG".parse().unwrap() });
        let (none, turn) = tokens.find(&[1; 32], 5);
        assert!(none.is_none());
        tokens.forget();
        tokens.keep([1; 32], actor.clone(), 9, turn);
        let (none, turn) = tokens.find(&[1; 32], 5);
        assert!(none.is_none());
        tokens.keep([1; 32], actor.clone(), 9, turn);
        assert_eq!(tokens.find(&[1; 32], 5).0, Some(actor));
        assert!(tokens.find(&[1; 32], 9).0.is_none(), "it has ended");
        tokens.forget();
        assert!(tokens.find(&[1; 32], 5).0.is_none());
    }
}
