//! An import runs: read, filed in batches, what vanished withdrawn. Killed anywhere, it goes on where it was.
use super::draft;
use crate::follow::fresh::Stretch;
use crate::{Desk, Error, Result, Ring, chance, follow, frame};
use formats::{Format, Mapping, Refused, Step};
use model::{Actor, Grading, Handling, ImportId, Invalid, Member, Reason};
use policy::{Permit, action};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use store::Store;
use store::import::{Batch, Begun, Counts, Import, Ready, RefusedRow};
use tokio::sync::mpsc;

/// What to import, and how its records are to be handled.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The list's name here: a second import under it is its newer edition.
    pub list: String,
    pub format: Format,
    pub files: Vec<PathBuf>,
    pub mapping: Option<Mapping>,
    pub handling: Handling,
    pub grading: Grading,
}

/// How far an import is.
#[derive(Debug, Clone, Copy)]
pub struct Moved {
    pub id: ImportId,
    pub bytes_read: u64,
    pub bytes_total: u64,
    pub counts: Counts,
}

/// How an import ended.
#[derive(Debug, Clone)]
pub struct Ended {
    pub id: ImportId,
    pub counts: Counts,
    /// A file ended in damage: what stood behind it is unknown, so nothing was withdrawn.
    pub damaged: bool,
}

/// Most steps read ahead and filed in one transaction.
const BATCH: usize = 2_000;
/// So many are filed when the store has nothing else to do.
const BATCH_MIN: u64 = 500;
/// Batches read ahead of the store.
const AHEAD: usize = 1;

/// What was read ahead: records, refusals, and how far the files are read.
struct Ahead {
    records: Vec<Ready>,
    refused: Vec<RefusedRow>,
    steps: u64,
    bytes: formats::Progress,
    /// A file ended before its end.
    damaged: bool,
}

/// Runs it to its end. `on` hears of every batch that is on disk. All is searchable when it returns.
pub async fn run(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    plan: Plan,
    mut on: impl FnMut(Moved) + Send,
) -> Result<Ended> {
    let permit = frame::may::<action::Import>(desk, by, reason).await?;
    named(&plan)?;
    let reader = formats::read(as_read(&plan))?;
    let begun = take_up(desk, &permit, &plan).await?;
    let (id, mut damaged) = (begun.id, false);
    let mut ahead = read_ahead(desk, plan.clone(), reader, begun.steps);
    while let Some(read) = ahead.recv().await {
        let Ahead { records, refused, steps, bytes, damaged: now } = read?;
        damaged |= now;
        let batch = Batch { import: id, records, refused, steps };
        let counts = keep(desk, &permit, batch).await?;
        on(Moved { id, bytes_read: bytes.bytes_read, bytes_total: bytes.bytes_total, counts });
        desk.bell.ring(Ring::Import(id));
        desk.bell.ring(Ring::Journal);
    }
    let ended = end(desk, &permit, id, damaged).await?;
    desk.bell.ring(Ring::Import(id));
    desk.bell.ring(Ring::Journal);
    follow::catch_up(desk).await?;
    follow::keep_much(desk).await?;
    Ok(Ended { id, counts: ended.counts, damaged })
}

/// One batch, on disk when this returns.
async fn keep(desk: &Desk, permit: &Permit<action::Import>, batch: Batch) -> Result<Counts> {
    let mut tx = desk.store.begin().await?;
    let applied = store::import::apply(&mut tx, permit, batch, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.followed.fresh.put(Stretch { first: applied.first, records: applied.stated });
    Ok(applied.counts)
}

fn named(plan: &Plan) -> Result<(), Invalid> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_' || c == '.';
    let good = (1..=64).contains(&plan.list.len()) && plan.list.chars().all(fits);
    if good {
        Ok(())
    } else {
        Err(Invalid::new(
            "list",
            "its name is 1 to 64 small letters, digits, - _ and . (ofac, stolen-documents)",
        ))
    }
}

fn as_read(plan: &Plan) -> formats::Plan {
    formats::Plan { format: plan.format, files: plan.files.clone(), mapping: plan.mapping.clone() }
}

