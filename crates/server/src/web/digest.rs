//! The page of the morning.
use super::threads::{reason, row};
use super::{Visit, html};
use crate::app::{App, Shared};
use crate::page::{DigestPage, DigestSection, OtherTally, Place};
use crate::problem::Problem;
use crate::sent::{Asked, Fields};
use axum::extract::State;
use axum::response::Response;
use desk::thread::{Digest, Section, WAITING_MAX};
use policy::action::ReviewThreads;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &Fields(asked))?;
    let actor = visit.actor()?;
    let notices = desk::notice::morning_counts(&app.desk, actor, &reason).await?;
    let may_review = desk::offer::may::<ReviewThreads>(&app.desk, actor, &reason);
    // Who may look at neither is refused by what would show threads.
    let digest = match may_review || notices.is_empty() {
        true => Some(desk::thread::digest(&app.desk, actor, &reason).await?),
        false => None,
    };
    let place = if may_review { Place::Threads } else { Place::Notices };
    let frame = visit.frame(&app, Some(place)).await?;
    let other = |place: Place, count: u64| OtherTally {
        name: frame.named("place", place.as_str()),
        href: place.href(),
        count,
    };
    let others = [other(Place::Hits, frame.hits), other(Place::Standing, u64::from(frame.alerts))];
    let seen = |it: &OtherTally| frame.places.iter().any(|place| place.href() == it.href);
    html(&DigestPage {
        sections: digest.as_ref().map(|it| sections(&app, it)).unwrap_or_default(),
        notices,
        may_review,
        others: others.into_iter().filter(seen).collect(),
        most: u64::from(WAITING_MAX),
        why,
        frame,
    })
}

fn sections(app: &App, digest: &Digest) -> Vec<DigestSection> {
    let people = &digest.people;
    let section = |it: &Section| DigestSection {
        shown: it.shown,
        count: it.count,
        threads: it.threads.iter().map(|kept| row(app, kept, people)).collect(),
    };
    digest.sections.iter().map(section).collect()
}
