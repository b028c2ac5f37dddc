//! Reads an archive into an empty store: all of it, proven, or nothing.
use super::tables::{Holds, TABLES, Table};
use super::{End, FORM, Head, TableHead};
use crate::journal::{Report, prove};
use crate::sql::{Rows, on, one, plain, run};
use crate::{Error, Result, Store, Tx, migrate};
use base64ct::{Base64, Encoding};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// What comes in, counted and digested on the way.
struct In<S> {
    source: S,
    sha256: Sha256,
    line: Vec<u8>,
    rows: u64,
}

/// The longest line that is taken: a row holds at most an entry and its body.
const LINE_BYTES_MAX: usize = 256 * 1024 * 1024;

impl<S: AsyncBufRead + Unpin> In<S> {
    /// The next line; `after` it the digest holds all before it.
    async fn next(&mut self) -> Result<&[u8]> {
        self.sha256.update(&self.line);
        self.line.clear();
        let read = self.source.read_until(b'\n', &mut self.line).await;
        let read = read.map_err(|e| Error::Archive(format!("it cannot be read: {e}")))?;
        if read == 0 || self.line.last() != Some(&b'\n') || read > LINE_BYTES_MAX {
            return Err(Error::Archive("it is cut off: its end is missing".to_owned()));
        }
        Ok(&self.line)
    }

    fn wrong(&self, what: &str) -> Error {
        Error::Archive(format!("{what}, after {} rows", self.rows))
    }
}

/// Reads an archive into a store that has no act yet, and proves the journal before anything is kept. The store must have
/// the keys of the node that wrote it. After an error the store is as empty as before.
pub async fn read(source: impl AsyncBufRead + Unpin, store: &Store) -> Result<Report> {
    let mut archive = In { source, sha256: Sha256::new(), line: Vec::new(), rows: 0 };
    let mut tx = store.begin().await?;
    begin(&mut archive, &mut tx).await?;
    archive.next().await?;
    for table in TABLES {
        read_table(&mut archive, &mut tx, table).await?;
    }
    end(&mut archive)?;
    let report = prove(&mut tx, |_, _| ()).await?;
    tx.commit_bare().await?;
    Ok(report)
}

async fn begin<S: AsyncBufRead + Unpin>(archive: &mut In<S>, tx: &mut Tx) -> Result<()> {
    let head: Head = serde_json::from_slice(archive.next().await?)
        .map_err(|_| Error::Archive("it is not an archive of this program".to_owned()))?;
    let now = migrate::ALL.last().map_or(0, |step| step.no);
    if head.liaison_archive != FORM || head.tables_as_of != now {
        let why = "another version of this program wrote it: restore it with that version, then open it with this one";
        return Err(Error::Archive(why.to_owned()));
    }
    if head.origin != tx.house.keys.origin {
        return Err(Error::Archive(format!("it is of {}, another node", head.origin)));
    }
    let (acts,): (i64,) = one!(tx, "select seq from journal_head where one = 1")?;
    if acts > 0 {
        return Err(Error::Archive("the store is not empty: restore into a new one".to_owned()));
    }
    run!(tx, "delete from journal_head")?;
    run!(tx, "delete from tended")?;
    Ok(())
}

/// So many rows are put in at a time.
const TOGETHER: usize = 2_048;

/// Reads a table, whose line was read already, to the line behind its last row.
async fn read_table<S: AsyncBufRead + Unpin>(archive: &mut In<S>, tx: &mut Tx, table: &Table) -> Result<()> {
    let head: Option<TableHead> = serde_json::from_slice(&archive.line).ok();
    if !head.is_some_and(|head| head.table == table.name && head.columns == table.columns) {
        return Err(archive.wrong(&format!("table {} does not stand where it should", table.name)));
    }
    let mut rows: Vec<Vec<Held>> = Vec::new();
    while archive.next().await?.first() == Some(&b'[') {
        let values: Vec<Value> =
            serde_json::from_slice(&archive.line).map_err(|_| archive.wrong("a row does not parse"))?;
        let row = held(values, table).ok_or_else(|| archive.wrong("a row does not fit its table"))?;
        archive.rows += 1;
        rows.push(row);
        if rows.len() == TOGETHER {
            put(tx, table, &std::mem::take(&mut rows)).await?;
        }
    }
    put(tx, table, &rows).await
}

fn end<S: AsyncBufRead + Unpin>(archive: &mut In<S>) -> Result<()> {
    let end: Option<End> = serde_json::from_slice(&archive.line).ok();
    let sha256 = Base64::encode_string(&archive.sha256.clone().finalize());
    match end {
        Some(end) if end.rows == archive.rows && end.sha256 == sha256 => Ok(()),
        Some(_) => Err(archive.wrong("it was changed: its checksum does not agree")),
        None => Err(archive.wrong("its end is missing")),
    }
}

/// A value as it goes into its column.
enum Held {
    Number(Option<i64>),
    Text(Option<String>),
    Truth(Option<bool>),
    Bytes(Option<Vec<u8>>),
}

fn held(values: Vec<Value>, table: &Table) -> Option<Vec<Held>> {
    if values.len() != table.holds.len() {
        return None;
    }
    values.into_iter().zip(table.holds).map(|(value, holds)| held_one(value, *holds)).collect()
}

fn held_one(value: Value, holds: Holds) -> Option<Held> {
    Some(match (holds, value) {
        (Holds::Number, Value::Null) => Held::Number(None),
        (Holds::Number, value) => Held::Number(Some(value.as_i64()?)),
        (Holds::Text, Value::Null) => Held::Text(None),
        (Holds::Text, Value::String(text)) => Held::Text(Some(text)),
        (Holds::Truth, Value::Null) => Held::Truth(None),
        (Holds::Truth, value) => Held::Truth(Some(value.as_bool()?)),
        (Holds::Bytes, Value::Null) => Held::Bytes(None),
        (Holds::Bytes, Value::String(base64)) => Held::Bytes(Some(Base64::decode_vec(&base64).ok()?)),
        (Holds::Text | Holds::Bytes, _) => return None,
    })
}

async fn put(tx: &mut Tx, table: &Table, rows: &[Vec<Held>]) -> Result<()> {
    let into = Rows { table: table.name, columns: table.columns, tail: "" };
    let mut left = rows;
    while !left.is_empty() {
        let now = into.take(&mut left);
        let text = into.text(tx.conn.dialect(), now.len());
        on!(tx, |c| {
            let mut query = sqlx::query(text);
            for value in now.iter().flatten() {
                query = match value {
                    Held::Number(number) => query.bind(*number),
                    Held::Text(text) => query.bind(plain(text.as_deref())?),
                    Held::Truth(truth) => query.bind(*truth),
                    Held::Bytes(bytes) => query.bind(bytes.as_deref()),
                };
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}
