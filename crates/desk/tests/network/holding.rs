//! What was given of records is held against what is there: a copy that was lost, and one that was kept, are found on both sides.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, phone, why};
use desk::reckon::{Stray, at_once, once_more, round, strays};
use desk::record::{revise, withdraw};
use desk::{Desk, Error};
use model::*;
use policy::{Rules, Target, action};
use wire::charter::Change;

const HOUR: i64 = 3_600_000_000;

async fn apart(world: &World, code: &str) -> Vec<Stray> {
    let desk = world.desk(code);
    strays(desk, &investigator(desk), &why(), 100).await.unwrap().into_iter().map(|it| it.it).collect()
}

async fn alarms(world: &World, code: &str) -> u64 {
    let desk = world.desk(code);
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let filter = desk::oversight::Filter { kind: Some(ActKind::RecordsDiffer), ..Default::default() };
    let keeping = Reason::of(Purpose::Administration);
    let read = desk::oversight::read(desk, &by, &keeping, &filter, (None, 100)).await.unwrap();
    u64::try_from(read.len()).unwrap()
}

/// Togo and France; France has two records of Togo's, and they have been compared.
async fn neighbours() -> (World, [RecordId; 2]) {
    let world = World::of(&["TG", "FR"]).await;
    let one = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    let two = world.file("TG", person("Yao Dossou", "1981-01-02", "T7654321", &["all"])).await;
    world.settle().await;
    world.go_by(8, 6).await;
    (world, [one, two])
}

fn store_of<'w>(world: &'w World, code: &str) -> &'w store::Store {
    &world.nodes.iter().find(|node| node.desk.me.as_str() == code).unwrap().store
}

/// What the node of the record's owner may do with it here.
async fn held(desk: &Desk, store: &store::Store, id: RecordId) -> (Member, Target, Stamp) {
    let owner: Member = "TG".parse().unwrap();
    assert_ne!(desk.me, owner);
    let (target, stamp) =
        store::holding::stamp_of(&mut store.read().await.unwrap(), id).await.unwrap().unwrap();
    (owner, target, stamp)
}

/// France's store destroys its copy, and nobody took it back.
async fn lose(world: &World, id: RecordId) {
    let (desk, store) = (world.desk("FR"), store_of(world, "FR"));
    let (owner, target, stamp) = held(desk, store, id).await;
    let rules = Rules::standard(desk.me.clone());
    let permit = rules.permit_peer::<action::Withdraw>(&owner, &why(), target, &stamp).unwrap();
    let mut tx = store.begin().await.unwrap();
    assert!(store::record::give_up(&mut tx, permit, "a fault", None, 1).await.unwrap());
    tx.commit().await.unwrap();
}

