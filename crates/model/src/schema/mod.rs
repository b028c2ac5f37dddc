//! The one table of kinds of entities and their properties.
//!
//! Validation, forms, search, matching features and the mappings of other formats are read from it: a new kind of
//! entity or property is a change here and nowhere else. Names follow FollowTheMoney where it has them.
mod table;

use crate::Language;
pub use table::PROPERTIES;

/// A kind of entity; `Link` stands for statements that two entities are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Person,
    Group,
    Company,
    Document,
    Vehicle,
    Vessel,
    Aircraft,
    Phone,
    Account,
    BankAccount,
    Wallet,
    Address,
    Place,
    Link,
}

crate::codes!(Kind, "kind", {
    Person => "Person",
    Group => "Group",
    Company => "Company",
    Document => "Document",
    Vehicle => "Vehicle",
    Vessel => "Vessel",
    Aircraft => "Aircraft",
    Phone => "Phone",
    Account => "Account",
    BankAccount => "BankAccount",
    Wallet => "Wallet",
    Address => "Address",
    Place => "Place",
    Link => "Link",
});

/// What the values of a property are: decides how a text is cleaned and how two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// Name of a person, body or thing.
    Name,
    /// Free text, shown and not compared.
    Text,
    Date,
    Country,
    Gender,
    /// Number of a passport, identity card, tax file, company register: letters and digits.
    Number,
    Phone,
    Email,
    /// Name of an account on a platform.
    Handle,
    Iban,
    BankNumber,
    Wallet,
    Plate,
    /// Vehicle identification number, ISO 3779.
    Vin,
    /// Number of a ship, IMO resolution A.1117(30): seven digits, the last a check digit.
    Imo,
    /// Maritime mobile service identity: nine digits.
    Mmsi,
    Address,
    Place,
    Url,
}

/// One property of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Property {
    pub name: &'static str,
    pub holds: Holds,
    /// An equal value means, by itself, most likely the same entity.
    pub identifies: bool,
    /// In the order English, French, Spanish, Arabic.
    pub labels: [&'static str; 4],
    pub kinds: &'static [Kind],
}

impl Property {
    pub fn label(&self, language: Language) -> &'static str {
        pick(self.labels, language)
    }
}

fn pick([english, french, spanish, arabic]: [&'static str; 4], language: Language) -> &'static str {
    match language {
        Language::English => english,
        Language::French => french,
        Language::Spanish => spanish,
        Language::Arabic => arabic,
    }
}

impl Kind {
    /// Its properties, in the order in which forms and pages show them.
    pub fn properties(self) -> impl Iterator<Item = &'static Property> {
        PROPERTIES.iter().filter(move |p| p.kinds.contains(&self))
    }

    pub fn property(self, name: &str) -> Option<&'static Property> {
        self.place(name).map(|place| &PROPERTIES[place])
    }

    /// Where a property of this kind stands in the table.
    pub(crate) fn place(self, name: &str) -> Option<usize> {
        PROPERTIES.iter().position(|p| p.name == name && p.kinds.contains(&self))
    }

    /// Properties that can stand for the whole in one line, best first.
    pub fn captions(self) -> &'static [&'static str] {
        match self {
            Kind::Person | Kind::Group | Kind::Company => &["name", "alias", "weakAlias"],
            Kind::Place => &["name", "alias", "city"],
            Kind::Document => &["number"],
            Kind::Vehicle => &["registrationNumber", "vin"],
            Kind::Vessel => &["name", "imoNumber", "mmsi"],
            Kind::Aircraft => &["registrationNumber", "name", "serialNumber"],
            Kind::Phone => &["phone"],
            Kind::Account => &["handle", "email", "url"],
            Kind::BankAccount => &["iban", "accountNumber"],
            Kind::Wallet => &["publicKey"],
            Kind::Address => &["full"],
            Kind::Link => &[],
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        pick(table::kind_labels(self), language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_shown_and_asked_for() {
        for kind in Kind::ALL.iter().filter(|k| **k != Kind::Link) {
            assert!(!kind.captions().is_empty(), "{kind}");
            assert!(kind.captions().iter().all(|name| kind.property(name).is_some()), "{kind}");
            assert!(kind.properties().all(|p| p.labels.iter().all(|l| !l.is_empty())), "{kind}");
        }
    }

    #[test]
    fn no_property_stands_twice_in_one_kind() {
        for kind in Kind::ALL {
            let names: Vec<_> = kind.properties().map(|p| p.name).collect();
            let once: std::collections::BTreeSet<_> = names.iter().collect();
            assert_eq!(names.len(), once.len(), "{kind}");
        }
    }
}
