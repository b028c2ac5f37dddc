//! The key that signs the journal hands it over to the next.
use super::{Act, draft, pen, put, turn};
use crate::house;
use crate::sql::{number, one, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Reason};
use std::sync::Arc;
use wire::handover::{HANDOVERS_MAX, Handover};
use wire::keys::NodeKey;
use zeroize::Zeroizing;

/// Hands the journal over to a new key: an act, the last that the old key signs. The old secret is destroyed, where it lies in the
/// store. Keeps the transaction itself, since nothing may follow in it. Gives the number of the act.
///
/// Fails with [`Error::Conflict`] at a post, whose log is read at home by one key, and where it was done [`HANDOVERS_MAX`] times.
pub async fn hand_over(mut tx: Tx, by: &Actor, reason: Option<&Reason>, at_us: i64) -> Result<u64> {
    if tx.house.copyist.is_some() {
        return Err(Error::Conflict("the log of a post is signed by one key to its end"));
    }
    pen::lock(&mut tx).await?;
    let (before,): (i64,) = one!(tx, "select count(*) from log_key")?;
    if usize::try_from(before).is_ok_and(|before| before >= HANDOVERS_MAX) {
        return Err(Error::Conflict("the log was handed over as often as it may be"));
    }
    put::flush(&mut tx).await?;
    let head = tx.pen.head.as_ref().ok_or_else(pen::no_head)?;
    let (seq, from) = (head.seq + 1, Arc::clone(&head.key));
    let secret = Zeroizing::new(house::chance::<32>()?);
    let to = Arc::new(NodeKey::generate(&secret));
    let stated = Handover::sign(&tx.house.keys.origin, seq, &from, &to);
    let stated =
        stated.map_err(|why| Error::Unfit(format!("the node's origin cannot name a log ({why})")))?;
    let act = Act { at_us, by, kind: ActKind::KeyHandedOver, object: None, reason, body: None };
    let mut draft = draft(&act)?;
    draft.handover = Some(stated);
    pen::write(&mut tx, vec![draft]).await?;
    // Signed by the old key; the checkpoint over it is the first of the new one.
    put::flush(&mut tx).await?;
    let kid = to.id().0;
    let kept = turn::seal(&tx.house, to.id(), &secret)?;
    run!(tx, "update log_key set secret_sealed = null, secret_salt = null where secret_salt is not null")?;
    let sql =
        "insert into log_key (kid, secret_sealed, secret_salt, seq, from_us) values ($1, $2, $3, $4, $5)";
    run!(tx, sql, kid.as_slice(), kept.sealed, kept.salt, number(seq)?, at_us)?;
    run!(tx, "update journal_head set signer = $1 where one = 1", kid.as_slice())?;
    tx.pen.destroyed = true;
    tx.pen.head.as_mut().ok_or_else(pen::no_head)?.key = to;
    tx.commit().await
}
