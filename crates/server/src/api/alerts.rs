//! An officer's alerts, each with the question that it answers: for the API, the page and what is live.
use super::notice_alerts;
use crate::app::App;
use crate::auth::Known;
use crate::problem::Problem;
use desk::standing::{Alert, Standing};
use model::{Entity, Purpose, Reason, Record};
use policy::action::Stand;
use std::collections::BTreeMap;

/// One alert.
pub(crate) struct Told {
    pub alert: Alert,
    pub record: Record,
    /// Under which the record is shown: that of the question, where it still stands open.
    pub reason: Reason,
    pub question: String,
}

/// Most alerts that are shown together.
const SHOWN: u32 = 200;

/// For what an officer does with their own questions: the first purpose for which they may leave one open. Where there
/// is none, the desk refuses it.
pub(crate) fn reason(app: &App, caller: &Known) -> Reason {
    let purposes = desk::offer::purposes::<Stand>(&app.desk, &caller.actor);
    Reason::of(purposes.first().copied().unwrap_or(Purpose::Investigation))
}

/// Newest first. Each record is looked at for the reason of its own question.
pub(crate) async fn read(app: &App, caller: &Known) -> Result<Vec<Told>, Problem> {
    let ordinary = reason(app, caller);
    let standing = desk::standing::list(&app.desk, &caller.actor, &ordinary).await?;
    let mut reasons: Vec<&Reason> = standing.iter().map(|s| &s.reason).collect();
    reasons.push(&ordinary);
    reasons.dedup();
    let mut told: BTreeMap<u64, Told> = BTreeMap::new();
    for reason in reasons {
        for (alert, record) in desk::standing::alerts(&app.desk, &caller.actor, reason, (None, SHOWN)).await?
        {
            let of = standing.iter().find(|s| s.id == alert.standing);
            let own = of.is_none_or(|s| s.reason == *reason);
            if own {
                let question = of.map_or_else(String::new, question);
                told.entry(alert.number).or_insert(Told { alert, record, reason: reason.clone(), question });
            }
        }
    }
    Ok(told.into_values().rev().collect())
}

/// A question in one line: what is asked for, in its first reading.
pub(crate) fn question(standing: &Standing) -> String {
    standing.entities.first().map_or_else(String::new, line)
}

fn line(entity: &Entity) -> String {
    let values = entity.properties().flat_map(|(_, values)| values.iter().map(|value| value.original()));
    values.collect::<Vec<_>>().join(", ")
}

/// Marks an alert as seen, of whichever kind it is.
pub(crate) async fn seen(app: &App, caller: &Known, number: u64) -> Result<(), Problem> {
    if let Some(reason) = notice_alerts::reason(app, caller) {
        match desk::notice::alert_seen(&app.desk, &caller.actor, &reason, number).await {
            Err(desk::Error::Missing) => {}
            done => return Ok(done?),
        }
    }
    let reason = reason(app, caller);
    Ok(desk::standing::seen(&app.desk, &caller.actor, &reason, number).await?)
}
