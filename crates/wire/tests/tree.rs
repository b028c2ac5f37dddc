//! The tree against the vectors of Certificate Transparency and against another implementation.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use std::collections::BTreeMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;
use wire::Hash;
use wire::tree::{
    Frontier, Needed, Tile, Tiler, empty_root, leaf_hash, verify_consistency, verify_inclusion,
};

/// Leaves and roots of the reference implementation of RFC 6962.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

type Tiles = BTreeMap<(u8, u64), Vec<u8>>;

/// Keeps tiles as a store does: a wider one replaces a narrower one.
fn keep(tiles: &mut Tiles, tiler: &mut Tiler) {
    for (tile, bytes) in tiler.take() {
        assert_eq!(bytes.len(), tile.bytes());
        tiles.insert((tile.level(), tile.index()), bytes);
    }
}

fn reader(tiles: &Tiles) -> impl FnMut(Tile) -> Option<Vec<u8>> {
    |tile| tiles.get(&(tile.level(), tile.index())).cloned()
}

fn grown(leaves: impl Iterator<Item = Hash>) -> (Frontier, Tiles) {
    let (mut tiler, mut tiles) = (Tiler::default(), Tiles::new());
    leaves.for_each(|leaf| tiler.push(leaf));
    keep(&mut tiles, &mut tiler);
    (tiler.frontier().clone(), tiles)
}

fn numbered(n: u64) -> Hash {
    leaf_hash(&[&n.to_be_bytes()])
}

#[test]
fn roots_and_proofs_are_those_of_certificate_transparency() {
    let mut frontier = Frontier::default();
    assert_eq!(hex(&frontier.root()), ROOTS[0]);
    for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
        frontier.push(leaf_hash(&[leaf]));
        assert_eq!(hex(&frontier.root()), *root);
    }
    let (_, tiles) = grown(LEAVES.iter().map(|leaf| leaf_hash(&[leaf])));
    let proof =
        |needed: Needed| -> Vec<String> { needed.hashes(reader(&tiles)).unwrap().iter().map(hex).collect() };
    let one = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    let two = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    let four = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    let leaf_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    let last_two = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    let four_and_five = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    assert_eq!(proof(Needed::for_inclusion(0, 8).unwrap()), [one, two, four]);
    assert_eq!(proof(Needed::for_inclusion(5, 8).unwrap()), [leaf_4, last_two, ROOTS[4]]);
    assert_eq!(proof(Needed::for_inclusion(2, 3).unwrap()), [ROOTS[2]]);
    assert_eq!(proof(Needed::for_consistency(1, 8).unwrap()), [one, two, four]);
    assert_eq!(proof(Needed::for_consistency(6, 8).unwrap()), [four_and_five, last_two, ROOTS[4]]);
    assert_eq!(proof(Needed::for_consistency(2, 5).unwrap()), [two, leaf_4]);
}

#[test]
fn nothing_is_proven_beyond_the_end() {
    assert!(Needed::for_inclusion(8, 8).is_err());
    assert!(Needed::for_inclusion(0, 0).is_err());
    assert!(Needed::for_consistency(9, 8).is_err());
    assert!(verify_inclusion(&empty_root(), 0, 0, &empty_root(), &[]).is_err());
    assert_eq!(Needed::for_root(0).hashes(|_| None).unwrap(), [empty_root()]);
    assert!(Needed::for_root(1).hashes(|_| None).is_err());
    assert!(Needed::for_root(2).hashes(|_| Some(vec![0; 63])).is_err());
}

/// Every proof in every tree of up to 40 leaves, and every proof that is too long, too short or of another place.
#[test]
fn proofs_prove_what_they_are_for_and_nothing_else() {
    let trees: Vec<(Frontier, Tiles)> = (0..=40).map(|size| grown((0..size).map(numbered))).collect();
    for (size, (frontier, tiles)) in (0_u64..).zip(&trees) {
        let root = frontier.root();
        for index in 0..size {
            let proof = Needed::for_inclusion(index, size).unwrap().hashes(reader(tiles)).unwrap();
            assert_eq!(verify_inclusion(&numbered(index), index, size, &root, &proof), Ok(()));
            let elsewhere = (index + 1) % size;
            assert!(size == 1 || verify_inclusion(&numbered(index), elsewhere, size, &root, &proof).is_err());
            assert!(verify_inclusion(&numbered(index), index, 2 * size, &root, &proof).is_err());
            let longer = [proof.as_slice(), &[root]].concat();
            assert!(verify_inclusion(&numbered(index), index, size, &root, &longer).is_err());
            assert!(
                proof.is_empty()
                    || verify_inclusion(&numbered(index), index, size, &root, &proof[1..]).is_err()
            );
        }
        for (old, (before, _)) in (0..=size).zip(&trees) {
            let proof = Needed::for_consistency(old, size).unwrap().hashes(reader(tiles)).unwrap();
            let (old_root, wrong) = (before.root(), [9; 32]);
            assert_eq!(verify_consistency((old, &old_root), (size, &root), &proof), Ok(()));
            assert!(verify_consistency((old, &wrong), (size, &root), &proof).is_err());
            assert!(old == 0 || verify_consistency((old, &old_root), (size, &wrong), &proof).is_err());
            assert!(old == 0 || verify_consistency((old, &old_root), (2 * size, &root), &proof).is_err());
            let longer = [proof.as_slice(), &[root]].concat();
            assert!(verify_consistency((old, &old_root), (size, &root), &longer).is_err());
            let cut = proof.split_last().map(|(_, cut)| cut.to_vec());
            assert!(cut.is_none_or(|cut| verify_consistency((old, &old_root), (size, &root), &cut).is_err()));
            assert!(old == size || verify_consistency((size, &root), (old, &old_root), &proof).is_err());
        }
    }
}

