//! What sort of thing the kinds say it is, where one name may be that of several sorts.
use super::Ledger;
use crate::probe::view::View;
use crate::table::Term;
use model::Kind;

/// Weighs that one side has a ship or an aircraft where the other has a body.
pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) {
    if is_craft(query.kind) != is_craft(record.kind) {
        let words = || (query.kind.as_str().to_string(), record.kind.as_str().to_string());
        ledger.add("kind", &[(Term::KindOther, 1.0)], words);
    }
}

fn is_craft(kind: Kind) -> bool {
    matches!(kind, Kind::Vessel | Kind::Aircraft)
}
