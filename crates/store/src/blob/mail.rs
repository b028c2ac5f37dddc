//! What a hub keeps of others' files: sealed chunks in their order, which nobody can open here. They lie apart from the node's
//! own files, under the code of their owner and the hash that it says they have; whether they have it whoever opens them finds out.
use super::{Folder, name};
use crate::{Error, Result};
use model::Member;
use sha2::{Digest, Sha256};
use std::io::{self, SeekFrom};
use std::path::PathBuf;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use wire::Hash;
use wire::attachment::Cut;

/// A file of another member's that is kept for a third.
#[derive(Debug, Clone, Copy)]
pub struct Mail<'a> {
    pub owner: &'a Member,
    pub hash: &'a Hash,
    /// Of what it holds, in bytes.
    pub length: u64,
}

impl Mail<'_> {
    fn cut(&self) -> Result<Cut> {
        Cut::new(self.length).map_err(|_| Error::Conflict("a file is at most 2 GiB long"))
    }

    /// How many chunks it has.
    pub fn chunks(&self) -> Result<u64> {
        Ok(self.cut()?.chunks())
    }
}

impl Folder {
    fn mail(&self, owner: &Member, hash: &Hash) -> PathBuf {
        self.dir.join("mail").join(format!("{owner}.{}", name(hash)))
    }

    /// How many chunks are here of a file, from its start.
    pub async fn mailed(&self, mail: Mail<'_>) -> Result<u64> {
        match tokio::fs::metadata(self.mail(mail.owner, mail.hash)).await {
            Ok(about) => Ok(here(mail.cut()?, about.len())),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Keeps chunks from a number on, which may be here already, but not behind the next. Gives how many are here then. The last
    /// is on disk when this returns, and with it all.
    pub async fn keep_mail(&self, mail: Mail<'_>, from: u64, chunks: &[Vec<u8>]) -> Result<u64> {
        let cut = mail.cut()?;
        let count = u64::try_from(chunks.len()).unwrap_or(u64::MAX);
        let fits = |(chunk, bytes): (u64, &Vec<u8>)| {
            let range = cut.sealed(chunk);
            u64::try_from(bytes.len()).is_ok_and(|length| length == range.end - range.start)
        };
        if from.saturating_add(count) > cut.chunks() || !(from..).zip(chunks).all(fits) {
            return Err(Error::Conflict("these are no chunks of a file of this length"));
        }
        let path = self.mail(mail.owner, mail.hash);
        let mut file =
            File::options().write(true).create(true).truncate(false).mode(0o600).open(&path).await?;
        let before = here(cut, file.metadata().await?.len());
        if from > before {
            return Ok(before);
        }
        file.seek(SeekFrom::Start(cut.sealed(from).start)).await?;
        for chunk in chunks {
            file.write_all(chunk).await?;
        }
        file.flush().await?;
        let next = before.max(from + count);
        if next == cut.chunks() {
            file.sync_all().await?;
            if let Some(folder) = path.parent() {
                File::open(folder).await?.sync_all().await?;
            }
        }
        Ok(next)
    }

    /// Chunks from a number on, as far as they are here, at most so many.
    pub async fn sealed_mail(&self, mail: Mail<'_>, from: u64, most: u64) -> Result<Vec<Vec<u8>>> {
        let (cut, upto) = (mail.cut()?, self.mailed(mail).await?.min(from.saturating_add(most)));
        if from >= upto {
            return Ok(vec![]);
        }
        let mut file = File::open(self.mail(mail.owner, mail.hash)).await?;
        file.seek(SeekFrom::Start(cut.sealed(from).start)).await?;
        let mut chunks = Vec::new();
        for chunk in from..upto {
            let range = cut.sealed(chunk);
            let mut sealed = vec![0; usize::try_from(range.end - range.start).unwrap_or(usize::MAX)];
            file.read_exact(&mut sealed).await?;
            chunks.push(sealed);
        }
        Ok(chunks)
    }

    /// Whether all of it is here, and is what its hash names.
    pub async fn is_sound(&self, mail: Mail<'_>) -> Result<bool> {
        if self.mailed(mail).await? < mail.chunks()? {
            return Ok(false);
        }
        let (mut file, mut digest) = (File::open(self.mail(mail.owner, mail.hash)).await?, Sha256::new());
        let mut piece = vec![0; 1 << 18];
        loop {
            match file.read(&mut piece).await? {
                0 => return Ok(digest.finalize().as_slice() == mail.hash.as_slice()),
                read => digest.update(piece.get(..read).unwrap_or_default()),
            }
        }
    }

    /// Destroys what is here of a file. One that is not there is no fault.
    pub async fn drop_mail(&self, owner: &Member, hash: &Hash) -> Result<()> {
        match tokio::fs::remove_file(self.mail(owner, hash)).await {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
            other => Ok(other?),
        }
    }

    /// All of which something lies here, by owner and hash.
    pub async fn all_mail(&self) -> Result<Vec<(Member, Hash)>> {
        let (mut found, mut all) = (Vec::new(), tokio::fs::read_dir(self.dir.join("mail")).await?);
        while let Some(entry) = all.next_entry().await? {
            let file = entry.file_name();
            let parts = file.to_str().and_then(|text| text.split_once('.'));
            let read = |(owner, hash): (&str, &str)| Some((owner.parse().ok()?, wire::from_hex(hash)?));
            found.extend(parts.and_then(read));
        }
        Ok(found)
    }
}

/// How many whole chunks a file of so many bytes has; only the last is shorter than the others.
fn here(cut: Cut, bytes: u64) -> u64 {
    if bytes >= cut.sealed_length() {
        return cut.chunks();
    }
    let each = cut.sealed(0).end;
    (bytes / each).min(cut.chunks() - 1)
}
