//! A journal that was tampered with: whatever was changed, taken out, doubled or exchanged, its first broken act is named.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use wire::act::{self, ENTRY_VERSION, Entry, NO_PREV};
use wire::handover::{HANDED_OVER, Handover, LogKeys};
use wire::keys::{NodeKey, Salt, StorageKey};
use wire::note::{Checkpoint, Note};
use wire::sheaf;
use wire::tree::{Frontier, Tile, Tiler};
use wire::verify::{Broken, Examined, Examiner, Fault, Row, Summary, Verifier};

const ORIGIN: &str = "liaison.example/TG";
const ACTS: u64 = 600;
const CHECKPOINTS: [u64; 6] = [1, 100, 256, 300, 512, ACTS];
/// With this act the first key hands over to the second.
const HANDOVER: u64 = 299;

#[derive(Clone)]
struct Kept {
    seq: u64,
    entry: Vec<u8>,
    proof: Vec<u8>,
    body: Option<Vec<u8>>,
}

/// What a store keeps of a journal, and the verdict on each row, so that a test looks again only at what it changed.
#[derive(Clone)]
struct Journal {
    rows: Vec<Kept>,
    examined: Vec<Examined>,
    tiles: Vec<(Tile, Vec<u8>)>,
    checkpoints: Vec<(u64, Vec<u8>)>,
    head: Option<Frontier>,
}

fn keys() -> [NodeKey; 2] {
    [NodeKey::generate(&[1; 32]), NodeKey::generate(&[2; 32])]
}

fn handover() -> Vec<u8> {
    let [old, new] = keys();
    Handover::sign(ORIGIN, HANDOVER, &old, &new).unwrap()
}

fn turns() -> LogKeys {
    let mut turns = LogKeys::new(ORIGIN, keys()[0].public());
    turns.hand_over(&handover()).unwrap();
    turns
}

fn signer(seq: u64) -> NodeKey {
    let [old, new] = keys();
    if seq <= HANDOVER { old } else { new }
}

fn entry(seq: u64, prev: wire::Hash, body: Option<&Vec<u8>>) -> Entry {
    Entry {
        version: ENTRY_VERSION,
        seq,
        at_us: 1_767_225_600_000_000 + i64::try_from(seq).unwrap(),
        prev,
        signer: signer(seq).id(),
        actor: "officer:TG/17".to_owned(),
        kind: if seq == HANDOVER { HANDED_OVER } else { "checked" }.to_owned(),
        object: body.map(|_| format!("TG/{seq}")),
        object_version: body.map(|_| 1),
        purpose: Some("border-control".to_owned()),
        reference: None,
        body: body.map(|sealed| act::body_digest(sealed)),
        key: body.map(|_| "day:2026-01-01".to_owned()),
        handover: (seq == HANDOVER).then(handover),
    }
}

/// Two of three acts have a body; of every sixth, the body is gone.
fn body(seq: u64) -> Option<Vec<u8>> {
    let key = StorageKey::generate(&[3; 32]).day_key(&Salt::from_bytes([4; 32]));
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(&seq.to_be_bytes());
    (!seq.is_multiple_of(3)).then(|| key.seal(nonce, &seq.to_be_bytes(), b"what the officer asked"))
}

impl Kept {
    fn row(&self) -> Row<'_> {
        Row { seq: self.seq, entry: &self.entry, proof: &self.proof, body: self.body.as_deref() }
    }
}

impl Journal {
    fn look_again(&mut self, at: usize) {
        self.examined[at] = Examiner::new(&turns()).examine(&self.rows[at].row());
    }

    fn replay(&self) -> Result<Summary, Broken> {
        let mut verifier = Verifier::new(turns()).unwrap();
        self.tiles.iter().try_for_each(|(tile, bytes)| verifier.expect_tile(*tile, bytes))?;
        self.checkpoints.iter().try_for_each(|(size, note)| verifier.expect_checkpoint(*size, note))?;
        self.examined.iter().try_for_each(|row| verifier.push(row.clone()))?;
        verifier.finish(self.head.as_ref())
    }

    fn broken(&self) -> Broken {
        self.replay().unwrap_err()
    }
}

