//! Filing a record and revising one, by form.
use super::filing_form::{draft, of, typed};
use super::{Visit, faulty, html, record, see, why};
use crate::app::{App, Shared};
use crate::page::{Done, Faults, FilingPage, FilingValues, Flaw, Place, Why, reason_query};
use crate::problem::Problem;
use crate::sent::{self, Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use model::{Kind, Reason, RecordId};
use policy::action::Revise;

fn kind_of(fields: &Fields) -> Kind {
    fields.text("kind").parse().ok().filter(|kind| *kind != Kind::Link).unwrap_or(Kind::Person)
}

pub(crate) async fn new(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let why = why::typed(&fields, why::filing(&app, visit.actor()?));
    if why.purposes.is_empty() {
        return Err(why::refuse(&app, visit.actor()?).await);
    }
    let reason = sent::daily(visit.actor()?);
    let mut values = FilingValues::default();
    values.handling.network = desk::offer::addressees(&app.desk, visit.actor()?, &reason).await?;
    html(&FilingPage {
        frame: visit.frame(&app, Some(Place::File)).await?,
        kind: kind_of(&fields),
        target: None,
        values,
        why,
        faults: Faults::none(),
    })
}

pub(crate) async fn file(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let (actor, kind) = (visit.actor()?, kind_of(&fields));
    let why = why::typed(&fields, why::filing(&app, actor));
    if why.purposes.is_empty() {
        return Err(why::refuse(&app, actor).await);
    }
    let mut faults = Faults::none();
    let values = typed(kind, &fields, &mut faults);
    let (draft, reason) = (draft(kind, &values, None, &mut faults), why::reason(&why, &mut faults));
    let form = Form { kind, target: None, values, why };
    let (Some(draft), Some(reason), true) = (draft, reason, faults.is_empty()) else {
        return form.again(&app, &visit, faults).await;
    };
    match desk::record::file(&app.desk, actor, &reason, draft).await {
        Ok(id) => Ok(see(&format!("/records/{id}{}", reason_query(&form.why)), Done::Filed)),
        Err(desk::Error::Invalid(invalid)) => {
            faults.add(invalid.what, Flaw::Said(invalid.why.to_string()));
            form.again(&app, &visit, faults).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What is shown again where something is wrong.
struct Form {
    kind: Kind,
    target: Option<(RecordId, u64)>,
    values: FilingValues,
    why: Why,
}

impl Form {
    async fn again(self, app: &App, visit: &Visit, faults: Faults) -> Result<Response, Problem> {
        let here = if self.target.is_none() { Some(Place::File) } else { None };
        let Form { kind, target, mut values, why } = self;
        let daily = sent::daily(visit.actor()?);
        let reason = why.purpose.map_or(daily, Reason::of);
        values.handling.network = desk::offer::addressees(&app.desk, visit.actor()?, &reason).await?;
        faulty(&FilingPage { frame: visit.frame(app, here).await?, kind, target, values, why, faults })
    }
}

/// The form with what the record says now.
pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) =
        match record::stated(&app, &visit, &Fields(asked), &format!("/records/{id}/revise")).await? {
            Ok(stated) => stated,
            Err(asking) => return Ok(asking),
        };
    let actor = visit.actor()?;
    let held = desk::record::open(&app.desk, actor, &reason, id).await?.held;
    if !desk::offer::may_on::<Revise>(&app.desk, actor, &reason, &held.record) {
        return Err(Problem::Refused("your role does not include revising this record".into()));
    }
    let mut values = of(&held.record);
    values.handling.network = desk::offer::addressees(&app.desk, actor, &reason).await?;
    html(&FilingPage {
        frame: visit.frame(&app, None).await?,
        kind: held.record.kind(),
        target: Some((id, held.record.version)),
        values,
        why,
        faults: Faults::none(),
    })
}

pub(crate) async fn revise(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match record::stated(&app, &visit, &fields, &format!("/records/{id}/revise")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let actor = visit.actor()?;
    let version: u64 = fields
        .text("version")
        .parse()
        .map_err(|_| Problem::at("version", "the version that was read is missing"))?;
    let was = desk::record::open(&app.desk, actor, &reason, id).await?.held.record;
    let (kind, mut faults) = (was.kind(), Faults::none());
    let values = typed(kind, &fields, &mut faults);
    let draft = draft(kind, &values, Some(&was), &mut faults);
    let form = Form { kind, target: Some((id, version)), values, why };
    let Some(draft) = draft else { return form.again(&app, &visit, faults).await };
    match desk::record::revise(&app.desk, actor, &reason, id, version, draft).await {
        Ok(_) => Ok(see(&format!("/records/{id}{}", reason_query(&form.why)), Done::Revised)),
        Err(desk::Error::Conflict(_)) => {
            faults.add("version", Flaw::Outdated);
            form.again(&app, &visit, faults).await
        }
        Err(fault) => Err(fault.into()),
    }
}
