//! One signature for several acts, and still a proof for each that stands alone.
//!
//! Acts that are kept together are signed in sheaves: the signature is over the root of a small Merkle tree of their
//! entries, and each act keeps it with its own path to that root. Signing costs the sheaf once and not each act, as in
//! Roughtime (draft-ietf-ntp-roughtime), which signs answers to many clients so.
//!
//! A proof is 64 bytes of signature over the entry, or 64 bytes of signature over a root, one byte that says which leaf
//! the entry is, and the hashes beside the way up, the lowest first: 1 to 4 of 32 bytes. A tree is always full, so 13
//! acts are a sheaf of 8, one of 4, and one that is signed by itself. Leaves and nodes are hashed as in [`crate::tree`].
use crate::keys::{Context, KeyId, NodeKey, NodePublic};
use crate::{Error, Hash, Signature, tree};

/// Most acts in a sheaf.
pub const SHEAF_MAX: usize = 16;

/// The longest proof.
pub const PROOF_BYTES_MAX: usize = 64 + 1 + 4 * 32;

/// Signs entries; gives the proof of each, in the same order.
pub fn sign(key: &NodeKey, entries: &[&[u8]]) -> Vec<Vec<u8>> {
    let (mut left, mut proofs) = (entries, Vec::with_capacity(entries.len()));
    while !left.is_empty() {
        let (sheaf, later) = left.split_at(full(left.len()));
        match sheaf {
            [entry] => proofs.push(key.sign(Context::Act, entry).to_vec()),
            _ => bind(key, sheaf, &mut proofs),
        }
        left = later;
    }
    proofs
}

/// The greatest full tree that `left` entries fill.
fn full(left: usize) -> usize {
    1 << left.min(SHEAF_MAX).ilog2()
}

fn bind(key: &NodeKey, sheaf: &[&[u8]], proofs: &mut Vec<Vec<u8>>) {
    let mut levels = vec![sheaf.iter().map(|entry| tree::leaf_hash(&[entry])).collect::<Vec<Hash>>()];
    while let Some(lower) = levels.last().filter(|lower| lower.len() > 1) {
        levels.push(lower.chunks_exact(2).map(|pair| tree::node_hash(&pair[0], &pair[1])).collect());
    }
    let root = levels.pop().and_then(|top| top.first().copied()).expect("a full tree has a root");
    let signature = key.sign(Context::Sheaf, &root);
    for place in 0..sheaf.len() {
        let mut proof = Vec::with_capacity(PROOF_BYTES_MAX);
        proof.extend_from_slice(&signature);
        proof.push(u8::try_from(place).expect("a sheaf has at most 16 leaves"));
        for (height, level) in levels.iter().enumerate() {
            proof.extend_from_slice(&level[(place >> height) ^ 1]);
        }
        proofs.push(proof);
    }
}

/// Checks proofs. It remembers the last root that it found signed, so neighbours of one sheaf cost one check.
#[derive(Debug, Default)]
pub struct Checker {
    proven: Option<(KeyId, Signature, Hash)>,
}

impl Checker {
    /// Fails with [`Error::Signature`] unless `proof` is this key's over these bytes.
    pub fn check(&mut self, key: &NodePublic, entry: &[u8], proof: &[u8]) -> Result<(), Error> {
        let (signature, path) = proof.split_first_chunk::<64>().ok_or(Error::Signature)?;
        let Some((place, path)) = path.split_first() else {
            return key.verify(Context::Act, entry, signature);
        };
        let root = root(entry, *place, path).ok_or(Error::Signature)?;
        let seen = Some((key.id(), *signature, root));
        if self.proven != seen {
            key.verify(Context::Sheaf, &root, signature)?;
            self.proven = seen;
        }
        Ok(())
    }
}

/// Where the path leads; none where it is no path of a sheaf.
fn root(entry: &[u8], place: u8, path: &[u8]) -> Option<Hash> {
    let (beside, []) = path.as_chunks::<32>() else { return None };
    let width = 1 << beside.len();
    if beside.is_empty() || width > SHEAF_MAX || usize::from(place) >= width {
        return None;
    }
    let up = |(below, place): (Hash, u8), beside: &Hash| match place & 1 {
        0 => (tree::node_hash(&below, beside), place >> 1),
        _ => (tree::node_hash(beside, &below), place >> 1),
    };
    Some(beside.iter().fold((tree::leaf_hash(&[entry]), place), up).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> NodeKey {
        NodeKey::generate(&[7; 32])
    }

    fn proven(count: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
        let entries: Vec<Vec<u8>> = (0..count).map(|n| format!("entry {n}").into_bytes()).collect();
        let borrowed: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
        let proofs = sign(&key(), &borrowed);
        entries.into_iter().zip(proofs).collect()
    }

    fn holds(entry: &[u8], proof: &[u8]) -> bool {
        Checker::default().check(&key().public(), entry, proof).is_ok()
    }

    #[test]
    fn every_act_of_every_number_is_proven_by_its_own_bytes() {
        for count in 0..=40 {
            let acts = proven(count);
            assert_eq!(acts.len(), count);
            assert!(acts.iter().all(|(entry, proof)| holds(entry, proof)), "{count}");
        }
        let lengths: Vec<usize> = proven(13).iter().map(|(_, proof)| proof.len()).collect();
        let (eight, four) = (64 + 1 + 3 * 32, 64 + 1 + 2 * 32);
        assert_eq!(lengths, [vec![eight; 8], vec![four; 4], vec![64]].concat());
        assert_eq!(proven(16)[0].1.len(), PROOF_BYTES_MAX);
    }

    #[test]
    fn no_bit_of_a_proof_can_be_changed_and_none_left_out_or_added() {
        let acts = proven(16);
        let (entry, proof) = &acts[5];
        for bit in 0..proof.len() * 8 {
            let mut other = proof.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert!(!holds(entry, &other), "bit {bit}");
        }
        assert!((0..proof.len()).all(|length| !holds(entry, &proof[..length])));
        assert!(!holds(entry, &[proof.as_slice(), &[0; 32]].concat()));
        assert!(!holds(&acts[6].0, proof) && !holds(b"another entry", proof));
    }

    /// What was proven before must not speak for what comes after.
    #[test]
    fn what_a_checker_remembers_proves_nothing_else() {
        let (acts, other) = (proven(4), NodeKey::generate(&[8; 32]).public());
        let mut checker = Checker::default();
        assert!(checker.check(&key().public(), &acts[0].0, &acts[0].1).is_ok());
        assert!(checker.check(&other, &acts[1].0, &acts[1].1).is_err());
        let mut forged = acts[1].1.clone();
        forged[3] ^= 1;
        assert!(checker.check(&key().public(), &acts[1].0, &forged).is_err());
        assert!(checker.check(&key().public(), &acts[2].0, &acts[1].1).is_err());
        assert!(checker.check(&key().public(), &acts[1].0, &acts[1].1).is_ok());
    }

    /// A root is signed as a root: no entry can be made whose signature is one over a sheaf.
    #[test]
    fn a_sheaf_is_signed_for_itself() {
        let acts = proven(2);
        let root = tree::node_hash(&tree::leaf_hash(&[&acts[0].0]), &tree::leaf_hash(&[&acts[1].0]));
        assert!(!holds(&root, &acts[0].1[..64]));
    }
}
