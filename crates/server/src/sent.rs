//! What a request says: its body as JSON or as a form, and the reason that it names.
use crate::app::Shared;
use crate::auth::Caller;
use crate::gate::BodyMax;
use crate::problem::Problem;
use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use model::{Actor, Purpose, Reason, Role};
use serde::de::DeserializeOwned;
use std::time::Duration;

mod form;

pub(crate) use form::{FileForm, FormField, in_time};

/// Until a whole body must be there, or the next part of a stream.
pub(crate) const BODY_TIME: Duration = Duration::from_secs(60);

/// The whole body, if it comes in time and is not too long.
pub(crate) async fn whole(body: Body, bytes_max: u64) -> Result<Bytes, Problem> {
    let max = usize::try_from(bytes_max).unwrap_or(usize::MAX);
    let read = tokio::time::timeout(BODY_TIME, Limited::new(body, max).collect()).await;
    match read {
        Err(_) => Err(Problem::Late),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(fault)) if fault.is::<LengthLimitError>() => Err(Problem::TooLarge { bytes_max }),
        Ok(Err(_)) => Err(Problem::Malformed("the body ended before its end".into())),
    }
}

async fn body_of(request: Request) -> Result<Bytes, Problem> {
    let BodyMax(max) = request.extensions().get::<BodyMax>().copied().unwrap_or(BodyMax(0));
    whole(request.into_body(), max).await
}

/// A body in JSON.
pub(crate) struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Shared> for Sent<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, _: &Shared) -> Result<Sent<T>, Problem> {
        if !is_type(request.headers(), "application/json") {
            return Err(Problem::Media("application/json"));
        }
        let body = body_of(request).await?;
        json(&body).map(Sent)
    }
}

/// U+0000 stands for nothing that anybody writes, and PostgreSQL keeps no text that holds it.
pub(crate) fn nothing() -> Problem {
    Problem::Malformed("the character U+0000 stands for nothing; leave it out".into())
}

/// Reads JSON; the problem says where it is wrong.
pub(crate) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if bytes.windows(6).any(|six| six == b"\\u0000") {
        return Err(nothing());
    }
    // Serde reads the fields of an object also from a list, in their order: nobody means that.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(Problem::at("body", "an object is expected, with its fields by their names"));
    }
    serde_json::from_slice(bytes).map_err(|fault| match fault.classify() {
        serde_json::error::Category::Data => Problem::at("body", fault.to_string()),
        _ => Problem::Malformed(format!("not JSON: {fault}")),
    })
}

/// A form, field by field, in its order.
#[derive(Debug, Default)]
pub(crate) struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The text of a field without blanks round it; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.trim())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Without what no text holds.
    pub(crate) fn checked(self) -> Result<Fields, Problem> {
        let held = self.0.iter().any(|(name, text)| name.contains('\0') || text.contains('\0'));
        if held { Err(nothing()) } else { Ok(self) }
    }

    /// Every text under this name, as in boxes that can be ticked together.
    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, text)| text.trim())
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

impl FromRequest<Shared> for Fields {
    type Rejection = Problem;
    async fn from_request(request: Request, _: &Shared) -> Result<Fields, Problem> {
        if !is_type(request.headers(), FORM) {
            return Err(Problem::Media(FORM));
        }
        let body = body_of(request).await?;
        let form = Request::post("/").header(header::CONTENT_TYPE, FORM).body(Body::from(body));
        let form = form.expect("a method and a header are a request");
        let Form(fields) =
            Form::from_request(form, &()).await.map_err(|_| Problem::Malformed("not a form".into()))?;
        Fields(fields).checked()
    }
}

/// `application/json; charset=utf-8` is `application/json`.
pub(crate) fn is_type(headers: &HeaderMap, wanted: &str) -> bool {
    let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let named = named.map(|value| value.split(';').next().unwrap_or_default().trim());
    named.is_some_and(|named| named.eq_ignore_ascii_case(wanted))
}

/// A typed query string.
pub(crate) struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Shared> for Asked<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Asked<T>, Problem> {
        asked(parts).map(Asked)
    }
}

/// The query of a request as its type.
pub(crate) fn asked<T: DeserializeOwned>(parts: &Parts) -> Result<T, Problem> {
    let read = Query::try_from_uri(&parts.uri);
    read.map(|Query(query)| query).map_err(|fault| Problem::at("query", fault.body_text()))
}

/// A part of the path, read as its type; what is none names nothing that is here.
pub(crate) struct Named<T>(pub T);

impl<T: std::str::FromStr> FromRequestParts<Shared> for Named<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Named<T>, Problem> {
        let path = axum::extract::Path::<String>::from_request_parts(parts, shared).await;
        let text = path.map_err(|_| Problem::Missing)?.0;
        text.parse().map(Named).map_err(|_| Problem::Missing)
    }
}

/// Two parts of the path.
pub(crate) struct NamedBoth<A, B>(pub A, pub B);

impl<A: std::str::FromStr, B: std::str::FromStr> FromRequestParts<Shared> for NamedBoth<A, B> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<NamedBoth<A, B>, Problem> {
        let path = axum::extract::Path::<(String, String)>::from_request_parts(parts, shared).await;
        let (one, other) = path.map_err(|_| Problem::Missing)?.0;
        match (one.parse(), other.parse()) {
            (Ok(one), Ok(other)) => Ok(NamedBoth(one, other)),
            _ => Err(Problem::Missing),
        }
    }
}

/// Longest legal basis or reference.
const WORDS_BYTES_MAX: usize = 500;

