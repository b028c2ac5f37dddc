//! Epochs: from where on an owner's numbers count anew, as its node signed it; and the mark that ours must.
use crate::journal::{self, Act};
use crate::lane::hash;
use crate::sql::{count, many, maybe, number, run};
use crate::{Result, Tx};
use model::{ActKind, Actor};

/// An epoch that a node has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epoch {
    /// What its node's identity key hashes to.
    pub node: wire::Hash,
    pub epoch: u64,
    /// What the first envelope of each lane in it names as its predecessor.
    pub hash: wire::Hash,
    /// As the node signed it.
    pub statement: Vec<u8>,
}

type Row = (Vec<u8>, i64, Vec<u8>, Vec<u8>);

fn read((node, epoch, digest, statement): Row) -> Result<Epoch> {
    Ok(Epoch { node: hash(node)?, epoch: count(epoch)?, hash: hash(digest)?, statement })
}

/// The newest of each node that has begun any.
pub async fn newest(tx: &mut Tx) -> Result<Vec<Epoch>> {
    let sql = "select e.node, e.epoch, e.hash, e.statement from epoch e
        where e.epoch = (select max(n.epoch) from epoch n where n.node = e.node) order by e.node";
    let rows: Vec<Row> = many!(tx, sql)?;
    rows.into_iter().map(read).collect()
}

/// The newest of one node, if it has begun any.
pub async fn current(tx: &mut Tx, node: &wire::Hash) -> Result<Option<Epoch>> {
    let sql = "select node, epoch, hash, statement from epoch where node = $1 order by epoch desc limit 1";
    let row: Option<Row> = maybe!(tx, sql, node.as_slice())?;
    row.map(read).transpose()
}

/// One epoch of a node, if it was stated here.
pub async fn of(tx: &mut Tx, node: &wire::Hash, epoch: u64) -> Result<Option<Epoch>> {
    let sql = "select node, epoch, hash, statement from epoch where node = $1 and epoch = $2";
    let row: Option<Row> = maybe!(tx, sql, node.as_slice(), number(epoch)?)?;
    row.map(read).transpose()
}

/// Keeps what a node has begun, with the act by that node. Gives whether it was not here.
pub async fn put(tx: &mut Tx, by: &Actor, epoch: &Epoch, why: &str, at_us: i64) -> Result<bool> {
    let sql = "insert into epoch (node, epoch, hash, statement, at_us) values ($1, $2, $3, $4, $5)
        on conflict (node, epoch) do nothing";
    let (node, digest) = (epoch.node.as_slice(), epoch.hash.as_slice());
    if run!(tx, sql, node, number(epoch.epoch)?, digest, epoch.statement.as_slice(), at_us)? == 0 {
        return Ok(false);
    }
    let body = Some(serde_json::json!({ "member": by.member().as_str(), "epoch": epoch.epoch, "why": why }));
    let act = Act { at_us, by, kind: ActKind::EpochBegun, object: None, reason: None, body };
    journal::write(tx, act).await?;
    Ok(true)
}

/// The setting that says why this node must begin an epoch before anything leaves it.
pub(crate) const SET_BACK: &str = "set-back";

/// Marks the store: numbers that it would give may have been given already. The act about it is the caller's.
pub async fn mark(tx: &mut Tx, why: &str) -> Result<()> {
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do nothing";
    run!(tx, sql, SET_BACK, why)?;
    Ok(())
}

/// Why it is marked, if it is.
pub async fn marked(tx: &mut Tx) -> Result<Option<String>> {
    crate::setting::get(tx, SET_BACK).await
}

/// The epoch has begun.
pub async fn unmark(tx: &mut Tx) -> Result<()> {
    run!(tx, "delete from setting where name = $1", SET_BACK)?;
    Ok(())
}
