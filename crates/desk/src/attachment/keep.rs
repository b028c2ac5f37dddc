//! An officer attaches a file to a record: it is sealed on the disk as it comes, and then the record is stated anew with it.
use super::{Botched, Job, PICTURE_BYTES_MAX, room};
use crate::record::seen::permitted;
use crate::{Desk, Error, Result, Ring, chance};
use formats::media::{Nature, Sniffer};
use model::{Actor, AttachmentId, FileName, Reason, RecordId};
use policy::{Permit, action};
use store::attachment::{Attachment, Named};
use store::blob::{Whole, Writing};

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

/// A file that is coming in.
pub struct Keeping<'d> {
    desk: &'d Desk,
    by: Actor,
    reason: Reason,
    record: RecordId,
    name: FileName,
    writing: Writing,
    sniffer: Sniffer,
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
    let room = room(desk)?;
    Ok(Keeping {
        desk,
        by: by.clone(),
        reason: reason.clone(),
        record,
        name: FileName::of(declared),
        writing: room.folder.write(room.bytes_max).await?,
        sniffer: Sniffer::default(),
    })
}

impl Keeping<'_> {
    /// The next bytes of it.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.sniffer.push(bytes);
        match self.writing.push(bytes).await {
            Err(fault) if fault.is_full() => Err(store::Error::Full.into()),
            other => Ok(other?),
        }
    }

    /// That was all. When this returns, file and act are on disk; dropped before, it leaves nothing.
    pub async fn finish(self, share: Share) -> Result<Kept> {
        let Keeping { desk, by, reason, record, name, writing, sniffer } = self;
        if writing.length() == 0 {
            return Err(Error::Conflict("the file is empty"));
        }
        let media = sniffer.finish();
        let whole = writing.finish(media.name).await?;
        let belied = media.is_belied_by(&name);
        let copied = match share {
            Share::Copy if media.nature == Nature::Picture => copied(desk, &whole).await,
            Share::Copy => Err(Stays::NoPicture),
            Share::AsIs | Share::Home => Ok(None),
        };
        let (copied, stays) = match copied {
            Ok(copied) => (copied, None),
            Err(stays) => (None, Some(stays)),
        };
        let active = media.nature == Nature::Active;
        let named = Named { name: name.clone(), digest: whole.digest, active, belied };
        let draft = |whole: &Whole, named, goes| attachment(desk, (record, whole), named, goes);
        let file = draft(&whole, named, share == Share::AsIs)?;
        let copy = copied.as_ref().map(|(copied, ending)| {
            let name = if name.ending() == *ending
                || media.endings.contains(&name.ending().as_str()) && media.endings.contains(ending)
            {
                name.clone()
            } else {
                name.with_ending(ending)
            };
            let named = Named { name, digest: copied.digest, active: false, belied: false };
            Ok::<_, Error>(Attachment { copy_of: Some(file.id), ..draft(copied, named, true)? })
        });
        let copy = copy.transpose()?;
        let wholes = [Some(whole), copied.map(|(copied, _)| copied)];
        let all: Vec<Attachment> = [Some(file.clone()), copy.clone()].into_iter().flatten().collect();
        put(desk, (&by, &reason), &all, wholes).await?;
        Ok(Kept { file, copy, stays })
    }
}

fn attachment(
    desk: &Desk,
    (record, whole): (RecordId, &Whole),
    named: Named,
    goes: bool,
) -> Result<Attachment> {
    Ok(Attachment {
        id: AttachmentId::from_bytes(chance::draw(&*desk.chance)?),
        owner: desk.me.clone(),
        record,
        copy_of: None,
        goes,
        here: true,
        at_us: desk.clock.now_us(),
        sealed: whole.attached.clone(),
        named,
        fault: None,
    })
}

/// The copy of a picture without what is hidden in it, with the ending of its type.
async fn copied(desk: &Desk, whole: &Whole) -> Result<Option<(Whole, &'static str)>, Stays> {
    let room = room(desk).map_err(|_| Stays::NoWorkshop)?;
    let workshop = room.workshop.as_ref().ok_or(Stays::NoWorkshop)?;
    if whole.attached.length > PICTURE_BYTES_MAX {
        return Err(Stays::Botched);
    }
    let made = async {
        let picture = read_whole(whole.read().await?).await?;
        match workshop.make(Job::Copy, picture).await {
            Err(Botched::Closed(why)) => {
                tracing::error!(why, "no copies of pictures are made");
                Ok(Err(Stays::NoWorkshop))
            }
            Err(Botched::Picture) => Ok(Err(Stays::Botched)),
            Ok(bytes) => {
                let mut sniffer = Sniffer::default();
                sniffer.push(&bytes);
                let media = sniffer.finish();
                let mut writing = room.folder.write(room.bytes_max).await?;
                writing.push(&bytes).await?;
                let copy = writing.finish(media.name).await?;
                Ok::<_, Error>(Ok((copy, media.endings.first().copied().unwrap_or("bin"))))
            }
        }
    };
    match made.await {
        Ok(made) => made.map(Some),
        Err(fault) => {
            tracing::error!(%fault, "a copy of a picture cannot be kept");
            Err(Stays::Botched)
        }
    }
}

pub(super) async fn read_whole(mut reading: store::blob::Reading) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(piece) = reading.next().await? {
        all.extend_from_slice(&piece);
    }
    Ok(all)
}

/// One transaction: the acts and rows of the files, and where others are to have one, the record's next version. The files get
/// their names just before it is kept: what a kill leaves in between is swept.
async fn put(
    desk: &Desk,
    (by, reason): (&Actor, &Reason),
    files: &[Attachment],
    wholes: [Option<Whole>; 2],
) -> Result<()> {
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
        state_anew(&mut tx, permit, held.record, now).await?;
    }
    for whole in wholes.into_iter().flatten() {
        whole.name().await?;
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}

/// The record as it stands, in its next version: so its files follow it to whoever has it.
pub(super) async fn state_anew(
    tx: &mut store::Tx,
    permit: Permit<action::Revise>,
    record: model::Record,
    now: i64,
) -> Result<()> {
    let version = store::overtaken::next_version(tx, record.id, record.version).await?;
    let record = model::Record { version, ..record };
    store::record::revise(tx, permit, &record, now).await?;
    Ok(())
}
