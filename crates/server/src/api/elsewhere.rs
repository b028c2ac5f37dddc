//! `GET /api/v1/checks/{id}/elsewhere`: what other members have answered to a check, as they come.
use super::Told;
use super::answer::rounded;
use super::shape::RecordShape;
use crate::app::{App, Shared};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, Named};
use axum::extract::State;
use desk::ask::{Elsewhere, Found, State as Answered};
use desk::check::Answer;
use model::{Actor, CheckId, Member, Reason};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};

/// What others have answered so far.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ElsewhereShape {
    /// Nobody is waited for any more.
    pub complete: bool,
    /// Each member that was asked, in the order of their codes.
    pub members: Vec<MemberAnswerShape>,
}

/// What one member answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MemberAnswerShape {
    pub member: String,
    /// `waiting`, `nothing-known`, `answered`, `not-answered` (its time is over), `refused`.
    pub state: &'static str,
    /// Why it is refused, for machines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<FoundShape>,
}

/// A record elsewhere that answers the question. Where it is not for us only its owner is told, to be asked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundShape {
    pub owner: String,
    /// `match` or `possible`.
    pub verdict: &'static str,
    /// How sure it is, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The hit that it raises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hit: Option<String>,
    /// The record, with all of its handling, where it is for us. No copy of it is kept here.
    #[serde(flatten)]
    pub held: Option<FoundRecordShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundRecordShape {
    /// Its id.
    pub record: String,
    #[serde(flatten)]
    pub says: RecordShape,
}

impl ElsewhereShape {
    pub(crate) fn of(told: &Elsewhere) -> ElsewhereShape {
        let members = told.members.iter().map(|(member, state)| member_answer(member, state)).collect();
        ElsewhereShape { complete: told.complete, members }
    }
}

fn member_answer(member: &Member, state: &Answered) -> MemberAnswerShape {
    let (code, found) = match state {
        Answered::Refused(code) => (Some(code.clone()), vec![]),
        Answered::Found(found) => (None, found.iter().map(shape).collect()),
        Answered::Waiting | Answered::Nothing | Answered::Unanswered => (None, vec![]),
    };
    MemberAnswerShape { member: member.to_string(), state: state.code(), code, matches: found }
}

fn shape(found: &Found) -> FoundShape {
    let held = found
        .record
        .as_ref()
        .map(|record| FoundRecordShape { record: record.id.to_string(), says: RecordShape::of(record) });
    FoundShape {
        owner: found.owner.to_string(),
        verdict: found.verdict.as_str(),
        score: found.score.map(|score| rounded(score, 1e6)),
        hit: found.hit.map(|hit| hit.to_string()),
        held,
    }
}

/// Has these members asked the question of a check; they answer while its own answer goes out.
pub(crate) async fn begin(
    app: &App,
    (by, reason): (&Actor, &Reason),
    answer: &Answer,
    members: &[Member],
) -> Result<Option<Elsewhere>, Problem> {
    if members.is_empty() {
        return Ok(None);
    }
    let begun = desk::ask::begin(&app.desk, by, reason, answer, members).await?;
    let desk = Arc::clone(&app.desk);
    tokio::spawn(async move { desk::ask::run(&desk, begun).await });
    Ok(Some(desk::ask::elsewhere(&app.desk, by, answer.id)?))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ElsewhereQuery {
    /// Milliseconds for which the answer may be held back until nobody is waited for any more: 0 to 10,000; 0 where nothing
    /// is said.
    #[serde(default)]
    #[param(minimum = 0, maximum = 10000)]
    pub wait: Option<u16>,
}

pub(crate) async fn read(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<CheckId>,
    Asked(asked): Asked<ElsewhereQuery>,
) -> Result<Told<ElsewhereShape>, Problem> {
    let wait = match asked.wait.unwrap_or(0) {
        wait @ 0..=10_000 => Duration::from_millis(u64::from(wait)),
        _ => return Err(Problem::at("wait", "0 to 10000")),
    };
    let told = desk::ask::settled(&app.desk, &caller.actor, id, wait).await?;
    Ok(Told::ok(ElsewhereShape::of(&told)))
}