/// France's store has the record again, though it has said that it was destroyed.
async fn keep(world: &World, record: &Record) {
    let (desk, store) = (world.desk("FR"), store_of(world, "FR"));
    let record = Record { version: record.version + 1, ..record.clone() };
    let target = Target { id: record.id, version: record.version };
    let rules = Rules::standard(desk.me.clone());
    let permit = rules.permit_peer::<action::File>(&record.owner, &why(), target, &record.stamp()).unwrap();
    let mut tx = store.begin().await.unwrap();
    store::record::receive(&mut tx, permit, &record, 1).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_differs_nothing_is_kept_and_both_know_when_it_was_compared() {
    let (world, _) = neighbours().await;
    assert_eq!((apart(&world, "TG").await, apart(&world, "FR").await), (vec![], vec![]));
    let mut tx = store_of(&world, "TG").read().await.unwrap();
    let told = store::holding::all_told(&mut tx).await.unwrap();
    assert!(told[&"FR".parse::<Member>().unwrap()].compared_us.is_some(), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_lost_is_an_alarm_on_both_sides_until_it_is_given_once_more() {
    let (world, [one, _]) = neighbours().await;
    lose(&world, one).await;
    world.go_by(4, 6).await;
    let [found] = apart(&world, "TG").await.try_into().unwrap();
    assert_eq!(
        (found.ours, found.what, found.record, found.alarmed_us),
        (true, model::Stray::Lost, Some(one), None)
    );
    assert_eq!(alarms(&world, "TG").await, 0, "not before a day");
    world.go_by(8, 6).await;
    let [there] = apart(&world, "FR").await.try_into().unwrap();
    assert_eq!((there.ours, there.what, there.member.as_str()), (false, model::Stray::Lost, "TG"));
    assert!(there.alarmed_us.is_some() && apart(&world, "TG").await[0].alarmed_us.is_some());
    assert_eq!((alarms(&world, "TG").await, alarms(&world, "FR").await), (1, 1), "once");
    let (desk, member) = (world.desk("TG"), "FR".parse().unwrap());
    let coordinator = Actor::Officer {
        id: OfficerId::from_bytes([4; 16]),
        member: desk.me.clone(),
        roles: vec![Role::Coordinator],
        clearance: Level::Restricted,
    };
    let refused = once_more(desk, &coordinator, &why(), (&member, one)).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "who may not revise it");
    once_more(desk, &investigator(desk), &why(), (&member, one)).await.unwrap();
    world.settle().await;
    assert_eq!(world.at("FR", one).await, Some(2), "whatever it has noted of the first");
    world.go_by(8, 6).await;
    assert_eq!((apart(&world, "TG").await, apart(&world, "FR").await), (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_kept_is_an_alarm_until_it_is_taken_back_once_more() {
    let (world, [one, two]) = neighbours().await;
    let togo = world.desk("TG");
    let record = desk::record::open(togo, &investigator(togo), &why(), one).await.unwrap().held.record;
    withdraw(togo, &investigator(togo), &why(), one, "an error").await.unwrap();
    world.settle().await;
    assert_eq!(world.at("FR", one).await, None);
    world.go_by(5, 6).await;
    keep(&world, &record).await;
    assert_eq!(world.at("FR", one).await, Some(2), "it says so, and it is not so");
    world.go_by(12, 6).await;
    let [found] = apart(&world, "TG").await.try_into().unwrap();
    assert_eq!((found.what, found.record, found.version), (model::Stray::Kept, Some(one), 2));
    assert!(found.alarmed_us.is_some());
    let [there] = apart(&world, "FR").await.try_into().unwrap();
    assert_eq!((there.ours, there.what, there.record), (false, model::Stray::Kept, Some(one)));
    let member: Member = "FR".parse().unwrap();
    assert!(matches!(
        once_more(togo, &investigator(togo), &why(), (&member, two)).await,
        Err(Error::Missing)
    ));
    once_more(togo, &investigator(togo), &why(), (&member, one)).await.unwrap();
    world.settle().await;
    assert_eq!(world.at("FR", one).await, None, "it goes for good");
    world.go_by(8, 6).await;
    assert_eq!((apart(&world, "TG").await, apart(&world, "FR").await), (vec![], vec![]));
}

/// Who is slow, suspended, killed, or just behind on what was revised and taken back is no alarm.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_late_is_no_alarm() {
    let (mut world, [one, two]) = neighbours().await;
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    let togo = world.desk("TG");
    let again = person("Kossi Amouzou", "1980-01-02", "T1234568", &["FR"]);
    revise(togo, &investigator(togo), &why(), one, 1, again).await.unwrap();
    withdraw(togo, &investigator(togo), &why(), two, "an error").await.unwrap();
    for _ in 0..8 {
        world.clock.advance(12 * HOUR);
        round(world.desk("TG")).await.unwrap();
        world.work().await;
    }
    world.change(Change::Lift { node });
    world.tell_charter().await;
    world.restart(1, true).await;
    world.go_by(12, 6).await;
    assert_eq!((world.at("FR", one).await, world.at("FR", two).await), (Some(2), None));
    for code in ["TG", "FR"] {
        assert_eq!((apart(&world, code).await, alarms(&world, code).await), (vec![], 0), "{code}");
    }
}

/// Whoever tells sums without end is answered at its time, and what it told last is not lost.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_too_soon_is_looked_at_later() {
    let (world, _) = neighbours().await;
    let (desk, fr): (_, Member) = (world.desk("TG"), "FR".parse().unwrap());
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let compared = async || {
        let mut tx = store_of(&world, "TG").read().await.unwrap();
        store::holding::all_told(&mut tx).await.unwrap()[&fr].compared_us.unwrap()
    };
    world.clock.advance(HOUR);
    let ask = async || {
        at_once(desk, &by, &Reason::of(Purpose::Administration), &fr).await.unwrap();
        world.settle().await;
    };
    ask().await;
    let first = compared().await;
    assert_eq!(first, desk::Clock::now_us(&*world.clock));
    world.clock.advance(HOUR / 60);
    ask().await;
    ask().await;
    assert_eq!(compared().await, first, "it was not answered so soon");
    world.clock.advance(HOUR / 6);
    round(world.desk("FR")).await.unwrap();
    world.settle().await;
    assert_eq!(compared().await, desk::Clock::now_us(&*world.clock), "and answered when there was time");
}

/// All that is on its way to whoever is far behind would make a difference: they are told when they have it.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_far_behind_is_asked_when_they_have_what_was_given() {
    let (world, _) = neighbours().await;
    let fr: Member = "FR".parse().unwrap();
    let told = async || {
        let mut tx = store_of(&world, "TG").read().await.unwrap();
        store::holding::all_told(&mut tx).await.unwrap()[&fr].told_us.unwrap()
    };
    let before = told().await;
    for number in 0..1_001 {
        world.file("TG", phone(&format!("+2289{number:07}"), &["FR"])).await;
    }
    world.clock.advance(25 * HOUR);
    world.work().await;
    round(world.desk("TG")).await.unwrap();
    assert_eq!(told().await, before, "nothing of it is there");
    world.settle().await;
    round(world.desk("TG")).await.unwrap();
    assert!(told().await > before, "all of it is there");
    world.settle().await;
    assert_eq!((apart(&world, "TG").await, apart(&world, "FR").await), (vec![], vec![]));
}
