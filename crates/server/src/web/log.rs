//! The log for inspectors.
use super::{Visit, html, see};
use crate::api::log::LogQuery;
use crate::app::Shared;
use crate::auth::Caller;
use crate::page::{Done, LogFilter, LogPage, LogRow, LogState, Place, Verified};
use crate::problem::Problem;
use crate::sent::{Asked, duty};
use axum::extract::State;
use axum::response::Response;
use desk::oversight::Entry;
use desk::people::People;

/// Acts on a page.
const SHOWN: u32 = 100;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<LogQuery>,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let reason = duty(actor);
    let filter = asked.filter()?;
    let people = desk::people::all(&app.desk, actor, &reason).await?;
    let acts = desk::oversight::read(&app.desk, actor, &reason, &filter, (asked.before, SHOWN)).await?;
    let state = desk::oversight::state(&app.desk, actor, &reason).await?;
    let frame = visit.frame(&app, Some(Place::Log)).await?;
    let full = u32::try_from(acts.len()) == Ok(SHOWN);
    let mut actors: Vec<(String, String)> =
        people.iter().map(|(label, p)| (label.clone(), p.name.clone())).collect();
    actors.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    html(&LogPage {
        state: checkpoint(&state, frame.now_us, app.kept.verified()),
        frame,
        filter: typed(&asked, &filter),
        actors,
        older: acts.last().map(|act| act.seq).filter(|_| full),
        entries: acts.into_iter().map(|act| row(act, &people)).collect(),
    })
}

/// A checkpoint is signed with every act, the reading of this page among them; its text is origin, size and root.
fn checkpoint(state: &desk::oversight::State, now_us: i64, verified: Option<Verified>) -> LogState {
    let mut lines = state.checkpoint.lines().skip(1);
    LogState {
        size: state.size,
        checkpoint_size: lines.next().and_then(|size| size.parse().ok()).unwrap_or(0),
        checkpoint_us: now_us,
        root: lines.next().unwrap_or_default().to_string(),
        key: state.key.clone(),
        key_since_us: state.key_since_us,
        verified,
    }
}

fn typed(asked: &LogQuery, filter: &desk::oversight::Filter) -> LogFilter {
    LogFilter {
        by: asked.by.trim().to_string(),
        kind: filter.kind,
        object: asked.object.trim().to_string(),
        purpose: filter.purpose,
        from: asked.from.trim().to_string(),
        to: asked.to.trim().to_string(),
    }
}

fn row(act: Entry, people: &People) -> LogRow {
    let person = people.get(&act.by);
    LogRow {
        seq: act.seq,
        at_us: act.at_us,
        name: person.map(|p| p.name.clone()).unwrap_or_default(),
        unit: person.map(|p| p.unit.clone()).unwrap_or_default(),
        by: act.by,
        kind: act.kind,
        object: act.object.map(|(id, _)| id.to_string()),
        version: act.object.map(|(_, version)| version),
        purpose: act.purpose,
        legal_basis: act.legal_basis,
        reference: act.reference,
        said: act.body.as_ref().map(said).unwrap_or_default(),
        erased: false,
    }
}

/// The fields of what was written down, each in one line.
fn said(body: &serde_json::Value) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let fields = body.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    fields.map(|(name, value)| (name.clone(), text(value))).collect()
}

pub(crate) async fn csv(
    State(app): State<Shared>,
    caller: Caller,
    Asked(asked): Asked<LogQuery>,
) -> Result<Response, Problem> {
    let reason = duty(&caller.actor);
    crate::api::log_csv(app, caller, reason, asked.filter()?).await
}

/// Proves the whole journal; what came of it stands on the page until the next time.
pub(crate) async fn verify(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let outcome = desk::oversight::verify(&app.desk, actor, &duty(actor), |_, _| {}).await?;
    let outcome = outcome.map(|report| report.journal.acts).map_err(|broken| (broken.seq, broken.what));
    app.kept.proved(Verified { at_us: desk::pulse::now_us(&app.desk), outcome });
    Ok(see("/log", Done::LogVerified))
}
