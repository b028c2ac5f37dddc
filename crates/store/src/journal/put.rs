//! Acts are put into the table when their transaction ends or wants to read them.
use super::bind::{Signed, sign};
use super::copy::logged;
use super::pen::{no_head, settle};
use crate::sql::{Rows, insert, number};
use crate::{Result, Tx};

const JOURNAL: Rows = Rows {
    table: "journal",
    columns: &[
        "seq",
        "at_us",
        "actor",
        "kind",
        "object",
        "object_version",
        "purpose",
        "reference",
        "key_name",
        "entry",
        "signature",
        "body",
    ],
    tail: "",
};

/// Puts what was written into the table, so that the same transaction can read it.
pub(crate) async fn flush(tx: &mut Tx) -> Result<()> {
    settle(tx).await?;
    let unsigned = std::mem::take(&mut tx.pen.unsigned);
    let mut signed = std::mem::take(&mut tx.pen.signed);
    if !unsigned.is_empty() {
        let head = tx.pen.head.as_ref().ok_or_else(no_head)?;
        signed.extend(sign(&head.key, unsigned));
    }
    put(tx, signed).await
}

async fn put(tx: &mut Tx, signed: Vec<Signed>) -> Result<()> {
    if signed.is_empty() {
        return Ok(());
    }
    let head = tx.pen.head.as_mut().ok_or_else(no_head)?;
    for act in &signed {
        head.frontier.push(act.leaf);
        tx.pen.leaves.push((act.written.clear.seq, act.leaf));
    }
    insert!(
        tx,
        JOURNAL,
        signed.as_slice(),
        |act| number(act.written.clear.seq)?,
        act.written.clear.at_us,
        act.written.clear.actor.as_str(),
        act.written.clear.kind.as_str(),
        act.written.clear.object.as_deref(),
        act.written.clear.object_version.map(number).transpose()?,
        act.written.clear.purpose.as_deref(),
        act.written.clear.reference.as_deref(),
        act.written.clear.key.as_deref(),
        act.written.entry.as_slice(),
        act.proof.as_slice(),
        act.written.body.as_deref(),
    );
    if tx.house.copyist.is_some() {
        tx.pen.copied.extend(signed.iter().map(logged));
    }
    Ok(())
}

/// Puts down everything, and the head with it.
pub(crate) async fn put_down(tx: &mut Tx) -> Result<()> {
    flush(tx).await?;
    match tx.pen.head.take() {
        Some(head) => head.put(tx).await,
        None => Ok(()),
    }
}
