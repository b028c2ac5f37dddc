//! The inbox of threads with other members: what is new, what is whose, and what its clock presses.
use super::{Frame, Why};
use askama::Template;
use desk::thread::{Shown, Waits};
use model::{Member, RequestKind, RequestState, ThreadId};

/// `GET /threads?box=…&after=…`
#[derive(Debug, Clone, Template)]
#[template(path = "threads.html")]
pub struct ThreadsPage {
    pub frame: Frame,
    pub why: Why,
    pub shown: Shown,
    /// What is searched for, in every box; empty where nothing is.
    pub search: String,
    pub threads: Vec<ThreadRow>,
    /// How many are in each box, up to `most`.
    pub counts: Vec<(Shown, u64)>,
    pub most: u64,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A thread in the list.
#[derive(Debug, Clone)]
pub struct ThreadRow {
    pub id: ThreadId,
    /// None where its owner took back what opened it.
    pub subject: Option<String>,
    pub owner: Member,
    /// The other members that take part.
    pub others: Vec<Member>,
    pub kind: Option<RequestKind>,
    pub state: Option<RequestState>,
    pub life: bool,
    pub waits: Waits,
    pub clock: Option<ThreadClock>,
    pub fresh: bool,
    /// Who works on it here, by name.
    pub officer: Option<String>,
    pub unit: Option<String>,
    pub last_us: i64,
}

/// Until when a request is to be answered, and how far it has climbed.
#[derive(Debug, Clone, Copy)]
pub struct ThreadClock {
    pub due_us: i64,
    pub late: u8,
    pub life: bool,
}

impl ThreadClock {
    pub fn is_late(&self, frame: &Frame) -> bool {
        self.due_us <= frame.now_us
    }

    /// `2 hours left`, `late by 3 days`.
    pub fn words(&self, frame: &Frame) -> String {
        let span = frame.span(self.due_us.abs_diff(frame.now_us));
        frame.with(if self.is_late(frame) { "hit-late" } else { "hit-left" }, "time", &span)
    }

    pub fn tone(&self, frame: &Frame) -> &'static str {
        let hours_8 = 8 * 3_600_000_000;
        if self.is_late(frame) || self.life {
            "stop"
        } else if self.due_us - frame.now_us <= hours_8 {
            "caution"
        } else {
            "note"
        }
    }
}

/// The tone of a state.
pub(super) fn tone(state: &RequestState) -> &'static str {
    match state {
        RequestState::Sent | RequestState::Clarifying | RequestState::LeaveAsked => "caution",
        RequestState::Acknowledged | RequestState::PartlyAnswered => "note",
        RequestState::Refused => "stop",
        RequestState::Answered | RequestState::Closed | RequestState::Withdrawn => "nothing",
    }
}

impl ThreadRow {
    pub fn tone(&self, state: &RequestState) -> &'static str {
        tone(state)
    }
}

impl ThreadsPage {
    pub fn is_shown(&self, tab: &Shown) -> bool {
        self.shown == *tab && self.search.is_empty()
    }

    /// `12`, or `1,000+` where no more were counted.
    pub fn tally(&self, count: &u64) -> String {
        self.frame.up_to(*count, self.most)
    }

    pub fn is_empty(&self, count: &u64) -> bool {
        *count == 0
    }

    /// The address of another box.
    pub fn href(&self, tab: &Shown) -> String {
        self.address(tab, "", "")
    }

    /// The address of the next page.
    pub fn onward(&self, after: &str) -> String {
        self.address(&self.shown, &self.search, after)
    }

    fn address(&self, tab: &Shown, search: &str, after: &str) -> String {
        super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("box", tab.as_str()),
            ("search", search),
            ("after", after),
        ])
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }
}
