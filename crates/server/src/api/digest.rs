//! `GET /api/v1/digest`: what calls, is overdue, new and waiting, with how much there is of each.
use super::Told;
use super::thread::ThreadShape;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::Filing;
use axum::extract::State;
use desk::thread::Section;
use serde::Serialize;
use utoipa::ToSchema;

/// A digest.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DigestShape {
    pub sections: Vec<SectionShape>,
}

/// A box of threads.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SectionShape {
    /// `called`, `late`, `new`, `mine`, `unit`, `ours`.
    #[serde(rename = "box")]
    pub boxed: &'static str,
    /// How many are in it; no more than 1,000 are counted.
    pub count: u64,
    /// The first ten.
    pub threads: Vec<ThreadShape>,
}

pub(crate) async fn digest(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
) -> Result<Told<DigestShape>, Problem> {
    let digest = desk::thread::digest(&app.desk, &caller.actor, &reason).await?;
    let section = |it: &Section| SectionShape {
        boxed: it.shown.as_str(),
        count: it.count,
        threads: it.threads.iter().map(ThreadShape::of).collect(),
    };
    Ok(Told::ok(DigestShape { sections: digest.sections.iter().map(section).collect() }))
}
