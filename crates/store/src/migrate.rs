//! Brings the tables of an older store up to date: forward only, each step once, in one transaction with its note.
use crate::house::House;
use crate::open::Pool;
use crate::sql::{Text, many, maybe, on, run};
use crate::{Error, Result, journal};
use std::sync::Arc;

/// One step. Once released, its text never changes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    pub(crate) no: i64,
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

/// Every step, in order.
pub(crate) const ALL: &[Migration] = &[
    Migration { no: 1, name: "first", text: include_str!("../migrations/0001_first.sql") },
    Migration { no: 2, name: "log_filters", text: include_str!("../migrations/0002_log_filters.sql") },
    Migration { no: 3, name: "twins", text: include_str!("../migrations/0003_twins.sql") },
    Migration { no: 4, name: "score_tally", text: include_str!("../migrations/0004_score_tally.sql") },
    Migration { no: 5, name: "exchange", text: include_str!("../migrations/0005_exchange.sql") },
    Migration { no: 6, name: "mail", text: include_str!("../migrations/0006_mail.sql") },
    Migration { no: 7, name: "ask", text: include_str!("../migrations/0007_ask.sql") },
    Migration { no: 8, name: "capsule", text: include_str!("../migrations/0008_capsule.sql") },
    Migration { no: 9, name: "law", text: include_str!("../migrations/0009_law.sql") },
    Migration { no: 11, name: "thread", text: include_str!("../migrations/0011_thread.sql") },
    Migration { no: 12, name: "notice", text: include_str!("../migrations/0012_notice.sql") },
    Migration { no: 13, name: "attach", text: include_str!("../migrations/0013_attach.sql") },
    Migration { no: 14, name: "post", text: include_str!("../migrations/0014_post.sql") },
    Migration { no: 15, name: "files", text: include_str!("../migrations/0015_files.sql") },
    Migration { no: 16, name: "thread_out", text: include_str!("../migrations/0016_thread_out.sql") },
    Migration { no: 17, name: "notice_more", text: include_str!("../migrations/0017_notice_more.sql") },
    Migration { no: 18, name: "look", text: include_str!("../migrations/0018_look.sql") },
    Migration { no: 19, name: "subscription", text: include_str!("../migrations/0019_subscription.sql") },
    Migration { no: 20, name: "turns", text: include_str!("../migrations/0020_turns.sql") },
    Migration { no: 21, name: "second", text: include_str!("../migrations/0021_second.sql") },
    Migration { no: 22, name: "notice_stood", text: include_str!("../migrations/0022_notice_stood.sql") },
    Migration { no: 23, name: "earmark", text: include_str!("../migrations/0023_earmark.sql") },
    Migration { no: 24, name: "notice_against", text: include_str!("../migrations/0024_notice_against.sql") },
    Migration { no: 25, name: "signing_key", text: include_str!("../migrations/0025_signing_key.sql") },
    Migration { no: 26, name: "log_key", text: include_str!("../migrations/0026_log_key.sql") },
    Migration { no: 27, name: "refused", text: include_str!("../migrations/0027_refused.sql") },
    Migration { no: 28, name: "notice_opposed", text: include_str!("../migrations/0028_notice_opposed.sql") },
    Migration {
        no: 29,
        name: "envelope_of_notice",
        text: include_str!("../migrations/0029_envelope_of_notice.sql"),
    },
    Migration { no: 30, name: "other_content", text: include_str!("../migrations/0030_other_content.sql") },
    Migration { no: 31, name: "told_apart", text: include_str!("../migrations/0031_told_apart.sql") },
    Migration { no: 32, name: "envelope_said", text: include_str!("../migrations/0032_envelope_said.sql") },
];

const TABLE: &str = "create table if not exists migration
    (no bigint primary key, name text not null, checksum bytea not null)";

/// Runs what is missing. Several processes may open the same store at once: the first to note a step does it, the
/// others wait for that note and go on behind it.
pub(crate) async fn run(pool: &Pool, house: &Arc<House>, steps: &[Migration]) -> Result<()> {
    make_table(pool, house).await?;
    let done = done(pool, house).await?;
    for step in steps.iter().filter(|step| !done.contains(&(step.no, checksum_of(step)))) {
        while !is_done(pool, house, step).await? {
            match take(pool, house, step).await {
                Err(Error::Database(sqlx::Error::Database(e))) if e.is_unique_violation() => {}
                other => other?,
            }
        }
    }
    is_ours(pool, house, steps).await
}

/// PostgreSQL may refuse when two processes make the table at the same moment; then it is there.
async fn make_table(pool: &Pool, house: &Arc<House>) -> Result<()> {
    let mut last = Ok(());
    for _ in 0..3 {
        last = try_make_table(pool, house).await;
        if last.is_ok() {
            break;
        }
    }
    last
}

async fn try_make_table(pool: &Pool, house: &Arc<House>) -> Result<()> {
    let mut tx = pool.begin(house).await?;
    run!(tx, TABLE)?;
    tx.commit_bare().await
}

/// What is noted, read once: at most starts all is done.
async fn done(pool: &Pool, house: &Arc<House>) -> Result<Vec<(i64, Vec<u8>)>> {
    let mut tx = pool.begin(house).await?;
    many!(tx, "select no, checksum from migration order by no")
}

