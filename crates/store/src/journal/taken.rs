//! Acts taken out of the journal with all that proves them away from here.
use super::body::{RECORD_KEY, salt_of};
use super::turn::{self, Signer};
use super::{put, tend};
use crate::sql::{self, Text, count, many, maybe, number};
use crate::{Error, Result, Tx};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use wire::package::Taken;
use wire::tree::{Needed, Tile};

/// Acts, by their numbers, with the signed checkpoint against which they are proven.
#[derive(Debug)]
pub struct Proven {
    /// A C2SP signed note.
    pub checkpoint: String,
    /// The key that signed it.
    pub signer: Signer,
    /// By which statements the log came from its first key to that one.
    pub handovers: Vec<Vec<u8>>,
    /// In the order in which they were asked for.
    pub acts: Vec<Taken>,
}

/// One act to be taken out: its number, and the salt under whose key it lies; none where that was destroyed, or is not to be given.
pub type Wanted = (u64, Option<Vec<u8>>);

type Row = (i64, Vec<u8>, Vec<u8>, Option<Vec<u8>>, Option<String>);

/// Takes acts out, with the way of each to the root of the log as it is now.
pub(crate) async fn taken(tx: &mut Tx, wanted: &[Wanted]) -> Result<Proven> {
    put::flush(tx).await?;
    let (mut fresh, size, checkpoint) = tend::edge(tx).await?;
    let list: Vec<i64> = wanted.iter().map(|(seq, _)| number(*seq)).collect::<Result<_>>()?;
    let sql = Text::of("select seq, entry, signature, body, key_name from journal where seq in (");
    let sql = sql.part(tx.conn.dialect().numbers(1)).and(")");
    let rows: Vec<Row> = many!(tx, sql, sql::json(&list)?)?;
    let mut rows: HashMap<u64, Row> =
        rows.into_iter().map(|row| Ok((count(row.0)?, row))).collect::<Result<_>>()?;
    let mut acts = vec![];
    for (seq, salt) in wanted {
        let missing = || Error::Damaged(format!("act {seq} is not there"));
        let (_, entry, proof, body, key_name) = rows.remove(seq).ok_or_else(missing)?;
        let opens = |salt: &Vec<u8>| -> Result<[u8; 32]> {
            Ok(*tx.house.keys.storage.record_key_bytes(&salt_of(salt)?))
        };
        let is_its_own = key_name.as_deref() == Some(RECORD_KEY);
        let key = salt.as_ref().filter(|_| is_its_own && body.is_some()).map(opens).transpose()?;
        let body = body.filter(|_| key.is_some());
        let path = path(tx, (*seq, size), &mut fresh).await?;
        acts.push(Taken { entry, proof, path, body, key });
    }
    let (signer, handovers) = (Signer::of(tx).await?, turn::handovers(tx).await?);
    Ok(Proven { checkpoint, signer, handovers, acts })
}

/// Tiles by level and index.
pub(super) type Tiles = HashMap<(u8, u64), Vec<u8>>;

async fn path(tx: &mut Tx, (seq, size): (u64, u64), tiles: &mut Tiles) -> Result<Vec<wire::Hash>> {
    let needed = Needed::for_inclusion(seq.saturating_sub(wire::act::FIRST_SEQ), size)?;
    for tile in needed.tiles() {
        let place = (tile.level(), tile.index());
        if let Entry::Vacant(missing) = tiles.entry(place) {
            missing.insert(read(tx, tile).await?);
        }
    }
    Ok(needed.hashes(|tile| tiles.get(&(tile.level(), tile.index())).cloned())?)
}

async fn read(tx: &mut Tx, tile: Tile) -> Result<Vec<u8>> {
    let sql = "select hashes from tile where level = $1 and idx = $2";
    let found: Option<(Vec<u8>,)> = maybe!(tx, sql, i64::from(tile.level()), number(tile.index())?)?;
    found
        .map(|(hashes,)| hashes)
        .ok_or_else(|| Error::Damaged(format!("tile {tile} of the log is not there")))
}
