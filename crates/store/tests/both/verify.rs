//! Whatever is changed behind the store's back, the proof of the journal finds, and names the act.
use crate::house::{House, NOW, console, person};
use model::{ActKind, Purpose, Reason};
use store::journal::{self, Act, Broken};
use store::{Error, Store};

both!(
    every_flipped_byte_of_an_act_is_found,
    every_changed_column_is_found,
    what_is_removed_or_exchanged_is_found,
    what_is_kept_beside_the_journal_is_proven_too,
    a_store_with_the_wrong_key_is_not_believed,
);

/// Five acts: two records (one revised), one with a body of its day, one without a body; tiles and a checkpoint.
async fn fill(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    house.file(&person(2, "Kofi Mensah")).await;
    let (by, why) = (console(), Reason::of(Purpose::Administration));
    let mut tx = house.store.begin().await.unwrap();
    let body = Some(serde_json::json!({ "name": "NCB" }));
    let act = Act { at_us: NOW, by: &by, kind: ActKind::NodeMade, object: None, reason: Some(&why), body };
    journal::write(&mut tx, act).await.unwrap();
    let act = Act { at_us: NOW, by: &by, kind: ActKind::BackedUp, object: None, reason: None, body: None };
    journal::write(&mut tx, act).await.unwrap();
    tx.commit().await.unwrap();
    let revised = model::Record { version: 2, ..person(1, "Ama A. Mensah") };
    let mut tx = house.store.begin().await.unwrap();
    store::record::revise(&mut tx, house.permit_to(&revised, 1), &revised, NOW).await.unwrap();
    tx.commit().await.unwrap();
    journal::tend(&house.store).await.unwrap();
    holds(house).await;
}

async fn holds(house: &House) {
    let report = journal::verify(&house.store, |_, _| ()).await.unwrap();
    assert_eq!((report.journal.acts, report.records), (5, 2));
}

async fn broken(house: &House) -> Broken {
    match journal::verify(&house.store, |_, _| ()).await {
        Err(Error::Broken(broken)) => broken,
        other => panic!("not found: {other:?}"),
    }
}

async fn every_flipped_byte_of_an_act_is_found(house: &House) {
    fill(house).await;
    for column in ["entry", "signature", "body"] {
        let read = format!("select {column} from journal where seq = 3");
        let write = format!("update journal set {column} = $1 where seq = 3");
        let bytes = house.peek(&read).await;
        assert!(bytes.len() > 40);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            house.poke(&write, &changed).await;
            let found = broken(house).await;
            assert_eq!(found.seq, 3, "byte {at} of {column}: {found}");
        }
        house.poke(&write, &bytes[1..]).await;
        assert_eq!(broken(house).await.seq, 3);
        house.poke(&write, &bytes).await;
    }
    holds(house).await;
}

/// Changes, sees that it is found at this act, and changes back.
async fn found(house: &House, change: &'static str, back: &'static str, seq: u64) {
    assert!(house.tamper(change).await > 0, "{change}");
    let found = broken(house).await;
    assert_eq!(found.seq, seq, "{change}: {found}");
    assert!(house.tamper(back).await > 0, "{back}");
    holds(house).await;
}

