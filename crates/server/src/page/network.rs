//! The network: its members, how each is reached, and what waits for it.
use super::Frame;
use askama::Template;
use desk::thread::Number;
use model::{Member, MemberClass, MemberStanding, Passed, RecordId, Stray};

/// `GET /network`
#[derive(Debug, Clone, Template)]
#[template(path = "network.html")]
pub struct NetworkPage {
    pub frame: Frame,
    /// What the network calls itself, and its fingerprint.
    pub network: Option<(String, String)>,
    /// The fingerprint of this node's identity; none before it has one.
    pub identity: Option<String>,
    pub members: Vec<MemberRow>,
    /// What stands in one of two logs and not in the other.
    pub apart: Vec<ApartRow>,
    /// The officer may say of it what they found, and may read the log.
    pub may_settle: bool,
    /// Records of which what was given and what is held do not agree.
    pub strays: Vec<StrayRow>,
    /// Records of ours that others hold in versions which a restore has lost here.
    pub overtaken: Vec<OvertakenRow>,
}

/// What does not agree with one member on one day.
#[derive(Debug, Clone)]
pub struct ApartRow {
    pub member: Member,
    pub passed: Passed,
    /// As `2026-11-22`.
    pub day: String,
    /// Our acts of which nothing stands in their log.
    pub acts: Vec<u64>,
    /// How much stands in theirs alone.
    pub there: u64,
    pub first_us: i64,
    pub alarmed: bool,
}

impl ApartRow {
    /// How much stands in our log alone.
    pub fn shown_here(&self, frame: &Frame) -> String {
        frame.number(&u64::try_from(self.acts.len()).unwrap_or(u64::MAX))
    }

    /// The first few of our acts.
    pub fn few(&self) -> String {
        let few: Vec<String> = self.acts.iter().take(12).map(ToString::to_string).collect();
        few.join(", ")
    }
}

/// A copy that is not as its owner believes.
#[derive(Debug, Clone)]
pub struct StrayRow {
    pub member: Member,
    /// The record is ours; else it is the member's own, and the copy here.
    pub ours: bool,
    pub what: Stray,
    pub version: u64,
    /// None where the reader may not know which record it is.
    pub record: Option<RecordId>,
    pub first_us: i64,
    pub alarmed: bool,
    pub settled_us: Option<i64>,
    pub may_settle: bool,
}

impl StrayRow {
    /// `there-lost`, `here-kept`: where the copy is, and what is wrong with it.
    pub fn code(&self) -> String {
        format!("{}-{}", if self.ours { "there" } else { "here" }, self.what)
    }
}

/// What one member holds of a record or a notice of ours.
#[derive(Debug, Clone)]
pub struct OvertakenRow {
    pub record: RecordId,
    pub member: Member,
    pub version: u64,
    pub is_notice: bool,
    /// There is a page about it here.
    pub is_here: bool,
    /// It had been taken back there.
    pub gone: bool,
}

#[derive(Debug, Clone)]
pub struct MemberRow {
    pub member: Member,
    pub name: String,
    pub class: MemberClass,
    pub standing: MemberStanding,
    pub fingerprint: String,
    pub endpoints: Vec<String>,
    /// At which its people are reached, as it says.
    pub numbers: Vec<Number>,
    pub heard: Heard,
    pub reached_us: Option<i64>,
    /// Why it is not reached, and since when.
    pub fault: Option<(String, i64)>,
    /// Envelopes that wait for it.
    pub waiting: u64,
    /// In whose mailboxes they wait, and since when.
    pub mailboxes: Vec<(Member, i64)>,
    /// When its log was held against ours last.
    pub reckoned_us: Option<i64>,
}

/// Whether what a node says of itself is to be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Never,
    Fresh,
    Stale,
    Lapsed,
}

model::codes!(Heard, "what was heard of a node", {
    Never => "never",
    Fresh => "fresh",
    Stale => "stale",
    Lapsed => "lapsed",
});

impl MemberRow {
    pub fn is_own(&self, frame: &Frame) -> bool {
        self.member == frame.member
    }

    pub fn is_fresh(&self) -> bool {
        self.heard == Heard::Fresh
    }

    pub fn is_active(&self) -> bool {
        self.standing == MemberStanding::Active
    }
}
