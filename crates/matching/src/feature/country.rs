//! Countries: nationality, country of birth, flag, jurisdiction, issuer, together.
use super::Ledger;
use crate::probe::view::View;
use crate::table::Term;
use model::Kind;

/// Weighs and gives their agreement.
pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) -> Option<bool> {
    let words = || (text(query), text(record));
    let agree = agreement(query, record)?;
    // That a number was issued elsewhere is counted with the number.
    if !agree && (query.kind == Kind::Document || record.kind == Kind::Document) {
        return Some(false);
    }
    if !agree {
        let person = query.kind == Kind::Person;
        let term = if person { Term::CountryDifferent } else { Term::CountryDifferentBody };
        ledger.add("country", &[(term, 1.0)], words);
        return Some(false);
    }
    ledger.add("country", &[(Term::CountrySame, 1.0)], words);
    Some(true)
}

/// Whether they have a country in common; none where one side has no country.
pub(super) fn agreement(query: &View<'_>, record: &View<'_>) -> Option<bool> {
    let known = query.countries().next().is_some() && record.countries().next().is_some();
    known.then(|| query.countries().any(|q| record.countries().any(|r| q == r)))
}

fn text(view: &View<'_>) -> String {
    let mut text = String::with_capacity(5);
    for code in view.countries() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(code.iter().take_while(|c| **c != 0).map(|c| char::from(*c)));
    }
    text
}
