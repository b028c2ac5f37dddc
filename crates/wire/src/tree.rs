//! The tree log: Merkle hashing of RFC 6962 (the same in RFC 9162) laid out in C2SP tiles (<https://c2sp.org/tlog-tiles>).
mod bundle;
mod frontier;
mod needed;
mod proof;
mod tile;
mod tiler;

use sha2::{Digest, Sha256};

use crate::Hash;

pub use bundle::{bundle, unbundle};
pub use frontier::{Frontier, TileHash};
pub use needed::Needed;
pub use proof::{verify_consistency, verify_inclusion};
pub use tile::{TILE_WIDTH, Tile};
pub use tiler::Tiler;

/// The hash of a leaf given in parts.
pub fn leaf_hash(parts: &[&[u8]]) -> Hash {
    let start = Sha256::new().chain_update([0]);
    parts.iter().fold(start, |hash, part| hash.chain_update(part)).finalize().into()
}

/// The hash of the node over two others.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(left);
    bytes[33..].copy_from_slice(right);
    Sha256::digest(bytes).into()
}

/// The root of the tree without leaves.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// The root over nodes from left to right, each over at least as many leaves as all behind it.
fn fold(nodes: &[Hash]) -> Option<Hash> {
    let (last, before) = nodes.split_last()?;
    Some(before.iter().rev().fold(*last, |right, left| node_hash(left, &right)))
}
