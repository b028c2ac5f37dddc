//! Whether a pair that people have judged is put before them once more.
use model::Judgement;

/// The odds must have moved by this many bits since: four times as likely, or four times less. Less than that does a
/// corrected spelling.
const MOVED: f64 = 2.0;

/// What was judged: what, of which versions, at what score (the binary logarithm of the odds).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Before {
    pub judgement: Judgement,
    pub versions: [u64; 2],
    pub bits: f64,
}

/// Only if a record says something else by now, and what it says speaks against what was judged. A pair judged
/// different is never raised for the same versions, whatever becomes of its score.
pub(super) fn again(before: Before, versions: [u64; 2], bits: f64) -> bool {
    let more = bits - before.bits;
    versions != before.versions
        && match before.judgement {
            Judgement::Same => more <= -MOVED,
            Judgement::Different => more >= MOVED,
            Judgement::Unsure => more.abs() >= MOVED,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(judgement: Judgement, versions: [u64; 2], bits: f64) -> bool {
        again(Before { judgement, versions: [1, 1], bits: 5.0 }, versions, bits)
    }

    #[test]
    fn the_same_versions_are_never_raised_again() {
        for judgement in Judgement::ALL {
            assert!(![-9.0, 5.0, 30.0].iter().any(|bits| raised(*judgement, [1, 1], *bits)), "{judgement}");
        }
    }

    #[test]
    fn a_revision_is_raised_where_it_speaks_against_what_was_judged() {
        assert!(raised(Judgement::Different, [2, 1], 7.0) && !raised(Judgement::Different, [2, 1], 6.9));
        assert!(!raised(Judgement::Different, [1, 2], -4.0));
        assert!(raised(Judgement::Same, [1, 2], 3.0) && !raised(Judgement::Same, [1, 2], 12.0));
        assert!(raised(Judgement::Unsure, [2, 2], 7.0) && raised(Judgement::Unsure, [2, 2], 3.0));
        assert!(!raised(Judgement::Unsure, [2, 2], 5.5));
    }
}
