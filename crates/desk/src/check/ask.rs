//! An officer or client asks one question.
use super::{Answer, Question, find, understand};
use crate::{Desk, Result, frame};
use model::{Actor, Reason};
use policy::action;

/// Answers after the act is on disk. At most `limit` matches, best first.
pub async fn check(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    question: &Question,
    limit: usize,
) -> Result<Answer> {
    let permit = frame::may::<action::Check>(desk, by, reason).await?;
    let asked = understand(question)?;
    let answer = find::one(desk, &permit, asked, limit).await?;
    desk.store.note_many(find::acts(desk, &permit, &answer)).await?;
    Ok(answer)
}
