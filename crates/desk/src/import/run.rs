//! An import runs: read, filed in batches, what vanished withdrawn. Killed anywhere, it goes on where it was.
use super::draft;
use crate::{Desk, Error, Result, Ring, chance, follow, frame};
use formats::{Format, Mapping, Refused, Step};
use model::{Actor, Grading, Handling, ImportId, Invalid, Reason, Record};
use policy::{Permit, action};
use std::path::PathBuf;
use store::import::{Counts, State};
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
#[derive(Debug, Clone, Copy, Default)]
pub struct Moved {
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

/// Steps read ahead and filed in one transaction.
const BATCH: usize = 2_000;
/// Batches read ahead of the store.
const AHEAD: usize = 4;

/// One batch off the reader: items with their number in the list, refusals, and how far the files are read.
struct Batch {
    items: Vec<Record>,
    refused: Vec<Refused>,
    steps: u64,
    bytes: formats::Progress,
}

/// Runs it to its end. `on` hears of every batch that is on disk. All is searchable when it returns.
pub async fn run(desk: &Desk, by: &Actor, reason: &Reason, plan: Plan, mut on: impl FnMut(Moved) + Send) -> Result<Ended> {
    let permit = frame::may::<action::Import>(desk, by, reason).await?;
    named(&plan)?;
    let reader = formats::read(as_read(&plan))?;
    let state = take_up(desk, &permit, &plan).await?;
    let (id, mut counts, mut damaged) = (state.id, state.counts, false);
    let mut batches = read_ahead(desk, plan.clone(), reader, state.steps);
    while let Some(batch) = batches.recv().await {
        damaged |= batch.refused.iter().any(|r| r.damage);
        let mut tx = desk.store.begin().await?;
        counts = store::import::apply(&mut tx, &permit, id, &batch.items, desk.clock.now_us()).await?;
        counts = store::import::refuse(&mut tx, id, &rows(&batch.refused), counts).await?;
        store::import::moved(&mut tx, id, batch.steps, counts).await?;
        tx.commit().await?;
        on(Moved { bytes_read: batch.bytes.bytes_read, bytes_total: batch.bytes.bytes_total, counts });
        desk.bell.ring(Ring::Import(id));
        desk.bell.ring(Ring::Journal);
    }
    let counts = end(desk, &permit, id, damaged).await?;
    desk.bell.ring(Ring::Import(id));
    desk.bell.ring(Ring::Journal);
    follow::catch_up(desk).await?;
    Ok(Ended { id, counts, damaged })
}

fn named(plan: &Plan) -> Result<(), Invalid> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_' || c == '.';
    let good = (1..=64).contains(&plan.list.len()) && plan.list.chars().all(fits);
    if good { Ok(()) } else { Err(Invalid::new("list", "its name is 1 to 64 small letters, digits, - _ and . (ofac, stolen-documents)")) }
}

fn as_read(plan: &Plan) -> formats::Plan {
    formats::Plan { format: plan.format, files: plan.files.clone(), mapping: plan.mapping.clone() }
}

/// The import that was broken off over the same files, or a new one.
async fn take_up(desk: &Desk, permit: &Permit<action::Import>, plan: &Plan) -> Result<State> {
    let files: Vec<String> = plan.files.iter().map(|f| f.display().to_string()).collect();
    let mut tx = desk.store.begin().await?;
    let new = ImportId::from_bytes(chance::draw(&*desk.chance)?);
    let begun = store::import::Begun {
        id: new,
        list: plan.list.clone(),
        format: plan.format.as_str().to_string(),
        files: store::import::fingerprint(&files, &sizes(plan)?),
        names: files,
    };
    let state = store::import::begin(&mut tx, permit, &begun, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(state)
}

/// Length of each file: a file that has changed is another import.
fn sizes(plan: &Plan) -> Result<Vec<u64>> {
    let size = |path: &PathBuf| {
        let why = |why| Error::Format(formats::Error::Open { file: path.display().to_string(), why });
        std::fs::metadata(path).map(|m| m.len()).map_err(why)
    };
    plan.files.iter().map(size).collect()
}

/// Reads on a thread of its own, at most some batches ahead; the first `skip` steps are on disk already.
fn read_ahead(desk: &Desk, plan: Plan, mut reader: formats::Reader, skip: u64) -> mpsc::Receiver<Batch> {
    let (send, receive) = mpsc::channel(AHEAD);
    let me = desk.me.clone();
    tokio::task::spawn_blocking(move || {
        let mut steps = 0;
        loop {
            let mut batch = Batch { items: vec![], refused: vec![], steps, bytes: reader.progress() };
            for step in reader.by_ref().take(BATCH) {
                steps += 1;
                match step {
                    _ if steps <= skip => {}
                    Step::Item(item) => batch.items.push(draft::record(&me, &plan, item)),
                    Step::Refused(refused) => batch.refused.push(refused),
                }
            }
            let ended = steps == batch.steps;
            batch.steps = steps;
            batch.bytes = reader.progress();
            if ended || (steps > skip && send.blocking_send(batch).is_err()) {
                return;
            }
        }
    });
    receive
}

fn rows(refused: &[Refused]) -> Vec<store::import::Refusal> {
    refused.iter().map(|r| store::import::Refusal { file: r.file.clone(), line: r.line, reason: r.reason.clone() }).collect()
}

/// Withdraws what the list no longer has, batch by batch, and closes the import.
async fn end(desk: &Desk, permit: &Permit<action::Import>, id: ImportId, damaged: bool) -> Result<Counts> {
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
    let counts = store::import::end(&mut tx, permit, id, damaged, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(counts)
}

/// Imports that were broken off and can be taken up again with the same files.
pub async fn unfinished(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<super::Import>> {
    Ok(super::imports(desk, by, reason, 1_000).await?.into_iter().filter(|import| import.ended_us.is_none()).collect())
}
