//! What can be done with a notice, by whom, and where that leads.
use crate::Invalid;

/// Somebody of a member, under a name that only the member can resolve. The machine's is [`Person::MACHINE`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(String);

impl Person {
    /// What a node does by itself.
    pub const MACHINE: &'static str = "machine";

    /// 1 to 64 letters, digits and hyphens.
    pub fn new(name: &str) -> Result<Person, Invalid> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        match (1..=64).contains(&name.len()) && name.bytes().all(plain) {
            true => Ok(Person(name.to_owned())),
            false => Err(Invalid::new("person", "expected the pseudonym of an officer")),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_machine(&self) -> bool {
        self.0 == Person::MACHINE
    }
}

/// What can be done with a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// States its content, and begins a new round.
    Draft,
    /// One of the two at home who stand for it.
    Approve,
    /// The machine finds nothing that stops it.
    Check,
    /// Sends it to chosen members before it is reviewed.
    Diffuse,
    /// A reviewer finds that it can be decided.
    Screen,
    /// A reviewer finds that it may be published.
    Clear,
    /// A reviewer has questions: it goes back to its owner.
    Return,
    /// A reviewer finds that it may not be: the end of it.
    Refuse,
    Publish,
    /// Another notice takes its place.
    Correct,
    /// Nobody acts on it from now on: what is still sought is drafted anew.
    Suspend,
    Cancel,
    /// The day of its review has passed and nobody has looked at it again.
    Lapse,
    /// Its owner takes back the leave that the public may see an extract of it.
    Hide,
    /// Its owner gives that leave again.
    Show,
    /// A reviewer stands for what another has done who reviews no more: its node had that in time, or its people have read it.
    Confirm,
}

crate::codes!(Word, "what is done with a notice", {
    Draft => "draft",
    Approve => "approve",
    Check => "check",
    Diffuse => "diffuse",
    Screen => "screen",
    Clear => "clear",
    Return => "return",
    Refuse => "refuse",
    Publish => "publish",
    Correct => "correct",
    Suspend => "suspend",
    Cancel => "cancel",
    Lapse => "lapse",
    Hide => "hide",
    Show => "show",
    Confirm => "confirm",
});

impl Word {
    /// Whether it says no: then it must say why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Word::Return | Word::Refuse | Word::Suspend | Word::Cancel)
    }
}

/// Where a notice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Waits for its two approvals.
    Draft,
    /// Waits for the machine.
    Approved,
    /// Waits for screening.
    Submitted,
    /// Waits for the decision of two reviewers.
    Screened,
    /// May be published.
    Cleared,
    /// Came back with questions: its content is to be stated anew.
    Returned,
    Published,
    Suspended,
    Corrected,
    Refused,
    Cancelled,
    /// Here alone: somebody has reviewed it who is no reviewer by now, and no other has confirmed that. Nobody acts on it.
    Unconfirmed,
}

crate::codes!(Stage, "stage of a notice", {
    Draft => "draft",
    Approved => "approved",
    Submitted => "submitted",
    Screened => "screened",
    Cleared => "cleared",
    Returned => "returned",
    Published => "published",
    Suspended => "suspended",
    Corrected => "corrected",
    Refused => "refused",
    Cancelled => "cancelled",
    Unconfirmed => "unconfirmed",
});

impl Stage {
    /// Nothing leads on from here.
    pub const fn is_over(self) -> bool {
        matches!(self, Stage::Corrected | Stage::Refused | Stage::Cancelled)
    }

    /// Reviewers of other members have it before them, or have decided.
    pub const fn is_reviewed(self) -> bool {
        matches!(self, Stage::Submitted | Stage::Screened | Stage::Cleared)
    }
}
