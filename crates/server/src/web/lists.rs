//! Lists and imports: what came in from where, what runs, and what was refused.
use super::{Visit, faulty, html, why};
use crate::api::{import as running, upload};
use crate::app::{App, Shared};
use crate::handling_form;
use crate::page::{
    Counts, Faults, HandlingForm, ImportForm, ImportPage, ImportState, ImportView, ListRow, ListsPage, Place,
    ProgressPart, RefusedRow,
};
use crate::problem::Problem;
use crate::sent::{Asked, Named, bringing};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use desk::import::{Format, Import, State as S};
use model::{Actor, ImportId, Reason};
use policy::action::{Import as ToImport, ListRecords};

/// Imports on the page.
const SHOWN: u32 = 100;

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    html(&lists(&app, &visit, ImportForm::default()).await?)
}

async fn lists(app: &App, visit: &Visit, form: ImportForm) -> Result<ListsPage, Problem> {
    let actor = visit.actor()?;
    let may_import = !why::purposes::<ToImport>(app, actor).is_empty();
    let imports = if may_import {
        desk::import::imports(&app.desk, actor, &bringing(actor), SHOWN).await?
    } else {
        vec![]
    };
    let network = desk::offer::addressees(&app.desk, actor, &bringing(actor)).await?;
    let lists = desk::import::lists(&app.desk, actor, &leafing(app, actor)).await?;
    let row = |list: &desk::import::List| ListRow {
        list: list.name.clone(),
        owner: app.desk.me.clone(),
        format: imports.iter().find(|i| i.list == list.name).map(|i| i.format.clone()).unwrap_or_default(),
        records: list.records,
        refreshed_us: Some(list.revised_us),
    };
    Ok(ListsPage {
        frame: visit.frame(app, Some(Place::Lists)).await?,
        lists: lists.iter().map(row).collect(),
        imports: imports.iter().map(|import| view(app, import)).collect(),
        form: may_import.then(|| ImportForm {
            handling: HandlingForm { network, ..form.handling },
            formats: Format::ALL.iter().map(|format| format.as_str()).collect(),
            mappings: formats::csv::READY.iter().map(ToString::to_string).collect(),
            ..form
        }),
        older: None,
    })
}

/// Which lists there are is told for the purpose for which most is shown to this officer: of records only their number.
fn leafing(app: &App, actor: &Actor) -> Reason {
    let purposes = why::purposes::<ListRecords>(app, actor);
    let reason = bringing(actor);
    if purposes.contains(&reason.purpose) {
        reason
    } else {
        purposes.first().map_or(reason, |purpose| Reason::of(*purpose))
    }
}

fn view(app: &App, import: &Import) -> ImportView {
    let running = app.kept.running(import.id);
    let state = match (&import.state, running) {
        (S::Ended | S::Damaged, _) => ImportState::Ended,
        (S::Running, Some(_)) => ImportState::Running,
        (S::Running | S::GivenUp, _) => ImportState::Stopped,
    };
    ImportView {
        id: import.id,
        list: import.list.clone(),
        format: import.format.clone(),
        files: import.files.iter().map(|file| name_of(file)).collect(),
        by: String::new(),
        state,
        started_us: import.started_us,
        ended_us: import.ended_us,
        bytes_read: running.map_or(0, |moved| moved.bytes_read),
        bytes_total: running.map_or(0, |moved| moved.bytes_total),
        counts: Counts {
            read: import.counts.read(),
            new: import.counts.added,
            changed: import.counts.changed,
            withdrawn: import.counts.withdrawn,
            unchanged: import.counts.unchanged,
            refused: import.counts.refused,
        },
    }
}

/// Where a file lay is nobody's business.
fn name_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_string()
}

/// Begins an import of uploaded files, and shows it while it runs.
pub(crate) async fn import(
    State(app): State<Shared>,
    visit: Visit,
    request: Request,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let upload = upload::take(&app, actor, request).await?;
    let reason = upload.fields.reason(bringing(actor))?;
    let text = |name: &str| upload.fields.text(name).to_string();
    let mut faults = Faults::none();
    let mut form = ImportForm {
        list: text("list"),
        format: text("format"),
        mapping: text("mapping"),
        handling: handling_form::typed(&upload.fields, &mut faults),
        grading: upload.fields.text("grading").parse().unwrap_or_default(),
        ..ImportForm::default()
    };
    let begun = match upload.plan() {
        Ok(plan) => running::start(&app, actor, &reason, plan, Some(upload)).begun().await,
        Err(problem) => Err(problem),
    };
    match begun {
        Ok(begun) => Ok(Redirect::to(&format!("/imports/{}", begun.id())).into_response()),
        Err(Problem::Invalid(flaws)) => {
            form.faults = Faults::none();
            why::told(Problem::Invalid(flaws), &mut form.faults);
            faulty(&lists(&app, &visit, form).await?)
        }
        Err(problem) => Err(problem),
    }
}

#[derive(Debug, serde::Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    after: Option<u64>,
}

pub(crate) async fn one(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ImportId>,
    Asked(After { after }): Asked<After>,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let reason = bringing(actor);
    let import = view(&app, &desk::import::import(&app.desk, actor, &reason, id).await?);
    let frame = visit.frame(&app, Some(Place::Lists)).await?;
    if visit.wants("progress") {
        return html(&ProgressPart { frame, import });
    }
    let from = (after.unwrap_or(0), running::REFUSALS_PAGE);
    let rows = desk::import::refusals(&app.desk, actor, &reason, id, from).await?;
    let full = u32::try_from(rows.len()) == Ok(running::REFUSALS_PAGE);
    html(&ImportPage {
        frame,
        import,
        more: rows.last().filter(|_| full).map(|(number, _)| number.to_string()),
        refused: rows
            .into_iter()
            .map(|(_, row)| RefusedRow { file: name_of(&row.file), line: row.line, reason: row.reason })
            .collect(),
        further: after.is_some(),
    })
}
