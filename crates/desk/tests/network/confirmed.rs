//! A reviewer is none any more: what it cleared while it was one stays cleared, also for who hears of it only afterwards; and what it
//! dates back moves nobody.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::notices::{approved, content, forced, is_found, officer, published, say, signed, stage, world};
use crate::world::{World, why};
use desk::notice::{self, Which};
use desk::peer;
use model::notice::{Sent, Stage, Word};
use model::*;
use wire::charter::Change;

fn suspend(world: &World, code: &str) -> Change {
    let node = world.charter.node_of(code).unwrap().node();
    Change::Suspend { node, why: "its node was broken into".into() }
}

async fn changed(world: &mut World, changes: impl IntoIterator<Item = Change>) {
    // Nobody hears of a change in the moment in which it is made.
    world.clock.advance(60_000_000);
    changes.into_iter().for_each(|change| world.change(change));
    world.clock.advance(60_000_000);
    world.tell_charter().await;
    go_on(world).await;
}

/// Meets and carries for a while. Who is suspended is heard by nobody, so what it has to say waits.
pub(crate) async fn go_on(world: &World) {
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
        world.rests().await;
    }
}

/// A member that was none before.
pub(crate) async fn newcomer(world: &mut World, code: &str) {
    let number = u8::try_from(world.nodes.len()).unwrap();
    world.admit(code, number);
    world.tell_charter().await;
    let node = world.open(code, number).await;
    world.nodes.push(node);
    world.join(world.nodes.len() - 1).await;
    go_on(world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cleared_in_time_reaches_who_comes_afterwards() {
    let mut world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let hub = suspend(&world, "X-HUB");
    changed(&mut world, [hub]).await;
    newcomer(&mut world, "GA").await;
    assert_eq!(stage(&world, "GA", id).await, Some(Stage::Published));
    assert!(is_found(&world, "GA").await);
    for code in ["TG", "FR", "NE", "BE"] {
        assert!(is_found(&world, code).await, "{code}");
    }
    // And whoever comes after them does not have to ask.
    newcomer(&mut world, "ML").await;
    assert_eq!(stage(&world, "ML", id).await, Some(Stage::Published));
}

/// The one that was suspended screened it in time, and decides on it afterwards; its owner takes part in that.
async fn dated_back(world: &mut World) -> RecordId {
    let id = approved(world, content(Sent::Notice, &["all"], &[])).await;
    say(world, "X-HUB", 4, id, Word::Screen).await.unwrap();
    world.settle().await;
    say(world, "FR", 5, id, Word::Clear).await.unwrap();
    world.settle().await;
    let hub = suspend(world, "X-HUB");
    changed(world, [hub]).await;
    forced(world, id, |notice| {
        let mut clear = signed(world, notice, ("X-HUB", "f2", Word::Clear));
        let node = world.charter.node_of("X-HUB").unwrap().node();
        let act =
            wire::notice::NoticeAct { node, ..wire::notice::NoticeAct::inspect(&clear.signed).unwrap() };
        clear.signed = act.sign(&World::signer(4));
        notice.acts.extend([clear, signed(world, notice, ("TG", "f3", Word::Publish))]);
        notice.stage = Stage::Published;
    })
    .await;
    go_on(world).await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_dated_back_waits_for_another_reviewer_and_says_so() {
    let mut world = world().await;
    let node = world.charter.node_of("BE").unwrap().node();
    let right = Change::Amend { node, name: "NCB BE".into(), rights: vec!["compliance".into()] };
    changed(&mut world, [right]).await;
    let id = dated_back(&mut world).await;
    for code in ["FR", "NE", "BE"] {
        assert!(!is_found(&world, code).await, "{code}");
        assert_eq!(stage(&world, code, id).await, Some(Stage::Unconfirmed), "{code}");
    }
    let desk = world.desk("NE");
    let by = officer(desk, 9, Role::Investigator);
    let page = notice::page(desk, &by, &why(), Which::Unreviewed, (None, 10)).await.unwrap();
    assert_eq!(page.notices.len(), 1, "whoever looks sees that it waits");
    // Who has decided on it does not decide for another member too; who has not reads it first.
    assert!(say(&world, "FR", 6, id, Word::Confirm).await.is_err());
    assert!(say(&world, "NE", 6, id, Word::Confirm).await.is_err());
    assert_eq!(say(&world, "BE", 6, id, Word::Confirm).await.unwrap(), Stage::Published);
    world.work().await;
    assert!(is_found(&world, "BE").await, "there at once");
    go_on(&world).await;
    for code in ["FR", "NE", "BE"] {
        assert!(is_found(&world, code).await, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_review_no_more_says_nothing_more_of_what_it_reviewed_before() {
    let mut world = world().await;
    let id = approved(&world, content(Sent::Notice, &["all"], &[])).await;
    say(&world, "FR", 4, id, Word::Screen).await.unwrap();
    world.settle().await;
    let node = world.charter.node_of("FR").unwrap().node();
    changed(&mut world, [Change::Amend { node, name: "NCB FR".into(), rights: vec![] }]).await;
    assert!(say(&world, "FR", 5, id, Word::Clear).await.is_err());
    say(&world, "X-HUB", 5, id, Word::Clear).await.unwrap();
    world.settle().await;
    assert_eq!(stage(&world, "TG", id).await, Some(Stage::Screened), "what it screened stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_reviewer_comes_into_force_when_it_is_one_again() {
    let mut world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let both = [suspend(&world, "X-HUB"), suspend(&world, "FR")];
    changed(&mut world, both).await;
    newcomer(&mut world, "GA").await;
    assert_eq!(
        stage(&world, "GA", id).await,
        Some(Stage::Unconfirmed),
        "nobody is left who could confirm it"
    );
    assert!(!is_found(&world, "GA").await && is_found(&world, "NE").await);
    let lifted =
        ["X-HUB", "FR"].map(|code| Change::Lift { node: world.charter.node_of(code).unwrap().node() });
    changed(&mut world, lifted).await;
    assert_eq!(stage(&world, "GA", id).await, Some(Stage::Published));
    assert!(is_found(&world, "GA").await);
}

/// Every version in which one of ours was given has its act, also where the charter alone has made another of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_has_no_version_without_an_act() {
    let mut world = world().await;
    let node = world.charter.node_of("BE").unwrap().node();
    let rights = |rights: &[&str]| Change::Amend {
        node,
        name: "NCB BE".into(),
        rights: rights.iter().map(|right| (*right).to_owned()).collect(),
    };
    let (given, taken) = (rights(&["compliance"]), rights(&[]));
    changed(&mut world, [given]).await;
    let id = published(&world, content(Sent::Notice, &["NE"], &[])).await;
    changed(&mut world, [taken]).await;
    let mut tx = world.nodes[0].store.read().await.unwrap();
    let version = store::notice::known(&mut tx, id).await.unwrap().unwrap().version;
    let acts = store::journal::since(&mut tx, 0, 10_000).await.unwrap();
    let mut moved = acts.iter().filter(|act| act.kind == ActKind::NoticeMoved).filter_map(|act| act.object);
    assert_eq!(moved.next_back(), Some((id, version)));
    drop(tx);
    assert!(is_found(&world, "NE").await && stage(&world, "BE", id).await.is_none());
}

/// It hears of its own suspension before it takes what was sent to it earlier, by an owner that has not heard of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_on_its_way_to_a_reviewer_that_is_suspended_is_there_when_that_is_lifted() {
    let mut world = world().await;
    let (by, of) = (officer(world.desk("TG"), 1, Role::Investigator), content(Sent::Notice, &["all"], &[]));
    let id = notice::draft(world.desk("TG"), &by, &why(), of).await.unwrap();
    for person in [2, 3] {
        say(&world, "TG", person, id, Word::Approve).await.unwrap();
    }
    // Sealed, and not carried.
    world.work().await;
    let hub = suspend(&world, "X-HUB");
    let node = world.charter.node_of("X-HUB").unwrap().node();
    world.clock.advance(60_000_000);
    world.change(hub);
    let charter = world.charter.entries_from(0).map(<[u8]>::to_vec).collect();
    let hello = peer::Hello { charter, manifests: vec![], epochs: vec![] };
    peer::told(world.desk("X-HUB"), &hello).await.unwrap();
    assert_eq!(stage(&world, "X-HUB", id).await, None);
    world.settle().await;
    changed(&mut world, [Change::Lift { node }]).await;
    assert_eq!(stage(&world, "X-HUB", id).await, Some(Stage::Submitted));
    assert_eq!(stage(&world, "FR", id).await, Some(Stage::Submitted));
    say(&world, "X-HUB", 4, id, Word::Screen).await.unwrap();
}
