//! The page of the morning.
use super::threads::{reason, row};
use super::{Visit, html};
use crate::app::Shared;
use crate::page::{DigestPage, DigestSection, OtherTally, Place};
use crate::problem::Problem;
use crate::sent::{Asked, Fields};
use axum::extract::State;
use axum::response::Response;
use desk::thread::{Section, WAITING_MAX};

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &Fields(asked))?;
    let digest = desk::thread::digest(&app.desk, visit.actor()?, &reason).await?;
    let people = &digest.people;
    let section = |it: &Section| DigestSection {
        shown: it.shown,
        count: it.count,
        threads: it.threads.iter().map(|kept| row(&app, kept, people)).collect(),
    };
    let frame = visit.frame(&app, Some(Place::Threads)).await?;
    let other = |place: Place, count: u64| OtherTally {
        name: frame.named("place", place.as_str()),
        href: place.href(),
        count,
    };
    let others = [other(Place::Hits, frame.hits), other(Place::Standing, u64::from(frame.alerts))];
    let seen = |it: &OtherTally| frame.places.iter().any(|place| place.href() == it.href);
    html(&DigestPage {
        sections: digest.sections.iter().map(section).collect(),
        others: others.into_iter().filter(seen).collect(),
        most: u64::from(WAITING_MAX),
        why,
        frame,
    })
}
