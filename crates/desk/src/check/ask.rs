//! An officer or client asks one question.
use super::{Answer, Question, explain, find, understand};
use crate::{Desk, Result, Ring, frame, hit, sights};
use model::{Actor, Reason, RecordId};
use policy::action;

/// What is wanted beside the answer itself.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Most matches to give.
    pub limit: usize,
    /// A record that it shall say of why it is or is not among them.
    pub explain: Option<RecordId>,
}

impl From<usize> for Wanted {
    fn from(limit: usize) -> Wanted {
        Wanted { limit, explain: None }
    }
}

/// Answers after the act is on disk. `wanted` is mostly a number: at most so many matches, best first.
pub async fn check(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    question: &Question,
    wanted: impl Into<Wanted>,
) -> Result<Answer> {
    let wanted = wanted.into();
    let permit = frame::may::<action::Check>(desk, by, reason).await?;
    let asked = understand(question)?;
    let mut answer = find::one(desk, &permit, asked, wanted.limit).await?;
    if let Some(record) = wanted.explain {
        answer.explained = Some(explain::why(desk, &permit, &answer, record, wanted.limit).await?);
    }
    desk.store.note_many(find::acts(desk, &permit, &answer)).await?;
    let sight = sights::of(desk, by, reason).await?;
    hit::put(desk, by, &sight, || vec![find::unseen(desk, &permit, &sight, &answer)]);
    if answer.matches.iter().any(|found| found.owner != desk.me) {
        // Their owners are told, and both of a hit.
        desk.bell.ring(Ring::Journal);
    }
    Ok(answer)
}
