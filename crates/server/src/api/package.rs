//! `GET /api/v1/threads/{id}/package`: a thread with all that proves it, streamed.
use super::LINES;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{For, Named};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use desk::thread::package::Package;
use futures_util::stream;
use model::ThreadId;

/// On disk before the first line leaves.
pub(crate) async fn stream(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ThreadId>,
    For(reason): For,
) -> Result<Response, Problem> {
    let package = desk::thread::package::begin(&app.desk, &caller.actor, &reason, id).await?;
    Ok(response(app, id, package))
}

/// A package as it is sent. A fault on the way cuts the connection: half a package has no seal, and is refused.
pub(crate) fn response(app: Shared, id: ThreadId, package: Package) -> Response {
    let lines = stream::try_unfold((app, package), |(app, mut package)| async move {
        let line = package
            .next(&app.desk)
            .await
            .inspect_err(|fault| tracing::error!(%fault, "a package was cut short"))?;
        Ok::<_, desk::Error>(line.map(|line| (Bytes::from(line), (app, package))))
    });
    let mut response = Response::new(Body::from_stream(lines));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    let name = format!("attachment; filename=\"thread-{id}.jsonl\"");
    let name = HeaderValue::from_str(&name).expect("an id is letters, digits and dashes");
    headers.insert(header::CONTENT_DISPOSITION, name);
    response
}
