//! Archives: what is written from either database reads into either, whole or not at all.
use crate::house::{House, NOW, fresh_database, keys, listed, person};
use model::ImportId;
use store::{Error, Store, archive, journal};

both!(
    an_archive_reads_into_both_databases,
    a_damaged_archive_leaves_nothing,
    an_archive_is_read_into_an_empty_store_of_the_same_node_only,
);

async fn fill(house: &House) {
    house.file(&person(1, "Ama O'Mensah")).await;
    house.file(&person(2, "محمد")).await;
    house.withdraw(&person(2, "محمد")).await;
    let begun = store::import::Begun {
        id: ImportId::from_bytes([1; 16]),
        list: "un".to_owned(),
        format: "csv".to_owned(),
        files: vec![],
        fingerprint: String::new(),
    };
    let mut tx = house.store.begin().await.unwrap();
    store::import::begin(&mut tx, &house.import(), &begun, NOW).await.unwrap();
    let ready = |n| store::import::Ready::of(&house.store, listed(n, "Kofi Mensah", "un")).unwrap();
    let records = (10..310).map(ready).collect();
    let batch = store::import::Batch { import: begun.id, records, refused: vec![], steps: 300 };
    store::import::apply(&mut tx, &house.import(), batch, NOW).await.unwrap();
    tx.commit().await.unwrap();
    journal::tend(&house.store).await.unwrap();
}

async fn written(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    archive::write(store, &mut bytes).await.unwrap();
    bytes
}

async fn an_archive_reads_into_both_databases(house: &House) {
    fill(house).await;
    let bytes = written(&house.store).await;
    let dir = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}?mode=rwc", dir.path().join("other.db").display());
    for url in [file, fresh_database().await] {
        let other = crate::house::house(url, None).await;
        let report = archive::read(bytes.as_slice(), &other.store).await.unwrap();
        assert_eq!((report.records, report.journal.acts), (301, 304));
        assert_eq!(written(&other.store).await, bytes, "an archive of what was restored is the same");
        assert_eq!(other.open(person(1, "x").id).await, house.open(person(1, "x").id).await);
        assert_eq!(other.file(&person(3, "Yao Mensah")).await, 305, "and the journal goes on");
        journal::verify(&other.store, |_, _| ()).await.unwrap();
    }
}

async fn empty(name: &str, dir: &tempfile::TempDir) -> Store {
    let url = format!("sqlite://{}?mode=rwc", dir.path().join(name).display());
    Store::open(&url, keys()).await.unwrap()
}

async fn a_damaged_archive_leaves_nothing(house: &House) {
    fill(house).await;
    let bytes = written(&house.store).await;
    let dir = tempfile::tempdir().unwrap();
    let store = empty("empty.db", &dir).await;
    let before = written(&store).await;
    for cut in [0, 1, 100, bytes.len() / 2, bytes.len() - 2] {
        let read = archive::read(&bytes[..cut], &store).await;
        assert!(matches!(read, Err(Error::Archive(_))), "cut at {cut}: {read:?}");
    }
    for at in (50..bytes.len()).step_by(bytes.len() / 40) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(archive::read(changed.as_slice(), &store).await.is_err(), "byte {at} changed");
    }
    assert_eq!(written(&store).await, before);
    archive::read(bytes.as_slice(), &store).await.unwrap();
}

async fn an_archive_is_read_into_an_empty_store_of_the_same_node_only(house: &House) {
    fill(house).await;
    let bytes = written(&house.store).await;
    let again = archive::read(bytes.as_slice(), &house.store).await;
    assert!(matches!(again, Err(Error::Archive(_))), "{again:?}");
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", dir.path().join("a.db").display());
    let mut other = keys();
    other.node = wire::keys::NodeKey::generate(&[5; 32]);
    let store = Store::open(&url, other).await.unwrap();
    let read = archive::read(bytes.as_slice(), &store).await;
    assert!(matches!(read, Err(Error::Broken(_))), "another key signed it: {read:?}");
}
