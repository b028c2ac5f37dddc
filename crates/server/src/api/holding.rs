//! `/api/v1/holdings`: what was given of records held against what their holders have.
use super::Told;
use super::shape::{part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Filing, Sent, Weighing};
use axum::extract::State;
use axum::http::StatusCode;
use desk::reckon::Strayed;
use model::{Member, RecordId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most that are told of.
const STRAYS_MAX: u32 = 1_000;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StraysShape {
    pub strays: Vec<StrayShape>,
}

/// A copy that is not as its owner believes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StrayShape {
    pub member: String,
    /// `there`: a record of ours, and the member's copy; `here`: a record of the member's, and our copy.
    pub copy: &'static str,
    /// `lost` (to be held, and not there, or in an older version), `kept` (taken back, and still there).
    pub what: String,
    /// The version that was to be there, or is.
    pub version: u64,
    /// Nothing where you may not know which record it is.
    pub record: Option<String>,
    pub since: String,
    /// Since when it is an alarm: it has not agreed for a day.
    pub alarm_since: Option<String>,
    /// When somebody had it given, or taken back, once more.
    pub settled_at: Option<String>,
    /// You may.
    pub may_settle: bool,
}

impl StrayShape {
    fn of(Strayed { it, may_settle }: Strayed) -> StrayShape {
        StrayShape {
            member: it.member.to_string(),
            copy: if it.ours { "there" } else { "here" },
            what: it.what.to_string(),
            version: it.version,
            record: it.record.map(|id| id.to_string()),
            since: rfc3339(it.first_us),
            alarm_since: it.alarmed_us.map(rfc3339),
            settled_at: it.settled_us.map(rfc3339),
            may_settle,
        }
    }
}

pub(crate) async fn strays(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<StraysShape>, Problem> {
    let strays = desk::reckon::strays(&app.desk, &caller.actor, &reason, STRAYS_MAX).await?;
    Ok(Told::ok(StraysShape { strays: strays.into_iter().map(StrayShape::of).collect() }))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnceMoreSent {
    #[schema(example = "BJ")]
    pub member: String,
    pub record: String,
}

pub(crate) async fn once_more(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Sent(sent): Sent<OnceMoreSent>,
) -> Result<StatusCode, Problem> {
    let (member, id): (Member, RecordId) = (part("member", &sent.member)?, part("record", &sent.record)?);
    desk::reckon::once_more(&app.desk, &caller.actor, &reason, (&member, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
