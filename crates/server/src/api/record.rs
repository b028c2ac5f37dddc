//! `/api/v1/records`: filed, read, listed, revised and withdrawn by their owner.
use super::Told;
use super::notice_more::LiveShape;
use super::shape::{self, EntityShape, HandlingShape, LinkShape, RecordShape, SourceShape, part, rfc3339};
use crate::api::once::Once;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, Filing, For, Named, Sent};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::record::{Draft, Filter, Opened};
use model::{Kind, Reason, RecordId, Status, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// A record to be filed: `kind` and `properties`, or `link`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordSent {
    #[serde(default)]
    #[schema(example = "Person")]
    pub kind: Option<String>,
    #[serde(default)]
    #[schema(example = json!({"name": ["Ama Mensah"], "birthDate": ["1974-08-12"]}))]
    pub properties: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub link: Option<LinkShape>,
    #[serde(default)]
    #[schema(example = "wanted")]
    pub status: Option<String>,
    #[serde(default)]
    pub action: Option<String>,
    #[serde(default)]
    pub handling: HandlingShape,
    #[serde(default)]
    #[schema(example = "B2")]
    pub grading: Option<String>,
    #[serde(default)]
    pub source: SourceShape,
    /// When revising: the version that was read. Where neither this nor `If-Match` is sent, the present one.
    #[serde(default)]
    pub version: Option<u64>,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

impl RecordSent {
    fn reason(&self, else_: Reason) -> Result<Reason, Problem> {
        crate::sent::reason_or((&self.purpose, &self.legal_basis, &self.operation), else_)
    }

    fn draft(self) -> Result<Draft, Problem> {
        let subject = match (&self.kind, &self.link) {
            (Some(kind), None) => {
                let entity = EntityShape { kind: kind.clone(), properties: self.properties };
                Subject::Entity(entity.read("")?)
            }
            (None, Some(link)) => Subject::Link(link.read()?),
            _ => return Err(Problem::at("body", "send `kind` with `properties`, or `link`")),
        };
        Ok(Draft {
            subject,
            status: self.status.as_deref().map(|status| part::<Status>("status", status)).transpose()?,
            action: self.action.filter(|action| !action.trim().is_empty()),
            handling: self.handling.read()?,
            grading: shape::grading(self.grading.as_deref())?,
            source: self.source.read(),
        })
    }
}

/// A record's id and the version that it has now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Filed {
    pub id: String,
    pub version: u64,
}

pub(crate) async fn file(
    State(app): State<Shared>,
    caller: Caller,
    once: Once,
    Filing(reason): Filing,
    Sent(sent): Sent<RecordSent>,
) -> Result<Told<Filed>, Problem> {
    let reason = sent.reason(reason)?;
    let draft = sent.draft()?;
    let id = match once.key() {
        Some(key) => desk::record::file_once(&app.desk, &caller.actor, &reason, draft, key).await?,
        None => desk::record::file(&app.desk, &caller.actor, &reason, draft).await?,
    };
    Ok(Told::made(Filed { id: id.to_string(), version: 1 }))
}

/// A record with what it said before and what it is linked with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenedShape {
    #[serde(flatten)]
    pub record: RecordShape,
    pub filed_at: String,
    pub revised_at: String,
    /// Every version that you may see, newest first.
    pub history: Vec<PastShape>,
    pub links: Vec<LinkedShape>,
    /// Where its owner says that its notice stands; only for an arrest. Where it does not stand, `action` is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<LiveShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PastShape {
    pub at: String,
    /// Number of its act in the journal.
    pub act: u64,
    pub record: RecordShape,
}

/// A link and the record at its other end.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkedShape {
    pub link: RecordShape,
    pub other: RecordShape,
}