#[test]
fn a_tree_over_three_levels_has_its_tiles_and_its_root() {
    let size = 66_000;
    let (frontier, tiles) = grown((0..size).map(numbered));
    assert_eq!(tiles[&(2, 0)].len(), 32);
    assert_eq!(tiles[&(1, 1)].len(), 32);
    assert_eq!(tiles[&(0, 257)].len(), 208 * 32);
    assert_eq!(Needed::for_root(size).hashes(reader(&tiles)).unwrap(), [frontier.root()]);
    let needed = Needed::for_inclusion(3, size).unwrap();
    let asked: Vec<String> = needed.tiles().iter().map(Tile::to_string).collect();
    assert_eq!(asked, ["tile/0/000", "tile/0/257.p/208", "tile/1/000", "tile/1/001.p/1"]);
    let proof = needed.hashes(reader(&tiles)).unwrap();
    assert_eq!(verify_inclusion(&numbered(3), 3, size, &frontier.root(), &proof), Ok(()));
}

#[test]
fn only_tiles_that_grew_are_given_again() {
    let mut tiler = Tiler::default();
    (0..300).for_each(|n| tiler.push(numbered(n)));
    let names = |tiler: &mut Tiler| -> Vec<String> {
        tiler.take().iter().map(|(tile, _)| tile.to_string()).collect()
    };
    assert_eq!(names(&mut tiler), ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]);
    assert_eq!(names(&mut tiler), [""; 0]);
    tiler.push(numbered(300));
    assert_eq!(names(&mut tiler), ["tile/0/001.p/45"]);
}

#[test]
fn a_frontier_of_the_wrong_length_is_refused() {
    let (frontier, _) = grown((0..5).map(numbered));
    let bytes = frontier.to_bytes();
    assert_eq!(Frontier::from_bytes(&bytes).unwrap(), frontier);
    for wrong in
        [&bytes[..7], &bytes[..8], &bytes[..40], &bytes[..71], &[bytes.as_slice(), &[0; 32]].concat()]
    {
        assert!(Frontier::from_bytes(wrong).is_err());
    }
    assert!(Frontier::from_bytes(&[[0xff; 8].as_slice(), &[0; 64 * 32]].concat()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn another_implementation_gives_the_same_roots_and_proofs(
        size in 1_u64..1400, at in any::<prop::sample::Index>(), old in any::<prop::sample::Index>(),
    ) {
        let mut oracle = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        (0..size).for_each(|n| oracle.push(n.to_be_bytes().to_vec()));
        let (frontier, tiles) = grown((0..size).map(numbered));
        prop_assert!(frontier.root()[..] == oracle.root().as_bytes()[..]);
        let index = at.index(usize::try_from(size).unwrap());
        let inclusion = Needed::for_inclusion(u64::try_from(index).unwrap(), size).unwrap().hashes(reader(&tiles)).unwrap();
        let expected = oracle.prove_inclusion(index);
        prop_assert_eq!(inclusion.as_flattened(), expected.as_bytes());
        let added = old.index(usize::try_from(size).unwrap());
        let old = size - u64::try_from(added).unwrap();
        let consistency = Needed::for_consistency(old, size).unwrap().hashes(reader(&tiles)).unwrap();
        let expected = oracle.prove_consistency(added);
        prop_assert_eq!(consistency.as_flattened(), expected.as_bytes());
    }

    #[test]
    fn a_tree_that_was_interrupted_goes_on_the_same(steps in prop::collection::vec(0_u64..700, 1..5)) {
        let (mut tiles, mut size) = (Tiles::new(), 0);
        let mut bytes = Frontier::default().to_bytes();
        for step in steps {
            let mut tiler = Tiler::resume(size, reader(&tiles)).unwrap();
            let mut frontier = Frontier::from_bytes(&bytes).unwrap();
            prop_assert_eq!(tiler.frontier(), &frontier);
            (size..size + step).for_each(|n| {
                tiler.push(numbered(n));
                frontier.push(numbered(n));
            });
            size += step;
            keep(&mut tiles, &mut tiler);
            prop_assert_eq!(tiler.frontier(), &frontier);
            bytes = frontier.to_bytes();
        }
        let (at_once, tiles_at_once) = grown((0..size).map(numbered));
        prop_assert_eq!(Frontier::from_bytes(&bytes).unwrap(), at_once);
        prop_assert_eq!(tiles, tiles_at_once);
    }

    #[test]
    fn the_tiles_of_the_largest_trees_can_be_named(size in 1_u64..(1 << 62), at in any::<prop::sample::Index>()) {
        let index = u64::try_from(at.index(usize::MAX)).unwrap() % size;
        for needed in [Needed::for_inclusion(index, size).unwrap(), Needed::for_consistency(index, size).unwrap(), Needed::for_root(size)] {
            let tiles = needed.tiles();
            prop_assert!(tiles.len() <= 64);
            for tile in tiles {
                prop_assert!(tile.leaves().unwrap().end <= size);
                prop_assert_eq!(tile.to_string().parse::<Tile>().unwrap(), tile);
            }
        }
    }
}
