//! Keys of lanes as they lie in the store: each sealed under a salt of its own, so that it can be destroyed.
use super::{LaneKey, Stream};
use crate::house::{self, House};
use crate::{Error, Result};
use wire::keys::Salt;
use zeroize::Zeroizing;

pub(crate) struct Kept {
    pub(crate) sealed: Vec<u8>,
    pub(crate) salt: Vec<u8>,
}

/// `whose` tells the lanes of several owners apart, which may have one name.
fn context(whose: &str, stream: &Stream, no: u64) -> Vec<u8> {
    [b"liaison/1/lane-key\0".as_slice(), stream, &no.to_be_bytes(), whose.as_bytes()].concat()
}

pub(crate) fn seal(house: &House, whose: &str, (stream, no): (&Stream, u64), key: &LaneKey) -> Result<Kept> {
    let salt = house::chance::<32>()?;
    let under = house.keys.storage.record_key(&Salt::from_bytes(salt));
    let sealed = under.seal(house::chance()?, &context(whose, stream, no), key.as_slice());
    Ok(Kept { sealed, salt: salt.to_vec() })
}

pub(crate) fn open(house: &House, whose: &str, (stream, no): (&Stream, u64), kept: Kept) -> Result<LaneKey> {
    let damaged = || Error::Damaged("the key of a lane does not open".to_owned());
    let salt = Salt::from_bytes(kept.salt.try_into().map_err(|_| damaged())?);
    let under = house.keys.storage.record_key(&salt);
    let plain = under.open(&context(whose, stream, no), &kept.sealed).map_err(|_| damaged())?;
    let plain = Zeroizing::new(plain);
    Ok(Zeroizing::new(plain.as_slice().try_into().map_err(|_| damaged())?))
}
