//! Writes an archive, row by row, in one view of the store.
use super::tables::{Holds, TABLES, Table};
use super::{End, FORM, Head, TableHead};
use crate::sql::{Text, on};
use crate::{Error, Result, Store, Tx, migrate};
use base64ct::{Base64, Encoding};
use futures_util::TryStreamExt;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::{ColumnIndex, Decode, Row, Type};
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// What goes out, counted and digested on the way.
struct Out<W> {
    sink: W,
    sha256: Sha256,
    rows: u64,
}

impl<W: AsyncWrite + Unpin> Out<W> {
    async fn line<T: serde::Serialize + ?Sized>(&mut self, line: &T) -> Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.sha256.update(&bytes);
        self.sink.write_all(&bytes).await.map_err(broke_off)
    }
}

fn broke_off(error: std::io::Error) -> Error {
    Error::Archive(format!("it could not be written: {error}"))
}

/// Writes the whole store, as it is at this moment, while others go on writing. Gives the number of rows. The sink is
/// flushed; whether it is on disk is for the caller to see to.
pub async fn write(store: &Store, sink: impl AsyncWrite + Unpin) -> Result<u64> {
    let mut tx = store.read().await?;
    let mut out = Out { sink, sha256: Sha256::new(), rows: 0 };
    let tables_as_of = migrate::ALL.last().map_or(0, |step| step.no);
    let origin = tx.house.keys.origin.clone();
    out.line(&Head { liaison_archive: FORM, tables_as_of, origin }).await?;
    for table in TABLES {
        let columns = table.columns.iter().map(|c| (*c).to_owned()).collect();
        out.line(&TableHead { table: table.name.to_owned(), columns }).await?;
        rows(&mut tx, table, &mut out).await?;
    }
    let sha256 = Base64::encode_string(&out.sha256.clone().finalize());
    let rows = out.rows;
    out.line(&End { rows, sha256 }).await?;
    out.sink.flush().await.map_err(broke_off)?;
    Ok(rows)
}

async fn rows<W: AsyncWrite + Unpin>(tx: &mut Tx, table: &Table, out: &mut Out<W>) -> Result<()> {
    let mut text = Text::of("select ");
    for (at, column) in table.columns.iter().enumerate() {
        text = text.and(if at == 0 { "" } else { ", " }).and(column);
    }
    let text = text.and(" from ").and(table.name).and(" order by ").and(table.order);
    on!(tx, |c| {
        let mut rows = sqlx::query(text).fetch(c);
        while let Some(row) = rows.try_next().await? {
            out.rows += 1;
            out.line(&values(&row, table)?).await?;
        }
    });
    Ok(())
}

fn values<R: Row>(row: &R, table: &Table) -> Result<Vec<Value>>
where
    usize: ColumnIndex<R>,
    for<'r> Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<bool>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<Vec<u8>>: Decode<'r, R::Database> + Type<R::Database>,
{
    let mut values = Vec::with_capacity(table.columns.len());
    for (at, holds) in table.holds.iter().enumerate() {
        values.push(match holds {
            Holds::Number => row.try_get::<Option<i64>, usize>(at)?.into(),
            Holds::Text => row.try_get::<Option<String>, usize>(at)?.into(),
            Holds::Truth => row.try_get::<Option<bool>, usize>(at)?.into(),
            Holds::Bytes => {
                row.try_get::<Option<Vec<u8>>, usize>(at)?.map(|b| Base64::encode_string(&b)).into()
            }
        });
    }
    Ok(values)
}
