//! Why something from another node is refused, with the code that the other node is told.
use crate::Hash;
use crate::keys::KeyId;

/// A refusal of bytes that came from outside. None carries content of what was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Not CBOR of the expected shape.
    #[error("not what belongs here, at byte {at}")]
    Malformed {
        /// The offset of the first byte that does not fit.
        at: usize,
    },
    /// CBOR, but not in its one allowed form (RFC 8949 section 4.2.1, whole numbers as keys, NFC text).
    #[error("not in the one allowed form, at byte {at}")]
    NonCanonical {
        /// The offset of the first byte that differs.
        at: usize,
    },
    /// Longer than allowed, or more of something than allowed.
    #[error("more than the {limit} allowed")]
    TooBig {
        /// The limit, in bytes or pieces.
        limit: usize,
    },
    /// A version of the format that this program does not read.
    #[error("version {0} of this format is not known here")]
    Version(u64),
    /// A suite of ciphers that is not known, or below the least that the charter allows.
    #[error("cipher suite {0} is not accepted here")]
    Suite(u64),
    /// An extension that must be understood and is not.
    #[error("critical extension {0} is not known here")]
    Critical(u64),
    /// The signature is not of a key that its signer had at that time, or not over these bytes.
    #[error("the signature does not verify")]
    Signature,
    /// Signed by a key of which nothing was heard: the signer's newest manifest may name it.
    #[error("signed by the key {0}, which is not known here")]
    UnknownKey(KeyId),
    /// The owner is not known, or not the one that was expected.
    #[error("the owner is not known here")]
    Owner,
    /// The key that signed is revoked.
    #[error("the key is revoked since {since_ms}")]
    Revoked {
        /// Milliseconds since 1970, UTC.
        since_ms: u64,
    },
    /// None of the recipients is this node.
    #[error("not addressed to this node")]
    NotRecipient,
    /// Sealed to a key of this node that was destroyed: the owner seals its copy again, to this key, as a new envelope.
    #[error("sealed to a key that is gone: use {current}")]
    StaleKey {
        /// The key to seal to now.
        current: KeyId,
    },
    /// Sealed under a group key that did not arrive yet.
    #[error("epoch {epoch} of this group's key is not here")]
    NoKey {
        /// The epoch that is missing.
        epoch: u64,
    },
    /// Well signed and addressed to this node, and yet it does not open, or opens to something else than it says.
    #[error("the seal does not open, or holds something else than the header says")]
    Seal,
    /// Of a time that has not come.
    #[error("its time has not come")]
    Future,
    /// Of a time that is past.
    #[error("expired")]
    Expired,
    /// Something in between is missing.
    #[error("number {expects} comes first")]
    Gap {
        /// The number that is expected.
        expects: u64,
    },
    /// Two different signed statements claim the same place.
    #[error("another one was signed for the same place: {held:02x?}")]
    Fork {
        /// The hash of what is held for that place.
        held: Hash,
    },
    /// Of an epoch that was left, and not among what arrived of it.
    #[error("epoch {current} has begun")]
    OldEpoch {
        /// The epoch that runs.
        current: u64,
    },
    /// Well formed and against a rule of the network.
    #[error("{0}")]
    Rule(&'static str),
}

impl Rejection {
    /// The code by which machines know it. A released code never changes its meaning.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "E_MALFORMED",
            Self::NonCanonical { .. } => "E_NONCANON",
            Self::TooBig { .. } => "E_TOO_BIG",
            Self::Version(_) => "E_VERSION",
            Self::Suite(_) => "E_SUITE",
            Self::Critical(_) => "E_CRIT",
            Self::Signature => "E_SIG",
            Self::UnknownKey(_) => "E_KEY",
            Self::Owner => "E_OWNER",
            Self::Revoked { .. } => "E_REVOKED",
            Self::NotRecipient => "E_NOT_RCPT",
            Self::StaleKey { .. } => "E_STALEKEY",
            Self::NoKey { .. } => "E_NOKEY",
            Self::Seal => "E_SEAL",
            Self::Future => "E_FUTURE",
            Self::Expired => "E_EXPIRED",
            Self::Gap { .. } => "E_GAP",
            Self::Fork { .. } => "E_FORK",
            Self::OldEpoch { .. } => "E_EPOCH",
            Self::Rule(_) => "E_RULE",
        }
    }

    /// Whether the same bytes may be taken later (a key, an upgrade or the time is missing). Else the refusal is final
    /// for those bytes.
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::Version(_)
                | Self::Suite(_)
                | Self::Critical(_)
                | Self::Owner
                | Self::UnknownKey(_)
                | Self::NoKey { .. }
                | Self::Future
                | Self::Gap { .. }
        )
    }
}
