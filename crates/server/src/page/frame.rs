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
    /// Hits that wait for a word of this member.
    pub hits: u64,
    /// Threads that wait for this member.
    pub threads: u64,
    /// One in which a life is at risk, and nobody here has said that they are at work on it.
    pub life: Option<model::ThreadId>,
    /// From where what is live goes on: as far as the node had rung when this page was read.
    pub since: String,
    /// What was done by the form that led here.
    pub done: Option<Done>,
    /// The node holds invented data; every page says so.
    pub demo: bool,
}

impl Frame {
    /// A frame before sign-in: the door's pages and errors for strangers.
    pub fn outside(language: Language, member: Member, member_name: &str) -> Frame {
        Frame {
            language,
            zone: jiff::tz::TimeZone::UTC,
            now_us: 0,
            member,
            member_name: member_name.to_string(),
            who: None,
            places: Vec::new(),
            here: None,
            path: "/".into(),
            alerts: 0,
            hits: 0,
            threads: 0,
            since: String::new(),
            life: None,
            done: None,
            demo: false,
        }
    }

    pub fn is_here(&self, place: &Place) -> bool {
        self.here.as_ref() == Some(place)
    }

    /// The place that carries the count of alerts.
    pub fn alerts_at(&self, place: &Place) -> bool {
        *place == Place::Standing
    }

    /// The place that carries the count of hits.
    pub fn hits_at(&self, place: &Place) -> bool {
        *place == Place::Hits
    }

    /// The place that carries the count of threads.
    pub fn threads_at(&self, place: &Place) -> bool {
        *place == Place::Threads
    }

    /// The address of what presses most of all; empty where nothing does.
    pub fn life_href(&self) -> String {
        self.life.map_or_else(String::new, |id| format!("/threads/{id}"))
    }

    pub fn languages(&self) -> &'static [Language] {
        Language::ALL
    }

    /// A language by its own name.
    pub fn name_of(&self, language: &Language) -> &'static str {
        match language {
            Language::English => "English",
            Language::French => "Français",
            Language::Spanish => "Español",
            Language::Arabic => "العربية",
        }
    }

    pub fn language_name(&self) -> &'static str {
        self.name_of(&self.language)
    }

    /// Who reads, for the foot of a printed page.
    pub fn reader(&self) -> &str {
        self.who.as_ref().map_or("", |who| &who.name)
    }

    /// Address of a file of the bundle.
    pub fn asset(&self, name: &str) -> String {
        super::asset::href(name)
    }
}

/// The officer who reads.
#[derive(Debug, Clone)]
pub struct Who {
    pub name: String,
    pub unit: String,
    pub roles: Vec<Role>,
}

impl Who {
    /// The first letter of the name.
    pub fn initial(&self) -> char {
        self.name.chars().find(|c| c.is_alphanumeric()).unwrap_or('•')
    }
}

/// A place in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Tour,
    Check,
    File,
    Standing,
    Threads,
    Hits,
    Notices,
    Twins,
    Window,
    Lists,
    Log,
    Officers,
    Clients,
    Capsules,
    Network,
    Rules,
    Thresholds,
}

model::codes!(Place, "place", {
    Tour => "tour",
    Check => "check",
    File => "file",
    Standing => "standing",
    Threads => "threads",
    Hits => "hits",
    Notices => "notices",
    Twins => "twins",
    Window => "window",
    Lists => "lists",
    Log => "log",
    Officers => "officers",
    Clients => "clients",
    Capsules => "capsules",
    Network => "network",
    Rules => "rules",
    Thresholds => "thresholds",
});

impl Place {
    /// Its address on this node.
    pub const fn href(self) -> &'static str {
        match self {
            Place::Tour => "/tour",
            Place::Check => "/check",
            Place::File => "/records/new",
            Place::Standing => "/standing",
            Place::Threads => "/threads",
            Place::Hits => "/hits",
            Place::Notices => "/notices",
            Place::Twins => "/twins",
            Place::Window => "/window",
            Place::Lists => "/lists",
            Place::Log => "/log",
            Place::Officers => "/officers",
            Place::Clients => "/clients",
            Place::Capsules => "/capsules",
            Place::Network => "/network",
            Place::Rules => "/rules",
            Place::Thresholds => "/thresholds",
        }
    }
}

/// What a form has done: carried through the redirect as `?done=CODE` and said at the top of the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Filed,
    Revised,
    Withdrawn,
    Attached,
    AttachedNoPicture,
    AttachedBotched,
    AttachedNoWorkshop,
    Detached,
    CopyDeclared,
    CopyConfirmed,
    CopyEnded,
    StandingOpened,
    StandingClosed,
    AlertSeen,
    HitAnswered,
    NoticeDrafted,
    NoticeSaid,
    ProtectedChanged,
    Subscribed,
    Unsubscribed,
    Said,
    SaidBack,
    ThreadTaken,
    ThreadNoted,
    WatchSet,
    DraftKept,
    Judged,
    JudgementUndone,
    TwinsSought,
    OfficerAdded,
    OfficerChanged,
    OfficerDisabled,
    ClientRevoked,
    RulesChanged,
    ThresholdsSet,
    LogVerified,
    LogsSettled,
    StraySettled,
    CapsuleEnded,
    CapsuleLost,
    CapsuleHome,
    CapsuleNothingNew,
    CapsuleCut,
    CapsuleGivenUp,
}

model::codes!(Done, "deed", {
    Filed => "filed",
    Revised => "revised",
    Withdrawn => "withdrawn",
    Attached => "attached",
    AttachedNoPicture => "attached-no-picture",
    AttachedBotched => "attached-botched",
    AttachedNoWorkshop => "attached-no-workshop",
    Detached => "detached",
    CopyDeclared => "copy-declared",
    CopyConfirmed => "copy-confirmed",
    CopyEnded => "copy-ended",
    StandingOpened => "standing-opened",
    StandingClosed => "standing-closed",
    AlertSeen => "alert-seen",
    HitAnswered => "hit-answered",
    NoticeDrafted => "notice-drafted",
    NoticeSaid => "notice-said",
    ProtectedChanged => "protected-changed",
    Subscribed => "subscribed",
    Unsubscribed => "unsubscribed",
    Said => "said",
    SaidBack => "said-back",
    ThreadTaken => "thread-taken",
    ThreadNoted => "thread-noted",
    WatchSet => "watch-set",
    DraftKept => "draft-kept",
    Judged => "judged",
    JudgementUndone => "judgement-undone",
    TwinsSought => "twins-sought",
    OfficerAdded => "officer-added",
    OfficerChanged => "officer-changed",
    OfficerDisabled => "officer-disabled",
    ClientRevoked => "client-revoked",
    RulesChanged => "rules-changed",
    ThresholdsSet => "thresholds-set",
    LogVerified => "log-verified",
    LogsSettled => "logs-settled",
    StraySettled => "stray-settled",
    CapsuleEnded => "capsule-ended",
    CapsuleLost => "capsule-lost",
    CapsuleHome => "capsule-home",
    CapsuleNothingNew => "capsule-nothing-new",
    CapsuleCut => "capsule-cut",
    CapsuleGivenUp => "capsule-given-up",
});
