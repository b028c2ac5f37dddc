//! The API under /api/v1: one file a noun, with the shapes that go over the wire.
pub(crate) mod alerts;
pub(crate) mod answer;
pub(crate) mod attachment;
pub(crate) mod backup;
pub(crate) mod batch;
pub(crate) mod capsule;
pub(crate) mod check;
pub(crate) mod client;
pub(crate) mod digest;
pub(crate) mod doc;
pub(crate) mod elsewhere;
pub(crate) mod export;
pub(crate) mod figure;
pub(crate) mod hit;
pub(crate) mod holding;
pub(crate) mod import;
pub(crate) mod judgement;
pub(crate) mod kept;
mod lines;
pub(crate) mod list;
pub(crate) mod log;
mod log_csv;
pub(crate) mod notice;
pub(crate) mod notice_alerts;
pub(crate) mod notice_more;
pub(crate) mod officer;
pub(crate) mod once;
mod openapi;
pub(crate) mod package;
pub(crate) mod peer;
pub(crate) mod reckon;
pub(crate) mod record;
pub(crate) mod rules;
pub(crate) mod seek;
pub(crate) mod shape;
pub(crate) mod standing;
pub(crate) mod state;
pub(crate) mod subscription;
pub(crate) mod thread;
pub(crate) mod thread_act;
pub(crate) mod thread_file;
pub(crate) mod threshold;
pub(crate) mod twin;
pub(crate) mod upload;
pub(crate) mod watch;
pub(crate) mod window;

pub(crate) use doc::Doc;
pub(crate) use log_csv::stream as log_csv;
pub use openapi::openapi;

use crate::problem::Problem;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// An answer in JSON.
pub(crate) struct Told<T>(pub StatusCode, pub T);

impl<T: Serialize> Told<T> {
    pub(crate) fn ok(told: T) -> Told<T> {
        Told(StatusCode::OK, told)
    }
    pub(crate) fn made(told: T) -> Told<T> {
        Told(StatusCode::CREATED, told)
    }
}

impl<T: Serialize> IntoResponse for Told<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.1) {
            Ok(bytes) => {
                let mut response = Response::new(Body::from(bytes));
                *response.status_mut() = self.0;
                response
                    .headers_mut()
                    .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
                response
            }
            Err(fault) => Problem::broken(&fault).into_response(),
        }
    }
}

/// Lines of JSON, as they come.
pub(crate) const LINES: &str = "application/x-ndjson";

/// The OpenAPI document.
pub(crate) async fn document() -> Response {
    static DOCUMENT: std::sync::LazyLock<Vec<u8>> =
        std::sync::LazyLock::new(|| serde_json::to_vec(&openapi()).expect("a document of texts is JSON"));
    let mut response = Response::new(Body::from(DOCUMENT.as_slice()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// A moment as the API writes it.
pub(crate) fn moment_of(us: i64) -> String {
    shape::rfc3339(us)
}

/// The day of a moment, UTC.
pub(crate) fn day_of(us: i64) -> String {
    shape::rfc3339(us).chars().take(10).collect()
}

/// Reads a day or a moment.
pub(crate) fn moment_in(field: &str, text: &str) -> Result<i64, Problem> {
    shape::moment(field, text)
}
