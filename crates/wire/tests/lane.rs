//! Lanes: the rule of reception, receipts, heads and epochs; and every way in which a small network can go.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use proptest::prelude::*;
use wire::keys::NodeKey;
use wire::lane::{
    AHEAD_MAX, Arrival, Difference, EpochStatement, FIRST_SEQ, Head, Heads, Kept, LaneHead, LaneId, NO_PREV,
    Place, Receipt, ReceiptKind, Reception, Verdict, receive,
};
use wire::manifest::{MANIFEST_VERSION, Manifest, Roll, Term};
use wire::node::{Identity, NodeId};
use wire::{Hash, Rejection};

#[path = "lane/model.rs"]
mod model;

const NOW_MS: u64 = 1_800_000_000_000;

fn key() -> NodeKey {
    NodeKey::generate(&[1; 32])
}

fn roll(number: u8) -> Roll {
    Roll::new(&Manifest {
        version: MANIFEST_VERSION,
        identity: Identity::new(NodeKey::generate(&[number; 32]).public()),
        number: 1,
        issued_ms: NOW_MS,
        expires_ms: NOW_MS + 1,
        signing: vec![Term { key: key().public(), from_ms: NOW_MS, to_ms: NOW_MS + 1000 }],
        sealing: vec![],
        tls: vec![],
        endpoints: vec![],
        software: String::new(),
        protocols: vec![1],
        numbers: None,
        log: None,
        revoked: vec![],
    })
}

fn place(epoch: u64, seq: u64, prev: Hash) -> Place {
    Place { owner: roll(100).node(), epoch, lane: LaneId([3; 16]), seq, prev }
}

fn hash(number: u8) -> Hash {
    [number; 32]
}

/// What arrives where nothing is held for its place and no later epoch is known.
fn judge(head: Option<Head>, place: &Place) -> Reception {
    receive(head.as_ref(), &Arrival { place, hash: hash(200), held: None, epoch_statement: None })
}

const HEAD: Head = Head { epoch: 1, seq: 7, hash: [7; 32] };

#[test]
fn a_lane_begins_with_its_first_and_goes_on_with_the_next() {
    assert_eq!(judge(None, &place(1, FIRST_SEQ, NO_PREV)), Reception::Next);
    assert_eq!(judge(None, &place(1, FIRST_SEQ, hash(1))), Reception::Unfounded);
    assert_eq!(judge(None, &place(1, 2, hash(1))), Reception::Gap { expects: 1, keep: true });
    assert_eq!(judge(Some(HEAD), &place(1, 8, hash(7))), Reception::Next);
}

#[test]
fn what_comes_too_early_is_kept_up_to_a_thousand() {
    assert_eq!(judge(Some(HEAD), &place(1, 9, hash(8))), Reception::Gap { expects: 8, keep: true });
    let gap = |keep| Reception::Gap { expects: 8, keep };
    assert_eq!(judge(Some(HEAD), &place(1, 8 + AHEAD_MAX - 1, hash(8))), gap(true));
    assert_eq!(judge(Some(HEAD), &place(1, 8 + AHEAD_MAX, hash(8))), gap(false));
    assert_eq!(
        judge(None, &place(1, FIRST_SEQ + AHEAD_MAX, hash(8))),
        Reception::Gap { expects: 1, keep: false }
    );
}

#[test]
fn the_same_again_is_a_duplicate_and_another_for_its_place_a_fork() {
    let place = place(1, 5, hash(4));
    let held = |held| Arrival { place: &place, hash: hash(5), held: Some(held), epoch_statement: None };
    assert_eq!(receive(Some(&HEAD), &held(hash(5))), Reception::Duplicate);
    assert_eq!(receive(Some(&HEAD), &held(hash(6))), Reception::Fork { seq: 5, held: hash(6) });
    // Right number, other predecessor: the two histories parted at the head.
    let other = self::place(1, 8, hash(9));
    assert_eq!(judge(Some(HEAD), &other), Reception::Fork { seq: 7, held: hash(7) });
}

