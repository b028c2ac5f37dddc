//! `/api/v1/rules`: the text by which the node decides who may do and see what.
use super::Told;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Duty, Sent};
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The bureau's rules, in Cedar.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RulesShape {
    pub text: String,
}

pub(crate) async fn read(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
) -> Result<Told<RulesShape>, Problem> {
    let text = desk::rules::read(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(RulesShape { text }))
}

pub(crate) async fn change(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    Sent(sent): Sent<RulesShape>,
) -> Result<StatusCode, Problem> {
    desk::rules::change(&app.desk, &caller.actor, &reason, &sent.text).await?;
    Ok(StatusCode::NO_CONTENT)
}
