//! The application: its settings, what all requests share, and the routers made from the one table.
use crate::{gate, limit::Limits, metrics::Metrics, page, passkey::Passkeys, routes, web::Kept};
use axum::Router;
use desk::Desk;
use std::path::PathBuf;
use std::sync::Arc;

/// What the doors are told by whoever starts the node.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach this node: scheme, name and port, nothing behind (`https://liaison.example`).
    pub origin: String,
    /// Invented data: one-time links open a session without a passkey, and a tour is offered.
    pub demo: bool,
    /// A post without a line, whose officers have no other way to prove who they are: a one-time link opens a session.
    pub post: bool,
    /// Folder for files that are being uploaded; they are taken away after each import.
    pub spool: PathBuf,
    /// What the tour shows.
    pub tour: Vec<page::Thing>,
    pub pace: Pace,
    /// What this node says of itself to other members when it joins them.
    pub about: desk::peer::About,
}

/// How often one may ask.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Of one officer: many times what hands can do, and far below what empties a store.
    pub officer_per_minute: u32,
    /// Of one client, which may be the gate of a whole border.
    pub client_per_minute: u32,
    /// Of one address that nobody is known by.
    pub stranger_per_minute: u32,
    /// Tries to sign in from one address.
    pub sign_ins_per_minute: u32,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            officer_per_minute: 6_000,
            client_per_minute: 300_000,
            stranger_per_minute: 1_200,
            sign_ins_per_minute: 5,
        }
    }
}

impl Settings {
    /// An ordinary node at this address.
    pub fn at(origin: impl Into<String>, spool: impl Into<PathBuf>) -> Settings {
        Settings {
            origin: origin.into(),
            demo: false,
            post: false,
            spool: spool.into(),
            tour: vec![],
            pace: Pace::default(),
            about: desk::peer::About::default(),
        }
    }

    /// Whether a one-time link is enough to sign in.
    pub(crate) fn link_opens(&self) -> bool {
        self.demo || self.post
    }

    /// The address of a one-time link.
    pub(crate) fn link(&self, secret: &str) -> String {
        format!("{}/enter/{secret}", self.origin)
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// A browser keeps a `__Host-` cookie only over a secure line, and to itself.
    pub(crate) fn cookie_name(&self) -> &'static str {
        if self.is_secure() { "__Host-l" } else { "l" }
    }
}

/// By which door requests come.
#[derive(Debug)]
pub(crate) enum Door {
    Network,
    /// Strangers, who are shown the public extract of notices and nothing else.
    Public,
    /// The machine's own command line, under the name of its account there.
    Console {
        account: String,
    },
}

/// What all requests share.
pub(crate) struct App {
    pub desk: Arc<Desk>,
    pub settings: Settings,
    pub door: Door,
    pub limits: Limits,
    pub metrics: Metrics,
    pub passkeys: Passkeys,
    pub kept: Kept,
}

pub(crate) type Shared = Arc<App>;

/// Everything that this node offers on the network. Serve it with [`crate::serve`], which holds slow and endless
/// senders off.
pub fn app(desk: Arc<Desk>, settings: Settings) -> Router {
    router(desk, settings, Door::Network)
}

/// The same API for the machine's own command line, without a token: every request is an act of `Actor::Console` under
/// this account. For a socket that only this account can open, or to be called in the same process.
pub fn console(desk: Arc<Desk>, account: String, settings: Settings) -> Router {
    router(desk, settings, Door::Console { account })
}

/// What strangers are shown of notices, and nothing else: for an address of its own.
pub fn public(desk: Arc<Desk>, settings: Settings) -> Router {
    router(desk, settings, Door::Public)
}

fn router(desk: Arc<Desk>, settings: Settings, door: Door) -> Router {
    let table = if matches!(door, Door::Public) { crate::public::table() } else { routes::table() };
    let app = App {
        limits: Limits::new(settings.pace),
        metrics: Metrics::new(),
        passkeys: Passkeys::new(&settings.origin, &desk.name),
        kept: Kept::default(),
        desk,
        settings,
        door,
    };
    gate::around(Arc::new(app), table)
}
