//! A file that is fetched from another node, chunk by chunk. Each chunk is proven before it is written, at its place: so what a
//! cut or a kill has left is gone on with, and two processes that fetch one file do each other no harm.
use super::reading::check;
use super::{Checked, Folder, name, settle};
use crate::{Error, Result};
use std::io::SeekFrom;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};
use wire::attachment::{CHUNK_BYTES, Opener, TAG_BYTES};
use wire::envelope::Attached;

/// What is here of a file.
#[derive(Debug)]
pub struct Part {
    folder: Folder,
    path: PathBuf,
    file: File,
    attached: Attached,
    opener: Opener,
    next: u64,
}

impl Folder {
    /// Begins to fetch a file, or goes on with it.
    pub async fn fetch(&self, attached: &Attached) -> Result<Part> {
        let path = self.coming(&format!("{}.fetch", name(&attached.hash)));
        // What is whole here though nothing speaks of it, since it was taken back and given again, need not come again.
        if tokio::fs::try_exists(self.path(&attached.hash)).await? {
            tokio::fs::rename(self.path(&attached.hash), &path).await?;
        }
        let file = File::options().write(true).create(true).truncate(false).mode(0o600).open(&path).await?;
        let opener = Opener::new(attached).map_err(|_| Error::Damaged("a file is too long".to_owned()))?;
        let (here, cut) = (file.metadata().await?.len(), opener.cut());
        // A chunk that was half written is fetched again; only the last is shorter than the others.
        let whole = here / (CHUNK_BYTES + TAG_BYTES);
        let next = if here == cut.sealed_length() { cut.chunks() } else { whole.min(cut.chunks() - 1) };
        Ok(Part { folder: self.clone(), path, file, attached: attached.clone(), opener, next })
    }
}

impl Part {
    /// The chunk that comes next; none where all are here.
    pub fn next(&self) -> Option<u64> {
        (self.next < self.opener.cut().chunks()).then_some(self.next)
    }

    /// How many chunks there are.
    pub fn chunks(&self) -> u64 {
        self.opener.cut().chunks()
    }

    /// Takes the chunk that comes next. False where it is not the one that was sealed: nothing of it is kept.
    pub async fn put(&mut self, sealed: &[u8]) -> Result<bool> {
        if self.next().is_none() || self.opener.open(self.next, sealed).is_err() {
            return Ok(false);
        }
        self.file.seek(SeekFrom::Start(self.opener.cut().sealed(self.next).start)).await?;
        self.file.write_all(sealed).await?;
        self.next += 1;
        Ok(true)
    }

    /// What was put is handed to the operating system.
    pub async fn flush(&mut self) -> Result<()> {
        Ok(self.file.flush().await?)
    }

    /// Looks at the whole from one end to the other, when all chunks are here: `look` is shown what it holds. It is on disk when
    /// this returns, and has no name yet. One that is not what was named is thrown away, to be fetched anew.
    pub async fn check(
        mut self,
        mut look: impl FnMut(&[u8]) + Send + 'static,
    ) -> Result<Option<(Arrived, Checked)>> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let (path, attached) = (self.path.clone(), Arc::new(self.attached));
        let to_check = Arc::clone(&attached);
        let checked = tokio::task::spawn_blocking(move || check(&path, &to_check, &mut look)).await??;
        if !checked.is_named {
            tokio::fs::remove_file(&self.path).await?;
            return Ok(None);
        }
        Ok(Some((Arrived { folder: self.folder, path: self.path, hash: attached.hash }, checked)))
    }
}

/// A fetched file that is whole, proven and flushed.
#[derive(Debug)]
pub struct Arrived {
    folder: Folder,
    path: PathBuf,
    hash: wire::Hash,
}

impl Arrived {
    /// Gives it its name, just before the act that speaks of it is kept.
    pub async fn name(self) -> Result<()> {
        let to = self.folder.path(&self.hash);
        settle(self.path, self.folder.dir.clone(), to).await
    }
}
