//! Files of other members' records are fetched from their owners: chunk by chunk, going on where it was cut, and counted as here
//! only when the whole was looked at and is on disk. Then the owner is told.
use super::{Attachment, room};
use crate::{Desk, Result, Ring, follow};
use formats::media::{Nature, Sniffer};
use model::{AttachmentId, Member};
use std::sync::{Arc, Mutex, PoisonError};
use store::blob::Part;
use wire::Hash;

/// One process fetches for all that share a store.
const NAME: &str = "attachments";

/// Whether anything of this member's is to be fetched.
pub async fn is_wanted(desk: &Desk, owner: &Member) -> Result<bool> {
    Ok(!all_wanted(desk, owner).await?.is_empty())
}

/// What is to be fetched from this member, the shortest first; nothing while another process does it.
pub async fn wanted(desk: &Desk, owner: &Member) -> Result<Vec<Attachment>> {
    let wanted = all_wanted(desk, owner).await?;
    if wanted.is_empty() || !follow::leased(desk, NAME).await? {
        return Ok(vec![]);
    }
    Ok(wanted)
}

/// Whether this process is the one that brings and fetches.
pub async fn carries(desk: &Desk) -> Result<bool> {
    Ok(desk.files.0.get().is_some() && follow::leased(desk, NAME).await?)
}

async fn all_wanted(desk: &Desk, owner: &Member) -> Result<Vec<Attachment>> {
    if desk.files.0.get().is_none() {
        return Ok(vec![]);
    }
    let sight = follow::engine(desk).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::attachment::wanted(&mut tx, &sight, owner, desk.clock.now_us()).await?)
}

/// A file on its way here.
pub struct Fetching {
    pub file: Attachment,
    part: Part,
}

/// Begins with a file, or goes on with it.
pub async fn begin(desk: &Desk, file: &Attachment) -> Result<Fetching> {
    Ok(Fetching { file: file.clone(), part: room(desk)?.folder.fetch(&file.sealed).await? })
}

impl Fetching {
    /// By what it is asked for, and the chunk that comes next; none where all are here.
    pub fn next(&self) -> Option<(Hash, u64)> {
        self.part.next().map(|next| (self.file.sealed.hash, next))
    }

    /// Takes chunks in their order. False where one is not what was sealed: what came before it is kept.
    pub async fn take(&mut self, chunks: &[Vec<u8>]) -> Result<bool> {
        for chunk in chunks {
            if !self.part.put(chunk).await? {
                self.part.flush().await?;
                return Ok(false);
            }
        }
        self.part.flush().await?;
        Ok(!chunks.is_empty())
    }
}

/// All chunks are here: looks at the whole, and keeps it; the outbox tells its owner. False where it is not what its owner named,
/// or was taken back meanwhile.
pub async fn finish(desk: &Desk, fetching: Fetching) -> Result<bool> {
    let Fetching { mut file, part } = fetching;
    let sniffer = Arc::new(Mutex::new(Sniffer::default()));
    let looks = Arc::clone(&sniffer);
    let look = move |bytes: &[u8]| looks.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
    let Some((arrived, checked)) = part.check(look).await? else {
        return missed(desk, file.id, "what came is not what its owner named").await.map(|()| false);
    };
    let media = sniffer.lock().unwrap_or_else(PoisonError::into_inner).finish();
    // What its owner says of it decides nothing here.
    file.named.digest = checked.digest;
    file.named.active = media.nature == Nature::Active;
    file.named.belied = media.is_belied_by(&file.named.name);
    file.sealed.media = media.name.to_owned();
    let mut tx = desk.store.begin().await?;
    // A message has one version.
    let version = store::record::target(&mut tx, file.record).await?.map_or(1, |(target, _)| target.version);
    if !store::attachment::arrived(&mut tx, (&file, version), desk.clock.now_us()).await? {
        return Ok(false);
    }
    arrived.name().await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Attachments);
    Ok(true)
}

/// Notes why a file has not come.
pub async fn missed(desk: &Desk, id: AttachmentId, fault: &str) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::attachment::failed(&mut tx, id, fault, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}
