//! Checks proofs about a tree that one need not have, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.
use super::{empty_root, node_hash};
use crate::{Error, Hash};

const WRONG: Error = Error::Tree("the proof does not lead to the root");

/// Checks that the leaf with this hash is number `index` (from 0) in the tree of `size` leaves with this root.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    root: &Hash,
    proof: &[Hash],
) -> Result<(), Error> {
    if index >= size {
        return Err(Error::Tree("a leaf beyond the end cannot be proven"));
    }
    let (mut here, mut last, mut node) = (index, size - 1, *leaf);
    for other in proof {
        if last == 0 {
            return Err(WRONG);
        }
        if here & 1 == 1 || here == last {
            node = node_hash(other, &node);
            climb_to_right_child(&mut here, &mut last);
        } else {
            node = node_hash(&node, other);
        }
        here >>= 1;
        last >>= 1;
    }
    if last == 0 && node == *root { Ok(()) } else { Err(WRONG) }
}

/// Checks that the tree of `old.0` leaves with root `old.1` is the beginning of the tree `new`.
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> Result<(), Error> {
    let nothing_to_prove = match old.0 {
        0 => Some(*old.1 == empty_root()),
        size if size == new.0 => Some(old.1 == new.1),
        size if size > new.0 => Some(false),
        _ => None,
    };
    match nothing_to_prove {
        Some(true) if proof.is_empty() => Ok(()),
        Some(_) => Err(WRONG),
        None if replay(old, new, proof) == Some((*old.1, *new.1)) => Ok(()),
        None => Err(WRONG),
    }
}

/// The roots of the old and the new tree that a proof leads to; none where it is too long or too short.
fn replay(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> Option<(Hash, Hash)> {
    let (mut here, mut last) = (old.0 - 1, new.0 - 1);
    while here & 1 == 1 {
        here >>= 1;
        last >>= 1;
    }
    // A full old tree is a node of the new one, and the proof need not name it.
    let (first, rest) = if old.0.is_power_of_two() { (old.1, proof) } else { proof.split_first()? };
    let (mut old_node, mut new_node) = (*first, *first);
    for other in rest {
        if last == 0 {
            return None;
        }
        if here & 1 == 1 || here == last {
            old_node = node_hash(other, &old_node);
            new_node = node_hash(other, &new_node);
            climb_to_right_child(&mut here, &mut last);
        } else {
            new_node = node_hash(&new_node, other);
        }
        here >>= 1;
        last >>= 1;
    }
    (last == 0).then_some((old_node, new_node))
}

/// On the right edge a node without sibling is its own parent: climb until it is a right child.
fn climb_to_right_child(here: &mut u64, last: &mut u64) {
    while *here & 1 == 0 && *here != 0 {
        *here >>= 1;
        *last >>= 1;
    }
}
