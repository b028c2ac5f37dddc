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
    /// The key of the entity that it would have stated, where that can be told. The list still has it: who keeps what
    /// an older edition said of it must not take it for gone.
    pub about: Option<String>,
}

impl Refused {
    pub(crate) fn new(file: impl Into<String>, line: u64, reason: impl Into<String>) -> Refused {
        Refused { file: file.into(), line, reason: reason.into(), about: None }
    }

    pub(crate) fn about(self, key: Option<String>) -> Refused {
        Refused { about: key, ..self }
    }
}

/// Why an entity could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Untaken {
    pub(crate) reason: String,
    /// Its key, where that can be told.
    pub(crate) key: Option<String>,
}

impl Untaken {
    pub(crate) fn of(key: &str, reason: impl Into<String>) -> Untaken {
        Untaken { reason: reason.into(), key: Some(key.to_string()) }
    }
}

impl<T: Into<String>> From<T> for Untaken {
    fn from(reason: T) -> Untaken {
        Untaken { reason: reason.into(), key: None }
    }
}
