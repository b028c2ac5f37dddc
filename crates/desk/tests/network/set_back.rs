//! An owner is set back to before reviewers had ended its notice: whoever knows that brings it to the owner, and it stays out of use.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::confirmed::go_on;
use crate::notices::{approved, content, is_found, published, reviewed, say, stage, world};
use crate::world::{Fate, World};
use desk::outbox::Address;
use desk::peer::Copied;
use model::notice::{Sent, Stage, Word};
use model::{Actor, Purpose, Reason, RecordId};
use store::peer::Again;
use wire::charter::Change;

/// Ended by these while its owner goes on as before; then the owner is set back to where it knew nothing of that.
async fn set_back(words: &[(&str, Word)], told: bool) -> (World, RecordId) {
    let mut world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[("public_extract", "text")])).await;
    let backup = world.back_up("TG").await;
    for (code, word) in words {
        world.clock.advance(1_000_000);
        say(&world, code, 5, id, *word).await.unwrap();
    }
    world.settle().await;
    for code in ["TG", "FR", "NE", "BE", "X-HUB"] {
        assert!(!is_found(&world, code).await, "{code}");
    }
    world.clock.advance(3_600_000_000);
    world.restore(0, &backup, told).await;
    assert!(is_found(&world, "TG").await, "it does not know of it");
    (world, id)
}

fn console(world: &World) -> Actor {
    Actor::Console { account: "root".into(), member: world.desk("TG").me.clone() }
}

fn reason() -> Reason {
    Reason::of(Purpose::Administration)
}

async fn is_out_of_use(world: &World, id: RecordId, stands: Stage) {
    assert_eq!(stage(world, "TG", id).await, Some(stands));
    for code in ["TG", "FR", "NE", "BE", "X-HUB"] {
        assert!(!is_found(world, code).await, "{code}");
        assert_ne!(stage(world, code, id).await, Some(Stage::Published), "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_tells_an_owner_that_was_set_back_what_it_has_suspended() {
    for told in [true, false] {
        let (world, id) = set_back(&[("FR", Word::Suspend)], told).await;
        go_on(&world).await;
        is_out_of_use(&world, id, Stage::Suspended).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_cancel_it_once_more_and_what_the_owner_says_meanwhile_brings_it_back_nowhere() {
    let (world, id) = set_back(&[("FR", Word::Cancel), ("X-HUB", Word::Cancel)], true).await;
    say(&world, "TG", 2, id, Word::Hide).await.unwrap();
    go_on(&world).await;
    is_out_of_use(&world, id, Stage::Cancelled).await;
}

/// The reviewer has left meanwhile: the others know what it said while it was one.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_reviewer_said_that_is_none_any_more_keeps_it_out_of_use_at_all_who_heard_it() {
    let (mut world, id) = set_back(&[("FR", Word::Suspend)], true).await;
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    world.meet().await;
    // Another version, which nobody has had before.
    say(&world, "TG", 2, id, Word::Hide).await.unwrap();
    go_on(&world).await;
    for code in ["NE", "BE", "X-HUB"] {
        assert!(!is_found(&world, code).await, "{code}");
    }
}

/// It was published before the backup or since, and came to the others since; cancelled before its owner hears that they have it, it
/// is gone everywhere, and published anew it stands.
#[tokio::test(flavor = "multi_thread")]
async fn what_its_owner_does_not_know_that_others_have_ends_with_it_all_the_same() {
    for (told, lost, word) in [
        (true, false, Word::Cancel),
        (false, false, Word::Cancel),
        (true, true, Word::Cancel),
        (false, true, Word::Cancel),
        (true, true, Word::Publish),
    ] {
        let mut world = world().await;
        let id = approved(&world, content(Sent::Notice, &["all"], &[])).await;
        reviewed(&world, id).await;
        let before = world.back_up("TG").await;
        say(&world, "TG", 2, id, Word::Publish).await.unwrap();
        let behind = world.back_up("TG").await;
        world.settle().await;
        assert!(is_found(&world, "BE").await);
        world.clock.advance(3_600_000_000);
        world.restore(0, if lost { &before } else { &behind }, told).await;
        say(&world, "TG", 2, id, word).await.unwrap();
        go_on(&world).await;
        let stands = if word == Word::Publish { Stage::Published } else { Stage::Cancelled };
        assert_eq!(stage(&world, "TG", id).await, Some(stands));
        for code in ["TG", "FR", "NE", "BE", "X-HUB"] {
            let account = format!("{code}, told: {told}, lost: {lost}, {word}");
            assert_eq!(is_found(&world, code).await, word == Word::Publish, "{account}");
        }
        let open = desk::peer::overtaken(world.desk("TG"), &console(&world), &reason()).await.unwrap();
        assert!(open.is_empty(), "told: {told}, lost: {lost}, {word}");
    }
}

/// Published since the backup: until its owner decides anew, it stands where it is, and its owner can see that it does.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_since_stands_until_its_owner_decides() {
    let mut world = world().await;
    let id = approved(&world, content(Sent::Notice, &["all"], &[])).await;
    reviewed(&world, id).await;
    let backup = world.back_up("TG").await;
    say(&world, "TG", 2, id, Word::Publish).await.unwrap();
    world.settle().await;
    world.clock.advance(3_600_000_000);
    world.restore(0, &backup, true).await;
    go_on(&world).await;
    assert_eq!(stage(&world, "TG", id).await, Some(Stage::Cleared));
    assert!(is_found(&world, "BE").await);
    let open = desk::peer::overtaken(world.desk("TG"), &console(&world), &reason()).await.unwrap();
    let is_it = |it: &Copied| it.copy.id == id && it.copy.member.as_str() == "BE" && !it.copy.gone;
    assert!(open.iter().any(|it| is_it(it) && it.is_notice && it.is_here), "{open:?}");
}

/// They tell it as soon as it says the notice once more, and their lanes to it begin afresh before that has come there.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_against_it_outlives_the_lane_that_it_was_on() {
    let (world, id) = set_back(&[("FR", Word::Suspend)], true).await;
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
        world.work().await;
        let shut = |to: &Address| if to.member.as_str() == "TG" { Fate::Lost } else { Fate::Arrives };
        world.carry(&mut |to| shut(to)).await;
    }
    let owner = &world.desk("TG").me;
    for node in world.nodes.iter().filter(|node| &node.desk.me != owner) {
        let mut tx = node.store.begin().await.unwrap();
        assert_eq!(store::notice::all_opposed(&mut tx).await.unwrap().len(), 1, "{}", node.desk.me);
        store::peer::again(&mut tx, owner, Again::StaleKey, 0).await.unwrap();
        tx.commit().await.unwrap();
    }
    go_on(&world).await;
    is_out_of_use(&world, id, Stage::Suspended).await;
}