/// The journal of a node that wrote `rows` and kept all that it should.
fn keep(rows: Vec<Kept>) -> Journal {
    let (mut tiler, mut tiles, mut checkpoints) = (Tiler::default(), Vec::new(), Vec::new());
    for Kept { seq, entry, proof, .. } in &rows {
        tiler.push(act::leaf_hash(entry, proof));
        if CHECKPOINTS.contains(seq) {
            tiles.extend(tiler.take());
            let point = Checkpoint { origin: ORIGIN.to_owned(), size: *seq, root: tiler.frontier().root() };
            checkpoints.push((*seq, point.sign(&signer(*seq + 1)).unwrap().into_bytes()));
        }
    }
    let turns = turns();
    let mut examiner = Examiner::new(&turns);
    let examined = rows.iter().map(|row| examiner.examine(&row.row())).collect();
    Journal { rows, examined, tiles, checkpoints, head: Some(tiler.frontier().clone()) }
}

fn write(from: &[Kept], change: impl Fn(&mut Entry)) -> Vec<Kept> {
    let mut rows = from.to_vec();
    let mut prev = rows.last().map_or(NO_PREV, |row| act::hash(&row.entry));
    for seq in u64::try_from(rows.len()).unwrap() + 1..=ACTS {
        let body = body(seq);
        let mut entry = entry(seq, prev, body.as_ref());
        change(&mut entry);
        let entry = entry.encode().unwrap();
        prev = act::hash(&entry);
        rows.push(Kept { seq, entry, proof: Vec::new(), body: body.filter(|_| seq % 6 != 1) });
    }
    sign(&mut rows[from.len()..]);
    rows
}

/// In sheaves of many sizes, as acts come that were kept together.
fn sign(rows: &mut [Kept]) {
    for together in rows.chunk_by_mut(|a, b| (a.seq <= HANDOVER) == (b.seq <= HANDOVER) && b.seq % 37 != 0) {
        let proofs = {
            let entries: Vec<&[u8]> = together.iter().map(|row| row.entry.as_slice()).collect();
            sheaf::sign(&signer(together[0].seq), &entries)
        };
        together.iter_mut().zip(proofs).for_each(|(row, proof)| row.proof = proof);
    }
}

static WHOLE: LazyLock<Journal> = LazyLock::new(|| keep(write(&[], |_| ())));

fn seq(at: usize) -> u64 {
    u64::try_from(at).unwrap() + 1
}

fn flip(bytes: &mut [u8], at: Index) {
    let bit = at.index(bytes.len() * 8);
    bytes[bit / 8] ^= 1 << (bit % 8);
}

fn is_cut_off(what: &Fault) -> bool {
    matches!(what, Fault::CutOff { .. })
}

#[test]
fn a_whole_journal_holds() {
    let summary = WHOLE.replay().unwrap();
    let expected = Summary {
        acts: ACTS,
        first_at_us: Some(1_767_225_600_000_001),
        last_at_us: Some(1_767_225_600_000_600),
        root: WHOLE.head.as_ref().unwrap().root(),
        checkpoints: 6,
        checkpointed: ACTS,
        tiles: 8,
        tiles_absent: 0,
        bodies: 300,
        bodies_gone: 100,
    };
    assert_eq!(summary, expected);
}

#[test]
fn an_empty_journal_holds() {
    let empty = Verifier::new(turns()).unwrap().finish(None).unwrap();
    assert_eq!((empty.acts, empty.first_at_us, empty.root), (0, None, wire::tree::empty_root()));
    let mut verifier = Verifier::new(turns()).unwrap();
    let point = Checkpoint { origin: ORIGIN.to_owned(), size: 0, root: [0; 32] };
    let note = point.sign(&keys()[0]).unwrap();
    let broken = verifier.expect_checkpoint(0, note.as_bytes()).unwrap_err();
    assert_eq!(broken, Broken { seq: 0, what: Fault::CheckpointRoot });
}

#[test]
fn acts_behind_the_last_checkpoint_are_counted_as_such() {
    let mut journal = WHOLE.clone();
    journal.checkpoints.pop();
    journal.tiles.retain(|(tile, _)| tile.index() == 0 || tile.level() > 0);
    let summary = journal.replay().unwrap();
    assert_eq!((summary.acts, summary.checkpointed, summary.tiles_absent), (ACTS, 512, 1));
}

