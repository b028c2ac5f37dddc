//! Files of messages on the page of their thread: sent by form, looked at as a small picture, saved.
use super::threads::reason;
use super::{Visit, see, why};
use crate::api::attachment as door;
use crate::api::thread_file::{FileQuery, take};
use crate::app::Shared;
use crate::headers;
use crate::page::{Done, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named, NamedBoth, is_type};
use axum::extract::{Request, State};
use axum::response::Response;
use desk::attachment::{self, Stays};
use model::{AttachmentId, ThreadId};

/// Says a message with the files of the form.
pub(crate) async fn send(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ThreadId>,
    Asked(asked): Asked<Vec<(String, String)>>,
    request: Request,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &Fields(asked))?;
    if !is_type(request.headers(), "multipart/form-data") {
        return Err(Problem::Media("multipart/form-data"));
    }
    let sent = take(&app, (visit.actor()?, &reason), (id, FileQuery::default()), request).await?;
    let done = match sent.1 {
        None => Done::Said,
        Some(Stays::NoPicture) => Done::AttachedNoPicture,
        Some(Stays::Botched) => Done::AttachedBotched,
        Some(Stays::NoWorkshop) => Done::AttachedNoWorkshop,
    };
    Ok(see(&format!("/threads/{id}{}", reason_query(&why)), done))
}

pub(crate) async fn download(
    State(app): State<Shared>,
    visit: Visit,
    NamedBoth(id, file): NamedBoth<ThreadId, AttachmentId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    if fields.text("purpose").is_empty() {
        return why::ask(&app, &visit, &fields, &format!("/threads/{id}/files/{file}")).await;
    }
    let (reason, _) = reason(&app, &visit, &fields)?;
    Ok(door::download(attachment::open_in(&app.desk, visit.actor()?, &reason, (id, file)).await?))
}

/// A small PNG that the workshop has drawn: never the bytes that came.
pub(crate) async fn preview(
    State(app): State<Shared>,
    visit: Visit,
    NamedBoth(id, file): NamedBoth<ThreadId, AttachmentId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, _) = reason(&app, &visit, &Fields(asked))?;
    let picture = attachment::preview_in(&app.desk, visit.actor()?, &reason, (id, file)).await?;
    Ok(headers::picture(picture, "image/png"))
}
