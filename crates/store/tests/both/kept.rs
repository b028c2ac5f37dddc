//! Copies that the law bids to keep: nobody finds them, whoever may opens them, and they end.
use crate::exchange::{peer, receive, theirs};
use crate::house::{House, NOW, investigator, me, reason};
use model::{Actor, CopyWord, Level, OfficerId, Record, Role};
use policy::{Permit, Target, action};
use store::journal::{self, Filter};
use store::kept::{self, Declared, Kept};
use store::{Error, record};

both!(
    a_copy_is_kept_where_it_was_declared_and_nobody_finds_it,
    a_bureau_that_takes_its_time_decides_afterwards,
    what_nobody_declared_is_destroyed,
    a_copy_that_has_had_its_time_is_destroyed,
    an_owner_is_told_each_change_once_and_again_where_it_was_lost,
    a_look_that_nobody_was_told_of_is_noted_once,
    a_second_person_is_waited_for_and_nothing_is_destroyed_meanwhile,
    what_nobody_confirms_lapses_and_is_destroyed,
);

const DAY: i64 = 86_400_000_000;

fn permit<A: action::OfRecord>(house: &House, record: &Record) -> Permit<A> {
    house.permit_to(record, record.version)
}

fn declared(days: i64) -> Declared {
    Declared {
        basis: reason().legal_basis,
        reference: reason().reference,
        why: "evidence at trial".into(),
        unit: Some("Cybercrime".into()),
        until_us: NOW + days * DAY,
    }
}

/// The permit of a second person.
fn second(house: &House, record: &Record) -> Permit<action::KeepByLaw> {
    let by = Actor::Officer {
        id: OfficerId::from_bytes([9; 16]),
        member: me(),
        roles: vec![Role::Investigator, Role::VictimProtection],
        clearance: Level::Confidential,
    };
    let target = Target { id: record.id, version: record.version };
    house.rules.permit_on(&by, &reason(), target, &record.stamp()).unwrap()
}

