//! Opens a store: finds out what the database is, whether it can keep our promises, and brings its tables up to date.
use crate::house::{House, Keys};
use crate::journal::{Copyist, OwnedAct, Scribe};
use crate::tx::{Conn, Tx};
use crate::{Error, Onlooker, Result, dialect::Dialect, migrate};
use log::LevelFilter;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgPool, SqlitePool};
use std::sync::Arc;
use std::time::Duration;

/// The database of a node. Copies share it.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: Pool,
    pub(crate) house: Arc<House>,
    scribe: Scribe,
}

/// Ways to the database.
#[derive(Clone)]
pub(crate) enum Pool {
    /// SQLite takes one writer at a time: `write` has a single connection, and those who want it wait for it in order.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// Older versions can corrupt the database by a race between a checkpoint and a writer (fixed in 3.51.3).
const SQLITE_MIN: [u32; 3] = [3, 51, 3];
const READERS_MAX: u32 = 8;
const POSTGRES_MAX: u32 = 20;
const BUSY_WAIT: Duration = Duration::from_secs(10);
/// How long one waits for a turn before the store is said to be overloaded.
const TURN_WAIT: Duration = Duration::from_secs(60);
/// A statement that takes longer is told as it is written here, without what it is about.
const SLOW: Duration = Duration::from_secs(5);

impl Store {
    /// Opens `sqlite:///path/to/file?mode=rwc` or `postgres://user@host/database`, and brings its tables up to date.
    ///
    /// `mode=rwc` makes a file that is missing; with `mode=rw` a missing file is an error, so that a lost journal is
    /// never silently begun anew. Refuses a SQLite older than 3.51.3, and a PostgreSQL database whose collation is not
    /// `C` or whose encoding is not UTF-8.
    pub async fn open(url: &str, keys: Keys) -> Result<Store> {
        Store::open_at(url, (keys, None), migrate::ALL).await
    }

    /// The same for a store that few read at once: so many connections to SQLite at most, each a thread of its own. Somebody
    /// watches its steps.
    pub async fn open_watched(
        url: &str,
        keys: Keys,
        readers: u32,
        watch: Arc<dyn Onlooker>,
    ) -> Result<Store> {
        Store::open_with(url, House::watched(keys, watch), migrate::ALL, readers).await
    }

    /// The same, with somebody who writes every act down a second time before it counts as done.
    pub async fn open_copied(url: &str, keys: Keys, copyist: Arc<dyn Copyist>) -> Result<Store> {
        Store::open_at(url, (keys, Some(copyist)), migrate::ALL).await
    }

    pub(crate) async fn open_at(
        url: &str,
        keys: (Keys, Option<Arc<dyn Copyist>>),
        migrations: &[migrate::Migration],
    ) -> Result<Store> {
        Store::open_with(url, House::new(keys.0, keys.1), migrations, READERS_MAX).await
    }

    async fn open_with(
        url: &str,
        house: House,
        migrations: &[migrate::Migration],
        readers: u32,
    ) -> Result<Store> {
        let pool = match url.split_once(':') {
            Some(("sqlite", _)) => open_sqlite(url, readers).await?,
            Some(("postgres" | "postgresql", _)) => open_postgres(url).await?,
            _ => {
                return Err(Error::Unfit("its address begins with neither sqlite: nor postgres:".to_owned()));
            }
        };
        let house = Arc::new(house);
        migrate::run(&pool, &house, migrations).await?;
        let scribe = Scribe::start(pool.clone(), Arc::clone(&house));
        let store = Store { pool, house, scribe };
        store.scrub().await?;
        Ok(store)
    }

    /// A transaction that may write. On SQLite it is the only one; all others wait for it.
    pub async fn begin(&self) -> Result<Tx> {
        self.pool.begin(&self.house).await
    }

    /// A transaction that only reads, sees one moment of the store, and waits for no writer.
    pub async fn read(&self) -> Result<Tx> {
        self.pool.read(&self.house).await
    }

