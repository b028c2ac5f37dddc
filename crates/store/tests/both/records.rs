//! Records: filed, revised, withdrawn, read under a sight.
use crate::house::{House, NOW, id, investigator, listed, officer, person, reason};
use model::{
    ActKind, Actor, Audience, Entity, Kind, Level, Link, LinkKind, PartialDate, Purpose, Reason, Record,
    Role, Status, Subject,
};
use policy::{Target, action};
use store::journal::{self, Filter};
use store::{Error, record};

both!(
    a_record_comes_back_whole,
    a_revision_replaces_the_version_that_was_judged_and_no_other,
    a_permit_for_one_record_does_not_file_another,
    nobody_states_a_record_for_another_member,
    history_shows_what_the_sight_shows,
    a_withdrawn_record_is_gone_and_its_log_holds,
    withdrawal_leaves_nothing_readable,
    an_expired_record_is_shown_to_nobody,
    links_are_found_from_both_ends_and_tell_of_nothing_hidden,
    a_page_is_cut_after_the_rules,
    followers_read_everything_once_in_order,
);

async fn a_record_comes_back_whole(house: &House) {
    let mut filed = person(1, "Ama Mensah");
    filed.handling.audience = Audience::from_codes(["FR", "X-IOM"]).unwrap();
    filed.handling.never_to = ["BE".parse().unwrap()].into();
    filed.handling.purposes = [Purpose::Investigation, Purpose::VictimProtection].into();
    filed.handling.caveats = ["H1".parse().unwrap()].into();
    filed.handling.review = Some(PartialDate::new(2027, Some(3), None).unwrap());
    filed.handling.expires_us = Some(NOW + 1);
    filed.source.text = Some("from a partner".to_owned());
    let entity = Entity::new(Kind::Person).with("name", "محمد").unwrap().with("name", "Mohamed").unwrap();
    filed.subject = Subject::Entity(entity);
    let seq = house.file(&filed).await;
    let held = house.open(filed.id).await.unwrap();
    assert_eq!((held.record, held.seq, held.filed_us, held.revised_us), (filed.clone(), seq, NOW, NOW));
    let mut tx = house.store.read().await.unwrap();
    let (target, stamp) = record::target(&mut tx, filed.id).await.unwrap().unwrap();
    assert_eq!((target, stamp), (Target { id: filed.id, version: 1 }, filed.stamp()));
    assert_eq!(record::target(&mut tx, id(2)).await.unwrap(), None);
}

async fn a_revision_replaces_the_version_that_was_judged_and_no_other(house: &House) {
    let filed = person(1, "Ama Mensah");
    house.file(&filed).await;
    let second = Record { version: 2, status: Some(Status::Missing), ..filed.clone() };
    let (first_permit, late_permit) = (house.permit_to(&filed, 1), house.permit_to(&filed, 1));
    let mut tx = house.store.begin().await.unwrap();
    record::revise(&mut tx, first_permit, &second, NOW + 1).await.unwrap();
    tx.commit().await.unwrap();
    let held = house.open(filed.id).await.unwrap();
    assert_eq!((held.record, held.filed_us, held.revised_us), (second.clone(), NOW, NOW + 1));
    let mut tx = house.store.begin().await.unwrap();
    let late = record::revise(&mut tx, late_permit, &second, NOW + 2).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    let again = record::file(&mut tx, house.permit_to(&filed, 1), &filed, NOW).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let skipping = Record { version: 4, ..filed.clone() };
    let skipped = record::revise(&mut tx, house.permit_to(&filed, 2), &skipping, NOW).await;
    assert!(matches!(skipped, Err(Error::NotPermitted(_))), "{skipped:?}");
}

async fn a_permit_for_one_record_does_not_file_another(house: &House) {
    let (one, other) = (person(1, "Ama Mensah"), person(2, "Kofi Mensah"));
    let mut tx = house.store.begin().await.unwrap();
    let filed = record::file(&mut tx, house.permit_to(&one, 1), &other, NOW).await;
    assert!(matches!(filed, Err(Error::NotPermitted(_))), "{filed:?}");
}

async fn nobody_states_a_record_for_another_member(house: &House) {
    let own = person(1, "Ama Mensah");
    let foreign = Record { owner: "FR".parse().unwrap(), ..own.clone() };
    let mut tx = house.store.begin().await.unwrap();
    let filed = record::file(&mut tx, house.permit_to(&own, 1), &foreign, NOW).await;
    assert!(matches!(filed, Err(Error::NotPermitted(_))), "{filed:?}");
}

