//! Copies that are kept by law: the list, one that is opened, what is declared of one, and giving it up.
use super::record::stated;
use super::{Visit, faulty, html, see, why};
use crate::api::kept::end_of;
use crate::app::{App, Shared};
use crate::page::{Done, Faults, KeepPage, Keeping, KeptCopyPage, KeptPage, KeptRow, KeptWaits, Place};
use crate::problem::Problem;
use crate::sent::{self, Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::kept::Kept;
use desk::people::People;
use model::{Actor, CopyWord, Purpose, Reason, RecordId};
use policy::action::ReadKept;

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let kept = desk::kept::list(&app.desk, actor, &sent::daily(actor)).await?;
    let (waiting, people) = desk::kept::waiting(&app.desk, actor, &sent::daily(actor)).await?;
    html(&KeptPage {
        frame: visit.frame(&app, Some(Place::Window)).await?,
        rows: kept.into_iter().map(row).collect(),
        waiting: waiting.into_iter().map(|asked| waits(asked, &people, actor)).collect(),
    })
}

fn waits(asked: desk::kept::Asked, people: &People, reader: &Actor) -> KeptWaits {
    KeptWaits {
        by: people.get(&asked.asker).map(|person| person.name.clone()),
        is_mine: asked.asker == reader.label(),
        declared_us: asked.asked_us,
        lapses_us: asked.lapses_us,
        row: KeptRow {
            id: asked.id,
            owner: asked.owner,
            word: CopyWord::Undecided,
            basis: asked.declared.basis,
            reference: asked.declared.reference,
            why: Some(asked.declared.why),
            unit: asked.declared.unit,
            until_us: asked.declared.until_us,
        },
    }
}

fn row(kept: Kept) -> KeptRow {
    KeptRow {
        id: kept.id,
        owner: kept.owner,
        word: kept.word,
        basis: kept.basis,
        reference: kept.reference,
        why: kept.why,
        unit: kept.unit,
        until_us: kept.until_us,
    }
}

pub(crate) async fn open(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, _) = match stated(&app, &visit, &Fields(asked), &format!("/kept/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let (kept, record) = desk::kept::open(&app.desk, visit.actor()?, &reason, id).await?;
    html(&KeptCopyPage { frame: visit.frame(&app, Some(Place::Window)).await?, row: row(kept), record })
}

pub(crate) async fn form(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    html(&keeping(&app, &visit, id, &Fields(asked)).await?)
}

pub(crate) async fn end_form(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    html(&KeepPage { does: Keeping::GivesUp, ..keeping(&app, &visit, id, &Fields(asked)).await? })
}

pub(crate) async fn confirm_form(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    html(&confirming(&app, &visit, id, &Fields(asked)).await?)
}

/// The form for a second person, with what the first has declared: they are among those who may know of it.
async fn confirming(app: &App, visit: &Visit, id: RecordId, fields: &Fields) -> Result<KeepPage, Problem> {
    let (page, actor) = (keeping(app, visit, id, fields).await?, visit.actor()?);
    let (waiting, people) = desk::kept::waiting(&app.desk, actor, &sent::daily(actor)).await?;
    let asked = waiting.into_iter().find(|asked| asked.id == id).ok_or(Problem::Missing)?;
    Ok(KeepPage { does: Keeping::Confirms, waits: Some(waits(asked, &people, actor)), ..page })
}

/// The form, as it was filled in. It tells nothing of whether there is such a copy.
async fn keeping(app: &App, visit: &Visit, id: RecordId, fields: &Fields) -> Result<KeepPage, Problem> {
    let actor = visit.actor()?;
    let may = |purpose: &Purpose| desk::offer::may::<ReadKept>(&app.desk, actor, &Reason::of(*purpose));
    let purposes: Vec<Purpose> = why::reading(app, actor).into_iter().filter(may).collect();
    if purposes.is_empty() {
        return Err(why::refuse(app, actor).await);
    }
    Ok(KeepPage {
        frame: visit.frame(app, Some(Place::Window)).await?,
        id,
        words: fields.text("why").to_string(),
        until: fields.text("until").to_string(),
        why: why::typed(fields, purposes),
        faults: Faults::none(),
        does: Keeping::Declares,
        waits: None,
    })
}

pub(crate) async fn declare(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut page = keeping(&app, &visit, id, &fields).await?;
    let until = end_of(&page.until);
    let reason = why::reason(&page.why, &mut page.faults);
    let done = match (until, reason) {
        (Ok(until_us), Some(reason)) => {
            let declared = (page.words.as_str(), until_us);
            desk::kept::declare(&app.desk, visit.actor()?, &reason, id, declared).await.map_err(Problem::from)
        }
        (Err(flaw), _) => Err(flaw),
        (Ok(_), None) => return faulty(&page),
    };
    told(page, done, Done::CopyDeclared)
}

pub(crate) async fn confirm(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut page = confirming(&app, &visit, id, &fields).await?;
    let Some(reason) = why::reason(&page.why, &mut page.faults) else { return faulty(&page) };
    let declared_us =
        fields.text("declared").parse().map_err(|_| Problem::at("declared", "what was read"))?;
    let done = desk::kept::confirm(&app.desk, visit.actor()?, &reason, id, declared_us).await;
    told(page, done.map_err(Problem::from), Done::CopyConfirmed)
}

pub(crate) async fn give_up(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut page = KeepPage { does: Keeping::GivesUp, ..keeping(&app, &visit, id, &fields).await? };
    let Some(reason) = why::reason(&page.why, &mut page.faults) else { return faulty(&page) };
    let done = desk::kept::give_up(&app.desk, visit.actor()?, &reason, id, &page.words).await;
    told(page, done.map_err(Problem::from), Done::CopyEnded)
}

/// What is wrong with the form is said at its fields.
fn told(mut page: KeepPage, did: Result<(), Problem>, done: Done) -> Result<Response, Problem> {
    match did {
        Ok(()) => Ok(see("/kept", done)),
        Err(problem @ Problem::Invalid(_)) => {
            why::told(problem, &mut page.faults);
            faulty(&page)
        }
        Err(problem) => Err(problem),
    }
}
