//! `/api/v1/twins/seek`: one run over the whole store, with its progress as lines while it runs.
use super::{LINES, Told};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::Bringing;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use desk::twin::Sought;
use futures_util::stream;
use model::{Actor, Reason};
use serde::Serialize;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use utoipa::ToSchema;

/// How far the run is. What it counts is counted over records that not everybody may see, so only the machine's own
/// command line is told it; others see the pairs that they may see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SoughtShape {
    pub ended: bool,
    /// Records gone through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<u64>,
    /// Pairs that were found, those included that were known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<u64>,
    /// Pairs that wait to be judged now and did not before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<u64>,
    /// Pairs that wait no longer, since nothing speaks for them any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<u64>,
}

fn shape(by: &Actor, sought: Sought, ended: bool) -> SoughtShape {
    let told = |number: u64| matches!(by, Actor::Console { .. }).then_some(number);
    SoughtShape {
        ended,
        records: told(sought.records),
        found: told(sought.found),
        new: told(sought.new),
        closed: told(sought.closed),
    }
}

/// A run under way. It goes to its end, whether or not whoever began it still listens.
struct Running {
    by: Actor,
    moved: watch::Receiver<Sought>,
    done: JoinHandle<Result<Sought, desk::Error>>,
}

fn start(app: &Shared, by: &Actor, reason: &Reason) -> Running {
    let (tell, moved) = watch::channel(Sought::default());
    let (app, actor, reason) = (app.clone(), by.clone(), reason.clone());
    let done = tokio::spawn(async move {
        let on = |sought| {
            tell.send_replace(sought);
        };
        let ended = desk::twin::seek(&app.desk, &actor, &reason, on).await;
        if let Err(fault) = &ended {
            tracing::warn!(%fault, "a search for twins was broken off");
        }
        ended
    });
    Running { by: by.clone(), moved, done }
}

/// Begins a run for a page, which does not wait for it. Refusals are told at once.
pub(crate) async fn begin(app: &Shared, by: &Actor, reason: &Reason) -> Result<(), Problem> {
    let mut running = start(app, by, reason);
    tokio::select! {
        ended = &mut running.done => over(ended).map(drop),
        () = tokio::time::sleep(REFUSED_BY) => Ok(()),
    }
}

/// A refusal comes sooner than this.
const REFUSED_BY: Duration = Duration::from_millis(300);

fn over(ended: Result<Result<Sought, desk::Error>, tokio::task::JoinError>) -> Result<Sought, Problem> {
    ended.map_err(|fault| Problem::broken(&fault))?.map_err(Problem::from)
}

/// Answers when it has ended; with `Accept: application/x-ndjson`, with lines while it runs.
pub(crate) async fn run(
    State(app): State<Shared>,
    caller: Caller,
    Bringing(reason): Bringing,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut running = start(&app, &caller.actor, &reason);
    if super::import::accepts_lines(&headers) {
        tokio::select! {
            biased;
            ended = &mut running.done => {
                let sought = over(ended)?;
                return Ok(streamed(stream::iter([as_line(&shape(&caller.actor, sought, true))])));
            }
            _ = running.moved.changed() => running.moved.mark_changed(),
        }
        return Ok(lines(running));
    }
    let sought = over(running.done.await)?;
    Ok(Told::ok(shape(&caller.actor, sought, true)).into_response())
}

/// Between two lines of progress.
const PAUSE: Duration = Duration::from_millis(100);

fn lines(running: Running) -> Response {
    streamed(stream::unfold(Some(running), |running| async move {
        let mut running = running?;
        if running.moved.changed().await.is_ok() {
            tokio::time::sleep(PAUSE).await;
            let sought = *running.moved.borrow_and_update();
            let line = as_line(&shape(&running.by, sought, false));
            return Some((line, Some(running)));
        }
        let by = running.by;
        let line = match over(running.done.await) {
            Ok(sought) => as_line(&shape(&by, sought, true)),
            Err(problem) => as_line(&problem.details()),
        };
        Some((line, None))
    }))
}

fn streamed(lines: impl futures_util::Stream<Item = Bytes> + Send + 'static) -> Response {
    let lines = futures_util::StreamExt::map(lines, Ok::<_, Infallible>);
    let mut response = Response::new(Body::from_stream(lines));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    response
}

fn as_line<T: Serialize>(told: &T) -> Bytes {
    let mut line = serde_json::to_vec(told).expect("texts and numbers are JSON");
    line.push(b'\n');
    line.into()
}
