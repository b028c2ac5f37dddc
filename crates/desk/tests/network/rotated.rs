//! The keys that sign take turns: without a pause for those who are there, and so that those who come later prove what was signed
//! before them.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::confirmed::{go_on, newcomer};
use crate::notices::{content, is_found, published, stage};
use crate::world::{World, investigator, person, why};
use desk::{duty, outbox, peer, record};
use model::notice::{Sent, Stage};
use std::collections::BTreeSet;
use wire::envelope::SUITE;
use wire::keys::{KeyId, NodePublic};
use wire::manifest::{Manifest, Roll, Term};

const DAY_US: i64 = 86_400_000_000;

/// What this node has heard from another: who signs by its manifest.
async fn stated(world: &World, at: &str, of: usize) -> Manifest {
    let hello = peer::hello(world.desk(at)).await.unwrap();
    let told = hello.manifests.iter().map(|bytes| Manifest::verified(bytes).unwrap());
    let node = world.nodes[of].desk.me.as_str();
    let node = world.charter.node_of(node).unwrap().node();
    told.into_iter().find(|manifest| manifest.node() == node).unwrap()
}

/// The keys under which what TG says now goes out.
async fn signs(world: &World) -> KeyId {
    let desk = world.desk("TG");
    outbox::catch_up(desk).await.unwrap();
    let to = outbox::address(desk, &"FR".parse().unwrap()).unwrap();
    let lanes = outbox::behind(desk, &to.member).await.unwrap();
    let lane = lanes.first().unwrap();
    let waiting = outbox::next(desk, lane, lane.upto, (1, 1 << 20)).await.unwrap();
    let of = stated(world, "TG", 0).await;
    let proves = |term: &&Term<NodePublic>| {
        let only = Roll::new(&Manifest { signing: vec![(*term).clone()], ..of.clone() });
        wire::envelope::inspect(&waiting[0].bytes).unwrap().prove(&only, SUITE).is_ok()
    };
    of.signing.iter().find(proves).unwrap().key.id()
}

fn draft(number: i64) -> desk::record::Draft {
    person("Kossi Amouzou", "1980-01-02", &format!("T{number:07}"), &["all"])
}

/// Months go by in which everybody says what they are, and nobody files anything.
async fn months_go_by(world: &World, months: u32) {
    for _ in 0..3 * months {
        world.clock.advance(10 * DAY_US);
        world.renew().await;
        for node in &world.nodes {
            duty::once(&node.desk, desk::pulse::now_us(&node.desk) - DAY_US).await.unwrap();
        }
        world.meet().await;
    }
}

async fn is_shared(world: &World, number: i64) -> KeyId {
    let id = world.file("TG", draft(number)).await;
    let signed = signs(world).await;
    world.settle().await;
    assert_eq!(world.at("FR", id).await, Some(1), "{number}");
    let desk = world.desk("TG");
    record::withdraw(desk, &investigator(desk), &why(), id, "it was a test").await.unwrap();
    world.settle().await;
    assert_eq!(world.at("FR", id).await, None, "{number}");
    signed
}

#[tokio::test(flavor = "multi_thread")]
async fn for_two_years_no_record_waits_for_a_key() {
    let world = World::of(&["TG", "FR"]).await;
    let (mut signed, mut logs) = (BTreeSet::new(), BTreeSet::new());
    for step in 0..25 {
        months_go_by(&world, 1).await;
        signed.insert(is_shared(&world, step).await);
        logs.insert(stated(&world, "FR", 0).await.log.unwrap().id());
    }
    assert!((8..=10).contains(&signed.len()), "{signed:?}");
    let told = stated(&world, "FR", 0).await;
    assert!(signed.iter().all(|key| told.signing.iter().any(|term| term.key.id() == *key)));
    // The log is signed by one key each year, and proves itself from the first.
    assert_eq!(logs.len(), 3, "{logs:?}");
    assert!(logs.contains(&World::signer(0).public().id()) && logs.is_disjoint(&signed_later(&signed)));
    for node in &world.nodes {
        store::journal::verify(&node.store, |_, _| ()).await.unwrap();
    }
}

/// Those that took turns; the first key of a node signs both.
fn signed_later(signed: &BTreeSet<KeyId>) -> BTreeSet<KeyId> {
    signed.iter().copied().filter(|key| *key != World::signer(0).public().id()).collect()
}

/// Whoever lost keys that others seal to says for a month that nobody may.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_revoked_is_said_no_longer_than_anybody_could_use_it() {
    let mut world = World::of(&["TG", "FR"]).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    world.clock.advance(8 * DAY_US);
    world.renew().await;
    world.meet().await;
    world.restore(0, &backup, true).await;
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
    }
    assert!(!stated(&world, "FR", 0).await.revoked.is_empty());
    for _ in 0..3 {
        world.clock.advance(9 * DAY_US);
        world.renew().await;
        world.meet().await;
    }
    assert!(
        !stated(&world, "FR", 0).await.revoked.is_empty(),
        "somebody may still hold the manifest of before"
    );
    for _ in 0..2 {
        world.clock.advance(9 * DAY_US);
        world.renew().await;
        world.meet().await;
    }
    assert_eq!(stated(&world, "FR", 0).await.revoked, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_a_year_later_proves_what_was_signed_with_keys_that_are_over() {
    let mut world = crate::notices::world().await;
    // So late that the second key of each signs.
    months_go_by(&world, 3).await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    months_go_by(&world, 11).await;
    let ended = stated(&world, "NE", 0).await;
    assert!(ended.signing.len() >= 5, "{}", ended.signing.len());
    newcomer(&mut world, "GA").await;
    assert_eq!(stage(&world, "GA", id).await, Some(Stage::Published));
    assert!(is_found(&world, "GA").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_lost_the_key_that_signed_takes_another_and_what_was_signed_still_proves() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    months_go_by(&world, 4).await;
    let lost = is_shared(&world, 1).await;
    assert_ne!(lost, World::signer(0).public().id());
    let stays = world.file("TG", draft(2)).await;
    world.settle().await;
    world.restore(0, &backup, true).await;
    // It hears of what it had stated, and says of itself what follows from that before it signs anything.
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
    }
    go_on(&world).await;
    let signed = is_shared(&world, 3).await;
    assert_ne!(signed, lost);
    for code in ["FR", "NE"] {
        let told = stated(&world, code, 0).await;
        assert!(told.signing.iter().any(|term| term.key.id() == lost), "{code}");
        assert!(told.revoked.iter().all(|revoked| revoked.key != lost), "{code}");
        assert_eq!(world.at(code, stays).await, Some(1), "{code}");
    }
}

/// It was switched off for so long that none of its keys runs: until it has said so anew nothing is signed that all would refuse.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_whose_keys_are_all_over_says_nothing_until_it_has_another() {
    let mut world = World::of(&["TG", "FR"]).await;
    world.settle().await;
    world.clock.advance(200 * DAY_US);
    world.restart(0, true).await;
    let id = world.file("TG", draft(1)).await;
    let refused = outbox::catch_up(world.desk("TG")).await;
    assert!(refused.is_err_and(|why| why.to_string().contains("being renewed")));
    go_on(&world).await;
    assert_eq!(world.at("FR", id).await, Some(1));
}
