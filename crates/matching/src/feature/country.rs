//! Countries: nationality, country of birth, flag, jurisdiction, issuer, together.
use super::Ledger;
use crate::probe::view::View;
use crate::table::country as table;
use model::Kind;

pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger) {
    let weight = match agreement(query, record) {
        None => return,
        Some(true) => table::SAME,
        Some(false) if query.kind == Kind::Person => table::DIFFERENT,
        Some(false) => table::DIFFERENT_BODY,
    };
    ledger.add("country", weight, || (text(query), text(record)));
}

/// Whether they have a country in common; none where one side has no country.
pub(super) fn agreement(query: &View<'_>, record: &View<'_>) -> Option<bool> {
    let known = query.countries().next().is_some() && record.countries().next().is_some();
    known.then(|| query.countries().any(|q| record.countries().any(|r| q == r)))
}

fn text(view: &View<'_>) -> String {
    let codes = view.countries().map(|c| String::from_utf8_lossy(&c).trim_end_matches('\0').to_string());
    codes.collect::<Vec<_>>().join(" ")
}
