//! How fast an import reaches the disk: sealed, signed, journaled, in an empty store.
//!
//! `cargo run --release -p store --example store_pace [RECORDS] [BATCH] [URL]`; without a URL in a SQLite file of its own.
#![expect(clippy::unwrap_used, reason = "an example may stop")]
use model::{
    ActKind, Actor, Entity, Grading, Handling, ImportId, Kind, Member, Purpose, Reason, Record, RecordId,
    Source, Status, Subject,
};
use std::time::Instant;
use store::import::{self, Batch, Begun, Ready};
use store::journal::{self, OwnedAct};
use store::{Keys, Store, record};

fn id(n: u64) -> RecordId {
    // As ids of a list are: spread over all values.
    let mixed = u128::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
    RecordId::from_bytes(mixed.to_be_bytes())
}

fn person(owner: &Member, n: u64) -> Record {
    let mut entity = Entity::new(Kind::Person);
    for (property, value) in [
        ("name", format!("AL-ZAWAHIRI, Ayman Number {n}")),
        ("alias", format!("Ayman Muhammed {n}")),
        ("alias", "أيمن محمد ربيع الظواهري".to_owned()),
        ("birthDate", "1951-06-19".to_owned()),
        ("birthPlace", "Giza, Egypt".to_owned()),
        ("nationality", "Egypt".to_owned()),
        ("passportNumber", format!("{:07}", 1_000_000 + n)),
    ] {
        entity.add(property, &value).unwrap();
    }
    Record {
        id: id(n),
        owner: owner.clone(),
        version: 1,
        subject: Subject::Entity(entity),
        status: Some(Status::Sanctioned),
        action: Some("freeze funds, report to the authority".to_owned()),
        handling: Handling::default(),
        grading: Grading::default(),
        source: Source {
            list: Some("ofac".to_owned()),
            key: Some(n.to_string()),
            text: Some("SDGT".to_owned()),
        },
    }
}

/// Since when, and how much of the processors was used by then.
struct Start(Instant, f64);

impl Start {
    fn now() -> Start {
        Start(Instant::now(), processor_seconds())
    }

    fn told(&self, what: &str, number: u64) {
        let (seconds, used) = (self.0.elapsed().as_secs_f64(), processor_seconds() - self.1);
        let a_second = f64::from(u32::try_from(number).unwrap()) / seconds;
        println!("{what}: {number} in {seconds:.2} s, {a_second:.0}/s, {used:.2} s of processors");
    }
}

/// User and system time of this process, in hundredths (proc(5), stat, fields 14 and 15).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let behind_name = stat.rsplit_once(')').unwrap().1;
    let ticks: f64 = behind_name.split_whitespace().skip(11).take(2).map(|n| n.parse::<f64>().unwrap()).sum();
    ticks / 100.0
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let records: u64 = arguments.next().map_or(100_000, |n| n.parse().unwrap());
    let together: usize = arguments.next().map_or(2_000, |n| n.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}?mode=rwc", dir.path().join("store.db").display());
    let url = arguments.next().unwrap_or(file);
    let node = wire::keys::NodeKey::generate(&[1; 32]);
    let keys = Keys { node, storage: wire::keys::StorageKey::generate(&[2; 32]), origin: "pace".to_owned() };
    let store = Store::open(&url, keys).await.unwrap();
    let owner: Member = "TG".parse().unwrap();
    let rules = policy::Rules::standard(owner.clone());
    let all: Vec<Record> = (0..records).map(|n| person(&owner, n)).collect();
    for edition in 1..=2 {
        run(&store, &rules, &all, (together, edition)).await;
    }
    read(&store, &rules, &owner).await;
    let most = all.len() - all.len() / 10;
    run(&store, &rules, &all[..most], (together, 3)).await;
    notes(&store, &owner).await;
    let start = Start::now();
    journal::tend(&store).await.unwrap();
    let acts = journal::verify(&store, |_, _| ()).await.unwrap().journal.acts;
    start.told("tended and verified acts", acts);
}

async fn run(store: &Store, rules: &policy::Rules, all: &[Record], (together, edition): (usize, u8)) {
    let by = Actor::Console { account: "root".to_owned(), member: "TG".parse().unwrap() };
    let permit = rules.permit(&by, &Reason::of(Purpose::Screening)).unwrap();
    let (id, list) = (ImportId::from_bytes([edition; 16]), "ofac".to_owned());
    let begun =
        Begun { id, list, format: "ofac".to_owned(), files: vec![], fingerprint: edition.to_string() };
    let mut tx = store.begin().await.unwrap();
    import::begin(&mut tx, &permit, &begun, 0).await.unwrap();
    tx.commit().await.unwrap();
    let batches: Vec<Vec<Record>> = all.chunks(together).map(<[Record]>::to_vec).collect();
    let start = Start::now();
    for (records, steps) in batches.into_iter().zip(1..) {
        let mut tx = store.begin().await.unwrap();
        let records = records.into_iter().map(|record| Ready::of(store, record).unwrap()).collect();
        let batch = Batch { import: id, records, refused: vec![], steps };
        import::apply(&mut tx, &permit, batch, 0).await.unwrap();
        tx.commit().await.unwrap();
    }
    loop {
        let mut tx = store.begin().await.unwrap();
        let gone = import::withdraw_vanished(&mut tx, &permit, id, 0).await.unwrap();
        tx.commit().await.unwrap();
        if gone == 0 {
            break;
        }
    }
    let mut tx = store.begin().await.unwrap();
    let counts = import::end(&mut tx, &permit, id, false, 0).await.unwrap().counts;
    tx.commit().await.unwrap();
    let import::Counts { added, unchanged, withdrawn, .. } = counts;
    let what = format!("edition {edition} ({added} new, {unchanged} unchanged, {withdrawn} withdrawn)");
    start.told(&what, counts.read() + withdrawn);
}

async fn read(store: &Store, rules: &policy::Rules, owner: &Member) {
    let start = Start::now();
    let mut tx = store.read().await.unwrap();
    let stamps = store::stamp::all(&mut tx).await.unwrap();
    let engine = Actor::Engine { member: owner.clone() };
    let sight = rules.sight(&engine, &Reason::of(Purpose::Administration), &stamps);
    let (mut after, mut seen) = (0, 0);
    loop {
        let held = record::each(&mut tx, &sight, after, 4_000, 0).await.unwrap();
        let Some(last) = held.last() else { break };
        after = last.seq;
        seen += u64::try_from(held.len()).unwrap();
    }
    start.told("read", seen);
}

async fn notes(store: &Store, owner: &Member) {
    let start = Start::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let (store, by) = (store.clone(), Actor::Engine { member: owner.clone() });
        clients.spawn(async move {
            for n in 0..100 {
                let (kind, body) =
                    (ActKind::Checked, Some(serde_json::json!({ "n": n, "digest": "x".repeat(64) })));
                let reason = Some(Reason::of(Purpose::BorderControl));
                store
                    .note(OwnedAct { at_us: 0, by: by.clone(), kind, object: None, reason, body })
                    .await
                    .unwrap();
            }
        });
    }
    clients.join_all().await;
    start.told("notes of 64 who wait", 6_400);
}
