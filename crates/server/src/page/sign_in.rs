//! Coming in and going out: passkeys, enrolment, sign-in links, signed out.
use super::Frame;
use askama::Template;
use model::Role;

/// `GET /sign-in`: the passkey button. Script: POST `/sign-in/start` -> `{id, options}`, POST `/sign-in/finish`
/// `{id, credential}` -> 204, then to `next`.
#[derive(Debug, Clone, Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    pub frame: Frame,
    /// Where to go afterwards: a path of this node.
    pub next: String,
    pub trouble: Option<SignInTrouble>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInTrouble {
    /// The session ended by itself.
    Ended,
    /// The link was used, has run out, or never was.
    LinkDead,
    Refused,
}

model::codes!(SignInTrouble, "trouble at sign-in", { Ended => "ended", LinkDead => "link-dead", Refused => "refused" });

/// `GET /enrol/{token}`: makes a passkey. Script: POST `/enrol/{token}/start` -> `{id, options}`, POST
/// `/enrol/{token}/finish` `{id, credential}` -> 204, then to `/`.
#[derive(Debug, Clone, Template)]
#[template(path = "enrol.html")]
pub struct EnrolPage {
    pub frame: Frame,
    pub token: String,
    pub name: String,
    pub unit: String,
    pub roles: Vec<Role>,
    pub until_us: i64,
}

/// `GET /sign-in/{token}`: a sign-in link (the demo prints them); its button sends POST to the same address.
#[derive(Debug, Clone, Template)]
#[template(path = "link.html")]
pub struct LinkPage {
    pub frame: Frame,
    pub token: String,
    pub name: String,
    pub unit: String,
    pub roles: Vec<Role>,
}

/// `GET /signed-out`, where POST `/sign-out` leads.
#[derive(Debug, Clone, Template)]
#[template(path = "signed_out.html")]
pub struct SignedOutPage {
    pub frame: Frame,
}
