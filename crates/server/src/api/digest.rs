//! `GET /api/v1/digest`: what calls, is overdue, new and waiting, with how much there is of each; and how much of notices is new
//! or waits.
use super::Told;
use super::thread::ThreadShape;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::Filing;
use axum::extract::State;
use desk::notice::Morning;
use desk::thread::Section;
use policy::action::ReviewThreads;
use serde::Serialize;
use utoipa::ToSchema;

/// A digest.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DigestShape {
    /// None for who may not look at threads.
    pub sections: Vec<SectionShape>,
    /// None for who may not read notices.
    pub notices: Vec<TallyShape>,
}

/// How many notices are in a list of the morning.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TallyShape {
    /// `came`, `corrected`, `ended` (within a day), `approve`, `decide`, `send` (they wait for you), `due` (ours, looked at again
    /// within thirty days): as in `GET /api/v1/notices?which=`.
    pub which: &'static str,
    /// No more than 1,000 are counted.
    pub count: u64,
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
    let (desk, by) = (&app.desk, &caller.actor);
    let notices = desk::notice::morning_counts(desk, by, &reason).await?;
    let sections = if notices.is_empty() || desk::offer::may::<ReviewThreads>(desk, by, &reason) {
        desk::thread::digest(desk, by, &reason).await?.sections
    } else {
        vec![]
    };
    let section = |it: &Section| SectionShape {
        boxed: it.shown.as_str(),
        count: it.count,
        threads: it.threads.iter().map(ThreadShape::of).collect(),
    };
    let tally = |(which, count): &(Morning, u64)| TallyShape { which: which.as_str(), count: *count };
    let (sections, notices) = (sections.iter().map(section).collect(), notices.iter().map(tally).collect());
    Ok(Told::ok(DigestShape { sections, notices }))
}
