//! The files of the bundle.
use super::Visit;
use crate::headers::FOR_EVER;
use crate::page::asset;
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;

/// By its hashed name, so that it may be kept for ever.
pub(crate) async fn file(visit: Visit, Path(name): Path<String>) -> Result<Response, Problem> {
    let found = asset::get(&name, visit.takes_gzip()).ok_or(Problem::Missing)?;
    let mut response = Response::new(Body::from(match found.bytes {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
    }));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(found.content_type));
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if found.gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}
