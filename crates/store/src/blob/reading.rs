//! Reading files: opened chunk by chunk for people, or as they lie for other nodes.
use super::Folder;
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::io::{self, Read, SeekFrom};
use std::path::Path;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use wire::Hash;
use wire::attachment::{Cut, Opener};
use wire::envelope::Attached;

/// A file that is read from its start.
#[derive(Debug)]
pub struct Reading {
    file: File,
    opener: Opener,
    next: u64,
}

impl Reading {
    pub(super) fn of(file: File, attached: &Attached) -> Result<Reading> {
        let opener = Opener::new(attached).map_err(|_| Error::Damaged("a file is too long".to_owned()))?;
        Ok(Reading { file, opener, next: 0 })
    }

    /// What comes next, at most 64 KiB; none at the end. Each piece is proven before it is given.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let cut = self.opener.cut();
        if self.next >= cut.chunks() {
            return Ok(None);
        }
        let range = cut.sealed(self.next);
        let mut sealed = vec![0; usize::try_from(range.end - range.start).unwrap_or(usize::MAX)];
        self.file.read_exact(&mut sealed).await?;
        let opened = self.opener.open(self.next, &sealed);
        self.next += 1;
        opened.map(Some).map_err(|_| Error::Damaged("a file is not what was kept".to_owned()))
    }
}

fn missing<T>(fault: io::Error) -> Result<Option<T>> {
    if fault.kind() == io::ErrorKind::NotFound { Ok(None) } else { Err(fault.into()) }
}

impl Folder {
    /// Opens a file; none where it is not here.
    pub async fn read(&self, attached: &Attached) -> Result<Option<Reading>> {
        match File::open(self.path(&attached.hash)).await {
            Ok(file) => Reading::of(file, attached).map(Some),
            Err(fault) => missing(fault),
        }
    }

    /// Chunks of a file as it lies, from a number on, at most so many; none where it is not here.
    pub async fn sealed(
        &self,
        hash: &Hash,
        length: u64,
        from: u64,
        most: u64,
    ) -> Result<Option<Vec<Vec<u8>>>> {
        let cut = Cut::new(length).map_err(|_| Error::Damaged("a file is too long".to_owned()))?;
        let mut file = match File::open(self.path(hash)).await {
            Ok(file) => file,
            Err(fault) => return missing(fault),
        };
        file.seek(SeekFrom::Start(cut.sealed(from).start)).await?;
        let mut chunks = Vec::new();
        for chunk in from..cut.chunks().min(from.saturating_add(most)) {
            let range = cut.sealed(chunk);
            let mut sealed = vec![0; usize::try_from(range.end - range.start).unwrap_or(usize::MAX)];
            file.read_exact(&mut sealed).await?;
            chunks.push(sealed);
        }
        Ok(Some(chunks))
    }
}

/// What a whole file is found to be, when it is opened from one end to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// Its sealed form is the one that was named.
    pub is_named: bool,
    /// SHA-256 of what it holds.
    pub digest: [u8; 32],
}

/// Reads a sealed file from one end to the other, showing each opened piece to `look`.
pub(super) fn check(path: &Path, attached: &Attached, look: &mut dyn FnMut(&[u8])) -> Result<Checked> {
    let opener = Opener::new(attached).map_err(|_| Error::Damaged("a file is too long".to_owned()))?;
    let cut = opener.cut();
    let mut file = std::fs::File::open(path)?;
    let (mut whole, mut digest) = (Sha256::new(), Sha256::new());
    let mut opens = true;
    for chunk in 0..cut.chunks() {
        let range = cut.sealed(chunk);
        let mut sealed = vec![0; usize::try_from(range.end - range.start).unwrap_or(usize::MAX)];
        match file.read_exact(&mut sealed) {
            // It is shorter than was said.
            Err(fault) if fault.kind() == io::ErrorKind::UnexpectedEof => {
                return Ok(Checked { is_named: false, digest: digest.finalize().into() });
            }
            read => read?,
        }
        whole.update(&sealed);
        match opener.open(chunk, &sealed) {
            Ok(plain) => {
                digest.update(&plain);
                look(&plain);
            }
            Err(_) => opens = false,
        }
    }
    let hash: Hash = whole.finalize().into();
    Ok(Checked { is_named: opens && hash == attached.hash, digest: digest.finalize().into() })
}
