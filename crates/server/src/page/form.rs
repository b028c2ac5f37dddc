//! Forms: why a thing is done, and what is wrong at which field.
use model::{Holds, Purpose, Reason};

/// The reason as it stands in a form: fields `purpose`, `legal_basis`, `reference`.
#[derive(Debug, Clone, Default)]
pub struct Why {
    /// The purposes that this officer may name.
    pub purposes: Vec<Purpose>,
    pub purpose: Option<Purpose>,
    pub legal_basis: String,
    pub reference: String,
}

impl Why {
    /// A form filled with a reason that was given before.
    pub fn of(reason: &Reason, purposes: Vec<Purpose>) -> Why {
        Why {
            purposes,
            purpose: Some(reason.purpose),
            legal_basis: reason.legal_basis.clone().unwrap_or_default(),
            reference: reason.reference.clone().unwrap_or_default(),
        }
    }
}

/// One thing wrong in a form, at the field of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub field: String,
    pub flaw: Flaw,
}

/// What is wrong, so that it can be said in the officer's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing stands there, and something must.
    Missing,
    /// The text is not of the property's type.
    Unfit(Holds),
    /// No such choice.
    NoChoice,
    /// Somebody else changed it since the form was opened.
    Outdated,
    /// This names no record.
    NoRecord,
    /// No likelihood that can be a threshold.
    NoThreshold,
    /// In words of another room.
    Said(String),
}

impl Flaw {
    /// In English, for machines.
    pub fn words(&self) -> String {
        match self {
            Flaw::Missing => "nothing is there, and something must be".to_string(),
            Flaw::Unfit(holds) => format!("expected a value of the kind {holds:?}"),
            Flaw::NoChoice => "no such choice".to_string(),
            Flaw::NoThreshold => "not from 5 to 99.9, or a match below what is possible".to_string(),
            Flaw::NoRecord => "not the number of a record".to_string(),
            Flaw::Outdated => "somebody else changed it meanwhile".to_string(),
            Flaw::Said(words) => words.clone(),
        }
    }
}

/// All that is wrong in a form.
#[derive(Debug, Clone, Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    pub fn none() -> Faults {
        Faults::default()
    }
    pub fn add(&mut self, field: &str, flaw: Flaw) {
        self.0.push(Fault { field: field.to_string(), flaw });
    }
    pub fn at(&self, field: &str) -> Option<&Flaw> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| &fault.flaw)
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
