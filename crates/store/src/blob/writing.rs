//! A file that is coming in: sealed chunk by chunk as it comes, never whole in memory, flushed before anything speaks of it.
use super::{Folder, name, settle};
use crate::{Error, Result, house};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use wire::attachment::{CHUNK_BYTES, Streamer};
use wire::envelope::Attached;

/// A file on its way in. Dropped before its end, it leaves nothing.
#[derive(Debug)]
pub struct Writing {
    folder: Folder,
    file: File,
    part: Unfinished,
    sealing: Streamer,
    /// What is not sealed yet: the last chunk is known only at the end.
    rest: Vec<u8>,
    digest: Sha256,
    length: u64,
    limit: u64,
}

/// A file that is taken away when it is dropped, unless it has got its name.
#[derive(Debug)]
struct Unfinished(Option<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            let _cleared_later = std::fs::remove_file(path);
        }
    }
}

const CHUNK: usize = 65_536;
const _: () = assert!(CHUNK_BYTES == 65_536);

impl Folder {
    /// Begins a file of at most `limit` bytes, under a key that no other file has.
    pub async fn write(&self, limit: u64, key: [u8; 32]) -> Result<Writing> {
        let path = self.coming(&format!("{}.part", name(&house::chance()?)));
        let file = File::options().write(true).create_new(true).mode(0o600).open(&path).await?;
        Ok(Writing {
            folder: self.clone(),
            file,
            part: Unfinished(Some(path)),
            sealing: Streamer::new(key),
            rest: Vec::with_capacity(2 * CHUNK),
            digest: Sha256::new(),
            length: 0,
            limit,
        })
    }
}

impl Writing {
    /// The next bytes. Refused where the file becomes longer than it may be.
    pub async fn push(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.length += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.length > self.limit {
            return Err(Error::Conflict("the file is longer than this node takes"));
        }
        self.digest.update(bytes);
        while !bytes.is_empty() {
            if self.rest.len() == CHUNK {
                let sealed = self.sealing.seal(&self.rest, false).map_err(refused)?;
                self.file.write_all(&sealed).await?;
                self.rest.clear();
            }
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.rest.len()));
            self.rest.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// How many bytes came.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Seals the last chunk; when this returns, the file is on disk, and has no name yet.
    pub async fn finish(mut self, media: &str) -> Result<Whole> {
        let sealed = self.sealing.seal(&self.rest, true).map_err(refused)?;
        self.file.write_all(&sealed).await?;
        self.file.flush().await?;
        self.file.sync_all().await?;
        let attached = self.sealing.finish(media).map_err(refused)?;
        Ok(Whole { folder: self.folder, part: self.part, attached, digest: self.digest.finalize().into() })
    }
}

fn refused(rejection: wire::Rejection) -> Error {
    Error::NotKept(rejection.to_string())
}

/// A file that is whole and flushed. Dropped before it is [named](Whole::name), it leaves nothing.
#[derive(Debug)]
pub struct Whole {
    folder: Folder,
    part: Unfinished,
    /// How it is found and opened.
    pub attached: Attached,
    /// SHA-256 of what it holds.
    pub digest: [u8; 32],
}

impl Whole {
    /// Gives it its name, just before the act that speaks of it is kept.
    pub async fn name(mut self) -> Result<()> {
        let Some(part) = self.part.0.take() else { return Ok(()) };
        let to = self.folder.path(&self.attached.hash);
        settle(part, self.folder.dir.clone(), to).await
    }

    /// Reads it back before it has its name.
    pub async fn read(&self) -> Result<super::Reading> {
        let path = self.part.0.clone().ok_or(Error::Conflict("the file has its name already"))?;
        super::Reading::of(File::open(path).await?, &self.attached)
    }
}
