//! The machine's gate: what stops a notice, and what raises the level of its review. Deterministic, explained in words, and
//! without an opinion: a flag never decides.
use super::content::{Content, Leave};
use super::kind::NoticeKind;
use super::neutral::points_at;
use crate::PartialDate;

/// Why a notice does not go on to its reviewers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stop {
    /// The penalty that the law threatens is under two years (Silver: four).
    PenaltyTooLow,
    /// Less than six months are left to serve.
    TooLittleToServe,
    /// The warrant is of a day that has not come.
    WarrantToCome,
    /// Too little says who it is: anybody of this name would be met.
    NobodyInParticular,
    /// A child is not sought for arrest.
    ChildSought,
    /// Victims and witnesses are protected: no warning is given of them.
    ProtectedRole,
    /// Of a victim or witness it must say how they are protected.
    NoProtectiveMeasures,
    /// The public sees no child that is sought, and a missing one only where somebody is named who has agreed.
    ChildInPublic,
}

crate::codes!(Stop, "why a notice is stopped", {
    PenaltyTooLow => "penalty-too-low",
    TooLittleToServe => "too-little-to-serve",
    WarrantToCome => "warrant-to-come",
    NobodyInParticular => "nobody-in-particular",
    ChildSought => "child-sought",
    ProtectedRole => "protected-role",
    NoProtectiveMeasures => "no-protective-measures",
    ChildInPublic => "child-in-public",
});

/// What reviewers must look at and answer in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// A word points at article 3 or at what is nobody's crime: what, and the word.
    PointsAt(&'static str, &'static str),
    /// The warrant is older than ten years.
    OldWarrant,
    /// No nationality, or no exact date of birth.
    ThinIdentity,
    /// A child.
    Minor,
    /// A missing child, and nobody says who has agreed that it is published.
    MinorWithoutConsent,
    /// It says that the person was a witness or a victim.
    ProtectedRole,
    /// It goes against a national of its own owner's and nobody else's.
    OwnNational,
    /// Its owner asked for the same person before, and it was refused, returned or taken back.
    Earlier(Earlier),
}

/// The codes of all flags.
pub const FLAGS: &[&str] = &[
    "political",
    "military",
    "religious",
    "racial",
    "behavioural",
    "private",
    "old-warrant",
    "thin-identity",
    "minor",
    "minor-without-consent",
    "protected-person",
    "own-national",
    "earlier",
];

impl Flag {
    /// As words and files call it.
    pub fn code(&self) -> &'static str {
        match self {
            Flag::PointsAt(what, _) => what,
            Flag::OldWarrant => "old-warrant",
            Flag::ThinIdentity => "thin-identity",
            Flag::Minor => "minor",
            Flag::MinorWithoutConsent => "minor-without-consent",
            Flag::ProtectedRole => "protected-person",
            Flag::OwnNational => "own-national",
            Flag::Earlier(_) => "earlier",
        }
    }
}

/// An earlier notice of the same owner on the same person, whatever its kind, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Earlier {
    pub notice: crate::RecordId,
    pub kind: NoticeKind,
    /// `refused`, `returned`, `cancelled`, `suspended`.
    pub ended: super::word::Stage,
    pub at_us: i64,
}

/// What the machine has found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gate {
    pub stops: Vec<Stop>,
    pub flags: Vec<Flag>,
}

impl Gate {
    /// People must answer in words before it is published.
    pub fn is_raised(&self) -> bool {
        !self.flags.is_empty()
    }
}

const ADULT_YEARS: u16 = 18;
/// Under this age nobody is sought for arrest.
const RESPONSIBLE_YEARS: u16 = 14;
const WARRANT_YEARS: u16 = 10;