#[test]
fn a_body_where_the_entry_names_none_is_found() {
    let mut journal = WHOLE.clone();
    journal.rows[2].body = Some(b"smuggled in".to_vec());
    journal.look_again(2);
    assert_eq!(journal.broken(), Broken { seq: 3, what: Fault::BodyUnannounced });
}

/// What is said of the acts from the handing over on by who knows these keys.
fn from_the_handover_on(turns: &LogKeys) -> Vec<Result<(), Broken>> {
    let (before, after) = WHOLE.rows.split_at(usize::try_from(HANDOVER).unwrap() - 1);
    let mut examiner = Examiner::new(turns);
    let mut verifier = Verifier::new(turns.clone()).unwrap();
    before.iter().for_each(|row| verifier.push(examiner.examine(&row.row())).unwrap());
    after[..2].iter().map(|row| verifier.push(examiner.examine(&row.row()))).collect()
}

#[test]
fn who_knows_the_first_key_alone_is_told_where_it_ends() {
    let said = from_the_handover_on(&LogKeys::new(ORIGIN, keys()[0].public()));
    assert_eq!(said[0], Err(Broken { seq: HANDOVER, what: Fault::Handover }));
    assert_eq!(from_the_handover_on(&turns()), [Ok(()), Ok(())]);
    let stranger = NodeKey::generate(&[9; 32]);
    let (old, new) = (&keys()[0], &keys()[1]);
    for other in [
        Handover::sign(ORIGIN, HANDOVER + 1, old, new).unwrap(),
        Handover::sign(ORIGIN, HANDOVER, old, &stranger).unwrap(),
    ] {
        let mut turns = LogKeys::new(ORIGIN, old.public());
        turns.hand_over(&other).unwrap();
        let said = from_the_handover_on(&turns);
        assert_eq!(said[0], Err(Broken { seq: HANDOVER, what: Fault::Handover }));
    }
}

/// An act that is changed, and signed by this key.
fn signed_by(seq: u64, key: &NodeKey, change: impl Fn(&mut Entry)) -> Fault {
    let at = usize::try_from(seq).unwrap() - 1;
    let mut entry = Entry::decode(&WHOLE.rows[at].entry).unwrap();
    entry.signer = key.id();
    change(&mut entry);
    let entry = entry.encode().unwrap();
    let proof = sheaf::sign(key, &[&entry]).remove(0);
    let mut journal = WHOLE.clone();
    (journal.rows[at].entry, journal.rows[at].proof) = (entry, proof);
    journal.look_again(at);
    let broken = journal.broken();
    assert_eq!(broken.seq, seq);
    broken.what
}

#[test]
fn each_key_signs_in_its_turn_alone() {
    let ([old, new], stranger) = (keys(), NodeKey::generate(&[9; 32]));
    assert_eq!(signed_by(HANDOVER + 1, &old, |_| ()), Fault::OutOfTurn(old.id()));
    assert_eq!(signed_by(HANDOVER, &new, |_| ()), Fault::OutOfTurn(new.id()));
    assert_eq!(signed_by(7, &new, |_| ()), Fault::OutOfTurn(new.id()));
    assert_eq!(signed_by(HANDOVER + 1, &stranger, |_| ()), Fault::UnknownSigner(stranger.id()));
    // What hands over says so in both places, and nothing else does.
    let silent = |entry: &mut Entry| entry.handover = None;
    assert_eq!(signed_by(HANDOVER, &old, silent), Fault::Handover);
    let disguised = |entry: &mut Entry| entry.kind = "checked".to_owned();
    assert_eq!(signed_by(HANDOVER, &old, disguised), Fault::Handover);
    let again = |entry: &mut Entry| entry.handover = Some(handover());
    assert_eq!(signed_by(HANDOVER - 1, &old, again), Fault::Handover);
    let named_so = |entry: &mut Entry| entry.kind = HANDED_OVER.to_owned();
    assert_eq!(signed_by(HANDOVER + 1, &new, named_so), Fault::Handover);
}

