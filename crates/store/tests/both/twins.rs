//! Pairs that wait to be judged, judgements, and what is left of them when a record goes.
use crate::house::{House, NOW, id, investigator, me, officer, person, reason};
use model::{ActKind, Actor, Judgement, Kind, Level, Pair, Purpose, Reason, Record, Role, Status};
use policy::Permit;
use policy::action::Judge;
use store::journal::{self, Filter};
use store::twin::{self, Over, Place, Proposed, Said};
use store::{Error, record};

both!(
    the_likeliest_pair_waits_first,
    a_pair_is_shown_to_who_may_see_both_records,
    a_judgement_is_two_acts_and_ends_the_waiting,
    a_judgement_is_of_the_versions_and_over_what_was_seen,
    a_judgement_undone_gives_back_what_stood_before,
    words_of_a_judgement_are_sealed_and_go_with_either_record,
    nothing_of_a_pair_is_left_when_a_record_is_withdrawn,
    a_pair_that_nobody_judged_is_forgotten_when_it_closes,
);

fn pair(a: u64, b: u64) -> Pair {
    Pair::of(id(a), id(b)).unwrap()
}

fn proposed(a: u64, b: u64, milli_bits: i32) -> Proposed {
    Proposed { pair: pair(a, b), kind: Kind::Person, versions: [1, 1], milli_bits, waits: true }
}

async fn three(house: &House) -> [Record; 3] {
    let people = [person(1, "Ama Mensah"), person(2, "Ama Mensa"), person(3, "Kofi Mensah")];
    for one in &people {
        house.file(one).await;
    }
    people
}