/// The import that was broken off over the same files, or a new one.
async fn take_up(desk: &Desk, permit: &Permit<action::Import>, plan: &Plan) -> Result<Import> {
    let begun = Begun {
        id: ImportId::from_bytes(chance::draw(&*desk.chance)?),
        list: plan.list.clone(),
        format: plan.format.as_str().to_string(),
        files: plan.files.iter().map(|f| f.display().to_string()).collect(),
        fingerprint: fingerprint(plan)?,
    };
    let mut tx = desk.store.begin().await?;
    let import = store::import::begin(&mut tx, permit, &begun, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(import)
}

/// Of the files' lengths and times and of how they are read: what has changed is another import.
fn fingerprint(plan: &Plan) -> Result<String> {
    let mut digest = Sha256::new();
    for path in &plan.files {
        let open = |why| Error::Format(formats::Error::Open { file: path.display().to_string(), why });
        let about = std::fs::metadata(path).map_err(open)?;
        let changed = about.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        digest.update(format!("{:?} {} {:?}\n", path.file_name(), about.len(), changed));
    }
    digest.update(format!("{:?} {:?} {:?}", plan.mapping, plan.handling, plan.grading));
    Ok(wire::hex(&digest.finalize()))
}

/// What stands between a file and its batches.
struct Reading {
    store: Store,
    me: Member,
    plan: Plan,
    reader: formats::Reader,
    steps: u64,
    /// So many steps are on disk already.
    skip: u64,
}

/// Reads on a thread of its own, at most some batches ahead; the first `skip` steps are on disk already.
fn read_ahead(desk: &Desk, plan: Plan, reader: formats::Reader, skip: u64) -> mpsc::Receiver<Result<Ahead>> {
    let (send, receive) = mpsc::channel(AHEAD);
    let mut reading =
        Reading { store: desk.store.clone(), me: desk.me.clone(), plan, reader, steps: 0, skip };
    tokio::task::spawn_blocking(move || {
        loop {
            let before = reading.steps;
            let ahead = reading.some(|| send.capacity() == AHEAD);
            let ended = reading.steps == before || ahead.is_err();
            // Damage counts even where it was met before a break: what stood behind it is still unknown.
            let news = match &ahead {
                Ok(ahead) if ended => ahead.damaged,
                Ok(ahead) => ahead.steps > skip,
                Err(_) => true,
            };
            if (news && send.blocking_send(ahead).is_err()) || ended {
                return;
            }
        }
    });
    receive
}

impl Reading {
    /// What comes next; nothing at the end. It is less where somebody waits for it.
    fn some(&mut self, waits: impl Fn() -> bool) -> Result<Ahead> {
        let (mut records, mut refused, before) = (vec![], vec![], self.steps);
        for step in self.reader.by_ref().take(BATCH) {
            self.steps += 1;
            match step {
                _ if self.steps <= self.skip => {}
                Step::Item(item) => {
                    records.push(Ready::of(&self.store, draft::record(&self.me, &self.plan, item))?);
                }
                Step::Refused(one) => refused.push(row(&self.me, &self.plan.list, one)),
            }
            if (self.steps - before).is_multiple_of(BATCH_MIN) && waits() {
                break;
            }
        }
        let (bytes, damaged) = (self.reader.progress(), self.reader.damaged());
        Ok(Ahead { records, refused, steps: self.steps, bytes, damaged })
    }
}

fn row(me: &Member, list: &str, refused: Refused) -> RefusedRow {
    let Refused { file, line, reason, about } = refused;
    RefusedRow { file, line, reason, about: about.map(|key| draft::id(me, list, &key)) }
}

/// Withdraws what the list no longer has, batch by batch, and closes the import.
async fn end(desk: &Desk, permit: &Permit<action::Import>, id: ImportId, damaged: bool) -> Result<Import> {
    if !damaged {
        loop {
            let mut tx = desk.store.begin().await?;
            let gone = store::import::withdraw_vanished(&mut tx, permit, id, desk.clock.now_us()).await?;
            tx.commit().await?;
            if gone == 0 {
                break;
            }
        }
    }
    let mut tx = desk.store.begin().await?;
    let import = store::import::end(&mut tx, permit, id, damaged, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(import)
}