#[test]
fn a_checkpoint_is_signed_by_the_key_that_would_sign_the_next_act() {
    let [old, new] = keys();
    let point = |size: u64| Checkpoint { origin: ORIGIN.to_owned(), size, root: [0; 32] };
    for (size, key, holds) in [
        (HANDOVER - 1, &old, true),
        (HANDOVER - 1, &new, false),
        (HANDOVER, &old, false),
        (HANDOVER, &new, true),
        (ACTS, &old, false),
    ] {
        let mut verifier = Verifier::new(turns()).unwrap();
        let said = verifier.expect_checkpoint(size, point(size).sign(key).unwrap().as_bytes());
        assert_eq!(said.is_ok(), holds, "{size} {key:?}: {said:?}");
    }
}

#[test]
fn a_checkpoint_of_another_log_or_size_is_found() {
    let other = Checkpoint { origin: "liaison.example/TO".to_owned(), size: 100, root: [0; 32] };
    let mut verifier = Verifier::new(turns()).unwrap();
    let note = other.sign(&keys()[0]).unwrap();
    let broken = verifier.expect_checkpoint(100, note.as_bytes()).unwrap_err();
    assert!(matches!(broken, Broken { seq: 100, what: Fault::CheckpointNote(_) }));
    let mut under_our_name = Note::new(other.to_text()).unwrap();
    under_our_name.sign(ORIGIN, &keys()[0]).unwrap();
    let broken = verifier.expect_checkpoint(100, under_our_name.to_string().as_bytes()).unwrap_err();
    assert_eq!(broken, Broken { seq: 100, what: Fault::OtherCheckpoint { origin: other.origin, size: 100 } });
    let broken = verifier.expect_checkpoint(101, &WHOLE.checkpoints[1].1).unwrap_err();
    assert_eq!(
        broken,
        Broken { seq: 101, what: Fault::OtherCheckpoint { origin: ORIGIN.to_owned(), size: 100 } }
    );
}

#[test]
fn what_comes_too_late_to_be_compared_is_refused() {
    let mut verifier = Verifier::new(turns()).unwrap();
    WHOLE.examined[..257].iter().for_each(|row| verifier.push(row.clone()).unwrap());
    for (tile, bytes) in &WHOLE.tiles {
        let late = matches!(verifier.expect_tile(*tile, bytes), Err(Broken { what: Fault::Late(_), .. }));
        assert_eq!(late, *tile < Tile::new(0, 2, 1).unwrap() || tile.level() == 1, "{tile}");
    }
    for (size, note) in &WHOLE.checkpoints {
        let late =
            matches!(verifier.expect_checkpoint(*size, note), Err(Broken { what: Fault::Late(_), .. }));
        assert_eq!(late, *size < 257, "{size}");
    }
}

#[test]
fn a_head_of_another_tree_is_found() {
    let mut journal = WHOLE.clone();
    let (mut shorter, mut other) = (Frontier::default(), Frontier::default());
    shorter.push([0; 32]);
    (0..ACTS).for_each(|_| other.push([0; 32]));
    for (head, size) in [(shorter, 1), (other, ACTS)] {
        journal.head = Some(head);
        assert_eq!(journal.broken(), Broken { seq: size, what: Fault::Head });
    }
}

/// Somebody who has the node's key writes history anew from act 50 on, and signs it all again.
#[test]
fn history_written_anew_with_the_nodes_own_key_contradicts_what_was_kept() {
    let forged = write(&WHOLE.rows[..49], |entry| {
        if entry.seq == 50 {
            entry.purpose = None;
        }
    });
    let forged = keep(forged);
    assert!(forged.replay().is_ok());
    let only_rows = Journal { examined: forged.examined, ..WHOLE.clone() };
    let what = Fault::Tile { tile: "tile/0/000.p/100".to_owned(), place: 49 };
    assert_eq!(only_rows.broken(), Broken { seq: 50, what });
    let no_tiles = Journal { tiles: Vec::new(), ..only_rows };
    assert_eq!(no_tiles.broken(), Broken { seq: 100, what: Fault::CheckpointRoot });
    let no_checkpoints = Journal { checkpoints: Vec::new(), ..no_tiles };
    assert_eq!(no_checkpoints.broken(), Broken { seq: ACTS, what: Fault::Head });
    let mut one_act = no_checkpoints;
    one_act.examined[50..].clone_from_slice(&WHOLE.examined[50..]);
    assert_eq!(one_act.broken(), Broken { seq: 51, what: Fault::Chain });
}

