//! A record: what one member, its owner, states about one entity or one link.
use crate::{Entity, Grading, Handling, Kind, Link, Member, RecordId, Stamp, Status};

/// What the record is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    Entity(Entity),
    Link(Link),
}

/// Where the owner has it from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Source {
    /// The list or register: `ofac`, `un`, `stolen-documents`.
    pub list: Option<String>,
    /// Its key there.
    pub key: Option<String>,
    /// In words, for people: programme, reference number, address of publication.
    pub text: Option<String>,
}

/// One version of what the owner states. Only the owner revises, narrows or withdraws it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    pub id: RecordId,
    pub owner: Member,
    /// 1 when it is filed, one more with each revision.
    pub version: u64,
    pub subject: Subject,
    pub status: Option<Status>,
    /// What the owner asks to be done, in its own words.
    pub action: Option<String>,
    pub handling: Handling,
    pub grading: Grading,
    pub source: Source,
}

impl Record {
    /// All that decides who may see it.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            owner: self.owner.clone(),
            kind: self.kind(),
            status: self.status,
            level: self.handling.level,
            audience: self.handling.audience.clone(),
            never_to: self.handling.never_to.clone(),
            purposes: self.handling.purposes.clone(),
        }
    }

    pub fn kind(&self) -> Kind {
        match &self.subject {
            Subject::Entity(entity) => entity.kind(),
            Subject::Link(_) => Kind::Link,
        }
    }

    pub fn entity(&self) -> Option<&Entity> {
        match &self.subject {
            Subject::Entity(entity) => Some(entity),
            Subject::Link(_) => None,
        }
    }

    pub fn caption(&self) -> &str {
        match &self.subject {
            Subject::Entity(entity) => entity.caption(),
            Subject::Link(link) => link.role.as_deref().unwrap_or(link.kind.as_str()),
        }
    }
}
