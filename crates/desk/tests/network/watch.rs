//! Whom a request calls when its clock has run out: persons, by the watch that the bureau has set; and at which numbers a member is
//! reached when a life is at risk and nobody answers.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::threads::{HOUR, member, opening};
use crate::world::{World, investigator, why};
use desk::Desk;
use desk::officer::New;
use desk::thread::{Number, Shown, Watch, calls, numbers, page, set_watch, take};
use model::*;

fn coordinator(desk: &Desk) -> Actor {
    let id = OfficerId::from_bytes([6; 16]);
    let roles = vec![Role::Coordinator];
    Actor::Officer { id, member: desk.me.clone(), roles, clearance: Level::Official }
}

pub(crate) async fn hired(desk: &Desk, name: &str, unit: &str, role: Role) -> OfficerId {
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let new = New {
        name: name.into(),
        unit: unit.into(),
        roles: vec![role],
        clearance: Level::Confidential,
        language: Language::English,
    };
    desk::officer::add(desk, &by, &Reason::of(Purpose::Administration), new).await.unwrap()
}

pub(crate) fn at(desk: &Desk, id: OfficerId) -> Actor {
    let Actor::Officer { member, roles, clearance, .. } = investigator(desk) else { panic!() };
    Actor::Officer { id, member, roles, clearance }
}

/// Which of these is called, by the box of each and by what is told to the open page.
async fn called(desk: &Desk, officers: &[OfficerId]) -> Vec<bool> {
    let mut all = vec![];
    for id in officers {
        let by = at(desk, *id);
        let boxed = page(desk, &by, &why(), Shown::Called, (None, 9)).await.unwrap().threads.len();
        let told = calls(desk, &by, &why(), 0).await.unwrap().len();
        assert_eq!(boxed, told);
        all.push(boxed > 0);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_overdue_calls_its_unit_and_head_and_then_the_duty_desk() {
    let world = World::of(&["TG", "FR"]).await;
    let fr = world.desk("FR");
    let one = hired(fr, "One", "Brigade", Role::Investigator).await;
    let head = hired(fr, "Head", "Direction", Role::Investigator).await;
    let duty = hired(fr, "Duty", "Night", Role::Investigator).await;
    let other = hired(fr, "Other", "Archive", Role::Investigator).await;
    let watch = Watch { heads: [("Brigade".to_owned(), head)].into(), duty: [duty].into(), numbers: vec![] };
    assert!(set_watch(fr, &investigator(fr), &why(), watch.clone()).await.is_err(), "not everybody sets it");
    let nobody = Watch { duty: [OfficerId::from_bytes([99; 16])].into(), ..Watch::default() };
    let wrong = set_watch(fr, &coordinator(fr), &why(), nobody).await;
    assert!(matches!(wrong, Err(desk::Error::Invalid(why)) if why.what == "duty"));
    set_watch(fr, &coordinator(fr), &why(), watch.clone()).await.unwrap();
    assert_eq!(desk::thread::watch(fr, &investigator(fr), &why()).await.unwrap(), watch);
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::IdentityCheck))).await;
    world.settle().await;
    take(fr, &investigator(fr), &why(), id, (None, Some(one))).await.unwrap();
    let all = [one, head, duty, other];
    world.on_duty("FR").await;
    assert_eq!(called(fr, &all).await, [false; 4]);
    world.clock.advance(8 * HOUR);
    world.on_duty("FR").await;
    assert_eq!(called(fr, &all).await, [true, true, false, false], "the unit and its head");
    world.clock.advance(4 * HOUR);
    world.on_duty("FR").await;
    assert_eq!(called(fr, &all).await, [true, true, true, false], "and the duty desk");
    world.says("FR", id, Word::Answered).await.unwrap();
    assert_eq!(called(fr, &all).await, [false; 4], "what is answered calls nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_left_with_nobody() {
    let world = World::of(&["TG", "FR"]).await;
    let fr = world.desk("FR");
    let reads = hired(fr, "Reads", "Brigade", Role::Investigator).await;
    let inspects = hired(fr, "Inspects", "Inspection", Role::Inspector).await;
    // Who has the duty desk may not read it.
    let watch = Watch { duty: [inspects].into(), ..Watch::default() };
    set_watch(fr, &coordinator(fr), &why(), watch).await.unwrap();
    world.opens("TG", opening(&["FR"], Some(RequestKind::LifeAtRisk))).await;
    world.settle().await;
    world.clock.advance(HOUR / 4);
    world.on_duty("FR").await;
    assert_eq!(called(fr, &[reads]).await, [true]);
    let sight = calls(fr, &investigator(fr), &why(), 0).await.unwrap();
    assert!(sight.is_empty(), "nobody hears of the call of another");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_of_a_member_are_known_to_all_and_kept_by_itself() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let fr = world.desk("FR");
    let number = |number: &str| Number { what: "Duty desk".into(), number: number.into() };
    let set = async |numbers: Vec<Number>| {
        set_watch(fr, &coordinator(fr), &why(), Watch { numbers, ..Watch::default() }).await
    };
    for wrong in ["", "call me", "+33 1\u{202e}", &"1".repeat(61)] {
        let refused = set(vec![number(wrong)]).await;
        assert!(matches!(refused, Err(desk::Error::Invalid(why)) if why.what == "numbers"), "{wrong}");
    }
    let told = async |code: &str| {
        let all = numbers(world.desk(code), &[member("FR"), member("NE")].into()).await.unwrap();
        all.into_iter().map(|(member, all)| (member.to_string(), all)).collect::<Vec<_>>()
    };
    assert_eq!(told("TG").await, []);
    for digits in ["+33 1 40 00 00 00", "+33 1 40 00 00 99 ext. 4"] {
        set(vec![number(digits)]).await.unwrap();
        world.renew().await;
        world.meet().await;
        for code in ["TG", "FR", "NE"] {
            assert_eq!(told(code).await, [("FR".to_owned(), vec![number(digits)])], "{code}");
        }
    }
    set(vec![]).await.unwrap();
    world.renew().await;
    world.meet().await;
    assert_eq!(told("TG").await, [], "what it takes back is told no more");
}
