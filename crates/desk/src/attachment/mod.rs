//! Files that belong to a record or to a message: taken in as they come, looked at by their bytes, sealed under the key of what they
//! belong to, and given to those who have that.
mod coming;
mod fetch;
mod give;
mod keep;
mod of_message;
mod open;
mod sweep;
mod take_away;
mod workshop;

pub use coming::{Coming, Ready};
pub use fetch::{Fetching, begin, carries, finish, is_wanted, missed, wanted};
pub use give::{give, is_for};
pub use keep::{Keeping, Kept, Share, Stays, keep};
pub(crate) use of_message::keep_with;
pub use of_message::{coming, holders_in, in_thread, open_in, preview_in};
pub(crate) use open::reading;
pub use open::{Opened, holders, of, open, preview};
pub use store::attachment::Attachment;
pub use sweep::{clear, sweep};
pub use take_away::take_away;
pub use workshop::{Botched, Job, Made, PICTURE_BYTES_MAX, Workshop};

use crate::{Desk, Error, Result};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use store::blob::Folder;

/// Where files lie, how long they may be, and who works on pictures.
pub struct Room {
    pub folder: PathBuf,
    /// Longest file, in bytes.
    pub bytes_max: u64,
    /// Most bytes of others' files that a hub keeps in its mailbox.
    pub mailbox_bytes_max: u64,
    /// None where there is no safe place to work on what comes from outside.
    pub workshop: Option<Arc<dyn Workshop>>,
}

/// The room of a desk, once it is known.
#[derive(Default)]
pub(crate) struct Rooms(OnceLock<Opening>);

struct Opening {
    folder: Folder,
    bytes_max: u64,
    mailbox_bytes_max: u64,
    workshop: Option<Arc<dyn Workshop>>,
}

/// From now on this desk keeps files there. Said once, by whoever starts the node.
pub fn keep_in(desk: &Desk, room: Room) -> Result<()> {
    let Room { folder, bytes_max, mailbox_bytes_max, workshop } = room;
    let bytes_max = bytes_max.min(wire::attachment::ATTACHMENT_BYTES_MAX);
    let opening = Opening { folder: Folder::open(&folder)?, bytes_max, mailbox_bytes_max, workshop };
    if desk.files.0.set(opening).is_err() {
        tracing::warn!("it was said before where files are kept");
    }
    Ok(())
}

/// Longest file that is taken here; none where none is.
pub fn bytes_max(desk: &Desk) -> Option<u64> {
    desk.files.0.get().map(|room| room.bytes_max)
}

/// Where others' files lie that are kept for a third, and how many bytes of them at most.
pub(crate) fn for_others(desk: &Desk) -> Result<(&Folder, u64)> {
    room(desk).map(|room| (&room.folder, room.mailbox_bytes_max))
}

/// Whether previews and copies of pictures are made here.
pub fn has_workshop(desk: &Desk) -> bool {
    desk.files.0.get().is_some_and(|room| room.workshop.is_some())
}

/// Who works on pictures here.
pub(crate) fn workshop(desk: &Desk) -> Result<&Arc<dyn Workshop>> {
    let worker = desk.files.0.get().and_then(|room| room.workshop.as_ref());
    worker.ok_or(Error::Conflict("there is no safe place here to work on pictures"))
}

/// Whether the sealed file lies in the folder; so it does where nobody has said which folder.
pub(crate) async fn is_on_disk(desk: &Desk, hash: &wire::Hash) -> Result<bool> {
    match desk.files.0.get() {
        Some(room) => Ok(room.folder.has(hash).await?),
        None => Ok(true),
    }
}

fn room(desk: &Desk) -> Result<&Opening> {
    desk.files.0.get().ok_or(Error::Conflict("this node keeps no files"))
}