async fn propose(house: &House, pairs: &[Proposed]) {
    let mut tx = house.store.begin().await.unwrap();
    let ids: Vec<Pair> = pairs.iter().map(|p| p.pair).collect();
    twin::known(&mut tx, &ids).await.unwrap();
    twin::put(&mut tx, pairs, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

fn permits(house: &House, one: &Record, two: &Record) -> [Permit<Judge>; 2] {
    [house.permit_to(one, one.version), house.permit_to(two, two.version)]
}

fn said(judgement: Judgement, over: Over) -> Said {
    Said { judgement, words: None, milli_bits: 7_000, over }
}

async fn judge(house: &House, (one, two): (&Record, &Record), said: Said) -> Result<u64, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let act = twin::judge(&mut tx, permits(house, one, two), &said, NOW + 1).await?;
    tx.commit().await.unwrap();
    Ok(act)
}

async fn undo(house: &House, (one, two): (&Record, &Record), act: u64) -> Result<(), Error> {
    let mut tx = house.store.begin().await.unwrap();
    twin::undo(&mut tx, permits(house, one, two), act, NOW + 2).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn waiting(house: &House) -> Vec<Pair> {
    let (mut tx, sight) = house.seeing().await;
    let page = twin::page(&mut tx, &sight, None, (None, 10), NOW).await.unwrap();
    assert_eq!(
        twin::count(&mut tx, &sight, None, 100, NOW).await.unwrap(),
        u64::try_from(page.len()).unwrap()
    );
    page.iter().map(|twin| twin.pair).collect()
}

async fn standing(house: &House, of: Pair) -> Option<Judgement> {
    let (mut tx, sight) = house.seeing().await;
    let found = twin::standing(&mut tx, &sight, &[of], NOW).await.unwrap();
    assert!(found.len() < 2);
    found.first().map(|judged| judged.judgement)
}

async fn the_likeliest_pair_waits_first(house: &House) {
    three(house).await;
    let pairs = [proposed(1, 3, 5_000), proposed(1, 2, 9_000), proposed(3, 2, 5_000)];
    propose(house, &pairs).await;
    assert_eq!(waiting(house).await, [pair(1, 2), pair(1, 3), pair(2, 3)]);
    let (mut tx, sight) = house.seeing().await;
    let behind = Place { milli_bits: 5_000, pair: pair(1, 3) };
    let rest = twin::page(&mut tx, &sight, None, (Some(behind), 10), NOW).await.unwrap();
    assert_eq!(rest.iter().map(|t| (t.pair, t.versions)).collect::<Vec<_>>(), [(pair(2, 3), [1, 1])]);
    let beside = twin::waiting_beside(&mut tx, &sight, &[id(2)], 10, NOW).await.unwrap();
    assert_eq!(beside.iter().map(|t| t.pair).collect::<Vec<_>>(), [pair(1, 2), pair(2, 3)]);
    assert_eq!(twin::count(&mut tx, &sight, None, 2, NOW).await.unwrap(), 2);
    assert_eq!(twin::count(&mut tx, &sight, Some(Kind::Person), 9, NOW).await.unwrap(), 3);
    assert!(twin::page(&mut tx, &sight, Some(Kind::Vehicle), (None, 10), NOW).await.unwrap().is_empty());
}

async fn a_pair_is_shown_to_who_may_see_both_records(house: &House) {
    let witness = Record { status: Some(Status::Witness), ..person(1, "Ama Mensah") };
    house.file(&witness).await;
    let mut expiring = person(3, "Ama Mensah");
    expiring.handling.expires_us = Some(NOW + 10);
    for one in [person(2, "Ama Mensa"), expiring] {
        house.file(&one).await;
    }
    let pairs = [proposed(1, 2, 9_000), proposed(1, 3, 8_000), proposed(2, 3, 7_000)];
    propose(house, &pairs).await;
    judge(house, (&witness, &person(2, "Ama Mensa")), said(Judgement::Same, Over::Nothing)).await.unwrap();
    let analyst = officer(vec![Role::Analyst], Level::Official);
    let mut tx = house.store.read().await.unwrap();
    let sight = house.sight_of(&mut tx, &analyst, &Reason::of(Purpose::Investigation)).await;
    let page = twin::page(&mut tx, &sight, None, (None, 10), NOW).await.unwrap();
    assert_eq!(page.iter().map(|t| t.pair).collect::<Vec<_>>(), [pair(2, 3)], "not those of the witness");
    assert_eq!(twin::count(&mut tx, &sight, None, 10, NOW).await.unwrap(), 1);
    assert_eq!(twin::one(&mut tx, &sight, pair(1, 2), NOW).await.unwrap(), None);
    assert!(twin::standing(&mut tx, &sight, &[pair(1, 2)], NOW).await.unwrap().is_empty());
    assert!(twin::touching(&mut tx, &sight, &[id(2)], NOW).await.unwrap().is_empty());
    assert!(twin::of_pair(&mut tx, &sight, pair(1, 2), NOW).await.unwrap().is_empty());
    let same = twin::judged(&mut tx, &sight, Judgement::Same, (None, 10), NOW).await.unwrap();
    assert!(same.is_empty());
    assert!(
        twin::page(&mut tx, &sight, None, (None, 10), NOW + 10).await.unwrap().is_empty(),
        "one has expired"
    );
}

async fn a_judgement_is_two_acts_and_ends_the_waiting(house: &House) {
    let [ama, mensa, _] = three(house).await;
    propose(house, &[proposed(1, 2, 9_000)]).await;
    let act = judge(house, (&ama, &mensa), said(Judgement::Same, Over::Nothing)).await.unwrap();
    assert!(waiting(house).await.is_empty());
    let (mut tx, sight) = house.seeing().await;
    let changes = journal::since(&mut tx, act - 1, 10).await.unwrap();
    let told: Vec<_> = changes.iter().map(|c| (c.kind, c.object)).collect();
    assert_eq!(told, [(ActKind::Judged, Some((id(1), 1))), (ActKind::Judged, Some((id(2), 1)))]);
    let log = house.console();
    let entries = journal::page(&mut tx, &log, &Filter::default(), None, 2).await.unwrap();
    let bodies: Vec<_> = entries.iter().map(|e| e.body.clone().unwrap()["twin"].clone()).collect();
    assert_eq!(bodies, [id(1).to_string(), id(2).to_string()], "each names the other, the last act first");
    let judged = twin::judged(&mut tx, &sight, Judgement::Same, (None, 10), NOW).await.unwrap();
    assert_eq!(judged.len(), 1);
    let one = &judged[0];
    assert_eq!(
        (one.act, one.pair, one.versions, one.by.as_str()),
        (act, pair(1, 2), [1, 1], &*investigator().label())
    );
    assert_eq!((one.milli_bits, one.at_us, one.stands, one.undone_us), (7_000, NOW + 1, true, None));
    let twin = twin::one(&mut tx, &sight, pair(1, 2), NOW).await.unwrap().unwrap();
    assert_eq!((twin.waits, twin.judged.as_ref()), (false, Some(one)));
    drop(tx);
    let again = judge(house, (&ama, &mensa), said(Judgement::Same, Over::Act(act))).await.unwrap();
    assert_eq!(again, act, "said twice, it is one judgement");
}

async fn a_judgement_is_of_the_versions_and_over_what_was_seen(house: &House) {
    let [ama, mensa, kofi] = three(house).await;
    let later = Record { version: 2, ..ama.clone() };
    let stale = judge(house, (&later, &mensa), said(Judgement::Same, Over::Whatever)).await;
    assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
    let act = judge(house, (&ama, &mensa), said(Judgement::Unsure, Over::Nothing)).await.unwrap();
    let unseen = judge(house, (&ama, &mensa), said(Judgement::Same, Over::Nothing)).await;
    assert!(matches!(unseen, Err(Error::Conflict(_))), "{unseen:?}");
    judge(house, (&ama, &mensa), said(Judgement::Same, Over::Act(act))).await.unwrap();
    assert_eq!(standing(house, pair(1, 2)).await, Some(Judgement::Same));
    let turned = judge(house, (&mensa, &ama), said(Judgement::Different, Over::Whatever)).await;
    assert!(matches!(turned, Err(Error::NotPermitted(_))), "{turned:?}");
    let same = judge(house, (&kofi, &kofi), said(Judgement::Same, Over::Whatever)).await;
    assert!(matches!(same, Err(Error::Invalid(_))), "{same:?}");
    let mut tx = house.store.begin().await.unwrap();
    let analyst = officer(vec![Role::Analyst], Level::Official);
    let target = policy::Target { id: kofi.id, version: 1 };
    let other = house.rules.permit_on(&analyst, &reason(), target, &kofi.stamp()).unwrap();
    let mixed = [house.permit_to(&ama, 1), other];
    let mixed = twin::judge(&mut tx, mixed, &said(Judgement::Same, Over::Whatever), NOW).await;
    assert!(matches!(mixed, Err(Error::NotPermitted(_))), "{mixed:?}");
}

async fn a_judgement_undone_gives_back_what_stood_before(house: &House) {
    let [ama, mensa, _] = three(house).await;
    propose(house, &[proposed(1, 2, 9_000)]).await;
    let first = judge(house, (&ama, &mensa), said(Judgement::Different, Over::Nothing)).await.unwrap();
    let second = judge(house, (&ama, &mensa), said(Judgement::Same, Over::Act(first))).await.unwrap();
    let early = undo(house, (&ama, &mensa), first).await;
    assert!(matches!(early, Err(Error::Conflict(_))), "{early:?}");
    undo(house, (&ama, &mensa), second).await.unwrap();
    assert_eq!(standing(house, pair(1, 2)).await, Some(Judgement::Different));
    assert!(waiting(house).await.is_empty());
    let twice = undo(house, (&ama, &mensa), second).await;
    assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
    undo(house, (&ama, &mensa), first).await.unwrap();
    assert_eq!(standing(house, pair(1, 2)).await, None);
    assert_eq!(waiting(house).await, [pair(1, 2)]);
    let (mut tx, sight) = house.seeing().await;
    let all = twin::of_pair(&mut tx, &sight, pair(1, 2), NOW).await.unwrap();
    assert_eq!(
        all.iter().map(|j| (j.act, j.undone_us)).collect::<Vec<_>>(),
        [(second, Some(NOW + 2)), (first, Some(NOW + 2))]
    );
    let kinds: Vec<ActKind> =
        journal::since(&mut tx, second + 1, 10).await.unwrap().iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ActKind::JudgementUndone; 4]);
}

