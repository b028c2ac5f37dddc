//! Addresses: where both sides have lived or sat.
use super::Ledger;
use crate::probe::view::{ADDRESS, View};
use crate::table::Term;

/// So much of the shorter address must stand in the other, for what is written of one is now a house and now a town.
const SHARE: (usize, usize) = (3, 4);
/// A town and a country are no address.
const WORDS_LEAST: usize = 3;

pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) {
    let pairs = query.marked(ADDRESS).flat_map(|q| record.marked(ADDRESS).map(move |r| (q, r)));
    let same = pairs.filter(|(q, r)| is_same(q, r)).max_by_key(|(q, r)| (q.len() + r.len(), *q.min(r)));
    if let Some((q, r)) = same {
        ledger.add("address", &[(Term::AddressSame, 1.0)], || (text(q), text(r)));
    }
}

/// Words are in order on both sides. Two numbers that differ are two houses.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    let words = |text: &[u8]| text.split(|c| *c == b' ').count();
    let within = |word: &[u8], text: &[u8]| text.split(|c| *c == b' ').any(|other| other == word);
    let number = |word: &&[u8]| word.iter().any(u8::is_ascii_digit);
    let numbered = |text: &[u8]| text.split(|c| *c == b' ').any(|word| number(&word));
    let shared = || a.split(|c| *c == b' ').filter(|word| within(word, b));
    let least = words(a).min(words(b));
    let houses = !numbered(a) || !numbered(b) || shared().any(|word| number(&word));
    least >= WORDS_LEAST && houses && shared().count() * SHARE.1 >= least * SHARE.0
}

fn text(address: &[u8]) -> String {
    String::from_utf8_lossy(address).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_where_most_of_its_words_are_and_its_number_is() {
        let same = |a: &str, b: &str| is_same(a.as_bytes(), b.as_bytes());
        assert!(same("14 kodjoviakope lome rue togo", "14 kodjoviakope lome rue"));
        assert!(!same("14 kodjoviakope lome rue togo", "16 kodjoviakope lome rue"));
        assert!(!same("lome togo", "lome togo"));
        assert!(!same("14 assiyeye lome rue", "14 kara nukafu quartier"));
    }
}
