//! Proves the journal from what the database holds: every act in its place, unchanged, signed, in the tree; the columns
//! beside each act and the records' rows as the acts say.
use super::{Broken, turn};
use crate::sql::{count, many, maybe, number, one, row};
use crate::{Error, Result, Store, Tx};
use rayon::prelude::*;
use wire::act;
use wire::handover::LogKeys;
use wire::tree::{Frontier, Tile};
use wire::verify::{self, Examined, Examiner, Summary, Verifier};

/// What a journal that holds amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Acts, tree, tiles, checkpoints and bodies.
    pub journal: Summary,
    /// Records that are there, not counting those withdrawn.
    pub records: u64,
}

/// So many acts are read at a time; a multiple of a tile's width.
const CHUNK: u64 = 8_192;
/// So many go to one examiner, who checks the signature of neighbours once.
const NEIGHBOURS: usize = 128;

/// Reads the whole journal in one view of the store and proves it. `progress` is told how many acts of how many are
/// proven. Fails with [`Error::Broken`], which names the first act that does not hold.
pub async fn verify(store: &Store, progress: impl FnMut(u64, u64) + Send) -> Result<Report> {
    let mut tx = store.read().await?;
    prove(&mut tx, progress).await
}

/// The head as it is kept.
struct Kept {
    seq: u64,
    hash: Vec<u8>,
    frontier: Vec<u8>,
    checkpoint: String,
}

pub(crate) async fn prove(tx: &mut Tx, mut progress: impl FnMut(u64, u64) + Send) -> Result<Report> {
    let head = head(tx).await?;
    let (keys, until) = turn::turns(tx).await?;
    let mut verifier = Verifier::new(keys.clone())?;
    expect(tx, &mut verifier, &head, until).await?;
    let mut last = act::NO_PREV;
    loop {
        let size = verifier.size();
        expect_leaf_tiles(tx, &mut verifier, size).await?;
        let rows = rows(tx, size).await?;
        if rows.is_empty() {
            break;
        }
        let (examined, hash) = examine(&keys, rows).await?;
        for (one, repeats) in examined {
            verifier.push(one).map_err(Broken::from)?;
            if !repeats {
                return Err(broken(verifier.size(), "the columns beside its entry say something else"));
            }
        }
        last = hash;
        progress(verifier.size(), head.seq);
    }
    let size = verifier.size();
    let frontier =
        Frontier::from_bytes(&head.frontier).map_err(|e| broken(size, &format!("the kept tree: {e}")))?;
    let journal = verifier.finish(Some(&frontier)).map_err(Broken::from)?;
    if let Some(until) = until {
        return Err(broken(until, "the log is handed over by what does not hold"));
    }
    if head.seq != size || head.hash != last {
        return Err(broken(size, "the kept head of the journal is not that of its last act"));
    }
    let records = prove_records(tx).await?;
    Ok(Report { journal, records })
}

fn broken(seq: u64, what: &str) -> Error {
    Error::Broken(Broken { seq, what: what.to_owned() })
}

async fn head(tx: &mut Tx) -> Result<Kept> {
    let sql = "select seq, hash, frontier, checkpoint from journal_head where one = 1";
    let kept: Option<(i64, Vec<u8>, Vec<u8>, String)> = maybe!(tx, sql)?;
    let (seq, hash, frontier, checkpoint) =
        kept.ok_or_else(|| broken(0, "the head of the journal is missing"))?;
    Ok(Kept { seq: count(seq)?, hash, frontier, checkpoint })
}

/// Hands in all checkpoints, and the tiles above the leaves. Where the proof ends at an act that does not hold, no checkpoint from there
/// on: whose it would be nobody knows.
async fn expect(tx: &mut Tx, verifier: &mut Verifier, head: &Kept, until: Option<u64>) -> Result<()> {
    let mut notes: Vec<(i64, String)> = many!(tx, "select size, note from checkpoint order by size")?;
    notes.push((number(head.seq)?, head.checkpoint.clone()));
    for (size, note) in notes {
        let size = count(size)?;
        if until.is_none_or(|until| size < until) {
            verifier.expect_checkpoint(size, note.as_bytes()).map_err(Broken::from)?;
        }
    }
    let sql = "select level, idx, hashes from tile where level > 0 order by level, idx";
    let tiles: Vec<(i64, i64, Vec<u8>)> = many!(tx, sql)?;
    tiles.into_iter().try_for_each(|tile| expect_tile(verifier, tile))
}

/// Hands in the tiles of the leaves that come next, and at the end those that speak of leaves which are not there.
async fn expect_leaf_tiles(tx: &mut Tx, verifier: &mut Verifier, size: u64) -> Result<()> {
    let first = number(size.div_ceil(256))?;
    let sql = "select level, idx, hashes from tile where level = 0 and idx >= $1 order by idx limit $2";
    let tiles: Vec<(i64, i64, Vec<u8>)> = many!(tx, sql, first, number(CHUNK / 256)?)?;
    tiles.into_iter().try_for_each(|tile| expect_tile(verifier, tile))
}

