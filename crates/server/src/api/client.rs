//! `/api/v1/clients`: machines with a token, which is shown once and can be revoked at once.
use super::Told;
use super::once::Once;
use super::shape::{part, parts, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Duty, Named, Sent};
use axum::extract::State;
use axum::http::StatusCode;
use model::{ClientId, Level, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A new client.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientSent {
    pub name: String,
    #[schema(example = json!(["frontline"]))]
    pub roles: Vec<String>,
    #[serde(default)]
    pub clearance: Option<String>,
    /// Days for which the token is good, 1 to 90.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 90)]
    pub days: Option<u8>,
}

pub(crate) const DAYS_MAX: u8 = 90;

/// When a token made now ends.
pub(crate) fn ends_us(now_us: i64, days: u8) -> Result<i64, Problem> {
    match days {
        1..=DAYS_MAX => Ok(now_us + i64::from(days) * 86_400 * 1_000_000),
        _ => Err(Problem::at("days", "1 to 90")),
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Made {
    pub id: String,
    /// Shown this once.
    pub token: String,
    pub until: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClientShape {
    pub id: String,
    pub name: String,
    /// The token's first characters, to tell it by.
    pub shown: String,
    pub roles: Vec<String>,
    pub clearance: String,
    pub added_at: String,
    pub until: String,
    pub revoked: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClientsShape {
    pub clients: Vec<ClientShape>,
}

fn shape(kept: &store::client::Kept) -> ClientShape {
    ClientShape {
        id: kept.client.id.to_string(),
        name: kept.client.name.clone(),
        shown: kept.shown.clone(),
        roles: kept.client.roles.iter().map(ToString::to_string).collect(),
        clearance: kept.client.clearance.to_string(),
        added_at: rfc3339(kept.added_us),
        until: rfc3339(kept.ends_us),
        revoked: kept.client.revoked,
    }
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
) -> Result<Told<ClientsShape>, Problem> {
    let clients = desk::client::list(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(ClientsShape { clients: clients.iter().map(shape).collect() }))
}

pub(crate) async fn add(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    once: Once,
    Sent(sent): Sent<ClientSent>,
) -> Result<Told<Made>, Problem> {
    let roles = parts::<Role, Vec<_>>("roles", &sent.roles)?;
    let clearance =
        sent.clearance.as_deref().map_or(Ok(Level::default()), |level| part("clearance", level))?;
    let until_us = ends_us(desk::pulse::now_us(&app.desk), sent.days.unwrap_or(DAYS_MAX))?;
    let (desk, by, client) = (&app.desk, &caller.actor, (sent.name.as_str(), roles, clearance));
    let (id, token, until_us) = match once.key() {
        Some(key) => desk::client::add_once(desk, by, &reason, (client, until_us), key).await?,
        None => {
            let (id, token) = desk::client::add(desk, by, &reason, client, until_us).await?;
            (id, token, until_us)
        }
    };
    Ok(Told::made(Made { id: id.to_string(), token, until: rfc3339(until_us) }))
}

/// From the next request on the token opens nothing.
pub(crate) async fn revoke(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ClientId>,
    Duty(reason): Duty,
) -> Result<StatusCode, Problem> {
    desk::client::revoke(&app.desk, &caller.actor, &reason, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
