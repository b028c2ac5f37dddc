//! Officers: who works here, with which rights, and the links by which they get in.
use super::{Visit, faulty, html, see};
use crate::app::{App, Shared};
use crate::page::{Done, Faults, Flaw, OfficerForm, OfficerRow, OfficersPage, OnceShown, Place};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named, duty};
use axum::extract::State;
use axum::response::Response;
use desk::officer::New;
use model::{Officer, OfficerId};

#[derive(Debug, serde::Deserialize)]
pub(crate) struct Edit {
    #[serde(default)]
    edit: Option<String>,
}

async fn officers(app: &App, visit: &Visit) -> Result<Vec<Officer>, Problem> {
    let actor = visit.actor()?;
    Ok(desk::officer::list(&app.desk, actor, &duty(actor)).await?)
}

async fn one(app: &App, visit: &Visit, id: OfficerId) -> Result<Officer, Problem> {
    officers(app, visit).await?.into_iter().find(|officer| officer.id == id).ok_or(Problem::Missing)
}

async fn view(
    app: &App,
    visit: &Visit,
    form: OfficerForm,
    link: Option<OnceShown>,
) -> Result<OfficersPage, Problem> {
    let mut rows = vec![];
    for officer in officers(app, visit).await? {
        let passkeys = desk::session::passkeys(&app.desk, officer.id).await?.len();
        rows.push(OfficerRow { officer, passkeys: u32::try_from(passkeys).unwrap_or(u32::MAX) });
    }
    Ok(OfficersPage { frame: visit.frame(app, Some(Place::Officers)).await?, officers: rows, form, link })
}

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(Edit { edit }): Asked<Edit>,
) -> Result<Response, Problem> {
    let form = match edit.and_then(|id| id.parse().ok()) {
        None => OfficerForm::default(),
        Some(id) => {
            let Officer { name, unit, roles, clearance, language, .. } = one(&app, &visit, id).await?;
            OfficerForm { id: Some(id), name, unit, roles, clearance, language, faults: Faults::none() }
        }
    };
    html(&view(&app, &visit, form, None).await?)
}

fn typed(id: Option<OfficerId>, fields: &Fields) -> OfficerForm {
    let mut faults = Faults::none();
    let roles: Vec<_> = fields.all("roles").filter_map(|role| role.parse().ok()).collect();
    if fields.text("name").is_empty() {
        faults.add("name", Flaw::Missing);
    }
    if roles.is_empty() {
        faults.add("roles", Flaw::Missing);
    }
    OfficerForm {
        id,
        name: fields.text("name").to_string(),
        unit: fields.text("unit").to_string(),
        roles,
        clearance: fields.text("clearance").parse().unwrap_or_default(),
        language: fields.text("language").parse().unwrap_or_default(),
        faults,
    }
}

/// Adds an officer and shows the link by which they come in, this once.
pub(crate) async fn add(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut form = typed(None, &fields);
    let actor = visit.actor()?;
    if !form.faults.is_empty() {
        return faulty(&view(&app, &visit, form, None).await?);
    }
    let OfficerForm { name, unit, roles, clearance, language, .. } = form.clone();
    match desk::officer::add(&app.desk, actor, &duty(actor), New { name, unit, roles, clearance, language })
        .await
    {
        Ok(id) => with_link(&app, &visit, id).await,
        Err(desk::Error::Invalid(invalid)) => {
            form.faults.add("name", Flaw::Said(invalid.why.to_string()));
            faulty(&view(&app, &visit, form, None).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

pub(crate) async fn change(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<OfficerId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let form = typed(Some(id), &fields);
    if !form.faults.is_empty() {
        return faulty(&view(&app, &visit, form, None).await?);
    }
    let OfficerForm { name, unit, roles, clearance, language, .. } = form;
    let officer = Officer { name, unit, roles, clearance, language, ..one(&app, &visit, id).await? };
    set(&app, &visit, officer, Done::OfficerChanged).await
}

async fn set(app: &App, visit: &Visit, officer: Officer, done: Done) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    desk::officer::change(&app.desk, actor, &duty(actor), &officer).await?;
    Ok(see("/officers", done))
}

/// Shuts an officer out at once, sessions included.
pub(crate) async fn disable(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<OfficerId>,
) -> Result<Response, Problem> {
    let officer = Officer { disabled: true, ..one(&app, &visit, id).await? };
    set(&app, &visit, officer, Done::OfficerDisabled).await
}

pub(crate) async fn enable(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<OfficerId>,
) -> Result<Response, Problem> {
    let officer = Officer { disabled: false, ..one(&app, &visit, id).await? };
    set(&app, &visit, officer, Done::OfficerChanged).await
}

pub(crate) async fn link(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<OfficerId>,
) -> Result<Response, Problem> {
    with_link(&app, &visit, id).await
}

async fn with_link(app: &App, visit: &Visit, id: OfficerId) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let secret = desk::officer::offer_link(&app.desk, actor, &duty(actor), id).await?;
    let until_us = desk::pulse::now_us(&app.desk) + desk::officer::LINK_LIFE_US;
    let name = one(app, visit, id).await?.name;
    let link = OnceShown { name, secret: app.settings.link(&secret), until_us };
    html(&view(app, visit, OfficerForm::default(), Some(link)).await?)
}
