//! Problems: the one place where an error becomes a status; RFC 9457 for machines, a page for people.
use crate::page::Trouble;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::Invalid;
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong with a request, as far as its sender may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// No such thing here, or none that they may know of: the two are not told apart.
    Missing,
    /// The rules say no, and why.
    Refused(String),
    /// Nobody, where somebody is needed.
    Unsigned,
    /// An unsafe request from another site, or from a browser that does not say where it comes from.
    Stranger,
    /// What is wrong, at which field.
    Invalid(Vec<Flawed>),
    /// The request cannot be read at all.
    Malformed(String),
    Conflict(&'static str),
    /// The path knows other methods.
    Method,
    /// The body is of another type than this.
    Media(&'static str),
    TooLarge {
        bytes_max: u64,
    },
    TooMany {
        wait_s: u64,
    },
    /// The body did not come in time.
    Late,
    /// Our fault, logged under this reference.
    Broken(String),
    NotReady(&'static str),
}

/// One field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Flawed {
    /// Name of the field, such as `entity.properties.birthDate`.
    pub field: String,
    pub reason: String,
}

/// Problem details (RFC 9457), `application/problem+json`.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProblemDetails {
    /// `urn:liaison:problem:` and a code that never changes.
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Flawed>,
    /// Under which our fault was logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

impl Problem {
    pub(crate) fn at(field: &str, reason: impl Into<String>) -> Problem {
        Problem::Invalid(vec![Flawed { field: field.to_string(), reason: reason.into() }])
    }

    /// The same at several fields.
    pub(crate) fn many<'f>(flaws: impl IntoIterator<Item = (&'f str, &'f str)>) -> Problem {
        let flawed =
            |(field, reason): (&str, &str)| Flawed { field: field.to_string(), reason: reason.to_string() };
        Problem::Invalid(flaws.into_iter().map(flawed).collect())
    }

    /// The same, of one line of many.
    pub(crate) fn on_line(self, line: u64) -> Problem {
        match self {
            Problem::Invalid(flaws) => {
                let on = |f: Flawed| Flawed { field: format!("line {line}: {}", f.field), reason: f.reason };
                Problem::Invalid(flaws.into_iter().map(on).collect())
            }
            Problem::Malformed(why) => Problem::Malformed(format!("line {line}: {why}")),
            other => other,
        }
    }

    /// Logs a fault of ours, once, and gives the problem with its reference.
    pub(crate) fn broken(fault: &dyn std::fmt::Display) -> Problem {
        let reference = reference();
        tracing::error!(%fault, %reference, "a request failed");
        Problem::Broken(reference)
    }

    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Problem::Missing => StatusCode::NOT_FOUND,
            Problem::Refused(_) | Problem::Stranger => StatusCode::FORBIDDEN,
            Problem::Unsigned => StatusCode::UNAUTHORIZED,
            Problem::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Malformed(_) => StatusCode::BAD_REQUEST,
            Problem::Conflict(_) => StatusCode::CONFLICT,
            Problem::Method => StatusCode::METHOD_NOT_ALLOWED,
            Problem::Media(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Problem::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Problem::Late => StatusCode::REQUEST_TIMEOUT,
            Problem::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Problem::NotReady(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            Problem::Missing => "not-found",
            Problem::Refused(_) => "refused",
            Problem::Unsigned => "not-signed-in",
            Problem::Stranger => "another-site",
            Problem::Invalid(_) => "invalid",
            Problem::Malformed(_) => "malformed",
            Problem::Conflict(_) => "conflict",
            Problem::Method => "method",
            Problem::Media(_) => "media-type",
            Problem::TooLarge { .. } => "too-large",
            Problem::TooMany { .. } => "too-many",
            Problem::Late => "too-slow",
            Problem::Broken(_) => "broken",
            Problem::NotReady(_) => "not-ready",
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Problem::Missing => "There is no such thing here",
            Problem::Refused(_) => "The rules do not give you this",
            Problem::Unsigned => "Nobody is signed in",
            Problem::Stranger => "This came from another site",
            Problem::Invalid(_) => "Something in the request is not as it should be",
            Problem::Malformed(_) => "The request cannot be read",
            Problem::Conflict(_) => "It has changed, or is already so",
            Problem::Method => "This address knows other methods",
            Problem::Media(_) => "The body is of another type than expected",
            Problem::TooLarge { .. } => "The body is too large",
            Problem::TooMany { .. } => "Too many requests",
            Problem::Late => "The body came too slowly",
            Problem::Broken(_) => "The node failed",
            Problem::NotReady(_) => "The node is not ready",
        }
    }

    fn detail(&self) -> String {
        match self {
            Problem::Missing => "there is no such thing here, or none that you may know of".into(),
            Problem::Refused(why) | Problem::Malformed(why) => why.clone(),
            Problem::Unsigned => "send a client's token as `Authorization: Bearer lia_…`, or sign in".into(),
            Problem::Stranger => "send it from a page of this node, or with a client's token".into(),
            Problem::Invalid(flaws) => {
                let told: Vec<String> = flaws.iter().map(|f| format!("{}: {}", f.field, f.reason)).collect();
                told.join("; ")
            }
            Problem::Conflict(why) | Problem::NotReady(why) => (*why).into(),
            Problem::Method => "see /api/v1/openapi.json for what is there".into(),
            Problem::Media(expected) => format!("send {expected}"),
            Problem::TooLarge { bytes_max } => format!("at most {bytes_max} bytes"),
            Problem::TooMany { wait_s } => format!("try again in {wait_s} s"),
            Problem::Late => "send it again over a better line, or in parts".into(),
            Problem::Broken(reference) => format!("tell whoever keeps this node the reference {reference}"),
        }
    }

    pub(crate) fn details(&self) -> ProblemDetails {
        ProblemDetails {
            kind: format!("urn:liaison:problem:{}", self.code()),
            title: self.title(),
            status: self.status().as_u16(),
            detail: self.detail(),
            errors: if let Problem::Invalid(flaws) = self { flaws.clone() } else { vec![] },
            reference: if let Problem::Broken(reference) = self { Some(reference.clone()) } else { None },
        }
    }

    /// The same, as a page tells it.
    pub(crate) fn trouble(&self) -> Trouble {
        match self {
            Problem::Missing | Problem::Method => Trouble::NotFound,
            Problem::Refused(why) => Trouble::Refused { why: why.clone() },
            Problem::Unsigned | Problem::Stranger => Trouble::Stranger,
            Problem::Invalid(flaws) => {
                let first = flaws.first().map(|f| (f.field.clone(), f.reason.clone()));
                let (what, why) = first.unwrap_or_default();
                Trouble::Invalid { what, why }
            }
            Problem::Malformed(_) | Problem::Media(_) | Problem::Late => {
                Trouble::Invalid { what: self.title().into(), why: self.detail() }
            }
            Problem::Conflict(_) => Trouble::Conflict,
            Problem::TooLarge { bytes_max } => Trouble::TooLarge { bytes_max: *bytes_max },
            Problem::TooMany { wait_s } => Trouble::TooMany { wait_s: *wait_s },
            Problem::Broken(reference) => Trouble::Broken { reference: reference.clone() },
            Problem::NotReady(_) => Trouble::NotReady,
        }
    }
}

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Problem {
        Problem::at(invalid.what, invalid.why)
    }
}

