//! The journal: group commit, pages, tiles, leases of followers.
use crate::house::{House, NOW, console, id, investigator, keys, me, person, reason};
use model::{ActKind, Actor, Purpose, Reason};
use policy::action;
use std::time::Duration;
use store::journal::{self, Filter, OwnedAct};
use store::{Store, follower, lease};

both!(
    a_note_is_answered_only_when_it_is_on_disk,
    notes_of_many_are_kept_in_the_order_they_are_numbered,
    the_log_is_filtered_and_paged,
    the_content_of_records_is_not_in_the_log,
    acts_of_a_day_share_a_key_and_of_a_record_another,
    tiles_grow_with_the_journal_and_a_stranger_can_check_them,
    a_store_opened_again_goes_on_where_it_was,
    what_was_acknowledged_survives_a_kill,
    a_cursor_never_goes_back,
    a_lease_is_held_by_one,
);

fn checked(n: u64) -> OwnedAct {
    let (kind, body) = (ActKind::Checked, Some(serde_json::json!({ "n": n })));
    OwnedAct { at_us: NOW, by: investigator(), kind, object: None, reason: Some(reason()), body }
}

async fn a_note_is_answered_only_when_it_is_on_disk(house: &House) {
    // Somebody is in the middle of an act: the journal's head is theirs.
    let mut tx = house.store.begin().await.unwrap();
    journal::write(&mut tx, checked(1).borrowed()).await.unwrap();
    let store = house.store.clone();
    let note = tokio::spawn(async move { store.note(checked(2)).await });
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert!(!note.is_finished(), "it was answered before it could be on disk");
    assert_eq!(tx.commit().await.unwrap(), 1);
    assert_eq!(note.await.unwrap().unwrap(), 2);
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(journal::head(&mut tx).await.unwrap(), 2);
    drop(tx);
    house.store.close().await;
    assert!(house.store.note(checked(3)).await.is_err(), "what cannot be kept is not answered");
}

async fn notes_of_many_are_kept_in_the_order_they_are_numbered(house: &House) {
    let mut notes = tokio::task::JoinSet::new();
    for n in 0..200 {
        let store = house.store.clone();
        notes.spawn(async move { (n, store.note(checked(n)).await.unwrap()) });
    }
    let numbered = notes.join_all().await;
    let last = house.store.note_many((0..50).map(checked).collect()).await.unwrap();
    assert_eq!(last, 250);
    let mut tx = house.store.read().await.unwrap();
    let log = journal::page(&mut tx, &house.console(), &Filter::default(), None, 300).await.unwrap();
    for (n, seq) in numbered {
        let entry = log.iter().find(|e| e.seq == seq).unwrap();
        assert_eq!(entry.body, Some(serde_json::json!({ "n": n })));
    }
    journal::verify(&house.store, |_, _| ()).await.unwrap();
}

fn keeper() -> Actor {
    Actor::Console { account: "backup".to_owned(), member: me() }
}

async fn the_log_is_filtered_and_paged(house: &House) {
    for n in 0..6_u64 {
        let at_us = NOW + i64::try_from(n).unwrap();
        let by = if n % 2 == 0 { investigator() } else { console() };
        let why = Reason::of(if n < 3 { Purpose::Investigation } else { Purpose::Screening });
        house.store.note(OwnedAct { at_us, by, reason: Some(why), ..checked(n) }).await.unwrap();
    }
    house.file(&person(1, "Ama Mensah")).await;
    let why = Some(Reason::of(Purpose::Administration));
    let (by, at_us, kind) = (keeper(), NOW + 100, ActKind::BackedUp);
    house.store.note(OwnedAct { at_us, by, kind, reason: why, ..checked(9) }).await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let permit = house.console::<action::ReadLog>();
    for (filter, expected) in [
        (Filter { by: Some(console().label()), ..Filter::default() }, vec![6, 4, 2]),
        (Filter { kind: Some(ActKind::Filed), ..Filter::default() }, vec![7]),
        (Filter { object: Some(id(1)), ..Filter::default() }, vec![7]),
        (Filter { kind: Some(ActKind::BackedUp), ..Filter::default() }, vec![8]),
        (Filter { kind: Some(ActKind::Exported), ..Filter::default() }, vec![]),
        (Filter { purpose: Some(Purpose::Investigation), ..Filter::default() }, vec![3, 2, 1]),
        (Filter { from_us: Some(NOW + 2), to_us: Some(NOW + 4), ..Filter::default() }, vec![4, 3]),
        (Filter { by: Some("officer:%".to_owned()), ..Filter::default() }, vec![]),
    ] {
        let page = journal::page(&mut tx, &permit, &filter, None, 10).await.unwrap();
        assert_eq!(page.iter().map(|e| e.seq).collect::<Vec<_>>(), expected, "{filter:?}");
    }
    let page = journal::page(&mut tx, &permit, &Filter::default(), Some(4), 2).await.unwrap();
    assert_eq!(page.iter().map(|e| e.seq).collect::<Vec<_>>(), [3, 2]);
}

async fn the_content_of_records_is_not_in_the_log(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    let mut tx = house.store.read().await.unwrap();
    let log = journal::page(&mut tx, &house.console(), &Filter::default(), None, 10).await.unwrap();
    assert_eq!((log[0].body.clone(), log[0].legal_basis.clone()), (None, reason().legal_basis));
}

