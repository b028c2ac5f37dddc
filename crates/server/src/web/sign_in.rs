//! Coming in and going out: passkeys, one-time links, sessions.
use super::{Visit, html, local};
use crate::api::Told;
use crate::app::Shared;
use crate::auth::{Caller, session_cookie};
use crate::page::{EnrolPage, LinkPage, SignInPage, SignInTrouble, SignedOutPage};
use crate::passkey::{Made, Offer, Used};
use crate::problem::Problem;
use crate::sent::{Asked, Sent};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::session::Proof;
use model::Officer;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct SignInQuery {
    #[serde(default)]
    next: String,
    #[serde(default)]
    trouble: String,
}

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<SignInQuery>,
) -> Result<Response, Problem> {
    let next = local(&asked.next).to_string();
    if visit.caller.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    // An unknown trouble is none: the text comes from the address.
    let trouble = asked.trouble.parse::<SignInTrouble>().ok();
    html(&SignInPage { frame: visit.frame(&app, None).await?, next, trouble })
}

pub(crate) async fn start(State(app): State<Shared>) -> Result<Told<Offer>, Problem> {
    Ok(Told::ok(app.passkeys.ask(&app.desk).await?))
}

pub(crate) async fn finish(State(app): State<Shared>, Sent(sent): Sent<Used>) -> Result<Response, Problem> {
    let (officer, changed) = app.passkeys.answered(&app.desk, sent).await?;
    if let Some(key) = changed {
        desk::session::passkey_used(&app.desk, &key.credential, &key.passkey).await?;
    }
    let_in(&app, &officer, Proof::Passkey, StatusCode::NO_CONTENT.into_response()).await
}

/// Opens a session and gives the browser its cookie, always a new one.
async fn let_in(
    app: &Shared,
    officer: &Officer,
    proof: Proof,
    mut response: Response,
) -> Result<Response, Problem> {
    let session = desk::session::open(&app.desk, officer, proof).await?;
    response.headers_mut().insert(header::SET_COOKIE, session_cookie(app, &session));
    Ok(response)
}

/// The printed address of a one-time link. Looking at it uses nothing up: programs that preview links do that too.
pub(crate) async fn enter(State(app): State<Shared>, Path(secret): Path<String>) -> Redirect {
    let page = if app.settings.link_opens() { "sign-in" } else { "enrol" };
    Redirect::to(&format!("/{page}/{}", super::quoted(&secret)))
}

fn dead() -> Response {
    Redirect::to(&format!("/sign-in?trouble={}", SignInTrouble::LinkDead)).into_response()
}

/// The officer of a link, or the way back for whoever has a dead one.
async fn look(app: &Shared, secret: &str) -> Result<Result<(Officer, i64), Response>, Problem> {
    match desk::session::look_at_link(&app.desk, secret).await {
        Ok(found) => Ok(Ok(found)),
        Err(desk::Error::Missing) => Ok(Err(dead())),
        Err(fault) => Err(fault.into()),
    }
}

/// The sign-in link of a demo, or of a post without a line. Elsewhere a link alone opens nothing.
pub(crate) async fn link(
    State(app): State<Shared>,
    visit: Visit,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    if !app.settings.link_opens() {
        return Ok(Redirect::to(&format!("/enrol/{}", super::quoted(&secret))).into_response());
    }
    match look(&app, &secret).await? {
        Err(dead) => Ok(dead),
        Ok((officer, _)) => {
            let frame = visit.frame(&app, None).await?;
            let Officer { name, unit, roles, .. } = officer;
            html(&LinkPage { frame, token: secret, name, unit, roles })
        }
    }
}

pub(crate) async fn use_link(
    State(app): State<Shared>,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    if !app.settings.link_opens() {
        return Err(Problem::Missing);
    }
    match desk::session::use_link(&app.desk, &secret).await {
        Ok(officer) => let_in(&app, &officer, Proof::Link, Redirect::to("/").into_response()).await,
        Err(desk::Error::Missing) => Ok(dead()),
        Err(fault) => Err(fault.into()),
    }
}

/// Where an officer makes a passkey, over a link that lets them do so once.
pub(crate) async fn enrol(
    State(app): State<Shared>,
    visit: Visit,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    match look(&app, &secret).await? {
        Err(dead) => Ok(dead),
        Ok((officer, until_us)) => {
            let frame = visit.frame(&app, None).await?;
            let Officer { name, unit, roles, .. } = officer;
            html(&EnrolPage { frame, token: secret, name, unit, roles, until_us })
        }
    }
}

pub(crate) async fn enrol_start(
    State(app): State<Shared>,
    Path(secret): Path<String>,
) -> Result<Told<Offer>, Problem> {
    let (officer, _) = desk::session::look_at_link(&app.desk, &secret).await?;
    Ok(Told::ok(app.passkeys.offer(&app.desk, &officer).await?))
}

/// The link is used up only when the key is good: a key that failed can be tried again.
pub(crate) async fn enrol_finish(
    State(app): State<Shared>,
    Path(secret): Path<String>,
    Sent(sent): Sent<Made>,
) -> Result<Response, Problem> {
    let (officer, _) = desk::session::look_at_link(&app.desk, &secret).await?;
    let key = app.passkeys.taken(&app.desk, &officer, sent).await?;
    let officer = desk::session::use_link(&app.desk, &secret).await?;
    desk::session::enrol(&app.desk, &officer, &key.credential, &key.passkey).await?;
    let_in(&app, &officer, Proof::Passkey, StatusCode::NO_CONTENT.into_response()).await
}

/// Takes the session away here and in the browser, with all that the browser keeps of this node.
pub(crate) async fn out(State(app): State<Shared>, caller: Caller) -> Result<Response, Problem> {
    if let (Ok(officer), Some(session)) = (caller.person(), &caller.session) {
        desk::session::close(&app.desk, officer, session).await?;
    }
    let mut response = Redirect::to("/signed-out").into_response();
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, session_cookie(&app, ""));
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

pub(crate) async fn signed_out(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    html(&SignedOutPage { frame: visit.frame(&app, None).await? })
}
