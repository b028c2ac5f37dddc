//! `/api/v1/records/{id}/attachments` and `/api/v1/attachments/{id}`: files of a record come in as they are sent, and go out as
//! bytes and nothing else, whatever they are.
use super::Told;
use super::shape::{part, rfc3339};
use crate::app::{App, Shared};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, FileForm, Filing, For, Named, in_time, is_type};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use desk::attachment::{self, Attachment, Keeping, Kept, Opened, Share};
use futures_util::{StreamExt, stream};
use model::{Actor, AttachmentId, FileName, Reason, RecordId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Longest upload: the longest file that any node takes, and what a form adds.
pub(crate) const BYTES_MAX: u64 = (2 << 30) + (1 << 20);
/// How a file is shared is one word.
pub(super) const SHARE_BYTES_MAX: u64 = 1_024;
/// Files that are taken in at once, of all people together.
pub(crate) const AT_ONCE: usize = 4;

/// A file of a record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachmentShape {
    pub id: String,
    /// The record that it belongs to; of a file that was said in a thread, the message.
    pub record: String,
    pub owner: String,
    pub name: String,
    /// Its type by its bytes, whatever its name says.
    pub media: String,
    pub bytes: u64,
    /// SHA-256 of what it holds.
    pub sha256: String,
    /// It runs, or something inside it can.
    pub active: bool,
    /// Its name makes believe that it is of another type.
    pub belied: bool,
    /// It is shared in the place of this one, which stays at home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// It goes where its record goes.
    pub goes: bool,
    /// It is whole on this node's disk; one of another member's may be on its way.
    pub here: bool,
    /// Why it has not come yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    pub at: String,
    /// Members that have told that they have it whole, where you may know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<String>,
}

impl AttachmentShape {
    pub(super) fn of(file: &Attachment) -> AttachmentShape {
        AttachmentShape {
            id: file.id.to_string(),
            record: file.record.to_string(),
            owner: file.owner.to_string(),
            name: file.named.name.to_string(),
            media: file.sealed.media.clone(),
            bytes: file.sealed.length,
            sha256: desk::hex(&file.named.digest),
            active: file.named.active,
            belied: file.named.belied,
            copy_of: file.copy_of.map(|id| id.to_string()),
            goes: file.goes,
            here: file.here,
            fault: file.fault.as_ref().map(|(why, _)| why.clone()),
            at: rfc3339(file.at_us),
            held_by: vec![],
        }
    }
}

/// What became of a file that was sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptShape {
    #[serde(flatten)]
    pub file: AttachmentShape,
    /// What is shared in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<AttachmentShape>,
    /// Why it stays here though a copy was to be shared: `no-picture`, `botched`, `no-workshop`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stays: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachmentsShape {
    pub attachments: Vec<AttachmentShape>,
}

/// What a file is called that is sent as a bare body; a form says it itself.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AttachQuery {
    #[serde(default)]
    #[param(example = "passport.jpg")]
    pub name: Option<String>,
    /// `copy` (of a picture, without what is hidden in the file; the original stays here), `as-is`, `home` (nothing).
    #[serde(default)]
    pub share: Option<String>,
}

/// Takes the file of a request: the body as it is, or the field `file` of a form, in which `share` stands before it.
pub(crate) async fn take(
    app: &App,
    (by, reason): (&Actor, &Reason),
    (record, asked): (RecordId, AttachQuery),
    request: Request,
) -> Result<Kept, Problem> {
    let busy = |_| Problem::NotReady("other files are being taken in; try again in a moment");
    let _place = app.kept.files.clone().try_acquire_owned().map_err(busy)?;
    let mut share = share(asked.share.as_deref())?;
    let begin = async |name: &str| attachment::keep(&app.desk, by, reason, (record, name)).await;
    if !is_type(request.headers(), "multipart/form-data") {
        let mut keeping = begin(asked.name.as_deref().unwrap_or_default()).await?;
        let mut body = request.into_body().into_data_stream();
        while let Some(piece) = in_time(body.next()).await? {
            let broken = |_| Problem::Malformed("the body ended before its end".into());
            push(app, keeping.push(&piece.map_err(broken)?).await)?;
        }
        return finish(keeping, share).await;
    }
    let mut form = FileForm::of(request).await?;
    while let Some(mut part) = form.next().await? {
        match part.name() {
            "share" => share = self::share(Some(&part.text(SHARE_BYTES_MAX).await?))?,
            "file" => {
                let mut keeping = begin(part.file_name().unwrap_or_default()).await?;
                while let Some(piece) = part.piece().await? {
                    push(app, keeping.push(&piece).await)?;
                }
                return finish(keeping, share).await;
            }
            _ => {}
        }
    }
    Err(Problem::at("file", "no file was sent"))
}

