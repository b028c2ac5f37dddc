//! `GET /api/v1/exports`: records as FollowTheMoney lines, streamed.
use super::LINES;
use super::record::filter;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, For};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;
use utoipa::IntoParams;

/// What to export.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// `ftm`.
    #[serde(default)]
    #[param(example = "ftm")]
    pub format: Option<String>,
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub list: Option<String>,
    #[serde(default)]
    pub status: Option<String>,
}

/// On disk before the first line leaves. A fault on the way cuts the connection: half an export must not look whole.
pub(crate) async fn stream(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<ExportQuery>,
) -> Result<Response, Problem> {
    if asked.format.as_deref().unwrap_or("ftm") != "ftm" {
        return Err(Problem::at("format", "expected one of: ftm"));
    }
    let filter = filter(asked.kind.as_deref(), asked.list.as_deref(), asked.status.as_deref())?;
    let export = desk::export::begin(&app.desk, &caller.actor, &reason, filter).await?;
    let lines = stream::try_unfold((app, export), |(app, mut export)| async move {
        let lines = export
            .next(&app.desk)
            .await
            .inspect_err(|fault| tracing::error!(%fault, "an export was cut short"))?;
        Ok::<_, desk::Error>((!lines.is_empty()).then(|| (Bytes::from(lines.concat()), (app, export))))
    });
    let mut response = Response::new(Body::from_stream(lines));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"records.ftm.json\""),
    );
    Ok(response)
}
