//! How far each follower has read the journal.
use crate::sql::{count, maybe, number, run};
use crate::{Result, Tx};

/// The number of the last act that this follower has dealt with; 0 before the first.
pub async fn cursor(tx: &mut Tx, name: &str) -> Result<u64> {
    let row: Option<(i64,)> = maybe!(tx, "select seq from follower where name = $1", name)?;
    row.map_or(Ok(0), |(seq,)| count(seq))
}

/// Moves it on, never back.
pub async fn advance(tx: &mut Tx, name: &str, seq: u64) -> Result<()> {
    let sql = "insert into follower (name, seq) values ($1, $2)
        on conflict (name) do update set seq = excluded.seq where follower.seq < excluded.seq";
    run!(tx, sql, name, number(seq)?)?;
    Ok(())
}
