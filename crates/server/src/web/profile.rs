//! The profile of a record: what hangs together by people's judgements.
use super::record::stated;
use super::twin::{other, row};
use super::twins::who_judged;
use super::{Visit, html};
use crate::app::Shared;
use crate::page::{JudgedRow, OtherRow, ProfilePage, ProfileProperty};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::people::People;
use desk::twin::{Judged, Profile, probability, stated as all_stated};
use model::{Pair, RecordId};
use policy::action::Judge;
use store::record::Held;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/records/{id}/profile")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let actor = visit.actor()?;
    let profile = desk::twin::profile(&app.desk, actor, &reason, id).await?;
    let all = profile.judged.iter().chain(&profile.aside).chain(&profile.apart);
    let people = who_judged(&app, all).await?;
    let may = |held: &Held| desk::offer::may_on::<Judge>(&app.desk, actor, &reason, &held.record);
    html(&ProfilePage {
        frame: visit.frame(&app, None).await?,
        may_judge: profile.records.iter().all(may),
        properties: properties(&profile.records),
        judged: rows(&profile.judged, &people),
        aside: rows(&profile.aside, &people),
        apart: rows(&profile.apart, &people),
        waiting: waiting(&profile),
        records: profile.records.into_iter().map(|held| held.record).collect(),
        why,
    })
}

fn rows(judged: &[Judged], people: &People) -> Vec<(Pair, JudgedRow)> {
    judged.iter().map(|judged| (judged.pair, row(judged, people))).collect()
}

fn properties(records: &[Held]) -> Vec<ProfileProperty> {
    let place = |held: &&Held| records.iter().position(|other| other.record.id == held.record.id);
    let mut all: Vec<ProfileProperty> = vec![];
    for stated in all_stated(records) {
        let value = (stated.value.clone(), stated.by.iter().filter_map(place).collect());
        match all.last_mut().filter(|last| last.property.name == stated.property.name) {
            Some(last) => last.values.push(value),
            None => all.push(ProfileProperty { property: stated.property, values: vec![value] }),
        }
    }
    all
}

/// Each pair with the record that is not of the profile.
fn waiting(profile: &Profile) -> Vec<(Pair, f64, OtherRow)> {
    let beyond =
        |(twin, held): &(desk::twin::Twin, Held)| (twin.pair, probability(twin.milli_bits), other(held));
    profile.waiting.iter().map(beyond).collect()
}
