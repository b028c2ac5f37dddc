//! Values that break careless stores, and what both databases make of them.
use crate::house::{House, NOW, console, id, investigator, me, person, reason};
use model::{
    ActKind, Actor, Language, Level, Link, LinkKind, Officer, OfficerId, Purpose, Reason, Record, Role,
    Subject,
};
use policy::action;
use store::journal::{Act, OwnedAct};
use store::{Error, journal, officer, record, setting};

both!(
    texts_come_back_as_they_were_given,
    order_is_that_of_code_points_and_case,
    nul_is_refused_and_nothing_is_kept,
    the_greatest_number_is_kept,
    what_refers_to_nothing_is_refused,
    what_is_not_committed_is_not_there,
    eight_writers_leave_no_gap,
    a_new_stamp_is_made_once,
);

const TEXTS: [&str; 9] = [
    "O'Brien; drop table record; --",
    "\"double\" and \\ back",
    "$1 ?1 :name @x %s {}",
    "محمد عبد الله",
    "田中 太郎 𠮷",
    "e\u{301} is not \u{e9}",
    "line\nbreak\tand tab",
    "\u{feff}\u{202e}reversed",
    "  blanks  ",
];

fn administration() -> Reason {
    Reason::of(Purpose::Administration)
}

fn act<'a>(by: &'a Actor, reason: &'a Reason) -> Act<'a> {
    Act { at_us: NOW, by, kind: ActKind::MemberNamed, object: None, reason: Some(reason), body: None }
}

