//! Secrets that are shown once and kept as a digest: tokens, session cookies, one-time links.
use crate::{Chance, Result, chance};
use sha2::{Digest, Sha256};

/// What the store keeps of a secret.
pub(crate) type Hash = [u8; 32];

/// 256 random bits behind a prefix by which scanners find a secret that leaked.
pub(crate) fn fresh(chance: &dyn Chance, prefix: &str) -> Result<String> {
    Ok(written(prefix, &chance::draw(chance)?))
}

pub(crate) fn written(prefix: &str, bytes: &[u8; 32]) -> String {
    let hex: String = wire::hex(bytes);
    format!("{prefix}{hex}")
}

pub(crate) fn hash(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}
