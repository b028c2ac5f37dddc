//! A file that is fetched from another node, chunk by chunk. Each chunk is proven before it is written, at its place: so what a
//! cut or a kill has left is gone on with, and two processes that fetch one file do each other no harm.
use super::reading::check;
use super::{Checked, Folder, name, settle};
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::io::{self, Read, SeekFrom};
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
    /// It was whole here before, under its name, and another record may be speaking of it: it is only looked at.
    is_named: bool,
}

impl Folder {
    /// Begins to fetch a file, or goes on with it.
    pub async fn fetch(&self, attached: &Attached) -> Result<Part> {
        let opener = Opener::new(attached).map_err(|_| Error::Damaged("a file is too long".to_owned()))?;
        // What is whole here, since it was taken back and given again or another record has it, need not come again.
        if let Some(file) = found(File::open(self.path(&attached.hash)).await)? {
            let (path, next, attached) = (self.path(&attached.hash), opener.cut().chunks(), attached.clone());
            return Ok(Part { folder: self.clone(), path, file, attached, opener, next, is_named: true });
        }
        let path = self.coming(&format!("{}.fetch", name(&attached.hash)));
        let file = File::options().write(true).create(true).truncate(false).mode(0o600).open(&path).await?;
        let (here, cut) = (file.metadata().await?.len(), opener.cut());
        // A chunk that was half written is fetched again; only the last is shorter than the others.
        let whole = here / (CHUNK_BYTES + TAG_BYTES);
        let next = if here == cut.sealed_length() { cut.chunks() } else { whole.min(cut.chunks() - 1) };
        let attached = attached.clone();
        Ok(Part { folder: self.clone(), path, file, attached, opener, next, is_named: false })
    }
}

fn found(opened: io::Result<File>) -> Result<Option<File>> {
    match opened {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        opened => Ok(Some(opened?)),
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
    /// this returns, and has no name yet. One that is not what was named is thrown away, to be fetched anew; but not a file that lay
    /// here before under its name and is what that says: whoever speaks of it otherwise does it no harm.
    pub async fn check(
        mut self,
        mut look: impl FnMut(&[u8]) + Send + 'static,
    ) -> Result<Option<(Arrived, Checked)>> {
        if !self.is_named {
            self.file.flush().await?;
            self.file.sync_all().await?;
        }
        let (path, attached) = (self.path.clone(), Arc::new(self.attached));
        let to_check = Arc::clone(&attached);
        let checked = tokio::task::spawn_blocking(move || check(&path, &to_check, &mut look)).await??;
        if checked.is_named {
            let is_named = self.is_named;
            let arrived = Arrived { folder: self.folder, path: self.path, hash: attached.hash, is_named };
            return Ok(Some((arrived, checked)));
        }
        if !(self.is_named && is_what_its_name_says(self.path.clone(), attached.hash).await?) {
            tokio::fs::remove_file(&self.path).await?;
        }
        Ok(None)
    }
}

async fn is_what_its_name_says(path: PathBuf, named: wire::Hash) -> Result<bool> {
    let hash = tokio::task::spawn_blocking(move || {
        let (mut file, mut whole) = (std::fs::File::open(path)?, Sha256::new());
        let mut piece = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                return Ok::<wire::Hash, io::Error>(whole.finalize().into());
            }
            whole.update(piece.get(..read).unwrap_or_default());
        }
    });
    Ok(hash.await?? == named)
}

/// A fetched file that is whole, proven and flushed.
#[derive(Debug)]
pub struct Arrived {
    folder: Folder,
    path: PathBuf,
    hash: wire::Hash,
    is_named: bool,
}

impl Arrived {
    /// Gives it its name, just before the act that speaks of it is kept.
    pub async fn name(self) -> Result<()> {
        if self.is_named {
            return Ok(());
        }
        let to = self.folder.path(&self.hash);
        settle(self.path, self.folder.dir.clone(), to).await
    }
}
