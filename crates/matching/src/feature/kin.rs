//! Relatives, namesakes and sister bodies: what they have in common with whoever is meant proves only so much.
use super::name::Named;
use super::over::Over;
use super::{Ledger, Rarity};
use crate::table::limit;

/// What the two sides have none of in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Elsewhere {
    pub country: bool,
    pub place: bool,
}

/// Holds names, countries and places together to what they can prove where a part of the name differs, or where a body
/// is perhaps another branch. `before` is the sum without them.
pub(super) fn share(
    named: Named,
    elsewhere: Elsewhere,
    (before, rarity): (f64, &dyn Rarity),
    ledger: &mut Ledger<'_>,
) {
    let less = match named {
        Named { different: true, .. } => limit::RELATIVE,
        Named { body: true, .. } if elsewhere.country => limit::BRANCH_ELSEWHERE,
        Named { body: true, sister: true, .. } => limit::BRANCH,
        Named { things: true, over, .. } => match over {
            Over::Nothing => return,
            Over::Short => limit::BRANCH_SHORT,
            Over::Word => limit::BRANCH_WORD,
            Over::Words => limit::BRANCH_WORDS,
            Over::Common => limit::BRANCH,
        },
        Named { whole: false, .. } if elsewhere.place => limit::RELATIVE_ELSEWHERE,
        Named { initials: true, .. } => limit::RELATIVE_INITIAL,
        _ => return,
    };
    hold(before + within(rarity, less), ledger);
}

/// The same with the dates, where these contradict.
pub(super) fn share_but_dates(named: Named, (before, rarity): (f64, &dyn Rarity), ledger: &mut Ledger<'_>) {
    let less = if named.whole { limit::NAMESAKE } else { limit::RELATIVE_OTHER_DATE };
    hold(before + within(rarity, less), ledger);
}

/// All that there is, a number among it, where a part of the name differs and the dates contradict.
pub(super) fn share_numbers(named: Named, rarity: &dyn Rarity, ledger: &mut Ledger<'_>) {
    if named.different {
        hold(within(rarity, limit::SHARED_NUMBER), ledger);
    }
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
    rarity.among().log2() - less
}

fn hold(most: f64, ledger: &mut Ledger<'_>) {
    let over = ledger.sum() - most;
    if over > 0.0 {
        ledger.weigh("relative", -over, || (String::new(), String::new()));
    }
}
