//! What was done with notices, for those who follow.
use crate::sql::{count, many, number};
use crate::{Result, Tx};
use model::RecordId;

/// One act: its number, the notice and its version then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    pub seq: u64,
    pub id: RecordId,
    pub version: u64,
}

/// The acts with notices behind `seq`, in order, at most `limit`. Kinds that happen all the time are named as well, so that the
/// index over those that happen seldom is used.
pub async fn moved(tx: &mut Tx, seq: u64, limit: u32) -> Result<Vec<Moved>> {
    let sql = "select seq, object, object_version from journal
        where kind in ('notice-moved', 'notice-came', 'notice-gone') and kind not in
        ('checked', 'filed', 'revised', 'withdrawn', 'opened', 'listed', 'signed-in', 'signed-out')
        and seq > $1 and object is not null order by seq limit $2";
    let rows: Vec<(i64, String, i64)> = many!(tx, sql, number(seq)?, i64::from(limit))?;
    rows.into_iter()
        .map(|(seq, id, version)| Ok(Moved { seq: count(seq)?, id: id.parse()?, version: count(version)? }))
        .collect()
}
