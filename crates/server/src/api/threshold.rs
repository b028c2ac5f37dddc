//! `/api/v1/thresholds`: from which scores on answers are called possible and a match, and what that brings.
use super::Told;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Sent, Weighing};
use axum::extract::State;
use axum::http::StatusCode;
use desk::threshold::{Row, Thresholds};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Both from 0.05 to 0.999; what is a match is possible as well.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThresholdsSent {
    #[schema(example = 0.5)]
    pub possible: f64,
    #[schema(example = 0.9)]
    pub r#match: f64,
}

/// What is in force, and what to expect of it and of others.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThresholdsShape {
    pub possible: f64,
    pub r#match: f64,
    /// Days of the node's own checks that the outlook is reckoned from.
    pub days: u32,
    /// Checks made in them.
    pub checks: u64,
    /// Rising by threshold; the two in force are among them.
    pub outlook: Vec<OutlookShape>,
}

/// What a threshold would bring on a day like those.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OutlookShape {
    pub threshold: f64,
    /// Records that answer a check with this score or more.
    pub alarms_a_day: f64,
    /// Of these, expected to be of somebody else.
    pub false_a_day: f64,
    /// Expected to be right, and below it.
    pub missed_a_day: f64,
}

fn outlook(row: Row) -> OutlookShape {
    let rounded = |number: f64| (number * 1e4).round() / 1e4;
    OutlookShape {
        threshold: row.threshold,
        alarms_a_day: rounded(row.alarms),
        false_a_day: rounded(row.false_alarms),
        missed_a_day: rounded(row.missed),
    }
}

pub(crate) async fn read(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<ThresholdsShape>, Problem> {
    let told = desk::threshold::read(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(ThresholdsShape {
        possible: told.thresholds.possible,
        r#match: told.thresholds.certain,
        days: told.outlook.days,
        checks: told.outlook.checks,
        outlook: told.rows().into_iter().map(outlook).collect(),
    }))
}

pub(crate) async fn set(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
    Sent(sent): Sent<ThresholdsSent>,
) -> Result<StatusCode, Problem> {
    let thresholds = Thresholds { possible: sent.possible, certain: sent.r#match };
    desk::threshold::set(&app.desk, &caller.actor, &reason, thresholds).await?;
    Ok(StatusCode::NO_CONTENT)
}
