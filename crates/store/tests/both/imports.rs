//! Imports: a list, its newer edition, what vanished, what was refused, what was broken off.
use crate::house::{House, NOW, id, listed, person};
use model::{ImportId, Link, LinkKind, Record, RecordId, Subject};
use store::import::{self, Batch, Begun, Counts, Ready, RefusedRow, State};
use store::{Error, journal};

both!(
    a_newer_edition_is_an_update,
    what_vanished_and_comes_back_is_filed_anew,
    a_broken_import_is_taken_up_where_it_was,
    another_edition_ends_one_that_was_broken_off,
    refused_rows_are_kept_with_file_line_and_reason,
    an_import_touches_only_its_own_list,
    the_last_of_two_with_the_same_key_counts,
    what_a_damaged_file_did_not_show_is_not_withdrawn,
    what_a_refused_row_is_about_is_not_taken_for_gone,
);

fn begun(n: u8, list: &str) -> Begun {
    Begun {
        id: ImportId::from_bytes([n; 16]),
        list: list.to_owned(),
        format: "csv".to_owned(),
        files: vec!["list 'x'.csv".to_owned()],
        fingerprint: format!("edition {n}"),
    }
}

fn batch(house: &House, n: u8, records: Vec<Record>, steps: u64) -> Batch {
    let records = records.into_iter().map(|record| Ready::of(&house.store, record).unwrap()).collect();
    Batch { import: ImportId::from_bytes([n; 16]), records, refused: vec![], steps }
}

async fn apply(house: &House, batch: Batch) -> Counts {
    let mut tx = house.store.begin().await.unwrap();
    let counts = import::apply(&mut tx, &house.import(), batch, NOW).await.unwrap().counts;
    tx.commit().await.unwrap();
    counts
}

async fn begin(house: &House, begun: &Begun) -> import::Import {
    let mut tx = house.store.begin().await.unwrap();
    let import = import::begin(&mut tx, &house.import(), begun, NOW).await.unwrap();
    tx.commit().await.unwrap();
    import
}

/// A whole import of these records in batches of 40; gives what it came to.
async fn edition(house: &House, n: u8, list: &str, records: &[Record]) -> Counts {
    begin(house, &begun(n, list)).await;
    for (at, part) in (1..).zip(records.chunks(40)) {
        apply(house, batch(house, n, part.to_vec(), at)).await;
    }
    finish(house, n).await
}

