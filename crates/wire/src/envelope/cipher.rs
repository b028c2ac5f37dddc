//! The ciphers of suite 1.
use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit};
use hpke::aead::{AeadTag, ChaCha20Poly1305 as HpkeChaCha};
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem, XWing};
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use super::TAG_BYTES;
use super::recipients::{ENCAPSULATED_BYTES, WRAPPED_BYTES, Wrap};
use crate::chance::Stream;
use crate::keys::{KeyId, SealingKey, SealingPublic};
use crate::{Hash, Rejection};

/// A nonce that is used once with each key, because each key closes one text.
const NONCE: [u8; 12] = [0; 12];

/// Closes `text` in place under a key that closes nothing else, and puts the tag behind it.
pub(crate) fn close(key: &Hash, frame: &Hash, text: &mut Vec<u8>) {
    let tag = ChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(&NONCE.into(), frame, text.as_mut_slice().into())
        .expect("a text in memory is shorter than the 256 GiB that the cipher takes");
    text.extend_from_slice(&tag);
}

/// Opens what [`close`] closed.
pub(crate) fn open(key: &Hash, frame: &Hash, closed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Rejection> {
    let (text, tag) = closed.split_last_chunk::<TAG_BYTES>().ok_or(Rejection::Seal)?;
    let mut text = Zeroizing::new(text.to_vec());
    ChaCha20Poly1305::new(key.into())
        .decrypt_inout_detached(&NONCE.into(), frame, text.as_mut_slice().into(), tag.into())
        .map_err(|_| Rejection::Seal)?;
    Ok(text)
}

/// Seals the body's key to one node.
pub(crate) fn wrap(
    to: &SealingPublic,
    frame: &Hash,
    key: &Hash,
    chance: &mut Stream,
) -> Result<Wrap, Rejection> {
    let mut sealed = *key;
    let (encapsulated, tag) =
        hpke::single_shot_seal_inout_detached_with_rng::<HpkeChaCha, HkdfSha256, XWing>(
            &OpModeS::Base,
            to.key(),
            &info(&to.id()),
            sealed.as_mut_slice().into(),
            frame,
            chance,
        )
        .map_err(|_| Rejection::Seal)?;
    let encapsulated: [u8; ENCAPSULATED_BYTES] = encapsulated.to_bytes().into();
    let mut wrapped = [0; WRAPPED_BYTES];
    wrapped[..32].copy_from_slice(&sealed);
    wrapped[32..].copy_from_slice(&tag.to_bytes());
    Ok(Wrap { key: to.id(), encapsulated: Box::new(encapsulated), wrapped })
}

/// Opens what [`wrap`] sealed.
pub(crate) fn unwrap(mine: &SealingKey, frame: &Hash, wrap: &Wrap) -> Result<Zeroizing<Hash>, Rejection> {
    let encapsulated =
        <XWing as Kem>::EncappedKey::from_bytes(wrap.encapsulated.as_slice()).map_err(|_| Rejection::Seal)?;
    let tag = AeadTag::<HpkeChaCha>::from_bytes(&wrap.wrapped[32..]).map_err(|_| Rejection::Seal)?;
    let mut key = Zeroizing::new([0; 32]);
    key.copy_from_slice(&wrap.wrapped[..32]);
    hpke::single_shot_open_inout_detached::<HpkeChaCha, HkdfSha256, XWing>(
        &OpModeR::Base,
        mine.secret(),
        &encapsulated,
        &info(&mine.id()),
        key.as_mut_slice().into(),
        frame,
        &tag,
    )
    .map_err(|_| Rejection::Seal)?;
    Ok(key)
}

fn info(key: &KeyId) -> Vec<u8> {
    [b"liaison/1/seal".as_slice(), &key.0].concat()
}