async fn is_done(pool: &Pool, house: &Arc<House>, step: &Migration) -> Result<bool> {
    let mut tx = pool.begin(house).await?;
    let sql = "select checksum from migration where no = $1";
    let known: Option<(Vec<u8>,)> = maybe!(tx, sql, step.no)?;
    match known {
        None => Ok(false),
        Some((checksum,)) if checksum == checksum_of(step) => Ok(true),
        Some(_) => Err(Error::Unfit(format!("its step {} is not that of this program", step.no))),
    }
}

async fn take(pool: &Pool, house: &Arc<House>, step: &Migration) -> Result<()> {
    let mut tx = pool.begin(house).await?;
    let sql = "insert into migration (no, name, checksum) values ($1, $2, $3)";
    run!(tx, sql, step.no, step.name, checksum_of(step))?;
    let text = Text::schema(tx.conn.dialect(), step.text);
    on!(tx, |c| sqlx::raw_sql(text).execute(c).await.map(|_| ()))?;
    if step.no == 1 {
        journal::begin(&mut tx).await?;
    }
    tx.commit_bare().await
}

/// A store that a newer program has changed is not touched.
async fn is_ours(pool: &Pool, house: &Arc<House>, steps: &[Migration]) -> Result<()> {
    let mut tx = pool.begin(house).await?;
    let last = steps.last().map_or(0, |step| step.no);
    let newer: Option<(i64,)> =
        maybe!(tx, "select no from migration where no > $1 order by no limit 1", last)?;
    match newer {
        None => Ok(()),
        Some(_) => {
            Err(Error::Unfit("a newer version of this program has changed it; use that version".to_owned()))
        }
    }
}

fn checksum_of(step: &Migration) -> Vec<u8> {
    wire::act::body_digest(step.text.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use crate::journal::OwnedAct;
    use crate::{Keys, Store};
    use model::{ActKind, Actor};
    use sqlx::AssertSqlSafe;
    use wire::keys::{NodeKey, StorageKey};

    fn keys() -> Keys {
        let (node, storage) = (NodeKey::generate(&[1; 32]), StorageKey::generate(&[2; 32]));
        Keys { node, storage, origin: "tg.example".to_owned() }
    }

    async fn write(store: &Store) -> u64 {
        let by = Actor::Engine { member: "TG".parse().unwrap() };
        let body = Some(serde_json::json!({ "old": true }));
        let act = OwnedAct { at_us: 5, by, kind: ActKind::NodeMade, object: None, reason: None, body };
        store.note(act).await.unwrap()
    }

    async fn lend(store: &Store, sql: &'static str) {
        let mut tx = store.begin().await.unwrap();
        crate::sql::run!(tx, sql).unwrap();
        tx.commit_bare().await.unwrap();
    }

    /// A store that the first version of this program made, brought up to date by this one.
    async fn an_older_store(url: &str) {
        let old = Store::open_at(url, (keys(), None), &ALL[..1]).await.unwrap();
        // It is this program that writes, and it asks the head for a column which those tables did not have.
        lend(&old, "alter table journal_head add column signer bytea").await;
        assert_eq!(write(&old).await, 1);
        lend(&old, "alter table journal_head drop column signer").await;
        old.close().await;
        let (one, two) = tokio::join!(Store::open(url, keys()), Store::open(url, keys()));
        assert_eq!(write(&one.unwrap()).await, 2);
        let store = two.unwrap();
        assert_eq!(crate::journal::verify(&store, |_, _| ()).await.unwrap().journal.acts, 2);
        let mut tx = store.read().await.unwrap();
        let steps: Vec<(i64, String)> =
            crate::sql::many!(&mut tx, "select no, name from migration order by no").unwrap();
        assert_eq!(steps, ALL.iter().map(|step| (step.no, step.name.to_owned())).collect::<Vec<_>>());
        drop(tx);
        let newer = Store::open_at(url, (keys(), None), &ALL[..1]).await;
        assert!(matches!(newer, Err(Error::Unfit(_))), "{newer:?}");
        let edited = Migration { text: "select 1", ..ALL[0] };
        let edited = Store::open_at(url, (keys(), None), &[edited]).await;
        assert!(matches!(edited, Err(Error::Unfit(_))), "{edited:?}");
    }

    #[tokio::test]
    async fn an_older_sqlite_store_is_brought_up_to_date() {
        let dir = tempfile::tempdir().unwrap();
        an_older_store(&format!("sqlite://{}?mode=rwc", dir.path().join("store.db").display())).await;
    }

    #[tokio::test]
    async fn an_older_postgres_store_is_brought_up_to_date() {
        let url = database("C").await;
        an_older_store(&url).await;
    }

    #[tokio::test]
    async fn a_postgres_that_sorts_by_language_is_refused() {
        let opened = Store::open(&database("C.UTF-8").await, keys()).await;
        assert!(matches!(&opened, Err(Error::Unfit(why)) if why.contains("collation")), "{opened:?}");
    }

    async fn database(collation: &str) -> String {
        let server = std::env::var("LIAISON_TEST_POSTGRES").expect(
            "this test needs PostgreSQL: run `make test`, or `tests/with-postgres.sh cargo test -p store`",
        );
        let name = format!("test_{:016x}", u64::from_be_bytes(crate::house::chance().unwrap()));
        let pool = sqlx::PgPool::connect(&server).await.unwrap();
        let sql =
            format!("create database {name} template template0 lc_collate '{collation}' encoding 'UTF8'");
        sqlx::query(AssertSqlSafe(sql)).execute(&pool).await.unwrap();
        format!("{}/{name}", server.rsplit_once('/').unwrap().0)
    }
}
