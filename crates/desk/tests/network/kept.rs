//! A holder that must keep its copy by law says so; nobody finds it, and on the day it ends it is gone and the owner knows.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::axe::until_killed;
use crate::world::{World, investigator, phone, second, why};
use desk::ask::{State, answer, begin, elsewhere, settle};
use desk::check::{Question, check};
use desk::kept::{Asked, confirm, declare, end_due, give_up, list, open, waiting};
use desk::recall::{Patience, press, set_patience, standings};
use desk::record::{Filter, revise, withdraw};
use desk::window::{Holder, holders};
use desk::{Clock, Desk, Error};
use model::*;
use wire::charter::Change;

const DAY: i64 = 86_400_000_000;
const PHONE: &str = "+228 90 12 34 56";

/// Togo's phone, of which France has a copy.
async fn shared() -> (World, RecordId) {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.file("TG", phone(PHONE, &["FR", "NE"])).await;
    world.settle().await;
    (world, id)
}

fn in_days(world: &World, days: i64) -> i64 {
    world.clock.now_us() + days * DAY
}

async fn keep(world: &World, id: RecordId, days: i64) -> desk::Result<()> {
    let desk = world.desk("FR");
    declare(desk, &investigator(desk), &why(), id, ("evidence at trial", in_days(world, days))).await?;
    agree(world, &second(desk), id).await
}

/// What waits for a second person in France, as an officer there reads it.
async fn waits(world: &World) -> Vec<Asked> {
    let desk = world.desk("FR");
    waiting(desk, &investigator(desk), &why()).await.unwrap().0
}

/// They confirm what waits.
async fn agree(world: &World, by: &Actor, id: RecordId) -> desk::Result<()> {
    let read = waits(world).await.into_iter().find(|asked| asked.id == id);
    let declared_us = read.map_or(0, |asked| asked.asked_us);
    confirm(world.desk("FR"), by, &why(), id, declared_us).await
}

async fn take_back(world: &World, id: RecordId) {
    let desk = world.desk("TG");
    withdraw(desk, &investigator(desk), &why(), id, "an error").await.unwrap();
    world.settle().await;
}

/// What Togo knows of France's copy.
async fn holder(world: &World, id: RecordId) -> Holder {
    let desk = world.desk("TG");
    let all = holders(desk, &investigator(desk), &why(), id).await.unwrap();
    all.into_iter().find(|holder| holder.member.as_str() == "FR").unwrap()
}

async fn word(world: &World, id: RecordId) -> Option<CopyWord> {
    holder(world, id).await.word.map(|said| said.word)
}

