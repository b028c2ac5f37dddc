//! `Idempotency-Key`: a write that is sent again, because its answer was lost, is done once.
use crate::app::Shared;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// The key of a write, if its sender gave one.
pub(crate) struct Once(Option<String>);

const HEADER: &str = "idempotency-key";
const BYTES_MAX: usize = 200;

impl Once {
    pub(crate) fn key(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl FromRequestParts<Shared> for Once {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Once, Problem> {
        let Some(value) = parts.headers.get(HEADER) else { return Ok(Once(None)) };
        let key = value
            .to_str()
            .ok()
            .map(|key| key.trim().trim_matches('"'))
            .filter(|key| (1..=BYTES_MAX).contains(&key.len()));
        match key {
            Some(key) => Ok(Once(Some(key.to_string()))),
            None => Err(Problem::at("Idempotency-Key", "1 to 200 printable characters")),
        }
    }
}
