//! A bureau at its desk, for the stories that are told of it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use desk::check::{Question, check};
use desk::record::Draft;
use desk::{Desk, Parts, follow, oversight};
use model::*;
use std::sync::Arc;
use store::{Keys, Store};
use wire::keys::{NodeKey, StorageKey};

pub(crate) const NOW: i64 = 1_790_000_000_000_000;
pub(crate) const DAY: i64 = 86_400_000_000;

pub(crate) struct Bureau {
    pub(crate) desk: Arc<Desk>,
    pub(crate) clock: Arc<desk::clock::Still>,
    pub(crate) _dir: tempfile::TempDir,
}

pub(crate) async fn bureau() -> Bureau {
    bureau_in(tempfile::tempdir().unwrap()).await
}

/// The bureau in this folder, at its first start or at a later one.
pub(crate) async fn bureau_in(dir: tempfile::TempDir) -> Bureau {
    let bureau = only_just_open(dir).await;
    follow::catch_up(&bureau.desk).await.unwrap();
    bureau
}

/// The bureau at the moment of its start, before it has read what it holds.
pub(crate) async fn only_just_open(dir: tempfile::TempDir) -> Bureau {
    let url = format!("sqlite://{}?mode=rwc", dir.path().join("liaison.db").display());
    let keys = Keys {
        node: NodeKey::generate(&[1; 32]),
        storage: StorageKey::generate(&[2; 32]),
        origin: "liaison/TG".into(),
    };
    let clock = Arc::new(desk::clock::Still::at(NOW));
    let parts = Parts {
        me: "TG".parse().unwrap(),
        name: "NCB Lomé".into(),
        store: Store::open(&url, keys).await.unwrap(),
        clock: clock.clone(),
        chance: Arc::new(desk::chance::Machine),
        segment: Some(dir.path().join("index.segment")),
        pseudonyms: StorageKey::generate(&[2; 32]),
        post: None,
    };
    let desk = Arc::new(Desk::open(parts).await.unwrap());
    Bureau { desk, clock, _dir: dir }
}

pub(crate) fn console() -> Actor {
    Actor::Console { account: "root".into(), member: "TG".parse().unwrap() }
}

impl Bureau {
    pub(crate) async fn officer(&self, roles: &[Role], clearance: Level) -> Actor {
        let new = desk::officer::New {
            name: "A. Mensah".into(),
            unit: "Post 3".into(),
            roles: roles.to_vec(),
            clearance,
            language: Language::English,
        };
        let id = desk::officer::add(&self.desk, &console(), &Reason::of(Purpose::Administration), new)
            .await
            .unwrap();
        Actor::Officer { id, member: "TG".parse().unwrap(), roles: roles.to_vec(), clearance }
    }

    pub(crate) async fn found(&self, by: &Actor, reason: &Reason, text: &str) -> Vec<RecordId> {
        follow::catch_up(&self.desk).await.unwrap();
        let answer = check(&self.desk, by, reason, &Question::Text(text.into()), 10).await.unwrap();
        answer.matches.iter().map(|m| m.record).collect()
    }

    pub(crate) async fn log(&self) -> Vec<oversight::Entry> {
        let reason = Reason::of(Purpose::Administration);
        let all = oversight::Filter::default();
        oversight::read(&self.desk, &console(), &reason, &all, (None, 500)).await.unwrap()
    }
}

pub(crate) fn investigation() -> Reason {
    Reason {
        purpose: Purpose::Investigation,
        legal_basis: Some("code of procedure, art. 12".into()),
        reference: Some("2026/14".into()),
    }
}

pub(crate) fn wanted(name: &str, born: &str, passport: &str) -> Draft {
    let entity = Entity::new(Kind::Person)
        .with("name", name)
        .and_then(|e| e.with("birthDate", born))
        .and_then(|e| e.with("passportNumber", passport))
        .unwrap();
    Draft {
        subject: Subject::Entity(entity),
        status: Some(Status::Wanted),
        action: Some("Detain and inform the owner".into()),
        handling: Handling::default(),
        grading: Grading::default(),
        source: Source::default(),
    }
}
