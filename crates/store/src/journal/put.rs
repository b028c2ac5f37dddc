//! Acts are signed while their transaction goes on, and put into the table when it ends or wants to read them.
use super::pen::{MANY, Written, no_head};
use crate::house::House;
use crate::sql::{Rows, insert, number};
use crate::{Result, Tx};
use rayon::prelude::*;
use std::sync::Arc;
use tokio::task::JoinHandle;
use wire::{Signature, act};

/// An act that is ready for the table, with the hash of its leaf.
#[derive(Debug)]
pub(super) struct Signed {
    written: Written,
    signature: Signature,
    leaf: wire::Hash,
}

/// Acts that are being signed.
pub(super) type Signing = JoinHandle<Vec<Signed>>;

/// Where there are many acts, their signing begins at once, on all cores, while the database is at work.
pub(super) fn begin_to_sign(tx: &mut Tx) {
    if tx.pen.unsigned.len() >= MANY {
        let (unsigned, house) = (std::mem::take(&mut tx.pen.unsigned), Arc::clone(&tx.house));
        let all = move || unsigned.into_par_iter().map(|written| sign(&house, written)).collect();
        tx.pen.signing.push(tokio::task::spawn_blocking(all));
    }
}

fn sign(house: &House, written: Written) -> Signed {
    let signature = act::sign(&house.keys.node, &written.entry);
    let leaf = act::leaf_hash(&written.entry, &signature);
    Signed { written, signature, leaf }
}

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
    for signing in std::mem::take(&mut tx.pen.signing) {
        put(tx, signing.await?).await?;
    }
    let house = Arc::clone(&tx.house);
    let signed =
        std::mem::take(&mut tx.pen.unsigned).into_iter().map(|written| sign(&house, written)).collect();
    put(tx, signed).await
}

async fn put(tx: &mut Tx, signed: Vec<Signed>) -> Result<()> {
    if signed.is_empty() {
        return Ok(());
    }
    let head = tx.pen.head.as_mut().ok_or_else(no_head)?;
    for act in &signed {
        head.frontier.push(act.leaf);
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
        act.signature.as_slice(),
        act.written.body.as_deref(),
    );
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
