//! An officer looks at the files of a record: what there is, what one holds, and a small picture of it.
use super::coming::read_whole;
use super::{Attachment, Botched, Job, PICTURE_BYTES_MAX, room};
use crate::record::seen::permitted;
use crate::{Desk, Error, Result, frame, sights};
use formats::media::{Media, Nature};
use model::{ActKind, Actor, AttachmentId, Member, Reason, RecordId};
use policy::action;
use store::blob::Reading;

/// A file that may be read, from its start.
pub struct Opened {
    pub file: Attachment,
    pub reading: Reading,
}

/// The files of a record that was just opened, as far as the officer's sight goes. That it was opened tells of this too.
pub async fn of(desk: &Desk, by: &Actor, reason: &Reason, record: RecordId) -> Result<Vec<Attachment>> {
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::attachment::of(&mut tx, &sight, record, desk.clock.now_us()).await?)
}

/// Which members have told that they have which file of a record of ours; nothing where the officer may not know.
pub async fn holders(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    record: RecordId,
) -> Result<Vec<(AttachmentId, Member, i64)>> {
    match desk.rules().permit::<action::ReadWindow>(by, reason) {
        Ok(may) => Ok(store::attachment::holders(&mut desk.store.read().await?, &may, record).await?),
        Err(_) => Ok(vec![]),
    }
}

/// Opens a file. On disk that it was, before a byte of it is given.
pub async fn open(desk: &Desk, by: &Actor, reason: &Reason, id: AttachmentId) -> Result<Opened> {
    let (file, reading, version) = found(desk, by, reason, id).await?;
    note(desk, (by, reason), (&file, version), "file").await?;
    Ok(Opened { file, reading })
}

/// A small PNG of a picture; that is a look at what it shows, and noted like one.
pub async fn preview(desk: &Desk, by: &Actor, reason: &Reason, id: AttachmentId) -> Result<Vec<u8>> {
    let (file, _, version) = found(desk, by, reason, id).await?;
    drawn(desk, (by, reason), (&file, version)).await
}

/// Draws it, and notes first that it was looked at.
pub(super) async fn drawn(
    desk: &Desk,
    (by, reason): (&Actor, &Reason),
    (file, version): (&Attachment, u64),
) -> Result<Vec<u8>> {
    let (room, reading) = (room(desk)?, reading(desk, file).await?);
    let is_picture = Media::named(&file.sealed.media).nature == Nature::Picture && !file.named.active;
    let workshop = room.workshop.as_ref().filter(|_| is_picture && file.sealed.length <= PICTURE_BYTES_MAX);
    let workshop = workshop.ok_or(Error::Conflict("no preview is made of this file here"))?;
    note(desk, (by, reason), (file, version), "preview").await?;
    let picture = read_whole(reading).await?;
    workshop.make(Job::Preview, picture).await.map_err(|botched| match botched {
        Botched::Picture => Error::Conflict("no preview can be made of this picture"),
        Botched::Closed(why) => {
            tracing::error!(why, "no previews are made");
            Error::Conflict("no previews are made at this node")
        }
    })
}

/// The file, for whoever may see its record. Asking for one that is hidden or absent is in the journal, like asking for such a
/// record.
pub(super) async fn seen(desk: &Desk, by: &Actor, reason: &Reason, id: AttachmentId) -> Result<Attachment> {
    let sight = sights::of(desk, by, reason).await?;
    let found =
        store::attachment::get(&mut desk.store.read().await?, &sight, id, desk.clock.now_us()).await?;
    if let Some(file) = found {
        return Ok(file);
    }
    let _may = frame::may::<action::Check>(desk, by, reason).await?;
    let asked = serde_json::json!({ "attachment": id.to_string(), "why": "hidden or absent" });
    frame::note(desk, by, ActKind::Refused, reason, asked).await?;
    Err(Error::Missing)
}

/// The file with the version of its record, for whoever may open that.
async fn found(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: AttachmentId,
) -> Result<(Attachment, Reading, u64)> {
    let file = seen(desk, by, reason, id).await?;
    let (held, _may) = permitted::<action::OpenRecord>(desk, by, reason, file.record).await?;
    let reading = reading(desk, &file).await?;
    Ok((file, reading, held.record.version))
}

/// A file that is here, from its start.
pub(crate) async fn reading(desk: &Desk, file: &Attachment) -> Result<Reading> {
    let reading = if file.here { room(desk)?.folder.read(&file.sealed).await? } else { None };
    match reading {
        Some(reading) => Ok(reading),
        None => Err(missing(desk, file).await?),
    }
}

/// Another member's file is fetched again where it is not on our disk; one of our own that was lost is lost.
async fn missing(desk: &Desk, file: &Attachment) -> Result<Error> {
    if file.owner == desk.me {
        tracing::error!(id = %file.id, "a file is not in the folder of files: was the folder restored as well?");
        return Ok(Error::Conflict("the file is not on this node's disk"));
    }
    if file.here {
        let mut tx = desk.store.begin().await?;
        store::attachment::lost(&mut tx, &file.owner, file.id).await?;
        tx.commit().await?;
        desk.bell.ring(crate::Ring::Attachments);
    }
    Ok(Error::Conflict("the file has not come yet: it waits for a way to its owner"))
}

pub(super) async fn note(
    desk: &Desk,
    (by, reason): (&Actor, &Reason),
    (file, version): (&Attachment, u64),
    how: &str,
) -> Result<()> {
    frame::note_on(
        desk,
        by,
        reason,
        (ActKind::AttachmentOpened, (file.record, version)),
        Some(serde_json::json!({ "attachment": file.id.to_string(), "as": how })),
    )
    .await?;
    Ok(())
}
