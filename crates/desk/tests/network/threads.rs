//! What members say to each other: messages, requests with their words and clocks, marks that mean what they say, and what is
//! taken back; over a road with faults, and after a restore.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{Fate, NOW, World, investigator, person, why};
use desk::outbox;
use desk::thread::{Kept, Look, Opener, Opening, Saying, Shown, Waits, look, note, open, say, take_back};
use model::*;

pub(crate) const HOUR: i64 = 3_600_000_000;

pub(crate) fn member(code: &str) -> Member {
    code.parse().unwrap()
}

pub(crate) fn opening(to: &[&str], ask: Option<RequestKind>) -> Opening {
    Opening {
        subject: "Amouzou, Kossi".into(),
        text: "Is he known to you? هل هو معروف؟".into(),
        to: to.iter().map(|code| member(code)).collect(),
        never_to: Default::default(),
        level: Level::Official,
        caveats: [Caveat::H1].into(),
        caveat_text: None,
        grading: Some("B2".parse().unwrap()),
        term: Term::Urgent,
        life_at_risk: false,
        crime: Some(CrimeArea::Trafficking),
        records: vec![],
        hits: vec![],
        ask: ask.map(|kind| {
            let about = Entity::new(Kind::Person)
                .with("name", "Kossi Amouzou")
                .and_then(|e| e.with("passportNumber", "T1234567"));
            (kind, vec![about.unwrap()])
        }),
    }
}

impl World {
    pub(crate) async fn opens(&self, code: &str, opening: Opening) -> ThreadId {
        let desk = self.desk(code);
        open(desk, &investigator(desk), &why(), opening, None).await.unwrap()
    }

    async fn looks(&self, code: &str, id: ThreadId) -> Option<Look> {
        let desk = self.desk(code);
        look(desk, &investigator(desk), &why(), id, Opener::Somebody).await.ok()
    }

    pub(crate) async fn says(&self, code: &str, id: ThreadId, word: Word) -> desk::Result<MessageId> {
        let to = word.names_a_member().then(|| member("NE"));
        let ground = (word == Word::Refused).then_some(Ground::Danger);
        let saying = Saying { word, text: format!("{word} by {code}"), to, grading: None, ground };
        let desk = self.desk(code);
        say(desk, &investigator(desk), &why(), id, saying).await
    }

    /// Where a request stands at a node, and whose turn it is there.
    pub(crate) async fn stands(&self, code: &str, id: ThreadId) -> (RequestState, Waits) {
        let kept = self.kept(code, id).await;
        (kept.state.unwrap(), kept.waits)
    }

    pub(crate) async fn kept(&self, code: &str, id: ThreadId) -> Kept {
        self.boxed(code, Shown::All).await.into_iter().find(|kept| kept.id == id).unwrap()
    }

    pub(crate) async fn boxed(&self, code: &str, shown: Shown) -> Vec<Kept> {
        let desk = self.desk(code);
        desk::thread::page(desk, &investigator(desk), &why(), shown, (None, 50)).await.unwrap().threads
    }

    async fn finds(&self, code: &str, words: &str) -> desk::Result<Vec<ThreadId>> {
        let desk = self.desk(code);
        let page = desk::thread::search(desk, &investigator(desk), &why(), words, (None, 50)).await?;
        Ok(page.threads.iter().map(|kept| kept.id).collect())
    }

    pub(crate) async fn on_duty(&self, code: &str) {
        desk::duty::once(self.desk(code), desk::Clock::now_us(&*self.clock)).await.unwrap();
    }
}

