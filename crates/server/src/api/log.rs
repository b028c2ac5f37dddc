//! `/api/v1/log`: who looked at whom, why, when; and whether the journal is whole.
use super::Told;
use super::shape::{moment, part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, Duty};
use axum::extract::State;
use axum::response::Response;
use desk::oversight::{Entry, Filter};
use model::{ActKind, Purpose, RecordId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which acts to show.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct LogQuery {
    /// Label of the actor: `officer:…`, `client:…`, `console:…`, `engine`.
    pub by: String,
    /// `checked`, `opened`, `filed`…
    pub kind: String,
    /// Id of a record.
    pub object: String,
    pub purpose: String,
    /// From this moment or day on.
    pub from: String,
    /// To this moment, or to the end of this day.
    pub to: String,
    /// Acts before this number: `next` of the page before.
    pub before: Option<u64>,
    /// 1 to 500; 100 where nothing is said.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u16>,
}

impl LogQuery {
    pub(crate) fn filter(&self) -> Result<Filter, Problem> {
        let given = |text: &'_ str| (!text.trim().is_empty()).then(|| text.trim().to_string());
        Ok(Filter {
            by: given(&self.by),
            kind: given(&self.kind).map(|kind| part::<ActKind>("kind", &kind)).transpose()?,
            object: given(&self.object).map(|id| part::<RecordId>("object", &id)).transpose()?,
            purpose: given(&self.purpose).map(|purpose| part::<Purpose>("purpose", &purpose)).transpose()?,
            from_us: given(&self.from).map(|from| moment("from", &from)).transpose()?,
            to_us: given(&self.to).map(|to| end("to", &to)).transpose()?,
        })
    }
}

/// A day ends when the next begins.
fn end(field: &str, text: &str) -> Result<i64, Problem> {
    let at = moment(field, text)?;
    Ok(if text.len() == 10 { at + 86_400 * 1_000_000 } else { at })
}

/// One act.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActShape {
    pub act: u64,
    pub at: String,
    pub by: String,
    pub kind: String,
    pub record: Option<String>,
    pub version: Option<u64>,
    pub purpose: Option<String>,
    pub legal_basis: Option<String>,
    pub operation: Option<String>,
    /// What else was written down; none where its key was destroyed.
    #[schema(value_type = Option<Object>)]
    pub said: Option<serde_json::Value>,
}

impl ActShape {
    fn of(entry: Entry) -> ActShape {
        ActShape {
            act: entry.seq,
            at: rfc3339(entry.at_us),
            by: entry.by,
            kind: entry.kind.to_string(),
            record: entry.object.map(|(id, _)| id.to_string()),
            version: entry.object.map(|(_, version)| version),
            purpose: entry.purpose.map(|purpose| purpose.to_string()),
            legal_basis: entry.legal_basis,
            operation: entry.reference,
            said: entry.body,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogShape {
    /// Newest first.
    pub acts: Vec<ActShape>,
    /// `before` of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

const LIMIT: u16 = 100;

pub(crate) async fn page(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    Asked(asked): Asked<LogQuery>,
) -> Result<Told<LogShape>, Problem> {
    let limit = u32::from(asked.limit.unwrap_or(LIMIT)).clamp(1, desk::oversight::PAGE_MAX);
    let filter = asked.filter()?;
    let acts =
        desk::oversight::read(&app.desk, &caller.actor, &reason, &filter, (asked.before, limit)).await?;
    let full = u32::try_from(acts.len()) == Ok(limit);
    let next = acts.last().map(|act| act.seq).filter(|_| full);
    Ok(Told::ok(LogShape { acts: acts.into_iter().map(ActShape::of).collect(), next }))
}

pub(crate) async fn csv(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    Asked(asked): Asked<LogQuery>,
) -> Result<Response, Problem> {
    super::log_csv(app, caller, reason, asked.filter()?).await
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StateShape {
    /// Acts in the journal.
    pub acts: u64,
    /// The last signed checkpoint, a C2SP signed note.
    pub checkpoint: String,
    /// The fingerprint of the key that signs the journal now.
    #[schema(example = "18755 70775 18281 37560 08173 76863 61461 90237")]
    pub key: String,
    /// Since when it signs.
    pub key_since: Option<String>,
}

impl StateShape {
    fn of(state: desk::oversight::State) -> StateShape {
        let (acts, checkpoint, key) = (state.size, state.checkpoint, state.key);
        StateShape { acts, checkpoint, key, key_since: state.key_since_us.map(rfc3339) }
    }
}

pub(crate) async fn state(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
) -> Result<Told<StateShape>, Problem> {
    let state = desk::oversight::state(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(StateShape::of(state)))
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HandedOver {
    /// The number of the act, the last that the old key has signed.
    pub act: u64,
}

/// Has a new key sign the journal from here on.
pub(crate) async fn hand_over(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
) -> Result<Told<HandedOver>, Problem> {
    let act = desk::node::hand_over_log(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::made(HandedOver { act }))
}

/// What a replay of the whole journal came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VerdictShape {
    pub acts: u64,
    pub checkpoints: u64,
    /// Root of the tree, hexadecimal.
    pub root: Option<String>,
    pub records: u64,
    /// The first act that does not hold; none where all do.
    pub broken: Option<BrokenShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BrokenShape {
    pub seq: u64,
    pub what: String,
}

pub(crate) async fn verify(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
) -> Result<Told<VerdictShape>, Problem> {
    let verdict = desk::oversight::verify(&app.desk, &caller.actor, &reason, |_, _| {}).await?;
    Ok(Told::ok(match verdict {
        Ok(report) => VerdictShape {
            acts: report.journal.acts,
            checkpoints: report.journal.checkpoints,
            root: Some(desk::hex(&report.journal.root)),
            records: report.records,
            broken: None,
        },
        Err(broken) => VerdictShape {
            acts: broken.seq.saturating_sub(1),
            checkpoints: 0,
            root: None,
            records: 0,
            broken: Some(BrokenShape { seq: broken.seq, what: broken.what }),
        },
    }))
}
