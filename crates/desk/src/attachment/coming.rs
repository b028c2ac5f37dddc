//! A file that is coming in: sealed on the disk as it comes and looked at by its bytes. When it is whole it belongs to nothing yet.
use super::keep::{Share, Stays};
use super::{Botched, Job, PICTURE_BYTES_MAX, room};
use crate::{Desk, Error, Result, chance};
use formats::media::{Media, Nature, Sniffer};
use model::{AttachmentId, FileName, RecordId};
use store::attachment::{Attachment, Named};
use store::blob::{Whole, Writing};

/// A file on its way in. Dropped before its end, it leaves nothing.
pub struct Coming<'d> {
    pub(super) desk: &'d Desk,
    name: FileName,
    writing: Writing,
    sniffer: Sniffer,
}

/// A file that is whole and flushed, with what is shared of it. Dropped before it belongs to something, it leaves nothing.
#[derive(Debug)]
pub struct Ready {
    whole: Whole,
    name: FileName,
    media: Media,
    goes: bool,
    /// What is shared in its place, and the ending of its type.
    copied: Option<(Whole, &'static str)>,
    /// Why a file of which a copy was to be shared stays here.
    pub stays: Option<Stays>,
}

impl<'d> Coming<'d> {
    /// Begins with a file of this name, as whoever brings it calls it.
    pub(super) async fn begin(desk: &'d Desk, declared: &str) -> Result<Coming<'d>> {
        let room = room(desk)?;
        let key = chance::draw(&*desk.chance)?;
        let (name, writing) = (FileName::of(declared), room.folder.write(room.bytes_max, key).await?);
        Ok(Coming { desk, name, writing, sniffer: Sniffer::default() })
    }

    /// The next bytes of it.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.sniffer.push(bytes);
        match self.writing.push(bytes).await {
            Err(fault) if fault.is_full() => Err(store::Error::Full.into()),
            other => Ok(other?),
        }
    }

    /// That was all.
    pub async fn finish(self, share: Share) -> Result<Ready> {
        let Coming { desk, name, writing, sniffer } = self;
        if writing.length() == 0 {
            return Err(Error::Conflict("the file is empty"));
        }
        let media = sniffer.finish();
        let whole = writing.finish(media.name).await?;
        let copied = match share {
            Share::Copy if media.nature == Nature::Picture => copied(desk, &whole).await,
            Share::Copy => Err(Stays::NoPicture),
            Share::AsIs | Share::Home => Ok(None),
        };
        let (copied, stays) = match copied {
            Ok(copied) => (copied, None),
            Err(stays) => (None, Some(stays)),
        };
        Ok(Ready { whole, name, media, goes: share == Share::AsIs, copied, stays })
    }
}

impl Ready {
    /// As files of this object: the file, and what is shared in its place.
    pub(crate) fn attachments(&self, desk: &Desk, object: RecordId) -> Result<Vec<Attachment>> {
        let (name, media) = (&self.name, &self.media);
        let active = media.nature == Nature::Active;
        let belied = media.is_belied_by(name);
        let named = Named { name: name.clone(), digest: self.whole.digest, active, belied };
        let file = attachment(desk, (object, &self.whole), named, self.goes)?;
        let Some((copied, ending)) = &self.copied else { return Ok(vec![file]) };
        let is_of_its_type =
            media.endings.contains(&name.ending().as_str()) && media.endings.contains(ending);
        let name = match name.ending() == *ending || is_of_its_type {
            true => name.clone(),
            false => name.with_ending(ending),
        };
        let named = Named { name, digest: copied.digest, active: false, belied: false };
        let copy = attachment(desk, (object, copied), named, true)?;
        let copy = Attachment { copy_of: Some(file.id), ..copy };
        Ok(vec![file, copy])
    }

    /// They get their names, just before the acts that speak of them are kept: what a kill leaves in between is swept.
    pub(crate) async fn name(self) -> Result<()> {
        for whole in [Some(self.whole), self.copied.map(|(copied, _)| copied)].into_iter().flatten() {
            whole.name().await?;
        }
        Ok(())
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
                let key = chance::draw(&*desk.chance)?;
                let mut writing = room.folder.write(room.bytes_max, key).await?;
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
