//! The pages' handlers: one file a noun. They fill the views of `page` from what the desk answers, and decide nothing.
pub(crate) mod alerts;
mod answer;
pub(crate) mod asset;
pub(crate) mod capsule;
pub(crate) mod capsules;
mod changes;
pub(crate) mod check;
pub(crate) mod clients;
pub(crate) mod digest;
pub(crate) mod elsewhere;
pub(crate) mod files;
pub(crate) mod filing;
mod filing_form;
pub(crate) mod hit;
pub(crate) mod hits;
mod kept;
pub(crate) mod language;
pub(crate) mod law;
pub(crate) mod lists;
pub(crate) mod log;
pub(crate) mod network;
pub(crate) mod notice;
pub(crate) mod notice_alerts;
pub(crate) mod notice_form;
pub(crate) mod notice_out;
pub(crate) mod notices;
pub(crate) mod officers;
pub(crate) mod profile;
pub(crate) mod protected;
pub(crate) mod record;
pub(crate) mod rules;
pub(crate) mod sign_in;
pub(crate) mod standing;
pub(crate) mod subscriptions;
pub(crate) mod thread;
pub(crate) mod thread_file;
pub(crate) mod thread_new;
pub(crate) mod threads;
pub(crate) mod thresholds;
pub(crate) mod tour;
pub(crate) mod twin;
pub(crate) mod twins;
mod visit;
pub(crate) mod watch;
mod why;
pub(crate) mod window;

pub(crate) use crate::quoted::quoted;
pub(crate) use kept::Kept;
pub(crate) use visit::{Visit, fault};

use crate::page::Done;
use crate::problem::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// A page as an answer.
pub(crate) fn html(page: &impl Template) -> Result<Response, Problem> {
    let text = page.render().map_err(|fault| Problem::broken(&fault))?;
    Ok(Html(text).into_response())
}

/// A form shown again, with what is wrong in it.
pub(crate) fn faulty(page: &impl Template) -> Result<Response, Problem> {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// After a form that did something: there, with word of what was done.
pub(crate) fn see(path: &str, done: Done) -> Response {
    let mark = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{path}{mark}done={done}")).into_response()
}

/// A path of this node, or the start page: nobody is sent to another site from here.
pub(crate) fn local(path: &str) -> &str {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    if ours && path.is_ascii() { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local("/records/1?purpose=analysis"), "/records/1?purpose=analysis");
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "",
            "/a\r\nSet-Cookie: l=1",
        ] {
            assert_eq!(local(elsewhere), "/", "{elsewhere}");
        }
    }
}
