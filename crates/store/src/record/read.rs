//! Reading records: always through a sight, and only what has neither expired nor been withdrawn.
use super::content::Content;
use crate::house::House;
use crate::journal::{open_body, put};
use crate::sql::{self, Text, count, maybe, row};
use crate::{Error, Result, Tx, stamp};
use model::{Member, Record, RecordId, Stamp, StampNo};
use policy::{Sight, Target};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// A record as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub record: Record,
    pub stamp: StampNo,
    /// The act that filed or revised it last.
    pub seq: u64,
    pub filed_us: i64,
    pub revised_us: i64,
}

/// What a record said in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub record: Record,
    /// The act that filed or revised it.
    pub seq: u64,
    pub at_us: i64,
    /// The label of who did.
    pub by: String,
}

row! {
    #[derive(Debug)]
    pub(super) struct Row {
        id: String,
        version: i64,
        seq: i64,
        stamp: i64,
        filed_us: i64,
        revised_us: i64,
        salt: Vec<u8>,
        body: Option<Vec<u8>>,
    }
}

/// What a reading statement begins with. It goes on with conditions that say `and`, behind [`shown`].
pub(super) const SELECT: &str =
    "select r.id, r.version, r.seq, r.stamp, r.filed_us, r.revised_us, r.salt, j.body
    from record r join journal j on j.seq = r.seq where ";

/// `Sight::shows`, expiry and withdrawal, said in SQL of the record `r`: parameter 1 is the list of stamps, parameter 2
/// the moment. A test holds it to the sight. So a page is cut after the rules and not before.
pub(crate) fn shown(tx: &Tx, text: Text) -> Text {
    text.and("r.salt is not null and (r.expires_us is null or r.expires_us > $2) and r.stamp in (")
        .part(tx.conn.dialect().numbers(1))
        .and(")")
}

/// Parameter 1 of [`shown`].
pub(crate) fn stamps(sight: &Sight) -> Result<String> {
    sql::json(&sight.numbers().collect::<Vec<u32>>())
}

/// One record, if it is there and the sight shows it: the two are not told apart. `now_us` decides what has expired.
pub async fn open(tx: &mut Tx, sight: &Sight, id: RecordId, now_us: i64) -> Result<Option<Held>> {
    Ok(many(tx, sight, &[id], now_us).await?.pop())
}

