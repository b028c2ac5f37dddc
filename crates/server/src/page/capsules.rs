//! Capsules: which posts have one, how it stands with each and with its log, and the form that has one made.
use super::{Faults, Frame, Why};
use askama::Template;
use desk::capsule::{Capsule, LogIs};
use model::{CapsuleId, Client, ClientId, Kind, Language, Purpose};

/// `GET /capsules`. One is made by POST to it: `client`, `device`, `kinds` many, `lists`, `days`, `lease_hours`, `officers`,
/// `tongue`, and those of [`Why`]; a log comes home by POST to `/capsules/log`.
#[derive(Debug, Clone, Template)]
#[template(path = "capsules.html")]
pub struct CapsulesPage {
    pub frame: Frame,
    /// Those whose log is waited for first, the longest first; then the newest.
    pub rows: Vec<CapsuleRow>,
    /// The fingerprint by which devices know this node.
    pub node: Option<String>,
    /// None where the officer may have none made.
    pub form: Option<CapsuleForm>,
    /// The one that was just made: its code is shown this once.
    pub made: Option<CapsuleMade>,
}

/// How it stands with one.
#[derive(Debug, Clone)]
pub struct CapsuleRow {
    pub id: CapsuleId,
    pub post: String,
    pub purpose: Purpose,
    pub records: u64,
    pub made_us: i64,
    pub ends_us: i64,
    pub leased_until_us: i64,
    pub taken: bool,
    pub ended_us: Option<i64>,
    pub lost: bool,
    pub log: LogIs,
    /// How far its log was pressed for.
    pub late: u8,
    pub home_us: Option<i64>,
    /// Why the end of its log never comes.
    pub given_up: Option<String>,
    pub now_us: i64,
}

impl CapsuleRow {
    pub fn of(it: &Capsule, now_us: i64) -> CapsuleRow {
        CapsuleRow {
            id: it.id,
            post: it.post.clone(),
            purpose: it.purpose,
            records: it.records,
            made_us: it.made_us,
            ends_us: it.ends_us,
            leased_until_us: it.leased_until_us,
            taken: it.taken_us.is_some(),
            ended_us: it.ended_us,
            lost: it.lost,
            log: it.log_is(now_us),
            late: it.late,
            home_us: it.home_us,
            given_up: it.given_up.clone(),
            now_us,
        }
    }

    /// How it stands with the capsule itself, apart from its log.
    pub fn stands(&self) -> &'static str {
        match self.ended_us {
            _ if self.lost => "lost",
            Some(_) => "ended",
            None if self.now_us >= self.ends_us => "expired",
            None if !self.taken => "made",
            None if self.now_us < self.leased_until_us => "leased",
            None => "resting",
        }
    }

    /// Codes are told of it.
    pub fn is_leased(&self) -> bool {
        self.ended_us.is_none() && self.now_us < self.ends_us
    }

    pub fn runs(&self) -> bool {
        self.now_us < self.leased_until_us
    }

    /// Its clock runs: its log is not here, or without its end.
    pub fn is_awaited(&self) -> bool {
        matches!(self.log, LogIs::Awaited | LogIs::Cut)
    }

    pub fn is_cut(&self) -> bool {
        self.log == LogIs::Cut
    }

    /// A log came before its lease was over, and not closed: more may follow.
    pub fn came_in_part(&self) -> bool {
        self.home_us.is_some() && self.log == LogIs::Awaited
    }

    /// What is said of a log whose clock runs.
    pub fn awaits(&self) -> &'static str {
        if self.is_cut() { "capsule-cut" } else { "capsule-awaited" }
    }

    pub fn tone(&self) -> &'static str {
        match (self.log, self.late) {
            (LogIs::Awaited | LogIs::Cut, 2..) => "stop",
            (LogIs::Awaited | LogIs::Cut, _) => "caution",
            (LogIs::Home, _) => "nothing",
            _ => "note",
        }
    }

    /// Its file is still to be taken from this node.
    pub fn can_be_taken(&self) -> bool {
        self.is_leased()
    }
}

/// The form that has one made.
#[derive(Debug, Clone)]
pub struct CapsuleForm {
    /// Clients that can be a post.
    pub posts: Vec<Client>,
    pub client: Option<ClientId>,
    pub device: String,
    pub kinds: Vec<Kind>,
    pub lists: String,
    pub days: String,
    pub lease_hours: String,
    /// One a line.
    pub officers: String,
    pub tongue: Language,
    pub why: Why,
    pub faults: Faults,
}

impl CapsuleForm {
    pub fn all_kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    pub fn is_post(&self, client: &Client) -> bool {
        self.client == Some(client.id)
    }
}

/// One that was just made.
#[derive(Debug, Clone)]
pub struct CapsuleMade {
    pub id: CapsuleId,
    pub post: String,
    pub records: u64,
    pub others: u64,
    pub code: String,
    pub until_us: i64,
}
