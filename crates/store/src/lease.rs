//! Leases: where several processes share a store, one at a time does what must be done once.
use crate::sql::run;
use crate::{Result, Tx};

/// Takes or prolongs a lease until `until_us`, if nobody else holds it at this moment.
pub async fn take(tx: &mut Tx, name: &str, holder: &str, now_us: i64, until_us: i64) -> Result<bool> {
    let sql = "insert into lease (name, holder, until_us) values ($1, $2, $3)
        on conflict (name) do update set holder = excluded.holder, until_us = excluded.until_us
        where lease.holder = excluded.holder or lease.until_us <= $4";
    Ok(run!(tx, sql, name, holder, until_us, now_us)? == 1)
}

/// Gives it back, so that nobody has to wait for its end.
pub async fn give_back(tx: &mut Tx, name: &str, holder: &str) -> Result<()> {
    run!(tx, "delete from lease where name = $1 and holder = $2", name, holder)?;
    Ok(())
}
