//! `/api/v1/kept`: copies of others' records that the law bids to keep after their owner has taken them back.
use super::Told;
use super::shape::{RecordShape, moment, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, For, Named, Sent, Weighing};
use axum::extract::State;
use axum::http::StatusCode;
use desk::kept::{Declared, Kept};
use jiff::ToSpan;
use jiff::tz::TimeZone;
use model::RecordId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is declared of the copy of a record; nothing of what it says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptShape {
    pub record: String,
    pub owner: String,
    /// `to-be-kept`: when its owner takes it back. `undecided`: taken back, and somebody is to say whether the law bids to
    /// keep it. `kept`. `ended`: nothing is kept any more.
    pub word: String,
    pub version: u64,
    pub legal_basis: Option<String>,
    pub operation: Option<String>,
    pub why: Option<String>,
    pub unit: Option<String>,
    pub until: String,
    pub declared_at: String,
    /// When its owner took it back.
    pub taken_back_at: Option<String>,
}

impl KeptShape {
    fn of(kept: Kept) -> KeptShape {
        KeptShape {
            record: kept.id.to_string(),
            owner: kept.owner.to_string(),
            word: kept.word.to_string(),
            version: kept.version,
            legal_basis: kept.basis,
            operation: kept.reference,
            why: kept.why,
            unit: kept.unit,
            until: rfc3339(kept.until_us),
            declared_at: rfc3339(kept.declared_us),
            taken_back_at: kept.taken_us.map(rfc3339),
        }
    }
}

/// What somebody has declared of a copy, and a second person has not confirmed yet: until it lapses nothing of the copy is destroyed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptWaitsShape {
    pub record: String,
    pub owner: String,
    pub version: u64,
    pub legal_basis: Option<String>,
    pub operation: Option<String>,
    pub why: String,
    pub unit: Option<String>,
    /// Until when it is to be kept.
    pub until: String,
    /// The label of who declared it: somebody else confirms it.
    pub declared_by: String,
    pub declared_at: String,
    /// Until when it can be confirmed.
    pub lapses: String,
}

impl KeptWaitsShape {
    fn of(asked: desk::kept::Asked) -> KeptWaitsShape {
        let Declared { basis, reference, why, unit, until_us } = asked.declared;
        KeptWaitsShape {
            record: asked.id.to_string(),
            owner: asked.owner.to_string(),
            version: asked.version,
            legal_basis: basis,
            operation: reference,
            why,
            unit,
            until: rfc3339(until_us),
            declared_by: asked.asker,
            declared_at: rfc3339(asked.asked_us),
            lapses: rfc3339(asked.lapses_us),
        }
    }
}

/// The last declared first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptsShape {
    pub kept: Vec<KeptShape>,
    /// What waits for a second person; what lapses first comes first.
    pub waiting: Vec<KeptWaitsShape>,
}

/// A kept copy with what it says. Its owner is told that it was opened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptOpenedShape {
    #[serde(flatten)]
    pub kept: KeptShape,
    pub content: RecordShape,
}

/// That the law bids to keep a copy. The law and the case are those of the reason, and both are needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptSent {
    /// Why; its owner is told.
    #[schema(example = "evidence at trial")]
    pub why: String,
    /// The last day on which it is kept.
    #[schema(example = "2027-06-30")]
    pub until: String,
}

/// Which declaration a second person confirms: as they have read it, and no other.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptConfirmed {
    /// The `declared_at` of what waits.
    #[schema(example = "2026-11-22T15:54:07.123456Z")]
    pub declared_at: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct GivenUpQuery {
    /// Why it is kept no longer.
    #[serde(default)]
    pub why: String,
}

/// The end of a day that somebody wrote, in microseconds since 1970.
pub(crate) fn end_of(day: &str) -> Result<i64, Problem> {
    let wrong = || Problem::at("until", "a day, as 2027-06-30");
    let day: jiff::civil::Date = day.parse().map_err(|_| wrong())?;
    let next = day.checked_add(1.day()).map_err(|_| wrong())?;
    Ok(next.to_zoned(TimeZone::UTC).map_err(|_| wrong())?.timestamp().as_microsecond())
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<KeptsShape>, Problem> {
    let kept = desk::kept::list(&app.desk, &caller.actor, &reason).await?;
    let (waiting, _) = desk::kept::waiting(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(KeptsShape {
        kept: kept.into_iter().map(KeptShape::of).collect(),
        waiting: waiting.into_iter().map(KeptWaitsShape::of).collect(),
    }))
}

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
) -> Result<Told<KeptOpenedShape>, Problem> {
    let (kept, record) = desk::kept::open(&app.desk, &caller.actor, &reason, id).await?;
    Ok(Told::ok(KeptOpenedShape { kept: KeptShape::of(kept), content: RecordShape::of(&record) }))
}

pub(crate) async fn declare(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
    Sent(sent): Sent<KeptSent>,
) -> Result<StatusCode, Problem> {
    let declared = (sent.why.as_str(), end_of(&sent.until)?);
    desk::kept::declare(&app.desk, &caller.actor, &reason, id, declared).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn confirm(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
    Sent(sent): Sent<KeptConfirmed>,
) -> Result<StatusCode, Problem> {
    let declared_us = moment("declared_at", &sent.declared_at)?;
    desk::kept::confirm(&app.desk, &caller.actor, &reason, id, declared_us).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn give_up(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
    Asked(asked): Asked<GivenUpQuery>,
) -> Result<StatusCode, Problem> {
    desk::kept::give_up(&app.desk, &caller.actor, &reason, id, &asked.why).await?;
    Ok(StatusCode::NO_CONTENT)
}
