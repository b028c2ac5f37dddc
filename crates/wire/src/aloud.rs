//! A hash as two people read it to each other: groups of decimal digits, the same in every language.
//!
//! Groups of five digits are the form of Signal's safety numbers. Eight groups hold 132 bits: whoever wants another hash
//! to sound the same has to try 2^132 of them.
use sha2::{Digest, Sha256};

use crate::Hash;

/// Eight groups of five digits, such as `04127 99310 ...`.
pub fn fingerprint(hash: &Hash) -> String {
    let spread: Hash = Sha256::new().chain_update(b"liaison/1/aloud\0").chain_update(hash).finalize().into();
    let (fours, _) = spread.as_chunks::<4>();
    let groups = fours.iter().map(|four| format!("{:05}", u32::from_be_bytes(*four) % 100_000));
    groups.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed apart with Python's `hashlib`.
    #[test]
    fn a_fingerprint_never_changes() {
        assert_eq!(fingerprint(&[0; 32]), FIRST);
        assert_ne!(fingerprint(&[1; 32]), FIRST);
    }

    const FIRST: &str = "18755 70775 18281 37560 08173 76863 61461 90237";
}
