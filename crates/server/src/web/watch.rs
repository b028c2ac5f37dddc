//! The watch: looked at by everybody who reads messages, set by whoever keeps the overview.
use super::{Visit, faulty, html, see};
use crate::app::{App, Shared};
use crate::page::{Done, DutyRow, Faults, Flaw, Place, UnitRow, WatchPage};
use crate::problem::Problem;
use crate::sent::{Fields, daily, weighing};
use axum::extract::State;
use axum::response::Response;
use desk::thread::{Number, Watch};
use model::{Actor, Reason};
use policy::action::SetClocks;
use std::collections::BTreeSet;

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let watch = desk::thread::watch(&app.desk, actor, &looking(&app, actor)).await?;
    let numbers = written(&watch.numbers);
    html(&view(&app, &visit, &watch, (numbers, Faults::none())).await?)
}

/// For whoever sets it that is what they look for; for everybody else it is their daily work.
fn looking(app: &App, by: &Actor) -> Reason {
    let sets = desk::offer::may::<SetClocks>(&app.desk, by, &weighing(by));
    if sets { weighing(by) } else { daily(by) }
}

/// `Duty desk: +228 22 00 00 00`
fn written(numbers: &[Number]) -> String {
    numbers.iter().map(|it| format!("{}: {}\n", it.what, it.number)).collect()
}

async fn view(
    app: &App,
    visit: &Visit,
    watch: &Watch,
    (numbers, faults): (String, Faults),
) -> Result<WatchPage, Problem> {
    let actor = visit.actor()?;
    let officers = desk::thread::everybody(&app.desk, actor, &looking(app, actor)).await?;
    let units: BTreeSet<&str> = officers.iter().map(|officer| officer.unit.as_str()).collect();
    let head = |unit: &str| watch.heads.get(unit).map(ToString::to_string).unwrap_or_default();
    Ok(WatchPage {
        units: units.into_iter().map(|unit| UnitRow { unit: unit.to_owned(), head: head(unit) }).collect(),
        officers: officers
            .iter()
            .map(|officer| DutyRow {
                id: officer.id.to_string(),
                name: officer.name.clone(),
                unit: officer.unit.clone(),
                on_duty: watch.duty.contains(&officer.id),
            })
            .collect(),
        numbers,
        clocks: desk::thread::clocks(&app.desk).await?,
        may_set: desk::offer::may::<SetClocks>(&app.desk, actor, &weighing(actor)),
        frame: visit.frame(app, Some(Place::Threads)).await?,
        faults,
    })
}

pub(crate) async fn set(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let mut faults = Faults::none();
    let (heads, on_duty) = (fields.all("head"), fields.all("duty"));
    let heads = heads
        .filter_map(|it| it.split_once('@'))
        .filter_map(|(id, unit)| Some((unit.to_owned(), id.parse().ok()?)));
    let watch = Watch {
        heads: heads.collect(),
        duty: on_duty.filter_map(|id| id.parse().ok()).collect(),
        numbers: numbers(fields.text("numbers"), &mut faults),
    };
    if faults.is_empty() {
        match desk::thread::set_watch(&app.desk, actor, &weighing(actor), watch.clone()).await {
            Ok(()) => return Ok(see("/watch", Done::WatchSet)),
            Err(desk::Error::Invalid(invalid)) => {
                faults.add(invalid.what, Flaw::Said(invalid.why.to_string()))
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    let typed = fields.text("numbers").to_owned();
    faulty(&view(&app, &visit, &watch, (typed, faults)).await?)
}

/// One a line: what it is, colon, number.
fn numbers(text: &str, faults: &mut Faults) -> Vec<Number> {
    let mut all = vec![];
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line.split_once(':') {
            Some((what, number)) => {
                all.push(Number { what: what.trim().to_owned(), number: number.trim().to_owned() });
            }
            None => {
                faults.add("numbers", Flaw::Said("each line: what it is, a colon, and the number".into()))
            }
        }
    }
    all
}