impl OpenedShape {
    fn of(opened: &Opened) -> OpenedShape {
        let past = |past: &store::record::Past| PastShape {
            at: rfc3339(past.at_us),
            act: past.seq,
            record: RecordShape::of(&past.record),
        };
        let linked = |linked: &store::record::Linked| LinkedShape {
            link: RecordShape::of(&linked.link.record),
            other: RecordShape::of(&linked.other.record),
        };
        OpenedShape {
            record: RecordShape::of(&opened.held.record),
            filed_at: rfc3339(opened.held.filed_us),
            revised_at: rfc3339(opened.held.revised_us),
            history: opened.history.iter().map(past).collect(),
            links: opened.links.iter().map(linked).collect(),
            live: None,
        }
    }
}

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
) -> Result<Response, Problem> {
    let mut opened = desk::record::open(&app.desk, &caller.actor, &reason, id).await?;
    let live = desk::ask::before_arrest_on(&app.desk, &caller.actor, &reason, &mut opened).await?;
    let live = live.as_ref().map(LiveShape::of);
    let mut response = Told::ok(OpenedShape { live, ..OpenedShape::of(&opened) }).into_response();
    response.headers_mut().insert(header::ETAG, tag(opened.held.record.version));
    Ok(response)
}

/// `"3"`: the version is the tag.
fn tag(version: u64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).expect("digits in quotes are a header")
}

/// Which version the sender saw, by the body or by `If-Match`.
fn seen(sent: Option<u64>, headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(tag) = headers.get(header::IF_MATCH) else { return Ok(sent) };
    let version = tag.to_str().ok().and_then(|tag| tag.trim().trim_matches('"').parse().ok());
    version.map(Some).ok_or_else(|| Problem::at("If-Match", "expected a version in quotes, such as \"3\""))
}

pub(crate) async fn revise(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    Filing(reason): Filing,
    headers: HeaderMap,
    Sent(sent): Sent<RecordSent>,
) -> Result<Told<Filed>, Problem> {
    let reason = sent.reason(reason)?;
    let seen = seen(sent.version, &headers)?;
    let draft = sent.draft()?;
    let read = match seen {
        Some(version) => version,
        None => desk::record::open(&app.desk, &caller.actor, &reason, id).await?.held.record.version,
    };
    let version = desk::record::revise(&app.desk, &caller.actor, &reason, id, read, draft).await?;
    Ok(Told::ok(Filed { id: id.to_string(), version }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WithdrawQuery {
    /// Why it is withdrawn: kept in the journal.
    #[serde(default)]
    pub why: Option<String>,
}

pub(crate) async fn withdraw(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    Filing(reason): Filing,
    Asked(asked): Asked<WithdrawQuery>,
) -> Result<StatusCode, Problem> {
    let why = asked.why.unwrap_or_default();
    if why.len() > 1_000 {
        return Err(Problem::at("why", "longer than 1,000 bytes"));
    }
    desk::record::withdraw(&app.desk, &caller.actor, &reason, id, why.trim()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which records to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub list: Option<String>,
    #[serde(default)]
    pub status: Option<String>,
    /// Where the page before ended: its `next`.
    #[serde(default)]
    pub after: Option<u64>,
    /// 1 to 200; 50 where nothing is said.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u8>,
}

/// A page of records, the last stated first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordsShape {
    pub records: Vec<RecordShape>,
    /// `after` of the next page; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// A filter out of its three texts.
pub(crate) fn filter(
    kind: Option<&str>,
    list: Option<&str>,
    status: Option<&str>,
) -> Result<Filter, Problem> {
    let given = |text: Option<&'_ str>| text.map(str::to_string).filter(|text| !text.is_empty());
    Ok(Filter {
        kind: given(kind).map(|kind| part::<Kind>("kind", &kind)).transpose()?,
        list: given(list),
        status: given(status).map(|status| part::<Status>("status", &status)).transpose()?,
    })
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<ListQuery>,
) -> Result<Told<RecordsShape>, Problem> {
    let filter = filter(asked.kind.as_deref(), asked.list.as_deref(), asked.status.as_deref())?;
    let limit = u32::from(asked.limit.unwrap_or(50));
    let page = desk::record::list(&app.desk, &caller.actor, &reason, &filter, (asked.after, limit)).await?;
    let records = page.records.iter().map(|held| RecordShape::of(&held.record)).collect();
    Ok(Told::ok(RecordsShape { records, next: page.next }))
}
