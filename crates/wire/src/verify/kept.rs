//! Tiles and checkpoints that were handed in and wait for their acts.
use std::collections::{BTreeMap, HashMap};

use super::{Broken, Fault};
use crate::Hash;
use crate::tree::{Tile, TileHash};

/// Of one place, the tiles of all widths that were kept.
type Widths = Vec<(Tile, Vec<Hash>)>;

/// Tiles by level and index.
#[derive(Debug, Default)]
pub(super) struct KeptTiles {
    waiting: HashMap<(u8, u64), Widths>,
    /// Tiles compared to the end.
    pub(super) checked: u64,
    /// Full tiles under a checkpoint that were not handed in.
    pub(super) absent: u64,
    absent_since: u64,
}

impl KeptTiles {
    /// Takes a tile into the list of those to compare, in a tree that has `size` leaves so far.
    pub(super) fn expect(&mut self, size: u64, tile: Tile, bytes: &[u8]) -> Result<(), Broken> {
        let leaves = tile.leaves();
        let seq = leaves.as_ref().map_or(u64::MAX, |leaves| leaves.start.saturating_add(1));
        if bytes.len() != tile.bytes() {
            let what = Fault::TileShape { tile: tile.to_string(), bytes: bytes.len() };
            return Err(Broken { seq, what });
        }
        let first_hash_stands =
            size >> (8 * u32::from(tile.level()).min(7)) > tile.index().saturating_mul(256);
        if first_hash_stands && leaves.is_some() {
            return Err(Broken { seq, what: Fault::Late(tile.to_string()) });
        }
        let hashes = bytes.as_chunks::<32>().0.to_vec();
        self.waiting.entry((tile.level(), tile.index())).or_default().push((tile, hashes));
        Ok(())
    }

    /// Compares a hash of the tree with all tiles that hold it.
    pub(super) fn compare(&mut self, grown: &TileHash) -> Result<(), Broken> {
        let (place, key) = (grown.position & 0xff, (grown.level, grown.position >> 8));
        let kept = self.waiting.get_mut(&key).map(Vec::as_mut_slice).unwrap_or_default();
        let mut full_kept = false;
        for (tile, hashes) in kept {
            full_kept |= tile.is_full();
            let hash = usize::try_from(place).ok().and_then(|place| hashes.get(place));
            if hash.is_some_and(|hash| *hash != grown.hash) {
                let seq = (grown.position << (8 * u32::from(grown.level))) + 1;
                return Err(Broken { seq, what: Fault::Tile { tile: tile.to_string(), place } });
            }
            self.checked += u64::from(place + 1 == u64::from(tile.width()));
        }
        if place == 255 {
            self.waiting.remove(&key);
            self.absent_since += u64::from(!full_kept);
        }
        Ok(())
    }

    /// A checkpoint was reached: what is not there by now should have been written with it.
    pub(super) fn settle(&mut self) {
        self.absent += std::mem::take(&mut self.absent_since);
    }

    /// A tile that speaks of leaves beyond the end of a tree of `size` leaves.
    pub(super) fn beyond(&self, size: u64) -> Option<Tile> {
        let beyond = |tile: &&Tile| tile.leaves().is_none_or(|leaves| leaves.end > size);
        self.waiting.values().flatten().map(|(tile, _)| tile).filter(beyond).min().copied()
    }
}

/// Roots that were signed, by size.
#[derive(Debug, Default)]
pub(super) struct KeptRoots {
    waiting: BTreeMap<u64, Vec<Hash>>,
    /// Checkpoints compared.
    pub(super) checked: u64,
    /// The size of the last one compared.
    pub(super) last: Option<u64>,
}

impl KeptRoots {
    pub(super) fn expect(&mut self, size: u64, root: Hash) {
        self.waiting.entry(size).or_default().push(root);
    }

    /// Whether a checkpoint waits for a tree of `size` leaves.
    pub(super) fn waits_for(&self, size: u64) -> bool {
        self.waiting.contains_key(&size)
    }

    /// Compares the root of a tree of `size` leaves with all checkpoints over it.
    pub(super) fn compare(&mut self, size: u64, root: &Hash) -> Result<(), Broken> {
        for signed in self.waiting.remove(&size).unwrap_or_default() {
            if signed != *root {
                return Err(Broken { seq: size, what: Fault::CheckpointRoot });
            }
            self.checked += 1;
            self.last = Some(size);
        }
        Ok(())
    }

    /// The smallest size beyond the end.
    pub(super) fn beyond(&self) -> Option<u64> {
        self.waiting.first_key_value().map(|(size, _)| *size)
    }
}
