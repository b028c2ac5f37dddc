//! The network: its members, how each is reached, and what waits for it.
use super::Frame;
use askama::Template;
use model::{Member, MemberClass, MemberStanding};

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
}

#[derive(Debug, Clone)]
pub struct MemberRow {
    pub member: Member,
    pub name: String,
    pub class: MemberClass,
    pub standing: MemberStanding,
    pub fingerprint: String,
    pub endpoints: Vec<String>,
    pub heard: Heard,
    pub reached_us: Option<i64>,
    /// Why it is not reached, and since when.
    pub fault: Option<(String, i64)>,
    /// Envelopes that wait for it.
    pub waiting: u64,
    /// In whose mailboxes they wait, and since when.
    pub mailboxes: Vec<(Member, i64)>,
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