/// One declares it at this moment, and may wait for two days.
async fn ask(house: &House, record: &Record, days: i64, at_us: i64) -> Result<(), Error> {
    let mut tx = house.store.begin().await.unwrap();
    let may = permit::<action::KeepByLaw>(house, record);
    kept::ask(&mut tx, &may, &record.owner, &declared(days), (at_us, at_us + 2 * DAY)).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn confirm(house: &House, permit: &Permit<action::KeepByLaw>, at_us: i64) -> Result<(), Error> {
    let mut tx = house.store.begin().await.unwrap();
    let read = kept::waiting(&mut tx, permit.target().id, at_us).await.unwrap();
    kept::confirm(&mut tx, permit, read.map_or(NOW, |asked| asked.asked_us), at_us).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn declare(house: &House, record: &Record, days: i64) -> Result<(), Error> {
    ask(house, record, days, NOW).await?;
    confirm(house, &second(house, record), NOW).await
}

async fn recall(house: &House, record: &Record, undecided_until_us: Option<i64>) {
    let mut tx = house.store.begin().await.unwrap();
    let target = Target { id: record.id, version: record.version };
    let permit =
        house.rules.permit_peer::<action::Withdraw>(&record.owner, &reason(), target, &record.stamp());
    let gone = record::give_up(&mut tx, permit.unwrap(), "taken back", undecided_until_us, NOW + 1);
    assert!(gone.await.unwrap());
    tx.commit().await.unwrap();
}

async fn opened(house: &House, record: &Record) -> Option<(Kept, Record)> {
    let mut tx = house.store.read().await.unwrap();
    kept::open(&mut tx, &permit::<action::OpenKept>(house, record)).await.unwrap()
}

async fn word(house: &House, record: &Record) -> Option<CopyWord> {
    kept::of(&mut house.store.read().await.unwrap(), record.id).await.unwrap().map(|kept| kept.word)
}

async fn end_due(house: &House, now: i64) -> usize {
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(
        kept::any_due(&mut tx, now).await.unwrap(),
        kept::end_due(&mut tx, &me(), now).await.unwrap() > 0
    );
    tx.commit().await.unwrap();
    let text = house.text("select cast(count(*) as text) from kept_copy where word = 'ended'").await;
    text.parse().unwrap()
}

/// What lies in the database of it, sealed or not.
async fn bytes(house: &House) -> String {
    house.text("select cast(count(content) + count(salt) as text) from kept_copy").await
}

async fn a_copy_is_kept_where_it_was_declared_and_nobody_finds_it(house: &House) {
    let theirs = theirs(1, 2);
    assert!(declare(house, &theirs, 30).await.is_err(), "there is no copy yet");
    receive(house, &theirs).await.unwrap();
    declare(house, &theirs, 30).await.unwrap();
    assert_eq!(word(house, &theirs).await, Some(CopyWord::ToBeKept));
    assert!(opened(house, &theirs).await.is_none(), "it is here as any record");
    recall(house, &theirs, None).await;
    assert!(house.open(theirs.id).await.is_none(), "no record of it is found");
    let (mut tx, sight) = house.seeing().await;
    assert!(record::target(&mut tx, theirs.id).await.unwrap().is_none());
    assert!(record::history(&mut tx, &sight, theirs.id, NOW).await.unwrap().is_empty());
    assert_eq!(kept::target(&mut tx, theirs.id).await.unwrap().unwrap().1, theirs.stamp());
    drop(tx);
    let (kept, record) = opened(house, &theirs).await.unwrap();
    assert_eq!((kept.word, kept.version, record), (CopyWord::Kept, 2, theirs.clone()));
    assert_eq!(kept.basis, reason().legal_basis);
    assert_eq!((kept.why.as_deref(), kept.unit.as_deref()), (Some("evidence at trial"), Some("Cybercrime")));
    let sealed = house.peek("select content from kept_copy").await;
    assert!(!sealed.windows(4).any(|window| window == b"Mens"), "it does not lie there in the clear");
    // Stated anew and taken back again: the newer one is kept, and opened by its number.
    let newer = Record { version: 4, ..theirs.clone() };
    receive(house, &newer).await.unwrap();
    declare(house, &newer, 40).await.unwrap();
    assert_eq!(opened(house, &newer).await.unwrap().1.version, 2, "what is here is no kept copy");
    recall(house, &newer, None).await;
    assert_eq!(opened(house, &newer).await.unwrap().1.version, 4);
    journal::verify(&house.store, |_, _| {}).await.unwrap();
}

async fn a_bureau_that_takes_its_time_decides_afterwards(house: &House) {
    let theirs = theirs(1, 1);
    receive(house, &theirs).await.unwrap();
    recall(house, &theirs, Some(NOW + DAY)).await;
    assert_eq!(word(house, &theirs).await, Some(CopyWord::Undecided));
    assert!(house.open(theirs.id).await.is_none());
    declare(house, &theirs, 30).await.unwrap();
    let (kept, _) = opened(house, &theirs).await.unwrap();
    assert_eq!((kept.word, kept.until_us), (CopyWord::Kept, NOW + 30 * DAY));
    assert_eq!(end_due(house, NOW + 2 * DAY).await, 0);
    let mut tx = house.store.begin().await.unwrap();
    let may = permit::<action::KeepByLaw>(house, &theirs);
    assert!(kept::give_up(&mut tx, &may, "", NOW).await.is_err());
    kept::give_up(&mut tx, &may, "the trial is over", NOW).await.unwrap();
    assert!(kept::give_up(&mut tx, &may, "again", NOW).await.is_err());
    tx.commit().await.unwrap();
    assert!(opened(house, &theirs).await.is_none());
    assert_eq!(bytes(house).await, "0");
}

async fn what_nobody_declared_is_destroyed(house: &House) {
    let (one, two) = (theirs(1, 1), theirs(2, 1));
    receive(house, &one).await.unwrap();
    receive(house, &two).await.unwrap();
    declare(house, &two, 1).await.unwrap();
    assert_eq!(end_due(house, NOW + DAY).await, 1, "what was declared has had its time");
    recall(house, &one, None).await;
    recall(house, &two, None).await;
    assert!(opened(house, &one).await.is_none() && opened(house, &two).await.is_none());
    assert_eq!(bytes(house).await, "0");
    assert!(declare(house, &one, 30).await.is_err(), "what is gone is gone");
}

async fn a_copy_that_has_had_its_time_is_destroyed(house: &House) {
    let theirs = theirs(1, 1);
    receive(house, &theirs).await.unwrap();
    declare(house, &theirs, 2).await.unwrap();
    recall(house, &theirs, None).await;
    assert_eq!(end_due(house, NOW + 2 * DAY - 1).await, 0);
    assert_eq!(end_due(house, NOW + 2 * DAY).await, 1);
    assert_eq!((word(house, &theirs).await, bytes(house).await), (Some(CopyWord::Ended), "0".to_owned()));
    let mut tx = house.store.read().await.unwrap();
    let filter = Filter { object: Some(theirs.id), ..Filter::default() };
    let acts = journal::page(&mut tx, &house.console(), &filter, None, 10).await.unwrap();
    let kinds: Vec<&str> = acts.iter().rev().map(|act| act.kind.as_str()).collect();
    assert_eq!(kinds, ["filed", "copy-declared", "copy-confirmed", "copy-kept", "withdrawn", "copy-ended"]);
    assert!(acts.iter().all(|act| act.kind.as_str() == "filed" || act.body.is_some()), "why outlives it");
}

async fn an_owner_is_told_each_change_once_and_again_where_it_was_lost(house: &House) {
    let theirs = theirs(1, 1);
    receive(house, &theirs).await.unwrap();
    declare(house, &theirs, 2).await.unwrap();
    let untold = async || kept::untold(&mut house.store.read().await.unwrap()).await.unwrap();
    let first = untold().await.remove(0);
    declare(house, &theirs, 3).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    kept::told(&mut tx, &first).await.unwrap();
    tx.commit().await.unwrap();
    let second = untold().await.remove(0);
    assert!(second.said > first.said, "also where the clock stands still");
    let mut tx = house.store.begin().await.unwrap();
    kept::told(&mut tx, &second).await.unwrap();
    tx.commit().await.unwrap();
    assert!(untold().await.is_empty());
    let mut tx = house.store.begin().await.unwrap();
    kept::tell_again(&mut tx, &peer()).await.unwrap();
    assert_eq!(kept::untold(&mut tx).await.unwrap(), [second]);
    assert_eq!(kept::among(&mut tx, &[theirs.id]).await.unwrap().len(), 1);
    let may = house.rules.permit::<action::ReadKept>(&investigator(), &reason()).unwrap();
    let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
    assert_eq!(kept::list(&mut tx, (&may, &sight), 10).await.unwrap().len(), 1);
    assert_eq!(kept::list_all(&mut tx, &may, 10).await.unwrap().len(), 1);
}

/// The charter names a member, which is suspended.
pub(crate) async fn know(tx: &mut store::Tx, member: &model::Member) {
    let known = store::peer::Peer {
        member: member.clone(),
        name: "NCB Paris".into(),
        class: model::MemberClass::Bureau,
        node: [1; 32],
        standing: model::MemberStanding::Suspended,
        manifest: None,
        manifest_version: 0,
        reached_us: None,
        fault: None,
        afresh: 0,
        again: None,
        looks_seq: None,
    };
    store::peer::extend_charter(tx, &model::Actor::Engine { member: me() }, (0, &[]), &[known], NOW)
        .await
        .unwrap();
}

async fn a_look_that_nobody_was_told_of_is_noted_once(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    know(&mut tx, &peer()).await;
    store::peer::untold_look(&mut tx, &peer(), 7).await.unwrap();
    store::peer::untold_look(&mut tx, &peer(), 9).await.unwrap();
    assert_eq!(store::peer::untold_looks(&mut tx).await.unwrap(), [(peer(), 7)]);
    store::peer::looks_told(&mut tx, &peer()).await.unwrap();
    assert!(store::peer::untold_looks(&mut tx).await.unwrap().is_empty());
}

async fn a_second_person_is_waited_for_and_nothing_is_destroyed_meanwhile(house: &House) {
    let theirs = theirs(1, 1);
    receive(house, &theirs).await.unwrap();
    ask(house, &theirs, 30, NOW).await.unwrap();
    assert_eq!(word(house, &theirs).await, None, "one alone keeps nothing");
    let alone = confirm(house, &permit::<action::KeepByLaw>(house, &theirs), NOW).await;
    assert!(matches!(alone, Err(Error::Conflict(_))), "who declared it confirms nothing: {alone:?}");
    recall(house, &theirs, None).await;
    assert_eq!(word(house, &theirs).await, Some(CopyWord::Undecided));
    assert!(house.open(theirs.id).await.is_none(), "nobody finds it meanwhile");
    ask(house, &theirs, 40, NOW + DAY).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let other = kept::confirm(&mut tx, &second(house, &theirs), NOW, NOW + DAY).await;
    assert!(matches!(other, Err(Error::Conflict(_))), "it is another declaration than they read: {other:?}");
    drop(tx);
    let may = house.console::<action::ReadKept>();
    let waits = kept::asked_all(&mut house.store.read().await.unwrap(), &may, NOW).await.unwrap();
    assert_eq!((waits.len(), waits[0].lapses_us), (1, NOW + 2 * DAY), "to say it again gains no time");
    assert_eq!(end_due(house, NOW + 2 * DAY - 1).await, 0);
    confirm(house, &second(house, &theirs), NOW + 2 * DAY - 1).await.unwrap();
    let (kept, _) = opened(house, &theirs).await.unwrap();
    assert_eq!((kept.word, kept.until_us), (CopyWord::Kept, NOW + 40 * DAY));
    assert_eq!(kept.why.as_deref(), Some("evidence at trial"));
    assert_eq!(end_due(house, NOW + 40 * DAY - 1).await, 0);
    assert!(confirm(house, &second(house, &theirs), NOW).await.is_err(), "once");
    // To be kept for longer, it needs two again, and ends meanwhile no sooner.
    ask(house, &theirs, 60, NOW + 39 * DAY).await.unwrap();
    assert_eq!(end_due(house, NOW + 40 * DAY).await, 0);
    assert!(ask(house, &theirs, 90, NOW + 41 * DAY).await.is_err(), "it has had its time");
    assert_eq!(end_due(house, NOW + 41 * DAY).await, 1);
}

async fn what_nobody_confirms_lapses_and_is_destroyed(house: &House) {
    let (one, two) = (theirs(1, 1), theirs(2, 1));
    for theirs in [&one, &two] {
        receive(house, theirs).await.unwrap();
        ask(house, theirs, 30, NOW).await.unwrap();
    }
    recall(house, &one, Some(NOW + DAY)).await;
    assert_eq!(end_due(house, NOW + DAY).await, 0, "the second person has longer than that");
    assert_eq!(end_due(house, NOW + 2 * DAY).await, 1);
    assert_eq!((opened(house, &one).await, bytes(house).await), (None, "0".to_owned()));
    recall(house, &two, None).await;
    assert_eq!(word(house, &two).await, None, "nothing of it is declared any more");
    assert!(confirm(house, &second(house, &two), NOW).await.is_err());
    // What waits is given up by whoever may.
    let three = theirs(3, 1);
    receive(house, &three).await.unwrap();
    ask(house, &three, 30, NOW).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    kept::give_up(&mut tx, &second(house, &three), "no trial", NOW).await.unwrap();
    tx.commit().await.unwrap();
    recall(house, &three, None).await;
    assert_eq!(word(house, &three).await, None);
}
