//! Cuts a growing tree into tiles.
use super::{Frontier, TILE_WIDTH, Tile, fold};
use crate::{Error, Hash};

/// A tree that grows at its right edge and gives its tiles. Holds at most one unfinished tile a level (8 KiB each)
/// and what [`Tiler::take`] has not yet given.
#[derive(Debug, Clone, Default)]
pub struct Tiler {
    frontier: Frontier,
    open: Vec<Vec<Hash>>,
    full: Vec<(Tile, Vec<u8>)>,
    taken_size: u64,
}

impl Tiler {
    /// Goes on where a tree of `size` leaves ended. `read` gives the content of [`Tile::partial_in_tree`]'s tiles; it
    /// may give more hashes than asked for, the first of which count.
    pub fn resume(size: u64, mut read: impl FnMut(Tile) -> Option<Vec<u8>>) -> Result<Self, Error> {
        let levels = (0..8).take_while(|level| size >> (8 * level) > 0).count();
        let mut open = vec![Vec::new(); levels];
        for tile in Tile::partial_in_tree(size) {
            let bytes = read(tile).ok_or_else(|| Error::TileMissing(tile.to_string()))?;
            let content = bytes.get(..tile.bytes()).ok_or(Error::Tree("a tile is shorter than its width"))?;
            open[usize::from(tile.level())] = content.as_chunks::<32>().0.to_vec();
        }
        let frontier = frontier_of(size, &open)?;
        Ok(Self { frontier, open, full: Vec::new(), taken_size: size })
    }

    /// The frontier of the tree as it is now.
    pub fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// Appends the hash of a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let (open, full) = (&mut self.open, &mut self.full);
        self.frontier.push_with(leaf, |grown| {
            let level = usize::from(grown.level);
            if open.len() == level {
                open.push(Vec::with_capacity(usize::from(TILE_WIDTH)));
            }
            open[level].push(grown.hash);
            if open[level].len() == usize::from(TILE_WIDTH) {
                let tile = Tile::new(grown.level, grown.position >> 8, TILE_WIDTH)
                    .expect("levels of a tree end at 7");
                full.push((tile, open[level].as_flattened().to_vec()));
                open[level].clear();
            }
        });
    }

    /// What must be written for a checkpoint over the tree as it is now: the tiles that filled up since the last call
    /// and the unfinished ones that grew. A wider tile replaces a narrower one of the same level and index.
    pub fn take(&mut self) -> Vec<(Tile, Vec<u8>)> {
        let mut tiles = std::mem::take(&mut self.full);
        for tile in Tile::partial_in_tree(self.frontier.size()) {
            let shift = 8 * u32::from(tile.level());
            if self.frontier.size() >> shift != self.taken_size >> shift {
                tiles.push((tile, self.open[usize::from(tile.level())].as_flattened().to_vec()));
            }
        }
        self.taken_size = self.frontier.size();
        tiles
    }
}

/// The peaks of a tree from its unfinished tiles: each bit of a tile's width is a full subtree in it.
fn frontier_of(size: u64, open: &[Vec<Hash>]) -> Result<Frontier, Error> {
    let mut bytes = size.to_be_bytes().to_vec();
    for hashes in open.iter().rev() {
        let mut rest = hashes.as_slice();
        while !rest.is_empty() {
            let (subtree, behind) = rest.split_at(1 << rest.len().ilog2());
            bytes.extend_from_slice(&subtree_root(subtree));
            rest = behind;
        }
    }
    Frontier::from_bytes(&bytes)
}

/// The root over a power of two of hashes.
pub(super) fn subtree_root(hashes: &[Hash]) -> Hash {
    match hashes {
        [hash] => *hash,
        _ => {
            let (left, right) = hashes.split_at(hashes.len() / 2);
            fold(&[subtree_root(left), subtree_root(right)]).expect("two nodes have a root")
        }
    }
}