/// A reason out of its three texts. None where no purpose is named.
pub(crate) fn reason(purpose: &str, legal_basis: &str, reference: &str) -> Result<Option<Reason>, Problem> {
    for (field, text) in [("legal_basis", legal_basis), ("reference", reference)] {
        if text.len() > WORDS_BYTES_MAX {
            return Err(Problem::at(field, "longer than 500 bytes"));
        }
    }
    if purpose.is_empty() {
        return Ok(None);
    }
    let purpose: Purpose =
        purpose.parse().map_err(|invalid: model::Invalid| Problem::at("purpose", invalid.why))?;
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_string());
    Ok(Some(Reason { purpose, legal_basis: given(legal_basis), reference: given(reference) }))
}

/// A reason out of the three texts of a body, or the one that the request names elsewhere.
pub(crate) fn reason_or(
    (purpose, legal_basis, reference): (&Option<String>, &Option<String>, &Option<String>),
    else_: Reason,
) -> Result<Reason, Problem> {
    let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
    Ok(reason(&text(purpose), &text(legal_basis), &text(reference))?.unwrap_or(else_))
}

/// What a request without a body names in its headers, before that in these pairs of its query.
pub(crate) fn stated(parts: &Parts, query: &Fields) -> Result<Option<Reason>, Problem> {
    let header = |name: &str| {
        parts.headers.get(name).and_then(|v| std::str::from_utf8(v.as_bytes()).ok()).unwrap_or("")
    };
    let either = |field: &str, name: &str| match query.text(field) {
        "" => header(name).trim().to_string(),
        text => text.to_string(),
    };
    reason(
        &either("purpose", "liaison-purpose"),
        &either("legal_basis", "liaison-legal-basis"),
        &either("reference", "liaison-reference"),
    )
}

pub(crate) fn query(parts: &Parts) -> Result<Fields, Problem> {
    let read = Query::try_from_uri(&parts.uri);
    read.map(|Query(pairs)| Fields(pairs)).map_err(|_| Problem::Malformed("the query cannot be read".into()))
}

/// The reason of a read: it must be named.
pub(crate) struct For(pub Reason);

impl FromRequestParts<Shared> for For {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<For, Problem> {
        stated(parts, &query(parts)?)?.map(For).ok_or_else(unnamed)
    }
}

/// Why nothing is answered to whoever does not say why they ask.
pub(crate) fn unnamed() -> Problem {
    let codes: Vec<&str> = Purpose::ALL.iter().map(|p| p.as_str()).collect();
    Problem::at(
        "purpose",
        format!(
            "say why: `purpose` (in the query, the body, or the header Liaison-Purpose), one of {}",
            codes.join(", ")
        ),
    )
}

/// The reason of keeping the node and of reading its log: where no header names one, it is what the actor is here for.
pub(crate) struct Duty(pub Reason);

impl FromRequestParts<Shared> for Duty {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Duty, Problem> {
        let caller = Caller::from_request_parts(parts, shared).await?;
        let reason = stated(parts, &Fields::default())?.unwrap_or_else(|| duty(&caller.actor));
        Ok(Duty(reason))
    }
}

/// Oversight for inspectors, administration for everybody else.
pub(crate) fn duty(by: &Actor) -> Reason {
    let inspects = by.roles().contains(&Role::Inspector);
    Reason::of(if inspects { Purpose::Oversight } else { Purpose::Administration })
}

/// The reason of looking at the thresholds and of setting them: where no header names one, it is analysis for those who
/// neither keep the node nor inspect it.
pub(crate) struct Weighing(pub Reason);

impl FromRequestParts<Shared> for Weighing {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Weighing, Problem> {
        let caller = Caller::from_request_parts(parts, shared).await?;
        let reason = stated(parts, &Fields::default())?.unwrap_or_else(|| weighing(&caller.actor));
        Ok(Weighing(reason))
    }
}

pub(crate) fn weighing(by: &Actor) -> Reason {
    let keeps = matches!(by, Actor::Console { .. }) || by.roles().contains(&Role::Administrator);
    let inspects = by.roles().contains(&Role::Inspector);
    if keeps || inspects { duty(by) } else { Reason::of(Purpose::Analysis) }
}

/// The reason of filing, revising and withdrawing: where none is named, it is the daily work of the actor's role.
pub(crate) struct Filing(pub Reason);

impl FromRequestParts<Shared> for Filing {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Filing, Problem> {
        let caller = Caller::from_request_parts(parts, shared).await?;
        Ok(Filing(stated(parts, &query(parts)?)?.unwrap_or_else(|| daily(&caller.actor))))
    }
}

pub(crate) fn daily(by: &Actor) -> Reason {
    let protects = by.roles() == [Role::VictimProtection];
    Reason::of(if protects { Purpose::VictimProtection } else { Purpose::Investigation })
}

/// The reason of bringing lists in: where none is named, analysis; at the machine's own command line, administration.
pub(crate) struct Bringing(pub Reason);

impl FromRequestParts<Shared> for Bringing {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Bringing, Problem> {
        let caller = Caller::from_request_parts(parts, shared).await?;
        Ok(Bringing(stated(parts, &query(parts)?)?.unwrap_or_else(|| bringing(&caller.actor))))
    }
}

pub(crate) fn bringing(by: &Actor) -> Reason {
    let here = matches!(by, Actor::Console { .. });
    Reason::of(if here { Purpose::Administration } else { Purpose::Analysis })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Body {
        #[serde(default)]
        unit: Option<String>,
    }

    #[test]
    fn a_list_is_no_object_though_its_items_would_fill_the_fields() {
        let unit = |text: &str| json::<Body>(text.as_bytes()).map(|body| body.unit);
        assert_eq!(unit("{\"unit\": \"BPM\"}").ok(), Some(Some("BPM".to_owned())));
        assert_eq!(unit(" {}").ok(), Some(None));
        for list in ["[]", " [null]", "[\"BPM\"]"] {
            assert!(unit(list).is_err(), "{list}");
        }
    }
}
