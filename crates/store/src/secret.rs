//! Secrets of 32 bytes as they lie in the store, such as the keys of lanes: each sealed under a salt of its own, so that it can be
//! destroyed.
use crate::house::{self, House};
use crate::{Error, Result};
use wire::keys::Salt;
use zeroize::Zeroizing;

pub(crate) type Secret = Zeroizing<[u8; 32]>;

pub(crate) struct Kept {
    pub(crate) sealed: Vec<u8>,
    pub(crate) salt: Vec<u8>,
}

/// Where a secret belongs: to the lane with this name, as its key with this number; what is of no lane has a name instead of one.
pub(crate) type Place<'a> = (&'a [u8; 16], u64);

/// `whose` tells the lanes of several owners apart, which may have one name.
fn context(whose: &str, (place, no): Place<'_>) -> Vec<u8> {
    [b"liaison/1/lane-key\0".as_slice(), place, &no.to_be_bytes(), whose.as_bytes()].concat()
}

pub(crate) fn seal(house: &House, whose: &str, place: Place<'_>, secret: &Secret) -> Result<Kept> {
    let salt = house::chance::<32>()?;
    let under = house.keys.storage.record_key(&Salt::from_bytes(salt));
    let sealed = under.seal(house::chance()?, &context(whose, place), secret.as_slice());
    Ok(Kept { sealed, salt: salt.to_vec() })
}

pub(crate) fn open(house: &House, whose: &str, place: Place<'_>, kept: Kept) -> Result<Secret> {
    let damaged = || Error::Damaged("a secret of the store does not open".to_owned());
    let salt = Salt::from_bytes(kept.salt.try_into().map_err(|_| damaged())?);
    let under = house.keys.storage.record_key(&salt);
    let plain = under.open(&context(whose, place), &kept.sealed).map_err(|_| damaged())?;
    let plain = Zeroizing::new(plain);
    Ok(Zeroizing::new(plain.as_slice().try_into().map_err(|_| damaged())?))
}

/// A key has the place of a lane.
pub(crate) fn of_key(kid: [u8; 8]) -> [u8; 16] {
    let mut place = [0; 16];
    place[..8].copy_from_slice(&kid);
    place
}
