//! The rules: read, and changed by who may.
use super::{Visit, faulty, html, see};
use crate::app::{App, Shared};
use crate::page::{Done, Place, RuleFault, RulesPage};
use crate::problem::Problem;
use crate::sent::{Fields, duty};
use axum::extract::State;
use axum::response::Response;
use model::{Actor, Reason};
use policy::action::ChangeRules;

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let text = desk::rules::read(&app.desk, actor, &duty(actor)).await?;
    html(&view(&app, &visit, actor, text).await?)
}

async fn view(app: &App, visit: &Visit, actor: &Actor, text: String) -> Result<RulesPage, Problem> {
    Ok(RulesPage {
        frame: visit.frame(app, Some(Place::Rules)).await?,
        text,
        words: String::new(),
        changed_us: None,
        by: None,
        may_change: desk::offer::may::<ChangeRules>(&app.desk, actor, &duty(actor)),
        faults: vec![],
    })
}

/// Why they are changed goes into the journal as the reference of the act.
pub(crate) async fn change(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let words = fields.text("words");
    let text =
        fields.0.iter().find(|(name, _)| name == "text").map_or("", |(_, text)| text).replace("\r\n", "\n");
    if words.len() > 500 {
        return Err(Problem::at("words", "longer than 500 bytes"));
    }
    let reason = Reason { reference: (!words.is_empty()).then(|| words.to_string()), ..duty(actor) };
    let faults = match desk::rules::change(&app.desk, actor, &reason, &text).await {
        Ok(()) => return Ok(see("/rules", Done::RulesChanged)),
        Err(desk::Error::Rules(wrong)) => wrong
            .faults
            .into_iter()
            .map(|fault| RuleFault { line: u32::try_from(fault.line).ok(), what: fault.reason }),
        Err(fault) => return Err(fault.into()),
    };
    let mut page = view(&app, &visit, actor, text).await?;
    page.faults = faults.collect();
    page.words = words.to_string();
    faulty(&page)
}