fn expect_tile(verifier: &mut Verifier, (level, index, hashes): (i64, i64, Vec<u8>)) -> Result<()> {
    let at = verifier.size() + 1;
    let shape = || broken(at, &format!("tile {level}/{index} has an impossible place or length"));
    let width = u16::try_from(hashes.len() / 32).map_err(|_| shape())?;
    let level = u8::try_from(level).map_err(|_| shape())?;
    let tile = Tile::new(level, count(index)?, width).map_err(|_| shape())?;
    Ok(verifier.expect_tile(tile, &hashes).map_err(Broken::from)?)
}

row! {
    struct Row {
        seq: i64,
        at_us: i64,
        actor: String,
        kind: String,
        object: Option<String>,
        object_version: Option<i64>,
        purpose: Option<String>,
        reference: Option<String>,
        key_name: Option<String>,
        entry: Vec<u8>,
        signature: Vec<u8>,
        body: Option<Vec<u8>>,
    }
}

async fn rows(tx: &mut Tx, after: u64) -> Result<Vec<Row>> {
    let sql = "select seq, at_us, actor, kind, object, object_version, purpose, reference, key_name, entry, signature,
               body from journal where seq > $1 order by seq limit $2";
    many!(tx, sql, number(after)?, number(CHUNK)?)
}

/// A row that was looked at, and whether its columns say what its entry says.
type Looked = (Examined, bool);

/// The rows looked at one by one, on all cores, and the hash of the last.
async fn examine(keys: &LogKeys, rows: Vec<Row>) -> Result<(Vec<Looked>, wire::Hash)> {
    let keys = keys.clone();
    let all = move || {
        let hash = rows.last().map_or(act::NO_PREV, |row| act::hash(&row.entry));
        let some = |rows: &[Row]| {
            let mut examiner = Examiner::new(&keys);
            rows.iter().map(|row| examine_row(&mut examiner, row)).collect::<Vec<_>>()
        };
        let looked = rows.par_chunks(NEIGHBOURS).flat_map_iter(some).collect::<Result<_>>()?;
        Ok((looked, hash))
    };
    tokio::task::spawn_blocking(all).await?
}

/// An entry that does not decode is told by what was examined.
fn examine_row(examiner: &mut Examiner<'_>, row: &Row) -> Result<Looked> {
    let seq = count(row.seq)?;
    let kept = verify::Row { seq, entry: &row.entry, proof: &row.signature, body: row.body.as_deref() };
    let repeated = act::Entry::decode(&row.entry).is_ok_and(|entry| repeats(row, &entry));
    Ok((examiner.examine(&kept), repeated))
}

/// Whether the columns say what the entry says.
fn repeats(row: &Row, entry: &act::Entry) -> bool {
    i64::try_from(entry.seq) == Ok(row.seq)
        && entry.at_us == row.at_us
        && entry.actor == row.actor
        && entry.kind == row.kind
        && entry.object == row.object
        && entry.object_version.map(i64::try_from).transpose() == Ok(row.object_version)
        && entry.purpose == row.purpose
        && entry.reference == row.reference
        && entry.key == row.key_name
}

/// A record's row is sound if its act is about it in that version, is the last that states or withdraws it, and the
/// row is empty exactly if it was withdrawn.
const UNSOUND: &str = "select r.seq, r.id from record r left join journal j on j.seq = r.seq
    where j.seq is null or j.object is null or j.object <> r.id or j.object_version <> r.version
        or (r.salt is null and j.kind <> 'withdrawn')
        or (r.salt is not null and (j.kind not in ('filed', 'revised') or j.body is null))
        or exists (select 1 from journal l where l.object = r.id and l.seq > r.seq
            and l.kind in ('filed', 'revised', 'withdrawn'))
    order by r.seq limit 1";

const UNLISTED: &str = "select j.seq, j.object from journal j
    where j.kind = 'filed' and not exists (select 1 from record r where r.id = j.object) order by j.seq limit 1";

async fn prove_records(tx: &mut Tx) -> Result<u64> {
    let unsound: Option<(i64, String)> = maybe!(tx, UNSOUND)?;
    if let Some((seq, id)) = unsound {
        return Err(broken(count(seq)?, &format!("the row of record {id} is not as its acts say")));
    }
    let unlisted: Option<(i64, Option<String>)> = maybe!(tx, UNLISTED)?;
    if let Some((seq, id)) = unlisted {
        return Err(broken(count(seq)?, &format!("the row of record {} is missing", id.unwrap_or_default())));
    }
    let (records,): (i64,) = one!(tx, "select count(*) from record where salt is not null")?;
    count(records)
}