/// What is found at a desk, whichever way one looks.
async fn found(desk: &Desk, id: RecordId) -> Vec<&'static str> {
    let (by, mut ways) = (investigator(desk), vec![]);
    let answer = check(desk, &by, &why(), &Question::Text(PHONE.into()), 10).await.unwrap();
    if answer.matches.iter().any(|found| found.record == id) {
        ways.push("check");
    }
    let page = desk::record::list(desk, &by, &why(), &Filter::default(), (None, 50)).await.unwrap();
    if page.records.iter().any(|held| held.record.id == id) {
        ways.push("list");
    }
    if desk::record::open(desk, &by, &why(), id).await.is_ok() {
        ways.push("open");
    }
    if desk::export::one(desk, &by, &why(), id).await.is_ok() {
        ways.push("export");
    }
    if desk::twin::profile(desk, &by, &why(), id).await.is_ok() {
        ways.push("profile");
    }
    ways
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_kept_by_law_is_found_by_nobody_and_its_owner_knows() {
    let (world, id) = shared().await;
    keep(&world, id, 30).await.unwrap();
    world.settle().await;
    assert_eq!(word(&world, id).await, Some(CopyWord::ToBeKept), "it is told before it is needed");
    assert_eq!(found(world.desk("FR"), id).await, ["check", "list", "open", "export", "profile"]);
    take_back(&world, id).await;
    for code in ["FR", "NE"] {
        assert!(found(world.desk(code), id).await.is_empty(), "{code}");
    }
    let told = holder(&world, id).await;
    let said = told.word.clone().unwrap();
    assert_eq!((said.word, said.until_us), (CopyWord::Kept, Some(in_days(&world, 30))));
    assert_eq!((said.why.as_deref(), said.basis), (Some("evidence at trial"), why().legal_basis));
    assert_eq!(said.unit.as_deref(), None, "an officer of no unit");
    let desk = world.desk("TG");
    let stands = standings(desk, &investigator(desk), &why()).await.unwrap();
    let stands: Vec<_> =
        stands.iter().map(|it| (it.member.as_str(), it.waiting, it.confirmed, it.kept)).collect();
    assert_eq!(stands, [("FR", 0, 0, 1), ("NE", 0, 1, 0)]);
    // France answers no live question with it, and raises no hit.
    let (niger, by) = (world.desk("NE"), investigator(world.desk("NE")));
    let asked = check(niger, &by, &why(), &Question::Text(PHONE.into()), 10).await.unwrap();
    let begun = begin(niger, &by, &why(), &asked, &["FR".parse().unwrap()]).await.unwrap();
    let sealed = answer(world.desk("FR"), &niger.me, &begun.asks[0].question).await.unwrap();
    settle(niger, &begun, &begun.asks[0], Ok(sealed)).await.unwrap();
    assert_eq!(elsewhere(niger, &by, asked.id).unwrap().members.values().next(), Some(&State::Nothing));
    world.file("FR", phone(PHONE, &["own"])).await;
    world.settle().await;
    assert!(world.hits("FR").await.is_empty() && world.hits("TG").await.is_empty());
    // Whoever may opens it by its number, and its owner is told.
    let france = world.desk("FR");
    let (kept, record) = open(france, &investigator(france), &why(), id).await.unwrap();
    assert_eq!((kept.word, record.id, record.owner.as_str()), (CopyWord::Kept, id, "TG"));
    let unfounded = Reason { reference: None, ..why() };
    let refused = open(france, &investigator(france), &unfounded, id).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "it is for a case");
    assert!(matches!(open(niger, &by, &why(), id).await, Err(Error::Missing)));
    world.settle().await;
    let looks = desk::window::page(desk, &investigator(desk), &why(), Some(id), (None, 9)).await.unwrap();
    assert_eq!((looks[0].what.as_str(), looks[0].member.as_str()), ("copy-opened", "FR"));
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_day_it_ends_it_is_gone_and_the_owner_is_told_by_itself() {
    let (world, id) = shared().await;
    keep(&world, id, 30).await.unwrap();
    take_back(&world, id).await;
    let desk = world.desk("FR");
    for day in 0..30 {
        assert_eq!(end_due(desk).await.unwrap(), 0, "day {day}");
        assert_eq!(press(world.desk("TG")).await.unwrap(), 0, "the clock has stopped for it");
        world.clock.advance(DAY);
    }
    assert_eq!(end_due(desk).await.unwrap(), 1);
    assert!(matches!(open(desk, &investigator(desk), &why(), id).await, Err(Error::Missing)));
    world.renew().await;
    world.meet().await;
    world.settle().await;
    assert_eq!(word(&world, id).await, Some(CopyWord::Ended));
    let desk = world.desk("TG");
    let stands = standings(desk, &investigator(desk), &why()).await.unwrap();
    assert!(stands.iter().all(|it| it.kept == 0 && it.confirmed == 1), "{stands:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_declared_waits_for_a_decision_only_where_the_bureau_says_so() {
    let (world, id) = shared().await;
    let other = world.file("TG", phone("+22890777777", &["FR"])).await;
    world.settle().await;
    take_back(&world, other).await;
    assert!(keep(&world, other, 30).await.is_err(), "it is destroyed at once");
    let desk = world.desk("FR");
    let coordinator = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: desk.me.clone(),
        roles: vec![Role::Coordinator],
        clearance: Level::Official,
    };
    let weighs = Reason::of(Purpose::Analysis);
    let long = Patience { undecided_hours: 73, ..Patience::default() };
    assert!(set_patience(desk, &coordinator, &weighs, long).await.is_err());
    let patience = Patience { undecided_hours: 24, ..Patience::default() };
    set_patience(desk, &coordinator, &weighs, patience).await.unwrap();
    take_back(&world, id).await;
    assert!(found(desk, id).await.is_empty());
    assert_eq!(word(&world, id).await, Some(CopyWord::Undecided));
    let listed = list(desk, &investigator(desk), &why()).await.unwrap();
    assert_eq!(listed.iter().map(|kept| kept.id).collect::<Vec<_>>(), [id]);
    keep(&world, id, 30).await.unwrap();
    world.settle().await;
    assert_eq!(word(&world, id).await, Some(CopyWord::Kept));
    give_up(desk, &investigator(desk), &why(), id, "the trial is over").await.unwrap();
    world.settle().await;
    assert_eq!(word(&world, id).await, Some(CopyWord::Ended));
    assert!(matches!(keep(&world, id, 30).await, Err(Error::Missing)));
}

