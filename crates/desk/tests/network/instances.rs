//! Several processes on one store: what one of them has done another does not do again, and what one left the other does.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, why};
use desk::{outbox, peer};
use store::lane::{Use, own_keys};

/// More than a lease runs.
const LEASE_IS_OVER_US: i64 = 11_000_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_look_is_told_once_whichever_process_tells() {
    let world = World::of(&["TG", "FR"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.settle().await;
    let (one, other) = (&world.nodes[1].desk, world.another(1).await);
    for process in [&other, one, &other, one] {
        assert!(world.at("FR", id).await.is_some());
        world.clock.advance(LEASE_IS_OVER_US);
        outbox::catch_up(process).await.unwrap();
    }
    world.settle().await;
    let desk = world.desk("TG");
    let seen = desk::window::page(desk, &investigator(desk), &why(), Some(id), (None, 10)).await.unwrap();
    assert_eq!(seen.len(), 4, "four looks, each told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_has_not_sealed_another_seals() {
    let world = World::of(&["TG", "FR"]).await;
    let (one, other) = (&world.nodes[0].desk, world.another(0).await);
    let mut filed = vec![];
    for process in [one, &other, one, &other] {
        filed.push(world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await);
        world.clock.advance(LEASE_IS_OVER_US);
        outbox::catch_up(process).await.unwrap();
    }
    world.settle().await;
    for id in filed {
        assert_eq!(world.at("FR", id).await, Some(1));
    }
    let waiting = outbox::heads(one, &"FR".parse().unwrap()).await.unwrap();
    let sealed: u64 = waiting.iter().map(|head| head.seq).sum();
    assert!(sealed <= 5, "each once, and the key of the lane: {sealed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_that_say_at_once_what_their_node_is_one_makes_its_next_key() {
    let world = World::of(&["TG", "FR"]).await;
    let (one, other, about) = (&world.nodes[0].desk, world.another(0).await, World::about(0));
    let keys =
        async || own_keys(&mut world.nodes[0].store.read().await.unwrap(), Use::Seal).await.unwrap().len();
    for week in 1..4 {
        assert_eq!(keys().await, week);
        world.clock.advance(7 * 86_400_000_000);
        let said = tokio::join!(peer::renew(one, &about), peer::renew(&other, &about));
        assert_eq!([said.0.unwrap(), said.1.unwrap()].iter().filter(|said| **said).count(), 1);
    }
    assert_eq!(keys().await, 4);
}
