//! Links: an owner's statement that two records' entities are related.
use crate::{PartialDate, RecordId};

/// How the first is related to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Relative of; the role says which.
    Family,
    /// Knows, works with.
    Associate,
    /// Member of a group.
    Member,
    /// Directs, employed by.
    Directs,
    /// Owns.
    Owns,
    /// Holds a document, uses a phone, account, vehicle.
    Uses,
    /// Lives, stays, is found at.
    LocatedAt,
    /// The source says that they are linked, and not how.
    LinkedTo,
}

crate::codes!(LinkKind, "kind of link", {
    Family => "family",
    Associate => "associate",
    Member => "member",
    Directs => "directs",
    Owns => "owns",
    Uses => "uses",
    LocatedAt => "located-at",
    LinkedTo => "linked-to",
});

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    pub kind: LinkKind,
    pub from: RecordId,
    pub to: RecordId,
    /// In the source's words: "mother", "driver", "shareholder 40 %".
    pub role: Option<String>,
    pub since: Option<PartialDate>,
    pub until: Option<PartialDate>,
}
