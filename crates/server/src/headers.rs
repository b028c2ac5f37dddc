//! The headers of answers: those that every one carries, and those of what came from outside.
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

/// Nothing but our own files; no frame, no plug-in, no address that a page could be sent to.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static ALWAYS: LazyLock<[(HeaderName, HeaderValue); 7]> = LazyLock::new(|| {
    let rights = "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), geolocation=(), \
                  microphone=(), payment=(), usb=()";
    [
        ("content-security-policy", POLICY),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("permissions-policy", rights),
    ]
    .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
});

const TWO_YEARS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Sets them. Only an asset keeps a cache of its own, since its name holds its digest.
pub(crate) fn set(headers: &mut HeaderMap, secure: bool) {
    for (name, value) in ALWAYS.iter() {
        headers.insert(name, value.clone());
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, TWO_YEARS);
    }
    if headers.get(header::CACHE_CONTROL).is_none_or(|cache| cache != FOR_EVER) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Marks an answer with bytes that came from outside: a browser that shows it all the same runs nothing of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sandboxed;

/// A picture that came from outside, or was drawn from one.
pub(crate) fn picture(bytes: impl IntoResponse, media: &'static str) -> Response {
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response.extensions_mut().insert(Sandboxed);
    response
}

const SANDBOX: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'");

/// The stricter policy of a marked answer.
pub(crate) fn close(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
}

/// What is public may be read by pages of others as well.
pub(crate) fn open(headers: &mut HeaderMap) {
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}

/// For what never changes under its name.
pub(crate) const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