/// What is wrong with the file itself is told at its field.
async fn finish(keeping: Keeping<'_>, share: Share) -> Result<Kept, Problem> {
    keeping.finish(share).await.map_err(|fault| match fault {
        desk::Error::Conflict(why) => Problem::at("file", why),
        fault => fault.into(),
    })
}

/// What came of the next bytes of a file: one that is too long is told how long it may be.
pub(super) fn push(app: &App, pushed: Result<(), desk::Error>) -> Result<(), Problem> {
    match pushed {
        Err(desk::Error::Store(store::Error::Conflict(_))) => {
            Err(Problem::TooLarge { bytes_max: attachment::bytes_max(&app.desk).unwrap_or(0) })
        }
        pushed => Ok(pushed?),
    }
}

pub(super) fn share(text: Option<&str>) -> Result<Share, Problem> {
    text.filter(|text| !text.is_empty()).map_or(Ok(Share::Copy), |text| part("share", text))
}

pub(crate) async fn attach(
    State(app): State<Shared>,
    caller: Caller,
    Named(record): Named<RecordId>,
    Filing(reason): Filing,
    Asked(asked): Asked<AttachQuery>,
    request: Request,
) -> Result<Told<KeptShape>, Problem> {
    let kept = take(&app, (&caller.actor, &reason), (record, asked), request).await?;
    Ok(Told::made(KeptShape {
        file: AttachmentShape::of(&kept.file),
        copy: kept.copy.as_ref().map(AttachmentShape::of),
        stays: kept.stays.map(|stays| stays.to_string()),
    }))
}

/// Opens the record, and tells of its files.
pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Named(record): Named<RecordId>,
    For(reason): For,
) -> Result<Told<AttachmentsShape>, Problem> {
    let (desk, by) = (&app.desk, &caller.actor);
    desk::record::open(desk, by, &reason, record).await?;
    let files = attachment::of(desk, by, &reason, record).await?;
    let holders = attachment::holders(desk, by, &reason, record).await?;
    let shape = |file: &Attachment| {
        let held = holders.iter().filter(|(id, ..)| *id == file.id);
        AttachmentShape {
            held_by: held.map(|(_, member, _)| member.to_string()).collect(),
            ..AttachmentShape::of(file)
        }
    };
    Ok(Told::ok(AttachmentsShape { attachments: files.iter().map(shape).collect() }))
}

pub(crate) async fn get(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<AttachmentId>,
    For(reason): For,
) -> Result<Response, Problem> {
    Ok(download(attachment::open(&app.desk, &caller.actor, &reason, id).await?))
}

pub(crate) async fn remove(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<AttachmentId>,
    Filing(reason): Filing,
) -> Result<StatusCode, Problem> {
    attachment::take_away(&app.desk, &caller.actor, &reason, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A file as bytes to be saved: no browser is told what it is, so none shows or runs it. A fault on the way cuts the
/// connection.
pub(crate) fn download(opened: Opened) -> Response {
    let Opened { file, reading } = opened;
    let (length, named) = (file.sealed.length, disposition(&file.named.name));
    let pieces = stream::try_unfold(reading, |mut reading| async move {
        let piece =
            reading.next().await.inspect_err(|fault| tracing::error!(%fault, "a download was cut short"))?;
        Ok::<_, store::Error>(piece.map(|piece| (Bytes::from(piece), reading)))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CONTENT_DISPOSITION, named);
    response.extensions_mut().insert(crate::headers::Sandboxed);
    response
}

/// The name for whoever saves it: plain letters, and beside it all of it (RFC 6266).
fn disposition(name: &FileName) -> HeaderValue {
    let letters = |c: char| if c.is_ascii_alphanumeric() || " ._-()".contains(c) { c } else { '_' };
    let plain: String = name.as_str().chars().map(letters).collect();
    let whole = crate::quoted::quoted(name.as_str());
    let text = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_header() {
        let of = |name: &str| format!("{:?}", disposition(&FileName::of(name)));
        assert_eq!(
            of("صورة.jpg"),
            "\"attachment; filename=\\\"____.jpg\\\"; filename*=UTF-8''%D8%B5%D9%88%D8%B1%D8%A9.jpg\""
        );
        for name in ["a\"; filename=\"b.exe", "a\r\nX: y", "a%0d%0ab"] {
            let told = of(name);
            assert_eq!(told.matches("filename=").count(), 1, "{told}");
        }
    }
}
