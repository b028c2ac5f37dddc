//! How the node is: alive, ready, and in figures.
use super::Told;
use crate::app::Shared;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The program runs.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

#[derive(Serialize)]
struct Ready {
    ready: bool,
}

/// The store answers, and checks are answered from all records.
pub(crate) async fn readyz(State(app): State<Shared>) -> Result<Response, Problem> {
    desk::pulse::head(&app.desk).await?;
    let progress = *desk::follow::progress(&app.desk).borrow();
    if !progress.ready {
        return Err(Problem::NotReady("the index is still being read; checks would miss records"));
    }
    Ok(Told::ok(Ready { ready: true }).into_response())
}

/// For Prometheus.
pub(crate) async fn metrics(State(app): State<Shared>) -> Result<Response, Problem> {
    let head = desk::pulse::head(&app.desk).await?;
    let differ = [desk::reckon::alarms(&app.desk).await?, desk::reckon::stray_alarms(&app.desk).await?];
    let progress = *desk::follow::progress(&app.desk).borrow();
    let mut response = app.metrics.text(progress, head, differ).into_response();
    let content_type = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    Ok(response)
}
