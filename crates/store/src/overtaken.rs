//! Copies that others have of ours and of which this store, set back to an earlier state, knows nothing.
use crate::sql::{self, Rows, Text, count, many, number, run};
use crate::{Result, Tx};
use model::{Member, RecordId};
use policy::{Permit, action};
use std::collections::HashMap;

/// What one holder has of a record or a notice of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overtaken {
    pub id: RecordId,
    pub member: Member,
    pub version: u64,
    /// It was taken back there already.
    pub gone: bool,
    pub told_us: i64,
}

type Row = (String, String, i64, bool, i64);

fn read((id, member, version, gone, told_us): Row) -> Result<Overtaken> {
    Ok(Overtaken { id: id.parse()?, member: member.parse()?, version: count(version)?, gone, told_us })
}

/// Keeps what a holder told. The act about it is the caller's.
pub async fn put(tx: &mut Tx, all: &[Overtaken]) -> Result<()> {
    const OVERTAKEN: Rows = Rows {
        table: "overtaken",
        columns: &["id", "member", "version", "gone", "told_us"],
        tail: "on conflict (id, member) do update set version = excluded.version, gone = excluded.gone,
            told_us = excluded.told_us",
    };
    sql::insert!(
        tx,
        OVERTAKEN,
        all,
        |row| row.id.to_string(),
        row.member.as_str(),
        number(row.version)?,
        row.gone,
        row.told_us,
    );
    Ok(())
}

/// All that is open of these records.
pub async fn of(tx: &mut Tx, ids: &[RecordId]) -> Result<Vec<Overtaken>> {
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of("select id, member, version, gone, told_us from overtaken where id in (")
        .part(tx.conn.dialect().texts(1))
        .and(") order by id, member");
    let rows: Vec<Row> = many!(tx, sql, list)?;
    rows.into_iter().map(read).collect()
}

/// What is open, so much of it at most; what was taken back on both sides is not.
pub async fn open(tx: &mut Tx, _permit: &Permit<action::ReadPeers>, limit: u32) -> Result<Vec<Overtaken>> {
    let sql = "select id, member, version, gone, told_us from overtaken o where not (gone
        and exists (select 1 from record r where r.id = o.id and r.salt is null)) order by id, member limit $1";
    let rows: Vec<Row> = many!(tx, sql, i64::from(limit))?;
    rows.into_iter().map(read).collect()
}

/// Of which somebody has a copy that is not taken back there, behind an id, in their order.
pub async fn held(tx: &mut Tx, after: Option<RecordId>, limit: u32) -> Result<Vec<RecordId>> {
    let sql = "select distinct id from overtaken where not gone and id > $1 order by id limit $2";
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows: Vec<(String,)> = many!(tx, sql, after, i64::from(limit))?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}

/// The version in which a record that is here in this one, or not at all (0), is stated next: higher than anybody holds.
pub async fn next_version(tx: &mut Tx, id: RecordId, version: u64) -> Result<u64> {
    let highest = highest(tx, &[id]).await?.remove(&id).unwrap_or(0);
    Ok(version.max(highest) + 1)
}

/// What was said of these records since takes the place of what others hold: nothing is open any more.
pub async fn close(tx: &mut Tx, ids: &[RecordId]) -> Result<()> {
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of("delete from overtaken where id in (").part(tx.conn.dialect().texts(1)).and(")");
    run!(tx, sql, list)?;
    Ok(())
}

/// We took it back: whoever holds it was told to give it up. That they held it stays known, so that no version comes twice.
pub async fn taken_back(tx: &mut Tx, id: RecordId) -> Result<()> {
    let gone = true;
    run!(tx, "update overtaken set gone = $2 where id = $1", id.to_string(), gone)?;
    Ok(())
}

/// Notes that a holder of one of ours has another content of it than ours under one number, in an epoch of ours. Gives whether it is
/// the first time in that epoch.
pub async fn note_apart(tx: &mut Tx, (id, holder): (RecordId, &Member), epoch: u64) -> Result<bool> {
    let sql = "insert into told_apart (id, member, epoch) values ($1, $2, $3) on conflict (id, member)
        do update set epoch = excluded.epoch where told_apart.epoch < excluded.epoch";
    Ok(run!(tx, sql, id.to_string(), holder.as_str(), number(epoch)?)? == 1)
}

/// The highest version that anybody holds of each of these, where that is not ours.
pub(crate) async fn highest(tx: &mut Tx, ids: &[RecordId]) -> Result<HashMap<RecordId, u64>> {
    let mut highest = HashMap::new();
    for it in of(tx, ids).await? {
        let version = highest.entry(it.id).or_insert(0);
        *version = it.version.max(*version);
    }
    Ok(highest)
}