/// Narrowed and given again, a record is here as any other, while the older copy is kept by its number.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_given_again_is_a_record_again() {
    let (world, id) = shared().await;
    keep(&world, id, 30).await.unwrap();
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    revise(desk, &by, &why(), id, 1, phone(PHONE, &["NE"])).await.unwrap();
    world.settle().await;
    assert_eq!((world.at("FR", id).await, world.at("NE", id).await), (None, Some(2)));
    assert_eq!(word(&world, id).await, Some(CopyWord::Kept));
    revise(desk, &by, &why(), id, 2, phone(PHONE, &["FR"])).await.unwrap();
    world.settle().await;
    assert_eq!((world.at("FR", id).await, world.at("NE", id).await), (Some(3), None));
    take_back(&world, id).await;
    let france = world.desk("FR");
    assert_eq!(open(france, &investigator(france), &why(), id).await.unwrap().1.version, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_declares_and_only_of_others() {
    let (world, id) = shared().await;
    let own = world.file("FR", phone("+22890777777", &["TG"])).await;
    assert!(matches!(keep(&world, own, 30).await, Err(Error::Refused(_))));
    assert!(matches!(keep(&world, id, 0).await, Err(Error::Invalid(_))));
    assert!(matches!(keep(&world, id, 4_000).await, Err(Error::Invalid(_))));
    let desk = world.desk("FR");
    let frontline = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: desk.me.clone(),
        roles: vec![Role::Frontline],
        clearance: Level::Official,
    };
    let declared = declare(desk, &frontline, &why(), id, ("why", in_days(&world, 3))).await;
    assert!(matches!(declared, Err(Error::Refused(_))));
    let lawless = Reason { legal_basis: None, ..why() };
    let declared = declare(desk, &investigator(desk), &lawless, id, ("why", in_days(&world, 3))).await;
    assert!(matches!(declared, Err(Error::Refused(_))));
}

/// The cases for which Togo was told that somebody looked, the first first.
async fn looks(world: &World, id: RecordId) -> Vec<String> {
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    let page = desk::window::page(desk, &by, &why(), Some(id), (None, 9)).await.unwrap();
    page.into_iter().rev().filter_map(|look| look.reference).collect()
}

/// While its owner is suspended nothing is told; afterwards all of it is, in its order and once.
#[tokio::test(flavor = "multi_thread")]
async fn who_was_suspended_is_told_afterwards_who_looked_and_what_is_kept() {
    let (mut world, id) = shared().await;
    assert_eq!(world.at("FR", id).await, Some(1));
    world.settle().await;
    let node = world.charter.node_of("TG").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    for reference in ["2026/15", "2026/16", "2026/17"] {
        let (desk, reason) = (world.desk("FR"), Reason { reference: Some(reference.into()), ..why() });
        world.clock.advance(1_000_000);
        desk::record::open(desk, &investigator(desk), &reason, id).await.unwrap();
        world.work().await;
    }
    keep(&world, id, 30).await.unwrap();
    world.settle().await;
    assert_eq!(looks(&world, id).await, ["2026/14"]);
    assert_eq!(holder(&world, id).await.word, None);
    world.change(Change::Lift { node });
    world.tell_charter().await;
    world.clock.advance(1_000_000);
    assert_eq!(world.at("FR", id).await, Some(1), "and one after the lift");
    world.settle().await;
    assert_eq!(looks(&world, id).await, ["2026/14", "2026/15", "2026/16", "2026/17", "2026/14"]);
    assert_eq!(word(&world, id).await, Some(CopyWord::ToBeKept));
}

fn conflicts(done: desk::Result<()>) -> bool {
    matches!(done, Err(Error::Store(store::Error::Conflict(_))))
}