fn texts(look: &Look) -> Vec<(&str, Option<&str>)> {
    let text = |said: &desk::thread::Said| said.message.as_ref().map(|message| message.text.clone());
    look.said
        .iter()
        .map(|said| (said.author.as_str(), text(said).map(|text| &*Box::leak(text.into_boxed_str()))))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_reaches_those_who_take_part_and_nobody_else() {
    let world = World::of(&["TG", "FR", "NE", "X-HUB"]).await;
    let id = world.opens("TG", opening(&["FR"], None)).await;
    world.says("TG", id, Word::Said).await.unwrap();
    world.settle().await;
    world.says("FR", id, Word::Said).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR"] {
        let look = world.looks(code, id).await.unwrap();
        assert_eq!(look.said.len(), 3, "{code}");
        let thread = look.kept.opening.clone().unwrap();
        assert_eq!((thread.subject.as_str(), thread.caveats), ("Amouzou, Kossi", [Caveat::H1].into()));
        assert_eq!(thread.reason.reference.as_deref(), why().reference.as_deref(), "the case goes with it");
        let said = look.said[0].message.as_ref().unwrap();
        assert_eq!(
            (said.text.as_str(), said.grading),
            ("Is he known to you? هل هو معروف؟", "B2".parse().ok())
        );
        assert_eq!(look.kept.waits, if code == "TG" { Waits::Ours } else { Waits::Theirs });
    }
    for code in ["NE", "X-HUB"] {
        assert!(world.looks(code, id).await.is_none(), "{code} knows nothing of it");
        assert!(world.says(code, id, Word::Said).await.is_err(), "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn delivered_and_read_mean_what_they_say() {
    let world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], None)).await;
    let mark = async || world.looks("TG", id).await.unwrap().marks.remove(0);
    assert_eq!((mark().await.left_us, mark().await.delivered_us), (None, None), "nothing has left");
    world.work().await;
    world.carry(&mut |_| Fate::Lost).await;
    let lost = mark().await;
    assert!(lost.left_us.is_some() && lost.delivered_us.is_none(), "what is lost on the way is not there");
    world.carry(&mut |_| Fate::ReceiptLost).await;
    assert_eq!(mark().await.delivered_us, None, "nor is it known before the receipt");
    world.settle().await;
    let there = mark().await;
    assert!(there.delivered_us.is_some() && there.read_us.is_none(), "to arrive is not to be read");
    // A machine that fetches it has not read it, nor has a page that lies open; and a list opens none.
    let fr = world.desk("FR");
    let machine = Actor::Client {
        id: ClientId::from_bytes([8; 16]),
        member: fr.me.clone(),
        roles: vec![Role::Investigator],
        clearance: Level::Confidential,
    };
    look(fr, &machine, &why(), id, Opener::Somebody).await.unwrap();
    look(fr, &investigator(fr), &why(), id, Opener::ThePage).await.unwrap();
    assert_eq!(world.boxed("FR", Shown::New).await.len(), 1);
    world.settle().await;
    assert_eq!(mark().await.read_us, None);
    world.looks("FR", id).await.unwrap();
    assert!(world.boxed("FR", Shown::New).await.is_empty());
    world.settle().await;
    assert_eq!(mark().await.read_us, Some(NOW), "an officer opened it there");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_is_taken_back_everywhere() {
    let world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], None)).await;
    let wrong = world.says("TG", id, Word::Said).await.unwrap();
    let answer = world.says("TG", id, Word::Said).await.unwrap();
    world.settle().await;
    let (tg, fr) = (world.desk("TG"), world.desk("FR"));
    let theirs = take_back(fr, &investigator(fr), &why(), (id, wrong)).await;
    assert!(matches!(theirs, Err(desk::Error::Missing)), "nobody takes back what another said: {theirs:?}");
    take_back(tg, &investigator(tg), &why(), (id, wrong)).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR"] {
        let look = world.looks(code, id).await.unwrap();
        let gone: Vec<MessageId> =
            look.said.iter().filter(|said| said.message.is_none()).map(|said| said.id).collect();
        assert_eq!(gone, [wrong], "{code}: {:?}", texts(&look));
        assert!(look.said.iter().any(|said| said.id == answer && said.message.is_some()));
        let desk = world.desk(code);
        let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
        desk::oversight::verify(desk, &by, &Reason::of(Purpose::Administration), |_, _| ())
            .await
            .unwrap()
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_asked_clarified_and_answered() {
    use RequestState::*;
    let world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::IdentityCheck))).await;
    world.settle().await;
    assert_eq!(world.stands("FR", id).await, (Sent, Waits::Ours));
    for (code, word, state, waits) in [
        ("FR", Word::Acknowledged, Acknowledged, ["theirs", "ours"]),
        ("FR", Word::ClarificationAsked, Clarifying, ["ours", "theirs"]),
        ("TG", Word::Clarified, Acknowledged, ["theirs", "ours"]),
        ("FR", Word::PartlyAnswered, PartlyAnswered, ["theirs", "ours"]),
        ("FR", Word::Answered, Answered, ["ours", "theirs"]),
        ("TG", Word::Closed, Closed, ["over", "over"]),
    ] {
        world.says(code, id, word).await.unwrap();
        world.settle().await;
        for (node, waits) in ["TG", "FR"].into_iter().zip(waits) {
            assert_eq!(world.stands(node, id).await, (state, waits.parse().unwrap()), "{node} after {word}");
        }
    }
    for word in [Word::Answered, Word::Withdrawn, Word::Acknowledged] {
        for code in ["TG", "FR"] {
            assert!(world.says(code, id, word).await.is_err(), "{word} by {code} after the end");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_is_found_by_its_words_until_it_is_taken_back() {
    let mut world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::IdentityCheck))).await;
    world.opens("TG", Opening { subject: "Another matter".into(), ..opening(&["FR"], None) }).await;
    let back = world.says("TG", id, Word::Said).await.unwrap();
    world.settle().await;
    let found = async |world: &World, code: &str, words: &str| world.finds(code, words).await.unwrap();
    for code in ["FR", "TG"] {
        assert_eq!(found(&world, code, "المعروف").await.len(), 2, "{code}");
        assert_eq!(found(&world, code, "T1234567 amouz KNOWN").await, [id], "all words, wherever in it");
        assert_eq!(found(&world, code, "said by TG").await, [id]);
        assert_eq!(found(&world, code, "amouzou nobody").await, [], "{code}");
    }
    let desk = world.desk("FR");
    note(desk, &investigator(desk), &why(), id, "Prosecutor: wait!").await.unwrap();
    assert_eq!(found(&world, "FR", "prosecutor").await, [id]);
    assert_eq!(found(&world, "TG", "prosecutor").await, [], "a note is the house's own");
    let least = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: desk.me.clone(),
        roles: vec![Role::Investigator],
        clearance: Level::Open,
    };
    let shown = desk::thread::search(desk, &least, &why(), "amouzou", (None, 9)).await.unwrap();
    assert!(shown.threads.is_empty(), "what one may not read is not found");
    let long = desk::thread::search(desk, &least, &why(), &"x".repeat(501), (None, 9)).await;
    assert!(matches!(long, Err(desk::Error::Invalid(why)) if why.what == "search"));
    world.restart(1, true).await;
    assert_eq!(found(&world, "FR", "said by TG").await, [id], "a node that starts reads it anew");
    let desk = world.desk("TG");
    take_back(desk, &investigator(desk), &why(), (id, back)).await.unwrap();
    world.settle().await;
    for code in ["FR", "TG"] {
        assert_eq!(found(&world, code, "said by TG").await, [], "{code}: its words went with it");
        assert_eq!(found(&world, code, "amouzou").await, [id]);
    }
}

