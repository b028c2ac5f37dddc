//! The language of the pages: an officer's own choice; before sign-in, this browser's.
use super::visit::LANGUAGE;
use super::{Visit, local};
use crate::app::Shared;
use crate::problem::Problem;
use crate::sent::Fields;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use model::Language;

pub(crate) async fn choose(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let language: Language = fields.text("language").parse()?;
    if let Some(officer) = visit.caller.as_deref().and_then(|caller| caller.officer.as_ref()) {
        desk::officer::choose_language(&app.desk, officer.id, language).await?;
    }
    let secure = if app.settings.is_secure() { "; Secure" } else { "" };
    let cookie =
        format!("{LANGUAGE}={language}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000{secure}");
    let mut response = Redirect::to(local(fields.text("back"))).into_response();
    let cookie = HeaderValue::from_str(&cookie).expect("a code and fixed words are a header");
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}
