//! Whoever cannot be told something now is told when they can, whatever it was that stood in the way, and whether or not anybody
//! says that it is over.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::axe::until_killed;
use crate::world::{World, investigator, person, why};
use desk::record::Draft;
use desk::{duty, outbox};
use model::RecordId;
use wire::charter::Change;

const HOUR_US: i64 = 3_600_000_000;

fn draft(number: u64, codes: &[&str]) -> Draft {
    person("Kossi Amouzou", "1980-01-02", &format!("T{number:07}"), codes)
}

async fn looks_told(world: &World, code: &str, id: RecordId) -> usize {
    let desk = world.desk(code);
    desk::window::page(desk, &investigator(desk), &why(), Some(id), (None, 50)).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_up_of_a_member_is_known_after_a_start_with_a_clock_behind() {
    let mut world = World::of(&["TG", "FR"]).await;
    world.clock.advance(25 * HOUR_US);
    world.renew().await;
    world.meet().await;
    world.set_wrong(0, -HOUR_US);
    world.restart(0, true).await;
    let id = world.file("TG", draft(1, &["FR"])).await;
    world.settle().await;
    assert_eq!(world.at("FR", id).await, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_behind_for_a_while_leaves_nobody_out() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let before = world.file("TG", draft(1, &["all"])).await;
    world.settle().await;
    // The keys that the others have stated do not run yet, as this clock has it.
    world.set_wrong(0, -HOUR_US);
    let (all, alone) =
        (world.file("TG", draft(2, &["all"])).await, world.file("TG", draft(3, &["FR"])).await);
    world.settle().await;
    assert_eq!(world.at("FR", all).await, None);
    world.set_wrong(0, 0);
    world.settle().await;
    for (code, id) in [("FR", before), ("FR", all), ("NE", all), ("FR", alone)] {
        assert_eq!(world.at(code, id).await, Some(1), "{code}");
    }
}

/// The keys that others have stated run out and new ones come before the node looks whether anybody else can be sealed to by now.
#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_told_for_a_moment_is_told_behind_it() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    world.settle().await;
    world.set_wrong(0, -HOUR_US);
    let before = world.file("TG", draft(1, &["FR"])).await;
    world.work().await;
    world.set_wrong(0, 0);
    world.settle().await;
    assert_eq!(world.at("FR", before).await, Some(1));
    world.set_wrong(0, -HOUR_US);
    let behind = world.file("TG", draft(2, &["FR"])).await;
    world.work().await;
    world.set_wrong(0, 0);
    world.settle().await;
    assert_eq!(world.at("FR", behind).await, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_that_lapses_by_the_clock_leaves_nothing_out() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let seen = world.file("FR", draft(1, &["TG"])).await;
    world.settle().await;
    let node = world.charter.node_of("FR").unwrap().node();
    world.emergency(Change::Suspend { node, why: "its node was broken into".into() });
    world.tell_charter().await;
    let id = world.file("TG", draft(2, &["all"])).await;
    assert_eq!(world.at("TG", seen).await, Some(1));
    world.settle().await;
    assert_eq!((world.at("FR", id).await, looks_told(&world, "FR", seen).await), (None, 0));
    world.clock.advance(73 * HOUR_US);
    for node in &world.nodes {
        duty::once(&node.desk, desk::pulse::now_us(&node.desk) - HOUR_US).await.unwrap();
    }
    world.settle().await;
    assert_eq!((world.at("FR", id).await, looks_told(&world, "FR", seen).await), (Some(1), 1));
}

/// Killed at any step of giving who was lifted what they have missed, the node goes on with it after its start.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_seated_again_is_given_all_wherever_the_node_is_killed() {
    let mut world = World::of(&["TG", "FR"]).await;
    world.file("TG", draft(1, &["all"])).await;
    world.settle().await;
    let mut filed = vec![];
    let mut steps = 1;
    loop {
        let node = world.charter.node_of("FR").unwrap().node();
        world.change(Change::Suspend { node, why: "its node was broken into".into() });
        world.tell_charter().await;
        filed.push(world.file("TG", draft(steps, &["all"])).await);
        world.work().await;
        world.change(Change::Lift { node });
        world.tell_charter().await;
        let done =
            until_killed(Some(usize::try_from(steps).unwrap()), outbox::catch_up(world.desk("TG"))).await;
        world.restart(0, steps % 2 == 0).await;
        world.settle().await;
        for id in &filed {
            assert_eq!(world.at("FR", *id).await, Some(1), "killed after {steps} steps");
        }
        if done.is_some() {
            assert!(steps > 20, "it was killed at {steps} steps");
            return;
        }
        steps += 3;
    }
}
