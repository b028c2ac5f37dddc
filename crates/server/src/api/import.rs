//! `/api/v1/imports`: a list is brought in, with its progress as lines while it runs.
use super::shape::{HandlingShape, grading, part, rfc3339};
use super::upload::{self, Upload};
use super::{LINES, Told};
use crate::app::{Door, Shared};
use crate::auth::Caller;
use crate::gate::BodyMax;
use crate::problem::Problem;
use crate::sent::{Asked, Bringing, Named, Sent, is_type};
use axum::body::Body;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use desk::import::{Counts, Ended, Format, Mapping, Moved, Plan};
use futures_util::stream;
use model::{Actor, ImportId, Reason};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use utoipa::{IntoParams, ToSchema};

/// An import of files that lie on this machine already: for its own command line only. Others upload their files as
/// `multipart/form-data` with the fields `list`, `format`, `mapping`, `files` and, if the records are not for the own
/// member alone, `level`, `audience` (`own`, `all` or `members`), `members`, `never_to`, `purposes`, `caveats`, `review`,
/// `expires`, `grading`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportSent {
    /// The list's name here; a second import under it is its newer edition.
    pub list: String,
    /// `ftm`, `ofac`, `un`, `csv`.
    pub format: String,
    #[schema(value_type = Vec<String>)]
    pub files: Vec<PathBuf>,
    /// For CSV: the name of a ready mapping, or one in TOML.
    #[serde(default)]
    pub mapping: Option<String>,
    #[serde(default)]
    pub handling: HandlingShape,
    #[serde(default)]
    pub grading: Option<String>,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

impl ImportSent {
    fn reason(&self, else_: Reason) -> Result<Reason, Problem> {
        crate::sent::reason_or((&self.purpose, &self.legal_basis, &self.operation), else_)
    }

    fn plan(self) -> Result<Plan, Problem> {
        Ok(Plan {
            mapping: mapping(self.mapping.as_deref())?,
            format: part::<Format>("format", &self.format)?,
            list: self.list,
            files: self.files,
            handling: self.handling.read()?,
            grading: grading(self.grading.as_deref())?,
        })
    }
}

/// A ready mapping by its name, or one written in TOML.
pub(crate) fn mapping(text: Option<&str>) -> Result<Option<Mapping>, Problem> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if let Some(ready) = Mapping::ready(text) {
        return Ok(Some(ready));
    }
    let known = formats::csv::READY.join(", ");
    if !text.contains('=') {
        return Err(Problem::at("mapping", format!("no ready mapping of that name; there are {known}")));
    }
    Mapping::parse(text).map(Some).map_err(|fault| Problem::at("mapping", fault.to_string()))
}

/// An import under way. It runs to its end, whether or not whoever began it still listens.
pub(crate) struct Running {
    moved: watch::Receiver<Option<Moved>>,
    done: JoinHandle<Result<Ended, desk::Error>>,
}

/// Begins it. Uploaded files are kept until it has ended.
pub(crate) fn start(
    app: &Shared,
    by: &Actor,
    reason: &Reason,
    plan: Plan,
    upload: Option<Upload>,
) -> Running {
    let (tell, moved) = watch::channel(None);
    let (app, by, reason) = (app.clone(), by.clone(), reason.clone());
    let done = tokio::spawn(async move {
        let mut id = None;
        let on = |moved: Moved| {
            id = Some(moved.id);
            app.kept.moved(moved);
            tell.send_replace(Some(moved));
        };
        let ended = desk::import::run(&app.desk, &by, &reason, plan, on).await;
        if let Err(fault) = &ended {
            tracing::warn!(%fault, "an import was broken off");
        }
        id.into_iter().for_each(|id| app.kept.ended(id));
        drop(upload);
        ended
    });
    Running { moved, done }
}

/// An import that has begun: it is under way, or over already.
pub(crate) enum Begun {
    Moved(ImportId),
    Ended(Ended),
}

impl Begun {
    pub(crate) fn id(&self) -> ImportId {
        match self {
            Begun::Moved(id) => *id,
            Begun::Ended(ended) => ended.id,
        }
    }
}