async fn every_changed_column_is_found(house: &House) {
    fill(house).await;
    for (change, back, seq) in [
        ("update journal set seq = 30 where seq = 3", "update journal set seq = 3 where seq = 30", 3),
        ("update journal set seq = 6 where seq = 5", "update journal set seq = 5 where seq = 6", 5),
        (
            "update journal set at_us = at_us + 1 where seq = 2",
            "update journal set at_us = at_us - 1 where seq = 2",
            2,
        ),
        (
            "update journal set actor = 'engine' where seq = 4",
            "update journal set actor = 'console:root' where seq = 4",
            4,
        ),
        (
            "update journal set kind = 'opened' where seq = 4",
            "update journal set kind = 'backed-up' where seq = 4",
            4,
        ),
        (
            "update journal set object = upper(object) || 'x' where seq = 2",
            "update journal set object = lower(substr(object, 1, 32)) where seq = 2",
            2,
        ),
        (
            "update journal set object_version = 2 where seq = 2",
            "update journal set object_version = 1 where seq = 2",
            2,
        ),
        (
            "update journal set purpose = null where seq = 3",
            "update journal set purpose = 'administration' where seq = 3",
            3,
        ),
        (
            "update journal set reference = 'case 2/26' where seq = 1",
            "update journal set reference = 'case 1/26' where seq = 1",
            1,
        ),
        (
            "update journal set key_name = null where seq = 1",
            "update journal set key_name = 'record' where seq = 1",
            1,
        ),
        (
            "update journal set body = signature where seq = 4",
            "update journal set body = null where seq = 4",
            4,
        ),
    ] {
        found(house, change, back, seq).await;
    }
}

async fn what_is_removed_or_exchanged_is_found(house: &House) {
    fill(house).await;
    for turn in 0..2 {
        for exchange in [
            "update journal set seq = 99 where seq = 2",
            "update journal set seq = 2 where seq = 4",
            "update journal set seq = 4 where seq = 99",
        ] {
            house.tamper(exchange).await;
            assert!(turn == 1 || broken(house).await.seq == 2, "{exchange}");
        }
    }
    holds(house).await;
    house.tamper("delete from journal where seq = 5").await;
    assert_eq!(broken(house).await.seq, 5, "the last act was cut off");
    house.tamper("delete from journal where seq = 2").await;
    assert_eq!(broken(house).await.seq, 2);
    house.tamper("delete from journal").await;
    assert_eq!(broken(house).await.seq, 1);
}

async fn what_is_kept_beside_the_journal_is_proven_too(house: &House) {
    fill(house).await;
    for (read, write) in [
        ("select hash from journal_head", "update journal_head set hash = $1"),
        ("select frontier from journal_head", "update journal_head set frontier = $1"),
        ("select hashes from tile", "update tile set hashes = $1"),
    ] {
        let bytes = house.peek(read).await;
        for at in [0, 7, 8, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            house.poke(write, &changed).await;
            broken(house).await;
        }
        house.poke(write, &bytes).await;
        holds(house).await;
    }
    for (change, back, seq) in [
        ("update journal_head set seq = 4", "update journal_head set seq = 5", 4),
        (
            "update journal_head set checkpoint = replace(checkpoint, 'tg.', 'fr.')",
            "update journal_head set checkpoint = replace(checkpoint, 'fr.', 'tg.')",
            5,
        ),
        (
            "update checkpoint set note = replace(note, 'tg.', 'fr.')",
            "update checkpoint set note = replace(note, 'fr.', 'tg.')",
            5,
        ),
        ("update checkpoint set size = 4", "update checkpoint set size = 5", 4),
        ("update record set version = 1 where seq = 5", "update record set version = 2 where seq = 5", 5),
        ("update record set seq = 1 where seq = 5", "update record set seq = 5 where seq = 1", 1),
        ("update record set seq = 3 - seq where seq = 2", "update record set seq = 3 - seq where seq = 1", 1),
        (
            "update record set id = upper(id) || 'x' where seq = 2",
            "update record set id = lower(substr(id, 1, 32)) where seq = 2",
            2,
        ),
    ] {
        found(house, change, back, seq).await;
    }
    house.tamper("delete from record where seq = 2").await;
    assert_eq!(broken(house).await.seq, 2, "a record's row is missing");
}

async fn a_store_with_the_wrong_key_is_not_believed(house: &House) {
    fill(house).await;
    let mut keys = crate::house::keys();
    keys.node = wire::keys::NodeKey::generate(&[9; 32]);
    let store = Store::open(&house.url, keys).await.unwrap();
    assert!(matches!(journal::verify(&store, |_, _| ()).await, Err(Error::Broken(_))));
}
