//! Officers and clients: who works here, with which rights, and how they get in.
use super::{Faults, Frame};
use askama::Template;
use model::{Client, Language, Level, Officer, OfficerId, Role};

/// `GET /officers`. Added by POST to `/officers` (`name`, `unit`, `roles` many, `clearance`, `language`); changed by
/// POST to `/officers/{id}` (the same fields); `/officers/{id}/disable`, `/officers/{id}/enable`, `/officers/{id}/link`.
#[derive(Debug, Clone, Template)]
#[template(path = "officers.html")]
pub struct OfficersPage {
    pub frame: Frame,
    pub officers: Vec<OfficerRow>,
    pub form: OfficerForm,
    /// The enrolment link that was just made: shown once.
    pub link: Option<OnceShown>,
}

#[derive(Debug, Clone)]
pub struct OfficerRow {
    pub officer: Officer,
    pub passkeys: u32,
}

/// For a new officer, or (`id`) for one that is changed: `GET /officers?edit={id}`.
#[derive(Debug, Clone, Default)]
pub struct OfficerForm {
    pub id: Option<OfficerId>,
    pub name: String,
    pub unit: String,
    pub roles: Vec<Role>,
    pub clearance: Level,
    pub language: Language,
    pub faults: Faults,
}

/// A secret that is shown this once.
#[derive(Debug, Clone)]
pub struct OnceShown {
    pub name: String,
    pub secret: String,
    pub until_us: i64,
}

/// `GET /clients`. Added by POST to `/clients` (`name`, `roles` many, `clearance`, `days`); `/clients/{id}/revoke`.
#[derive(Debug, Clone, Template)]
#[template(path = "clients.html")]
pub struct ClientsPage {
    pub frame: Frame,
    pub clients: Vec<ClientRow>,
    pub form: ClientForm,
    /// The token that was just made: shown once.
    pub token: Option<OnceShown>,
}

#[derive(Debug, Clone)]
pub struct ClientRow {
    pub client: Client,
    pub made_us: i64,
    pub expires_us: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct ClientForm {
    pub name: String,
    pub roles: Vec<Role>,
    pub clearance: Level,
    /// Days for which the token is good, at most 90.
    pub days: String,
    pub faults: Faults,
}

impl OfficerForm {
    pub fn all_roles(&self) -> &'static [Role] {
        Role::ALL
    }
    pub fn all_levels(&self) -> &'static [Level] {
        Level::ALL
    }
}

impl ClientForm {
    pub fn all_roles(&self) -> &'static [Role] {
        Role::ALL
    }
    pub fn all_levels(&self) -> &'static [Level] {
        Level::ALL
    }
}
