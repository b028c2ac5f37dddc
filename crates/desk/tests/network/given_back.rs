//! A node comes back from an old backup: what it had said itself in threads the others give back to it, with what proves that it
//! was its own; and no clock begins anew.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::restored::go_on;
use crate::threads::{HOUR, opening};
use crate::world::{Fate, World, investigator, why};
use desk::thread::{Opener, Waits, look, take_back};
use desk::{inbox, outbox};
use model::*;

/// All of a thread that both sides are to see alike, and where it stands at a node by that node's own clock.
#[derive(Debug, PartialEq)]
struct Seen {
    said: Vec<(MessageId, String, Word, u64, Option<String>)>,
    state: Option<RequestState>,
    waits: Waits,
    members: Vec<String>,
    opened_us: i64,
    due_us: Option<i64>,
    last_us: i64,
}

impl World {
    async fn seen(&self, code: &str, id: ThreadId) -> Option<Seen> {
        let desk = self.desk(code);
        let look = look(desk, &investigator(desk), &why(), id, Opener::ThePage).await.ok()?;
        let text = |said: &desk::thread::Said| said.message.as_ref().map(|message| message.text.clone());
        Some(Seen {
            said: look
                .said
                .iter()
                .map(|it| (it.id, it.author.to_string(), it.word, it.turn, text(it)))
                .collect(),
            state: look.kept.state,
            waits: look.kept.waits,
            members: look.kept.members.iter().map(ToString::to_string).collect(),
            opened_us: look.kept.opened_us,
            due_us: look.kept.due_us,
            last_us: look.kept.last_us,
        })
    }

    async fn hour(&self) {
        self.settle().await;
        self.clock.advance(HOUR);
    }
}