async fn history_shows_what_the_sight_shows(house: &House) {
    let mut first = person(1, "Ama Mensah");
    first.handling.level = Level::Confidential;
    house.file(&first).await;
    let second = Record { version: 2, ..person(1, "Ama A. Mensah") };
    let mut tx = house.store.begin().await.unwrap();
    record::revise(&mut tx, house.permit_to(&first, 1), &second, NOW + 1).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let all = house.sight_of(&mut tx, &investigator(), &reason()).await;
    let past = record::history(&mut tx, &all, first.id, NOW).await.unwrap();
    assert_eq!(past.iter().map(|p| &p.record).collect::<Vec<_>>(), [&second, &first]);
    assert_eq!((past[1].at_us, past[1].by.as_str()), (NOW, investigator().label().as_str()));
    let less = officer(vec![Role::Investigator], Level::Official);
    let less = house.sight_of(&mut tx, &less, &reason()).await;
    let past = record::history(&mut tx, &less, first.id, NOW).await.unwrap();
    assert_eq!(past.iter().map(|p| p.record.version).collect::<Vec<_>>(), [2]);
    assert_eq!(record::history(&mut tx, &all, id(7), NOW).await.unwrap(), []);
}

async fn a_withdrawn_record_is_gone_and_its_log_holds(house: &House) {
    let filed = person(1, "Ama Mensah");
    house.file(&filed).await;
    let seq = house.withdraw(&filed).await;
    assert!(house.open(filed.id).await.is_none());
    let (mut tx, sight) = house.seeing().await;
    assert_eq!(record::history(&mut tx, &sight, filed.id, NOW).await.unwrap(), []);
    assert_eq!(record::target(&mut tx, filed.id).await.unwrap(), None);
    let of_it = Filter { object: Some(filed.id), ..Filter::default() };
    let log = journal::page(&mut tx, &house.console::<action::ReadLog>(), &of_it, None, 10).await.unwrap();
    let told: Vec<_> = log.iter().map(|e| (e.seq, e.kind, e.legal_basis.is_some())).collect();
    assert_eq!(told, [(seq, ActKind::Withdrawn, true), (1, ActKind::Filed, false)]);
    assert_eq!(
        log[0].body,
        Some(serde_json::json!({ "why": "filed in error" })),
        "the reason outlives the record"
    );
    let mut tx = house.store.begin().await.unwrap();
    let again = record::withdraw(&mut tx, house.permit_to(&filed, 1), "again", NOW).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    drop(tx);
    let report = journal::verify(&house.store, |_, _| ()).await.unwrap();
    assert_eq!((report.records, report.journal.bodies_gone), (0, 1));
}

/// What the database file and its log hold, as bytes.
fn files(house: &House) -> Vec<u8> {
    let dir = house.dir.as_ref().unwrap().path();
    std::fs::read_dir(dir).unwrap().flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn holds(bytes: &[u8], canary: &[u8]) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary)
}

async fn withdrawal_leaves_nothing_readable(house: &House) {
    let canary = "Kanarienvogel Singvogel";
    let filed = person(1, canary);
    house.file(&filed).await;
    house.file(&person(2, "Ama Mensah")).await;
    let salt = house.peek("select salt from record where version = 1 and seq = 1").await;
    let body = house.peek("select body from journal where seq = 1").await;
    assert_eq!(salt.len(), 32);
    if house.is_sqlite() {
        assert!(
            holds(&files(house), &salt) && holds(&files(house), &body),
            "the test can find what is there"
        );
        assert!(!holds(&files(house), canary.as_bytes()), "a content is never on disk in clear");
    }
    house.withdraw(&filed).await;
    journal::tend(&house.store).await.unwrap();
    if house.is_sqlite() {
        assert!(!holds(&files(house), &salt), "the salt is still in a file");
        assert!(!holds(&files(house), &body), "the sealed body is still in a file");
    }
    let gone = "update record set seen = null where seq = 3 and salt is null and digest is null";
    assert_eq!(house.tamper(gone).await, 1);
    assert_eq!(house.tamper("update journal set body = null where seq = 1 and body is null").await, 1);
}

async fn an_expired_record_is_shown_to_nobody(house: &House) {
    let mut filed = person(1, "Ama Mensah");
    filed.handling.expires_us = Some(NOW + 10);
    house.file(&filed).await;
    let (mut tx, sight) = house.seeing().await;
    assert!(record::open(&mut tx, &sight, filed.id, NOW + 9).await.unwrap().is_some());
    assert!(record::open(&mut tx, &sight, filed.id, NOW + 10).await.unwrap().is_none());
    assert_eq!(record::each(&mut tx, &sight, 0, 10, NOW + 10).await.unwrap(), []);
    assert_eq!(record::history(&mut tx, &sight, filed.id, NOW + 10).await.unwrap(), []);
    assert_eq!(record::expired(&mut tx, NOW, NOW + 10).await.unwrap(), [filed.id]);
    assert_eq!(record::expired(&mut tx, NOW, NOW + 9).await.unwrap(), []);
    assert!(record::target(&mut tx, filed.id).await.unwrap().is_some(), "its owner can still withdraw it");
}

fn link(n: u64, from: u64, to: u64) -> Record {
    let (kind, role) = (LinkKind::Family, Some("mother".to_owned()));
    let link = Link { kind, from: id(from), to: id(to), role, since: None, until: None };
    Record { subject: Subject::Link(link), status: None, ..person(n, "x") }
}

