//! What takes room for nothing is cleared away: files whose keys were destroyed, and what a kill has left half done.
use crate::{Desk, Result};
use std::time::Duration;

/// Files freed in one turn.
const TURN: u32 = 500;
/// Nobody writes a file so slowly that nothing comes for so long.
const IDLE: Duration = Duration::from_secs(3_600);

/// Gives up the room of files that say nothing any more. Gives how many.
pub async fn sweep(desk: &Desk) -> Result<usize> {
    let Some(room) = desk.files.0.get() else { return Ok(0) };
    let gone = store::attachment::gone(&mut desk.store.read().await?, TURN).await?;
    for it in gone.iter().filter(|it| !it.shared) {
        room.folder.remove(&it.hash).await?;
    }
    if !gone.is_empty() {
        let mut tx = desk.store.begin().await?;
        store::attachment::swept(&mut tx, &gone).await?;
        tx.commit().await?;
    }
    Ok(gone.len())
}

/// Clears what a process that was killed has left: halves, and whole files of which no act speaks.
pub async fn clear(desk: &Desk) -> Result<()> {
    let Some(room) = desk.files.0.get() else { return Ok(()) };
    let folder = &room.folder;
    folder.clear(IDLE).await?;
    let files = folder.idle(IDLE).await?;
    let mut tx = desk.store.read().await?;
    let named = store::attachment::named(&mut tx, &files).await?;
    drop(tx);
    for file in files.iter().filter(|file| !named.contains(file)) {
        tracing::warn!("a file of which no act speaks is cleared away");
        folder.remove(file).await?;
    }
    Ok(())
}
