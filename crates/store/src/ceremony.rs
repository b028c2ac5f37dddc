//! What the server must remember between the two halves of a passkey ceremony.
use crate::sql::{maybe, run};
use crate::{Result, Tx};

/// Keeps the state of a ceremony until `expires_us`, and forgets those that nobody finished.
pub async fn begin(tx: &mut Tx, id: &str, state: &str, (now_us, expires_us): (i64, i64)) -> Result<()> {
    run!(tx, "delete from ceremony where expires_us <= $1", now_us)?;
    run!(tx, "insert into ceremony (id, state, expires_us) values ($1, $2, $3)", id, state, expires_us)?;
    Ok(())
}

/// Takes the state out: a ceremony is finished once.
pub async fn take(tx: &mut Tx, id: &str, now_us: i64) -> Result<Option<String>> {
    let sql = "delete from ceremony where id = $1 returning state, expires_us";
    let row: Option<(String, i64)> = maybe!(tx, sql, id)?;
    Ok(row.filter(|(_, expires_us)| *expires_us > now_us).map(|(state, _)| state))
}
