//! Features: each compares one thing of two entities and says what it weighs.
//!
//! Every feature writes into a [`Ledger`], so that a score without words and a score with its reasons are the same sum.
mod address;
mod align;
mod alike;
mod country;
mod date;
mod identifier;
mod kin;
mod ledger;
mod name;
mod near;
mod others;
mod over;
mod parent;
mod part;
mod place;
mod rarity;
mod sex;
mod short;
mod sort;
mod units;

pub(crate) use align::{How, is_patronymic};
pub(crate) use ledger::{Amount, Learned, Ledger};
pub use rarity::Crowd;
pub(crate) use rarity::{Rarity, Usual, blended};

use crate::probe::view::{Day, Piece, View};
use crate::table::USED;
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
    "address",
    "parent",
    "relative",
    "kind",
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

/// Compares all that two entities have.
pub(crate) fn compare(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity, ledger: &mut Ledger<'_>) {
    identifier::compare(query, record, rarity, ledger);
    if family(query.kind) != family(record.kind) {
        return;
    }
    let before = ledger.sum();
    sort::compare(query, record, ledger);
    let named = name::compare(query, record, rarity, ledger);
    let countries = country::compare(query, record, ledger);
    let places = place::compare(query, record, ledger);
    address::compare(query, record, ledger);
    parent::compare(query, record, ledger);
    let elsewhere = kin::Elsewhere { country: countries == Some(false), place: places == Some(false) };
    kin::share(named, elsewhere, (before, rarity), ledger);
    let contradict = date::compare(query, record, ledger);
    sex::compare(query, record, ledger);
    if contradict {
        kin::share_but_dates(named, (before, rarity), ledger);
        kin::share_numbers(named, rarity, ledger);
    }
}

/// Compares all but their names. What kin share is not held down.
pub(crate) fn compare_but_names(
    query: &View<'_>,
    record: &View<'_>,
    rarity: &dyn Rarity,
    ledger: &mut Ledger<'_>,
) {
    identifier::compare(query, record, rarity, ledger);
    if family(query.kind) == family(record.kind) {
        sort::compare(query, record, ledger);
        country::compare(query, record, ledger);
        place::compare(query, record, ledger);
        address::compare(query, record, ledger);
        parent::compare(query, record, ledger);
        date::compare(query, record, ledger);
        sex::compare(query, record, ledger);
    }
}

/// What two parts weigh that agree in this way, `share` alike and `bits` rare.
pub(crate) fn part_weight(how: How, share: f32, bits: f64) -> f64 {
    part::Part::of(&align::Tie { a: (0, 1), b: (0, 1), how, share }, bits, &USED).weight
}

/// A part of a name made ready to be laid beside many others, each by itself.
pub(crate) struct Single<'p> {
    piece: Piece<'p>,
    units: units::Units,
}

impl<'p> Single<'p> {
    pub fn of(piece: Piece<'p>) -> Single<'p> {
        Single { piece, units: units::Units::of(piece.text) }
    }

    /// How it and another agree, and how much of a full agreement it is, if they do.
    pub fn agrees(&self, other: &Piece<'_>) -> Option<(How, f32)> {
        if self.piece.sound == other.sound && self.piece.text == other.text {
            return Some((How::Exact, 1.0));
        }
        alike::alike(&self.piece, other, (&self.units, &units::Units::of(other.text)))
    }
}

/// Whether a part may stand for a longer one that it opens: an initial, or what one letter of another script becomes.
pub(crate) fn may_open(part: &[u8]) -> bool {
    part.len() == 1 || units::is_pair(part)
}

/// What two dates weigh, and whether they contradict each other.
pub(crate) fn dates_agree(a: &Day, b: &Day) -> (f64, bool) {
    date::agree(a, b, &USED)
}

/// The most that all but identifiers weighs where dates contradict, whatever the names.
pub(crate) fn contradicted_most(rarity: &dyn Rarity) -> f64 {
    kin::most_of_contradicted(rarity)
}

/// What an identifier that so many hold weighs at the most.
pub(crate) fn shared_most(holders: f64, rarity: &dyn Rarity) -> f64 {
    identifier::chance_of(holders, rarity)
}

/// Kinds whose names, dates and places can be those of one thing. A document's name is its holder's, and stands with
/// persons. Some lists have no kind for ships and aircraft and enter them as bodies.
pub(crate) fn family(kind: Kind) -> u8 {
    match kind {
        Kind::Person | Kind::Document => 1,
        Kind::Group | Kind::Company | Kind::Vessel | Kind::Aircraft => 2,
        Kind::Vehicle => 3,
        Kind::Place | Kind::Address => 4,
        Kind::Phone => 5,
        Kind::Account => 6,
        Kind::BankAccount => 7,
        Kind::Wallet => 8,
        Kind::Link => 9,
    }
}
