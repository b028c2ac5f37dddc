//! `/api/v1/answers`: how fast each member answers, as all who asked it measured it.
use super::Told;
use super::shape::rounded_share;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::Weighing;
use axum::extract::State;
use desk::figure::Answers;
use model::{Figure, Member};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnswersShape {
    /// Up to how many hours each span reaches; the last has no end.
    pub spans_hours: Vec<i64>,
    /// Of the last 90 days, in the order of members, kinds and urgencies.
    pub answers: Vec<PaceShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaceShape {
    pub member: String,
    /// `request` or `hit`.
    pub what: &'static str,
    /// `urgent` (8 hours), `soon` (3 days), `usual` (7 days).
    pub term: &'static str,
    #[serde(flatten)]
    pub figure: FigureShape,
    /// The same by each who measured it.
    pub by: Vec<MeasuredShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FigureShape {
    /// What was answered, or should have been by now.
    pub asked: u64,
    pub answered: u64,
    /// The share of what was asked that was answered within the term, 0 to 1.
    pub in_time: f64,
    /// Within how many hours half of the answers came; nothing where there is none, or it took longer than any span.
    pub median_hours: Option<i64>,
    /// How many answers came within each span and not the one before.
    pub spans: Vec<u64>,
}

impl FigureShape {
    fn of(it: &Figure) -> FigureShape {
        FigureShape {
            asked: it.asked,
            answered: it.answered(),
            in_time: rounded_share(it.in_time, it.asked),
            median_hours: it.median_hours().filter(|hours| *hours < i64::MAX),
            spans: it.spans.to_vec(),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MeasuredShape {
    pub asker: String,
    #[serde(flatten)]
    pub figure: FigureShape,
}

pub(crate) async fn answers(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<AnswersShape>, Problem> {
    let measured = |(asker, figure): &(Member, Figure)| MeasuredShape {
        asker: asker.to_string(),
        figure: FigureShape::of(figure),
    };
    let answer = |it: &Answers| PaceShape {
        member: it.all.member.to_string(),
        what: it.all.what.as_str(),
        term: it.all.term.as_str(),
        figure: FigureShape::of(&it.all),
        by: it.by.iter().map(measured).collect(),
    };
    let answers = desk::figure::answers(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(AnswersShape {
        spans_hours: model::SPANS_HOURS.to_vec(),
        answers: answers.iter().map(answer).collect(),
    }))
}