async fn words_of_a_judgement_are_sealed_and_go_with_either_record(house: &House) {
    let [ama, mensa, kofi] = three(house).await;
    let words = "same scar, seen by \"Yao\"; -- é".to_owned();
    for two in [&mensa, &kofi] {
        let said = Said { words: Some(words.clone()), ..said(Judgement::Same, Over::Nothing) };
        judge(house, (&ama, two), said).await.unwrap();
    }
    let (mut tx, sight) = house.seeing().await;
    let read = twin::of_pair(&mut tx, &sight, pair(1, 2), NOW).await.unwrap();
    assert_eq!(read[0].words.as_ref(), Some(&words));
    drop(tx);
    let sealed = house.peek("select words from judgement order by seq limit 1").await;
    assert!(!sealed.windows(4).any(|four| four == b"scar"));
    house.withdraw(&kofi).await;
    let (mut tx, sight) = house.seeing().await;
    assert!(twin::of_pair(&mut tx, &sight, pair(1, 3), NOW).await.unwrap().is_empty());
    assert_eq!(twin::touching(&mut tx, &sight, &[id(1)], NOW).await.unwrap()[0].words, Some(words));
    drop(tx);
    house.poke("update judgement set words = $1", &[7; 60]).await;
    let (mut tx, sight) = house.seeing().await;
    let damaged = twin::of_pair(&mut tx, &sight, pair(1, 2), NOW).await;
    assert!(matches!(damaged, Err(Error::Damaged(_))), "{damaged:?}");
}

