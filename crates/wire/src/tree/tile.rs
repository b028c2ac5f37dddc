//! A tile: up to 256 hashes of the tree side by side, and its name in a path.
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::Error;

/// Hashes in a full tile.
pub const TILE_WIDTH: u16 = 256;

/// Level 7 is the highest that a tree of 2^64 leaves reaches; 63 is what the specification lets a path say.
const LEVEL_MAX: u8 = 63;

/// The coordinates of a tile. Shown as its C2SP path: `tile/0/x001/x234/067.p/5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

impl Tile {
    /// A tile of `width` hashes (1 to 256); `level` up to 63.
    pub fn new(level: u8, index: u64, width: u16) -> Result<Self, Error> {
        if level > LEVEL_MAX || width == 0 || width > TILE_WIDTH {
            return Err(Error::Tree("a tile has a level up to 63 and 1 to 256 hashes"));
        }
        Ok(Self { level, index, width })
    }

    /// The tile at this place in a tree of `size` leaves, as wide as the tree makes it; none where it is empty.
    pub fn in_tree(level: u8, index: u64, size: u64) -> Option<Self> {
        let hashes = size.checked_shr(8 * u32::from(level)).unwrap_or(0);
        let width =
            hashes.saturating_sub(index.checked_mul(u64::from(TILE_WIDTH))?).min(u64::from(TILE_WIDTH));
        Self::new(level, index, u16::try_from(width).ok()?).ok()
    }

    /// The partial tiles of a tree of `size` leaves, lowest level first: at most one a level.
    pub fn partial_in_tree(size: u64) -> impl Iterator<Item = Self> {
        let levels = (0..8).take_while(move |level| size >> (8 * level) > 0);
        levels.filter_map(move |level| Self::in_tree(level, size >> (8 * level) >> 8, size))
    }

    /// 0 for leaf hashes; at each higher level a hash stands for a full tile of the one below.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// How many tiles of this level stand to the left.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many hashes it has.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it will never grow.
    pub fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }

    /// The length of its content.
    pub fn bytes(&self) -> usize {
        32 * usize::from(self.width)
    }

    /// The leaves (from 0) that its hashes stand for; none where they lie beyond 2^64.
    pub fn leaves(&self) -> Option<Range<u64>> {
        let start = u128::from(self.index) << 8;
        let shift = 8 * u32::from(self.level);
        let leaf = |position: u128| {
            let leaf = position.checked_mul(1_u128.checked_shl(shift)?)?;
            u64::try_from(leaf).ok()
        };
        Some(leaf(start)?..leaf(start + u128::from(self.width))?)
    }

    /// The path of the entry bundle that belongs to a tile of level 0: `tile/entries/x001/x234/067.p/5`.
    pub fn entries_path(&self) -> String {
        format!("tile/entries/{}", Name(self))
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/{}", self.level, Name(self))
    }
}

/// The part of the path that both tiles and bundles have.
struct Name<'a>(&'a Tile);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups = vec![self.0.index % 1000];
        let mut rest = self.0.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        groups[1..].iter().rev().try_for_each(|group| write!(f, "x{group:03}/"))?;
        write!(f, "{:03}", groups[0])?;
        if self.0.is_full() { Ok(()) } else { write!(f, ".p/{}", self.0.width) }
    }
}

impl FromStr for Tile {
    type Err = Error;

    /// Reads a path and accepts only the one spelling of it.
    fn from_str(path: &str) -> Result<Self, Error> {
        read_path(path).filter(|tile| tile.to_string() == path).ok_or(Error::Tree("not the path of a tile"))
    }
}

fn read_path(path: &str) -> Option<Tile> {
    let (level, name) = path.strip_prefix("tile/")?.split_once('/')?;
    let (groups, width) = match name.split_once(".p/") {
        Some((groups, width)) => (groups, width.parse().ok()?),
        None => (name, TILE_WIDTH),
    };
    let mut index = 0_u64;
    for group in groups.split('/') {
        let digits: u64 = group.trim_start_matches('x').parse().ok()?;
        index = index.checked_mul(1000)?.checked_add(digits)?;
    }
    Tile::new(level.parse().ok()?, index, width).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_specification() {
        for (level, index, width, path) in [
            (0, 0, 256, "tile/0/000"),
            (0, 1_234_067, 256, "tile/0/x001/x234/067"),
            (1, 1_234_067, 8, "tile/1/x001/x234/067.p/8"),
            (2, 999, 255, "tile/2/999.p/255"),
            (63, 1000, 1, "tile/63/x001/000.p/1"),
        ] {
            let tile = Tile::new(level, index, width).unwrap();
            assert_eq!(tile.to_string(), path);
            assert_eq!(path.parse::<Tile>().unwrap(), tile);
        }
        assert_eq!(Tile::new(0, 1_234_067, 5).unwrap().entries_path(), "tile/entries/x001/x234/067.p/5");
    }

    #[test]
    fn a_path_has_one_spelling() {
        for path in [
            "",
            "tile",
            "tile/0",
            "tile/00/000",
            "tile/64/000",
            "tile/0/0",
            "tile/0/x000/000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/001/x234",
            "tile/+1/000",
            "tile/0/xx1/000",
            "/tile/0/000",
            "tile/0/000/",
            "tile/entries/000",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert!(path.parse::<Tile>().is_err(), "{path}");
        }
    }

    /// The example of the specification: 70,000 leaves.
    #[test]
    fn a_tree_has_the_tiles_that_the_specification_says() {
        let partial: Vec<String> = Tile::partial_in_tree(70_000).map(|t| t.to_string()).collect();
        assert_eq!(partial, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
        assert!(Tile::in_tree(0, 272, 70_000).unwrap().is_full());
        assert!(Tile::in_tree(1, 0, 70_000).unwrap().is_full());
        let partial: Vec<String> = Tile::partial_in_tree(256).map(|t| t.to_string()).collect();
        assert_eq!(partial, ["tile/1/000.p/1"]);
        assert_eq!(Tile::in_tree(0, 1, 256), None);
        assert_eq!(Tile::partial_in_tree(u64::MAX).count(), 8);
        assert_eq!(Tile::partial_in_tree(0).count(), 0);
    }

    #[test]
    fn a_tile_stands_for_its_leaves() {
        assert_eq!(Tile::new(0, 2, 5).unwrap().leaves(), Some(512..517));
        assert_eq!(Tile::new(1, 1, 17).unwrap().leaves(), Some(65_536..69_888));
        assert_eq!(Tile::new(63, 0, 1).unwrap().leaves(), None);
        assert_eq!(Tile::new(0, u64::MAX, 1).unwrap().leaves(), None);
    }
}
