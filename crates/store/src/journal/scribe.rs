//! The scribe: keeps acts of many who only read in one transaction, so that each costs a share of a disk flush.
use super::{OwnedAct, draft, pen};
use crate::house::House;
use crate::open::Pool;
use crate::{Error, Result};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// Acts of one who waits.
struct Note {
    acts: Vec<OwnedAct>,
    kept: oneshot::Sender<Result<u64>>,
}

/// Who finds so many waiting waits to be let in.
const WAITING_MAX: usize = 1_024;
/// So many are kept in one transaction.
const TOGETHER_MAX: usize = 512;

#[derive(Clone)]
pub(crate) struct Scribe {
    notes: mpsc::Sender<Note>,
}

impl Scribe {
    pub(crate) fn start(pool: Pool, house: Arc<House>) -> Scribe {
        let (notes, mut inbox) = mpsc::channel::<Note>(WAITING_MAX);
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(TOGETHER_MAX);
            while inbox.recv_many(&mut batch, TOGETHER_MAX).await > 0 {
                settle(&pool, &house, std::mem::take(&mut batch)).await;
            }
        });
        Scribe { notes }
    }

    /// Returns when the acts are on disk.
    pub(crate) async fn note(&self, acts: Vec<OwnedAct>) -> Result<u64> {
        let closed = || Error::NotKept("the store is closed".to_owned());
        let (kept, wait) = oneshot::channel();
        self.notes.send(Note { acts, kept }).await.map_err(|_| closed())?;
        wait.await.map_err(|_| closed())?
    }
}

/// Keeps a batch. An act that cannot be written as it is (a NUL in its reference) must not take the others with it, so
/// then each is tried alone. Where the database fails, all are told so at once.
async fn settle(pool: &Pool, house: &Arc<House>, batch: Vec<Note>) {
    match keep(pool, house, &batch).await {
        Ok(numbers) => {
            for (note, number) in batch.into_iter().zip(numbers) {
                let _gone = note.kept.send(Ok(number));
            }
        }
        Err(Error::Invalid(_)) => {
            for note in batch {
                let alone = keep(pool, house, std::slice::from_ref(&note)).await;
                let _gone = note.kept.send(alone.map(|numbers| numbers.into_iter().max().unwrap_or(0)));
            }
        }
        Err(error) => {
            tracing::error!(%error, "acts could not be written to the journal");
            for note in batch {
                let _gone = note.kept.send(Err(error.for_each()));
            }
        }
    }
}

/// All of them in one transaction: the last number of each, given only after the commit.
async fn keep(pool: &Pool, house: &Arc<House>, batch: &[Note]) -> Result<Vec<u64>> {
    let mut tx = pool.begin(house).await?;
    let mut drafts = Vec::new();
    for act in batch.iter().flat_map(|note| &note.acts) {
        drafts.push(draft(&act.borrowed())?);
    }
    let all = u64::try_from(drafts.len()).unwrap_or(u64::MAX);
    let last = pen::write(&mut tx, drafts).await?;
    tx.commit().await?;
    let mut seq = last - all;
    let numbers = batch.iter().map(|note| {
        seq += u64::try_from(note.acts.len()).unwrap_or(0);
        seq
    });
    Ok(numbers.collect())
}
