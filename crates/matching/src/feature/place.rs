//! Places of birth or seat.
use super::Ledger;
use crate::probe::view::View;
use crate::table::Term;

/// Longest prefix by which a place is the same: "herat" and "heratcity".
const PREFIX_LEAST: usize = 4;

/// Weighs and gives their agreement.
pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) -> Option<bool> {
    if query.places().next().is_none() || record.places().next().is_none() {
        return None;
    }
    let same = query.places().any(|q| record.places().any(|r| is_same(q, r)));
    let term = if same { Term::PlaceSame } else { Term::PlaceDifferent };
    ledger.add("place", &[(term, 1.0)], || (text(query), text(record)));
    Some(same)
}

fn is_same(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || (short.len() >= PREFIX_LEAST && long.starts_with(short))
}

fn text(view: &View<'_>) -> String {
    view.places().map(|p| String::from_utf8_lossy(p).into_owned()).collect::<Vec<_>>().join(", ")
}