async fn finish(house: &House, n: u8) -> Counts {
    let import = ImportId::from_bytes([n; 16]);
    loop {
        let mut tx = house.store.begin().await.unwrap();
        let gone = import::withdraw_vanished(&mut tx, &house.import(), import, NOW).await.unwrap();
        tx.commit().await.unwrap();
        if gone == 0 {
            break;
        }
    }
    let mut tx = house.store.begin().await.unwrap();
    let ended = import::end(&mut tx, &house.import(), import, false, NOW + 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((ended.state, ended.ended_us), (State::Ended, Some(NOW + 1)));
    ended.counts
}

async fn held(house: &House) -> Vec<(RecordId, u64, String)> {
    let (mut tx, sight) = house.seeing().await;
    let mut held: Vec<_> = store::record::each(&mut tx, &sight, 0, 10_000, NOW).await.unwrap();
    held.sort_by_key(|h| h.record.id);
    held.into_iter().map(|h| (h.record.id, h.record.version, h.record.caption().to_owned())).collect()
}

async fn a_newer_edition_is_an_update(house: &House) {
    let first: Vec<Record> = (0..100).map(|n| listed(n, "Ama Mensah", "un")).collect();
    let counts = edition(house, 1, "un", &first).await;
    assert_eq!(counts, Counts { added: 100, ..Counts::default() });
    let second: Vec<Record> =
        (10..110).map(|n| listed(n, if n % 10 == 0 { "Kofi Mensah" } else { "Ama Mensah" }, "un")).collect();
    let counts = edition(house, 2, "un", &second).await;
    assert_eq!(counts, Counts { added: 10, changed: 9, unchanged: 81, withdrawn: 10, refused: 0 });
    let expected: Vec<_> = second
        .iter()
        .zip(10..)
        .map(|(r, n)| (r.id, if n % 10 == 0 && n < 100 { 2 } else { 1 }, r.caption().to_owned()))
        .collect();
    assert_eq!(held(house).await, expected);
    assert_eq!(edition(house, 3, "un", &second).await, Counts { unchanged: 100, ..Counts::default() });
    let report = journal::verify(&house.store, |_, _| ()).await.unwrap();
    assert_eq!((report.records, report.journal.acts), (100, 100 + 10 + 9 + 10 + 6));
}

async fn what_vanished_and_comes_back_is_filed_anew(house: &House) {
    let one = vec![listed(1, "Ama Mensah", "un")];
    edition(house, 1, "un", &one).await;
    assert_eq!(edition(house, 2, "un", &[]).await.withdrawn, 1);
    let counts = edition(house, 3, "un", &one).await;
    assert_eq!((counts.added, counts.changed), (1, 0));
    assert_eq!(held(house).await, [(id(1), 2, "Ama Mensah".to_owned())]);
    journal::verify(&house.store, |_, _| ()).await.unwrap();
}

async fn a_broken_import_is_taken_up_where_it_was(house: &House) {
    let started = begin(house, &begun(1, "un")).await;
    assert_eq!((started.steps, started.state), (0, State::Running));
    apply(house, batch(house, 1, vec![listed(1, "Ama Mensah", "un"), listed(2, "Ama Mensah", "un")], 7))
        .await;
    // A batch that was never committed leaves nothing.
    let mut tx = house.store.begin().await.unwrap();
    import::apply(&mut tx, &house.import(), batch(house, 1, vec![listed(3, "x y", "un")], 9), NOW)
        .await
        .unwrap();
    drop(tx);
    let mut same = begun(1, "un");
    same.id = ImportId::from_bytes([9; 16]);
    let again = begin(house, &same).await;
    assert_eq!((again.id, again.steps, again.counts.added), (ImportId::from_bytes([1; 16]), 7, 2));
    // What was read again is only seen again.
    let counts =
        apply(house, batch(house, 1, vec![listed(2, "Ama Mensah", "un"), listed(3, "x y", "un")], 9)).await;
    assert_eq!((counts.added, counts.unchanged), (3, 1));
    assert_eq!(finish(house, 1).await.withdrawn, 0);
}

async fn another_edition_ends_one_that_was_broken_off(house: &House) {
    begin(house, &begun(1, "un")).await;
    begin(house, &begun(2, "un")).await;
    let mut tx = house.store.begin().await.unwrap();
    let late = import::apply(&mut tx, &house.import(), batch(house, 1, vec![], 1), NOW).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    drop(tx);
    let mut tx = house.store.read().await.unwrap();
    let all = import::all(&mut tx, &crate::house::me(), 10).await.unwrap();
    let states: Vec<State> = all.iter().map(|i| i.state).collect();
    assert_eq!(states, [State::Running, State::GivenUp]);
    assert_eq!(all[0].files, ["list 'x'.csv"]);
}

async fn refused_rows_are_kept_with_file_line_and_reason(house: &House) {
    begin(house, &begun(1, "un")).await;
    let row = |line| RefusedRow {
        file: "a.csv".to_owned(),
        line,
        reason: format!("line {line}: 'x' \0 no date"),
        about: None,
    };
    for lines in [1..4, 4..6_u64] {
        let refused = lines.map(row).collect();
        apply(house, Batch { refused, ..batch(house, 1, vec![], 1) }).await;
    }
    let mut tx = house.store.read().await.unwrap();
    let (me, import) = (crate::house::me(), ImportId::from_bytes([1; 16]));
    let page = import::refused(&mut tx, &me, import, 2, 2).await.unwrap();
    assert_eq!(page.iter().map(|(no, row)| (*no, row.line)).collect::<Vec<_>>(), [(3, 3), (4, 4)]);
    assert_eq!(page[0].1.reason, "line 3: 'x' \u{fffd} no date");
    assert_eq!(import::one(&mut tx, &me, import).await.unwrap().unwrap().counts.refused, 5);
}

async fn an_import_touches_only_its_own_list(house: &House) {
    let own = person(1, "Ama Mensah");
    house.file(&own).await;
    edition(house, 1, "ofac", &[listed(2, "Ama Mensah", "ofac")]).await;
    begin(house, &begun(2, "un")).await;
    let foreign = Record { owner: "FR".parse().unwrap(), ..listed(5, "x y", "un") };
    for wrong in
        [own.clone(), listed(2, "x y", "ofac"), foreign, listed(1, "x y", "un"), listed(2, "x y", "un")]
    {
        let mut tx = house.store.begin().await.unwrap();
        let applied =
            import::apply(&mut tx, &house.import(), batch(house, 2, vec![wrong.clone()], 1), NOW).await;
        assert!(matches!(applied, Err(Error::NotPermitted(_))), "{applied:?} of {wrong:?}");
    }
    finish(house, 2).await;
    assert_eq!(held(house).await.len(), 2, "an empty list withdraws nothing of others");
}

async fn the_last_of_two_with_the_same_key_counts(house: &House) {
    begin(house, &begun(1, "un")).await;
    let twice = vec![listed(1, "Ama Mensah", "un"), listed(2, "x y", "un"), listed(1, "Kofi Mensah", "un")];
    assert_eq!(apply(house, batch(house, 1, twice, 3)).await.added, 2);
    assert_eq!(held(house).await[0], (id(1), 1, "Kofi Mensah".to_owned()));
}

async fn what_a_damaged_file_did_not_show_is_not_withdrawn(house: &House) {
    edition(house, 1, "un", &[listed(1, "Ama Mensah", "un"), listed(2, "x y", "un")]).await;
    begin(house, &begun(2, "un")).await;
    apply(house, batch(house, 2, vec![listed(1, "Ama Mensah", "un")], 1)).await;
    let mut tx = house.store.begin().await.unwrap();
    let import = ImportId::from_bytes([2; 16]);
    let ended = import::end(&mut tx, &house.import(), import, true, NOW).await.unwrap();
    assert_eq!(ended.state, State::Damaged);
    tx.commit().await.unwrap();
    assert_eq!(held(house).await.len(), 2);
}

fn uses(n: u64, from: u64, to: u64) -> Record {
    let (kind, role, since, until) = (LinkKind::Uses, None, None, None);
    let link = Link { kind, from: id(from), to: id(to), role, since, until };
    Record { subject: Subject::Link(link), status: None, ..listed(n, "x y", "un") }
}

/// 1 uses 2 and 3 uses 4. In the newer edition the row of 1 is refused, and that of 3 is gone.
async fn what_a_refused_row_is_about_is_not_taken_for_gone(house: &House) {
    let named = |n| listed(n, "Ama Mensah", "un");
    let first = [named(1), named(2), uses(11, 1, 2), named(3), named(4), uses(12, 3, 4), named(5)];
    edition(house, 1, "un", &first).await;
    begin(house, &begun(2, "un")).await;
    let row = RefusedRow { about: Some(id(1)), ..RefusedRow::default() };
    let unknown = RefusedRow { about: Some(id(99)), ..RefusedRow::default() };
    let refused = vec![row, unknown, RefusedRow::default()];
    apply(house, Batch { refused, ..batch(house, 2, vec![named(5)], 1) }).await;
    let counts = finish(house, 2).await;
    assert_eq!((counts.withdrawn, counts.unchanged, counts.refused), (3, 1, 3));
    let left: Vec<RecordId> = held(house).await.into_iter().map(|(id, ..)| id).collect();
    assert_eq!(left, [id(1), id(2), id(5), id(11)]);
}
