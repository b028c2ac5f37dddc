//! Both logs are held against each other: who hides a look or an answer is found out, and nobody else is blamed.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, phone, why};
use desk::ask::{Unheard, answer, begin, settle as hear};
use desk::check::{Question, check};
use desk::reckon::{Difference, differences, settle};
use desk::{Desk, Error, follow};
use model::*;
use store::journal::Act;
use wire::charter::Change;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
const PHONE: &str = "+228 90 12 34 56";

fn console(desk: &Desk) -> Actor {
    Actor::Console { account: "root".into(), member: desk.me.clone() }
}

fn keeping() -> Reason {
    Reason::of(Purpose::Administration)
}

/// What does not agree by a member's log.
async fn apart(world: &World, code: &str) -> Vec<Difference> {
    let desk = world.desk(code);
    differences(desk, &console(desk), &keeping()).await.unwrap().1
}

/// Togo and France, whose logs are kept from the day before on; France has a record of Togo's.
async fn neighbours() -> (World, RecordId) {
    let world = World::of(&["TG", "FR"]).await;
    let id = world.file("TG", phone(PHONE, &["FR"])).await;
    world.go_by(8, 6).await;
    (world, id)
}

/// Somebody at Togo asks France.
async fn ask(world: &World, comes_home: bool) {
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    let found = check(desk, &by, &why(), &Question::Text("+228 90 77 77 77".into()), 10).await.unwrap();
    let begun = begin(desk, &by, &why(), &found, &["FR".parse().unwrap()]).await.unwrap();
    let answered = answer(world.desk("FR"), &desk.me, &begun.asks[0].question).await.unwrap();
    let answered = if comes_home { Ok(answered) } else { Err(Unheard::Unanswered) };
    hear(desk, &begun, &begun.asks[0], answered).await.unwrap();
}

async fn alarms(world: &World, code: &str) -> usize {
    let desk = world.desk(code);
    let filter = desk::oversight::Filter { kind: Some(ActKind::LogsDiffer), ..Default::default() };
    desk::oversight::read(desk, &console(desk), &keeping(), &filter, (None, 50)).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn logs_that_agree_say_nothing() {
    let (world, id) = neighbours().await;
    for day in 0..4 {
        assert_eq!(world.at("FR", id).await, Some(1), "day {day}");
        ask(&world, day % 2 == 0).await;
        // One that never comes to France at all.
        let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
        let found = check(desk, &by, &why(), &Question::Text("+22890888888".into()), 10).await.unwrap();
        begin(desk, &by, &why(), &found, &["FR".parse().unwrap()]).await.unwrap();
        world.go_by(4, 6).await;
    }
    world.go_by(12, 6).await;
    let desk = world.desk("TG");
    let (stands, none) = differences(desk, &console(desk), &keeping()).await.unwrap();
    assert_eq!(none, []);
    assert!(stands.iter().any(|it| it.heard_us.is_some() && it.from_day.is_some()), "{stands:?}");
    assert_eq!((apart(&world, "FR").await.len(), alarms(&world, "FR").await), (0, 0));
}

/// France's desk leaves out what it was to tell.
#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_was_not_told_is_an_alarm_on_both_sides() {
    let (world, id) = neighbours().await;
    assert_eq!(world.at("FR", id).await, Some(1), "this one is told");
    world.go_by(1, 6).await;
    world.clock.advance(1_000_000);
    assert_eq!(world.at("FR", id).await, Some(1));
    let france = world.nodes.iter().find(|node| node.desk.me.as_str() == "FR").unwrap();
    let mut tx = france.store.begin().await.unwrap();
    let head = store::journal::head(&mut tx).await.unwrap();
    store::follower::advance(&mut tx, "outbox", head).await.unwrap();
    tx.commit().await.unwrap();
    world.go_by(4, 6).await;
    let [seen] = apart(&world, "TG").await.try_into().unwrap();
    assert_eq!((seen.member.as_str(), seen.passed, seen.acts.len(), seen.there), ("FR", Passed::Shown, 0, 1));
    assert_eq!((seen.alarmed_us, alarms(&world, "TG").await), (None, 0), "not before a day");
    world.go_by(6, 6).await;
    let [here] = apart(&world, "FR").await.try_into().unwrap();
    assert_eq!((here.passed, here.acts.as_slice(), here.there), (Passed::Looked, [head].as_slice(), 0));
    assert!(here.alarmed_us.is_some() && apart(&world, "TG").await[0].alarmed_us.is_some());
    assert_eq!((alarms(&world, "TG").await, alarms(&world, "FR").await), (1, 1), "once");
    assert_eq!(desk::reckon::alarms(world.desk("TG")).await.unwrap(), [("FR".parse().unwrap(), 1)]);
    // An inspector looks into it, and says why; nobody else does.
    let desk = world.desk("TG");
    let what = |it: &Difference| (it.member.clone(), it.passed, it.day);
    let (member, passed, day) = what(&apart(&world, "TG").await[0]);
    let inspector = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: desk.me.clone(),
        roles: vec![Role::Inspector],
        clearance: Level::Official,
    };
    let oversight = Reason::of(Purpose::Oversight);
    let named = (&member, passed, day);
    let refused = settle(desk, &investigator(desk), &why(), named, "nothing").await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    assert!(settle(desk, &inspector, &oversight, named, " ").await.is_err());
    settle(desk, &inspector, &oversight, named, "France has said that its node failed").await.unwrap();
    assert_eq!(apart(&world, "TG").await, []);
    world.go_by(8, 6).await;
    assert_eq!((apart(&world, "TG").await, alarms(&world, "TG").await), (vec![], 1), "it stays settled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_one_log_alone_has_is_an_alarm_on_both_sides() {
    let (world, _) = neighbours().await;
    ask(&world, true).await;
    // France's log has a question that Togo never asked.
    let france = world.nodes.iter().find(|node| node.desk.me.as_str() == "FR").unwrap();
    let mut tx = france.store.begin().await.unwrap();
    let (at_us, by) = (desk::Clock::now_us(&*world.clock), Actor::Node { member: "TG".parse().unwrap() });
    let body = serde_json::json!({ "member": "TG", "nonce": "0f".repeat(16), "asked_us": at_us, "found": 0 });
    let act = Act { at_us, by: &by, kind: ActKind::Answered, object: None, reason: None, body: Some(body) };
    let forged = store::journal::write(&mut tx, act).await.unwrap();
    tx.commit().await.unwrap();
    world.go_by(12, 6).await;
    let [tg] = apart(&world, "TG").await.try_into().unwrap();
    assert_eq!((tg.passed, tg.acts.len(), tg.there), (Passed::Asked, 0, 1));
    let [fr] = apart(&world, "FR").await.try_into().unwrap();
    assert_eq!((fr.passed, fr.acts.as_slice(), fr.there), (Passed::Answered, [forged].as_slice(), 0));
    assert!(tg.alarmed_us.is_some() && fr.alarmed_us.is_some());
}

