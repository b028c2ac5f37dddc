//! The right edge of the tree: as much of it as an appender needs, one hash for every bit set in its size.
use super::{empty_root, fold, node_hash};
use crate::{Error, Hash};

/// A hash that belongs into a tile: the root over `256^level` leaves, of which it is the `position`-th.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileHash {
    /// The level of the tile.
    pub level: u8,
    /// How many hashes of this level stand to the left of it, in all tiles.
    pub position: u64,
    /// The hash.
    pub hash: Hash,
}

/// The roots of the full subtrees of a tree, largest first: enough to append and to give the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends the hash of a leaf.
    pub fn push(&mut self, leaf: Hash) {
        self.push_with(leaf, |_| ());
    }

    /// Appends the hash of a leaf, and tells every hash that now stands in a tile for good, lowest level first.
    pub fn push_with(&mut self, leaf: Hash, mut tell: impl FnMut(TileHash)) {
        let (mut node, mut height) = (leaf, 0);
        tell(TileHash { level: 0, position: self.size, hash: leaf });
        while (self.size >> height) & 1 == 1
            && let Some(left) = self.peaks.pop()
        {
            node = node_hash(&left, &node);
            height += 1;
            if height % 8 == 0 {
                tell(TileHash { level: height / 8, position: self.size >> height, hash: node });
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        fold(&self.peaks).unwrap_or_else(empty_root)
    }

    /// Size (8 bytes, big-endian), then the peaks.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + 32 * self.peaks.len());
        bytes.extend_from_slice(&self.size.to_be_bytes());
        bytes.extend_from_slice(self.peaks.as_flattened());
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote. Sizes from 2^63 on, which no store can count to, are refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let wrong = Error::Tree("a frontier is its size and one hash for every bit set in it");
        let (size, rest) = bytes.split_first_chunk::<8>().ok_or(wrong.clone())?;
        let size = u64::from_be_bytes(*size);
        let (peaks, odd) = rest.as_chunks::<32>();
        let in_reach = i64::try_from(size).is_ok();
        if !in_reach || !odd.is_empty() || u32::try_from(peaks.len()) != Ok(size.count_ones()) {
            return Err(wrong);
        }
        Ok(Self { size, peaks: peaks.to_vec() })
    }
}
