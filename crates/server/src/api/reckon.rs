//! `/api/v1/log/differences`: what stands in one of two members' logs and not in the other.
use super::Told;
use super::shape::{part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Duty, Sent, Weighing};
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use model::{Member, Passed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DifferencesShape {
    /// With whom logs are held against each other.
    pub members: Vec<ReckonedShape>,
    /// What does not agree and nobody has settled.
    pub differences: Vec<DifferenceShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReckonedShape {
    pub member: String,
    /// When our sums were told to it last, and when its own came.
    pub told_at: Option<String>,
    pub heard_at: Option<String>,
    /// The first day that counts in both logs.
    pub from: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DifferenceShape {
    pub member: String,
    /// As our log has it: `asked`, `answered`, `looked` (we at a record of theirs), `shown` (they told of a look at ours).
    pub passed: String,
    pub day: String,
    /// Our acts of which nothing stands in their log.
    pub acts: Vec<u64>,
    /// How much stands in their log alone.
    pub there: u64,
    pub since: String,
    /// Since when it is an alarm: it has not agreed for a day.
    pub alarm_since: Option<String>,
}

/// With whom the logs are held against each other at once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReckonSent {
    #[schema(example = "BJ")]
    pub member: String,
}

/// What an inspector has found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettleSent {
    pub member: String,
    pub passed: String,
    #[schema(example = "2026-11-22")]
    pub day: String,
    pub why: String,
}

/// A day by its number since 1970.
pub(crate) fn date_of(day: i64) -> String {
    Date::constant(1970, 1, 1)
        .checked_add(day.days())
        .map_or_else(|_| day.to_string(), |date| date.to_string())
}

/// The number of a day.
pub(crate) fn day_of(date: &str) -> Result<i64, Problem> {
    let wrong = || Problem::at("day", "a day, as 2026-11-22");
    let date: Date = date.parse().map_err(|_| wrong())?;
    let span = Date::constant(1970, 1, 1).until((Unit::Day, date)).map_err(|_| wrong())?;
    Ok(i64::from(span.get_days()))
}

pub(crate) async fn differences(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<DifferencesShape>, Problem> {
    let (members, apart) = desk::reckon::differences(&app.desk, &caller.actor, &reason).await?;
    let reckoned = |it: desk::reckon::Reckoning| ReckonedShape {
        member: it.member.to_string(),
        told_at: it.told_us.map(rfc3339),
        heard_at: it.heard_us.map(rfc3339),
        from: it.from_day.map(date_of),
    };
    let difference = |it: desk::reckon::Difference| DifferenceShape {
        member: it.member.to_string(),
        passed: it.passed.to_string(),
        day: date_of(it.day),
        acts: it.acts,
        there: it.there,
        since: rfc3339(it.first_us),
        alarm_since: it.alarmed_us.map(rfc3339),
    };
    Ok(Told::ok(DifferencesShape {
        members: members.into_iter().map(reckoned).collect(),
        differences: apart.into_iter().map(difference).collect(),
    }))
}

pub(crate) async fn at_once(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    Sent(sent): Sent<ReckonSent>,
) -> Result<StatusCode, Problem> {
    let member: Member = part("member", &sent.member)?;
    desk::reckon::at_once(&app.desk, &caller.actor, &reason, &member).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn settle(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    Sent(sent): Sent<SettleSent>,
) -> Result<StatusCode, Problem> {
    let (member, passed): (Member, Passed) = (part("member", &sent.member)?, part("passed", &sent.passed)?);
    let what = (&member, passed, day_of(&sent.day)?);
    desk::reckon::settle(&app.desk, &caller.actor, &reason, what, &sent.why).await?;
    Ok(StatusCode::NO_CONTENT)
}