/// Togo heard an answer of which nothing stands in France's log.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_hidden_is_found_by_whoever_heard_it() {
    let (world, _) = neighbours().await;
    let togo = &world.nodes[0];
    let mut tx = togo.store.begin().await.unwrap();
    let (at_us, by) = (desk::Clock::now_us(&*world.clock), console(&togo.desk));
    let asked = serde_json::json!({
        "check": "0c".repeat(16), "asked_us": at_us, "asked": [{ "member": "FR", "nonce": "0e".repeat(16) }],
    });
    let heard = serde_json::json!({
        "member": "FR", "nonce": "0e".repeat(16), "asked_us": at_us, "found": [],
    });
    let mut last = 0;
    for (kind, body) in [(ActKind::Asked, asked), (ActKind::Heard, heard)] {
        let act = Act { at_us, by: &by, kind, object: None, reason: None, body: Some(body) };
        last = store::journal::write(&mut tx, act).await.unwrap();
    }
    tx.commit().await.unwrap();
    world.go_by(12, 6).await;
    let [tg] = apart(&world, "TG").await.try_into().unwrap();
    assert_eq!((tg.passed, tg.acts.as_slice(), tg.there), (Passed::Asked, [last].as_slice(), 0));
    assert!(tg.alarmed_us.is_some());
    let [fr] = apart(&world, "FR").await.try_into().unwrap();
    assert_eq!((fr.passed, fr.acts.len(), fr.there), (Passed::Answered, 0, 1));
}

/// A node comes back from a backup: what it lost is nobody's fault, and what comes after counts again.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_restore_has_lost_is_no_alarm() {
    let mut world = World::of(&["TG", "FR"]).await;
    let id = world.file("TG", phone(PHONE, &["FR"])).await;
    world.go_by(8, 6).await;
    let backup = world.back_up("TG").await;
    assert_eq!(world.at("FR", id).await, Some(1));
    let after = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.settle().await;
    assert_eq!(world.at("FR", after).await, Some(1));
    ask(&world, true).await;
    world.go_by(1, 6).await;
    world.restore(0, &backup, true).await;
    for _ in 0..3 {
        for _ in 0..2 {
            world.renew().await;
            world.meet().await;
            world.work().await;
        }
        world.meet().await;
        world.settle().await;
    }
    // It looks at what Togo has lost.
    assert_eq!(world.at("FR", after).await, Some(1));
    world.go_by(16, 6).await;
    assert_eq!(world.at("FR", after).await, Some(1));
    world.go_by(16, 6).await;
    for code in ["TG", "FR"] {
        assert_eq!((apart(&world, code).await, alarms(&world, code).await), (vec![], 0), "{code}");
    }
    let desk = world.desk("FR");
    let (stands, _) = differences(desk, &console(desk), &keeping()).await.unwrap();
    assert!(
        stands[0].from_day.unwrap() * DAY > desk::Clock::now_us(&*world.clock) - 9 * DAY,
        "and it counts again"
    );
}

/// Suspended, killed, with a clock that is wrong by an hour, and told late.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_late_is_no_alarm() {
    let (mut world, id) = neighbours().await;
    ask(&world, true).await;
    world.set_wrong(1, 59 * 60 * 1_000_000);
    assert_eq!(world.at("FR", id).await, Some(1));
    world.set_wrong(1, 0);
    world.restart(1, true).await;
    world.go_by(4, 6).await;
    let node = world.charter.node_of("TG").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    assert_eq!(world.at("FR", id).await, Some(1));
    for _ in 0..8 {
        world.clock.advance(12 * HOUR);
        follow::catch_up(world.desk("FR")).await.unwrap();
        world.work().await;
    }
    assert_eq!(world.at("FR", id).await, Some(1));
    world.change(Change::Lift { node });
    world.tell_charter().await;
    world.go_by(12, 6).await;
    for code in ["TG", "FR"] {
        assert_eq!((apart(&world, code).await, alarms(&world, code).await), (vec![], 0), "{code}");
    }
}
