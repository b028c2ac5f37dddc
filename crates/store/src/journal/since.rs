//! The journal as followers read it: what changed, from some act on.
use crate::sql::{count, many, maybe, number, one};
use crate::{Error, Result, Tx};
use model::{ActKind, RecordId};

/// One act, as much of it as a follower needs to know what to read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub seq: u64,
    pub kind: ActKind,
    /// The record it is about, in which version.
    pub object: Option<(RecordId, u64)>,
}

/// The number of the last act; 0 in an empty journal.
pub async fn head(tx: &mut Tx) -> Result<u64> {
    let (seq,): (i64,) = one!(tx, "select seq from journal_head where one = 1")?;
    count(seq)
}

/// Holds the head until the transaction ends: what followers decide by their cursor behind it, no other process decides too.
pub async fn hold(tx: &mut Tx) -> Result<()> {
    super::pen::lock(tx).await
}

/// The hash of an act, which names it and all before it; none where there is no such act.
pub async fn hash_of(tx: &mut Tx, seq: u64) -> Result<Option<wire::Hash>> {
    let entry: Option<(Vec<u8>,)> = maybe!(tx, "select entry from journal where seq = $1", number(seq)?)?;
    Ok(entry.map(|(entry,)| wire::act::hash(&entry)))
}

/// The signed checkpoint over all acts so far: a C2SP signed note.
pub async fn checkpoint(tx: &mut Tx) -> Result<String> {
    let (note,): (String,) = one!(tx, "select checkpoint from journal_head where one = 1")?;
    Ok(note)
}

type ChangeRow = (i64, String, Option<String>, Option<i64>);

/// The acts behind `seq`, in order, at most `limit`. Nothing will ever appear before what this has given.
pub async fn since(tx: &mut Tx, seq: u64, limit: u32) -> Result<Vec<Change>> {
    let sql = "select seq, kind, object, object_version from journal where seq > $1 order by seq limit $2";
    let rows: Vec<ChangeRow> = many!(tx, sql, number(seq)?, i64::from(limit))?;
    rows.into_iter().map(change).collect()
}

fn change((seq, kind, object, version): ChangeRow) -> Result<Change> {
    let kind = kind.parse().map_err(|_| Error::Damaged(format!("act {seq} is of no known kind")))?;
    Ok(Change { seq: count(seq)?, kind, object: object_of(object, version)? })
}

pub(crate) fn object_of(id: Option<String>, version: Option<i64>) -> Result<Option<(RecordId, u64)>> {
    id.map(|id| Ok((id.parse()?, count(version.unwrap_or(0))?))).transpose()
}
