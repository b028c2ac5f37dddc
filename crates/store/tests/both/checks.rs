//! Hits of which one side is a check, the answers that they are made of, and looks in lists.
use crate::house::{House, NOW, id, investigator, me, person, reason};
use model::{
    ActKind, Actor, Audience, CheckId, HitId, HitShows, HitWord, Kind, Member, Purpose, Record, Term,
};
use policy::{Target, action};
use store::hit::{self, Checked, Hit, Shown, Side};
use store::journal::{self, OwnedAct};
use store::record;

both!(
    a_hit_of_our_check_is_shown_to_who_may_see_what_it_met,
    a_silent_hit_is_kept_and_shown_to_nobody,
    what_was_asked_goes_when_both_have_decided,
    a_question_lives_as_long_as_its_hit,
    an_answer_is_read_with_what_was_asked_until_its_record_goes,
    whoever_leafs_is_told_of_once_an_hour,
);

fn peer() -> Member {
    "FR".parse().unwrap()
}

fn of_check(number: u8, met: Option<u64>, shows: HitShows) -> Hit {
    let check = Checked {
        member: me(),
        check: CheckId::from_bytes([number; 16]),
        pair: [number; 32],
        unit: Some("Border post".into()),
        officer: Some("5f0c".into()),
        purpose: Purpose::Investigation,
        reference: Some("2026/14".into()),
        kind: Kind::Person,
        asked: Some("Person name=Ama Mensah".into()),
        asked_us: NOW - 1,
    };
    let side =
        |member, record, version, shows| Side { member, record, version, shows, word: None, ground: None };
    Hit {
        id: HitId::from_bytes([number; 16]),
        raised_by: me(),
        milli_bits: 9_000,
        term: Term::Urgent,
        raised_us: NOW + i64::from(number),
        due_us: NOW + Term::Urgent.runs_us(),
        late_us: None,
        sides: [side(peer(), met.map(id), 1, shows), side(me(), None, 0, HitShows::Full)],
        check: Some(check),
    }
}

async fn raise(house: &House, hit: &Hit) -> bool {
    let by = Actor::Engine { member: me() };
    let mut tx = house.store.begin().await.unwrap();
    let new = hit::raise(&mut tx, (&by, &me()), hit, NOW).await.unwrap();
    tx.commit().await.unwrap();
    new
}

