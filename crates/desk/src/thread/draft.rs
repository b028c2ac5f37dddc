//! What an officer has begun to write is kept by itself, for them alone, until it is sent or thrown away.
use crate::{Desk, Error, Result, frame};
use model::{Actor, Invalid, Reason, ThreadId};
use policy::action;

/// Longest draft, in bytes: the longest message, with what stands round it in a form.
const DRAFT_BYTES_MAX: usize = 512 * 1024;

/// Where a draft lies: in a thread, or with what is for a new one.
fn place(thread: Option<ThreadId>) -> String {
    thread.map_or_else(|| "new".to_owned(), |id| id.to_string())
}

/// Keeps what was written so far; nothing where it is empty. It is no act: nothing was said, and nothing leaves.
pub async fn keep_draft(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    thread: Option<ThreadId>,
    text: &str,
) -> Result<()> {
    let permit = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    if text.len() > DRAFT_BYTES_MAX {
        return Err(Error::Invalid(Invalid::new("draft", "a draft is at most 524,288 bytes long")));
    }
    let mut tx = desk.store.begin().await?;
    store::thread::put_draft(&mut tx, &permit, (&place(thread), text), desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// What this officer has written so far, and when it was kept.
pub async fn drafted(desk: &Desk, by: &Actor, thread: Option<ThreadId>) -> Result<Option<(String, i64)>> {
    let Actor::Officer { id, .. } = by else { return Ok(None) };
    Ok(store::thread::drafted(&mut desk.store.read().await?, *id, &place(thread)).await?)
}
