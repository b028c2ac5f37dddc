//! What a request is about, held against what is known here: shown to who is to answer, and to nobody else.
use super::Kept;
use crate::check::{Answer, Question, check};
use crate::{Desk, Result, offer};
use model::{Actor, Entity, Reason, RequestSide};
use policy::action;

/// One that the request names, with what is known here.
#[derive(Debug)]
pub struct Crossed {
    pub about: Entity,
    pub answer: Answer,
}

/// Matches that are shown of each.
const MATCHES: usize = 5;

/// Checks each that a request to us names, while it is to be answered. Each is a check like any other: an act, under the sight of
/// who reads, and none where they may not check for this purpose.
pub async fn cross_check(desk: &Desk, by: &Actor, reason: &Reason, kept: &Kept) -> Result<Vec<Crossed>> {
    let ours = kept.asked.as_ref() == Some(&desk.me);
    let waits = kept.state.and_then(model::RequestState::waits_for) == Some(RequestSide::Asked);
    if !ours || !waits || !offer::may::<action::Check>(desk, by, reason) {
        return Ok(vec![]);
    }
    let ask = kept.opening.as_ref().and_then(|thread| thread.ask.as_ref());
    let mut crossed = vec![];
    for about in ask.map(|ask| ask.about.as_slice()).unwrap_or_default() {
        let answer = check(desk, by, reason, &Question::Entity(about.clone()), MATCHES).await?;
        crossed.push(Crossed { about: about.clone(), answer });
    }
    Ok(crossed)
}
