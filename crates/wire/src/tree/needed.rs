//! Which parts of a tiled tree a root or a proof is made of: first the tiles to fetch, then the hashes.
use std::collections::HashMap;
use std::ops::Range;

use super::tiler::subtree_root;
use super::{Tile, empty_root, fold};
use crate::{Error, Hash};

/// The subtrees whose roots make up a proof, in its order. Ask for [`Needed::tiles`], fetch them as you like, then
/// call [`Needed::hashes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    size: u64,
    subtrees: Vec<Range<u64>>,
}

impl Needed {
    /// For the root of a tree of `size` leaves: one hash.
    pub fn for_root(size: u64) -> Self {
        Self { size, subtrees: std::iter::once(0..size).collect() }
    }

    /// For the proof that leaf `index` (from 0) is in a tree of `size` leaves (RFC 6962, 2.1.1).
    pub fn for_inclusion(index: u64, size: u64) -> Result<Self, Error> {
        if index >= size {
            return Err(Error::Tree("a leaf beyond the end cannot be proven"));
        }
        let (mut over, mut subtrees) = (0..size, Vec::new());
        while over.end - over.start > 1 {
            let middle = split(&over);
            let (with, without) = if index < middle {
                (over.start..middle, middle..over.end)
            } else {
                (middle..over.end, over.start..middle)
            };
            subtrees.push(without);
            over = with;
        }
        subtrees.reverse();
        Ok(Self { size, subtrees })
    }

    /// For the proof that a tree of `old` leaves is the beginning of one of `new` leaves (RFC 6962, 2.1.2). Empty
    /// where there is nothing to prove: `old` is 0 or `new`.
    pub fn for_consistency(old: u64, new: u64) -> Result<Self, Error> {
        if old > new {
            return Err(Error::Tree("a tree does not shrink"));
        }
        let (mut over, mut subtrees) = (0..new, Vec::new());
        while old > 0 && over.end != old {
            let middle = split(&over);
            if old <= middle {
                subtrees.push(middle..over.end);
                over = over.start..middle;
            } else {
                subtrees.push(over.start..middle);
                over = middle..over.end;
            }
        }
        if over.start > 0 {
            subtrees.push(over);
        }
        subtrees.reverse();
        Ok(Self { size: new, subtrees })
    }

    /// The tiles to fetch, each once, as wide as they are in this tree.
    pub fn tiles(&self) -> Vec<Tile> {
        let mut tiles: Vec<Tile> = self.nodes().filter_map(|node| node.tile(self.size)).collect();
        tiles.sort_unstable();
        tiles.dedup();
        tiles
    }

    /// The hashes, from tiles that `read` gives. It may give more hashes than asked for, the first of which count.
    pub fn hashes(&self, mut read: impl FnMut(Tile) -> Option<Vec<u8>>) -> Result<Vec<Hash>, Error> {
        let mut tiles = HashMap::new();
        for tile in self.tiles() {
            let bytes = read(tile).ok_or_else(|| Error::TileMissing(tile.to_string()))?;
            tiles.insert((tile.level(), tile.index()), bytes);
        }
        let root = |leaves: &Range<u64>| {
            let roots = decompose(leaves.clone())
                .map(|node| node.root(&tiles))
                .collect::<Result<Vec<Hash>, Error>>()?;
            Ok(fold(&roots).unwrap_or_else(empty_root))
        };
        self.subtrees.iter().map(root).collect()
    }

    fn nodes(&self) -> impl Iterator<Item = Node> {
        self.subtrees.iter().flat_map(|leaves| decompose(leaves.clone()))
    }
}

/// Where RFC 6962 cuts a tree in two: the largest power of two below its size.
fn split(over: &Range<u64>) -> u64 {
    over.start + (1 << (over.end - over.start - 1).ilog2())
}

/// A full subtree of `2^height` leaves.
#[derive(Debug, Clone, Copy)]
struct Node {
    height: u32,
    index: u64,
}

impl Node {
    /// The first of its hashes in the tiles of its level, counted over all tiles.
    fn first_hash(self) -> u64 {
        self.index << (self.height % 8)
    }

    fn level(self) -> u8 {
        u8::try_from(self.height / 8).expect("a height is below 64")
    }

    fn tile(self, size: u64) -> Option<Tile> {
        Tile::in_tree(self.level(), self.first_hash() >> 8, size)
    }

    fn root(self, tiles: &HashMap<(u8, u64), Vec<u8>>) -> Result<Hash, Error> {
        let short = Error::Tree("a tile is shorter than its width");
        let bytes = tiles.get(&(self.level(), self.first_hash() >> 8)).ok_or(short.clone())?;
        let start = usize::try_from(self.first_hash() & 0xff).map_err(|_| short.clone())?;
        let hashes = bytes.as_chunks::<32>().0.get(start..start + (1 << (self.height % 8))).ok_or(short)?;
        Ok(subtree_root(hashes))
    }
}

/// The full subtrees of which a range of leaves is made, largest first.
fn decompose(leaves: Range<u64>) -> impl Iterator<Item = Node> {
    let mut start = leaves.start;
    std::iter::from_fn(move || {
        let left = leaves.end - start;
        let height = start.trailing_zeros().min(left.checked_ilog2()?);
        let node = Node { height, index: start >> height };
        start += 1 << height;
        Some(node)
    })
}
