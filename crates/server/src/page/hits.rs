//! The hits with other members: what waits for a word of ours, late ones first, and what waits for theirs.
use super::{Frame, Why};
use askama::Template;
use desk::hit::Shown;
use model::{HitId, HitState, HitWord, Kind, Member, Status, Term};

/// `GET /hits?purpose=…&shown=…&after=…`
#[derive(Debug, Clone, Template)]
#[template(path = "hits.html")]
pub struct HitsPage {
    pub frame: Frame,
    pub why: Why,
    pub shown: Shown,
    pub hits: Vec<HitRow>,
    /// How many wait for us, up to `most`.
    pub waiting: u64,
    pub most: u64,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A hit in the list.
#[derive(Debug, Clone)]
pub struct HitRow {
    pub id: HitId,
    /// Whose the other record is.
    pub other: Member,
    pub kind: Kind,
    /// Of our record, or what our check asked; none where that is not kept.
    pub caption: Option<String>,
    /// One side is a check.
    pub is_check: bool,
    pub status: Option<Status>,
    /// Of theirs, where it is here.
    pub theirs: Option<String>,
    pub score: f64,
    pub clock: HitClock,
    pub state: HitState,
    /// What they have said.
    pub their_word: Option<HitWord>,
}

/// Until when a hit is to be answered.
#[derive(Debug, Clone, Copy)]
pub struct HitClock {
    pub term: Term,
    pub due_us: i64,
    /// Both have decided: it no longer runs.
    pub over: bool,
}

impl HitClock {
    /// It has run out.
    pub fn is_late(&self, frame: &Frame) -> bool {
        !self.over && self.due_us <= frame.now_us
    }

    /// `2 hours left`, `late by 3 days`, `within 8 hours`.
    pub fn words(&self, frame: &Frame) -> String {
        if self.over {
            return frame.named("term", self.term.as_str());
        }
        let span = frame.span(self.due_us.abs_diff(frame.now_us));
        frame.with(if self.is_late(frame) { "hit-late" } else { "hit-left" }, "time", &span)
    }

    /// How much it presses: by tone as well as by words.
    pub fn tone(&self, frame: &Frame) -> &'static str {
        match self.term {
            _ if self.over => "nothing",
            _ if self.is_late(frame) => "stop",
            Term::Urgent => "caution",
            Term::Soon | Term::Usual => "note",
        }
    }
}

impl HitsPage {
    /// What waits for us, what waits for them, and what is answered.
    pub fn tabs(&self) -> [Shown; 3] {
        [Shown::Ours, Shown::Theirs, Shown::Over]
    }

    pub fn is_shown(&self, tab: &Shown) -> bool {
        self.shown == *tab
    }

    pub fn waits_for_us(&self) -> bool {
        self.shown == Shown::Ours
    }

    pub fn is_ours(&self, tab: &Shown) -> bool {
        *tab == Shown::Ours
    }

    /// The address of this list with others shown, or of its next page.
    pub fn href(&self, tab: &Shown, after: &str) -> String {
        let shown = if *tab == Shown::Ours { "" } else { tab.as_str() };
        super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("shown", shown),
            ("after", after),
        ])
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    pub fn tally(&self) -> String {
        self.frame.up_to(self.waiting, self.most)
    }
}
