//! The manifest: one node's keys, addresses and versions of the day, signed by its identity key.
//!
//! A node refreshes it every day. It expires after 14 days, so that a list of revoked keys cannot be kept from others for
//! longer by whoever stands in between.
mod roll;
mod rotation;
mod term;

use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::keys::{Context, KeyId, NodeKey, NodePublic, SealingPublic};
use crate::lane::SKEW_MAX_MS;
use crate::node::{Identity, NodeId};
use crate::statement::Statement;
use crate::{Hash, Rejection, cbor};

pub use roll::Roll;
pub use rotation::{SIGNING_AHEAD_MS, SIGNING_LIFE_MS, SIGNING_STATED_MS};
pub use term::Term;

/// The version of manifests that this program writes and reads.
pub const MANIFEST_VERSION: u64 = 1;
/// Longest life of a manifest.
pub const LIFE_MAX_MS: u64 = 14 * DAY_MS;
/// How long after its issue a manifest is still good enough to seal to its keys.
pub const SEALING_MAX_MS: u64 = 30 * DAY_MS;
/// Longest manifest.
pub const MANIFEST_BYTES_MAX: usize = 64 << 10;
/// Most keys of each kind, addresses, and revocations.
const EACH_MAX: usize = 32;
const TEXT_BYTES_MAX: usize = 256;
const DAY_MS: u64 = 24 * 3600 * 1000;

/// What one node says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Manifest {
    /// [`MANIFEST_VERSION`].
    #[n(1)]
    pub version: u64,
    /// The identity that signs it.
    #[n(2)]
    pub identity: Identity,
    /// Higher in each manifest of a node than in the one before.
    #[n(3)]
    pub number: u64,
    /// When it was signed, in milliseconds since 1970.
    #[n(4)]
    pub issued_ms: u64,
    /// Until when it is fresh: at most [`LIFE_MAX_MS`] later.
    #[n(5)]
    pub expires_ms: u64,
    /// Keys that sign envelopes and receipts.
    #[n(6)]
    pub signing: Vec<Term<NodePublic>>,
    /// Keys to seal to.
    #[n(7)]
    pub sealing: Vec<Term<SealingPublic>>,
    /// The keys of its TLS certificates.
    #[n(8)]
    pub tls: Vec<Spki>,
    /// Where it is reached: URLs, the best first.
    #[n(9)]
    pub endpoints: Vec<String>,
    /// Name and version of its program.
    #[n(10)]
    pub software: String,
    /// The versions of the exchange protocol that it speaks.
    #[n(11)]
    pub protocols: Vec<u64>,
    /// Keys, to sign or to seal to, that are to be trusted no more.
    #[n(12)]
    pub revoked: Vec<Revoked>,
    /// At which numbers people reach its people; none where nothing was said.
    #[n(13)]
    pub numbers: Option<Vec<Number>>,
    /// The key that signs its log now: [`crate::handover`]. Manifests that do not say it have it among the signing keys.
    #[n(14)]
    pub log: Option<NodePublic>,
}

/// Where people are reached, by telephone and such.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Number {
    /// What it is: `Duty desk`.
    #[n(0)]
    pub what: String,
    /// The number.
    #[n(1)]
    pub number: String,
}

/// SHA-256 of a SubjectPublicKeyInfo (RFC 7469, section 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Spki(
    /// The hash.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub Hash,
);

/// A key that is to be trusted no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Revoked {
    /// The key.
    #[n(0)]
    pub key: KeyId,
    /// From when on somebody else may have used it, in milliseconds since 1970.
    #[n(1)]
    pub since_ms: u64,
}

/// How much a manifest may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Not expired.
    Fresh,
    /// Expired: shown as such. What it signed is taken, and sealing to it goes on.
    Stale,
    /// Issued more than [`SEALING_MAX_MS`] ago: nothing is sealed to it.
    Lapsed,
}

impl Manifest {
    /// The manifest, signed. `identity` must be the key that it names, and it must say nothing that readers refuse.
    pub fn sign(&self, identity: &NodeKey) -> Result<Vec<u8>, Rejection> {
        self.examine()?;
        if self.identity.key() != &identity.public() {
            return Err(Rejection::Owner);
        }
        Ok(Statement::sign(Context::Manifest, cbor::encode(self), &[identity]).to_bytes())
    }

    /// Reads a manifest signed by the identity that it names. Whether that identity is a member's, the charter says;
    /// whether it is newer than the one held, [`Manifest::allows`] says.
    pub fn verify(bytes: &[u8], now_ms: u64) -> Result<Self, Rejection> {
        let manifest = Self::verified(bytes)?;
        if manifest.issued_ms > now_ms.saturating_add(SKEW_MAX_MS) {
            return Err(Rejection::Future);
        }
        Ok(manifest)
    }

