//! The key by which notes of one signer are known: a name and an Ed25519 public key.
use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::keys::NodePublic;

/// The byte that says "Ed25519 as in the signed-note specification".
const ED25519: u8 = 1;

/// A verifier key. Shown and read as `name+hex of the id+base64 of type and key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteKey {
    name: String,
    public: NodePublic,
    id: u32,
}

impl NoteKey {
    /// Names a key. A name is not empty and has neither white space nor `+`; best a URL without scheme.
    pub fn new(name: &str, public: NodePublic) -> Result<Self, Error> {
        if !is_name(name) {
            return Err(Error::Note(
                "a key name is not empty and has no white space, control character or plus",
            ));
        }
        let hash =
            Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(public.to_bytes());
        let hash: [u8; 32] = hash.finalize().into();
        Ok(Self {
            name: name.to_owned(),
            public,
            id: u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]),
        })
    }

    /// Under which name it signs.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of the hash of name, type and key. With the name it finds a key; it proves nothing.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The key itself.
    pub fn public(&self) -> &NodePublic {
        &self.public
    }
}

pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut typed = [ED25519; 33];
        typed[1..].copy_from_slice(&self.public.to_bytes());
        write!(f, "{}+{:08x}+{}", self.name, self.id, Base64::encode_string(&typed))
    }
}

impl FromStr for NoteKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong =
            Error::Note("a verifier key is: name, plus, 8 hex digits, plus, base64 of an Ed25519 key");
        let base64 = text.splitn(3, '+').nth(2).ok_or(wrong.clone())?;
        let typed = Base64::decode_vec(base64).map_err(|_| wrong.clone())?;
        let public: [u8; 32] = match typed.split_first() {
            Some((&ED25519, public)) => public.try_into().map_err(|_| wrong.clone())?,
            _ => return Err(wrong),
        };
        let name = text.split('+').next().unwrap_or_default();
        let key = Self::new(name, NodePublic::from_bytes(&public)?)?;
        if key.to_string() == text { Ok(key) } else { Err(wrong) }
    }
}
