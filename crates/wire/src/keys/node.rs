//! The key with which a node signs its acts, and the public half by which others check them.
use std::fmt;

use ed25519_dalek::ed25519::signature::MultipartSigner;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use ed25519_dalek::{SigningKey, VerifyingKey};
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{Error, Signature, aloud};

/// What a signature is for. It goes into the signed bytes, so that a signature made for one use is worth nothing
/// in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// An entry of the journal.
    Act,
    /// The root over several entries of the journal.
    Sheaf,
    /// The text of a C2SP signed note. That format adds nothing to the text; it cannot be taken for another context,
    /// since those hold a NUL, which a note must not.
    Note,
    /// The manifest of a node.
    Manifest,
    /// An entry of the charter.
    Charter,
    /// Suite and header of an envelope.
    Envelope,
    /// A receipt for a stretch of a lane.
    Receipt,
    /// The statement with which an epoch begins.
    Epoch,
    /// The label of a capsule.
    Capsule,
    /// For whom a mailbox keeps envelopes.
    Consignment,
    /// What somebody did with a notice.
    Notice,
    /// That a log is signed by another key from here on.
    Handover,
}

impl Context {
    fn prefix(self) -> &'static [u8] {
        match self {
            Self::Act => b"liaison/1/act\0",
            Self::Sheaf => b"liaison/1/sheaf\0",
            Self::Note => b"",
            Self::Manifest => b"liaison/1/manifest\0",
            Self::Charter => b"liaison/1/charter\0",
            Self::Envelope => b"liaison/1/sig\0",
            Self::Receipt => b"liaison/1/receipt\0",
            Self::Epoch => b"liaison/1/epoch\0",
            Self::Capsule => b"liaison/1/capsule\0",
            Self::Consignment => b"liaison/1/consignment\0",
            Self::Notice => b"liaison/1/notice\0",
            Self::Handover => b"liaison/1/handover\0",
        }
    }
}

/// The name of a signing key: the first 8 bytes of SHA-256 of the public key. It finds a key, it proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct KeyId(
    /// The 8 bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub [u8; 8],
);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// An Ed25519 signing key. Wiped from memory when dropped; shows only its name when printed.
pub struct NodeKey {
    key: SigningKey,
    id: KeyId,
}

impl NodeKey {
    /// A new key from 32 bytes of the system's randomness.
    pub fn generate(random: &[u8; 32]) -> Self {
        Self::of(SigningKey::from_bytes(random))
    }

    /// Reads a PKCS#8 private key in PEM (RFC 8410).
    pub fn from_pem(text: &str) -> Result<Self, Error> {
        let key = SigningKey::from_pkcs8_pem(text)
            .map_err(|_| Error::Key("no Ed25519 private key in PKCS#8 PEM"))?;
        Ok(Self::of(key))
    }

    /// The key as PKCS#8 PEM. Whoever has this text speaks for the node.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, Error> {
        self.key.to_pkcs8_pem(LineEnding::LF).map_err(|_| Error::Key("it does not encode as PKCS#8"))
    }

    /// The half that may be given away.
    pub fn public(&self) -> NodePublic {
        NodePublic { key: self.key.verifying_key(), id: self.id }
    }

    /// The name of this key.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Signs `message` for one use.
    pub fn sign(&self, context: Context, message: &[u8]) -> Signature {
        self.key.multipart_sign(&[context.prefix(), message]).to_bytes()
    }

    fn of(key: SigningKey) -> Self {
        let id = id_of(&key.verifying_key());
        Self { key, id }
    }
}

impl fmt::Debug for NodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeKey({})", self.id)
    }
}

/// The public half of a [`NodeKey`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodePublic {
    key: VerifyingKey,
    id: KeyId,
}

impl NodePublic {
    /// Takes the 32 bytes of RFC 8032. Refuses points of small order, under which one signature fits many messages.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, Error> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| Error::Key("not a point of Ed25519"))?;
        Self::of(key)
    }

    /// Reads a public key in PEM (SubjectPublicKeyInfo, RFC 8410).
    pub fn from_pem(text: &str) -> Result<Self, Error> {
        let key = VerifyingKey::from_public_key_pem(text)
            .map_err(|_| Error::Key("no Ed25519 public key in PEM"))?;
        Self::of(key)
    }

    /// The key as SubjectPublicKeyInfo in PEM, as `openssl pkey -pubin` reads it.
    pub fn to_pem(&self) -> Result<String, Error> {
        self.key.to_public_key_pem(LineEnding::LF).map_err(|_| Error::Key("it does not encode as PEM"))
    }

    /// The 32 bytes of RFC 8032.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The name of this key.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The key as two people read it to each other: of its SHA-256.
    pub fn fingerprint(&self) -> String {
        aloud::fingerprint(&Sha256::digest(self.to_bytes()).into())
    }

    /// Checks a signature by the strict rules (no small-order points, no second form of a signature), so that every
    /// checker comes to the same verdict.
    pub fn verify(&self, context: Context, message: &[u8], signature: &Signature) -> Result<(), Error> {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        let verdict = match context.prefix() {
            b"" => self.key.verify_strict(message, &signature),
            prefix => self.key.verify_strict(&[prefix, message].concat(), &signature),
        };
        verdict.map_err(|_| Error::Signature)
    }

    fn of(key: VerifyingKey) -> Result<Self, Error> {
        if key.is_weak() {
            return Err(Error::Key("a point of small order proves nothing"));
        }
        Ok(Self { key, id: id_of(&key) })
    }
}

impl fmt::Debug for NodePublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodePublic({})", self.id)
    }
}

impl<C> Encode<C> for NodePublic {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.bytes(&self.to_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for NodePublic {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        let bytes = d.bytes()?.try_into().map_err(|_| Unread::message("not 32 bytes").at(at))?;
        Self::from_bytes(bytes).map_err(|_| Unread::message("no key of Ed25519").at(at))
    }
}

fn id_of(key: &VerifyingKey) -> KeyId {
    let mut id = [0; 8];
    id.copy_from_slice(&Sha256::digest(key.as_bytes())[..8]);
    KeyId(id)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn key() -> NodeKey {
        NodeKey::generate(&[7; 32])
    }

    #[test]
    fn a_key_survives_its_pem() {
        let again = NodeKey::from_pem(&key().to_pem().unwrap()).unwrap();
        assert_eq!(again.public(), key().public());
        let public = NodePublic::from_pem(&key().public().to_pem().unwrap()).unwrap();
        assert_eq!(public, key().public());
        assert_eq!(NodePublic::from_bytes(&public.to_bytes()).unwrap(), public);
    }

    /// RFC 8410, section 10.3: the first example key.
    #[test]
    fn the_pem_is_that_of_rfc_8410() {
        let text = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n";
        let public = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
        assert_eq!(NodeKey::from_pem(text).unwrap().public().to_pem().unwrap(), public);
    }

    #[test]
    fn a_signature_for_one_use_is_worth_nothing_in_another() {
        let signature = key().sign(Context::Act, b"text\n");
        assert_eq!(key().public().verify(Context::Act, b"text\n", &signature), Ok(()));
        assert_eq!(key().public().verify(Context::Note, b"text\n", &signature), Err(Error::Signature));
    }

    #[test]
    fn a_point_of_small_order_is_no_key() {
        let mut neutral = [0; 32];
        neutral[0] = 1;
        assert!(matches!(NodePublic::from_bytes(&neutral), Err(Error::Key(_))));
    }

    #[test]
    fn printing_a_key_shows_its_name_only() {
        assert_eq!(format!("{:?}", key()), format!("NodeKey({})", key().id()));
    }
}