    /// For reading with one statement: without the cost of a transaction, and so without its promise that two
    /// statements see the same moment.
    pub async fn glance(&self) -> Result<Tx> {
        self.house.is_open()?;
        self.house.step().await;
        let conn = match &self.pool {
            Pool::Sqlite { read, .. } => Conn::SqliteGlance(read.acquire().await?),
            Pool::Postgres(pool) => Conn::PostgresGlance(pool.acquire().await?),
        };
        Ok(Tx::new(conn, Arc::clone(&self.house)))
    }

    /// Writes down an act that changes nothing else, together with those of others who ask at the same time. It is
    /// on disk when this returns its number; after an error it may not be, and what it is about must not be answered.
    pub async fn note(&self, act: OwnedAct) -> Result<u64> {
        self.note_many(vec![act]).await
    }

    /// The same for several acts; gives the number of the last.
    pub async fn note_many(&self, acts: Vec<OwnedAct>) -> Result<u64> {
        self.house.is_open()?;
        self.scribe.note(acts).await
    }

    /// Waits for everything under way and closes the database.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// Takes out of SQLite's log file what was destroyed in the database: copies all of it over and cuts it to nothing.
    /// Gives whether that was possible; while others read old pages it is not, and is to be tried again.
    pub(crate) async fn scrub(&self) -> Result<bool> {
        let Pool::Sqlite { write, .. } = &self.pool else { return Ok(true) };
        let done = sqlx::query_as("pragma wal_checkpoint(truncate)").fetch_one(write).await;
        let (busy, _, _): (i64, i64, i64) = self.house.judge(done.map_err(Error::from))?;
        Ok(busy == 0)
    }
}

impl Pool {
    pub(crate) async fn begin(&self, house: &Arc<House>) -> Result<Tx> {
        house.is_open()?;
        house.step().await;
        let conn = match self {
            Pool::Sqlite { write, .. } => {
                Conn::Sqlite(write.begin_with(Dialect::Sqlite.begin_write()).await?)
            }
            Pool::Postgres(pool) => Conn::Postgres(pool.begin_with(Dialect::Postgres.begin_write()).await?),
        };
        Ok(Tx::new(conn, Arc::clone(house)))
    }

    async fn read(&self, house: &Arc<House>) -> Result<Tx> {
        house.is_open()?;
        house.step().await;
        let conn = match self {
            Pool::Sqlite { read, .. } => Conn::Sqlite(read.begin_with(Dialect::Sqlite.begin_read()).await?),
            Pool::Postgres(pool) => Conn::Postgres(pool.begin_with(Dialect::Postgres.begin_read()).await?),
        };
        Ok(Tx::new(conn, Arc::clone(house)))
    }
}

async fn open_sqlite(url: &str, readers: u32) -> Result<Pool> {
    let options: SqliteConnectOptions = url.parse()?;
    let options = options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_WAIT)
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "MEMORY")
        // A page that changes often is copied over once for all; 128 MiB are read again in a moment after a kill.
        .pragma("wal_autocheckpoint", "32768")
        .pragma("journal_size_limit", "167772160")
        .row_buffer_size(4_096)
        .statement_cache_capacity(200)
        .log_statements(LevelFilter::Off)
        .log_slow_statements(LevelFilter::Warn, SLOW);
    // Writers take turns: that one waits is no news. A file is there as long as it is open: nobody need ask before each use.
    let pool = SqlitePoolOptions::new()
        .test_before_acquire(false)
        .max_lifetime(None)
        .idle_timeout(None)
        .acquire_timeout(TURN_WAIT)
        .acquire_slow_threshold(TURN_WAIT);
    // SQLite ends a transaction by itself when the disk is full. A connection that still believes to be in one, when all
    // that was asked of it is done, could never begin another: it is closed, and the next writer gets a new one.
    let write = pool.clone().max_connections(1).after_release(|conn, _| {
        Box::pin(async move {
            conn.ping().await?;
            Ok(!conn.is_in_transaction())
        })
    });
    let write = write.connect_with(options.clone()).await?;
    check_sqlite(&write).await?;
    let read = pool.max_connections(readers).connect_with(options.read_only(true)).await?;
    Ok(Pool::Sqlite { write, read })
}

