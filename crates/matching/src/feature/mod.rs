//! Features: each compares one thing of two entities and says what it weighs.
//!
//! Every feature writes into a [`Ledger`], so that a score without words and a score with its reasons are the same sum.
mod align;
mod country;
mod date;
mod identifier;
mod name;
mod near;
mod place;
mod rarity;
mod sex;

pub(crate) use rarity::{Rarity, Usual};

use crate::probe::view::View;
use crate::score::Reason;
use model::Kind;

/// Every code that [`Reason::feature`] can hold, so that pages can have words for each.
pub const FEATURES: &[&str] = &[
    "name",
    "name-sound",
    "name-near",
    "name-nickname",
    "name-initial",
    "name-joined",
    "name-different",
    "name-initial-different",
    "name-missing",
    "name-whole",
    "name-weak",
    "name-limit",
    "legal-form",
    "date",
    "date-new-year",
    "date-month",
    "date-year",
    "date-swapped",
    "date-typed",
    "date-near",
    "date-span",
    "date-circa",
    "date-different",
    "date-far",
    "sex",
    "country",
    "place",
    "number",
    "number-looks",
    "number-typed",
    "phone",
    "phone-tail",
    "email",
    "handle",
    "iban",
    "bank-number",
    "wallet",
    "plate",
    "vin",
    "imo",
    "mmsi",
];

/// Where features write their weights.
pub(crate) struct Ledger {
    sum: f64,
    reasons: Option<Vec<Reason>>,
}

impl Ledger {
    /// `explained`: keeps the reasons, not the sum alone.
    pub fn new(explained: bool) -> Ledger {
        Ledger { sum: 0.0, reasons: explained.then(Vec::new) }
    }

    /// Adds a weight and its reason.
    pub fn add(&mut self, feature: &'static str, weight: f64, words: impl FnOnce() -> (String, String)) {
        self.count(weight);
        self.tell(feature, weight, words);
    }

    /// Adds a weight of which the reasons are told apart.
    pub fn count(&mut self, weight: f64) {
        self.sum += weight;
    }

    /// Keeps a reason. `words` gives what the query and the record say; it is asked only where reasons are kept.
    pub fn tell(&mut self, feature: &'static str, weight: f64, words: impl FnOnce() -> (String, String)) {
        if let Some(reasons) = &mut self.reasons {
            let (query, record) = words();
            reasons.push(Reason { feature, query, record, weight });
        }
    }

    /// Whether reasons are kept.
    pub fn is_explained(&self) -> bool {
        self.reasons.is_some()
    }

    pub fn sum(&self) -> f64 {
        self.sum
    }

    pub fn into_sum(self) -> (f64, Vec<Reason>) {
        (self.sum, self.reasons.unwrap_or_default())
    }
}

/// Compares all that two entities have.
pub(crate) fn compare(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity, ledger: &mut Ledger) {
    identifier::compare(query, record, ledger);
    if family(query.kind) == family(record.kind) {
        name::compare(query, record, rarity, ledger);
        compare_traits(query, record, ledger);
    }
}

/// Compares all but their names.
pub(crate) fn compare_but_names(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger) {
    identifier::compare(query, record, ledger);
    if family(query.kind) == family(record.kind) {
        compare_traits(query, record, ledger);
    }
}

fn compare_traits(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger) {
    date::compare(query, record, ledger);
    sex::compare(query, record, ledger);
    country::compare(query, record, ledger);
    place::compare(query, record, ledger);
}

/// Kinds whose names, dates and places can be those of one thing. A document's name is its holder's, and stands with
/// persons.
pub(crate) fn family(kind: Kind) -> u8 {
    match kind {
        Kind::Person | Kind::Document => 1,
        Kind::Group | Kind::Company => 2,
        Kind::Vessel | Kind::Aircraft | Kind::Vehicle => 3,
        Kind::Place | Kind::Address => 4,
        Kind::Phone => 5,
        Kind::Account => 6,
        Kind::BankAccount => 7,
        Kind::Wallet => 8,
        Kind::Link => 9,
    }
}
