//! The content: what only the recipients read.
use minicbor::{Decode, Encode};

use super::PLAIN_BYTES_MAX;
use crate::{Hash, Rejection, cbor};

/// An act about a record, or anything else that goes from one member to others.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Content {
    /// What it is; says how to read the payload.
    #[n(2)]
    pub kind: String,
    /// The record that it is about.
    #[n(3)]
    pub record: Option<String>,
    /// The version of that record.
    #[n(4)]
    pub version: Option<u64>,
    /// Under which conditions the recipients hold it.
    #[n(5)]
    pub handling: Option<Handling>,
    /// The law that allows it.
    #[n(6)]
    pub legal_basis: Option<String>,
    /// Tokens of the persons that it is about.
    #[n(7)]
    pub subjects: Vec<Token>,
    /// Where it comes from.
    #[n(8)]
    pub provenance: Option<String>,
    /// Approvals of people, as their devices signed them.
    #[n(9)]
    pub signoffs: Vec<Token>,
    /// What it says, in the form of its kind.
    #[cbor(n(10), with = "minicbor::bytes")]
    pub payload: Vec<u8>,
    /// What is too long for an envelope.
    #[n(11)]
    pub attachments: Vec<Attached>,
}

/// Bytes that mean something to their makers only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Token(
    /// The bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub Vec<u8>,
);

/// The conditions, in the words of the owner's node. Whether it may be passed on is among the caveats (H2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Handling {
    /// How much harm a leak would do.
    #[n(1)]
    pub level: String,
    /// Who may have it.
    #[n(2)]
    pub audience: Vec<String>,
    /// Members that never get it. It is not sealed to them; stated as well, so that nobody passes it on.
    #[n(3)]
    pub never_to: Vec<String>,
    /// What it may be used for; empty means everything.
    #[n(4)]
    pub purposes: Vec<String>,
    /// Handling codes.
    #[n(5)]
    pub caveats: Vec<String>,
    /// Its owner looks at it again by this day.
    #[n(6)]
    pub review: Option<String>,
    /// From when on the copy is dead, in microseconds since 1970, UTC.
    #[n(7)]
    pub expires_us: Option<i64>,
    /// How far source and information are trusted.
    #[n(8)]
    pub grading: Option<String>,
}

/// An attachment, fetched by its hash: see [`crate::attachment`].
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Attached {
    /// SHA-256 of the attachment as it is sealed.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub hash: Hash,
    /// Bytes before sealing.
    #[n(2)]
    pub length: u64,
    /// Its media type, such as `image/jpeg`.
    #[n(3)]
    pub media: String,
    /// The key that opens it.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub key: [u8; 32],
}

impl std::fmt::Debug for Attached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attached({} bytes of {})", self.length, self.media)
    }
}

impl Content {
    /// The one form in bytes.
    pub(super) fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Rejection> {
        cbor::decode(bytes, PLAIN_BYTES_MAX)
    }
}
