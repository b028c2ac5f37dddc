//! A store of its own for each test, with people who may work in it.
use model::{
    Actor, Audience, Entity, Handling, Kind, Level, Member, OfficerId, Purpose, Reason, Record, RecordId,
    Role, Source, Status, Subject,
};
use policy::{Permit, Rules, Sight, Target, action};
use sqlx::AssertSqlSafe;
use store::{Keys, Store, Tx};
use wire::keys::{NodeKey, StorageKey};

pub const NOW: i64 = 1_790_000_000_000_000;

/// A store, where it lies, and the rules of its node.
pub struct House {
    pub store: Store,
    pub url: String,
    pub rules: Rules,
    /// The folder of the SQLite file.
    pub dir: Option<tempfile::TempDir>,
    behind: Behind,
}

/// A way to the database that is not the store's.
enum Behind {
    Sqlite(sqlx::SqlitePool),
    Postgres(sqlx::PgPool),
}

pub fn keys() -> Keys {
    let (node, storage) = (NodeKey::generate(&[1; 32]), StorageKey::generate(&[2; 32]));
    Keys { node, storage, origin: "tg.example/journal".to_owned() }
}

pub fn me() -> Member {
    "TG".parse().unwrap()
}

pub async fn sqlite() -> House {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", dir.path().join("store.db").display());
    house(url, Some(dir)).await
}

pub async fn postgres() -> House {
    house(fresh_database().await, None).await
}

pub async fn house(url: String, dir: Option<tempfile::TempDir>) -> House {
    let store = Store::open(&url, keys()).await.unwrap();
    let behind = match url.starts_with("sqlite") {
        true => Behind::Sqlite(sqlx::SqlitePool::connect(&url).await.unwrap()),
        false => Behind::Postgres(sqlx::PgPool::connect(&url).await.unwrap()),
    };
    House { store, url, rules: Rules::standard(me()), dir, behind }
}

/// The address of an empty database on the test server.
pub async fn fresh_database() -> String {
    let server = std::env::var("LIAISON_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!("this test needs PostgreSQL: run `make test`, or `tests/with-postgres.sh cargo test -p store`")
    });
    let mut name = [0; 8];
    getrandom::fill(&mut name).unwrap();
    let name = format!("test_{:016x}", u64::from_be_bytes(name));
    let pool = sqlx::postgres::PgPoolOptions::new().max_connections(1).connect(&server).await.unwrap();
    let sql =
        format!("create database {name} template template0 lc_collate 'C' lc_ctype 'C' encoding 'UTF8'");
    sqlx::query(AssertSqlSafe(sql)).execute(&pool).await.unwrap();
    let (address, _) = server.rsplit_once('/').unwrap();
    format!("{address}/{name}")
}

impl House {
    /// Runs a statement behind the store's back, as somebody with the database's password would.
    pub async fn tamper(&self, sql: &'static str) -> u64 {
        match &self.behind {
            Behind::Sqlite(pool) => sqlx::query(sql).execute(pool).await.unwrap().rows_affected(),
            Behind::Postgres(pool) => sqlx::query(sql).execute(pool).await.unwrap().rows_affected(),
        }
    }

