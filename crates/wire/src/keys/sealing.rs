//! The keys to which others seal for a node: X-Wing, which is X25519 and ML-KEM-768 together (draft-connolly-cfrg-xwing-kem).
//!
//! They are made anew every week, and the old ones destroyed 30 days later: what is recorded on the way today is closed
//! to whoever breaks into the node afterwards.
use std::fmt;
use std::sync::OnceLock;

use hpke::kem::{Kem, XWing};
use hpke::{Deserializable, Serializable};
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::KeyId;
use crate::Error;

/// Bytes of a public sealing key.
pub const SEALING_PUBLIC_BYTES: usize = 1216;

/// The secret half. Wiped from memory when dropped; shows only its name when printed.
pub struct SealingKey {
    secret: <XWing as Kem>::PrivateKey,
    public: SealingPublic,
}

impl SealingKey {
    /// A key from 32 bytes: fresh randomness, or as [`SealingKey::to_bytes`] gave them.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let secret = <XWing as Kem>::PrivateKey::from_bytes(bytes).expect("32 bytes are a key of X-Wing");
        let public = SealingPublic::of(XWing::sk_to_pk(&secret));
        Self { secret, public }
    }

    /// The secret, to be kept under the node's storage key and destroyed when its time is over.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.secret.to_bytes().into())
    }

    /// The half that may be given away.
    pub fn public(&self) -> &SealingPublic {
        &self.public
    }

    /// The name of this key.
    pub fn id(&self) -> KeyId {
        self.public.id
    }

    pub(crate) fn secret(&self) -> &<XWing as Kem>::PrivateKey {
        &self.secret
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingKey({})", self.id())
    }
}

/// The public half of a [`SealingKey`]. Its name is the first 8 bytes of SHA-256 of it.
#[derive(Clone, PartialEq, Eq)]
pub struct SealingPublic {
    key: <XWing as Kem>::PublicKey,
    id: KeyId,
}

impl SealingPublic {
    /// Reads a key of [`SEALING_PUBLIC_BYTES`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let key = <XWing as Kem>::PublicKey::from_bytes(bytes)
            .map_err(|_| Error::Key("not a public key of X-Wing"))?;
        Ok(Self::of(key))
    }

    /// The key in bytes.
    pub fn to_bytes(&self) -> [u8; SEALING_PUBLIC_BYTES] {
        self.key.to_bytes().into()
    }

    /// The name of this key.
    pub fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) fn key(&self) -> &<XWing as Kem>::PublicKey {
        &self.key
    }

    fn of(key: <XWing as Kem>::PublicKey) -> Self {
        let mut id = [0; 8];
        id.copy_from_slice(&Sha256::digest(key.to_bytes())[..8]);
        Self { key, id: KeyId(id) }
    }
}

impl fmt::Debug for SealingPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingPublic({})", self.id)
    }
}

impl<C> Encode<C> for SealingPublic {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.bytes(&self.to_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for SealingPublic {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        Self::from_bytes(d.bytes()?).map_err(|_| Unread::message("no key of X-Wing").at(at))
    }
}

/// The sealing keys that a node holds, and the names of those it had and destroyed.
#[derive(Debug, Default)]
pub struct SealingRing {
    held: Vec<Held>,
    gone: Vec<KeyId>,
}

/// A key that is made of its 32 bytes when something is opened with it: of a node's keys few are asked for at a time, and making one
/// takes as long as opening with it.
struct Held {
    id: KeyId,
    bytes: Zeroizing<[u8; 32]>,
    key: OnceLock<SealingKey>,
}

impl Held {
    fn key(&self) -> &SealingKey {
        self.key.get_or_init(|| SealingKey::from_bytes(&self.bytes))
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingKey({})", self.id)
    }
}

impl SealingRing {
    /// Keys that open, each by its name and as [`SealingKey::to_bytes`] gave it, the newest last, and the names of those that are
    /// gone.
    pub fn new(held: Vec<(KeyId, Zeroizing<[u8; 32]>)>, gone: Vec<KeyId>) -> Self {
        let held = held.into_iter().map(|(id, bytes)| Held { id, bytes, key: OnceLock::new() }).collect();
        Self { held, gone }
    }

    /// The key with this name.
    pub fn get(&self, id: &KeyId) -> Option<&SealingKey> {
        self.held.iter().find(|held| held.id == *id).map(Held::key)
    }

    /// The name of the newest: what others should seal to.
    pub fn newest(&self) -> Option<KeyId> {
        self.held.last().map(|held| held.id)
    }

    /// Whether a key of this name was held once and destroyed.
    pub fn is_gone(&self, id: &KeyId) -> bool {
        self.gone.contains(id)
    }
}