async fn check_sqlite(pool: &SqlitePool) -> Result<()> {
    let (version,): (String,) = sqlx::query_as("select sqlite_version()").fetch_one(pool).await?;
    if !is_recent(&version) {
        return Err(Error::Unfit(format!(
            "SQLite {version} is older than 3.51.3, which is the first safe one"
        )));
    }
    let (mode,): (String,) = sqlx::query_as("pragma journal_mode").fetch_one(pool).await?;
    if mode != "wal" {
        return Err(Error::Unfit(
            "its file system does not allow SQLite's write-ahead log; use a local disk".to_owned(),
        ));
    }
    Ok(())
}

fn is_recent(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    parts.as_slice() >= SQLITE_MIN.as_slice()
}

async fn open_postgres(url: &str) -> Result<Pool> {
    let options: PgConnectOptions = url.parse()?;
    let options = options
        .application_name("liaison")
        .statement_cache_capacity(200)
        .log_statements(LevelFilter::Off)
        .log_slow_statements(LevelFilter::Warn, SLOW);
    let pool = PgPoolOptions::new().max_connections(POSTGRES_MAX).acquire_timeout(TURN_WAIT);
    let pool = pool.connect_with(options).await?;
    let sql = "select cast(datcollate as text), cast(pg_encoding_to_char(encoding) as text) from pg_database
               where datname = current_database()";
    let (collation, encoding): (String, String) = sqlx::query_as(sql).fetch_one(&pool).await?;
    if !matches!(collation.as_str(), "C" | "POSIX") {
        let make = "create database … template template0 lc_collate 'C' encoding 'UTF8'";
        return Err(Error::Unfit(format!("its collation is {collation} and must be C: {make}")));
    }
    if encoding != "UTF8" {
        return Err(Error::Unfit(format!("its encoding is {encoding} and must be UTF8")));
    }
    Ok(Pool::Postgres(pool))
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("origin", &self.house.keys.origin).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::{Keys, Pool, Store, is_recent};
    use crate::journal::OwnedAct;
    use model::{ActKind, Actor};
    use wire::keys::{NodeKey, StorageKey};

    /// A file that may not grow is to SQLite a disk that is full.
    #[tokio::test(flavor = "multi_thread")]
    async fn after_a_full_disk_the_store_works_again() {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", dir.path().join("store.db").display());
        let (node, storage) = (NodeKey::generate(&[1; 32]), StorageKey::generate(&[2; 32]));
        let store = Store::open(&url, Keys { node, storage, origin: "tg.example".to_owned() }).await.unwrap();
        let Pool::Sqlite { write, .. } = &store.pool else { unreachable!("it is SQLite") };
        let (_,): (i64,) = sqlx::query_as("pragma max_page_count = 1").fetch_one(write).await.unwrap();
        let act = || OwnedAct {
            at_us: 5,
            by: Actor::Engine { member: "TG".parse().unwrap() },
            kind: ActKind::NodeMade,
            object: None,
            reason: None,
            body: Some(serde_json::json!({ "long": "x".repeat(40_000) })),
        };
        let mut refused = 0;
        while store.note(act()).await.is_err() {
            refused += 1;
            assert!(refused < 5, "the store never works again");
        }
        assert_eq!(refused, 1);
    }

    #[test]
    fn an_old_sqlite_is_told_from_a_safe_one() {
        assert!(is_recent("3.51.3") && is_recent("3.52.0") && is_recent("4.0.0"));
        assert!(!is_recent("3.51.2") && !is_recent("3.9.9") && !is_recent(""));
    }
}
