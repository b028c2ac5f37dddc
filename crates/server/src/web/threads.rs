//! The inbox of threads with other members.
use super::{Visit, html, why};
use crate::api::thread::read_place;
use crate::app::{App, Shared};
use crate::page::{Place, ThreadClock, ThreadRow, ThreadsPage, Why};
use crate::problem::Problem;
use crate::sent::{self, Asked, Fields};
use axum::extract::State;
use axum::response::Response;
use desk::people::People;
use desk::thread::{Kept, Shown, WAITING_MAX};
use model::Reason;
use policy::action::ReviewThreads;

/// Threads on a page.
const SHOWN: u32 = 50;

/// The reason of reading and writing: the daily work of the role where none is named.
pub(super) fn reason(app: &App, visit: &Visit, fields: &Fields) -> Result<(Reason, Why), Problem> {
    let actor = visit.actor()?;
    let mut form = why::typed(fields, why::purposes::<ReviewThreads>(app, actor));
    let daily = sent::daily(actor);
    let purpose = form.purpose.unwrap_or(daily.purpose);
    let named = sent::reason(purpose.as_str(), &form.legal_basis, &form.reference)?;
    form.purpose = Some(purpose);
    Ok((named.unwrap_or(daily), form))
}

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = reason(&app, &visit, &fields)?;
    let shown: Shown = fields.text("box").parse().unwrap_or(Shown::Ours);
    let after = read_place(fields.text("after"))?;
    let actor = visit.actor()?;
    let search = fields.text("search").trim();
    let page = if search.is_empty() {
        desk::thread::page(&app.desk, actor, &reason, shown, (after, SHOWN)).await?
    } else {
        desk::thread::search(&app.desk, actor, &reason, search, (after, SHOWN)).await?
    };
    html(&ThreadsPage {
        counts: desk::thread::counts(&app.desk, actor, &reason).await?,
        most: u64::from(WAITING_MAX),
        frame: visit.frame(&app, Some(Place::Threads)).await?,
        why,
        shown,
        search: search.to_owned(),
        threads: page.threads.iter().map(|kept| row(&app, kept, &page.people)).collect(),
        next: page.next.map(|(at, id)| format!("{at}.{id}")),
    })
}

pub(super) fn row(app: &App, kept: &Kept, people: &People) -> ThreadRow {
    let officer = kept.officer.and_then(|id| people.get(&format!("officer:{id}")));
    ThreadRow {
        id: kept.id,
        subject: kept.opening.as_ref().map(|thread| thread.subject.clone()),
        owner: kept.owner.clone(),
        others: kept.members.iter().filter(|member| **member != app.desk.me).cloned().collect(),
        kind: kept.request,
        state: kept.state,
        life: kept.life,
        waits: kept.waits,
        clock: clock(kept),
        fresh: kept.fresh,
        officer: officer.map(|person| person.name.clone()),
        unit: kept.unit.clone(),
        last_us: kept.last_us,
    }
}

pub(super) fn clock(kept: &Kept) -> Option<ThreadClock> {
    kept.due_us.map(|due_us| ThreadClock { due_us, late: kept.late, life: kept.life })
}
