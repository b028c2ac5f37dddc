//! Status: what a record says of its person or thing, and what it asks of whoever finds it.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Wanted,
    Suspect,
    Convicted,
    Sanctioned,
    Missing,
    Witness,
    PossibleVictim,
    Unidentified,
    PersonOfInterest,
    Stolen,
    Lost,
    Revoked,
    StolenBlank,
    Invalid,
    /// A document that is valid but tied to somebody who is sought.
    UnderWatch,
}

crate::codes!(Status, "status", {
    Wanted => "wanted",
    Suspect => "suspect",
    Convicted => "convicted",
    Sanctioned => "sanctioned",
    Missing => "missing",
    Witness => "witness",
    PossibleVictim => "possible-victim",
    Unidentified => "unidentified",
    PersonOfInterest => "person-of-interest",
    Stolen => "stolen",
    Lost => "lost",
    Revoked => "revoked",
    StolenBlank => "stolen-blank",
    Invalid => "invalid",
    UnderWatch => "under-watch",
});

/// How an answer must look to a tired officer: what to do first is decided by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// For information.
    Note,
    /// Look again, ask the owner.
    Caution,
    /// Protect this person: not a suspect.
    Protect,
    /// Stop and act as the owner asks.
    Stop,
}

crate::codes!(Urgency, "urgency", { Note => "note", Caution => "caution", Protect => "protect", Stop => "stop" });

impl Status {
    pub const fn urgency(self) -> Urgency {
        match self {
            Status::Wanted | Status::Stolen | Status::StolenBlank => Urgency::Stop,
            Status::Missing | Status::PossibleVictim | Status::Witness | Status::Unidentified => {
                Urgency::Protect
            }
            Status::Sanctioned
            | Status::Suspect
            | Status::Lost
            | Status::Revoked
            | Status::Invalid
            | Status::UnderWatch => Urgency::Caution,
            Status::Convicted | Status::PersonOfInterest => Urgency::Note,
        }
    }

    /// Persons whose record exists to protect them: seen only where the purpose is to protect or to investigate.
    pub const fn protects(self) -> bool {
        matches!(self, Status::Witness | Status::PossibleVictim)
    }
}