/// Looks at a content on a day. What it finds follows from nothing else, so that every node finds the same.
pub fn gate(content: &Content, owner_country: &str, today: PartialDate) -> Gate {
    let mut gate = Gate::default();
    let months = |field: &str| content.first(field).and_then(|months| months.parse::<u32>().ok());
    let least = if content.kind == NoticeKind::Silver { 48 } else { 24 };
    let counts = matches!(content.kind, NoticeKind::Red | NoticeKind::Silver);
    if counts
        && content.first("stage") != Some("sentence")
        && months("max_penalty_months").is_some_and(|m| m < least)
    {
        gate.stops.push(Stop::PenaltyTooLow);
    }
    if content.kind == NoticeKind::Red && months("to_serve_months").is_some_and(|m| m < 6) {
        gate.stops.push(Stop::TooLittleToServe);
    }
    warrant(content, today, &mut gate);
    identity(content, owner_country, &mut gate);
    persons(content, today, &mut gate);
    let texts = content.fields().flat_map(|(_, values)| values).map(String::as_str);
    gate.flags.extend(points_at(texts).into_iter().map(|(what, word)| Flag::PointsAt(what, word)));
    gate.stops.sort_unstable();
    gate.flags.sort_unstable();
    gate
}

fn date(content: &Content, field: &str) -> Option<PartialDate> {
    content.first(field)?.parse().ok()
}

/// Whole years between two dates, as far as both are known: fewer rather than more.
fn years(from: PartialDate, to: PartialDate) -> u16 {
    let whole = to.year().saturating_sub(from.last_year());
    let day = |date: PartialDate| (date.month().unwrap_or(12), date.day().unwrap_or(31));
    if day(to) < day(from) { whole.saturating_sub(1) } else { whole }
}

fn warrant(content: &Content, today: PartialDate, gate: &mut Gate) {
    let Some(issued) = date(content, "warrant_date") else { return };
    if issued > today {
        gate.stops.push(Stop::WarrantToCome);
    } else if years(issued, today) >= WARRANT_YEARS {
        gate.flags.push(Flag::OldWarrant);
    }
}

/// A person who is sought must be told from others: a date of birth of which at least the year is certain, or a document.
fn identity(content: &Content, owner_country: &str, gate: &mut Gate) {
    if !matches!(content.kind, NoticeKind::Red | NoticeKind::Blue | NoticeKind::Green) {
        return;
    }
    let born = date(content, "date_of_birth");
    let document = content.has("passport_number");
    if born.is_none_or(|born| born.is_circa() || born.last_year() != born.year()) && !document {
        gate.stops.push(Stop::NobodyInParticular);
    } else if !document && (born.is_none_or(|born| !born.is_exact()) || !content.has("nationalities")) {
        gate.flags.push(Flag::ThinIdentity);
    }
    if content.kind == NoticeKind::Red && content.all("nationalities") == [owner_country] {
        gate.flags.push(Flag::OwnNational);
    }
}

fn persons(content: &Content, today: PartialDate, gate: &mut Gate) {
    let age = date(content, "date_of_birth").map(|born| years(born, today));
    if age.is_some_and(|age| age < ADULT_YEARS) {
        if content.leave() > Leave::Nothing && !(content.kind == NoticeKind::Yellow && content.has("consent"))
        {
            gate.stops.push(Stop::ChildInPublic);
        }
        match content.kind {
            NoticeKind::Red if age.is_some_and(|age| age < RESPONSIBLE_YEARS) => {
                gate.stops.push(Stop::ChildSought)
            }
            NoticeKind::Yellow if content.has("consent") => {}
            NoticeKind::Yellow => gate.flags.push(Flag::MinorWithoutConsent),
            _ => gate.flags.push(Flag::Minor),
        }
    }
    if matches!(content.first("role"), Some("witness" | "victim")) {
        if content.kind == NoticeKind::Green {
            gate.stops.push(Stop::ProtectedRole);
        } else if !content.has("protective_measures") {
            gate.stops.push(Stop::NoProtectiveMeasures);
        }
        gate.flags.push(Flag::ProtectedRole);
    }
}

#[cfg(test)]
mod tests;