#[test]
fn a_later_epoch_begins_with_the_owners_statement_and_an_earlier_one_is_over() {
    let first = place(2, FIRST_SEQ, hash(50));
    assert_eq!(judge(Some(HEAD), &first), Reception::UnknownEpoch);
    let known = |place, statement| {
        let arrival = Arrival { place, hash: hash(200), held: None, epoch_statement: Some(statement) };
        receive(Some(&HEAD), &arrival)
    };
    assert_eq!(known(&first, hash(50)), Reception::Next);
    assert_eq!(known(&first, hash(51)), Reception::Unfounded);
    assert_eq!(known(&place(2, 3, hash(1)), hash(50)), Reception::Gap { expects: 1, keep: true });
    let later = Head { epoch: 2, ..HEAD };
    assert_eq!(judge(Some(later), &place(1, 8, hash(7))), Reception::OldEpoch { current: 2 });
}

#[test]
fn an_epoch_is_begun_by_its_owner_only() {
    let kept = |lane| Kept { lane: LaneId([lane; 16]), seq: 9, hash: hash(9) };
    let statement = EpochStatement {
        owner: roll(100).node(),
        epoch: 2,
        kept: vec![kept(1), kept(2)],
        why: "restored from the backup of Monday".into(),
        at_ms: NOW_MS,
    };
    let signed = statement.sign(&key());
    assert_eq!(EpochStatement::verify(&signed, &roll(100)).unwrap(), statement);
    assert_eq!(EpochStatement::verify(&signed, &roll(101)), Err(Rejection::Owner));
    let by_another = statement.sign(&NodeKey::generate(&[2; 32]));
    let unknown = Rejection::UnknownKey(NodeKey::generate(&[2; 32]).id());
    assert_eq!(EpochStatement::verify(&by_another, &roll(100)), Err(unknown));
    assert_ne!(EpochStatement { epoch: 3, ..statement.clone() }.hash(), statement.hash());
    for wrong in [
        EpochStatement { epoch: 1, ..statement.clone() },
        EpochStatement { kept: vec![kept(2), kept(1)], ..statement },
    ] {
        assert!(matches!(EpochStatement::verify(&wrong.sign(&key()), &roll(100)), Err(Rejection::Rule(_))));
    }
}

fn receipt() -> Receipt {
    let kept = Verdict { seq: 4, code: "KEPT".into(), detail: "evidence in a trial".into() };
    Receipt {
        receiver: roll(101).node(),
        owner: roll(100).node(),
        lane: LaneId([3; 16]),
        epoch: 1,
        upto_seq: 7,
        head_hash: hash(7),
        kind: ReceiptKind::Deleted,
        verdicts: vec![kept],
        at_ms: NOW_MS,
        act: 12,
    }
}

#[test]
fn a_receipt_is_the_receivers_and_no_bit_of_it_changes() {
    let signed = receipt().sign(&key());
    let read = Receipt::verify(&signed, &roll(101)).unwrap();
    assert_eq!(read, receipt());
    assert_eq!(read.head(), HEAD);
    assert_eq!(read.verdict(4).map(|verdict| verdict.code.as_str()), Some("KEPT"));
    assert_eq!(read.verdict(5), None);
    assert_eq!(Receipt::verify(&signed, &roll(100)), Err(Rejection::Owner));
    for bit in 0..signed.len() * 8 {
        let mut other = signed.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        assert!(Receipt::verify(&other, &roll(101)).is_err(), "bit {bit}");
    }
    let refused = |receipt: Receipt| Receipt::verify(&receipt.sign(&key()), &roll(101)).unwrap_err();
    assert!(matches!(refused(Receipt { upto_seq: 3, ..receipt() }), Rejection::Rule(_)));
    assert_eq!(refused(Receipt { at_ms: NOW_MS + 1000, ..receipt() }), Rejection::Signature);
    let long = Verdict { detail: "x".repeat(513), ..receipt().verdicts[0].clone() };
    assert_eq!(refused(Receipt { verdicts: vec![long], ..receipt() }), Rejection::TooBig { limit: 512 });
}