    /// The first column of the first row, behind the store's back.
    pub async fn peek(&self, sql: &str) -> Vec<u8> {
        let sql = AssertSqlSafe(sql.to_owned());
        let row: (Vec<u8>,) = match &self.behind {
            Behind::Sqlite(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
            Behind::Postgres(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
        };
        row.0
    }

    /// The same, of a text.
    pub async fn text(&self, sql: &str) -> String {
        let sql = AssertSqlSafe(sql.to_owned());
        let row: (String,) = match &self.behind {
            Behind::Sqlite(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
            Behind::Postgres(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
        };
        row.0
    }

    /// Puts bytes where the statement says `$1`, behind the store's back.
    pub async fn poke(&self, sql: &str, bytes: &[u8]) {
        let sql = AssertSqlSafe(sql.to_owned());
        let done = match &self.behind {
            Behind::Sqlite(pool) => sqlx::query(sql).bind(bytes).execute(pool).await.unwrap().rows_affected(),
            Behind::Postgres(pool) => {
                sqlx::query(sql).bind(bytes).execute(pool).await.unwrap().rows_affected()
            }
        };
        assert_eq!(done, 1);
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.behind, Behind::Sqlite(_))
    }

    pub fn permit_to<A: action::OfRecord>(&self, record: &Record, version: u64) -> Permit<A> {
        let target = Target { id: record.id, version };
        self.rules.permit_on(&investigator(), &reason(), target, &record.stamp()).unwrap()
    }

    pub fn console<A: action::OfNode>(&self) -> Permit<A> {
        self.rules.permit(&console(), &Reason::of(Purpose::Administration)).unwrap()
    }

    pub fn import(&self) -> Permit<action::Import> {
        self.rules.permit(&console(), &reason()).unwrap()
    }

    pub async fn sight_of(&self, tx: &mut Tx, by: &Actor, reason: &Reason) -> Sight {
        let stamps = store::stamp::all(tx).await.unwrap();
        self.rules.sight(by, reason, &stamps)
    }

    /// A transaction that reads, and the sight of the engine, which sees all.
    pub async fn seeing(&self) -> (Tx, Sight) {
        let mut tx = self.store.read().await.unwrap();
        let sight = self
            .sight_of(&mut tx, &Actor::Engine { member: me() }, &Reason::of(Purpose::Administration))
            .await;
        (tx, sight)
    }

    /// Files a record in a transaction of its own.
    pub async fn file(&self, record: &Record) -> u64 {
        let mut tx = self.store.begin().await.unwrap();
        let seq = store::record::file(&mut tx, self.permit_to(record, 1), record, NOW).await.unwrap();
        assert_eq!(tx.commit().await.unwrap(), seq);
        seq
    }

    pub async fn withdraw(&self, record: &Record) -> u64 {
        let mut tx = self.store.begin().await.unwrap();
        let permit = self.permit_to(record, record.version);
        store::record::withdraw(&mut tx, permit, "filed in error", NOW + 5).await.unwrap();
        tx.commit().await.unwrap()
    }

    pub async fn open(&self, id: RecordId) -> Option<store::record::Held> {
        let (mut tx, sight) = self.seeing().await;
        store::record::open(&mut tx, &sight, id, NOW).await.unwrap()
    }
}

pub fn officer(roles: Vec<Role>, clearance: Level) -> Actor {
    Actor::Officer { id: OfficerId::from_bytes([7; 16]), member: me(), roles, clearance }
}

pub fn investigator() -> Actor {
    officer(vec![Role::Investigator, Role::VictimProtection], Level::Confidential)
}

pub fn console() -> Actor {
    Actor::Console { account: "root".to_owned(), member: me() }
}

pub fn reason() -> Reason {
    let legal_basis = Some("art. 5 \"quoted\"".to_owned());
    Reason { purpose: Purpose::VictimProtection, legal_basis, reference: Some("case 1/26".to_owned()) }
}

pub fn id(n: u64) -> RecordId {
    let mut bytes = [9; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    RecordId::from_bytes(bytes)
}

pub fn person(n: u64, name: &str) -> Record {
    let entity =
        Entity::new(Kind::Person).with("name", name).unwrap().with("birthDate", "circa 1974").unwrap();
    Record {
        id: id(n),
        owner: me(),
        version: 1,
        subject: Subject::Entity(entity),
        status: Some(Status::Wanted),
        action: Some("arrest; 'quote' \"double\" ; -- é".to_owned()),
        handling: Handling { level: Level::Official, audience: Audience::Own, ..Handling::default() },
        grading: "B2".parse().unwrap(),
        source: Source::default(),
    }
}

/// The same as an entry of a list.
pub fn listed(n: u64, name: &str, list: &str) -> Record {
    Record {
        source: Source { list: Some(list.to_owned()), key: Some(n.to_string()), text: None },
        ..person(n, name)
    }
}
