//! What an officer finds in the morning: what calls them, what is overdue, new and waiting; and how much of notices is.
use super::{Frame, ThreadRow, Why};
use askama::Template;
use desk::notice::Morning;
use desk::thread::Shown;

/// `GET /digest`
#[derive(Debug, Clone, Template)]
#[template(path = "digest.html")]
pub struct DigestPage {
    pub frame: Frame,
    pub why: Why,
    pub sections: Vec<DigestSection>,
    /// How many notices are in each list; none for who may not read them.
    pub notices: Vec<(Morning, u64)>,
    /// They may look at threads.
    pub may_review: bool,
    /// What else waits, on pages of its own.
    pub others: Vec<OtherTally>,
    pub most: u64,
}

/// A box with the first of its threads.
#[derive(Debug, Clone)]
pub struct DigestSection {
    pub shown: Shown,
    pub count: u64,
    pub threads: Vec<ThreadRow>,
}

/// How much waits elsewhere.
#[derive(Debug, Clone)]
pub struct OtherTally {
    pub name: String,
    pub href: &'static str,
    pub count: u64,
}

impl DigestSection {
    /// Somebody is called, or something is overdue.
    pub fn presses(&self) -> bool {
        self.count > 0 && matches!(self.shown, Shown::Called | Shown::Late)
    }
}

impl DigestPage {
    pub fn is_empty(&self) -> bool {
        let nothing_said = self.sections.iter().all(|section| section.count == 0);
        nothing_said && self.notices.iter().all(|(_, count)| *count == 0)
    }

    /// It waits for this very officer.
    pub fn asks(&self, which: &Morning, count: &u64) -> bool {
        *count > 0 && matches!(which, Morning::Approve | Morning::Decide | Morning::Send)
    }

    /// The list behind a count of notices.
    pub fn notices_href(&self, which: &Morning) -> String {
        self.query(("which", which.as_str()))
    }

    /// `12`, or `1,000+` where no more were counted.
    pub fn tally(&self, count: &u64) -> String {
        self.frame.up_to(*count, self.most)
    }

    pub fn has_more(&self, section: &DigestSection) -> bool {
        u64::try_from(section.threads.len()).is_ok_and(|shown| shown < section.count)
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// The address of a whole box.
    pub fn href(&self, section: &DigestSection) -> String {
        self.query(("box", section.shown.as_str()))
    }

    fn query(&self, of: (&str, &str)) -> String {
        super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            of,
        ])
    }
}
