//! Files of messages. They are taken in before the message is said, and belong to it from the moment when it is: message, files and
//! acts are one transaction, and a message that is taken back takes its files with it.
use super::coming::{Coming, Ready};
use super::open::{Opened, drawn, note, reading};
use super::{Attachment, room};
use crate::{Desk, Error, Result, frame, thread};
use model::{ActKind, Actor, AttachmentId, Member, MessageId, Reason, ThreadId};
use policy::{Permit, action};
use store::Tx;
use store::attachment::object_of;

/// Begins to take a file for a message that is to be said in a thread, or is to open a new one. Whoever may say nothing is told
/// so before a byte is taken.
pub async fn coming<'d>(
    desk: &'d Desk,
    by: &Actor,
    reason: &Reason,
    (thread, declared): (Option<ThreadId>, &str),
) -> Result<Coming<'d>> {
    room(desk)?;
    match thread {
        Some(id) => drop(thread::permitted::<action::SayInThread>(desk, by, reason, id).await?),
        None => drop(frame::may::<action::ReviewThreads>(desk, by, reason).await?),
    }
    Coming::begin(desk, declared).await
}

/// Keeps them with a message that was said in this transaction. They get their names: what a kill leaves before the commit is
/// swept.
pub(crate) async fn keep_with(
    desk: &Desk,
    tx: &mut Tx,
    permit: &Permit<action::SayInThread>,
    message: MessageId,
    files: Vec<Ready>,
) -> Result<()> {
    let (object, _) = object_of(message);
    let mut all: Vec<Attachment> = Vec::new();
    for ready in &files {
        all.extend(ready.attachments(desk, object)?);
    }
    if all.is_empty() {
        return Ok(());
    }
    store::attachment::keep_with(tx, permit, message, &all, desk.clock.now_us()).await?;
    for ready in files {
        ready.name().await?;
    }
    Ok(())
}

/// The files of all messages of a thread that was just looked at: which message each belongs to says `record`, by the bytes of the
/// message's id. That the thread was read tells of this too.
pub async fn in_thread(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: ThreadId,
) -> Result<Vec<(MessageId, Attachment)>> {
    let (_, permit) = thread::permitted::<action::ReadThread>(desk, by, reason, id).await?;
    let all = store::attachment::in_thread(&mut desk.store.read().await?, &permit).await?;
    Ok(all.into_iter().map(|file| (MessageId::from_bytes(*file.record.as_bytes()), file)).collect())
}

/// Which members have told that they have which file of our messages in a thread that was just looked at.
pub async fn holders_in(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: ThreadId,
) -> Result<Vec<(AttachmentId, Member, i64)>> {
    let (_, permit) = thread::permitted::<action::ReadThread>(desk, by, reason, id).await?;
    Ok(store::attachment::holders_in(&mut desk.store.read().await?, &permit).await?)
}

/// Opens a file of a message of this thread. On disk that it was, before a byte of it is given.
pub async fn open_in(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (thread, id): (ThreadId, AttachmentId),
) -> Result<Opened> {
    let file = found(desk, by, reason, (thread, id)).await?;
    let reading = reading(desk, &file).await?;
    note(desk, (by, reason), (&file, 1), "file").await?;
    Ok(Opened { file, reading })
}

/// A small PNG of a picture in this thread; noted like a look at the file.
pub async fn preview_in(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (thread, id): (ThreadId, AttachmentId),
) -> Result<Vec<u8>> {
    let file = found(desk, by, reason, (thread, id)).await?;
    drawn(desk, (by, reason), (&file, 1)).await
}

/// Nobody tries out ids unseen.
async fn found(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (thread, id): (ThreadId, AttachmentId),
) -> Result<Attachment> {
    let (_, permit) = thread::permitted::<action::ReadThread>(desk, by, reason, thread).await?;
    let file = store::attachment::with(&mut desk.store.read().await?, &permit, id).await?;
    if let Some(file) = file {
        return Ok(file);
    }
    let asked = serde_json::json!({ "attachment": id.to_string(), "why": "hidden or absent" });
    frame::note(desk, by, ActKind::Refused, reason, asked).await?;
    Err(Error::Missing)
}