proptest! {
    #[test]
    fn a_flipped_bit_in_an_entry_is_found(at in any::<Index>(), bit in any::<Index>()) {
        let mut journal = WHOLE.clone();
        let at = at.index(journal.rows.len());
        flip(&mut journal.rows[at].entry, bit);
        journal.look_again(at);
        let Broken { seq: first, what } = journal.broken();
        prop_assert_eq!(first, seq(at));
        // A bit of its number, and it is another key's turn.
        let told = matches!(
            what,
            Fault::NotAnEntry(_) | Fault::UnknownSigner(_) | Fault::OutOfTurn(_) | Fault::Signature
        );
        prop_assert!(told, "{what}");
    }

    #[test]
    fn a_changed_proof_is_found(at in any::<Index>(), bit in any::<Index>(), cut in any::<bool>()) {
        let mut journal = WHOLE.clone();
        let at = at.index(journal.rows.len());
        flip(&mut journal.rows[at].proof, bit);
        if cut {
            journal.rows[at].proof = WHOLE.rows[at].proof[..bit.index(WHOLE.rows[at].proof.len())].to_vec();
        }
        journal.look_again(at);
        prop_assert_eq!(journal.broken(), Broken { seq: seq(at), what: Fault::Signature });
    }

    #[test]
    fn a_changed_body_is_found_and_an_absent_one_is_not_missed(at in any::<Index>(), bit in any::<Index>(), cut in any::<bool>()) {
        let mut journal = WHOLE.clone();
        let with_body: Vec<usize> = (0..journal.rows.len()).filter(|at| journal.rows[*at].body.is_some()).collect();
        let at = *at.get(&with_body);
        let sealed = journal.rows[at].body.as_mut().unwrap();
        flip(sealed, bit);
        if cut {
            sealed.truncate(bit.index(sealed.len()));
        }
        journal.look_again(at);
        prop_assert_eq!(journal.broken(), Broken { seq: seq(at), what: Fault::Body });
        journal.rows[at].body = None;
        journal.look_again(at);
        prop_assert_eq!(journal.replay().unwrap().bodies_gone, 101);
    }

    #[test]
    fn a_flipped_bit_in_a_tile_is_found(at in any::<Index>(), bit in any::<Index>()) {
        let mut journal = WHOLE.clone();
        let at = at.index(journal.tiles.len());
        flip(&mut journal.tiles[at].1, bit);
        let tile = journal.tiles[at].0;
        let place = u64::try_from(bit.index(tile.bytes() * 8) / 256).unwrap();
        let first = ((tile.index() * 256 + place) << (8 * u32::from(tile.level()))) + 1;
        let what = Fault::Tile { tile: tile.to_string(), place };
        prop_assert_eq!(journal.broken(), Broken { seq: first, what });
    }

    #[test]
    fn a_tile_of_the_wrong_length_is_found(at in any::<Index>(), length in 0_usize..9000) {
        let mut journal = WHOLE.clone();
        let (tile, bytes) = at.get(&WHOLE.tiles).clone();
        prop_assume!(length != bytes.len());
        journal.tiles[at.index(WHOLE.tiles.len())].1.resize(length, 0);
        let what = Fault::TileShape { tile: tile.to_string(), bytes: length };
        prop_assert_eq!(journal.broken(), Broken { seq: tile.leaves().unwrap().start + 1, what });
    }

    #[test]
    fn a_changed_checkpoint_is_found(at in any::<Index>(), bit in any::<Index>()) {
        let mut journal = WHOLE.clone();
        let at = at.index(journal.checkpoints.len());
        flip(&mut journal.checkpoints[at].1, bit);
        let Broken { seq: covers, what } = journal.broken();
        prop_assert_eq!(covers, CHECKPOINTS[at]);
        prop_assert!(matches!(what, Fault::CheckpointNote(_)), "{what}");
    }

    #[test]
    fn a_checkpoint_over_another_root_is_found(at in any::<Index>(), root in any::<wire::Hash>()) {
        let mut journal = WHOLE.clone();
        let at = at.index(journal.checkpoints.len());
        let point = Checkpoint { origin: ORIGIN.to_owned(), size: CHECKPOINTS[at], root };
        journal.checkpoints[at].1 = point.sign(&signer(CHECKPOINTS[at] + 1)).unwrap().into_bytes();
        prop_assert_eq!(journal.broken(), Broken { seq: CHECKPOINTS[at], what: Fault::CheckpointRoot });
    }

    #[test]
    fn a_removed_row_is_found(at in any::<Index>()) {
        let mut journal = WHOLE.clone();
        let at = at.index(journal.rows.len());
        journal.examined.remove(at);
        let Broken { seq: first, what } = journal.broken();
        prop_assert_eq!(first, seq(at));
        match seq(at) {
            ACTS => prop_assert!(is_cut_off(&what)),
            gone => prop_assert_eq!(what, Fault::Missing { next: gone + 1 }),
        }
    }

    #[test]
    fn a_removed_row_behind_which_all_were_renumbered_is_found(at in 0..ACTS - 1) {
        let mut journal = WHOLE.clone();
        let at = usize::try_from(at).unwrap();
        journal.rows.remove(at);
        journal.examined.pop();
        journal.rows[at].seq -= 1;
        journal.look_again(at);
        prop_assert_eq!(journal.broken(), Broken { seq: seq(at), what: Fault::OtherAct { says: seq(at) + 1 } });
    }

    #[test]
    fn a_journal_cut_off_is_found_by_whatever_else_was_kept(left in 0..ACTS, witness in 0..3) {
        let mut journal = WHOLE.clone();
        journal.examined.truncate(usize::try_from(left).unwrap());
        journal.tiles.retain(|_| witness == 0);
        journal.checkpoints.retain(|_| witness == 1);
        journal.head = journal.head.filter(|_| witness == 2);
        let Broken { seq: first, what } = journal.broken();
        prop_assert_eq!(first, left + 1);
        prop_assert!(is_cut_off(&what));
    }

    #[test]
    fn a_row_that_comes_twice_is_found(row in any::<Index>(), place in any::<Index>()) {
        let mut journal = WHOLE.clone();
        let (row, place) = (row.index(journal.rows.len()), place.index(journal.rows.len() + 1));
        journal.examined.insert(place, WHOLE.examined[row].clone());
        let expected = if place < row {
            Broken { seq: seq(place), what: Fault::Missing { next: seq(row) } }
        } else {
            Broken { seq: seq(row), what: Fault::Repeated }
        };
        prop_assert_eq!(journal.broken(), expected);
    }

    #[test]
    fn exchanged_rows_are_found(one in any::<Index>(), other in any::<Index>(), what in 0..5) {
        let mut journal = WHOLE.clone();
        let (one, other) = (one.index(journal.rows.len()), other.index(journal.rows.len()));
        let (first, second) = (one.min(other), one.max(other));
        prop_assume!(first != second);
        let (left, right) = journal.rows.split_at_mut(second);
        let (a, b) = (&mut left[first], &mut right[0]);
        let expected = match what {
            0 => Fault::Missing { next: seq(second) },
            1 => Fault::OtherAct { says: seq(second) },
            _ => Fault::Signature,
        };
        std::mem::swap(a, b);
        if what > 0 {
            std::mem::swap(&mut a.seq, &mut b.seq);
        }
        match what {
            2 => std::mem::swap(&mut a.proof, &mut b.proof),
            3 => std::mem::swap(&mut a.entry, &mut b.entry),
            _ => (),
        }
        // The fourth way: everything but the entry stays where it was.
        if what == 4 {
            std::mem::swap(&mut a.proof, &mut b.proof);
            std::mem::swap(&mut a.body, &mut b.body);
        }
        journal.look_again(first);
        journal.look_again(second);
        prop_assert_eq!(journal.broken(), Broken { seq: seq(first), what: expected });
    }

    #[test]
    fn exchanged_bodies_are_found(one in any::<Index>(), other in any::<Index>()) {
        let mut journal = WHOLE.clone();
        let with_body: Vec<usize> = (0..journal.rows.len()).filter(|at| journal.rows[*at].body.is_some()).collect();
        let (one, other) = (*one.get(&with_body), *other.get(&with_body));
        prop_assume!(one != other);
        let body = journal.rows[one].body.take();
        journal.rows[one].body = std::mem::replace(&mut journal.rows[other].body, body);
        journal.look_again(one);
        journal.look_again(other);
        prop_assert_eq!(journal.broken(), Broken { seq: seq(one.min(other)), what: Fault::Body });
    }
}