/// Both say something before they hear of each other; batches come late, twice and in the wrong order.
#[tokio::test(flavor = "multi_thread")]
async fn words_that_cross_come_to_the_same_end() {
    let world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::Whereabouts))).await;
    world.settle().await;
    world.says("FR", id, Word::Acknowledged).await.unwrap();
    world.says("FR", id, Word::Answered).await.unwrap();
    world.says("TG", id, Word::Said).await.unwrap();
    world.says("TG", id, Word::Said).await.unwrap();
    world.says("TG", id, Word::Withdrawn).await.unwrap();
    assert_eq!(world.stands("FR", id).await.0, RequestState::Answered, "as far as FR knows");
    assert_eq!(world.stands("TG", id).await.0, RequestState::Withdrawn, "as far as TG knows");
    world.work().await;
    for fate in [Fate::Reordered, Fate::Lost, Fate::ReceiptLost, Fate::Repeated] {
        world.carry(&mut |_| fate).await;
    }
    world.settle().await;
    let (tg, fr) = (world.stands("TG", id).await.0, world.stands("FR", id).await.0);
    assert_eq!(
        (tg, fr),
        (RequestState::Answered, RequestState::Answered),
        "what was answered first is answered"
    );
    assert_eq!(world.looks("TG", id).await.unwrap().said.len(), 6, "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_passed_on_with_its_owners_leave_alone() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::DocumentCheck))).await;
    world.settle().await;
    assert!(world.says("FR", id, Word::Forwarded).await.is_err(), "FR does not pass it on by itself");
    world.says("FR", id, Word::LeaveAsked).await.unwrap();
    world.settle().await;
    assert!(world.looks("NE", id).await.is_none(), "to ask for leave is not to pass on");
    assert_eq!(world.stands("TG", id).await, (RequestState::LeaveAsked, Waits::Ours));
    world.says("TG", id, Word::Forwarded).await.unwrap();
    world.settle().await;
    let there = world.looks("NE", id).await.unwrap();
    assert_eq!(there.said.len(), 3, "who comes later reads what was said: {:?}", texts(&there));
    assert_eq!((there.kept.state, there.kept.waits), (Some(RequestState::Sent), Waits::Ours));
    assert!(world.says("FR", id, Word::Answered).await.is_err(), "FR is not asked any more");
    world.says("NE", id, Word::Answered).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR", "NE"] {
        assert_eq!(world.stands(code, id).await.0, RequestState::Answered, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_given_what_they_never_get() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let mut secret = opening(&["FR"], Some(RequestKind::Other));
    secret.never_to = [member("NE")].into();
    let id = world.opens("TG", secret.clone()).await;
    world.settle().await;
    assert!(world.says("FR", id, Word::LeaveAsked).await.is_err(), "NE never gets it");
    assert!(world.says("TG", id, Word::Forwarded).await.is_err());
    secret.to.push(member("NE"));
    let desk = world.desk("TG");
    let both = open(desk, &investigator(desk), &why(), secret, None).await;
    assert!(matches!(both, Err(desk::Error::Invalid(why)) if why.what == "never_to"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_never_leaves_the_house() {
    const WORD: &str = "prosecutor-will-not-extradite";
    let world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], None)).await;
    let desk = world.desk("TG");
    note(desk, &investigator(desk), &why(), id, WORD).await.unwrap();
    world.says("TG", id, Word::Said).await.unwrap();
    world.settle().await;
    assert_eq!(world.looks("TG", id).await.unwrap().notes[0].text, WORD);
    let there = world.looks("FR", id).await.unwrap();
    assert!(there.notes.is_empty() && there.said.len() == 2);
    assert!(!format!("{there:?}").contains(WORD));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_goes_on_its_own_lane_and_presses_within_minutes() {
    let world = World::of(&["TG", "FR"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::LifeAtRisk))).await;
    world.work().await;
    let lanes = outbox::behind(world.desk("TG"), &member("FR")).await.unwrap();
    assert_eq!(lanes.first().map(|lane| lane.class), Some(0), "it overtakes everything: {lanes:?}");
    world.settle().await;
    let fr = world.desk("FR");
    let waiting = desk::thread::waiting(fr, &investigator(fr), &why()).await.unwrap();
    assert_eq!((waiting.count, waiting.life), (1, Some(id)));
    world.clock.advance(HOUR / 4 - 1);
    world.on_duty("FR").await;
    assert_eq!(world.kept("FR", id).await.late, 0);
    world.clock.advance(1);
    world.on_duty("FR").await;
    assert_eq!(world.kept("FR", id).await.late, 2, "a quarter of an hour without a person: the duty desk");
    world.says("FR", id, Word::Acknowledged).await.unwrap();
    let kept = world.kept("FR", id).await;
    assert_eq!((kept.late, kept.due_us), (0, Some(NOW + 8 * HOUR)), "somebody is at work on it");
    assert_eq!(desk::thread::waiting(fr, &investigator(fr), &why()).await.unwrap().life, None);
}

/// Weekends count, and the zone of a clock's face does not matter: only hours do. A node that was off over the deadline counts
/// from when it had the request; a clock that is set back takes nothing back.
#[tokio::test(flavor = "multi_thread")]
async fn clocks_run_by_hours_whatever_the_calendar_says() {
    let world = World::of(&["TG", "FR"]).await;
    for (term, hours) in [(Term::Urgent, 8), (Term::Soon, 72), (Term::Usual, 168)] {
        // From each day and hour of a week on.
        world.clock.advance(31 * HOUR);
        let asked = Opening { term, ..opening(&["FR"], Some(RequestKind::Other)) };
        let id = world.opens("TG", asked).await;
        // Nothing arrives for ten hours.
        world.work().await;
        world.carry(&mut |_| Fate::Lost).await;
        world.clock.advance(10 * HOUR);
        world.on_duty("TG").await;
        let late_here = u8::from(hours == 8);
        assert_eq!(world.kept("TG", id).await.late, late_here, "{term}: the asker sees what is not answered");
        world.settle().await;
        let came = desk::Clock::now_us(&*world.clock);
        assert_eq!(world.kept("FR", id).await.due_us, Some(came + hours * HOUR), "{term} from receipt on");
        world.clock.advance(hours * HOUR - 1);
        world.on_duty("FR").await;
        assert_eq!(world.kept("FR", id).await.late, 0, "{term}");
        world.clock.advance(1);
        world.on_duty("FR").await;
        assert_eq!(world.kept("FR", id).await.late, 1, "{term}: the unit and its head");
        world.set_wrong(1, -5 * HOUR);
        world.on_duty("FR").await;
        assert_eq!(world.kept("FR", id).await.late, 1, "{term}: a clock set back takes nothing back");
        world.set_wrong(1, 0);
        world.clock.advance(hours * HOUR / 2);
        world.on_duty("FR").await;
        assert_eq!(world.kept("FR", id).await.late, 2, "{term}: the duty desk");
        let climbed = async || {
            let desk = world.desk("FR");
            let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
            let filter = desk::oversight::Filter { kind: Some(ActKind::RequestLate), ..Default::default() };
            let reason = Reason::of(Purpose::Administration);
            desk::oversight::read(desk, &by, &reason, &filter, (None, 99)).await.unwrap().len()
        };
        let before = climbed().await;
        world.on_duty("FR").await;
        assert_eq!(climbed().await, before, "each step once");
        world.says("FR", id, Word::Answered).await.unwrap();
        world.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bureau_sets_its_own_clocks() {
    let world = World::of(&["TG", "FR"]).await;
    let desk = world.desk("FR");
    let clocks = desk::thread::Clocks { urgent_hours: 2, ..Default::default() };
    let by = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: desk.me.clone(),
        roles: vec![Role::Coordinator],
        clearance: Level::Official,
    };
    assert!(desk::thread::set_clocks(desk, &investigator(desk), &why(), clocks).await.is_err());
    let wrong = desk::thread::Clocks { soon_hours: 1, ..clocks };
    assert!(desk::thread::set_clocks(desk, &by, &why(), wrong).await.is_err());
    desk::thread::set_clocks(desk, &by, &why(), clocks).await.unwrap();
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::Other))).await;
    world.settle().await;
    assert_eq!(world.kept("FR", id).await.due_us, Some(NOW + 2 * HOUR));
    assert_eq!(world.kept("TG", id).await.due_us, Some(NOW + 8 * HOUR), "at TG those of TG hold");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_held_against_what_is_known_for_who_answers_it() {
    let world = World::of(&["TG", "FR"]).await;
    let known = world.file("FR", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"])).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::IdentityCheck))).await;
    world.settle().await;
    let crossed = async |code: &str| {
        let desk = world.desk(code);
        let kept = world.kept(code, id).await;
        desk::thread::cross_check(desk, &investigator(desk), &why(), &kept).await.unwrap()
    };
    assert!(crossed("TG").await.is_empty(), "who asks is not asked");
    let there = crossed("FR").await;
    assert_eq!(there.len(), 1);
    assert_eq!(there[0].answer.matches[0].record, known);
    world.says("FR", id, Word::Answered).await.unwrap();
    assert!(crossed("FR").await.is_empty(), "nobody looks when there is nothing to answer");
}

/// A node is killed and set back, and all is said again that it had.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_was_set_back_has_all_again() {
    let mut world = World::of(&["TG", "FR"]).await;
    let before = world.opens("TG", opening(&["FR"], Some(RequestKind::Other))).await;
    world.settle().await;
    let backup = world.back_up("FR").await;
    world.says("FR", before, Word::Acknowledged).await.unwrap();
    world.settle().await;
    let meanwhile = world.opens("TG", opening(&["FR"], None)).await;
    let back = world.says("TG", meanwhile, Word::Said).await.unwrap();
    world.settle().await;
    let desk = world.desk("TG");
    take_back(desk, &investigator(desk), &why(), (meanwhile, back)).await.unwrap();
    world.restart(0, true).await;
    world.restore(1, &backup, true).await;
    for _ in 0..3 {
        for _ in 0..2 {
            world.renew().await;
            world.meet().await;
            world.work().await;
        }
        world.meet().await;
        world.settle().await;
    }
    let look = world.looks("FR", meanwhile).await.expect("what it had lost came again");
    assert_eq!(look.said.iter().filter(|said| said.message.is_some()).count(), 1, "{:?}", texts(&look));
    world.says("FR", before, Word::Answered).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR"] {
        assert_eq!(world.stands(code, before).await.0, RequestState::Answered, "{code}");
    }
    let marks = world.looks("TG", meanwhile).await.unwrap().marks;
    assert!(marks.iter().all(|mark| mark.delivered_us.is_some() || mark.message == back), "{marks:?}");
}