impl Running {
    /// Waits until it moves. What stops it before is a problem.
    pub(crate) async fn begun(&mut self) -> Result<Begun, Problem> {
        loop {
            tokio::select! {
                biased;
                ended = &mut self.done => return over(ended).map(Begun::Ended),
                Ok(()) = self.moved.changed() => {
                    let moved = *self.moved.borrow();
                    if let Some(moved) = moved {
                        // It is told as progress too.
                        self.moved.mark_changed();
                        return Ok(Begun::Moved(moved.id));
                    }
                }
            }
        }
    }
}

fn over(ended: Result<Result<Ended, desk::Error>, tokio::task::JoinError>) -> Result<Ended, Problem> {
    ended.map_err(|fault| Problem::broken(&fault))?.map_err(Problem::from)
}

/// How far an import is: one line of its progress.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MovedShape {
    pub bytes_read: u64,
    pub bytes_total: u64,
    #[serde(flatten)]
    pub counts: CountsShape,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CountsShape {
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    pub withdrawn: u64,
    pub unchanged: u64,
}

impl CountsShape {
    fn of(counts: Counts) -> CountsShape {
        CountsShape {
            read: counts.read(),
            new: counts.added,
            changed: counts.changed,
            withdrawn: counts.withdrawn,
            unchanged: counts.unchanged,
        }
    }
}

/// How an import ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EndedShape {
    pub ended: bool,
    pub id: String,
    #[serde(flatten)]
    pub counts: CountsShape,
    /// The first 10,000 rows that were refused; all of them at `/imports/{id}/refusals`.
    pub refused: Vec<RefusedShape>,
    /// A file ended in damage: nothing was withdrawn.
    pub damaged: bool,
}

/// A row that could not be taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RefusedShape {
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: u64,
    pub reason: String,
}

const REFUSED_TOLD: u32 = 10_000;

/// What an import works for.
#[derive(Clone)]
struct By {
    app: Shared,
    caller: Caller,
    reason: Reason,
}

impl By {
    async fn told(&self, ended: Ended) -> Result<EndedShape, Problem> {
        let rows = desk::import::refusals(
            &self.app.desk,
            &self.caller.actor,
            &self.reason,
            ended.id,
            (0, REFUSED_TOLD),
        )
        .await?;
        Ok(EndedShape {
            ended: true,
            id: ended.id.to_string(),
            counts: CountsShape::of(ended.counts),
            refused: rows.into_iter().map(|(_, row)| refused(row)).collect(),
            damaged: ended.damaged,
        })
    }
}

fn refused(row: desk::import::RefusedRow) -> RefusedShape {
    RefusedShape { file: row.file, line: row.line, reason: row.reason }
}

/// Answers when it has ended; with `Accept: application/x-ndjson`, with lines while it runs.
pub(crate) async fn run(
    State(app): State<Shared>,
    caller: Caller,
    Bringing(else_): Bringing,
    request: Request,
) -> Result<Response, Problem> {
    let live = accepts_lines(request.headers());
    let (reason, plan, upload) = if is_type(request.headers(), "application/json") {
        if !matches!(app.door, Door::Console { .. }) {
            return Err(Problem::Media("multipart/form-data"));
        }
        let Sent(sent) = Sent::<ImportSent>::from_request(small(request), &app).await?;
        (sent.reason(else_)?, sent.plan()?, None)
    } else {
        let upload = upload::take(&app, &caller.actor, request).await?;
        let reason = upload.fields.reason(else_)?;
        (reason, upload.plan()?, Some(upload))
    };
    let mut running = start(&app, &caller.actor, &reason, plan, upload);
    let by = By { app, caller, reason };
    let early = running.begun().await?;
    if live {
        return Ok(lines(by, running, early));
    }
    let ended = match early {
        Begun::Ended(ended) => ended,
        Begun::Moved(_) => over(running.done.await)?,
    };
    Ok(Told::ok(by.told(ended).await?).into_response())
}

/// JSON that names files is short, whatever an upload may be.
fn small(mut request: Request) -> Request {
    request.extensions_mut().insert(BodyMax(64 * 1024));
    request
}

pub(super) fn accepts_lines(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|accept| accept.to_str().ok());
    accepted.flat_map(|accept| accept.split(',')).any(|accept| accept.trim().starts_with(LINES))
}