    /// Reads one that was verified before, when it was taken up. No clock is asked again: one that has gone back since makes
    /// nothing of it untrue.
    pub fn verified(bytes: &[u8]) -> Result<Self, Rejection> {
        let statement = Statement::read(bytes, MANIFEST_BYTES_MAX)?;
        let manifest: Self = cbor::decode(&statement.body, MANIFEST_BYTES_MAX)?;
        if manifest.version != MANIFEST_VERSION {
            return Err(Rejection::Version(manifest.version));
        }
        statement.prove(Context::Manifest, manifest.identity.key())?;
        manifest.examine()?;
        Ok(manifest)
    }

    /// Whose it is.
    pub fn node(&self) -> NodeId {
        self.identity.id()
    }

    /// The hash of what is signed.
    pub fn hash(&self) -> Hash {
        Sha256::digest(cbor::encode(self)).into()
    }

    /// How much it may be relied on at a moment.
    pub fn freshness(&self, now_ms: u64) -> Freshness {
        match now_ms {
            _ if now_ms <= self.expires_ms => Freshness::Fresh,
            _ if now_ms <= self.issued_ms.saturating_add(SEALING_MAX_MS) => Freshness::Stale,
            _ => Freshness::Lapsed,
        }
    }

    /// The key to seal to at a moment: of those that run, the one that began last.
    pub fn seal_to(&self, now_ms: u64) -> Option<&SealingPublic> {
        if self.freshness(now_ms) == Freshness::Lapsed {
            return None;
        }
        let stands = |key: KeyId| self.revoked.iter().all(|revoked| revoked.key != key);
        let running = self.sealing.iter().filter(|term| term.holds(now_ms) && stands(term.key.id()));
        running.max_by_key(|term| term.from_ms).map(|term| &term.key)
    }

    /// Whether `next` may take the place of this one: the same node, a higher number, not signed earlier; no key of this
    /// one left out before its time is over unless it is revoked, so that nothing under way loses its key; no
    /// revocation taken back or moved to a later time, or left out before [`SEALING_MAX_MS`] or with its key still named.
    /// Another one with the same number is an alarm: the identity key signed two.
    pub fn allows(&self, next: &Self) -> Result<(), Rejection> {
        if next.node() != self.node() {
            return Err(Rejection::Owner);
        }
        if next.number == self.number && next != self {
            return Err(Rejection::Fork { held: self.hash() });
        }
        if next.number <= self.number {
            return Err(Rejection::Rule("a manifest with this number or a higher one is held"));
        }
        if next.issued_ms < self.issued_ms {
            return Err(Rejection::Rule("issued before the manifest that it follows"));
        }
        let kept = |old: &Revoked| match next.revoked.iter().find(|r| r.key == old.key) {
            Some(now) => now.since_ms <= old.since_ms,
            None => old.is_past(next.issued_ms) && !next.names(old.key),
        };
        if !self.revoked.iter().all(kept) {
            return Err(Rejection::Rule("a revocation was taken back"));
        }
        let revoked = |key: KeyId| next.revoked.iter().any(|r| r.key == key);
        let signs = |key: KeyId| revoked(key) || next.signing.iter().any(|term| term.key.id() == key);
        let seals = |key: KeyId| revoked(key) || next.sealing.iter().any(|term| term.key.id() == key);
        let left_out = self.signing.iter().any(|t| t.to_ms > next.issued_ms && !signs(t.key.id()))
            || self.sealing.iter().any(|t| t.to_ms > next.issued_ms && !seals(t.key.id()));
        if left_out {
            return Err(Rejection::Rule("a key was left out before its time and not revoked"));
        }
        Ok(())
    }

    fn names(&self, key: KeyId) -> bool {
        self.signing.iter().any(|term| term.key.id() == key)
            || self.sealing.iter().any(|term| term.key.id() == key)
    }

    fn examine(&self) -> Result<(), Rejection> {
        let counts = [
            self.signing.len(),
            self.sealing.len(),
            self.tls.len(),
            self.endpoints.len(),
            self.protocols.len(),
            self.revoked.len(),
            self.numbers.as_ref().map_or(0, Vec::len),
        ];
        if counts.into_iter().any(|count| count > EACH_MAX) {
            return Err(Rejection::TooBig { limit: EACH_MAX });
        }
        let numbers = self.numbers.iter().flatten().flat_map(|it| [&it.what, &it.number]);
        let texts = self.endpoints.iter().chain([&self.software]).chain(numbers);
        if texts.into_iter().any(|text| text.len() > TEXT_BYTES_MAX) {
            return Err(Rejection::TooBig { limit: TEXT_BYTES_MAX });
        }
        let life = self.expires_ms.checked_sub(self.issued_ms);
        if life.is_none_or(|life| life > LIFE_MAX_MS) {
            return Err(Rejection::Rule("a manifest lives at most 14 days"));
        }
        let orderly = self.signing.iter().all(|term| term.from_ms < term.to_ms)
            && self.sealing.iter().all(|term| term.from_ms < term.to_ms);
        if self.signing.is_empty() || self.protocols.is_empty() || !orderly {
            return Err(Rejection::Rule("a manifest names keys with their terms, and protocols"));
        }
        Ok(())
    }
}
