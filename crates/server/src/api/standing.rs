//! `/api/v1/standing` and `/api/v1/alerts`: questions that stay open, and what answers them.
use super::check::CheckShape;
use super::shape::{EntityShape, RecordShape, moment, rfc3339};
use super::subscription::NoticeAlertShape;
use super::{Told, alerts, notice_alerts};
use crate::api::once::Once;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{self, Named, Sent};
use axum::extract::State;
use axum::http::StatusCode;
use desk::standing::Standing;
use model::StandingId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question as in a check, and until when it stays open.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct StandSent {
    /// A day or moment, at most a year ahead; 90 days from now where nothing is said.
    #[serde(default)]
    pub until: Option<String>,
    #[serde(flatten)]
    pub check: CheckShape,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Opened {
    pub id: String,
}

/// Three months: then somebody should ask whether it is still needed.
pub(crate) const LIFE_US: i64 = 90 * 86_400 * 1_000_000;

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    once: Once,
    Sent(sent): Sent<StandSent>,
) -> Result<Told<Opened>, Problem> {
    let reason = sent.check.reason()?.ok_or_else(sent::unnamed)?;
    let until_us = match &sent.until {
        Some(until) => moment("until", until)?,
        None => desk::pulse::now_us(&app.desk) + LIFE_US,
    };
    let question = sent.check.question()?;
    let id = match once.key() {
        Some(key) => {
            desk::standing::open_once(&app.desk, &caller.actor, &reason, (&question, until_us), key).await?
        }
        None => desk::standing::open(&app.desk, &caller.actor, &reason, &question, until_us).await?,
    };
    Ok(Told::made(Opened { id: id.to_string() }))
}

/// A question that stays open.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingShape {
    pub id: String,
    pub purpose: String,
    pub legal_basis: Option<String>,
    pub operation: Option<String>,
    pub asked: Vec<EntityShape>,
    pub opened_at: String,
    pub until: String,
}

fn shape(standing: &Standing) -> StandingShape {
    let asked = |entity: &model::Entity| EntityShape {
        kind: entity.kind().to_string(),
        properties: entity
            .properties()
            .map(|(p, values)| {
                (p.name.to_string(), values.iter().map(|v| v.original().to_string()).collect())
            })
            .collect(),
    };
    StandingShape {
        id: standing.id.to_string(),
        purpose: standing.reason.purpose.to_string(),
        legal_basis: standing.reason.legal_basis.clone(),
        operation: standing.reason.reference.clone(),
        asked: standing.entities.iter().map(asked).collect(),
        opened_at: rfc3339(standing.opened_us),
        until: rfc3339(standing.until_us),
    }
}

/// The officer's own that are open, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingsShape {
    pub standing: Vec<StandingShape>,
}

pub(crate) async fn list(State(app): State<Shared>, caller: Caller) -> Result<Told<StandingsShape>, Problem> {
    let reason = alerts::reason(&app, &caller);
    let standing = desk::standing::list(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(StandingsShape { standing: standing.iter().map(shape).collect() }))
}

pub(crate) async fn close(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<StandingId>,
) -> Result<StatusCode, Problem> {
    let reason = alerts::reason(&app, &caller);
    desk::standing::close(&app.desk, &caller.actor, &reason, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A record that answered a standing check.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AlertShape {
    pub number: u64,
    pub standing: String,
    pub raised_at: String,
    pub seen: bool,
    pub score: f64,
    pub version: u64,
    /// As it stands by now.
    pub record: RecordShape,
}

/// Newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AlertsShape {
    pub alerts: Vec<AlertShape>,
    /// What answered your subscriptions and your unit's.
    pub notices: Vec<NoticeAlertShape>,
}

pub(crate) async fn alerts(State(app): State<Shared>, caller: Caller) -> Result<Told<AlertsShape>, Problem> {
    let told = alerts::read(&app, &caller).await?;
    let shape = |told: &alerts::Told| AlertShape {
        number: told.alert.number,
        standing: told.alert.standing.to_string(),
        raised_at: rfc3339(told.alert.raised_us),
        seen: told.alert.seen_us.is_some(),
        score: f64::from(told.alert.score_ppm) / 1e6,
        version: told.alert.version,
        record: RecordShape::of(&told.record),
    };
    let notices = notice_alerts::read(&app, &caller).await?;
    Ok(Told::ok(AlertsShape {
        alerts: told.iter().map(shape).collect(),
        notices: notices.iter().map(NoticeAlertShape::of).collect(),
    }))
}

pub(crate) async fn seen(
    State(app): State<Shared>,
    caller: Caller,
    Named(number): Named<u64>,
) -> Result<StatusCode, Problem> {
    alerts::seen(&app, &caller, number).await?;
    Ok(StatusCode::NO_CONTENT)
}
