//! Countries: nationality, country of birth, flag, jurisdiction, issuer, together.
use super::rarity::COUNTRY_USUAL;
use super::{Ledger, Rarity};
use crate::probe::view::View;
use crate::table::Term;
use model::Kind;

/// Weighs and gives their agreement. `parts` of their names agree: these tell of the country as well, and the rarer the country, the more.
pub(super) fn compare(
    query: &View<'_>,
    record: &View<'_>,
    (rarity, parts): (&dyn Rarity, usize),
    ledger: &mut Ledger<'_>,
) -> Option<bool> {
    let words = || (text(query), text(record));
    let agree = agreement(query, record)?;
    if !agree {
        let person = query.kind == Kind::Person;
        let term = if person { Term::CountryDifferent } else { Term::CountryDifferentBody };
        ledger.add("country", &[(term, 1.0)], words);
        return Some(false);
    }
    let common = query.countries().filter(|q| record.countries().any(|r| *q == r));
    let bits = common.map(|code| rarity.country(code)).fold(f64::INFINITY, f64::min) - COUNTRY_USUAL;
    let further = f64::from(u32::try_from(parts.saturating_sub(1)).unwrap_or(0));
    let amounts =
        [(Term::CountrySame, 1.0), (Term::CountrySameRarity, bits), (Term::CountrySameNamed, further * bits)];
    ledger.add_agreement("country", &amounts, words);
    Some(true)
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
