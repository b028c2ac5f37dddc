//! `/api/v1/watch`: whom requests call when their clocks run out, and at which numbers this member is reached.
use super::Told;
use super::thread::code;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Filing, Sent};
use axum::extract::State;
use axum::http::StatusCode;
use desk::thread::{Number, Watch};
use model::OfficerId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The watch.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WatchShape {
    /// Who heads a unit: ids of officers by the names of units.
    #[serde(default)]
    pub heads: BTreeMap<String, String>,
    /// Who has the duty desk now: ids of officers.
    #[serde(default)]
    pub duty: Vec<String>,
    /// Told to all members.
    #[serde(default)]
    pub numbers: Vec<NumberShape>,
}

/// Where people are reached.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberShape {
    #[schema(example = "Duty desk")]
    pub what: String,
    #[schema(example = "+228 22 00 00 00")]
    pub number: String,
}

impl NumberShape {
    pub(crate) fn of(it: Number) -> NumberShape {
        NumberShape { what: it.what, number: it.number }
    }
}

pub(crate) async fn watch(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
) -> Result<Told<WatchShape>, Problem> {
    let Watch { heads, duty, numbers } = desk::thread::watch(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(WatchShape {
        heads: heads.into_iter().map(|(unit, id)| (unit, id.to_string())).collect(),
        duty: duty.iter().map(ToString::to_string).collect(),
        numbers: numbers.into_iter().map(NumberShape::of).collect(),
    }))
}

pub(crate) async fn set(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Sent(sent): Sent<WatchShape>,
) -> Result<StatusCode, Problem> {
    let officer = |field: &'static str, id: &str| -> Result<OfficerId, Problem> {
        code(field, Some(id))?.ok_or_else(|| Problem::at(field, "expected the id of an officer"))
    };
    let mut watch = Watch::default();
    for (unit, id) in sent.heads {
        watch.heads.insert(unit, officer("heads", &id)?);
    }
    for id in &sent.duty {
        watch.duty.insert(officer("duty", id)?);
    }
    watch.numbers = sent.numbers.into_iter().map(|it| Number { what: it.what, number: it.number }).collect();
    desk::thread::set_watch(&app.desk, &caller.actor, &reason, watch).await?;
    Ok(StatusCode::NO_CONTENT)
}