/// Those of many records that the sight shows, in the order asked for.
pub async fn many(tx: &mut Tx, sight: &Sight, ids: &[RecordId], now_us: i64) -> Result<Vec<Held>> {
    put::flush(tx).await?;
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<String>>())?;
    let sql = shown(tx, Text::of(SELECT)).and(" and r.id in (").part(tx.conn.dialect().texts(3)).and(")");
    let rows: Vec<Row> = sql::many!(tx, sql, stamps(sight)?, now_us, list)?;
    let held = open_rows(tx, rows).await?;
    let mut by_id: HashMap<RecordId, Held> = held.into_iter().map(|held| (held.record.id, held)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// What it said before, newest first: the versions since it was filed that the sight shows, the present one first.
/// A version under a stricter stamp than that of today is shown only to those who may see that stamp.
pub async fn history(tx: &mut Tx, sight: &Sight, id: RecordId, now_us: i64) -> Result<Vec<Past>> {
    put::flush(tx).await?;
    let sql = shown(tx, Text::of("select r.salt from record r where r.id = $3 and "));
    let salt: Option<(Vec<u8>,)> = maybe!(tx, sql, stamps(sight)?, now_us, id.to_string())?;
    let Some((salt,)) = salt else { return Ok(Vec::new()) };
    let seen: Vec<Stamp> = stamp::all(tx)
        .await?
        .into_iter()
        .filter(|(no, _)| sight.shows(*no))
        .map(|(_, stamp)| stamp)
        .collect();
    let sql = "select seq, at_us, actor, object_version, body from journal
               where object = $1 and kind in ('filed', 'revised') and body is not null order by seq desc";
    let rows: Vec<(i64, i64, String, i64, Vec<u8>)> = sql::many!(tx, sql, id.to_string())?;
    let mut past = Vec::new();
    for (seq, at_us, by, version, body) in rows {
        let seq = count(seq)?;
        let record = read(&tx.house, &salt, (id, count(version)?), seq, &body)?;
        if seen.contains(&record.stamp()) {
            past.push(Past { record, seq, at_us, by });
        }
    }
    Ok(past)
}

/// What the rules must know of a record to be asked about it: its id, version and stamp, and nothing else. None where
/// there is none or it was withdrawn; one that has expired can still be revised or withdrawn by its owner.
pub async fn target(tx: &mut Tx, id: RecordId) -> Result<Option<(Target, Stamp)>> {
    let sql = "select r.version, r.stamp from record r where r.id = $1 and r.salt is not null";
    let row: Option<(i64, i64)> = maybe!(tx, sql, id.to_string())?;
    let Some((version, no)) = row else { return Ok(None) };
    let stamp = stamp::of(tx, stamp::stamp_no(no)?).await?;
    Ok(Some((Target { id, version: count(version)? }, stamp)))
}

/// Whose a record is or was; one that was withdrawn too.
pub async fn owner_of(tx: &mut Tx, id: RecordId) -> Result<Option<Member>> {
    let row: Option<(String,)> = maybe!(
        tx,
        "select owner from record where id = $1 union select owner from notice where id = $1",
        id.to_string()
    )?;
    row.map(|(owner,)| Ok(owner.parse()?)).transpose()
}

/// Whether this is a record of that owner which was withdrawn, and which the sight showed until then.
pub async fn was_shown(tx: &mut Tx, sight: &Sight, owner: &Member, id: RecordId) -> Result<bool> {
    let sql = Text::of(
        "select 1 from record r where r.owner = $1 and r.id = $2 and r.salt is null and r.stamp in (",
    )
    .part(tx.conn.dialect().numbers(3))
    .and(")");
    let row: Option<(i32,)> = maybe!(tx, sql, owner.as_str(), id.to_string(), stamps(sight)?)?;
    Ok(row.is_some())
}

/// The records whose time ended between two moments, the first included. They are no longer shown to anybody; what was
/// built from them is to be taken down.
pub async fn expired(tx: &mut Tx, from_us: i64, now_us: i64) -> Result<Vec<RecordId>> {
    let sql =
        "select id from record where expires_us >= $1 and expires_us <= $2 and salt is not null order by id";
    let rows: Vec<(String,)> = sql::many!(tx, sql, from_us, now_us)?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}

/// From so many on, all cores work.
const MANY: usize = 32;

pub(super) async fn open_rows(tx: &Tx, rows: Vec<Row>) -> Result<Vec<Held>> {
    let house = Arc::clone(&tx.house);
    if rows.len() < MANY {
        return rows.into_iter().map(|row| open_row(&house, row)).collect();
    }
    tokio::task::spawn_blocking(move || rows.into_par_iter().map(|row| open_row(&house, row)).collect())
        .await?
}

fn open_row(house: &House, row: Row) -> Result<Held> {
    let (id, seq): (RecordId, u64) = (row.id.parse()?, count(row.seq)?);
    let body = row.body.ok_or_else(|| Error::Damaged(format!("the content of record {id} is gone")))?;
    let record = read(house, &row.salt, (id, count(row.version)?), seq, &body)?;
    let stamp = stamp::stamp_no(row.stamp)?;
    Ok(Held { record, stamp, seq, filed_us: row.filed_us, revised_us: row.revised_us })
}

/// A body of which only the record is of interest.
#[derive(Deserialize)]
struct Stated {
    act: Content<'static>,
}

fn read(
    house: &House,
    salt: &[u8],
    (id, version): (RecordId, u64),
    seq: u64,
    sealed: &[u8],
) -> Result<Record> {
    read_body(&open_body(house, "record", salt, seq, sealed)?, (id, version))
}

/// The record that the body of an act states.
pub(crate) fn read_body(plain: &[u8], (id, version): (RecordId, u64)) -> Result<Record> {
    let stated: Stated = serde_json::from_slice(plain)?;
    stated.act.into_record(id, version)
}
