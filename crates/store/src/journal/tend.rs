//! Tends what others read to check the journal: tiles of the tree, and signed checkpoints.
use super::put;
use super::taken::Tiles;
use crate::sql::{Rows, count, insert, many, maybe, number, one, run};
use crate::{Result, Store, Tx};
use rayon::prelude::*;
use wire::act;
use wire::tree::{Tile, Tiler};

/// So many acts are read at a time.
const CHUNK: u32 = 16_384;

/// Writes the tiles of all acts so far and archives a checkpoint over them; takes out of SQLite's log file what was
/// destroyed since the last time. To be called each second; costs little where nothing happened. Where several
/// processes do it at once, one of them wins and the others' work is dropped.
pub async fn tend(store: &Store) -> Result<()> {
    while tend_chunk(store).await? {}
    if store.house.take_destroyed() && !store.scrub().await? {
        store.house.destroyed();
    }
    Ok(())
}

/// How far the tiles reach, and where the journal ends.
struct Reach {
    from: u64,
    to: u64,
    checkpoint: String,
}

/// The tiles at the edge of the tree as it is now, of which not all are kept yet; with its size, and the checkpoint over it.
pub(super) async fn edge(tx: &mut Tx) -> Result<(Tiles, u64, String)> {
    let Reach { mut from, to, checkpoint } = reach(tx).await?;
    let mut tiler = resume(tx, from).await?;
    while from < to {
        for leaf in leaves(tx, from).await? {
            tiler.push(leaf);
        }
        from = tiler.frontier().size();
    }
    let tiles = tiler.take().into_iter().map(|(tile, hashes)| ((tile.level(), tile.index()), hashes));
    Ok((tiles.collect(), to, checkpoint))
}

/// Gives whether there is more to do.
async fn tend_chunk(store: &Store) -> Result<bool> {
    let mut tx = store.read().await?;
    let reach = reach(&mut tx).await?;
    if reach.from == reach.to {
        return Ok(false);
    }
    let mut tiler = resume(&mut tx, reach.from).await?;
    let leaves = match store.house.leaves.behind(reach.from) {
        none if none.is_empty() => leaves(&mut tx, reach.from).await?,
        mut fresh => {
            // What was kept since the checkpoint was read waits for the next turn.
            fresh.truncate(usize::try_from(reach.to - reach.from).unwrap_or(usize::MAX).min(CHUNK as usize));
            fresh
        }
    };
    drop(tx);
    for leaf in leaves {
        tiler.push(leaf);
    }
    let size = tiler.frontier().size();
    let kept = keep(store, reach.from, &mut tiler, (size == reach.to).then_some(reach.checkpoint)).await?;
    Ok(kept && size < reach.to)
}

async fn reach(tx: &mut Tx) -> Result<Reach> {
    let sql = "select t.size, h.seq, h.checkpoint from tended t join journal_head h on h.one = t.one where t.one = 1";
    let (from, to, checkpoint): (i64, i64, String) = one!(tx, sql)?;
    Ok(Reach { from: count(from)?, to: count(to)?, checkpoint })
}

async fn resume(tx: &mut Tx, size: u64) -> Result<Tiler> {
    let mut kept = Vec::new();
    for tile in Tile::partial_in_tree(size) {
        let sql = "select hashes from tile where level = $1 and idx = $2";
        let found: Option<(Vec<u8>,)> = maybe!(tx, sql, i64::from(tile.level()), number(tile.index())?)?;
        kept.extend(found.map(|(hashes,)| (tile, hashes)));
    }
    let read = |tile| kept.iter().find(|(known, _)| *known == tile).map(|(_, hashes)| hashes.clone());
    Ok(Tiler::resume(size, read)?)
}

async fn leaves(tx: &mut Tx, from: u64) -> Result<Vec<wire::Hash>> {
    put::flush(tx).await?;
    let sql = "select entry, signature from journal where seq > $1 order by seq limit $2";
    let rows: Vec<(Vec<u8>, Vec<u8>)> = many!(tx, sql, number(from)?, i64::from(CHUNK))?;
    let leaf = |(entry, proof): &(Vec<u8>, Vec<u8>)| act::leaf_hash(entry, proof);
    Ok(tokio::task::spawn_blocking(move || rows.par_iter().map(leaf).collect()).await?)
}

const TILE: Rows = Rows {
    table: "tile",
    columns: &["level", "idx", "hashes"],
    tail: "on conflict (level, idx) do update set hashes = excluded.hashes",
};

/// One checkpoint for each tile's width of acts is enough to keep: the last of all stands in the head.
const ARCHIVE: &str = "insert into checkpoint (size, note) select $1, $2
    where not exists (select 1 from checkpoint where size > $1 - 256)";

/// Gives whether it was kept: another process may have come first.
async fn keep(store: &Store, from: u64, tiler: &mut Tiler, checkpoint: Option<String>) -> Result<bool> {
    let size = number(tiler.frontier().size())?;
    let mut tx = store.begin().await?;
    let sql = "update tended set size = $1 where one = 1 and size = $2";
    if run!(tx, sql, size, number(from)?)? == 0 {
        return Ok(false);
    }
    let tiles = tiler.take();
    insert!(
        tx,
        TILE,
        tiles.as_slice(),
        |row| i64::from(row.0.level()),
        number(row.0.index())?,
        row.1.as_slice()
    );
    if let Some(note) = checkpoint {
        run!(tx, ARCHIVE, size, note)?;
    }
    tx.commit_bare().await?;
    Ok(true)
}