/// One declares it, and its owner takes it back before a second has confirmed: it is there until then, and gone if none does.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_kept_by_two_persons_and_waits_for_the_second() {
    let (world, id) = shared().await;
    let (desk, by) = (world.desk("FR"), investigator(world.desk("FR")));
    declare(desk, &by, &why(), id, ("evidence at trial", in_days(&world, 30))).await.unwrap();
    world.settle().await;
    assert_eq!(word(&world, id).await, None, "its owner is told when it counts");
    take_back(&world, id).await;
    assert!(found(desk, id).await.is_empty());
    assert_eq!(word(&world, id).await, Some(CopyWord::Undecided));
    assert!(
        conflicts(agree(&world, &by, id).await),
        "who declared it is one person, however often they say it"
    );
    let all = waits(&world).await;
    assert_eq!((all.len(), all[0].id, all[0].asker.clone()), (1, id, by.label()));
    // What is declared anew is read anew.
    declare(desk, &by, &why(), id, ("evidence at two trials", in_days(&world, 60))).await.unwrap();
    assert!(conflicts(confirm(desk, &second(desk), &why(), id, all[0].asked_us).await));
    world.clock.advance(3 * DAY - 1);
    assert_eq!(end_due(desk).await.unwrap(), 0);
    agree(&world, &second(desk), id).await.unwrap();
    world.renew().await;
    world.meet().await;
    world.settle().await;
    assert_eq!(word(&world, id).await, Some(CopyWord::Kept));
    assert!(open(desk, &by, &why(), id).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_which_no_second_person_says_anything_is_destroyed_in_its_time() {
    let (world, id) = shared().await;
    let (desk, by) = (world.desk("FR"), investigator(world.desk("FR")));
    declare(desk, &by, &why(), id, ("evidence at trial", in_days(&world, 30))).await.unwrap();
    take_back(&world, id).await;
    assert!(open(desk, &by, &why(), id).await.is_ok());
    world.clock.advance(3 * DAY);
    assert!(
        conflicts(agree(&world, &second(desk), id).await),
        "too late, though nobody has come round to it"
    );
    assert!(conflicts(declare(desk, &by, &why(), id, ("evidence at trial", in_days(&world, 30))).await));
    assert!(end_due(desk).await.unwrap() > 0);
    assert!(matches!(open(desk, &by, &why(), id).await, Err(Error::Missing)));
    assert!(matches!(agree(&world, &second(desk), id).await, Err(Error::Missing)));
    world.renew().await;
    world.meet().await;
    world.settle().await;
    assert_eq!(word(&world, id).await, Some(CopyWord::Ended));
}

/// Killed at any step of it, it waits still or it counts, and the copy is there.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_killed_while_a_second_person_confirms_loses_nothing() {
    let (mut world, id) = shared().await;
    let until = in_days(&world, 30);
    let by = investigator(world.desk("FR"));
    declare(world.desk("FR"), &by, &why(), id, ("evidence at trial", until)).await.unwrap();
    take_back(&world, id).await;
    for steps in 0.. {
        let (desk, read) = (world.desk("FR"), waits(&world).await.remove(0));
        let (who, reason) = (second(desk), why());
        let confirming = confirm(desk, &who, &reason, id, read.asked_us);
        if until_killed(Some(steps), confirming).await.is_some() {
            break;
        }
        world.restart(1, steps % 2 == 0).await;
        let (desk, left) = (world.desk("FR"), waits(&world).await);
        let (kept, _) = open(desk, &by, &why(), id).await.unwrap();
        let counts = kept.word == CopyWord::Kept;
        assert_eq!(left.is_empty(), counts, "killed at step {steps}");
        if counts {
            break;
        }
    }
    let (kept, _) = open(world.desk("FR"), &by, &why(), id).await.unwrap();
    assert_eq!((kept.word, kept.until_us), (CopyWord::Kept, until));
}

/// That it is kept was decided after the backup: when the holder has it no more, its owner does not go on believing that it has.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_holder_has_lost_that_it_kept_its_owner_takes_for_kept_no_longer() {
    for told in [true, false] {
        let (mut world, id) = shared().await;
        let other = world.file("TG", phone("+228 90 12 34 57", &["FR"])).await;
        world.settle().await;
        keep(&world, other, 30).await.unwrap();
        take_back(&world, other).await;
        assert_eq!(word(&world, other).await, Some(CopyWord::Kept));
        let backup = world.back_up("FR").await;
        keep(&world, id, 30).await.unwrap();
        take_back(&world, id).await;
        assert_eq!(word(&world, id).await, Some(CopyWord::Kept));
        world.clock.advance(3_600_000_000);
        world.restore(1, &backup, told).await;
        crate::restored::go_on(&world).await;
        assert_eq!(word(&world, id).await, None, "told: {told}");
        assert_eq!(word(&world, other).await, Some(CopyWord::Kept), "told: {told}");
    }
}
