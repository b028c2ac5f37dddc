//! What a comparison will come to, told from what is known of the parts already: a tenth of its cost.
use super::asked::Asked;
use super::known::Known;
use super::likeness::{Like, Likeness, Place};
use super::similar::{SOUGHT_MAX, Worths};
use super::worth::{self, Left, POINTS_A_BIT};
use crate::feature::{self, Ledger};
use crate::index::segment::Segment;
use crate::probe::view::View;

/// A query and what is known for it.
#[derive(Clone, Copy)]
pub(super) struct Asking<'q> {
    pub query: &'q View<'q>,
    pub asked: &'q Asked<'q>,
    pub known: &'q Known,
    pub place: Place,
}

/// In bits, like a score without what is assumed before.
pub(super) fn estimate(asking: Asking<'_>, segment: &Segment, position: u32, likeness: &mut Likeness) -> f64 {
    let record = segment.view(position);
    let names = record.numbers().map(|parts| name(asking.asked, (segment, asking.place), parts, likeness));
    let names = f64::from(names.max().unwrap_or(0)) / POINTS_A_BIT;
    let mut ledger = Ledger::sums();
    feature::compare_but_names(asking.query, &record, asking.known, &mut ledger);
    ledger.sum() + if asking.asked.single > 0 { names } else { 0.0 }
}

/// What a name of these parts comes to, in points.
pub(super) fn name(
    asked: &Asked<'_>,
    (segment, place): (&Segment, Place),
    parts: impl Iterator<Item = u32>,
    likeness: &mut Likeness,
) -> i32 {
    let (mut worths, mut left) = ([0; SOUGHT_MAX], Left::default());
    let mut before: Option<(u32, Like, bool)> = None;
    for part in parts {
        let like = likeness.of(place, segment, part, asked);
        raise(&mut worths, &like.worths);
        let mut joins = false;
        if let Some((first, first_like, was_left)) = before {
            let joined = first_like.traits.joined(&like.traits);
            joins = asked.join(&mut worths, joined, || segment.parts.lexicon.joined([first, part]));
            if joins && was_left {
                left.take_back(first_like.is_initial());
            }
        }
        let is_left = like.is_left && !joins;
        left.add(is_left, like.is_initial());
        before = Some((part, like, is_left));
    }
    value(asked, &worths, left)
}

fn raise(worths: &mut Worths, found: &Worths) {
    worths.iter_mut().zip(found).for_each(|(worth, found)| *worth = (*worth).max(*found));
}

/// In points. What is alike adds up; a run that is written as one counts where it is worth more than its parts. `left` parts
/// of the record are like none of the query's.
fn value(asked: &Asked<'_>, worths: &Worths, left: Left) -> i32 {
    let covers = |at: usize| asked.sought[at].covers;
    let single = (0..asked.single).filter(|at| worths[*at] > 0);
    let mut covered: u32 = single.fold(0, |bits, at| bits | covers(at));
    let mut sum: u32 = (0..asked.single).map(|at| u32::from(worths[at])).sum();
    for at in asked.single..asked.sought.len().min(SOUGHT_MAX) {
        let parts = (0..asked.single).filter(|part| covers(at) & covers(*part) != 0);
        let parts: u32 = parts.map(|part| u32::from(worths[part])).sum();
        if u32::from(worths[at]) > parts {
            (sum, covered) = (sum + u32::from(worths[at]) - parts, covered | covers(at));
        }
    }
    let mut missed = Left::default();
    for at in 0..asked.single {
        missed.add(covered & covers(at) == 0, asked.sought[at].piece.is_initial());
    }
    worth::beside(i32::try_from(sum).unwrap_or(i32::MAX), asked.beside, missed, left)
}