async fn nothing_of_a_pair_is_left_when_a_record_is_withdrawn(house: &House) {
    let [ama, mensa, _] = three(house).await;
    propose(house, &[proposed(1, 2, 9_000), proposed(1, 3, 8_000), proposed(2, 3, 7_000)]).await;
    judge(house, (&ama, &mensa), said(Judgement::Same, Over::Nothing)).await.unwrap();
    house.withdraw(&ama).await;
    assert_eq!(waiting(house).await, [pair(2, 3)]);
    assert_eq!(house.text("select cast(count(*) as text) from judgement").await, "0");
    assert_eq!(house.text("select cast(count(*) as text) from twin").await, "1");
    let none = judge(house, (&ama, &mensa), said(Judgement::Same, Over::Whatever)).await;
    assert!(matches!(none, Err(Error::Conflict(_))), "{none:?}");
    assert!(journal::verify(&house.store, |_, _| ()).await.is_ok());
}

async fn a_pair_that_nobody_judged_is_forgotten_when_it_closes(house: &House) {
    let [ama, mensa, _] = three(house).await;
    propose(house, &[proposed(1, 2, 9_000), proposed(1, 3, 8_000)]).await;
    judge(house, (&ama, &mensa), said(Judgement::Different, Over::Nothing)).await.unwrap();
    propose(house, &[proposed(1, 2, 9_900)]).await;
    assert_eq!(waiting(house).await, [pair(1, 2), pair(1, 3)], "raised again");
    let mut tx = house.store.begin().await.unwrap();
    let open = twin::waiting_of(&mut tx, &[id(1)]).await.unwrap();
    assert_eq!(open, [pair(1, 2), pair(1, 3)]);
    let known = twin::known(&mut tx, &open).await.unwrap();
    let judged = Some((Judgement::Different, [1, 1], 7_000));
    assert_eq!(known[&pair(1, 2)].judged, judged);
    assert_eq!((known[&pair(1, 3)].judged, known[&pair(1, 3)].proposed), (None, Some(proposed(1, 3, 8_000))));
    twin::close(&mut tx, &open).await.unwrap();
    twin::offered(&mut tx, &me(), 2, NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert!(waiting(house).await.is_empty());
    assert_eq!(standing(house, pair(1, 2)).await, Some(Judgement::Different));
    assert_eq!(house.text("select cast(count(*) as text) from twin").await, "1");
    let mut tx = house.store.begin().await.unwrap();
    let versions = twin::standing_as(&mut tx, &[id(1), id(99)]).await.unwrap();
    assert_eq!(versions.into_iter().collect::<Vec<_>>(), [(id(1), (1, Kind::Person))]);
    let engine = Actor::Engine { member: me() };
    let sight = house.sight_of(&mut tx, &engine, &Reason::of(Purpose::Administration)).await;
    assert!(record::open(&mut tx, &sight, id(1), NOW).await.unwrap().is_some());
}
