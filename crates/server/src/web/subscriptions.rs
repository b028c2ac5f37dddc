//! An officer opens subscriptions to notices, and ends them.
use super::record::stated;
use super::{Visit, faulty, html, notice_alerts, see};
use crate::api::{self, moment_in, standing::LIFE_US};
use crate::app::{App, Shared};
use crate::page::{
    Done, Faults, Flaw, Place, SubscriptionForm, SubscriptionRow, SubscriptionsPage, Why, reason_query,
};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::notice::Subscription;
use model::notice::Wanted;
use model::{Reason, StandingId};

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), "/notices/subscriptions").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    html(&view(&app, &visit, (&reason, why), SubscriptionForm::default()).await?)
}

async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    form: SubscriptionForm,
) -> Result<SubscriptionsPage, Problem> {
    let who = visit.who()?;
    let open = desk::notice::subscriptions(&app.desk, &who.actor, reason).await?;
    let told = api::notice_alerts::read(app, who).await?;
    let frame = visit.frame(app, Some(Place::Notices)).await?;
    let row = |it: &Subscription| SubscriptionRow {
        id: it.id,
        wanted: SubscriptionRow::line(&frame, &it.wanted),
        unit: it.unit.clone(),
        opened_us: it.opened_us,
        until_us: it.until_us,
    };
    let (alerts, subscriptions) = (notice_alerts::rows(&frame, &told), open.iter().map(row).collect());
    Ok(SubscriptionsPage { alerts, subscriptions, form, faults: Faults::none(), why, frame })
}

pub(crate) async fn open(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, "/notices/subscriptions").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let form = SubscriptionForm {
        kinds: fields.all("kinds").filter_map(|kind| kind.parse().ok()).collect(),
        regions: fields.all("regions").filter_map(|region| region.parse().ok()).collect(),
        owners: fields.text("owners").to_owned(),
        words: fields.text("words").to_owned(),
        for_unit: fields.text("unit") == "yes",
        until: fields.text("until").to_owned(),
    };
    match subscribe(&app, &visit, &reason, &form).await {
        Ok(_) => Ok(see(&format!("/notices/subscriptions{}", reason_query(&why)), Done::Subscribed)),
        Err(Problem::Invalid(flaws)) => {
            let mut page = view(&app, &visit, (&reason, why), form).await?;
            flaws.into_iter().for_each(|flaw| page.faults.add(&flaw.field, Flaw::Said(flaw.reason)));
            faulty(&page)
        }
        Err(problem) => Err(problem),
    }
}

async fn subscribe(
    app: &App,
    visit: &Visit,
    reason: &Reason,
    form: &SubscriptionForm,
) -> Result<StandingId, Problem> {
    let owners = form.owners.split([',', ';', ' ', '\n', '\r', '،']).filter(|code| !code.is_empty());
    let owners = owners.map(|code| code.to_uppercase().parse()).collect::<Result<_, _>>();
    let owners = owners.map_err(|invalid: model::Invalid| Problem::at("owners", invalid.why))?;
    let wanted = Wanted::new(form.kinds.clone(), owners, &form.words);
    let wanted = wanted.map_err(|invalid| Problem::at(invalid.what, invalid.why))?;
    let wanted = wanted.or_of(form.regions.clone());
    let until_us = match form.until.as_str() {
        "" => desk::pulse::now_us(&app.desk) + LIFE_US,
        day => moment_in("until", day)?,
    };
    let wanted = (wanted, form.for_unit);
    Ok(desk::notice::subscribe(&app.desk, visit.actor()?, reason, wanted, until_us).await?)
}

pub(crate) async fn end(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<StandingId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, "/notices/subscriptions").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    desk::notice::unsubscribe(&app.desk, visit.actor()?, &reason, id).await?;
    Ok(see(&format!("/notices/subscriptions{}", reason_query(&why)), Done::Unsubscribed))
}
