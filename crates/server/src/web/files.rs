//! Files on a record's page: added by form, looked at as a small picture, saved, taken away.
use super::record::stated;
use super::{Visit, see};
use crate::api::attachment::{self as door, AttachQuery};
use crate::app::{App, Shared};
use crate::headers;
use crate::page::{Done, FileRow, FilesPart, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named, is_type};
use axum::extract::{Request, State};
use axum::response::Response;
use desk::attachment::{self, Attachment, Stays};
use model::{Actor, AttachmentId, Member, Reason, Record, RecordId};
use policy::action::Revise;

/// What the page of a record shows of its files; the record was just opened.
pub(super) async fn part(
    app: &App,
    actor: &Actor,
    reason: &Reason,
    record: &Record,
) -> Result<FilesPart, Problem> {
    let files = attachment::of(&app.desk, actor, reason, record.id).await?;
    let holders = attachment::holders(&app.desk, actor, reason, record.id).await?;
    let may_add = desk::offer::may_on::<Revise>(&app.desk, actor, reason, record);
    let row = |file: &Attachment| {
        let held = holders.iter().filter(|(id, ..)| *id == file.id);
        let held: Vec<Member> = held.map(|(_, member, _)| member.clone()).collect();
        let has_copy = files.iter().any(|other| other.copy_of == Some(file.id));
        view(app, file, (has_copy, held))
    };
    Ok(FilesPart {
        files: files.iter().map(row).collect(),
        bytes_max: attachment::bytes_max(&app.desk).filter(|_| may_add),
        leaves: desk::offer::in_network(&app.desk),
    })
}

pub(super) fn view(app: &App, file: &Attachment, (has_copy, held_by): (bool, Vec<Member>)) -> FileRow {
    let can_be_shown = ["image/jpeg", "image/png", "image/webp"].contains(&file.sealed.media.as_str());
    FileRow {
        id: file.id,
        name: file.named.name.to_string(),
        media: file.sealed.media.clone(),
        bytes: file.sealed.length,
        active: file.named.active,
        belied: file.named.belied,
        is_ours: file.owner == app.desk.me,
        is_copy: file.copy_of.is_some(),
        has_copy,
        goes: file.goes,
        here: file.here,
        at_us: file.at_us,
        preview: can_be_shown
            && file.here
            && file.sealed.length <= attachment::PICTURE_BYTES_MAX
            && attachment::has_workshop(&app.desk),
        held_by,
    }
}

pub(crate) async fn add(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
    request: Request,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/records/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    if !is_type(request.headers(), "multipart/form-data") {
        return Err(Problem::Media("multipart/form-data"));
    }
    let nothing = AttachQuery { name: None, share: None };
    let kept = door::take(&app, (visit.actor()?, &reason), (id, nothing), request).await?;
    let done = match kept.stays {
        None => Done::Attached,
        Some(Stays::NoPicture) => Done::AttachedNoPicture,
        Some(Stays::Botched) => Done::AttachedBotched,
        Some(Stays::NoWorkshop) => Done::AttachedNoWorkshop,
    };
    Ok(see(&format!("/records/{id}{}", reason_query(&why)), done))
}

pub(crate) async fn download(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<AttachmentId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, _) = match stated(&app, &visit, &Fields(asked), &format!("/attachments/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    Ok(door::download(attachment::open(&app.desk, visit.actor()?, &reason, id).await?))
}

/// A small PNG that the workshop has drawn: never the bytes that came.
pub(crate) async fn preview(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<AttachmentId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let to = format!("/attachments/{id}/preview");
    let (reason, _) = match stated(&app, &visit, &Fields(asked), &to).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let picture = attachment::preview(&app.desk, visit.actor()?, &reason, id).await?;
    Ok(headers::picture(picture, "image/png"))
}

pub(crate) async fn remove(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<AttachmentId>,
    Asked(asked): Asked<Vec<(String, String)>>,
    _sent: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), "/").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let record = attachment::take_away(&app.desk, visit.actor()?, &reason, id).await?;
    Ok(see(&format!("/records/{record}{}", reason_query(&why)), Done::Detached))
}
