//! A post opens its capsule with the code of a lease, and is a node until the lease ends.
use super::log::{Held, LogFile};
use super::{DATABASE, SEGMENT, keys, pack};
use crate::clock::Forward;
use crate::{Chance, Clock, Desk, Error, Parts, Result, follow};
use model::CapsuleId;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use wire::capsule::{Label, Leased};
use wire::keys::SealingKey;

/// With what a capsule is opened.
pub struct Unlocking<'a> {
    /// The capsule's file.
    pub file: &'a Path,
    /// The secret of this device.
    pub device: &'a SealingKey,
    /// The fingerprint of the node whose capsules this device takes.
    pub node: &'a str,
    /// The code of a lease.
    pub code: &'a str,
    /// An empty folder in memory, which nobody else can read.
    pub memory: &'a Path,
    /// Where the log is, or is to be.
    pub log: &'a Path,
}

/// A post that works. Its keys are in memory alone.
pub struct Unlocked {
    pub desk: Desk,
    pub label: Label,
    /// After this moment it must be closed.
    pub until_us: i64,
    pub log: Arc<LogFile>,
}

/// So far may a clock be wrong.
const TOLERANCE_US: i64 = 10 * 60 * 1_000_000;

/// The label of a capsule that this node signed; nothing is opened.
pub fn label(file: &Path, node: &str) -> Result<Label> {
    let (bytes, _) = pack::label_of(&mut File::open(file)?)?;
    Ok(Label::verify(&bytes, node)?)
}

/// Opens it, if the lease runs and the clock has not been set back. The whole file is proven before anything is opened.
pub async fn unlock(
    with: &Unlocking<'_>,
    (clock, chance): (Arc<dyn Clock>, Arc<dyn Chance>),
) -> Result<Unlocked> {
    let (label, lease, inside) = crate::long::long(|| open(with, clock.now_us()))?;
    let clock = Arc::new(Forward::new(clock));
    let id = CapsuleId::from_bytes(label.id);
    let (log, held) = LogFile::open(
        with.log,
        (&lease, id),
        (inside.seq, inside.hash),
        (Arc::clone(&clock) as Arc<dyn Clock>, Arc::clone(&chance)),
    )?;
    let (log, Held { acts, latest_us }) = (Arc::new(log), held);
    if clock.now_us() < latest_us - TOLERANCE_US {
        return Err(SET_BACK);
    }
    clock.not_before(latest_us);
    let member = label.member.parse()?;
    let url = format!("sqlite://{}?mode=rw", with.memory.join(DATABASE).display());
    let copyist = Arc::clone(&log) as Arc<dyn store::journal::Copyist>;
    let store = Store::open_copied(&url, keys(&lease.secret, &member, id), copyist).await?;
    if !acts.is_empty() {
        let mut tx = store.begin().await?;
        store::journal::resume(&mut tx, acts).await?;
        tx.commit().await?;
    }
    let parts = Parts {
        me: member,
        name: inside.name,
        store,
        clock,
        chance,
        segment: Some(with.memory.join(SEGMENT)),
        pseudonyms: lease.secret.storage(),
        post: None,
    };
    let desk = Desk::open(parts).await?;
    follow::catch_up(&desk).await?;
    Ok(Unlocked { desk, label, until_us: us(lease.until_ms), log })
}

const SET_BACK: Error =
    Error::Conflict("the clock of this device was set back: set it right, or have a new capsule made");

fn us(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX).saturating_mul(1_000)
}

fn open(with: &Unlocking<'_>, now_us: i64) -> Result<(Label, Leased, pack::Inside)> {
    let mut file = File::open(with.file)?;
    let (bytes, length) = pack::label_of(&mut file)?;
    let label = Label::verify(&bytes, with.node)?;
    if label.length != length || pack::hash_of(&mut file, length)? != label.content {
        return Err(Error::Conflict("this capsule was changed since it was signed"));
    }
    let lease = label.open(with.device, with.code)?;
    if now_us < us(label.made_ms) - TOLERANCE_US {
        return Err(SET_BACK);
    }
    if now_us >= us(lease.until_ms) {
        return Err(Error::Conflict("this lease is over: ask the bureau for the next one"));
    }
    let inside = pack::unpack(&mut file, length, &lease.secret, with.memory)?;
    Ok((label, lease, inside))
}