impl From<desk::Error> for Problem {
    fn from(error: desk::Error) -> Problem {
        match error {
            desk::Error::Refused(refusal) if refusal.conceals() => Problem::Missing,
            desk::Error::Refused(refusal) => Problem::Refused(refusal.to_string()),
            desk::Error::Invalid(invalid) => invalid.into(),
            desk::Error::Missing => Problem::Missing,
            desk::Error::Conflict(why) => Problem::Conflict(why),
            desk::Error::Format(formats::Error::NoMapping | formats::Error::NeedlessMapping(_)) => {
                Problem::at("mapping", error.to_string())
            }
            desk::Error::Format(fault) => Problem::at("files", fault.to_string()),
            desk::Error::Rules(faults) => {
                let flaw = |f: &policy::Fault| Flawed {
                    field: format!("text, line {}", f.line),
                    reason: f.reason.clone(),
                };
                Problem::Invalid(faults.faults.iter().map(flaw).collect())
            }
            desk::Error::Log(_) => Problem::at("log", error.to_string()),
            desk::Error::Wire(rejection) => Problem::at("papers", rejection.to_string()),
            desk::Error::Store(fault) => of_store(fault),
            fault => Problem::broken(&fault),
        }
    }
}

fn of_store(fault: store::Error) -> Problem {
    match fault {
        store::Error::Conflict(why) => Problem::Conflict(why),
        fault if fault.is_full() => {
            tracing::error!(%fault, "the disk is full");
            Problem::NotReady("the node's disk is full: nothing is lost; make room on it and send this again")
        }
        store::Error::Invalid(invalid) => invalid.into(),
        // What the rules gave is not for this kind of actor: a client has no standing checks.
        store::Error::NotPermitted(why) => Problem::Refused(why.into()),
        store::Error::Stopped => {
            let _logged = Problem::broken(&fault);
            Problem::NotReady("the store has stopped; whoever keeps this node must look at its disk")
        }
        fault => Problem::broken(&fault),
    }
}

/// By which a person can ask after a fault, and which tells nothing.
fn reference() -> String {
    let mut bytes = [0; 6];
    // Without chance the reference is the same for all; the fault is logged nevertheless.
    let _drawn = getrandom::fill(&mut bytes);
    desk::hex(&bytes)
}

impl IntoResponse for Problem {
    /// For machines; beside it lies the problem itself, from which the gate makes a page where one was asked for.
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.details()).expect("texts and numbers are JSON");
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match &self {
            Problem::Unsigned => {
                headers
                    .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"liaison\""));
            }
            Problem::TooMany { wait_s } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*wait_s));
            }
            Problem::NotReady(_) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}
