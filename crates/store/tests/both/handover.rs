//! The journal is handed over from key to key: nothing stops for it, whoever has the first key proves all of it, and who has an old one
//! signs nothing any more.
use crate::house::{House, NOW, console, fresh_database, keys, person};
use model::{Purpose, Reason};
use store::journal::{self, Broken};
use store::{Error, Store, archive};
use wire::keys::{KeyId, NodeKey};

both!(
    it_is_handed_over_twice_and_goes_on,
    every_process_signs_with_the_key_whose_turn_it_is,
    an_archive_goes_on_with_the_key_whose_turn_it_is,
    every_changed_byte_of_a_handing_over_is_found,
    no_old_key_signs_and_none_can_be_slipped_in,
);

async fn hand_over(store: &Store) -> u64 {
    let why = Reason::of(Purpose::Administration);
    let tx = store.begin().await.unwrap();
    journal::hand_over(tx, &console(), Some(&why), NOW + 7).await.unwrap()
}

/// Acts 1 and 2, handed over with 3; 4, handed over with 5; 6 and 7.
async fn fill(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    house.file(&person(2, "Kofi Mensah")).await;
    journal::tend(&house.store).await.unwrap();
    assert_eq!(hand_over(&house.store).await, 3);
    house.file(&person(3, "Yao Mensah")).await;
    assert_eq!(hand_over(&house.store).await, 5);
    house.file(&person(4, "Efua Mensah")).await;
    house.file(&person(5, "Esi Mensah")).await;
    journal::tend(&house.store).await.unwrap();
    holds(&house.store).await;
}

async fn holds(store: &Store) {
    let report = journal::verify(store, |_, _| ()).await.unwrap();
    assert_eq!((report.journal.acts, report.records), (7, 5));
}

async fn broken(store: &Store) -> Broken {
    match journal::verify(store, |_, _| ()).await {
        Err(Error::Broken(broken)) => broken,
        other => panic!("not found: {other:?}"),
    }
}

async fn signer(store: &Store) -> KeyId {
    let mut tx = store.read().await.unwrap();
    journal::Signer::of(&mut tx).await.unwrap().public().id()
}

async fn it_is_handed_over_twice_and_goes_on(house: &House) {
    let first = keys().node.public().id();
    assert_eq!(signer(&house.store).await, first);
    fill(house).await;
    assert_ne!(signer(&house.store).await, first);
    // Whoever starts again knows the first key alone, and goes on with the last.
    let again = Store::open(&house.url, keys()).await.unwrap();
    assert_eq!(signer(&again).await, signer(&house.store).await);
    holds(&again).await;
    let mut tx = again.read().await.unwrap();
    assert_eq!(journal::signs_since(&mut tx).await.unwrap(), Some(NOW + 7));
    drop(tx);
    // Of those before it no secret is left.
    let left = house.text("select cast(count(*) as text) from log_key where secret_sealed is not null").await;
    let all = house.text("select cast(count(*) as text) from log_key").await;
    assert_eq!((left.as_str(), all.as_str()), ("1", "2"));
}

async fn every_process_signs_with_the_key_whose_turn_it_is(house: &House) {
    let other = Store::open(&house.url, keys()).await.unwrap();
    house.file(&person(1, "Ama Mensah")).await;
    hand_over(&other).await;
    house.file(&person(2, "Kofi Mensah")).await;
    // At the same time, and each behind the other.
    let (one, two) = tokio::join!(hand_over(&house.store), hand_over(&other));
    assert_eq!([one.min(two), one.max(two)], [4, 5]);
    house.file(&person(3, "Yao Mensah")).await;
    let report = journal::verify(&other, |_, _| ()).await.unwrap();
    assert_eq!((report.journal.acts, report.records), (6, 3));
    assert_eq!(signer(&other).await, signer(&house.store).await);
}

async fn an_archive_goes_on_with_the_key_whose_turn_it_is(house: &House) {
    fill(house).await;
    let mut bytes = Vec::new();
    archive::write(&house.store, &mut bytes).await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}?mode=rwc", dir.path().join("other.db").display());
    for url in [file, fresh_database().await] {
        let other = crate::house::house(url, None).await;
        archive::read(bytes.as_slice(), &other.store).await.unwrap();
        holds(&other.store).await;
        assert_eq!(signer(&other.store).await, signer(&house.store).await);
        other.file(&person(6, "Abla Mensah")).await;
        assert_eq!(journal::verify(&other.store, |_, _| ()).await.unwrap().journal.acts, 8);
    }
}

async fn every_changed_byte_of_a_handing_over_is_found(house: &House) {
    fill(house).await;
    for (column, step) in [("entry", 1), ("signature", 7)] {
        let read = format!("select {column} from journal where seq = 3");
        let write = format!("update journal set {column} = $1 where seq = 3");
        let bytes = house.peek(&read).await;
        for at in (0..bytes.len()).step_by(step) {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            house.poke(&write, &changed).await;
            let found = broken(&house.store).await;
            assert_eq!(found.seq, 3, "byte {at} of {column}: {found}");
        }
        house.poke(&write, &bytes).await;
    }
    holds(&house.store).await;
    house.tamper("update journal set kind = 'checked' where seq = 3").await;
    assert_eq!(broken(&house.store).await.seq, 3, "hidden under another kind");
    house.tamper("update journal set kind = 'key-handed-over' where seq = 3").await;
    house.tamper("update journal set kind = 'key-handed-over' where seq = 4").await;
    assert_eq!(broken(&house.store).await.seq, 4, "another act under this kind");
    house.tamper("update journal set kind = 'filed' where seq = 4").await;
    holds(&house.store).await;
}

/// Whoever has the first key and the database's password, and not the store's key.
async fn no_old_key_signs_and_none_can_be_slipped_in(house: &House) {
    fill(house).await;
    // He has the store believe that the first key signs: that is found at the act that it signs.
    house.tamper("update journal_head set signer = null").await;
    let fooled = Store::open(&house.url, keys()).await.unwrap();
    hand_over(&fooled).await;
    let found = broken(&fooled).await;
    assert_eq!(found.seq, 8, "{found}");
    assert!(found.what.contains("turn") || found.what.contains("hand"), "{found}");
    house.tamper("delete from journal where seq = 8").await;
    // A key of his own in the table opens nothing.
    let thief = NodeKey::generate(&[9; 32]);
    house.poke("update journal_head set signer = $1", &thief.id().0).await;
    house.poke("update log_key set kid = $1 where seq = 5", &thief.id().0).await;
    let store = Store::open(&house.url, keys()).await.unwrap();
    let refused = journal::hand_over(store.begin().await.unwrap(), &console(), None, NOW).await;
    assert!(matches!(refused, Err(Error::Damaged(_))), "{refused:?}");
}
