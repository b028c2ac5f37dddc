//! The start page, and the tour of the demo.
use super::{Visit, html, visit::places};
use crate::app::Shared;
use crate::page::{Place, TourPage};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

/// Everybody begins at the first place where they may go.
pub(crate) async fn home(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let places = places(&app, visit.actor()?);
    let first = places.first().ok_or_else(|| Problem::Refused("the rules give your roles no page".into()))?;
    Ok(Redirect::to(first.href()).into_response())
}

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    if !app.settings.demo {
        return Err(Problem::Missing);
    }
    let frame = visit.frame(&app, Some(Place::Tour)).await?;
    html(&TourPage { frame, things: app.settings.tour.clone() })
}
