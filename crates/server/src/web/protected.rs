//! The list of persons whom this node protects from notices.
use super::notices::row;
use super::record::stated;
use super::{Visit, faulty, html, see};
use crate::app::{App, Shared};
use crate::page::{Done, Faults, Flaw, Place, ProtectedPage, ProtectedRow, Why, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use model::{Entity, Holds, Kind, Reason, RecordId};

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), "/protected").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    html(&view(&app, &visit, (&reason, why), (&Fields::default(), Faults::none())).await?)
}

async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    (fields, faults): (&Fields, Faults),
) -> Result<ProtectedPage, Problem> {
    let actor = visit.actor()?;
    let persons = desk::notice::protected(&app.desk, actor, reason).await?;
    let withheld = desk::notice::withheld(&app.desk, actor, reason).await?;
    let person = |entry: &desk::notice::Protected| ProtectedRow {
        id: entry.id,
        caption: entry.person.caption().to_string(),
        born: entry.person.first("birthDate").map(|born| born.clean().to_string()),
        made_us: entry.made_us,
    };
    Ok(ProtectedPage {
        frame: visit.frame(app, Some(Place::Notices)).await?,
        why,
        persons: persons.iter().map(person).collect(),
        withheld: withheld.iter().map(|notice| row(app, notice)).collect(),
        name: fields.text("name").to_string(),
        born: fields.text("born").to_string(),
        passport: fields.text("passport").to_string(),
        faults,
    })
}

pub(crate) async fn keep(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, "/protected").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let (mut person, mut faults) = (Entity::new(Kind::Person), Faults::none());
    for (field, property) in [("name", "name"), ("born", "birthDate"), ("passport", "passportNumber")] {
        if person.add(property, fields.text(field)).is_err() {
            faults.add(field, if field == "born" { Flaw::Unfit(Holds::Date) } else { Flaw::NoChoice });
        }
    }
    if fields.text("name").is_empty() {
        faults.add("name", Flaw::Missing);
    }
    if !faults.is_empty() {
        return faulty(&view(&app, &visit, (&reason, why), (&fields, faults)).await?);
    }
    desk::notice::keep(&app.desk, visit.actor()?, &reason, person).await?;
    Ok(see(&format!("/protected{}", reason_query(&why)), Done::ProtectedChanged))
}

pub(crate) async fn remove(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, "/protected").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    desk::notice::unkeep(&app.desk, visit.actor()?, &reason, id).await?;
    Ok(see(&format!("/protected{}", reason_query(&why)), Done::ProtectedChanged))
}
