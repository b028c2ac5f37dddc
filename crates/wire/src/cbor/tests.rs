//! The strict reading of CBOR: what is taken and what is refused, at which byte.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use proptest::prelude::*;

use super::*;

fn refused(bytes: &[u8]) -> Option<Rejection> {
    examine(bytes, 1 << 16).err()
}

fn malformed_at(at: usize) -> Option<Rejection> {
    Some(Rejection::Malformed { at })
}

fn non_canonical_at(at: usize) -> Option<Rejection> {
    Some(Rejection::NonCanonical { at })
}

/// From RFC 8949, appendix A: the examples that are of the allowed form.
#[test]
fn the_examples_of_the_standard_are_taken() {
    let taken: &[&[u8]] = &[
        &[0x00],
        &[0x17],
        &[0x18, 0x18],
        &[0x19, 0x03, 0xe8],
        &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x20],
        &[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0xf4],
        &[0xf5],
        &[0x44, 1, 2, 3, 4],
        &[0x64, b'I', b'E', b'T', b'F'],
        &[0x62, 0xc3, 0xbc],
        &[0x83, 1, 2, 3],
        &[0xa2, 1, 2, 3, 4],
    ];
    for bytes in taken {
        assert_eq!(refused(bytes), None, "{bytes:02x?}");
    }
}

#[test]
fn every_other_form_is_refused_at_its_byte() {
    let refusals: &[(&[u8], Option<Rejection>)] = &[
        (&[], malformed_at(0)),
        (&[0x00, 0x00], malformed_at(1)),
        (&[0x18, 0x17], non_canonical_at(0)),
        (&[0x19, 0x00, 0xff], non_canonical_at(0)),
        (&[0x1a, 0x00, 0x00, 0xff, 0xff], non_canonical_at(0)),
        (&[0x1b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], non_canonical_at(0)),
        (&[0x1c], malformed_at(0)),
        (&[0x5f, 0x41, 0, 0xff], non_canonical_at(0)),
        (&[0x9f, 0xff], non_canonical_at(0)),
        (&[0x81, 0xbf, 0xff], non_canonical_at(1)),
        (&[0xc0, 0x00], non_canonical_at(0)),
        (&[0xf6], non_canonical_at(0)),
        (&[0xf7], non_canonical_at(0)),
        (&[0xf9, 0x3c, 0x00], non_canonical_at(0)),
        (&[0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a], non_canonical_at(0)),
        (&[0xf8, 0x20], non_canonical_at(0)),
        (&[0xa2, 2, 0, 1, 0], non_canonical_at(3)),
        (&[0xa2, 1, 0, 1, 0], non_canonical_at(3)),
        (&[0xa1, 0x20, 0], non_canonical_at(1)),
        (&[0xa1, 0x61, b'a', 0], non_canonical_at(1)),
        (&[0x62, 0xc3, 0x28], malformed_at(1)),
        // "u" and a combining diaeresis: the composed form is the one allowed.
        (&[0x63, b'u', 0xcc, 0x88], non_canonical_at(0)),
        (&[0x44, 1, 2], malformed_at(3)),
        // Claims 2^64 - 1 bytes, and 2^32 items.
        (&[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], malformed_at(9)),
        (&[0x9b, 0, 0, 0, 1, 0, 0, 0, 0], malformed_at(9)),
    ];
    for (bytes, why) in refusals {
        assert_eq!(refused(bytes), *why, "{bytes:02x?}");
    }
}

#[test]
fn eight_levels_are_read_and_nine_are_not() {
    let nested = |levels: usize| [vec![0x81; levels - 1], vec![0x80]].concat();
    assert_eq!(refused(&nested(8)), None);
    assert_eq!(refused(&nested(9)), malformed_at(8));
    assert_eq!(refused(&nested(60_000)), malformed_at(8));
}

#[test]
fn the_length_is_looked_at_first() {
    assert_eq!(examine(&[0xff; 11], 10), Err(Rejection::TooBig { limit: 10 }));
}

#[test]
fn a_sequence_gives_its_items_up_to_the_first_that_is_wrong() {
    let items = |bytes| sequence(bytes, 3).collect::<Vec<_>>();
    assert_eq!(items(&[]), []);
    assert_eq!(items(&[0x01, 0x42, 7, 8, 0x80]), [Ok(&[0x01][..]), Ok(&[0x42, 7, 8]), Ok(&[0x80])]);
    assert_eq!(items(&[0x01, 0xff, 0x01]), [Ok(&[0x01][..]), Err(Rejection::NonCanonical { at: 0 })]);
    assert_eq!(items(&[0x01, 0x42, 7]), [Ok(&[0x01][..]), Err(Rejection::Malformed { at: 2 })]);
    assert_eq!(items(&[0x43, 1, 2, 3, 0x01]), [Err(Rejection::TooBig { limit: 3 })]);
}

#[derive(Debug, PartialEq, Encode, Decode)]
#[cbor(map)]
struct Known {
    #[n(1)]
    number: u64,
    #[n(3)]
    text: Option<String>,
}

#[test]
fn a_field_that_nobody_knows_is_refused() {
    assert_eq!(decode::<Known>(&[0xa1, 1, 7], 99).unwrap(), Known { number: 7, text: None });
    for unknown in [&[0xa2, 1, 7, 2, 0][..], &[0xa2, 1, 7, 4, 0], &[0xa2, 0, 0, 1, 7]] {
        assert!(
            matches!(decode::<Known>(unknown, 99), Err(Rejection::NonCanonical { at: 0 })),
            "{unknown:?}"
        );
    }
    // A field that must be there is missed where its map began.
    assert_eq!(decode::<Known>(&[0xa1, 3, 0x61, b'a'], 99), Err(Rejection::Malformed { at: 0 }));
    assert_eq!(decode::<Known>(&[0xa1, 1, 0x61, b'a'], 99), Err(Rejection::Malformed { at: 2 }));
}

proptest! {
    #[test]
    fn what_is_written_is_read(number in any::<u64>(), text in prop::option::of("[a-z]{0,40}")) {
        let known = Known { number, text };
        prop_assert_eq!(decode::<Known>(&encode(&known), 99).unwrap(), known);
    }

    #[test]
    fn no_bytes_stop_the_walk(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = examine(&bytes, 1 << 16);
    }
}
