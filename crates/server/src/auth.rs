//! Who asks: a client by its token, an officer by their session, or the person at the machine's own command line.
use crate::app::{Door, Shared};
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use model::{Actor, Officer};
use std::ops::Deref;
use std::sync::Arc;

/// Somebody who may be asked after.
#[derive(Debug)]
pub(crate) struct Known {
    pub actor: Actor,
    /// Of a person with a session.
    pub officer: Option<Officer>,
    /// The secret in their cookie.
    pub session: Option<String>,
}

/// Whoever sent this request; the gate has made sure that there is somebody.
#[derive(Debug, Clone)]
pub(crate) struct Caller(Arc<Known>);

impl Deref for Caller {
    type Target = Known;
    fn deref(&self) -> &Known {
        &self.0
    }
}

impl Known {
    /// The officer with a session, for what only a person can do.
    pub(crate) fn person(&self) -> Result<&Officer, Problem> {
        self.officer
            .as_ref()
            .ok_or_else(|| Problem::Refused("only an officer who is signed in can do this".into()))
    }
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Caller, Problem> {
        parts.extensions.get::<Caller>().cloned().ok_or(Problem::Unsigned)
    }
}

/// Tokens of clients begin so.
const TOKEN: &str = "lia_";

/// Finds who sent these headers. A token comes first: a request that has one owes nothing to a browser's cookie.
/// `wakes` tells whether the request keeps an idle session open.
pub(crate) async fn find(
    shared: &Shared,
    headers: &HeaderMap,
    wakes: bool,
) -> Result<Option<Caller>, Problem> {
    if let Some(token) = bearer(headers) {
        if !token.starts_with(TOKEN) {
            return Ok(None);
        }
        let actor = desk::client::by_token(&shared.desk, token).await?;
        return Ok(actor.map(|actor| Caller(Arc::new(Known { actor, officer: None, session: None }))));
    }
    // Whoever brings no token to the command line's own door is the person at the machine.
    if let Door::Console { account } = &shared.door {
        let actor = Actor::Console { account: account.clone(), member: shared.desk.me.clone() };
        return Ok(Some(Caller(Arc::new(Known { actor, officer: None, session: None }))));
    }
    let Some(session) = cookie(headers, shared.settings.cookie_name()) else { return Ok(None) };
    let officer = match wakes {
        true => desk::session::find(&shared.desk, session).await?,
        false => desk::session::look(&shared.desk, session).await?,
    };
    Ok(officer.map(|officer| {
        let actor = desk::session::actor(&shared.desk, &officer);
        Caller(Arc::new(Known { actor, officer: Some(officer), session: Some(session.to_string()) }))
    }))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A cookie by its name.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(found, _)| *found == name).map(|(_, value)| value).next()
}

/// Gives the browser its session, or takes it away (an empty secret).
pub(crate) fn session_cookie(shared: &Shared, secret: &str) -> HeaderValue {
    let name = shared.settings.cookie_name();
    let secure = if shared.settings.is_secure() { "; Secure" } else { "" };
    let age_s = if secret.is_empty() { 0 } else { desk::session::LIFE_US / 1_000_000 };
    let cookie = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age_s}{secure}");
    HeaderValue::from_str(&cookie).expect("a name, hexadecimal digits and fixed words are a header")
}
