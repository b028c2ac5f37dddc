//! A node comes back after so long that the keys which the others sealed to are destroyed.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{Fate, World, investigator, person, phone, why};
use desk::record::withdraw;
use desk::{follow, hit, outbox, peer};
use model::*;
use wire::charter::Change;

const DAY_US: i64 = 86_400_000_000;

#[tokio::test(flavor = "multi_thread")]
async fn who_was_away_for_sixty_days_is_given_all() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let draft =
        |number: i64, codes: &[&str]| person("Kossi Amouzou", "1980-01-02", &format!("T{number:07}"), codes);
    let stays = world.file("TG", draft(1, &["FR"])).await;
    let taken_back = world.file("TG", draft(2, &["all"])).await;
    world.settle().await;
    // TG holds what FR will file for it; of FR's record TG's officers see something while FR is away.
    let of_france = world.file("FR", phone("+22890123456", &["TG"])).await;
    world.settle().await;
    let mut filed = vec![];
    for day in 0..60 {
        world.clock.advance(DAY_US);
        for code in ["TG", "NE"] {
            let desk = world.desk(code);
            peer::renew(desk, &World::about(if code == "TG" { 0 } else { 2 })).await.unwrap();
            let hello = peer::hello(desk).await.unwrap();
            peer::told(world.desk(if code == "TG" { "NE" } else { "TG" }), &hello).await.unwrap();
        }
        if day % 12 == 3 {
            filed.push(world.file("TG", draft(100 + day, &["FR"])).await);
            filed.push(world.file("TG", draft(200 + day, &["all"])).await);
        }
        if day == 20 {
            let desk = world.desk("TG");
            withdraw(desk, &investigator(desk), &why(), taken_back, "an error").await.unwrap();
        }
        if day == 30 {
            assert_eq!(world.at("TG", of_france).await, Some(1));
            world.file("TG", phone("+22890123456", &["own"])).await;
        }
        let desk = world.desk("TG");
        follow::catch_up(desk).await.unwrap();
        hit::catch_up(desk).await.unwrap();
        outbox::catch_up(desk).await.unwrap();
    }
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
        world.settle().await;
    }
    for id in filed {
        assert_eq!(world.at("FR", id).await, Some(1), "{id}");
    }
    assert_eq!((world.at("FR", stays).await, world.at("FR", taken_back).await), (Some(1), None));
    let desk = world.desk("FR");
    let by = investigator(desk);
    let seen = desk::window::page(desk, &by, &why(), Some(of_france), (None, 10)).await.unwrap();
    assert_eq!(seen.len(), 1, "who looked while it was away is told once");
    assert_eq!(world.hits("FR").await.len(), 1, "and what was met");
    let line = outbox::behind(world.desk("TG"), &"FR".parse::<Member>().unwrap()).await.unwrap();
    assert!(line.is_empty(), "{line:?}");
}

/// All that TG and NE do meanwhile; FR is not heard of.
async fn without_france(world: &World, days: i64) {
    for _ in 0..days {
        world.clock.advance(DAY_US);
        for (number, code) in [(0, "TG"), (2, "NE")] {
            peer::renew(world.desk(code), &World::about(number)).await.unwrap();
        }
        let hello = peer::hello(world.desk("NE")).await.unwrap();
        peer::told(world.desk("TG"), &hello).await.unwrap();
        outbox::catch_up(world.desk("TG")).await.unwrap();
    }
}

/// It was seated behind what is on the lane, and what it was given instead was sealed to a key that is gone by now.
#[tokio::test(flavor = "multi_thread")]
async fn who_never_read_the_beginning_of_a_lane_is_given_it_again() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Suspend { node, why: "its node was broken into".into() });
    world.tell_charter().await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    world.settle().await;
    world.change(Change::Lift { node });
    let charter = world.charter.entries_from(0).map(<[u8]>::to_vec).collect();
    let hello = peer::Hello { charter, manifests: vec![], epochs: vec![] };
    peer::told(world.desk("TG"), &hello).await.unwrap();
    without_france(&world, 60).await;
    world.tell_charter().await;
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
        world.settle().await;
    }
    assert_eq!(world.at("FR", id).await, Some(1));
}

/// What could not be opened is said in a receipt, and the first of them is lost on its way.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_to_a_key_that_is_gone_is_said_again_though_the_first_receipt_is_lost() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.work().await;
    without_france(&world, 60).await;
    world.renew().await;
    world.meet().await;
    world.work().await;
    assert_ne!(world.carry(&mut |_| Fate::ReceiptLost).await, 0);
    assert_eq!(world.at("FR", id).await, None, "its key is gone");
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
        for _ in 0..5 {
            world.work().await;
            world.carry(&mut |_| Fate::Arrives).await;
        }
    }
    assert_eq!(world.at("FR", id).await, Some(1));
}
