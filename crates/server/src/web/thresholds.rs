//! The thresholds: looked at with what they bring, and set by who may.
use super::{Visit, faulty, html, see};
use crate::app::{App, Shared};
use crate::page::{Done, Faults, Flaw, OutlookRow, OutlookView, Place, ThresholdsForm, ThresholdsPage};
use crate::problem::Problem;
use crate::sent::{Fields, weighing};
use axum::extract::State;
use axum::response::Response;
use desk::threshold::{Row, Thresholds, Told};
use model::Reason;
use policy::action::SetThresholds;

/// Shown in the table; the desk reckons finer ones as well.
const SHOWN: [f64; 14] =
    [0.05, 0.10, 0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90, 0.95, 0.98, 0.99, 0.999];

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let Thresholds { possible, certain } = app.desk.thresholds();
    let form = ThresholdsForm {
        possible: percent(possible),
        certain: percent(certain),
        ..ThresholdsForm::default()
    };
    html(&view(&app, &visit, form).await?)
}

async fn view(app: &App, visit: &Visit, form: ThresholdsForm) -> Result<ThresholdsPage, Problem> {
    let actor = visit.actor()?;
    let told = desk::threshold::read(&app.desk, actor, &weighing(actor)).await?;
    let may_set = desk::offer::may::<SetThresholds>(&app.desk, actor, &weighing(actor));
    Ok(ThresholdsPage {
        frame: visit.frame(app, Some(Place::Thresholds)).await?,
        possible: told.thresholds.possible,
        certain: told.thresholds.certain,
        outlook: outlook(&told),
        form: may_set.then_some(form),
    })
}

fn outlook(told: &Told) -> OutlookView {
    let Thresholds { possible, certain } = told.thresholds;
    let called = |threshold: f64| {
        let in_force = [(possible, "possible"), (certain, "match")].into_iter();
        in_force.filter(|(own, _)| *own == threshold).map(|(_, name)| name).collect::<Vec<_>>()
    };
    let row = |row: Row| OutlookRow {
        threshold: row.threshold,
        alarms: row.alarms,
        false_alarms: row.false_alarms,
        missed: row.missed,
        called: called(row.threshold),
    };
    let rows = told.rows().into_iter().map(row);
    let shown = rows.filter(|row| SHOWN.contains(&row.threshold) || !row.called.is_empty());
    OutlookView { days: told.outlook.days, checks: told.outlook.checks, rows: shown.collect() }
}

fn percent(threshold: f64) -> String {
    format!("{}", (threshold * 1_000.0).round() / 10.0)
}

/// Why they are set goes into the journal as the reference of the act.
pub(crate) async fn set(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let text = |name: &str| fields.text(name).to_string();
    let mut form = ThresholdsForm {
        possible: text("possible"),
        certain: text("match"),
        words: text("words"),
        faults: Faults::none(),
    };
    if form.words.len() > 500 {
        return Err(Problem::at("words", "longer than 500 bytes"));
    }
    let reason =
        Reason { reference: Some(form.words.clone()).filter(|words| !words.is_empty()), ..weighing(actor) };
    let possible = likelihood("possible", &form.possible, &mut form.faults);
    let certain = likelihood("match", &form.certain, &mut form.faults);
    if let (Some(possible), Some(certain)) = (possible, certain) {
        match desk::threshold::set(&app.desk, actor, &reason, Thresholds { possible, certain }).await {
            Ok(()) => return Ok(see("/thresholds", Done::ThresholdsSet)),
            Err(desk::Error::Invalid(invalid)) => form.faults.add(invalid.what, Flaw::NoThreshold),
            Err(fault) => return Err(fault.into()),
        }
    }
    faulty(&view(&app, &visit, form).await?)
}

/// "50", "99.5" or "99,5 %" as a number from 0 to 1.
fn likelihood(field: &str, text: &str, faults: &mut Faults) -> Option<f64> {
    if text.is_empty() {
        faults.add(field, Flaw::Missing);
        return None;
    }
    let number = text.trim_end_matches('%').trim().replace(',', ".").parse::<f64>();
    match number {
        Ok(percent) => Some(percent / 100.0),
        Err(_) => {
            faults.add(field, Flaw::NoThreshold);
            None
        }
    }
}
