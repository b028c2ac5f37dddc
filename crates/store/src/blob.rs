//! The folder of sealed files: each under the hash of its sealed form, whole or not there.
//!
//! In a folder and not in the database, because a file of 2 GiB would hold up SQLite's one writer and its log, and double every
//! backup; and since a sealed file never changes, copying the folder is all that a backup of it needs. Several processes over one
//! PostgreSQL are given one folder that all of them reach. What is being written lies in `in/` until it is whole and flushed;
//! what a kill leaves there, and what no act speaks of, is swept away.
mod fetched;
mod mail;
mod reading;
mod writing;

pub use fetched::{Arrived, Part};
pub use mail::Mail;
pub use reading::{Checked, Reading};
pub use writing::{Whole, Writing};

use crate::Result;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use wire::Hash;

/// The folder.
#[derive(Debug, Clone)]
pub struct Folder {
    dir: PathBuf,
}

impl Folder {
    /// Makes the folder where it is not there yet; nobody else on the machine looks into it.
    pub fn open(dir: &Path) -> Result<Folder> {
        use std::os::unix::fs::DirBuilderExt;
        for inner in ["in", "mail"] {
            std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir.join(inner))?;
        }
        Ok(Folder { dir: dir.to_path_buf() })
    }

    fn path(&self, hash: &Hash) -> PathBuf {
        self.dir.join(name(hash))
    }

    fn coming(&self, name: &str) -> PathBuf {
        self.dir.join("in").join(name)
    }

    /// Whether the sealed file is here.
    pub async fn has(&self, hash: &Hash) -> Result<bool> {
        Ok(tokio::fs::try_exists(self.path(hash)).await?)
    }

    /// Gives up the room of a file that says nothing any more. One that is not there is no fault.
    pub async fn remove(&self, hash: &Hash) -> Result<()> {
        for path in [self.path(hash), self.coming(&format!("{}.fetch", name(hash)))] {
            match tokio::fs::remove_file(path).await {
                Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
                other => other?,
            }
        }
        Ok(())
    }

    /// Takes away what was written here, lies unfinished and was not touched for so long. Gives how many.
    pub async fn clear(&self, idle: Duration) -> Result<usize> {
        let mut cleared = 0;
        let mut all = tokio::fs::read_dir(self.dir.join("in")).await?;
        while let Some(entry) = all.next_entry().await? {
            // What is fetched is gone on with, however long its owner was away.
            let is_written = entry.path().extension().is_some_and(|ending| ending == "part");
            if is_written && is_idle(&entry, idle).await {
                tokio::fs::remove_file(entry.path()).await?;
                cleared += 1;
            }
        }
        Ok(cleared)
    }

    /// Whole files that were not touched for so long, by their names: those of which no act speaks were left by a kill.
    pub async fn idle(&self, idle: Duration) -> Result<Vec<Hash>> {
        let (mut found, mut all) = (Vec::new(), tokio::fs::read_dir(&self.dir).await?);
        while let Some(entry) = all.next_entry().await? {
            let hash = entry.file_name().to_str().and_then(wire::from_hex);
            if let Some(hash) = hash
                && is_idle(&entry, idle).await
            {
                found.push(hash);
            }
        }
        Ok(found)
    }
}

/// A file that vanishes meanwhile, or whose clock is ahead, is not idle.
async fn is_idle(entry: &tokio::fs::DirEntry, idle: Duration) -> bool {
    let Ok(touched) = entry.metadata().await.and_then(|about| about.modified()) else { return false };
    SystemTime::now().duration_since(touched).is_ok_and(|since| since >= idle)
}

fn name(hash: &Hash) -> String {
    wire::hex(hash)
}

/// Moves a flushed file to its name, and flushes the folder: from then on it is there after a power cut too.
async fn settle(from: PathBuf, folder: PathBuf, to: PathBuf) -> Result<()> {
    tokio::task::spawn_blocking(move || {
        std::fs::rename(from, to)?;
        std::fs::File::open(folder)?.sync_all()
    })
    .await??;
    Ok(())
}
