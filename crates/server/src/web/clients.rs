//! Clients: machines with a token.
use super::{Visit, faulty, html, see};
use crate::api::client::ends_us;
use crate::app::{App, Shared};
use crate::page::{ClientForm, ClientRow, ClientsPage, Done, Faults, Flaw, OnceShown, Place};
use crate::problem::Problem;
use crate::sent::{Fields, Named, duty};
use axum::extract::State;
use axum::response::Response;
use model::ClientId;

async fn view(
    app: &App,
    visit: &Visit,
    form: ClientForm,
    token: Option<OnceShown>,
) -> Result<ClientsPage, Problem> {
    let actor = visit.actor()?;
    let clients = desk::client::list(&app.desk, actor, &duty(actor)).await?;
    let row = |kept: store::client::Kept| ClientRow {
        client: kept.client,
        made_us: kept.added_us,
        expires_us: Some(kept.ends_us),
    };
    let clients = clients.into_iter().map(row).collect();
    Ok(ClientsPage { frame: visit.frame(app, Some(Place::Clients)).await?, clients, form, token })
}

fn empty() -> ClientForm {
    ClientForm { days: "90".into(), ..ClientForm::default() }
}

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    html(&view(&app, &visit, empty(), None).await?)
}

/// Adds a client and shows its token, this once.
pub(crate) async fn add(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let mut form = ClientForm {
        name: fields.text("name").to_string(),
        roles: fields.all("roles").filter_map(|role| role.parse().ok()).collect(),
        clearance: fields.text("clearance").parse().unwrap_or_default(),
        days: fields.text("days").to_string(),
        faults: Faults::none(),
    };
    for (field, empty) in [("name", form.name.is_empty()), ("roles", form.roles.is_empty())] {
        if empty {
            form.faults.add(field, Flaw::Missing);
        }
    }
    let now_us = desk::pulse::now_us(&app.desk);
    let until_us = form.days.parse().ok().and_then(|days| ends_us(now_us, days).ok());
    if until_us.is_none() {
        form.faults.add("days", Flaw::Said("1 to 90".into()));
    }
    let (Some(until_us), true) = (until_us, form.faults.is_empty()) else {
        return faulty(&view(&app, &visit, form, None).await?);
    };
    let client = (form.name.as_str(), form.roles.clone(), form.clearance);
    let (_, secret) = desk::client::add(&app.desk, actor, &duty(actor), client, until_us).await?;
    let token = OnceShown { name: form.name, secret, until_us };
    html(&view(&app, &visit, empty(), Some(token)).await?)
}

pub(crate) async fn revoke(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ClientId>,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    desk::client::revoke(&app.desk, actor, &duty(actor), id).await?;
    Ok(see("/clients", Done::ClientRevoked))
}
