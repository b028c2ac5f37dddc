//! An officer attaches a file to a record: it is sealed on the disk as it comes, and then the record is stated anew with it.
use super::coming::{Coming, Ready};
use crate::record::seen::permitted;
use crate::{Desk, Error, Result, Ring};
use model::{Actor, Reason, RecordId};
use policy::action;
use store::attachment::Attachment;

/// What others are given of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Of a picture a copy without what is hidden in the file; the original stays here. Of anything else nothing.
    Copy,
    /// The file as it is, with all that may be hidden in it.
    AsIs,
    /// Nothing.
    Home,
}

model::codes!(Share, "what is shared", {
    Copy => "copy",
    AsIs => "as-is",
    Home => "home",
});

/// Why a file of which a copy was to be shared stays here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// It is no picture of a kind that copies are made of.
    NoPicture,
    /// It is such a picture by its first bytes, and no copy could be made of it.
    Botched,
    /// There is no safe place here to work on pictures.
    NoWorkshop,
}

model::codes!(Stays, "why it stays", {
    NoPicture => "no-picture",
    Botched => "botched",
    NoWorkshop => "no-workshop",
});

/// A file for a record of ours that is coming in.
pub struct Keeping<'d> {
    by: Actor,
    reason: Reason,
    record: RecordId,
    coming: Coming<'d>,
}

/// What became of it.
#[derive(Debug)]
pub struct Kept {
    pub file: Attachment,
    /// What is shared in its place.
    pub copy: Option<Attachment>,
    pub stays: Option<Stays>,
}

/// Begins to take a file for a record of ours. Whoever may not revise the record is told so before a byte is taken.
pub async fn keep<'d>(
    desk: &'d Desk,
    by: &Actor,
    reason: &Reason,
    (record, declared): (RecordId, &str),
) -> Result<Keeping<'d>> {
    let (_, _may) = permitted::<action::Revise>(desk, by, reason, record).await?;
    let (by, reason, coming) = (by.clone(), reason.clone(), Coming::begin(desk, declared).await?);
    Ok(Keeping { by, reason, record, coming })
}

impl Keeping<'_> {
    /// The next bytes of it.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.coming.push(bytes).await
    }

    /// That was all. When this returns, file and act are on disk; dropped before, it leaves nothing.
    pub async fn finish(self, share: Share) -> Result<Kept> {
        let Keeping { by, reason, record, coming } = self;
        let desk = coming.desk;
        let ready = coming.finish(share).await?;
        let stays = ready.stays;
        let all = ready.attachments(desk, record)?;
        put(desk, (&by, &reason), &all, ready).await?;
        let mut all = all.into_iter();
        let file = all.next().ok_or(Error::Conflict("the file is empty"))?;
        Ok(Kept { file, copy: all.next(), stays })
    }
}

/// One transaction: the acts and rows of the files, and where others are to have one, the record's next version. The files get
/// their names just before it is kept: what a kill leaves in between is swept.
async fn put(desk: &Desk, (by, reason): (&Actor, &Reason), files: &[Attachment], ready: Ready) -> Result<()> {
    let Some(first) = files.first() else { return Ok(()) };
    let (held, permit) = permitted::<action::Revise>(desk, by, reason, first.record).await?;
    let sight = crate::sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    let known = store::attachment::of(&mut tx, &sight, first.record, now).await?;
    if known.iter().any(|known| known.copy_of.is_none() && known.named.digest == first.named.digest) {
        return Err(Error::Conflict("this very file is attached already"));
    }
    store::attachment::keep(&mut tx, &permit, files, now).await?;
    if files.iter().any(|file| file.goes) {
        crate::record::state_anew(&mut tx, permit, held.record, now).await?;
    }
    ready.name().await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}
