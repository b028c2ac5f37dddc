//! Many questions at once: found on all cores, and kept in the journal by one commit.
use super::{Answer, Question, find, understand};
use crate::{Desk, Error, Result, frame, hit, sights};
use model::{Actor, Reason};
use policy::action;

/// One answer or error per question, in order. Each is an act of its own; none is told before all are on disk.
pub async fn batch(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    questions: &[Question],
    limit: usize,
) -> Result<Vec<Result<Answer>>> {
    let permit = frame::may::<action::Check>(desk, by, reason).await?;
    hit::room(desk, questions.len()).await;
    let asked = questions.iter().map(|question| understand(question).map_err(Error::from)).collect();
    let answers = find::many(desk, &permit, asked, limit).await?;
    let acts = answers.iter().flatten().flat_map(|answer| find::acts(desk, &permit, answer)).collect();
    desk.store.note_many(acts).await?;
    let sight = sights::of(desk, by, reason).await?;
    let answered = || answers.iter().flatten();
    hit::put(desk, by, &sight, || {
        answered().map(|answer| find::unseen(desk, &permit, &sight, answer)).collect()
    });
    Ok(answers)
}
