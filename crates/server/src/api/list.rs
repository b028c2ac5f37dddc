//! `/api/v1/lists`: the lists that are held here.
use super::Told;
use super::shape::rfc3339;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::For;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// A list, and how many of its records you may see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListShape {
    pub list: String,
    pub records: u64,
    /// When one of them was stated last.
    pub revised_at: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListsShape {
    pub lists: Vec<ListShape>,
}

pub(crate) async fn all(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
) -> Result<Told<ListsShape>, Problem> {
    let lists = desk::import::lists(&app.desk, &caller.actor, &reason).await?;
    let shape = |list: &desk::import::List| ListShape {
        list: list.name.clone(),
        records: list.records,
        revised_at: rfc3339(list.revised_us),
    };
    Ok(Told::ok(ListsShape { lists: lists.iter().map(shape).collect() }))
}
