//! The index on disk, so that a start need not compile every record anew.
//!
//! It is derived: deleted, damaged or of another edition, the store is read instead. It lies under a key of its own,
//! drawn from the node's and from a salt at its beginning; when a newer one takes its place the salt is overwritten, so
//! that what a withdrawn record was called does not outlive it.
use crate::{Desk, Result, chance};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use wire::keys::Salt;
use wire::sealed::{SealReader, SealWriter};

/// Changed records from which it is written anew, where they are also a quarter of all.
const CHANGED: usize = 50_000;
/// Acts behind it that a start can well read.
const BEHIND: u64 = 1_000_000;
/// What was withdrawn leaves the file at the latest after this.
const WITHDRAWN_US: i64 = 15 * 60 * 1_000_000;
/// After a failure it is not tried again for so long: the disk may be full.
const PATIENCE_US: i64 = 60 * 1_000_000;
/// Less than this is quicker read from the store than kept.
const WORTH_KEEPING: usize = 100;

/// What was done to the index since it was last on disk.
#[derive(Debug, Default)]
pub(super) struct Since {
    kept: Option<Mark>,
    pub changed: usize,
    pub withdrawn: bool,
    /// When it could not be written.
    failed_us: Option<i64>,
}

impl Since {
    /// What was done since this moment, which is on disk: nothing yet.
    pub(super) fn kept(mark: Mark) -> Since {
        Since { kept: Some(mark), ..Since::default() }
    }
}

/// Which moment of the store a file stands for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Everything up to this act is in it.
    pub upto: u64,
    /// The hash of that act: the file belongs to this journal and no other.
    act: Option<wire::Hash>,
    /// Nothing had expired yet that expires later.
    pub at_us: i64,
}

/// Fills the index from the file. None where there is no file, or none that fits this store.
pub(super) async fn load(desk: &Desk) -> Result<Option<Mark>> {
    let Some(path) = &desk.segment else { return Ok(None) };
    let useless = |why: &dyn std::fmt::Display| {
        tracing::warn!(%why, path = %path.display(), "the kept index is of no use; the store is read instead");
        Ok(None)
    };
    if let Err(fault) = sweep(path) {
        tracing::warn!(%fault, path = %path.display(), "what was left beside the kept index cannot be destroyed");
    }
    let (mark, mut rest) = match open(desk, path) {
        Ok(opened) => opened,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return useless(&fault),
    };
    if mark.act != store::journal::hash_of(&mut desk.store.glance().await?, mark.upto).await? {
        return useless(&"it belongs to another journal");
    }
    match crate::long::long(|| desk.index.load(&mut rest)) {
        Ok(()) => Ok(Some(mark)),
        Err(why) => useless(&why),
    }
}

fn open(desk: &Desk, path: &Path) -> io::Result<(Mark, impl Read + use<>)> {
    let mut file = BufReader::new(File::open(path)?);
    let mut salt = [0; 32];
    file.read_exact(&mut salt)?;
    let mut text = SealReader::new(file, desk.pseudonyms.index_key(&Salt::from_bytes(salt)));
    let mut length = [0; 2];
    text.read_exact(&mut length)?;
    let mut mark = vec![0; usize::from(u16::from_le_bytes(length))];
    text.read_exact(&mut mark)?;
    Ok((serde_json::from_slice(&mark)?, text))
}

/// Whether the file has fallen so far behind that it should be written while the node works.
pub(super) fn is_due(desk: &Desk, since: &Since, upto: u64) -> bool {
    if !can_be_tried(desk, since) {
        return false;
    }
    let now = desk.clock.now_us();
    let kept = since.kept.as_ref();
    let behind = upto.saturating_sub(kept.map_or(0, |mark| mark.upto));
    let aged = kept.is_some_and(|mark| now - mark.at_us > WITHDRAWN_US);
    let new = kept.is_none() && desk.index.len() >= CHANGED;
    new || since.changed >= CHANGED.max(desk.index.len() / 4) || behind >= BEHIND || (since.withdrawn && aged)
}