async fn all_stands_again(told: bool) {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let before = world.opens("TG", opening(&["FR"], Some(RequestKind::Other))).await;
    let passed_on = world.opens("TG", opening(&["FR"], Some(RequestKind::Other))).await;
    world.hour().await;
    let backup = world.back_up("TG").await;
    world.says("FR", before, Word::Acknowledged).await.unwrap();
    world.says("FR", before, Word::ClarificationAsked).await.unwrap();
    world.hour().await;
    world.says("TG", before, Word::Clarified).await.unwrap();
    // Who is asked from now on learns of it from what is lost.
    world.says("TG", passed_on, Word::Forwarded).await.unwrap();
    world.hour().await;
    world.says("NE", passed_on, Word::Acknowledged).await.unwrap();
    let meanwhile = world.opens("TG", opening(&["FR", "NE"], Some(RequestKind::Other))).await;
    let of_france = world.opens("FR", opening(&["TG"], Some(RequestKind::Other))).await;
    world.hour().await;
    world.says("TG", of_france, Word::Acknowledged).await.unwrap();
    world.says("TG", meanwhile, Word::Said).await.unwrap();
    world.says("FR", meanwhile, Word::PartlyAnswered).await.unwrap();
    world.hour().await;
    let threads = [before, passed_on, meanwhile, of_france];
    let mut was = vec![];
    for id in threads {
        for code in ["TG", "FR", "NE"] {
            was.push((code, id, world.seen(code, id).await));
        }
    }
    world.clock.advance(2 * HOUR);
    world.restore(0, &backup, told).await;
    go_on(&world).await;
    for (code, id, seen) in &was {
        assert_eq!(&world.seen(code, *id).await, seen, "{code}");
    }
    // And it goes on from there.
    world.says("TG", of_france, Word::Answered).await.unwrap();
    world.says("TG", meanwhile, Word::Closed).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR"] {
        assert_eq!(world.stands(code, of_france).await.0, RequestState::Answered, "{code}");
        assert_eq!(world.stands(code, meanwhile).await.0, RequestState::Closed, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_restored_node_had_said_itself_comes_back() {
    all_stands_again(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_had_said_comes_back_where_nobody_told_it_that_it_was_set_back() {
    all_stands_again(false).await;
}

/// What it had taken back after the backup stays taken back, whether the message itself is in the backup or not.
#[tokio::test(flavor = "multi_thread")]
async fn what_it_had_taken_back_does_not_come_back() {
    let mut world = World::of(&["TG", "FR"]).await;
    let kept = world.opens("TG", opening(&["FR"], None)).await;
    let in_backup = world.says("TG", kept, Word::Said).await.unwrap();
    world.hour().await;
    let backup = world.back_up("TG").await;
    let lost = world.says("TG", kept, Word::Said).await.unwrap();
    let asked = world.opens("TG", opening(&["FR"], Some(RequestKind::Other))).await;
    world.hour().await;
    let desk = world.desk("TG");
    let look = look(desk, &investigator(desk), &why(), asked, Opener::ThePage).await.unwrap();
    for (thread, message) in [(kept, in_backup), (kept, lost), (asked, look.said[0].id)] {
        take_back(desk, &investigator(desk), &why(), (thread, message)).await.unwrap();
    }
    world.says("FR", asked, Word::Answered).await.unwrap();
    world.hour().await;
    let was = (world.seen("TG", kept).await.unwrap(), world.seen("TG", asked).await.unwrap());
    let there = (world.seen("FR", kept).await, world.seen("FR", asked).await);
    world.restore(0, &backup, true).await;
    go_on(&world).await;
    let is = (world.seen("TG", kept).await.unwrap(), world.seen("TG", asked).await.unwrap());
    assert_eq!((&is.0.said, is.0.waits), (&was.0.said, was.0.waits));
    assert_eq!((is.1.said, is.1.state, is.1.members), (was.1.said, was.1.state, was.1.members));
    assert_eq!((world.seen("FR", kept).await, world.seen("FR", asked).await), there);
}

/// It is in the backup, and was given to the other only since: the node does not know that when it takes it back.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_since_the_backup_is_taken_back_all_the_same() {
    for told in [true, false] {
        let mut world = World::of(&["TG", "FR"]).await;
        let thread = world.opens("TG", opening(&["FR"], None)).await;
        let backup = world.back_up("TG").await;
        world.hour().await;
        let [(message, .., text)] = world.seen("FR", thread).await.unwrap().said.try_into().unwrap();
        assert!(text.is_some(), "France has it");
        world.restore(0, &backup, told).await;
        let desk = world.desk("TG");
        take_back(desk, &investigator(desk), &why(), (thread, message)).await.unwrap();
        go_on(&world).await;
        let [(.., text)] = world.seen("FR", thread).await.unwrap().said.try_into().unwrap();
        assert_eq!(text, None, "told: {told}");
    }
}

/// It was taken back after a restore, so France was told that it is gone if it should have it; then the thread goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_thread_whose_beginning_was_taken_back_after_a_restore_reaches_who_never_had_it() {
    let mut world = World::of(&["TG", "FR"]).await;
    let thread = world.opens("TG", opening(&["FR"], None)).await;
    let backup = world.back_up("TG").await;
    world.restore(0, &backup, true).await;
    let desk = world.desk("TG");
    let [(message, ..)] = world.seen("TG", thread).await.unwrap().said.try_into().unwrap();
    take_back(desk, &investigator(desk), &why(), (thread, message)).await.unwrap();
    go_on(&world).await;
    assert!(world.seen("FR", thread).await.is_none(), "it never knew of it, and nothing of it stands");
    world.says("TG", thread, Word::Said).await.unwrap();
    world.hour().await;
    let seen = world.seen("FR", thread).await.unwrap().said;
    let texts: Vec<Option<&str>> = seen.iter().map(|(.., text)| text.as_deref()).collect();
    assert_eq!(texts, [None, Some("said by TG")]);
}

/// Its beginning was taken back, and of what was said behind it France alone had heard. Who takes part the node learns from whoever gives
/// something back: Niger does so when France's words have been said again already, and is told them all the same.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_heard_of_late_has_what_was_said_behind_a_beginning_that_is_gone() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let backup = world.back_up("TG").await;
    let thread = world.opens("TG", opening(&["FR", "NE"], None)).await;
    world.hour().await;
    let desk = world.desk("TG");
    let [(message, ..)] = world.seen("TG", thread).await.unwrap().said.try_into().unwrap();
    take_back(desk, &investigator(desk), &why(), (thread, message)).await.unwrap();
    world.hour().await;
    world.says("TG", thread, Word::Said).await.unwrap();
    world.work().await;
    world.carry(&mut |to| if to.member.as_str() == "NE" { Fate::Lost } else { Fate::Arrives }).await;
    world.restore(0, &backup, true).await;
    for _ in 0..2 {
        world.renew().await;
        world.meet().await;
        world.work().await;
    }
    let (france, togo) = (world.desk("FR"), world.desk("TG"));
    for lane in outbox::behind(france, &togo.me).await.unwrap() {
        let waiting = outbox::next(france, &lane, lane.upto, (64, 1 << 20)).await.unwrap();
        let batch: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
        inbox::take(togo, &batch).await.unwrap();
    }
    world.work().await;
    assert_eq!(world.seen("TG", thread).await.unwrap().members, ["FR", "TG"]);
    go_on(&world).await;
    for code in ["TG", "FR", "NE"] {
        let seen = world.seen(code, thread).await.unwrap();
        let texts: Vec<Option<&str>> = seen.said.iter().map(|(.., text)| text.as_deref()).collect();
        assert_eq!(texts, [None, Some("said by TG")], "{code}");
        assert_eq!(seen.members, ["FR", "NE", "TG"], "{code}");
    }
}

/// France has put words into Togo's mouth while its disk was lost.
async fn invent(world: &World, like: &Message, earmark: &str) {
    let node = world.nodes.iter().find(|node| node.desk.me.as_str() == "FR").unwrap();
    let rules = policy::Rules::standard(node.desk.me.clone());
    let message = Message {
        id: MessageId::from_bytes([7; 16]),
        word: Word::Said,
        turn: 9,
        text: "we have found him".into(),
        opens: None,
        ..like.clone()
    };
    let permit = rules.permit_peer_say(&like.author, &why(), like.thread, None).unwrap();
    let mut tx = node.store.begin().await.unwrap();
    let when = store::thread::When { done_us: like.said_us, came_us: like.said_us };
    store::thread::hear(&mut tx, (&permit, &node.desk.me), (&message, Some(earmark)), when).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_takes_its_own_word_from_nobody_who_cannot_prove_it() {
    let mut world = World::of(&["TG", "FR"]).await;
    let backup = world.back_up("TG").await;
    let id = world.opens("TG", opening(&["FR"], None)).await;
    world.hour().await;
    let desk = world.desk("TG");
    let said = look(desk, &investigator(desk), &why(), id, Opener::ThePage).await.unwrap().said.remove(0);
    let node = world.nodes.iter().find(|node| node.desk.me.as_str() == "FR").unwrap();
    let theirs = store::thread::theirs(&mut node.store.read().await.unwrap(), &desk.me).await.unwrap();
    // The earmark of another message proves nothing of this one.
    invent(&world, &said.message.unwrap(), &theirs[0].earmark).await;
    assert_eq!(world.seen("FR", id).await.unwrap().said.len(), 2);
    world.restore(0, &backup, true).await;
    go_on(&world).await;
    let is = world.seen("TG", id).await.unwrap();
    assert_eq!(is.said.iter().map(|it| it.0).collect::<Vec<_>>(), [said.id], "what it had said, and no more");
    let desk = world.desk("TG");
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let filter = desk::oversight::Filter { kind: Some(ActKind::Quarantined), ..Default::default() };
    let reason = Reason::of(Purpose::Administration);
    let aside = desk::oversight::read(desk, &by, &reason, &filter, (None, 9)).await.unwrap();
    assert_eq!(aside.len(), 1, "people here can look at what was invented");
}

/// It had only received since: that it was set back it learns from nobody, and what is asked of it is late when it was to be.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_of_it_runs_against_the_same_clock() {
    let mut world = World::of(&["TG", "FR"]).await;
    let backup = world.back_up("TG").await;
    let id = world.opens("FR", opening(&["TG"], Some(RequestKind::Other))).await;
    world.hour().await;
    // Once more, so that its receipt is known.
    world.hour().await;
    let was = world.seen("TG", id).await.unwrap();
    assert!(was.due_us.is_some());
    world.clock.advance(3 * HOUR);
    world.restore(0, &backup, false).await;
    go_on(&world).await;
    assert_eq!(world.seen("TG", id).await, Some(was));
}

/// It answers, the line is down, and its disk is lost: by its own word it had answered long ago.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_from_when_it_came_to_who_has_lost_nothing() {
    let mut world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::Other))).await;
    world.hour().await;
    let answer = world.says("FR", id, Word::Answered).await.unwrap();
    world.work().await;
    let backup = world.back_up("FR").await;
    world.clock.advance(20 * HOUR);
    let now_us = desk::Clock::now_us(&*world.clock);
    world.restore(1, &backup, true).await;
    go_on(&world).await;
    let mut tx =
        world.nodes.iter().find(|node| node.desk.me.as_str() == "TG").unwrap().store.read().await.unwrap();
    let said = store::thread::messages(&mut tx, id).await.unwrap();
    let came_us = said.iter().find(|said| said.id == answer).unwrap().came_us;
    assert!(came_us >= now_us, "{came_us} is before {now_us}");
}
