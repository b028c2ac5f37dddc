//! Bodies of acts: what they hold, and the key they are sealed under.
use crate::house::House;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use wire::keys::{Salt, StorageKey};
use wire::seal::SealKey;

/// Under which key a body is to be sealed.
#[derive(Debug, Clone)]
pub(crate) enum Under {
    /// That of the day on which it happened.
    ItsDay,
    /// That of the record it is about; of the day, where that record is not here or was withdrawn.
    ItsRecord,
    /// That of the record with this salt.
    Record(Salt),
}

const MICROS_A_DAY: i64 = 86_400_000_000;
pub(crate) const RECORD_KEY: &str = "record";

/// The day of a moment, in days since 1970 UTC.
pub(crate) fn day_of(at_us: i64) -> i64 {
    at_us.div_euclid(MICROS_A_DAY)
}

pub(crate) fn day_key_name(day: i64) -> String {
    format!("day:{day}")
}

/// The day that a key is named after.
pub(crate) fn named_day(key: &str) -> Option<i64> {
    key.strip_prefix("day:")?.parse().ok()
}

/// What is sealed: JSON of what the act says beyond its clear part.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Body<T> {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) legal_basis: Option<String>,
    pub(crate) act: Option<T>,
}

/// A body to be sealed; none where there is nothing to say.
pub(crate) fn plain_body<T: Serialize>(basis: Option<&str>, act: Option<&T>) -> Result<Option<Vec<u8>>> {
    if basis.is_none() && act.is_none() {
        return Ok(None);
    }
    Ok(Some(serde_json::to_vec(&Body { legal_basis: basis.map(str::to_owned), act })?))
}

/// The same, of an act whose JSON is there already.
pub(crate) fn wrap(basis: Option<&str>, act: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::with_capacity(act.len() + 16);
    body.push(b'{');
    if let Some(basis) = basis {
        body.extend_from_slice(b"\"legal_basis\":");
        body.extend(serde_json::to_vec(basis)?);
        body.push(b',');
    }
    body.extend_from_slice(b"\"act\":");
    body.extend_from_slice(act);
    body.push(b'}');
    Ok(body)
}

/// The key of a body by its name.
pub(crate) fn key_of(house: &House, name: &str, salt: &Salt) -> SealKey {
    key_under(&house.keys.storage, name, salt)
}

/// The same, in the store of this storage key.
pub(crate) fn key_under(storage: &StorageKey, name: &str, salt: &Salt) -> SealKey {
    if name == RECORD_KEY { storage.record_key(salt) } else { storage.day_key(salt) }
}

pub(crate) use wire::act::body_context as context;

/// Opens a body with the salt that its row, or its day's, still holds.
pub(crate) fn open_body(house: &House, key: &str, salt: &[u8], seq: u64, sealed: &[u8]) -> Result<Vec<u8>> {
    let salt = salt_of(salt)?;
    key_of(house, key, &salt)
        .open(&context(seq), sealed)
        .map_err(|_| Error::Damaged(format!("the body of act {seq} does not open")))
}

pub(crate) fn salt_of(bytes: &[u8]) -> Result<Salt> {
    let salt = bytes.try_into().map_err(|_| Error::Damaged("a salt is not 32 bytes".to_owned()))?;
    Ok(Salt::from_bytes(salt))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_wrapped_as_it_would_be_written() {
        let act = serde_json::json!({ "a": [1, "\"x\""] });
        let bytes = serde_json::to_vec(&act).expect("JSON");
        for basis in [None, Some("art. 5 \"b\"")] {
            let wrapped = wrap(basis, &bytes).expect("texts are JSON");
            assert_eq!(Some(wrapped), plain_body(basis, Some(&act)).expect("texts are JSON"));
        }
    }

    #[test]
    fn days_are_those_of_utc() {
        assert_eq!([0, 86_399_999_999, 86_400_000_000, -1].map(day_of), [0, 0, 1, -1]);
        assert_eq!(named_day(&day_key_name(-3)), Some(-3));
        assert_eq!(named_day("record"), None);
    }
}
