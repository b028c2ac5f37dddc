//! What was said in a thread and taken back before it reached everybody: what it did stands for all, and nobody reads it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::threads::{member, opening};
use crate::world::{Fate, World, investigator, why};
use desk::thread::{Opener, look, take_back};
use model::*;

impl World {
    async fn takes_back(&self, code: &str, what: (ThreadId, MessageId)) {
        let desk = self.desk(code);
        take_back(desk, &investigator(desk), &why(), what).await.unwrap();
    }

    /// What can be read of a thread at a node: each text, or that it was taken back.
    async fn reads(&self, code: &str, id: ThreadId) -> Option<Vec<Option<String>>> {
        let desk = self.desk(code);
        let look = look(desk, &investigator(desk), &why(), id, Opener::Somebody).await.ok()?;
        Some(look.said.into_iter().map(|said| said.message.map(|message| message.text)).collect())
    }

    async fn first(&self, code: &str, id: ThreadId) -> MessageId {
        let mut tx =
            self.nodes.iter().find(|node| node.desk.me == member(code)).unwrap().store.read().await.unwrap();
        store::thread::messages(&mut tx, id).await.unwrap()[0].id
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_whose_opening_reached_nobody_goes_on_for_all() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::IdentityCheck))).await;
    let first = world.first("TG", id).await;
    world.takes_back("TG", (id, first)).await;
    world.settle().await;
    assert_eq!(world.reads("FR", id).await, None, "of what nobody else knew nobody is told");
    world.says("TG", id, Word::Said).await.unwrap();
    world.settle().await;
    let both = [None, Some("said by TG".to_owned())];
    assert_eq!(world.reads("FR", id).await.unwrap(), both);
    assert_eq!(world.reads("NE", id).await, None);
    world.says("FR", id, Word::Answered).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR"] {
        assert_eq!(world.stands(code, id).await.0, RequestState::Answered, "{code}");
        assert_eq!(world.reads(code, id).await.unwrap().len(), 3);
    }
}

/// One of two had it before; what that one answers the other can place.
#[tokio::test(flavor = "multi_thread")]
async fn who_did_not_get_the_opening_reads_what_others_answer_to_it() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let node = world.charter.node_of("NE").unwrap().node();
    let id = world.opens("TG", opening(&["FR", "NE"], None)).await;
    world.change(wire::charter::Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    world.settle().await;
    world.takes_back("TG", (id, world.first("TG", id).await)).await;
    world.says("FR", id, Word::Said).await.unwrap();
    world.settle().await;
    assert_eq!(
        world.reads("NE", id).await,
        None,
        "who is suspended is told of nothing that it does not have"
    );
    world.change(wire::charter::Change::Lift { node });
    world.tell_charter().await;
    world.meet().await;
    world.settle().await;
    assert_eq!(world.reads("NE", id).await.unwrap(), [None, Some("said by FR".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_word_did_stands_where_its_message_never_came() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::Whereabouts))).await;
    world.settle().await;
    let answer = world.says("FR", id, Word::Answered).await.unwrap();
    world.takes_back("FR", (id, answer)).await;
    let said = world.says("FR", id, Word::Said).await.unwrap();
    world.takes_back("FR", (id, said)).await;
    world.work().await;
    world.carry(&mut |_| Fate::Repeated).await;
    world.settle().await;
    for code in ["TG", "FR"] {
        assert_eq!(world.stands(code, id).await.0, RequestState::Answered, "{code}");
    }
    assert_eq!(
        world.reads("TG", id).await.unwrap().len(),
        2,
        "what did nothing and never came is not told of"
    );
}

/// Whom it is never to go to went with the opening, so it goes no further.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_whose_opening_was_taken_back_is_passed_on_to_nobody() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let mut secret = opening(&["FR"], Some(RequestKind::Other));
    secret.never_to = [member("NE")].into();
    let id = world.opens("TG", secret).await;
    world.settle().await;
    world.takes_back("TG", (id, world.first("TG", id).await)).await;
    let passed = world.says("TG", id, Word::Forwarded).await;
    assert!(matches!(passed, Err(desk::Error::Conflict(_))), "{passed:?}");
}

/// A node that was set back is to say all again, and one member is out of the network: that it destroys what it was given waits for
/// it all the same.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_suspended_is_still_to_destroy_what_was_taken_back() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.opens("TG", opening(&["FR", "NE"], None)).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    let node = world.charter.node_of("NE").unwrap().node();
    world.change(wire::charter::Change::Suspend { node, why: "test".into() });
    world.restore(0, &backup, true).await;
    world.tell_charter().await;
    let first = world.first("TG", id).await;
    world.takes_back("TG", (id, first)).await;
    world.work().await;
    let (tg, mut waits) = (world.desk("TG"), vec![]);
    for lane in desk::outbox::behind(tg, &member("NE")).await.unwrap() {
        let mut tx = world.nodes[0].store.read().await.unwrap();
        for seq in lane.upto + 1..=lane.seq {
            let kind = store::lane::kind_of(&mut tx, &lane.stream, (lane.epoch, seq)).await.unwrap();
            waits.extend(kind.map(|(kind, _)| kind));
        }
    }
    assert_eq!(waits, ["said-back"], "and nothing else is told to it");
    assert!(world.reads("NE", id).await.unwrap()[0].is_some(), "it reads it still");
    world.change(wire::charter::Change::Lift { node });
    for _ in 0..2 {
        world.tell_charter().await;
        world.meet().await;
        world.settle().await;
    }
    for code in ["TG", "FR", "NE"] {
        assert_eq!(world.reads(code, id).await.unwrap(), [None], "{code}");
    }
}
