//! A notice on paper and as a file, its photographs, and notices that come in as a file.
use super::record::stated;
use super::{Visit, faulty, html, notice, notices, see};
use crate::app::Shared;
use crate::headers;
use crate::page::{Done, Flaw, ImportedRow, NoticePrint, Place, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, FileForm, Named};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use desk::notice::Which;
use model::{Language, RecordId};

pub(crate) async fn print(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/notices/{id}/print")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let actor = visit.actor()?;
    let (mut notice, photographs) = desk::notice::print(&app.desk, actor, &reason, id).await?;
    let live = desk::ask::before_arrest_by(&app.desk, actor, &reason, &mut notice).await?;
    let mut frame = visit.frame(&app, Some(Place::Notices)).await?;
    let reader = frame.reader().to_owned();
    frame.language = fields.text("in").parse::<Language>().unwrap_or(frame.language);
    let query = reason_query(&why);
    let pictures = photographs.iter().map(|one| format!("/notices/{id}/photographs/{}{query}", one.digest));
    html(&NoticePrint {
        frame,
        id,
        kind: notice.content.kind,
        sent: notice.content.sent,
        stage: notice.stage,
        live,
        last_us: notice.review_us.saturating_sub(1),
        pictures: pictures.collect(),
        owner: notice.owner,
        content: notice.content,
        reader,
        query,
    })
}

/// As a file in the shape of the public notice service.
pub(crate) async fn export(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, _) = match stated(&app, &visit, &Fields(asked), &format!("/notices/{id}/export")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let told = desk::notice::export(&app.desk, visit.actor()?, &reason, id).await?;
    let mut response = axum::Json(told).into_response();
    let name = format!("attachment; filename=\"notice-{id}.json\"");
    let name = HeaderValue::from_str(&name).map_err(|fault| Problem::broken(&fault))?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// A photograph of a notice.
pub(crate) async fn photograph(
    State(app): State<Shared>,
    visit: Visit,
    Path((id, name)): Path<(String, String)>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let id: RecordId = id.parse().map_err(|_| Problem::Missing)?;
    let (reason, _) = match stated(&app, &visit, &Fields(asked), &format!("/notices/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let one = desk::notice::photograph(&app.desk, visit.actor()?, &reason, (id, &name)).await?;
    Ok(headers::picture(one.bytes, "image/jpeg"))
}

/// The fields and the one file of a form, which is no longer than its route takes.
async fn form(request: Request) -> Result<(Fields, Vec<u8>), Problem> {
    let mut form = FileForm::of(request).await?;
    let (mut fields, mut file) = (vec![], vec![]);
    while let Some(part) = form.next().await? {
        match part.name() {
            "file" => file = part.bytes(u64::MAX).await?,
            name => {
                let name = name.to_owned();
                fields.push((name, part.text(u64::MAX).await?));
            }
        }
    }
    Ok((Fields(fields).checked()?, file))
}

/// Adds a photograph; the notice is stated anew with it.
pub(crate) async fn add_photograph(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
    request: Request,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/notices/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let (fields, picture) = form(request).await?;
    let round: u32 = fields
        .text("round")
        .parse()
        .map_err(|_| Problem::at("round", "the round that was read is missing"))?;
    match desk::notice::add_photograph(&app.desk, visit.actor()?, &reason, (id, round), picture).await {
        Ok(_) => Ok(see(&format!("/notices/{id}{}", reason_query(&why)), Done::NoticeDrafted)),
        Err(desk::Error::Invalid(invalid)) => {
            let mut page = notice::view(&app, &visit, (&reason, why), id).await?;
            page.faults.add("photograph", Flaw::Said(invalid.why.to_string()));
            faulty(&page)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Takes notices from a file: as drafts, or as something begun.
pub(crate) async fn import(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
    request: Request,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), "/notices").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let (_, file) = form(request).await?;
    let text = String::from_utf8(file).map_err(|_| Problem::Malformed("the file is not UTF-8".into()))?;
    let done = desk::notice::import(&app.desk, visit.actor()?, &reason, (&text, None)).await?;
    let mut page = notices::view(&app, &visit, (&reason, why), (Which::Ours, None)).await?;
    page.imported =
        Some(ImportedRow { stated: done.drafted.len(), begun: done.begun.len(), refused: done.refused });
    html(&page)
}
