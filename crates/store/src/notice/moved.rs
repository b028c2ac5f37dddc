//! What was done with notices, for those who follow.
use crate::journal::SELDOM;
use crate::sql::{Text, count, many, number};
use crate::{Result, Tx};
use model::RecordId;

/// One act: its number, the notice and its version then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    pub seq: u64,
    pub id: RecordId,
    pub version: u64,
}

/// The acts with notices behind `seq`, in order, at most `limit`.
pub async fn moved(tx: &mut Tx, seq: u64, limit: u32) -> Result<Vec<Moved>> {
    let sql = Text::of("select j.seq, j.object, j.object_version from journal j where j.kind in ")
        .and("('notice-moved', 'notice-came', 'notice-gone')")
        .and(SELDOM)
        .and(" and j.seq > $1 and j.object is not null order by j.seq limit $2");
    let rows: Vec<(i64, String, i64)> = many!(tx, sql, number(seq)?, i64::from(limit))?;
    rows.into_iter()
        .map(|(seq, id, version)| Ok(Moved { seq: count(seq)?, id: id.parse()?, version: count(version)? }))
        .collect()
}
