//! Who works here: officers with roles and clearance, and the machines that ask with a token.
use crate::{ClientId, Level, Member, OfficerId};

/// What a person is here for. No role sees everything; the administrator sees no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Frontline,
    Investigator,
    Analyst,
    Coordinator,
    VictimProtection,
    /// Reviews notices, of this member's own bureau none.
    Compliance,
    Inspector,
    Administrator,
}

crate::codes!(Role, "role", {
    Frontline => "frontline",
    Investigator => "investigator",
    Analyst => "analyst",
    Coordinator => "coordinator",
    VictimProtection => "victim-protection",
    Compliance => "compliance",
    Inspector => "inspector",
    Administrator => "administrator",
});

/// The language that an officer reads the pages in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    #[default]
    English,
    French,
    Spanish,
    Arabic,
}

crate::codes!(Language, "language", {
    English => "en",
    French => "fr",
    Spanish => "es",
    Arabic => "ar",
});

/// A person who works at this member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    pub id: OfficerId,
    pub name: String,
    pub unit: String,
    pub roles: Vec<Role>,
    pub clearance: Level,
    pub language: Language,
    pub disabled: bool,
}

/// A machine with a token and the same kind of rights as an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    pub id: ClientId,
    pub name: String,
    pub roles: Vec<Role>,
    pub clearance: Level,
    pub revoked: bool,
}

/// Who does an act, with the rights that the rules look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Actor {
    Officer {
        id: OfficerId,
        member: Member,
        roles: Vec<Role>,
        clearance: Level,
    },
    Client {
        id: ClientId,
        member: Member,
        roles: Vec<Role>,
        clearance: Level,
    },
    /// The person at the machine itself, at its command line: keeps the node, and is named in the journal by the
    /// account of the operating system.
    Console {
        account: String,
        member: Member,
    },
    /// The node's own followers: they move what was decided, and decide nothing.
    Engine {
        member: Member,
    },
    /// The node of another member, known by its signature.
    Node {
        member: Member,
    },
}

impl Actor {
    pub fn member(&self) -> &Member {
        match self {
            Actor::Officer { member, .. }
            | Actor::Client { member, .. }
            | Actor::Console { member, .. }
            | Actor::Engine { member }
            | Actor::Node { member } => member,
        }
    }

    /// As it stands in the journal: `officer:…`, `client:…`, `console:…`, `engine`, `node:TG`.
    pub fn label(&self) -> String {
        match self {
            Actor::Officer { id, .. } => format!("officer:{id}"),
            Actor::Client { id, .. } => format!("client:{id}"),
            Actor::Console { account, .. } => format!("console:{account}"),
            Actor::Engine { .. } => "engine".to_string(),
            Actor::Node { member } => format!("node:{member}"),
        }
    }

    pub fn roles(&self) -> &[Role] {
        match self {
            Actor::Officer { roles, .. } | Actor::Client { roles, .. } => roles,
            Actor::Console { .. } | Actor::Engine { .. } | Actor::Node { .. } => &[],
        }
    }
}
