//! The frame round every page: who reads it, in which language, where they are and where they may go.
use model::{Language, Member, Role};

/// What every page holds beside its own matter.
#[derive(Debug, Clone)]
pub struct Frame {
    pub language: Language,
    /// The zone in which moments are written.
    pub zone: jiff::tz::TimeZone,
    /// The moment of the answer, microseconds since 1970, UTC.
    pub now_us: i64,
    pub member: Member,
    /// As it calls itself: "NCB Lome".
    pub member_name: String,
    /// Nobody on the pages before sign-in.
    pub who: Option<Who>,
    /// Where this officer may go, in this order.
    pub places: Vec<Place>,
    pub here: Option<Place>,
    /// Path of this page, to come back to after the language was changed.
    pub path: String,
    /// Alerts that the officer has not seen.
    pub alerts: u32,
    /// What was done by the form that led here.
    pub done: Option<Done>,
    /// The node holds invented data; every page says so.
    pub demo: bool,
}

/// The officer who reads.
#[derive(Debug, Clone)]
pub struct Who {
    pub name: String,
    pub unit: String,
    pub roles: Vec<Role>,
}

/// A place in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Tour,
    Check,
    File,
    Standing,
    Lists,
    Log,
    Officers,
    Clients,
    Rules,
}

model::codes!(Place, "place", {
    Tour => "tour",
    Check => "check",
    File => "file",
    Standing => "standing",
    Lists => "lists",
    Log => "log",
    Officers => "officers",
    Clients => "clients",
    Rules => "rules",
});

impl Place {
    /// Its address on this node.
    pub const fn href(self) -> &'static str {
        match self {
            Place::Tour => "/tour",
            Place::Check => "/check",
            Place::File => "/records/new",
            Place::Standing => "/standing",
            Place::Lists => "/lists",
            Place::Log => "/log",
            Place::Officers => "/officers",
            Place::Clients => "/clients",
            Place::Rules => "/rules",
        }
    }
}

/// What a form has done: carried through the redirect as `?done=CODE` and said at the top of the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Filed,
    Revised,
    Withdrawn,
    StandingOpened,
    StandingClosed,
    AlertSeen,
    OfficerAdded,
    OfficerChanged,
    OfficerDisabled,
    ClientRevoked,
    RulesChanged,
    LogVerified,
}

model::codes!(Done, "deed", {
    Filed => "filed",
    Revised => "revised",
    Withdrawn => "withdrawn",
    StandingOpened => "standing-opened",
    StandingClosed => "standing-closed",
    AlertSeen => "alert-seen",
    OfficerAdded => "officer-added",
    OfficerChanged => "officer-changed",
    OfficerDisabled => "officer-disabled",
    ClientRevoked => "client-revoked",
    RulesChanged => "rules-changed",
    LogVerified => "log-verified",
});