async fn acts_of_a_day_share_a_key_and_of_a_record_another(house: &House) {
    let filed = person(1, "Ama Mensah");
    house.file(&filed).await;
    let opened = OwnedAct { kind: ActKind::Opened, object: Some((filed.id, 1)), ..checked(1) };
    house
        .store
        .note_many(vec![opened, checked(2), OwnedAct { at_us: NOW + 86_400_000_000, ..checked(3) }])
        .await
        .unwrap();
    let names = "select cast(key_name as text) from journal where seq = ";
    let mut found = Vec::new();
    for seq in ["1", "2", "3", "4"] {
        found.push(house.text(&format!("{names}{seq}")).await);
    }
    assert_eq!(found, ["record", "record", "day:20717", "day:20718"]);
    house.withdraw(&filed).await;
    let mut tx = house.store.read().await.unwrap();
    let log = journal::page(&mut tx, &house.console(), &Filter::default(), None, 10).await.unwrap();
    let bodies: Vec<bool> = log.iter().rev().map(|e| e.body.is_some()).collect();
    assert_eq!(bodies, [false, false, true, true, true], "what was opened of a record goes with the record");
}

async fn tiles_grow_with_the_journal_and_a_stranger_can_check_them(house: &House) {
    for batch in [1, 254, 1, 300, 17] {
        house.store.note_many((0..batch).map(checked).collect()).await.unwrap();
        journal::tend(&house.store).await.unwrap();
        let report = journal::verify(&house.store, |_, _| ()).await.unwrap();
        assert_eq!((report.journal.checkpointed, report.journal.tiles_absent), (report.journal.acts, 0));
    }
    let report = journal::verify(&house.store, |_, _| ()).await.unwrap();
    assert_eq!((report.journal.acts, report.journal.checkpoints, report.journal.tiles), (573, 3, 4));
    let mut tx = house.store.read().await.unwrap();
    let note = journal::checkpoint(&mut tx).await.unwrap();
    let key = wire::note::NoteKey::new("tg.example/journal", keys().node.public()).unwrap();
    let point = wire::note::Checkpoint::open(note.as_bytes(), &[key]).unwrap();
    assert_eq!((point.size, point.root), (573, report.journal.root));
}

async fn a_store_opened_again_goes_on_where_it_was(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    let url = house.url.replace("mode=rwc", "mode=rw");
    let again = Store::open(&url, keys()).await.unwrap();
    assert_eq!(again.note(checked(1)).await.unwrap(), 2);
    assert_eq!(house.store.note(checked(2)).await.unwrap(), 3, "two processes on one store take turns");
    assert_eq!(journal::verify(&again, |_, _| ()).await.unwrap().journal.acts, 3);
    if house.is_sqlite() {
        let missing = url.replace("store.db", "other.db");
        assert!(Store::open(&missing, keys()).await.is_err(), "a journal that is missing is not begun anew");
    }
}

/// A kill leaves the files as they are at that moment, or the server without its client.
async fn what_was_acknowledged_survives_a_kill(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    assert_eq!(house.store.note(checked(1)).await.unwrap(), 2);
    let mut tx = house.store.begin().await.unwrap();
    journal::write(&mut tx, checked(2).borrowed()).await.unwrap();
    let (store, _copy) = match &house.dir {
        Some(dir) => {
            let copy = tempfile::tempdir().unwrap();
            for file in ["store.db", "store.db-wal"] {
                std::fs::copy(dir.path().join(file), copy.path().join(file)).unwrap();
            }
            let url = format!("sqlite://{}?mode=rw", copy.path().join("store.db").display());
            (Store::open(&url, keys()).await.unwrap(), Some(copy))
        }
        None => {
            let kill = "select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()";
            assert!(house.tamper(kill).await > 0);
            assert!(tx.commit().await.is_err(), "its connection is gone");
            (Store::open(&house.url, keys()).await.unwrap(), None)
        }
    };
    let report = journal::verify(&store, |_, _| ()).await.unwrap();
    assert_eq!((report.journal.acts, report.records), (2, 1));
    assert_eq!(store.note(checked(3)).await.unwrap(), 3);
}

async fn a_cursor_never_goes_back(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(follower::cursor(&mut tx, "index").await.unwrap(), 0);
    for (to, stands) in [(7, 7), (3, 7), (8, 8)] {
        follower::advance(&mut tx, "index", to).await.unwrap();
        assert_eq!(follower::cursor(&mut tx, "index").await.unwrap(), stands);
    }
    assert_eq!(follower::cursor(&mut tx, "other").await.unwrap(), 0);
}

async fn a_lease_is_held_by_one(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    for (holder, now, until, got) in [
        ("a", 0, 10, true),
        ("b", 5, 15, false),
        ("a", 9, 20, true),
        ("b", 19, 30, false),
        ("b", 20, 30, true),
    ] {
        assert_eq!(
            lease::take(&mut tx, "tender", holder, now, until).await.unwrap(),
            got,
            "{holder} at {now}"
        );
    }
    lease::give_back(&mut tx, "tender", "a").await.unwrap();
    assert!(!lease::take(&mut tx, "tender", "a", 21, 30).await.unwrap());
    lease::give_back(&mut tx, "tender", "b").await.unwrap();
    assert!(lease::take(&mut tx, "tender", "a", 21, 30).await.unwrap());
}
