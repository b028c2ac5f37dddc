//! Purposes: why a thing is done. Every check, read and export names one, with its legal basis.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    BorderControl,
    Investigation,
    Prevention,
    MissingPersons,
    VictimProtection,
    Identification,
    Screening,
    /// Somebody is to be arrested, or held for it: of every notice that is met its owner is asked first.
    Arrest,
    Analysis,
    Oversight,
    Administration,
}

crate::codes!(Purpose, "purpose", {
    BorderControl => "border-control",
    Investigation => "investigation",
    Prevention => "prevention",
    MissingPersons => "missing-persons",
    VictimProtection => "victim-protection",
    Identification => "identification",
    Screening => "screening",
    Arrest => "arrest",
    Analysis => "analysis",
    Oversight => "oversight",
    Administration => "administration",
});

impl Purpose {
    /// Whether the journal may keep what was asked in readable form. At a border and in screening most people asked
    /// about are nobody's business: there the question is kept as a keyed digest only.
    pub const fn keeps_the_question(self) -> bool {
        !matches!(self, Purpose::BorderControl | Purpose::Screening)
    }
}

/// Why an act is done: the purpose, the legal basis, and the case or operation it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason {
    pub purpose: Purpose,
    pub legal_basis: Option<String>,
    /// Reference of the case or operation.
    pub reference: Option<String>,
}

impl Reason {
    pub fn of(purpose: Purpose) -> Reason {
        Reason { purpose, legal_basis: None, reference: None }
    }
}
