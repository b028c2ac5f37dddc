//! What a comparison will come to, told from what is known of the parts already: a tenth of its cost.
use super::asked::Asked;
use super::similar::{Likeness, SOUGHT_MAX, Shares};
use crate::feature::{self, Ledger};
use crate::index::segment::Segment;
use crate::probe::view::View;

/// A part that one side alone has, and a part of each that have nothing in common.
const MISSING: f64 = -0.7;
const DIFFERENT: f64 = -3.0;
/// No part is left over on either side.
const WHOLE: f64 = 2.0;
/// Less alike counts as not alike.
const SHARE_LEAST: u8 = 40;

/// In bits, like a score without what is assumed before.
pub(super) fn estimate(
    query: &View<'_>,
    segment: &Segment,
    position: u32,
    asked: &Asked<'_>,
    likeness: &mut Likeness,
) -> f64 {
    let record = segment.view(position);
    let mut ledger = Ledger::new(false);
    feature::compare_but_names(query, &record, &mut ledger);
    let mut best: Option<f64> = None;
    for name in record.numbers() {
        let (mut shares, mut left) = ([0; SOUGHT_MAX], 0);
        for part in name {
            let found = likeness.of(segment, part, asked);
            raise(&mut shares, found);
            left += u32::from(found.iter().all(|share| *share < SHARE_LEAST));
        }
        let value = value(asked, &shares, left);
        best = Some(best.map_or(value, |best| best.max(value)));
    }
    ledger.sum() + best.unwrap_or(0.0)
}

fn raise(shares: &mut Shares, found: &Shares) {
    shares.iter_mut().zip(found).for_each(|(share, found)| *share = (*share).max(*found));
}

/// What is alike adds up; a run that is written as one counts where it is worth more than its parts.
fn value(asked: &Asked<'_>, shares: &Shares, left: u32) -> f64 {
    let worth = |at: usize| match shares[at] {
        share if share < SHARE_LEAST => 0.0,
        share => asked.sought[at].weight(share),
    };
    let of = |at: usize| asked.sought[at].covers;
    let single = (0..asked.single).filter(|at| shares[*at] >= SHARE_LEAST);
    let mut covered: u32 = single.fold(0, |bits, at| bits | of(at));
    let mut sum: f64 = (0..asked.single).map(worth).sum();
    for at in asked.single..asked.sought.len().min(SOUGHT_MAX) {
        let parts: f64 = (0..asked.single).filter(|part| of(at) & of(*part) != 0).map(worth).sum();
        let gain = worth(at) - parts;
        if gain > 0.0 {
            (sum, covered) = (sum + gain, covered | of(at));
        }
    }
    let missed = (0..asked.single).fold(0, |missed, at| missed + u32::from(covered & of(at) == 0));
    if missed + left == 0 && sum > 0.0 {
        return sum + WHOLE;
    }
    let (different, missing) = (missed.min(left), missed.abs_diff(left));
    sum + f64::from(different) * DIFFERENT + f64::from(missing) * MISSING
}
