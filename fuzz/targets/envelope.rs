//! Envelopes and evidence of forks, up to their signatures.
#![no_main]
use libfuzzer_sys::fuzz_target;
use wire::envelope::{ForkEvidence, inspect};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(letter) = inspect(bytes) {
        let _ = (letter.header().frame.digest(), letter.hash());
    }
    if let Ok(evidence) = ForkEvidence::decode(bytes) {
        assert_eq!(evidence.encode(), bytes);
        let _ = evidence.owner();
    }
    // The first half against the second: two envelopes of one owner may be a fork.
    let (one, other) = bytes.split_at(bytes.len() / 2);
    let _ = ForkEvidence::of(one, other);
});
