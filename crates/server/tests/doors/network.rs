//! A house with a neighbour: two members' desks of one network, and a road between them that loses nothing.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use desk::peer::{About, Hello, join, renew, told};
use desk::record::Draft;
use desk::{Desk, Parts, follow, hit, inbox, outbox};
use model::*;
use std::sync::Arc;
use store::{Keys, Store};
use wire::charter::{Change, Charter, CharterEntry, MemberClass, Quorum, sign};
use wire::keys::{NodeKey, StorageKey};
use wire::node::Identity;

pub const PHONE: &str = "+22890123456";

/// NCB Lomé with its doors open, and NCB Cotonou.
pub struct Street {
    pub house: House,
    pub neighbour: Arc<Desk>,
    pub their_store: Store,
    _dir: tempfile::TempDir,
}

pub async fn street() -> Street {
    let house = house().await;
    let dir = tempfile::tempdir().unwrap();
    let their_store = their_store(&dir).await;
    let neighbour = neighbour(&house, their_store.clone()).await;
    let street = Street { house, neighbour: Arc::new(neighbour), their_store, _dir: dir };
    street.meet().await;
    street
}

fn their_key() -> StorageKey {
    StorageKey::generate(&[4; 32])
}

async fn their_store(dir: &tempfile::TempDir) -> Store {
    let url = format!("sqlite://{}?mode=rwc", dir.path().join("liaison.db").display());
    let keys = Keys { node: NodeKey::generate(&[3; 32]), storage: their_key(), origin: "liaison/BJ".into() };
    Store::open(&url, keys).await.unwrap()
}

async fn neighbour(house: &House, store: Store) -> Desk {
    let parts = Parts {
        me: "BJ".parse().unwrap(),
        name: "NCB Cotonou".into(),
        store,
        clock: house.clock.clone(),
        chance: Arc::new(desk::chance::Machine),
        segment: None,
        pseudonyms: their_key(),
        post: Some(post(3)),
    };
    Desk::open(parts).await.unwrap()
}

fn charter() -> Charter {
    let governance = NodeKey::generate(&[99; 32]);
    let quorum = || Quorum::new(vec![governance.public()], 1);
    let now_ms = u64::try_from(NOW / 1_000).unwrap();
    let genesis = CharterEntry::genesis("Gulf of Guinea", quorum(), quorum(), now_ms);
    let mut charter = Charter::found(&sign(&genesis, &[&governance])).unwrap();
    for (code, name, number) in [("TG", "NCB Lomé", 1), ("BJ", "NCB Cotonou", 3)] {
        let identity = Identity::new(post(number).identity.public());
        let (code, name, class) = (code.to_owned(), name.to_owned(), MemberClass::Bureau);
        let change = Change::Admit { code, name, class, identity, rights: vec![] };
        let entry = charter.draft(change, now_ms);
        charter.append(&sign(&entry, &[&governance])).unwrap();
    }
    charter
}

impl Street {
    fn both(&self) -> [&Desk; 2] {
        [&self.house.desk, &self.neighbour]
    }

    async fn meet(&self) {
        let charter = charter();
        let entries: Vec<Vec<u8>> = charter.entries_from(0).map(<[u8]>::to_vec).collect();
        for desk in self.both() {
            let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
            join(desk, &by, &administration(), &charter.fingerprint(), &entries).await.unwrap();
            let about = About { endpoints: vec!["https://liaison.example:7701".into()], tls: vec![] };
            renew(desk, &about).await.unwrap();
        }
        for (from, to) in [(0, 1), (1, 0)] {
            let hello: Hello = desk::peer::hello(self.both()[from]).await.unwrap();
            told(self.both()[to], &hello).await.unwrap();
        }
    }

    /// Every follower works, and everything that waits is carried, until nothing moves any more.
    pub async fn settle(&self) {
        for _ in 0..20 {
            for desk in self.both() {
                follow::catch_up(desk).await.unwrap();
                hit::catch_up(desk).await.unwrap();
                outbox::catch_up(desk).await.unwrap();
            }
            if self.carry().await == 0 {
                return;
            }
        }
        panic!("the network does not come to rest");
    }

    async fn carry(&self) -> usize {
        let mut sent = 0;
        for (from, to) in [(0, 1), (1, 0)] {
            let (from, to) = (self.both()[from], self.both()[to]);
            for address in outbox::addresses(from) {
                for lane in outbox::behind(from, &address.member).await.unwrap() {
                    let waiting = outbox::next(from, &lane, lane.upto, (64, 1 << 20)).await.unwrap();
                    let batch: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
                    sent += batch.len();
                    let came = inbox::take(to, &batch).await.unwrap();
                    outbox::receipted(from, &address.member, &came.receipts).await.unwrap();
                }
            }
        }
        sent
    }

    /// The neighbour files a phone that a recruiter uses, and asks for something to be done.
    pub async fn they_file(&self, audience: &[&str]) -> RecordId {
        self.they_file_of(Entity::new(Kind::Phone).with("phone", PHONE).unwrap(), audience).await
    }

    pub async fn they_file_of(&self, entity: Entity, audience: &[&str]) -> RecordId {
        let audience = Audience::from_codes(audience.iter().copied()).unwrap();
        let draft = Draft {
            subject: Subject::Entity(entity),
            status: Some(Status::UnderWatch),
            action: Some("Seize it and call Cotonou".into()),
            handling: Handling { audience, ..Handling::default() },
            grading: Grading::default(),
            source: Source::default(),
        };
        desk::record::file(&self.neighbour, &self.their_officer(), &why(), draft).await.unwrap()
    }

    /// Their log says that we asked them something.
    pub async fn they_note_a_question(&self) {
        let (by, at_us) =
            (Actor::Node { member: "TG".parse().unwrap() }, desk::Clock::now_us(&*self.house.clock));
        let body =
            serde_json::json!({ "member": "TG", "nonce": "0f".repeat(16), "asked_us": at_us, "found": 0 });
        let kind = ActKind::Answered;
        let act = store::journal::Act { at_us, by: &by, kind, object: None, reason: None, body: Some(body) };
        let mut tx = self.their_store.begin().await.unwrap();
        store::journal::write(&mut tx, act).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub fn their_officer(&self) -> Actor {
        let id = OfficerId::from_bytes([5; 16]);
        let roles = vec![Role::Investigator];
        Actor::Officer { id, member: self.neighbour.me.clone(), roles, clearance: Level::Official }
    }

    /// We file the same phone. Gives its id.
    pub async fn we_file(&self, by: &By, audience: &[&str]) -> String {
        let body = serde_json::json!({ "kind": "Phone", "properties": { "phone": [PHONE] },
            "status": "under-watch", "handling": { "audience": audience } });
        let filed = self.house.post(by, "/api/v1/records", body).await;
        assert_eq!(filed.status, axum::http::StatusCode::CREATED, "{}", filed.text());
        filed.json()["id"].as_str().unwrap().to_string()
    }

    /// What they say of a hit.
    pub async fn they_say(&self, id: &str, word: HitWord) {
        let id = id.parse().unwrap();
        hit::answer(&self.neighbour, &self.their_officer(), &why(), id, word).await.unwrap();
        self.settle().await;
    }
}

pub fn why() -> Reason {
    Reason { reference: Some("2026/14".into()), ..Reason::of(Purpose::Investigation) }
}