/// Whether it is worth a writing when an import has ended.
pub(super) fn is_much(desk: &Desk, since: &Since, _upto: u64) -> bool {
    can_be_tried(desk, since) && since.changed >= CHANGED
}

fn can_be_tried(desk: &Desk, since: &Since) -> bool {
    let failed_just_now = since.failed_us.is_some_and(|at| desk.clock.now_us() - at < PATIENCE_US);
    desk.segment.is_some() && !failed_just_now
}

/// Whether it is worth a writing when the node stops.
pub(super) fn is_behind(desk: &Desk, since: &Since, upto: u64) -> bool {
    let behind = upto.saturating_sub(since.kept.as_ref().map_or(0, |mark| mark.upto));
    let new = since.kept.is_none() && desk.index.len() >= WORTH_KEEPING;
    new || since.changed >= WORTH_KEEPING || since.withdrawn || behind >= BEHIND / 10
}

/// Writes the index as it stands, which holds everything up to `upto`, and destroys the file before. That it could not
/// be written costs the next start time and is no fault of what is being done now.
pub(super) async fn keep(desk: &Desk, since: &mut Since, upto: u64) -> Result<()> {
    let Some(path) = &desk.segment else { return Ok(()) };
    let act = store::journal::hash_of(&mut desk.store.glance().await?, upto).await?;
    let mark = Mark { upto, act, at_us: desk.clock.now_us() };
    let salt: [u8; 32] = chance::draw(&*desk.chance)?;
    match crate::long::long(|| replace(desk, path, &mark, salt)) {
        Ok(()) => *since = Since::kept(mark),
        Err(fault) => {
            tracing::warn!(%fault, path = %path.display(), "the index cannot be kept; the next start takes longer");
            since.failed_us = Some(mark.at_us);
        }
    }
    Ok(())
}

/// A node that is killed between two of these steps has the former file or the new one under its name, and what else lies
/// there goes at its next start.
fn replace(desk: &Desk, path: &Path, mark: &Mark, salt: [u8; 32]) -> io::Result<()> {
    sweep(path)?;
    let [fresh, old] = beside(path);
    write(desk, &fresh, mark, salt).inspect_err(|_| {
        let _none = sweep(path);
    })?;
    match fs::hard_link(path, &old) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
        _ => fs::rename(&fresh, path)?,
    }
    if let Some(parent) = path.parent() {
        File::open(parent)?.sync_all()?;
    }
    sweep(path)
}

/// What the file that comes and the one that goes are called beside it.
fn beside(path: &Path) -> [PathBuf; 2] {
    ["new", "old"].map(|end| path.with_extension(end))
}

/// Destroys what lies beside the file: one that came and was not finished, one that was to go.
fn sweep(path: &Path) -> io::Result<()> {
    for left in beside(path) {
        let file = match OpenOptions::new().write(true).open(&left) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => continue,
            opened => opened?,
        };
        let inode = file.metadata()?.ino();
        // The one that was to go may still be the one in use.
        if !fs::metadata(path).is_ok_and(|used| used.ino() == inode) {
            destroy(file)?;
        }
        fs::remove_file(&left)?;
    }
    Ok(())
}

fn write(desk: &Desk, fresh: &Path, mark: &Mark, salt: [u8; 32]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(fresh)?;
    file.write_all(&salt)?;
    let mut text = SealWriter::new(file, desk.pseudonyms.index_key(&Salt::from_bytes(salt)));
    let mark = serde_json::to_vec(mark)?;
    text.write_all(&u16::try_from(mark.len()).map_err(io::Error::other)?.to_le_bytes())?;
    text.write_all(&mark)?;
    desk.index.save(&mut text)?;
    text.finish()?.sync_all()
}

/// Without its salt, what lies on the disk cannot be opened any more.
fn destroy(mut old: File) -> io::Result<()> {
    old.rewind()?;
    old.write_all(&[0; 32])?;
    old.sync_all()
}