/// A record of the other member's that is here.
async fn receive(house: &House, record: &Record) {
    let target = Target { id: record.id, version: 1 };
    let permit = house.rules.permit_peer(&peer(), &reason(), target, &record.stamp()).unwrap();
    let mut tx = house.store.begin().await.unwrap();
    record::receive(&mut tx, permit, record, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

fn theirs(number: u64) -> Record {
    let mut record = Record { owner: peer(), ..person(number, "Ama Mensah") };
    record.handling.audience = Audience::All;
    record
}

async fn shown(house: &House) -> Vec<u8> {
    let mut tx = house.store.read().await.unwrap();
    let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
    let page = hit::page(&mut tx, (&me(), &sight), Shown::Open, (None, 10), NOW).await.unwrap();
    page.iter().map(|hit| hit.id.as_bytes()[0]).collect()
}

async fn a_hit_of_our_check_is_shown_to_who_may_see_what_it_met(house: &House) {
    let mut hidden = theirs(2);
    hidden.handling.purposes = [Purpose::Screening].into();
    receive(house, &theirs(1)).await;
    receive(house, &hidden).await;
    for (number, met) in [(1, Some(1)), (2, Some(2)), (3, None), (4, Some(9))] {
        assert!(raise(house, &of_check(number, met, HitShows::Full)).await);
    }
    assert_eq!(shown(house).await, [1, 3, 4], "what is not here is not shown with it, so it hides nothing");
    let known = hit::known(&mut house.store.read().await.unwrap(), HitId::from_bytes([1; 16])).await.unwrap();
    assert_eq!(known.unwrap(), of_check(1, Some(1), HitShows::Full));
    let stored = house.peek("select asked from hit_check").await;
    assert!(
        !stored.windows(3).any(|window| window == b"Ama"),
        "what was asked does not lie there in the clear"
    );
}

async fn a_silent_hit_is_kept_and_shown_to_nobody(house: &House) {
    receive(house, &theirs(1)).await;
    assert!(raise(house, &of_check(1, Some(1), HitShows::Silent)).await);
    assert!(!raise(house, &of_check(1, Some(1), HitShows::Silent)).await);
    assert!(shown(house).await.is_empty());
    let mut tx = house.store.begin().await.unwrap();
    assert!(hit::lives(&mut tx, &[1; 32]).await.unwrap().is_some());
    assert!(!hit::any_late(&mut tx, i64::MAX).await.unwrap(), "nobody is late with it");
}

async fn what_was_asked_goes_when_both_have_decided(house: &House) {
    let hit = of_check(1, None, HitShows::Contact);
    raise(house, &hit).await;
    let stamp = Record { owner: me(), ..person(1, "Ama") }.stamp();
    let permit = house.rules.permit_on::<action::AnswerHit>(
        &investigator(),
        &reason(),
        hit.target_of(&hit.sides[1]),
        &stamp,
    );
    let mut tx = house.store.begin().await.unwrap();
    let other = house.permit_to(&person(1, "Ama"), 1);
    let wrong = hit::answer(&mut tx, &other, &hit, HitWord::Confirmed, NOW).await;
    assert!(wrong.is_err(), "a permit for a record is none for a check");
    hit::answer(&mut tx, &permit.unwrap(), &hit, HitWord::Confirmed, NOW).await.unwrap();
    let asked =
        async |tx: &mut store::Tx| hit::known(tx, hit.id).await.unwrap().unwrap().check.unwrap().asked;
    assert!(asked(&mut tx).await.is_some());
    hit::hear(&mut tx, &peer(), &hit, (HitWord::Confirmed, NOW), NOW).await.unwrap();
    assert_eq!(asked(&mut tx).await, None);
    tx.commit().await.unwrap();
}

async fn a_question_lives_as_long_as_its_hit(house: &House) {
    let (first, second) = (of_check(1, None, HitShows::Contact), of_check(2, None, HitShows::Contact));
    raise(house, &first).await;
    raise(house, &second).await;
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(hit::lives(&mut tx, &[1; 32]).await.unwrap(), Some(first.id));
    assert_eq!(hit::lives(&mut tx, &[3; 32]).await.unwrap(), None);
    for (hit, word) in [(&first, HitWord::Confirmed), (&second, HitWord::Refuted)] {
        hit::hear(&mut tx, &me(), hit, (word, NOW), NOW).await.unwrap();
        hit::hear(&mut tx, &peer(), hit, (HitWord::Confirmed, NOW), NOW).await.unwrap();
    }
    assert_eq!(hit::lives(&mut tx, &[1; 32]).await.unwrap(), None, "asked again, it is raised again");
    assert_eq!(hit::lives(&mut tx, &[2; 32]).await.unwrap(), Some(second.id), "what was refuted is not");
    let count = async |tx: &mut store::Tx, officer: Option<&str>, since| {
        hit::count_of(tx, (&me(), officer), &peer(), since).await.unwrap()
    };
    assert_eq!(count(&mut tx, Some("5f0c"), NOW - 2).await, 2);
    assert_eq!(count(&mut tx, None, NOW - 2).await, 2);
    assert_eq!(count(&mut tx, Some("5f0c"), NOW).await + count(&mut tx, Some("other"), NOW - 2).await, 0);
}

fn act(kind: ActKind, number: u64, at_us: i64) -> OwnedAct {
    OwnedAct {
        at_us,
        by: investigator(),
        kind,
        object: Some((id(number), 1)),
        reason: Some(reason()),
        body: Some(serde_json::json!({ "question": { "check": "1" } })),
    }
}

async fn an_answer_is_read_with_what_was_asked_until_its_record_goes(house: &House) {
    receive(house, &theirs(1)).await;
    let before = journal::head(&mut house.store.read().await.unwrap()).await.unwrap();
    let upto = house.store.note_many(vec![act(ActKind::Consulted, 1, NOW)]).await.unwrap();
    let read = async || {
        let mut tx = house.store.read().await.unwrap();
        journal::answered(&mut tx, (before, upto)).await.unwrap()
    };
    let answered = read().await;
    assert_eq!((answered.len(), &answered[0].owner, answered[0].object), (1, &peer(), (id(1), 1)));
    assert_eq!(answered[0].body["question"]["check"], "1");
    let target = Target { id: id(1), version: 1 };
    let permit = house.rules.permit_peer(&peer(), &reason(), target, &theirs(1).stamp()).unwrap();
    let mut tx = house.store.begin().await.unwrap();
    record::give_up(&mut tx, permit, "taken back", None, NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert!(read().await.is_empty(), "what was asked went with the record");
}

async fn whoever_leafs_is_told_of_once_an_hour(house: &House) {
    receive(house, &theirs(1)).await;
    house.file(&person(2, "Kofi Mensah")).await;
    let hour = 3_600_000_000;
    let mut acts: Vec<OwnedAct> = [NOW, NOW + 1, NOW + hour - 1].map(|at| act(ActKind::Listed, 1, at)).into();
    acts.push(act(ActKind::Listed, 2, NOW));
    acts.push(act(ActKind::Opened, 1, NOW + 2));
    acts.push(act(ActKind::Opened, 1, NOW + 3));
    acts.push(act(ActKind::Listed, 1, NOW + 2 * hour));
    let upto = house.store.note_many(acts).await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let looks = journal::looks(&mut tx, &me(), (0, upto)).await.unwrap();
    let told: Vec<(ActKind, i64)> = looks.iter().map(|look| (look.kind, look.at_us - NOW)).collect();
    let (listed, opened) = (ActKind::Listed, ActKind::Opened);
    assert_eq!(told, [(listed, 0), (opened, 2), (opened, 3), (listed, 2 * hour)]);
}
