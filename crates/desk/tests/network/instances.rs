//! Several processes on one store: what one of them has done another does not do again, and what one left the other does.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, why};
use desk::outbox;

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
