//! `/api/v1/threads/{id}/attachments`: files are said in a thread as messages are, come in as they are sent, and go out as bytes and
//! nothing else, whatever they are.
use super::Told;
use super::attachment::{SHARE_BYTES_MAX, download, push, share};
use crate::app::{App, Shared};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, FileForm, Filing, For, Named, NamedBoth, in_time, is_type};
use axum::extract::{Request, State};
use axum::response::Response;
use desk::attachment::{self, Coming, Ready, Share, Stays};
use desk::thread::Saying;
use futures_util::StreamExt;
use model::{Actor, AttachmentId, FileName, MessageId, Reason, ThreadId, Word};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Files of one form.
const FILES_MAX: usize = 8;
const TEXT_BYTES_MAX: u64 = model::TEXT_BYTES_MAX as u64;

/// What is said with a file that is sent as a bare body; a form says it in its fields.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileQuery {
    #[serde(default)]
    #[param(example = "passport.jpg")]
    pub name: Option<String>,
    /// `copy` (of a picture, without what is hidden in the file; the original stays here), `as-is`, `home` (nothing).
    #[serde(default)]
    pub share: Option<String>,
    /// What the message says; the name of the file where nothing is said.
    #[serde(default)]
    pub text: Option<String>,
}

/// The message that the files came with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FilesSaid {
    pub message: String,
    /// Why a file stays here though a copy was to be shared: `no-picture`, `botched`, `no-workshop`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stays: Option<String>,
}

/// What came of a request.
#[derive(Default)]
struct Came {
    files: Vec<Ready>,
    text: String,
    /// Of the first file, as its sender calls it.
    name: Option<String>,
}

/// Takes the files of a request, the body as it is or the fields `file` of a form, and says a message with them.
pub(crate) async fn take(
    app: &App,
    (by, reason): (&Actor, &Reason),
    (thread, asked): (ThreadId, FileQuery),
    request: Request,
) -> Result<(MessageId, Option<Stays>), Problem> {
    let busy = |_| Problem::NotReady("other files are being taken in; try again in a moment");
    let _place = app.kept.files.clone().try_acquire_owned().map_err(busy)?;
    let door = Door { app, by, reason, thread };
    let came = if is_type(request.headers(), "multipart/form-data") {
        door.form(request).await?
    } else {
        let name = asked.name.unwrap_or_default();
        let mut coming = door.begin(&name).await?;
        let mut body = request.into_body().into_data_stream();
        while let Some(piece) = in_time(body.next()).await? {
            let broken = |_| Problem::Malformed("the body ended before its end".into());
            push(app, coming.push(&piece.map_err(broken)?).await)?;
        }
        let files = vec![finish(coming, share(asked.share.as_deref())?).await?];
        Came { files, text: asked.text.unwrap_or_default(), name: Some(name) }
    };
    if came.files.is_empty() {
        return Err(Problem::at("file", "no file was sent"));
    }
    let stays = came.files.iter().find_map(|file| file.stays);
    let said = match came.text.trim() {
        "" => FileName::of(&came.name.unwrap_or_default()).to_string(),
        text => text.to_owned(),
    };
    let saying = Saying { word: Word::Said, text: said, to: None, grading: None, ground: None };
    let message = desk::thread::say_with(&app.desk, by, reason, (thread, came.files), saying).await?;
    Ok((message, stays))
}

/// Through which files come in.
struct Door<'d> {
    app: &'d App,
    by: &'d Actor,
    reason: &'d Reason,
    thread: ThreadId,
}

impl<'d> Door<'d> {
    async fn begin(&self, name: &str) -> Result<Coming<'d>, Problem> {
        let Door { app, by, reason, thread } = *self;
        Ok(attachment::coming(&app.desk, by, reason, (Some(thread), name)).await?)
    }

    async fn form(&self, request: Request) -> Result<Came, Problem> {
        let mut form = FileForm::of(request).await?;
        let (mut came, mut shared) = (Came::default(), Share::Copy);
        while let Some(mut part) = form.next().await? {
            match part.name() {
                "share" => shared = share(Some(&part.text(SHARE_BYTES_MAX).await?))?,
                "text" => came.text = part.text(TEXT_BYTES_MAX).await?,
                "file" if part.file_name().is_some() => {
                    if came.files.len() >= FILES_MAX {
                        return Err(Problem::at("file", "at most 8 files are sent at once"));
                    }
                    let name = part.file_name().unwrap_or_default().to_owned();
                    let mut coming = self.begin(&name).await?;
                    while let Some(piece) = part.piece().await? {
                        push(self.app, coming.push(&piece).await)?;
                    }
                    came.files.push(finish(coming, shared).await?);
                    came.name.get_or_insert(name);
                }
                _ => {}
            }
        }
        Ok(came)
    }
}

/// What is wrong with the file itself is told at its field.
async fn finish(coming: Coming<'_>, share: Share) -> Result<Ready, Problem> {
    coming.finish(share).await.map_err(|fault| match fault {
        desk::Error::Conflict(why) => Problem::at("file", why),
        fault => fault.into(),
    })
}

pub(crate) async fn send(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ThreadId>,
    Filing(reason): Filing,
    Asked(asked): Asked<FileQuery>,
    request: Request,
) -> Result<Told<FilesSaid>, Problem> {
    let (message, stays) = take(&app, (&caller.actor, &reason), (id, asked), request).await?;
    Ok(Told::made(FilesSaid { message: message.to_string(), stays: stays.map(|stays| stays.to_string()) }))
}

pub(crate) async fn get(
    State(app): State<Shared>,
    caller: Caller,
    NamedBoth(id, file): NamedBoth<ThreadId, AttachmentId>,
    For(reason): For,
) -> Result<Response, Problem> {
    Ok(download(attachment::open_in(&app.desk, &caller.actor, &reason, (id, file)).await?))
}