/// What is said while a member is suspended reaches the others at once, and that member when it is lifted; what it says meanwhile
/// counts nowhere until then. The node is killed in between.
#[tokio::test(flavor = "multi_thread")]
async fn who_was_suspended_has_all_when_it_is_lifted_and_is_heard_only_then() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.opens("TG", opening(&["FR", "NE"], Some(RequestKind::Other))).await;
    world.settle().await;
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(wire::charter::Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    world.says("TG", id, Word::Said).await.unwrap();
    world.says("FR", id, Word::Answered).await.unwrap();
    world.work().await;
    world.carry(&mut |_| Fate::Arrives).await;
    assert_eq!(world.looks("NE", id).await.unwrap().said.len(), 2, "the others go on");
    for code in ["TG", "NE"] {
        assert_eq!(world.stands(code, id).await.0, RequestState::Sent, "{code} does not hear FR");
    }
    world.restart(1, true).await;
    world.restart(0, true).await;
    world.change(wire::charter::Change::Lift { node });
    world.tell_charter().await;
    for _ in 0..2 {
        world.meet().await;
        world.settle().await;
    }
    for code in ["TG", "FR", "NE"] {
        assert_eq!(world.looks(code, id).await.unwrap().said.len(), 3, "{code}");
        assert_eq!(world.stands(code, id).await.0, RequestState::Answered, "{code}");
    }
}
