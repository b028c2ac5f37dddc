//! One capsule: its file, its leases, its end, and what its log brought.
use super::{Visit, faulty, html, see, why};
use crate::api::capsule::shelf;
use crate::api::shape::part;
use crate::app::{App, Shared};
use crate::page::{CapsulePage, CapsuleRow, Done, Faults, FoundAtPost, LeaseTold, Place};
use crate::problem::Problem;
use crate::sent::{Fields, Named, weighing};
use axum::extract::State;
use axum::response::Response;
use desk::capsule::{self, Ends, FoundThere};
use model::CapsuleId;

async fn view(
    app: &App,
    visit: &Visit,
    (id, lease): (CapsuleId, Option<LeaseTold>),
) -> Result<CapsulePage, Problem> {
    let (actor, now_us) = (visit.actor()?, desk::pulse::now_us(&app.desk));
    let one = capsule::one(&app.desk, actor, &weighing(actor), id).await?;
    let held = one.capsule.held.clone().unwrap_or_default();
    Ok(CapsulePage {
        frame: visit.frame(app, Some(Place::Capsules)).await?,
        row: CapsuleRow::of(&one.capsule, now_us),
        device: one.capsule.device.clone(),
        kinds: held.kinds.iter().filter_map(|(kind, count)| Some((kind.parse().ok()?, *count))).collect(),
        owners: held.owners.iter().filter_map(|(owner, count)| Some((owner.parse().ok()?, *count))).collect(),
        checks: one.checks,
        refused: one.refused,
        found: one.found.iter().map(found).collect(),
        unseen: one.unseen,
        lease,
        why: String::new(),
        faults: Faults::none(),
    })
}

fn found(it: &FoundThere) -> FoundAtPost {
    let record = &it.held.record;
    FoundAtPost {
        id: record.id,
        kind: record.kind(),
        caption: record.caption().to_owned(),
        owner: record.owner.clone(),
        at_us: it.at_us,
        opened: it.opened,
    }
}

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<CapsuleId>,
) -> Result<Response, Problem> {
    html(&view(&app, &visit, (id, None)).await?)
}

/// Tells the code of a lease, this once.
pub(crate) async fn lease(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<CapsuleId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let told = capsule::lease(&app.desk, actor, &weighing(actor), id, fields.has("next")).await?;
    let lease = LeaseTold { code: told.code, until_us: told.until_us, newer: told.newer };
    html(&view(&app, &visit, (id, Some(lease))).await?)
}

pub(crate) async fn end(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<CapsuleId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let ends: Ends = part("why", fields.text("why"))?;
    capsule::end(&app.desk, actor, &weighing(actor), id, ends).await?;
    let done = if ends == Ends::Lost { Done::CapsuleLost } else { Done::CapsuleEnded };
    Ok(see(&format!("/capsules/{id}"), done))
}

/// Why the end of its log never comes.
pub(crate) async fn give_up(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<CapsuleId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (actor, why) = (visit.actor()?, fields.text("why"));
    match capsule::give_up(&app.desk, actor, &weighing(actor), id, why).await.map_err(Problem::from) {
        Ok(()) => Ok(see(&format!("/capsules/{id}"), Done::CapsuleGivenUp)),
        Err(problem @ Problem::Invalid(_)) => {
            let mut page = CapsulePage { why: why.to_owned(), ..view(&app, &visit, (id, None)).await? };
            why::told(problem, &mut page.faults);
            faulty(&page)
        }
        Err(problem) => Err(problem),
    }
}

pub(crate) async fn file(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<CapsuleId>,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    shelf::file(&app, actor, &weighing(actor), id).await
}
