//! Standing checks: the officer's own questions and what answered them.
use super::check::{question, typed};
use super::{Visit, alerts, html, notice_alerts, see, why};
use crate::api::{self, moment_in, standing::LIFE_US};
use crate::app::Shared;
use crate::page::{Done, Faults, Place, StandingPage, StandingRow};
use crate::problem::{Flawed, Problem};
use crate::sent::{Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::standing::Standing;
use model::{Entity, Kind, StandingId};
use policy::action::Stand;

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let who = visit.who()?;
    let told = api::alerts::read(&app, who).await?;
    let standing = desk::standing::list(&app.desk, &who.actor, &api::alerts::reason(&app, who)).await?;
    let alerts_of = |id: StandingId| {
        u32::try_from(told.iter().filter(|t| t.alert.standing == id).count()).unwrap_or(u32::MAX)
    };
    let notices = api::notice_alerts::read(&app, who).await?;
    let frame = visit.frame(&app, Some(Place::Standing)).await?;
    html(&StandingPage {
        notices: notice_alerts::rows(&frame, &notices),
        frame,
        alerts: told.iter().map(|told| alerts::row(&app, told)).collect(),
        standing: standing.iter().map(|standing| row(standing, alerts_of(standing.id))).collect(),
        older: None,
    })
}

fn row(standing: &Standing, alerts: u32) -> StandingRow {
    StandingRow {
        id: standing.id,
        kind: standing.entities.first().map_or(Kind::Person, Entity::kind),
        question: api::alerts::question(standing),
        purpose: standing.reason.purpose,
        reference: standing.reason.reference.clone(),
        opened_us: standing.opened_us,
        until_us: Some(standing.until_us),
        alerts,
        closed: false,
    }
}

/// From the answer of a check: its question is left open.
pub(crate) async fn open(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let (kind, values) = typed(&fields);
    let mut faults = Faults::none();
    let asked = question(fields.text("text"), kind, &values, &mut faults);
    let why = why::typed(&fields, why::purposes::<Stand>(&app, actor));
    if why.purposes.is_empty() {
        return Err(why::refuse(&app, actor).await);
    }
    let reason = why::reason(&why, &mut faults);
    let (Some(asked), Some(reason), true) = (asked, reason, faults.is_empty()) else {
        let flaws = faults.0.iter().map(|fault| Flawed {
            field: fault.field.clone(),
            reason: "missing, or not as it should be".into(),
        });
        return Err(Problem::Invalid(flaws.collect()));
    };
    let until_us = match fields.text("until") {
        "" => desk::pulse::now_us(&app.desk) + LIFE_US,
        day => moment_in("until", day)?,
    };
    desk::standing::open(&app.desk, actor, &reason, &asked, until_us).await?;
    Ok(see("/standing", Done::StandingOpened))
}

pub(crate) async fn close(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<StandingId>,
) -> Result<Response, Problem> {
    let who = visit.who()?;
    desk::standing::close(&app.desk, &who.actor, &api::alerts::reason(&app, who), id).await?;
    Ok(see("/standing", Done::StandingClosed))
}

pub(crate) async fn seen(
    State(app): State<Shared>,
    visit: Visit,
    Named(number): Named<u64>,
) -> Result<Response, Problem> {
    api::alerts::seen(&app, visit.who()?, number).await?;
    Ok(see("/standing", Done::AlertSeen))
}