fn lane_head(lane: u8, epoch: u64, seq: u64, hash: Hash) -> LaneHead {
    LaneHead { owner: NodeId([1; 32]), lane: LaneId([lane; 16]), epoch, seq, hash }
}

#[test]
fn heads_say_what_to_pull_what_to_push_and_what_is_forked() {
    let same = lane_head(1, 1, 5, hash(5));
    let ours: Heads =
        [same, lane_head(2, 1, 3, hash(3)), lane_head(3, 2, 1, hash(1)), lane_head(4, 1, 9, hash(9))]
            .into_iter()
            .collect();
    let theirs: Heads =
        [lane_head(5, 1, 1, hash(1)), lane_head(3, 1, 9, hash(9)), lane_head(4, 1, 9, hash(8)), same]
            .into_iter()
            .chain([lane_head(2, 1, 4, hash(4))])
            .collect();
    let theirs = Heads::decode(&theirs.encode()).unwrap();
    let head = |head: LaneHead| Some(head.head());
    assert_eq!(
        ours.compare(&theirs),
        [
            Difference::Behind {
                theirs: lane_head(2, 1, 4, hash(4)),
                held: head(lane_head(2, 1, 3, hash(3)))
            },
            Difference::Ahead {
                ours: lane_head(3, 2, 1, hash(1)),
                theirs: head(lane_head(3, 1, 9, hash(9)))
            },
            Difference::Fork { ours: lane_head(4, 1, 9, hash(9)), theirs: lane_head(4, 1, 9, hash(8)) },
            Difference::Behind { theirs: lane_head(5, 1, 1, hash(1)), held: None },
        ]
    );
    assert_eq!(ours.compare(&ours), []);
}

#[test]
fn heads_out_of_order_or_twice_are_refused() {
    let mut bytes: Vec<u8> =
        Heads::from_iter([lane_head(1, 1, 5, hash(5)), lane_head(2, 1, 5, hash(5))]).encode();
    let length = (bytes.len() - 1) / 2;
    let second = bytes.split_off(1 + length);
    let swapped = [&bytes[..1], &second, &bytes[1..]].concat();
    assert!(matches!(Heads::decode(&swapped), Err(Rejection::Rule(_))));
    assert!(matches!(Heads::decode(&[&bytes[..1], &second, &second].concat()), Err(Rejection::Rule(_))));
}

proptest! {
    #[test]
    fn comparing_is_the_same_from_both_sides(
        ours in prop::collection::vec((0..4_u8, 1..3_u64, 1..4_u64, 0..2_u8), 0..6),
        theirs in prop::collection::vec((0..4_u8, 1..3_u64, 1..4_u64, 0..2_u8), 0..6),
    ) {
        let heads = |of: Vec<(u8, u64, u64, u8)>| -> Heads {
            of.into_iter().map(|(lane, epoch, seq, number)| lane_head(lane, epoch, seq, hash(number))).collect()
        };
        let (ours, theirs) = (heads(ours), heads(theirs));
        let turned: Vec<Difference> = theirs.compare(&ours).into_iter().map(|difference| match difference {
            Difference::Behind { theirs, held } => Difference::Ahead { ours: theirs, theirs: held },
            Difference::Ahead { ours, theirs } => Difference::Behind { theirs: ours, held: theirs },
            Difference::Fork { ours, theirs } => Difference::Fork { ours: theirs, theirs: ours },
        }).collect();
        prop_assert_eq!(ours.compare(&theirs), turned);
        prop_assert_eq!(Heads::decode(&ours.encode()).unwrap(), ours);
    }
}
