//! A log that is handed over from key to key: who knows one of them knows all, and nobody else can put himself among them.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use wire::Rejection;
use wire::handover::{HANDOVERS_MAX, Handover, LogKeys};
use wire::keys::NodeKey;

const ORIGIN: &str = "liaison/TG";

fn key(number: u8) -> NodeKey {
    NodeKey::generate(&[number; 32])
}

/// From the first key to the second with act 10, to the third with act 25.
fn stated() -> Vec<Vec<u8>> {
    let over = |seq, from, to| Handover::sign(ORIGIN, seq, &key(from), &key(to)).unwrap();
    vec![over(10, 1, 2), over(25, 2, 3)]
}

fn from_the_first() -> LogKeys {
    let mut keys = LogKeys::new(ORIGIN, key(1).public());
    stated().iter().for_each(|bytes| keys.hand_over(bytes).unwrap());
    keys
}

#[test]
fn each_act_has_the_key_whose_turn_it_was() {
    let keys = from_the_first();
    for (seq, number) in [(1, 1), (10, 1), (11, 2), (25, 2), (26, 3), (u64::MAX, 3)] {
        assert_eq!(keys.at(seq), &key(number).public(), "{seq}");
    }
    for (size, number) in [(0, 1), (9, 1), (10, 2), (24, 2), (25, 3), (u64::MAX, 3)] {
        assert_eq!(keys.over(size), &key(number).public(), "{size}");
    }
    assert_eq!((keys.stated_in(10), keys.stated_in(11)), (Some(stated()[0].as_slice()), None));
    assert!(keys.iter().eq([key(1).public(), key(2).public(), key(3).public()].iter()));
}

#[test]
fn who_trusts_the_last_key_comes_to_the_same_as_who_knows_the_first() {
    assert_eq!(LogKeys::until(ORIGIN, key(3).public(), &stated()).unwrap(), from_the_first());
    let alone = LogKeys::until(ORIGIN, key(3).public(), &[]).unwrap();
    assert_eq!(alone.at(1), &key(3).public());
    // Not to the end, not from the beginning, in another order, or another log's.
    let said = |origin, number, of: &[Vec<u8>]| LogKeys::until(origin, key(number).public(), of);
    assert_eq!(said(ORIGIN, 3, &stated()[..1]), Err(Rejection::UnknownKey(key(3).id())));
    assert_eq!(said(ORIGIN, 2, &stated()), Err(Rejection::UnknownKey(key(2).id())));
    let [first, second] = stated().try_into().unwrap();
    assert_eq!(said(ORIGIN, 3, &[second, first]), Err(Rejection::Owner));
    assert_eq!(said("liaison/BJ", 3, &stated()), Err(Rejection::Owner));
}

#[test]
fn nobody_hands_over_what_is_not_his_or_twice() {
    let refused = |seq, from, to| {
        let bytes = Handover::sign(ORIGIN, seq, &key(from), &key(to)).unwrap();
        from_the_first().hand_over(&bytes).unwrap_err()
    };
    let rule = Rejection::Rule("a log is handed over to a key that is new, and each time later");
    assert_eq!(refused(30, 1, 4), Rejection::Owner, "its turn is over");
    assert_eq!(refused(30, 4, 5), Rejection::Owner, "it was never its turn");
    assert_eq!(refused(30, 3, 1), rule, "it had its turn");
    assert_eq!(refused(25, 3, 4), rule, "it signs nothing");
    assert_eq!(refused(24, 3, 4), rule, "before its turn");
    // To itself: one signature is not two.
    let bytes = Handover::sign(ORIGIN, 30, &key(3), &key(3)).unwrap();
    assert_eq!(Handover::verify(&bytes), Err(Rejection::Signature));
}

#[test]
fn no_log_is_handed_over_for_ever() {
    let key = |number: usize| {
        let mut random = [9; 32];
        random[..8].copy_from_slice(&number.to_be_bytes());
        NodeKey::generate(&random)
    };
    let mut keys = LogKeys::new(ORIGIN, key(0).public());
    let mut over = |at: usize| {
        let seq = u64::try_from(at + 1).unwrap();
        keys.hand_over(&Handover::sign(ORIGIN, seq, &key(at), &key(at + 1)).unwrap())
    };
    assert!((0..HANDOVERS_MAX).all(|at| over(at).is_ok()));
    assert!(over(HANDOVERS_MAX).is_err());
}

#[test]
fn no_bit_of_a_handover_can_be_changed() {
    let bytes = &stated()[0];
    assert_eq!(Handover::verify(bytes).unwrap().seq, 10);
    for bit in 0..bytes.len() * 8 {
        let mut other = bytes.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        assert!(Handover::verify(&other).is_err(), "bit {bit}");
    }
    assert!(Handover::sign(&"x".repeat(2000), 1, &key(1), &key(2)).is_err());
}
