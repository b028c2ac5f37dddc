//! One transaction: what it did is kept by [`Tx::commit`], all of it or none.
use crate::house::House;
use crate::journal::Pen;
use crate::sql::{count, one};
use crate::{Error, Result, journal};
use model::{Stamp, StampNo};
use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite, Transaction};
use std::collections::HashMap;
use std::sync::Arc;

/// A transaction with the acts that were written in it. Dropped without [`Tx::commit`], it leaves nothing.
pub struct Tx {
    pub(crate) conn: Conn,
    pub(crate) pen: Pen,
    pub(crate) stamps: HashMap<Stamp, StampNo>,
    pub(crate) house: Arc<House>,
}

pub(crate) enum Conn {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    /// For one statement that only reads.
    SqliteGlance(PoolConnection<Sqlite>),
    PostgresGlance(PoolConnection<Postgres>),
}

impl Tx {
    pub(crate) fn new(conn: Conn, house: Arc<House>) -> Tx {
        Tx { conn, pen: Pen::default(), stamps: HashMap::new(), house }
    }

    /// Keeps what was done: it is on disk when this returns. Gives the number of the journal's last act.
    pub async fn commit(mut self) -> Result<u64> {
        let house = Arc::clone(&self.house);
        let kept = house.judge(journal::put::put_down(&mut self).await);
        kept?;
        let (seq,): (i64,) = one!(self, "select seq from journal_head where one = 1")?;
        let copied = std::mem::take(&mut self.pen.copied);
        house.judge(self.end().await)?;
        house.copy(copied).await?;
        count(seq)
    }

    async fn end(self) -> Result<()> {
        self.house.step().await;
        match self.conn {
            Conn::Sqlite(t) => t.commit().await?,
            Conn::Postgres(t) => t.commit().await?,
            Conn::SqliteGlance(_) | Conn::PostgresGlance(_) => {
                return Err(Error::NotKept("a glance keeps nothing: write in a transaction".to_owned()));
            }
        }
        self.house.leaves.put(self.pen.leaves);
        if self.pen.destroyed {
            self.house.destroyed();
        }
        self.house.step().await;
        Ok(())
    }

    /// Ends without acts, for what the store does by itself.
    pub(crate) async fn commit_bare(self) -> Result<()> {
        let house = Arc::clone(&self.house);
        house.judge(self.end().await)
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("dialect", &self.conn.dialect()).finish_non_exhaustive()
    }
}
