//! What a reader gives: drafts of records and links, and rows that were refused.
use model::{Entity, Level, LinkKind, PartialDate, Status};

/// One thing that a reader came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Item(Item),
    Refused(Refused),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Entity(Draft),
    Link(LinkDraft),
}

impl Item {
    pub fn key(&self) -> &str {
        match self {
            Item::Entity(draft) => &draft.key,
            Item::Link(link) => &link.key,
        }
    }
}

/// What a list states about one entity; it lacks only an owner and handling to be a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The same in every edition of the list, and of no other draft in it.
    pub key: String,
    pub entity: Entity,
    pub status: Option<Status>,
    /// What the list asks to be done.
    pub action: Option<String>,
    /// Where in the list it stands, in words for people: programme, reference number.
    pub text: Option<String>,
    /// Where the list itself says how far it may be shown; a published list is open.
    pub level: Option<Level>,
}

/// A link between two drafts of the same list, named by their keys. It may come before either of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkDraft {
    pub key: String,
    pub kind: LinkKind,
    pub from: String,
    pub to: String,
    pub role: Option<String>,
    pub since: Option<PartialDate>,
    pub until: Option<PartialDate>,
}

/// A row, or part of one, that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The file as it was named in the plan.
    pub file: String,
    /// Counted from 1; 0 where the whole file is meant.
    pub line: u64,
    pub reason: String,
}