/// Between two lines of progress.
const PAUSE: Duration = Duration::from_millis(100);

fn lines(by: By, running: Running, early: Begun) -> Response {
    let all = stream::unfold(Some((by, running, early)), |state| async move {
        let (by, mut running, early) = state?;
        let ended = match early {
            Begun::Ended(ended) => Ok(ended),
            Begun::Moved(id) => {
                if let Some(line) = next_line(&mut running).await {
                    return Some((line, Some((by, running, Begun::Moved(id)))));
                }
                over(running.done.await)
            }
        };
        let told = match ended {
            Ok(ended) => by.told(ended).await,
            Err(problem) => Err(problem),
        };
        let line = told.map_or_else(|problem| as_line(&problem.details()), |told| as_line(&told));
        Some((line, None))
    });
    let mut response =
        Response::new(Body::from_stream(futures_util::StreamExt::map(all, Ok::<_, Infallible>)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    response
}

/// Where it is now, not more often than some times a second; none when nothing more will move.
async fn next_line(running: &mut Running) -> Option<Bytes> {
    running.moved.changed().await.ok()?;
    tokio::time::sleep(PAUSE).await;
    let moved = *running.moved.borrow_and_update();
    let Moved { bytes_read, bytes_total, counts, .. } = moved?;
    Some(as_line(&MovedShape { bytes_read, bytes_total, counts: CountsShape::of(counts) }))
}

fn as_line<T: Serialize>(told: &T) -> Bytes {
    let mut line = serde_json::to_vec(told).expect("texts and numbers are JSON");
    line.push(b'\n');
    line.into()
}

/// An import, under way or over.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportShape {
    pub id: String,
    pub list: String,
    pub format: String,
    pub files: Vec<String>,
    /// `running`, `ended`, `damaged`, `given-up`.
    pub state: &'static str,
    #[serde(flatten)]
    pub counts: CountsShape,
    pub refused: u64,
    pub started_at: String,
    pub ended_at: Option<String>,
}

fn shape(import: desk::import::Import) -> ImportShape {
    use desk::import::State as S;
    ImportShape {
        id: import.id.to_string(),
        list: import.list,
        format: import.format,
        files: import.files,
        state: match import.state {
            S::Running => "running",
            S::Ended => "ended",
            S::Damaged => "damaged",
            S::GivenUp => "given-up",
        },
        counts: CountsShape::of(import.counts),
        refused: import.counts.refused,
        started_at: rfc3339(import.started_us),
        ended_at: import.ended_us.map(rfc3339),
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportsShape {
    /// The last hundred, newest first.
    pub imports: Vec<ImportShape>,
}

pub(crate) async fn all(
    State(app): State<Shared>,
    caller: Caller,
    Bringing(reason): Bringing,
) -> Result<Told<ImportsShape>, Problem> {
    let imports = desk::import::imports(&app.desk, &caller.actor, &reason, 100).await?;
    Ok(Told::ok(ImportsShape { imports: imports.into_iter().map(shape).collect() }))
}

pub(crate) async fn one(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ImportId>,
    Bringing(reason): Bringing,
) -> Result<Told<ImportShape>, Problem> {
    Ok(Told::ok(shape(desk::import::import(&app.desk, &caller.actor, &reason, id).await?)))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RefusalsQuery {
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<u64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RefusalsShape {
    pub refused: Vec<RefusedShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

pub(crate) const REFUSALS_PAGE: u32 = 500;

pub(crate) async fn refusals(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ImportId>,
    Bringing(reason): Bringing,
    Asked(asked): Asked<RefusalsQuery>,
) -> Result<Told<RefusalsShape>, Problem> {
    // An import that is not there is missing, not empty.
    desk::import::import(&app.desk, &caller.actor, &reason, id).await?;
    let from = (asked.after.unwrap_or(0), REFUSALS_PAGE);
    let rows = desk::import::refusals(&app.desk, &caller.actor, &reason, id, from).await?;
    let full = u32::try_from(rows.len()) == Ok(REFUSALS_PAGE);
    let next = rows.last().map(|(number, _)| *number).filter(|_| full);
    Ok(Told::ok(RefusalsShape { refused: rows.into_iter().map(|(_, row)| refused(row)).collect(), next }))
}
