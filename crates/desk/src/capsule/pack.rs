//! The file of a capsule: database and index under one seal, and behind them the signed label.
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use wire::capsule::{Secret, TAIL_BYTES, closing, label_length};
use wire::sealed::{SealReader, SealWriter};

/// With what the sealed content begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Inside {
    /// What the bureau's node is called.
    pub name: String,
    /// The last act of the post's journal that is in the capsule, and its hash.
    pub seq: u64,
    pub hash: wire::Hash,
    /// Bytes of the database, and of the index behind it.
    pub database: u64,
    pub segment: u64,
}

/// Seals what lies in `folder` into a new file. Gives the file, and the hash and length of what was sealed.
pub(super) fn pack(
    path: &Path,
    (folder, name, head): (&Path, &str, (u64, wire::Hash)),
    secret: &Secret,
) -> io::Result<(File, (wire::Hash, u64))> {
    let mut database = File::open(folder.join(super::DATABASE))?;
    let mut segment = match File::open(folder.join(super::SEGMENT)) {
        Ok(file) => Some(file),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => None,
        Err(fault) => return Err(fault),
    };
    let length = |file: &File| Ok::<u64, io::Error>(file.metadata()?.len());
    let inside = Inside {
        name: name.to_owned(),
        seq: head.0,
        hash: head.1,
        database: length(&database)?,
        segment: segment.as_ref().map_or(Ok(0), length)?,
    };
    let out = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    let hashed = Hashed { out, hash: Sha256::new(), length: 0 };
    let mut sealed = SealWriter::new(hashed, secret.content());
    let head = serde_json::to_vec(&inside)?;
    sealed.write_all(&u32::try_from(head.len()).map_err(io::Error::other)?.to_be_bytes())?;
    sealed.write_all(&head)?;
    io::copy(&mut database, &mut sealed)?;
    if let Some(segment) = &mut segment {
        io::copy(segment, &mut sealed)?;
    }
    let Hashed { out, hash, length } = sealed.finish()?;
    Ok((out, (hash.finalize().into(), length)))
}

/// Puts the label behind the content; the file is on disk when this returns. Gives its length.
pub(super) fn close(mut file: File, label: &[u8]) -> io::Result<u64> {
    file.write_all(&closing(label))?;
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

struct Hashed {
    out: File,
    hash: Sha256,
    length: u64,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.length += u64::try_from(written).unwrap_or(u64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The label of a file, as it stands there, and how many bytes of content are before it.
pub(super) fn label_of(file: &mut File) -> Result<(Vec<u8>, u64)> {
    const NONE: Error = Error::Conflict("this is no capsule, or it was cut");
    let length = file.metadata()?.len();
    let tail_at = length.checked_sub(u64::try_from(TAIL_BYTES).unwrap_or(u64::MAX)).ok_or(NONE)?;
    file.seek(SeekFrom::Start(tail_at))?;
    let mut tail = [0; TAIL_BYTES];
    file.read_exact(&mut tail)?;
    let label = label_length(&tail).ok_or(NONE)?;
    let content = tail_at.checked_sub(u64::try_from(label).unwrap_or(u64::MAX)).ok_or(NONE)?;
    file.seek(SeekFrom::Start(content))?;
    let mut bytes = vec![0; label];
    file.read_exact(&mut bytes)?;
    Ok((bytes, content))
}

/// The hash of the first so many bytes.
pub(super) fn hash_of(file: &mut File, length: u64) -> io::Result<wire::Hash> {
    file.seek(SeekFrom::Start(0))?;
    let (mut hash, mut rest) = (Sha256::new(), Read::by_ref(file).take(length));
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = rest.read(&mut piece)?;
        if read == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&piece[..read]);
    }
}

/// Opens the content into `folder`.
pub(super) fn unpack(file: &mut File, length: u64, secret: &Secret, folder: &Path) -> Result<Inside> {
    file.seek(SeekFrom::Start(0))?;
    let mut text = SealReader::new(file.take(length), secret.content());
    let mut head = [0; 4];
    text.read_exact(&mut head)?;
    let mut inside = vec![0; usize::try_from(u32::from_be_bytes(head).min(4_096)).unwrap_or(0)];
    text.read_exact(&mut inside)?;
    let inside: Inside = serde_json::from_slice(&inside).map_err(store::Error::from)?;
    for (name, length) in [(super::DATABASE, inside.database), (super::SEGMENT, inside.segment)] {
        if length > 0 {
            let path = folder.join(name);
            let mut out =
                OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
            io::copy(&mut text.by_ref().take(length), &mut out)?;
        }
    }
    // Behind its end nothing may stand, and the seal says where that is.
    match text.read(&mut head)? {
        0 => Ok(inside),
        _ => Err(Error::Conflict("this capsule holds more than it says")),
    }
}
