//! Relatives, namesakes and sister bodies: what they have in common with whoever is meant proves only so much.
use super::name::Named;
use super::{Ledger, Rarity};
use crate::score::RECORDS_LEAST;
use crate::table::limit;

/// Holds names, countries and places together to what they can prove where a part of the name differs, or where a body
/// is perhaps another branch. `before` is the sum without them.
pub(super) fn share(
    named: Named,
    elsewhere: bool,
    (before, rarity): (f64, &dyn Rarity),
    ledger: &mut Ledger<'_>,
) {
    let less = match named {
        Named { different: true, .. } => limit::RELATIVE,
        Named { body: true, .. } if elsewhere => limit::BRANCH_ELSEWHERE,
        Named { body: true, whole: false, .. } => limit::BRANCH,
        _ => return,
    };
    hold(before + within(rarity, less), ledger);
}

/// The same with the dates, where these contradict.
pub(super) fn share_but_dates(named: Named, (before, rarity): (f64, &dyn Rarity), ledger: &mut Ledger<'_>) {
    let less = if named.whole { limit::NAMESAKE } else { limit::RELATIVE_OTHER_DATE };
    hold(before + within(rarity, less), ledger);
}

/// What a name weighs at most where a part of it differs.
pub(super) fn most(rarity: &dyn Rarity) -> f64 {
    within(rarity, limit::RELATIVE)
}

/// The most of all but identifiers where dates contradict.
pub(super) fn most_of_contradicted(rarity: &dyn Rarity) -> f64 {
    within(rarity, limit::NAMESAKE.min(limit::RELATIVE_OTHER_DATE))
}

fn within(rarity: &dyn Rarity, less: f64) -> f64 {
    rarity.records().max(RECORDS_LEAST).log2() - less
}

fn hold(most: f64, ledger: &mut Ledger<'_>) {
    let over = ledger.sum() - most;
    if over > 0.0 {
        ledger.weigh("relative", -over, || (String::new(), String::new()));
    }
}
