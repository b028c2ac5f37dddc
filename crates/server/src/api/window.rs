//! `/api/v1/window`, holders and recalls: where our records are, who looked at them there, and who has not yet confirmed
//! that what was taken back is gone.
use super::Told;
use super::shape::{part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, For, Named, Sent, Weighing};
use axum::extract::State;
use axum::http::StatusCode;
use desk::recall::Patience;
use model::RecordId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Who has, had or is to have a record of ours.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HoldersShape {
    pub holders: Vec<HolderShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HolderShape {
    pub member: String,
    /// The version that left for it last.
    pub version: u64,
    /// What left last takes the record back.
    pub recalled: bool,
    /// When that left.
    pub since: String,
    /// When the signed receipt for it came; nothing where it has not.
    pub confirmed_at: Option<String>,
    /// What the holder says of its copy, where it is kept by law or may be: `to-be-kept`, `undecided`, `kept`, `ended`.
    pub word: Option<String>,
    pub why: Option<String>,
    /// The law, the unit that keeps it, and until when.
    pub legal_basis: Option<String>,
    pub unit: Option<String>,
    pub until: Option<String>,
}

pub(crate) async fn holders(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
) -> Result<Told<HoldersShape>, Problem> {
    let holders = desk::window::holders(&app.desk, &caller.actor, &reason, id).await?;
    Ok(Told::ok(HoldersShape { holders: holders.into_iter().map(HolderShape::of).collect() }))
}

impl HolderShape {
    pub(crate) fn of(holder: desk::window::Holder) -> HolderShape {
        let said = holder.word;
        HolderShape {
            member: holder.member.to_string(),
            version: holder.version,
            recalled: holder.recalled,
            since: rfc3339(holder.since_us),
            confirmed_at: holder.confirmed_us.map(rfc3339),
            word: said.as_ref().map(|said| said.word.to_string()),
            until: said.as_ref().and_then(|said| said.until_us).map(rfc3339),
            legal_basis: said.as_ref().and_then(|said| said.basis.clone()),
            unit: said.as_ref().and_then(|said| said.unit.clone()),
            why: said.and_then(|said| said.why),
        }
    }
}

/// Which looks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WindowQuery {
    /// Only looks at this record.
    #[serde(default)]
    pub record: Option<String>,
    /// `next` of the page before.
    #[serde(default)]
    pub before: Option<u64>,
    /// 1 to 200; 50 where nothing is said.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u8>,
}

/// Who looked at our records elsewhere, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WindowShape {
    pub looks: Vec<LookedShape>,
    /// `before` of the next page; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// One look.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LookedShape {
    pub number: u64,
    pub record: String,
    pub version: u64,
    pub member: String,
    /// `consulted` (shown as an answer), `listed` (in a list), `opened`, `exported`.
    pub what: String,
    pub unit: Option<String>,
    /// Whom it stands for, only their own member can tell.
    pub officer: Option<String>,
    pub purpose: String,
    pub operation: Option<String>,
    pub done_at: String,
    pub told_at: String,
}

pub(crate) async fn looks(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<WindowQuery>,
) -> Result<Told<WindowShape>, Problem> {
    let record = asked.record.as_deref().filter(|id| !id.is_empty());
    let record = record.map(|id| part::<RecordId>("record", id)).transpose()?;
    let limit = u32::from(asked.limit.unwrap_or(50));
    let page = (asked.before, limit);
    let looks = desk::window::page(&app.desk, &caller.actor, &reason, record, page).await?;
    let full = looks.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    let next = looks.last().filter(|_| full).map(|look| look.number);
    let shape = |look: desk::window::Consultation| LookedShape {
        number: look.number,
        record: look.record.to_string(),
        version: look.version,
        member: look.member.to_string(),
        what: look.what,
        unit: look.unit,
        officer: look.officer,
        purpose: look.purpose.to_string(),
        operation: look.reference,
        done_at: rfc3339(look.done_us),
        told_at: rfc3339(look.told_us),
    };
    Ok(Told::ok(WindowShape { looks: looks.into_iter().map(shape).collect(), next }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RecallsQuery {
    /// 1 to 200; 50 where nothing is said.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u8>,
}

/// Records that were taken back, with those who have not confirmed that theirs is gone, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecallsShape {
    pub recalls: Vec<RecallShape>,
    /// What others keep by law of records that were taken back, the longest to come first.
    pub kept: Vec<KeptThereShape>,
}

/// A copy that its holder keeps by law.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptThereShape {
    pub record: String,
    pub member: String,
    /// `kept`, or `undecided` while its bureau has not said whether the law bids it.
    pub word: String,
    pub why: Option<String>,
    pub legal_basis: Option<String>,
    pub unit: Option<String>,
    pub until: Option<String>,
}

impl KeptThereShape {
    fn of(it: desk::window::KeptThere) -> KeptThereShape {
        KeptThereShape {
            record: it.id.to_string(),
            member: it.member.to_string(),
            word: it.said.word.to_string(),
            why: it.said.why,
            legal_basis: it.said.basis,
            unit: it.said.unit,
            until: it.said.until_us.map(rfc3339),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecallShape {
    pub record: String,
    pub member: String,
    pub since: String,
    /// How far it was pressed: 0 not yet, 1 late, 2 very late.
    pub level: u8,
}

/// After how many hours a recall that is not confirmed is late, and very late: each is told once to whoever coordinates. And for
/// how many hours a copy of another's record that its owner takes back is set aside, found by nobody, until somebody here has said
/// whether the law bids to keep it; 0 where it is destroyed at once.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PatienceShape {
    #[schema(example = 24)]
    pub late_hours: u32,
    #[schema(example = 72)]
    pub very_late_hours: u32,
    #[serde(default)]
    #[schema(example = 0)]
    pub undecided_hours: u32,
}

pub(crate) async fn patience(
    State(app): State<Shared>,
    _caller: Caller,
) -> Result<Told<PatienceShape>, Problem> {
    let Patience { late_hours, very_late_hours, undecided_hours } = desk::recall::patience(&app.desk).await?;
    Ok(Told::ok(PatienceShape { late_hours, very_late_hours, undecided_hours }))
}

pub(crate) async fn set_patience(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
    Sent(sent): Sent<PatienceShape>,
) -> Result<StatusCode, Problem> {
    let PatienceShape { late_hours, very_late_hours, undecided_hours } = sent;
    let patience = Patience { late_hours, very_late_hours, undecided_hours };
    desk::recall::set_patience(&app.desk, &caller.actor, &reason, patience).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn recalls(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<RecallsQuery>,
) -> Result<Told<RecallsShape>, Problem> {
    let limit = u32::from(asked.limit.unwrap_or(50));
    let recalls = desk::window::outstanding(&app.desk, &caller.actor, &reason, limit).await?;
    let shape = |recall: desk::window::Outstanding| RecallShape {
        record: recall.id.to_string(),
        member: recall.member.to_string(),
        since: rfc3339(recall.since_us),
        level: recall.level,
    };
    let kept = desk::window::kept_there(&app.desk, &caller.actor, &reason, limit).await?;
    Ok(Told::ok(RecallsShape {
        recalls: recalls.into_iter().map(shape).collect(),
        kept: kept.into_iter().map(KeptThereShape::of).collect(),
    }))
}
