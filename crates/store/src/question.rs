//! Questions of other members' nodes that were answered: each is answered once.
use crate::sql::run;
use crate::{Result, Tx};
use model::Member;

/// Notes that a question is answered, under the name that its owner drew for it; those that are too old to be taken anyhow
/// are let go. False where it was answered before.
pub async fn first(
    tx: &mut Tx,
    (owner, nonce): (&Member, &[u8; 16]),
    (now_us, until_us): (i64, i64),
) -> Result<bool> {
    run!(tx, "delete from question where until_us < $1", now_us)?;
    let sql = "insert into question (owner, nonce, until_us) values ($1, $2, $3)
        on conflict (owner, nonce) do nothing";
    Ok(run!(tx, sql, owner.as_str(), nonce.as_slice(), until_us)? == 1)
}