async fn links_are_found_from_both_ends_and_tell_of_nothing_hidden(house: &House) {
    let (mother, son) = (person(1, "Ama Mensah"), person(2, "Kofi Mensah"));
    let mut hidden = person(3, "Yao Mensah");
    hidden.handling.level = Level::Confidential;
    for filed in [&mother, &son, &hidden, &link(10, 1, 2), &link(11, 3, 1)] {
        house.file(filed).await;
    }
    let mut tx = house.store.read().await.unwrap();
    let all = house.sight_of(&mut tx, &investigator(), &reason()).await;
    let ends = |linked: Vec<record::Linked>| -> Vec<(u64, Record)> {
        linked.into_iter().map(|l| (l.link.seq, l.other.record)).collect()
    };
    let seen = ends(record::links(&mut tx, &all, mother.id, NOW).await.unwrap());
    assert_eq!(seen, [(5, hidden.clone()), (4, son.clone())]);
    assert_eq!(ends(record::links(&mut tx, &all, son.id, NOW).await.unwrap()), [(4, mother.clone())]);
    let less = officer(vec![Role::Investigator], Level::Official);
    let less = house.sight_of(&mut tx, &less, &reason()).await;
    assert_eq!(ends(record::links(&mut tx, &less, mother.id, NOW).await.unwrap()), [(4, son)]);
    assert_eq!(record::links(&mut tx, &less, hidden.id, NOW).await.unwrap(), []);
    drop(tx);
    house.withdraw(&link(10, 1, 2)).await;
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(ends(record::links(&mut tx, &less, mother.id, NOW).await.unwrap()), []);
}

async fn a_page_is_cut_after_the_rules(house: &House) {
    for n in 0..30 {
        let mut filed = listed(n, "Ama Mensah", if n % 2 == 0 { "even" } else { "odd" });
        filed.handling.level = if n % 3 == 0 { Level::Official } else { Level::Confidential };
        house.file(&filed).await;
    }
    let mut tx = house.store.read().await.unwrap();
    let less = officer(vec![Role::Investigator], Level::Official);
    let sight = house.sight_of(&mut tx, &less, &reason()).await;
    let filter = record::Filter {
        kind: Some(Kind::Person),
        list: Some("even".to_owned()),
        status: Some(Status::Wanted),
    };
    let (mut before, mut pages) = (None, Vec::new());
    loop {
        let page = record::page(&mut tx, &sight, &filter, (before, 2), NOW).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.seq);
        pages.push(page.iter().map(|held| held.seq - 1).collect::<Vec<u64>>());
    }
    assert_eq!(pages, [vec![24, 18], vec![12, 6], vec![0]], "full pages, though most records are hidden");
    for filter in [
        record::Filter { kind: Some(Kind::Vessel), ..filter.clone() },
        record::Filter { list: Some("other".to_owned()), ..filter.clone() },
        record::Filter { status: Some(Status::Missing), ..filter.clone() },
    ] {
        assert_eq!(record::page(&mut tx, &sight, &filter, (None, 9), NOW).await.unwrap(), []);
    }
    let lists = store::import::lists(&mut tx, &sight, NOW).await.unwrap();
    let counts: Vec<(&str, u64)> = lists.iter().map(|l| (l.name.as_str(), l.records)).collect();
    assert_eq!(counts, [("even", 5), ("odd", 5)], "counts tell of nothing hidden");
}

async fn followers_read_everything_once_in_order(house: &House) {
    for n in 0..70 {
        house.file(&person(n, "Ama Mensah")).await;
    }
    house.withdraw(&person(3, "Ama Mensah")).await;
    let (mut tx, sight) = house.seeing().await;
    let (mut after, mut seen) = (0, Vec::new());
    loop {
        let batch = record::each(&mut tx, &sight, after, 40, NOW).await.unwrap();
        let Some(last) = batch.last() else { break };
        after = last.seq;
        seen.extend(batch.into_iter().map(|held| held.record.id));
    }
    assert_eq!(seen, (0..70).filter(|n| *n != 3).map(id).collect::<Vec<_>>());
    let changes = journal::since(&mut tx, 69, 10).await.unwrap();
    let told: Vec<_> = changes.iter().map(|c| (c.seq, c.kind, c.object)).collect();
    assert_eq!(told, [(70, ActKind::Filed, Some((id(69), 1))), (71, ActKind::Withdrawn, Some((id(3), 1)))]);
    let asked = [id(9), id(3), id(1), id(999)];
    let some = record::many(&mut tx, &sight, &asked, NOW).await.unwrap();
    assert_eq!(some.iter().map(|h| h.record.id).collect::<Vec<_>>(), [id(9), id(1)]);
    let blind = Actor::Console { account: "root".to_owned(), member: "FR".parse().unwrap() };
    let nothing = house.sight_of(&mut tx, &blind, &Reason::of(Purpose::Screening)).await;
    assert_eq!(record::many(&mut tx, &nothing, &asked, NOW).await.unwrap(), []);
}