async fn texts_come_back_as_they_were_given(house: &House) {
    let (by, why) = (console(), administration());
    for text in TEXTS {
        let mut tx = house.store.begin().await.unwrap();
        setting::put(&mut tx, text, text, act(&by, &why)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = house.store.read().await.unwrap();
        assert_eq!(setting::get(&mut tx, text).await.unwrap().as_deref(), Some(text));
    }
    for (n, text) in (0..).zip(TEXTS) {
        let filed = Record { action: Some(text.to_owned()), ..person(n, text) };
        house.file(&filed).await;
        assert_eq!(house.open(filed.id).await.unwrap().record, filed);
    }
}

fn named(n: u8, name: &str) -> Officer {
    Officer {
        id: OfficerId::from_bytes([n; 16]),
        name: name.to_owned(),
        unit: String::new(),
        roles: vec![Role::Frontline],
        clearance: Level::Official,
        language: Language::English,
        disabled: false,
    }
}

async fn order_is_that_of_code_points_and_case(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    for (n, name) in (1..).zip(["a", "A", "b", "é", "Z", "_", " a"]) {
        officer::add(&mut tx, &house.console(), &named(n, name), NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let names: Vec<String> = officer::all(&mut tx).await.unwrap().into_iter().map(|o| o.name).collect();
    assert_eq!(names, [" a", "A", "Z", "_", "a", "b", "é"]);
}

async fn nul_is_refused_and_nothing_is_kept(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    let refused = officer::add(&mut tx, &house.console(), &named(1, "a\0b"), NOW).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    drop(tx);
    let reference = Some("case\0".to_owned());
    let why = Reason { reference, ..administration() };
    let mut tx = house.store.begin().await.unwrap();
    journal::write(&mut tx, act(&console(), &why)).await.unwrap();
    assert!(matches!(tx.commit().await, Err(Error::Invalid(_))));
    let note = |why: &Reason| OwnedAct {
        at_us: NOW,
        by: console(),
        kind: ActKind::Checked,
        object: None,
        reason: Some(why.clone()),
        body: None,
    };
    let fine = administration();
    let (bad, good) = tokio::join!(house.store.note(note(&why)), house.store.note(note(&fine)));
    assert!(matches!(bad, Err(Error::Invalid(_))) && good.unwrap() == 1);
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(officer::all(&mut tx).await.unwrap(), []);
    assert_eq!(journal::head(&mut tx).await.unwrap(), 1);
}

async fn the_greatest_number_is_kept(house: &House) {
    let mut filed = person(1, "Ama Mensah");
    filed.handling.expires_us = Some(i64::MAX);
    house.file(&filed).await;
    assert_eq!(house.open(filed.id).await.unwrap().record.handling.expires_us, Some(i64::MAX));
    let (by, why) = (console(), administration());
    for at_us in [i64::MAX, i64::MIN, -1, 0] {
        let mut tx = house.store.begin().await.unwrap();
        let body = Some(serde_json::json!({ "n": i64::MAX }));
        journal::write(&mut tx, Act { at_us, body, ..act(&by, &why) }).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = house.store.read().await.unwrap();
    let page = journal::page(&mut tx, &house.console::<action::ReadLog>(), &Default::default(), None, 4)
        .await
        .unwrap();
    assert_eq!(page.iter().map(|e| e.at_us).collect::<Vec<_>>(), [0, -1, i64::MIN, i64::MAX]);
    assert!(page.iter().all(|e| e.body == Some(serde_json::json!({ "n": i64::MAX }))));
}

async fn what_refers_to_nothing_is_refused(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    let opened = store::session::open(&mut tx, &investigator(), &[1; 32], "passkey", (NOW, NOW + 1)).await;
    assert!(matches!(opened, Err(Error::Database(_))), "{opened:?}");
    drop(tx);
    let mut tx = house.store.begin().await.unwrap();
    let nobody = OfficerId::from_bytes([4; 16]);
    let offered = store::invitation::offer(&mut tx, &house.console(), nobody, &[1; 32], (NOW, NOW + 1)).await;
    assert!(matches!(offered, Err(Error::Database(_))), "{offered:?}");
    drop(tx);
    // A link may speak of a record that is not here: it is another member's, or comes later.
    let link = Link { kind: LinkKind::Family, from: id(1), to: id(2), role: None, since: None, until: None };
    house.file(&Record { subject: Subject::Link(link), ..person(3, "x") }).await;
    let (mut tx, sight) = house.seeing().await;
    assert_eq!(record::links(&mut tx, &sight, id(1), NOW).await.unwrap(), []);
}

async fn what_is_not_committed_is_not_there(house: &House) {
    let filed = person(1, "Ama Mensah");
    let mut tx = house.store.begin().await.unwrap();
    record::file(&mut tx, house.permit_to(&filed, 1), &filed, NOW).await.unwrap();
    let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
    assert!(
        record::open(&mut tx, &sight, filed.id, NOW).await.unwrap().is_some(),
        "it sees what it wrote itself"
    );
    drop(tx);
    assert!(house.open(filed.id).await.is_none());
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(journal::head(&mut tx).await.unwrap(), 0);
    drop(tx);
    assert_eq!(house.file(&filed).await, 1);
}

async fn eight_writers_leave_no_gap(house: &House) {
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8_u64 {
        let (store, rules) = (house.store.clone(), house.rules.clone());
        writers.spawn(async move {
            let mut numbers = Vec::new();
            for n in 0..12 {
                let (by, why) = (investigator(), reason());
                if n % 3 == 0 {
                    let filed = person(writer * 100 + n, "Ama Mensah");
                    let target = policy::Target { id: filed.id, version: 1 };
                    let permit = rules.permit_on(&by, &why, target, &filed.stamp()).unwrap();
                    let mut tx = store.begin().await.unwrap();
                    record::file(&mut tx, permit, &filed, NOW).await.unwrap();
                    numbers.push(tx.commit().await.unwrap());
                } else {
                    let (kind, body) = (ActKind::Checked, Some(serde_json::json!({ "n": n })));
                    let act = OwnedAct { at_us: NOW, by, kind, object: None, reason: Some(why), body };
                    numbers.push(store.note(act).await.unwrap());
                }
            }
            assert!(numbers.is_sorted());
            numbers
        });
    }
    let mut numbers: Vec<u64> = writers.join_all().await.into_iter().flatten().collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=96).collect::<Vec<u64>>());
    let report = journal::verify(&house.store, |_, _| ()).await.unwrap();
    assert_eq!((report.journal.acts, report.records), (96, 32));
}

async fn a_new_stamp_is_made_once(house: &House) {
    let mut writers = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = house.store.clone();
        writers.spawn(async move {
            let mut numbers = Vec::new();
            for level in Level::ALL {
                let mut stamp = person(1, "x").stamp();
                (stamp.level, stamp.owner) = (*level, me());
                let mut tx = store.begin().await.unwrap();
                numbers.push(store::stamp::number(&mut tx, &stamp).await.unwrap().0);
                tx.commit().await.unwrap();
            }
            numbers
        });
    }
    let numbers = writers.join_all().await;
    assert!(numbers.iter().all(|n| *n == numbers[0]), "{numbers:?}");
    let mut tx = house.store.read().await.unwrap();
    let known: Vec<u32> = store::stamp::all(&mut tx).await.unwrap().iter().map(|(no, _)| no.0).collect();
    assert_eq!(known, [0, 1, 2, 3]);
}
