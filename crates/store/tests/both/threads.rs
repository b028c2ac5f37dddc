//! Threads: what is said is sealed and read under a sight, requests move by their words, and what others lack is known.
use crate::exchange::peer;
use crate::house::{House, NOW, console, investigator, me, officer, reason};
use model::*;
use policy::{Permit, ThreadSight, action};
use store::Error;
use store::thread::{self, Heard, Shown, Waits, When, Who};

both!(
    what_is_said_is_sealed_and_read_under_a_sight,
    a_request_moves_by_its_words_and_by_no_others,
    what_comes_before_its_thread_waits_for_it,
    what_was_taken_back_cannot_be_read_and_is_owed_to_who_had_it,
    what_others_lack_is_known_until_it_was_given,
    what_a_restore_has_lost_that_it_left_is_taken_back_from_who_may_have_it,
    what_is_had_back_counts_from_when_it_was_said,
    what_came_with_an_earmark_is_kept_for_its_author,
    who_is_heard_of_late_takes_part_once_and_is_owed_the_rest,
    boxes_hold_what_they_say,
    clocks_run_out_and_climb_once,
    drafts_and_notes_stay_in_the_house,
    what_has_moved_is_read_once_and_whole,
    who_is_called_stays_so_while_it_is_late,
    what_is_taken_out_is_proven_and_told,
    counts_are_the_lengths_of_the_lists_whatever_happens,
);

const TEXT: &str = "Ist er bei Ihnen bekannt? 'é' \"ع\"";

fn id(number: u8) -> ThreadId {
    ThreadId::from_bytes([number; 16])
}

pub(crate) fn opening(number: u8, owner: Member, asked: Option<Member>) -> Message {
    let thread = Thread {
        id: id(number),
        owner: owner.clone(),
        subject: format!("Amouzou, Kossi ({number})"),
        members: [me(), peer()].into(),
        never_to: Default::default(),
        level: Level::Official,
        caveats: [Caveat::H3].into(),
        caveat_text: Some("not to be told to the person".into()),
        term: Term::Urgent,
        life_at_risk: false,
        reason: reason(),
        crime: Some(CrimeArea::Trafficking),
        records: vec![RecordId::from_bytes([1; 16])],
        hits: vec![],
        ask: asked.map(|asked| Ask {
            kind: RequestKind::IdentityCheck,
            asked,
            about: vec![Entity::new(Kind::Person).with("name", "Kossi Amouzou").unwrap()],
        }),
    };
    let message = said(number, 1, owner, (Word::Opened, TEXT));
    Message { id: MessageId::from_bytes([number; 16]), opens: Some(Box::new(thread)), ..message }
}

/// The message of this number, in the thread of this number.
pub(crate) fn said(thread: u8, number: u8, author: Member, (word, text): (Word, &str)) -> Message {
    let message = Message {
        id: MessageId::from_bytes([thread ^ (number << 4); 16]),
        thread: id(thread),
        author,
        word,
        to: None,
        turn: u64::from(number),
        said_us: NOW,
        text: text.into(),
        grading: Some("B2".parse().unwrap()),
        ground: (word == Word::Refused).then_some(Ground::NotAvailable),
        unit: Some("Brigade".into()),
        officer: None,
        opens: None,
    };
    if word != Word::Opened {
        message.check().unwrap();
    }
    message
}

const STAMP: ThreadStamp = ThreadStamp { level: Level::Official, purpose: Purpose::VictimProtection };

fn may_say(house: &House, thread: ThreadId) -> Permit<action::SayInThread> {
    house.rules.permit_in(&investigator(), &reason(), thread, (&STAMP, true)).unwrap()
}

fn may_read(house: &House, thread: ThreadId) -> Permit<action::ReadThread> {
    house.rules.permit_in(&investigator(), &reason(), thread, (&STAMP, false)).unwrap()
}

pub(crate) fn sight(house: &House, by: &Actor) -> ThreadSight {
    house.rules.threads(by, &reason())
}

pub(crate) async fn say(house: &House, message: &Message, at_us: i64) -> Result<u64, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let said = thread::say(&mut tx, &may_say(house, message.thread), message, at_us).await;
    if said.is_ok() {
        tx.commit().await.unwrap();
    }
    said
}

fn at(at_us: i64) -> When {
    When { done_us: at_us, came_us: at_us }
}

pub(crate) async fn hear(house: &House, message: &Message, at_us: i64) -> Result<Heard, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let permit = house.rules.permit_peer_say(&message.author, &reason(), message.thread, None).unwrap();
    let heard = thread::hear(&mut tx, (&permit, &me()), (message, None), at(at_us)).await;
    if heard.is_ok() {
        tx.commit().await.unwrap();
    }
    heard
}

async fn kept(house: &House, number: u8) -> thread::Kept {
    let sight = sight(house, &investigator());
    thread::one(&mut house.store.read().await.unwrap(), &sight, id(number)).await.unwrap().unwrap()
}

async fn what_is_said_is_sealed_and_read_under_a_sight(house: &House) {
    let message = opening(1, me(), Some(peer()));
    message.check().unwrap();
    say(house, &message, NOW).await.unwrap();
    let again = say(house, &Message { id: MessageId::from_bytes([77; 16]), ..message.clone() }, NOW).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let read = thread::messages(&mut house.store.read().await.unwrap(), id(1)).await.unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].message.as_ref(), Some(&message), "it reads back as it was said");
    assert_eq!(kept(house, 1).await.opening.as_ref(), message.opens.as_deref());
    for by in [
        officer(vec![Role::Coordinator], Level::Confidential),
        officer(vec![Role::Investigator], Level::Open),
    ] {
        let hidden =
            thread::one(&mut house.store.read().await.unwrap(), &sight(house, &by), id(1)).await.unwrap();
        assert!(hidden.is_none(), "{by:?} may not read it");
    }
    let body = house.peek("select body from journal where kind = 'said'").await;
    assert!(!body.windows(3).any(|part| part == b"Ist"), "nothing lies in clear");
    let tampered = store::journal::verify(&house.store, |_, _| ()).await;
    tampered.unwrap();
}

async fn a_request_moves_by_its_words_and_by_no_others(house: &House) {
    say(house, &opening(1, me(), Some(peer())), NOW).await.unwrap();
    let first = kept(house, 1).await;
    let due = NOW + Term::Urgent.runs_us();
    assert_eq!(
        (first.state, first.waits, first.due_us),
        (Some(RequestState::Sent), Waits::Theirs, Some(due))
    );
    let own = say(house, &said(1, 2, me(), (Word::Answered, "x")), NOW).await;
    assert!(matches!(own, Err(Error::Conflict(_))), "who asks does not answer");
    hear(house, &said(1, 2, peer(), (Word::ClarificationAsked, "born when?")), NOW + 60).await.unwrap();
    let asked = kept(house, 1).await;
    assert_eq!((asked.state, asked.waits, asked.due_us), (Some(RequestState::Clarifying), Waits::Ours, None));
    assert!(asked.fresh);
    let late = say(house, &said(1, 2, me(), (Word::Clarified, "1980")), NOW).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "the turn was taken meanwhile");
    say(house, &said(1, 3, me(), (Word::Clarified, "1980")), NOW + 160).await.unwrap();
    let clear = kept(house, 1).await;
    assert_eq!((clear.waits, clear.due_us, clear.fresh), (Waits::Theirs, Some(due + 100), false));
    let refused = said(1, 4, peer(), (Word::Refused, ""));
    assert_eq!(hear(house, &refused, NOW + 200).await.unwrap(), Heard::New);
    assert_eq!(hear(house, &refused, NOW + 300).await.unwrap(), Heard::Known, "twice is once");
    assert_eq!(kept(house, 1).await.state, Some(RequestState::Refused));
    say(house, &said(1, 5, me(), (Word::Closed, "")), NOW).await.unwrap();
    assert_eq!(kept(house, 1).await.waits, Waits::Over);
    let stolen = Message { author: "NE".parse().unwrap(), ..refused };
    assert!(hear(house, &stolen, NOW).await.is_err(), "an id is not taken twice by two");
}

async fn what_comes_before_its_thread_waits_for_it(house: &House) {
    let stranger: Member = "NE".parse().unwrap();
    hear(house, &said(1, 3, stranger, (Word::Said, "let me in")), NOW).await.unwrap();
    hear(house, &said(1, 2, peer(), (Word::Withdrawn, "")), NOW).await.unwrap();
    let sight = sight(house, &investigator());
    let early = thread::one(&mut house.store.read().await.unwrap(), &sight, id(1)).await.unwrap();
    assert!(early.is_none());
    hear(house, &opening(1, peer(), Some(me())), NOW + 1).await.unwrap();
    assert_eq!(kept(house, 1).await.state, Some(RequestState::Withdrawn));
    let read = thread::messages(&mut house.store.read().await.unwrap(), id(1)).await.unwrap();
    assert_eq!(read.len(), 2, "who does not take part says nothing");
}

async fn what_was_taken_back_cannot_be_read_and_is_owed_to_who_had_it(house: &House) {
    say(house, &opening(1, me(), None), NOW).await.unwrap();
    let message = said(1, 2, me(), (Word::Said, "a name too many"));
    say(house, &message, NOW).await.unwrap();
    give(house).await;
    let mut tx = house.store.begin().await.unwrap();
    let foreign = thread::taken_back(&mut tx, &peer(), (message.id, None), NOW).await.unwrap();
    assert!(!foreign, "nobody takes back what another said");
    assert!(thread::take_back(&mut tx, &may_say(house, id(1)), message.id, NOW).await.unwrap());
    assert!(!thread::take_back(&mut tx, &may_say(house, id(1)), message.id, NOW).await.unwrap());
    tx.commit().await.unwrap();
    let read = thread::messages(&mut house.store.read().await.unwrap(), id(1)).await.unwrap();
    assert_eq!((read[1].word, read[1].message.as_ref()), (Word::Said, None));
    assert!(thread::message(&mut house.store.read().await.unwrap(), message.id).await.unwrap().is_none());
    let mut tx = house.store.read().await.unwrap();
    let lack = thread::lacking(&mut tx, &me(), Some(&[id(1)]), 9).await.unwrap();
    assert_eq!(lack.iter().map(|lack| (lack.message, lack.gone)).collect::<Vec<_>>(), [(message.id, true)]);
    drop(tx);
    store::journal::verify(&house.store, |_, _| ()).await.unwrap();
}

async fn what_is_had_back_counts_from_when_it_was_said(house: &House) {
    hear(house, &said(1, 2, peer(), (Word::Acknowledged, "")), NOW + 500).await.unwrap();
    let permit = house.rules.permit_have_back(&peer(), &reason(), id(1)).unwrap();
    let opened = opening(1, me(), Some(peer()));
    let mut tx = house.store.begin().await.unwrap();
    let back = thread::have_back(&mut tx, &permit, &opened, NOW + 900).await.unwrap();
    let again = thread::have_back(&mut tx, &permit, &opened, NOW + 950).await.unwrap();
    assert_eq!((back, again), (Heard::New, Heard::Known), "twice is once");
    let foreign = said(1, 3, peer(), (Word::Answered, "yes"));
    let foreign = thread::have_back(&mut tx, &permit, &foreign, NOW + 960).await;
    assert!(matches!(foreign, Err(Error::NotPermitted(_))), "only what is our own");
    tx.commit().await.unwrap();
    let is = kept(house, 1).await;
    assert_eq!((is.opened_us, is.last_us), (NOW, NOW + 500), "no clock begins anew");
    assert_eq!((is.state, is.waits), (Some(RequestState::Acknowledged), Waits::Theirs));
    store::journal::verify(&house.store, |_, _| ()).await.unwrap();
}

async fn what_came_with_an_earmark_is_kept_for_its_author(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    let permit = house.rules.permit_peer_say(&peer(), &reason(), id(1), None).unwrap();
    let mut hear = async |message: &Message, earmark| {
        thread::hear(&mut tx, (&permit, &me()), (message, earmark), at(NOW)).await.unwrap()
    };
    let (later, first) = (said(1, 2, peer(), (Word::Said, "one")), opening(1, peer(), None));
    hear(&later, Some("b0")).await;
    hear(&first, Some("a0")).await;
    hear(&said(1, 3, peer(), (Word::Said, "by an older node")), None).await;
    let back = (later.id, Some("b1"));
    assert!(thread::taken_back(&mut tx, &peer(), back, NOW + 1).await.unwrap());
    let theirs = thread::theirs(&mut tx, &peer()).await.unwrap();
    let told: Vec<_> = theirs.iter().map(|it| (it.message, it.earmark.as_str(), it.gone)).collect();
    assert_eq!(told, [(first.id, "a0", false), (later.id, "b1", true)], "in their order");
    assert_eq!(thread::theirs(&mut tx, &me()).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn who_is_heard_of_late_takes_part_once_and_is_owed_the_rest(house: &House) {
    say(house, &opening(1, me(), None), NOW).await.unwrap();
    let (opened, late): (MessageId, Member) = (MessageId::from_bytes([1; 16]), "BJ".parse().unwrap());
    let next = said(1, 2, me(), (Word::Said, "once more"));
    let mut tx = house.store.begin().await.unwrap();
    thread::take_back(&mut tx, &may_say(house, id(1)), opened, NOW).await.unwrap();
    thread::say(&mut tx, &may_say(house, id(1)), &next, NOW).await.unwrap();
    let owed = async |tx: &mut store::Tx| {
        let lacks = thread::lacking(tx, &me(), None, 99).await.unwrap();
        lacks.into_iter().filter(|it| it.member == late).map(|it| (it.message, it.gone)).collect::<Vec<_>>()
    };
    assert_eq!(owed(&mut tx).await, []);
    let permit = house.rules.permit_have_back(&late, &reason(), id(1)).unwrap();
    let mut moves = Vec::new();
    for (takes_part, at_us) in [(true, NOW + 1), (false, NOW + 2)] {
        let is_new = thread::took_part(&mut tx, &permit, (opened, &late), at_us).await.unwrap();
        assert_eq!(is_new, takes_part);
        moves.push(store::journal::head(&mut tx).await.unwrap());
    }
    assert_eq!(moves[0], moves[1], "what was known makes no act");
    assert_eq!(owed(&mut tx).await, [(opened, true), (next.id, false)]);
    tx.commit().await.unwrap();
    store::journal::verify(&house.store, |_, _| ()).await.unwrap();
}

/// Everything that is lacked leaves.
async fn give(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    for (seq, lack) in (1..).zip(thread::lacking(&mut tx, &me(), None, 99).await.unwrap()) {
        thread::given(&mut tx, &lack, (&[5; 16], seq), NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn what_a_restore_has_lost_that_it_left_is_taken_back_from_who_may_have_it(house: &House) {
    say(house, &opening(1, me(), None), NOW).await.unwrap();
    say(house, &opening(2, me(), None), NOW).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    thread::take_back(&mut tx, &may_say(house, id(1)), MessageId::from_bytes([1; 16]), NOW).await.unwrap();
    let lacking = async |tx: &mut store::Tx| {
        let lacks = thread::lacking(tx, &me(), None, 99).await.unwrap();
        lacks
            .into_iter()
            .map(|it| (it.thread, it.gone, it.may_have, it.left_us, it.stands))
            .collect::<Vec<_>>()
    };
    let (first, second) = (id(1), id(2));
    assert_eq!(lacking(&mut tx).await, [(second, false, false, None, false)], "nobody has had the first");
    store::lane::begin_anew(&mut tx, &me(), (1_790_000_000, &[4; 32])).await.unwrap();
    let may = [(first, true, true, None, false), (second, false, true, None, false)];
    assert_eq!(lacking(&mut tx).await, may, "of a thread that may be nobody's only the text goes");
    for (seq, lack) in (1..).zip(thread::lacking(&mut tx, &me(), None, 99).await.unwrap()) {
        thread::given(&mut tx, &lack, (&[5; 16], seq), NOW + 7).await.unwrap();
    }
    assert_eq!(lacking(&mut tx).await, []);
    thread::take_back(&mut tx, &may_say(house, id(2)), MessageId::from_bytes([2; 16]), NOW).await.unwrap();
    assert_eq!(lacking(&mut tx).await, [(second, true, true, Some(NOW + 7), true)], "this one left");
    for lack in thread::lacking(&mut tx, &me(), None, 99).await.unwrap() {
        thread::given(&mut tx, &lack, (&[5; 16], 3), NOW + 8).await.unwrap();
    }
    tx.commit().await.unwrap();
    // Where something is said in the thread after all, whoever was told no more than that its beginning is gone hears of the thread.
    say(house, &said(1, 2, me(), (Word::Said, "once more")), NOW).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let more = [(first, true, true, None, true), (first, false, false, None, false)];
    assert_eq!(lacking(&mut tx).await, more);
    for (seq, lack) in (4..).zip(thread::lacking(&mut tx, &me(), None, 99).await.unwrap()) {
        assert!(!lack.has, "so the word goes with it");
        thread::given(&mut tx, &lack, (&[5; 16], seq), NOW + 9).await.unwrap();
    }
    assert_eq!(lacking(&mut tx).await, []);
    tx.commit().await.unwrap();
}

async fn what_others_lack_is_known_until_it_was_given(house: &House) {
    say(house, &opening(1, me(), None), NOW).await.unwrap();
    hear(house, &said(1, 2, peer(), (Word::Said, "yes?")), NOW).await.unwrap();
    say(house, &opening(2, me(), None), NOW).await.unwrap();
    let lacking = async |threads: Option<&[ThreadId]>| {
        thread::lacking(&mut house.store.read().await.unwrap(), &me(), threads, 99).await.unwrap()
    };
    assert_eq!(lacking(None).await.len(), 2, "what others said is theirs to give");
    assert_eq!(lacking(Some(&[id(2)])).await[0].thread, id(2));
    give(house).await;
    assert!(lacking(None).await.is_empty());
    let mut tx = house.store.begin().await.unwrap();
    assert!(thread::read_here(&mut tx, &may_read(house, id(1)), &me(), NOW + 9).await.unwrap());
    assert!(!thread::read_here(&mut tx, &may_read(house, id(1)), &me(), NOW + 10).await.unwrap());
    let reads = thread::reads_lacking(&mut tx, &me(), 9).await.unwrap();
    assert_eq!((reads.len(), &reads[0].author, reads[0].read_us), (1, &peer(), NOW + 9));
    thread::reads_told(&mut tx, &me(), &reads[0], 7).await.unwrap();
    assert!(thread::reads_lacking(&mut tx, &me(), 9).await.unwrap().is_empty());
    let ours = opening(1, me(), None).id;
    assert_eq!(thread::read_there(&mut tx, &me(), &peer(), (&[ours], NOW + 5)).await.unwrap(), [id(1)]);
    let none = MessageId::from_bytes([99; 16]);
    assert!(thread::read_there(&mut tx, &me(), &peer(), (&[none], NOW + 5)).await.unwrap().is_empty());
    let marks = thread::marks(&mut tx, &me(), id(1)).await.unwrap();
    assert_eq!((marks.len(), marks[0].read_us, marks[0].delivered_us), (1, Some(NOW + 5), None));
    // After a restore all is said again.
    thread::say_again_to(&mut tx, &me(), &peer()).await.unwrap();
    assert_eq!(thread::lacking(&mut tx, &me(), None, 99).await.unwrap().len(), 2);
    assert_eq!(thread::reads_lacking(&mut tx, &me(), 9).await.unwrap().len(), 1);
}

async fn boxes_hold_what_they_say(house: &House) {
    say(house, &opening(1, me(), Some(peer())), NOW).await.unwrap();
    hear(house, &opening(2, peer(), Some(me())), NOW + 1).await.unwrap();
    hear(house, &opening(3, peer(), None), NOW + 2).await.unwrap();
    let Actor::Officer { id: myself, .. } = investigator() else { panic!() };
    let mut tx = house.store.begin().await.unwrap();
    let taken = (None, Some(myself), Some("Brigade"));
    thread::take(&mut tx, &may_read(house, id(3)), taken, NOW).await.unwrap();
    let twice = thread::take(&mut tx, &may_read(house, id(3)), taken, NOW).await;
    assert!(matches!(twice, Err(Error::Conflict(_))), "two do not take one thing");
    let (sight, mut who) =
        (sight(house, &investigator()), Who { officer: Some(myself), unit: "Brigade".into(), now_us: NOW });
    let count =
        |counted: &thread::Counted, of: Shown| counted.iter().find(|(shown, _)| *shown == of).unwrap().1;
    let counted = thread::counts(&mut tx, (&sight, &who), 100).await.unwrap();
    let expected = [
        (Shown::New, vec![2, 3]),
        (Shown::Called, vec![]),
        (Shown::Mine, vec![3]),
        (Shown::Unit, vec![3]),
        (Shown::Ours, vec![2, 3]),
        (Shown::Theirs, vec![1]),
        (Shown::Late, vec![]),
        (Shown::All, vec![3, 2, 1]),
    ];
    for (shown, numbers) in expected {
        let page = thread::page(&mut tx, (&sight, &who), shown, (None, 9)).await.unwrap();
        let ids: Vec<u8> = page.iter().map(|kept| kept.id.as_bytes()[0]).collect();
        assert_eq!((ids, count(&counted, shown)), (numbers.clone(), numbers.len() as u64), "{shown}");
        if let [first, ..] = page.as_slice() {
            let at = if shown == Shown::All { first.last_us } else { first.press_us };
            let rest = thread::page(&mut tx, (&sight, &who), shown, (Some((at, first.id)), 9)).await.unwrap();
            assert_eq!(rest.len(), page.len() - 1, "{shown}: the next page begins behind the first");
        }
    }
    who.now_us = NOW + 1 + Term::Urgent.runs_us();
    assert_eq!(count(&thread::counts(&mut tx, (&sight, &who), 100).await.unwrap(), Shown::Late), 2);
    assert_eq!(count(&thread::counts(&mut tx, (&sight, &who), 1).await.unwrap(), Shown::All), 1, "up to one");
    assert_eq!(thread::waiting(&mut tx, &sight, 9).await.unwrap(), (2, None));
}

async fn clocks_run_out_and_climb_once(house: &House) {
    hear(house, &opening(1, peer(), Some(me())), NOW).await.unwrap();
    let mut life = opening(2, peer(), Some(me()));
    life.opens.as_mut().unwrap().life_at_risk = true;
    hear(house, &life, NOW).await.unwrap();
    let hour = 3_600_000_000;
    let late = async |at_us: i64| {
        let mut tx = house.store.begin().await.unwrap();
        let climbed = thread::late(&mut tx, &me(), at_us).await.unwrap();
        tx.commit().await.unwrap();
        climbed.iter().map(|(id, level)| (id.as_bytes()[0], *level)).collect::<Vec<_>>()
    };
    assert!(!thread::any_late(&mut house.store.read().await.unwrap(), NOW + hour / 4 - 1).await.unwrap());
    assert_eq!(late(NOW + hour / 4 - 1).await, []);
    assert_eq!(late(NOW + hour / 4).await, [(2, 2)], "a life goes to the duty desk at once");
    assert_eq!(late(NOW + 8 * hour - 1).await, []);
    assert_eq!(late(NOW + 8 * hour).await, [(1, 1)]);
    assert_eq!(late(NOW + 3 * hour).await, [], "a clock that is set back takes nothing back");
    assert_eq!(late(NOW + 12 * hour).await, [(1, 2)]);
    assert_eq!(late(NOW + 99 * hour).await, [], "each once");
    assert_eq!(kept(house, 1).await.late, 2);
    say(house, &said(1, 2, me(), (Word::Answered, "yes")), NOW).await.unwrap();
    assert_eq!(kept(house, 1).await.late, 0, "what is answered is late no more");
}

async fn drafts_and_notes_stay_in_the_house(house: &House) {
    say(house, &opening(1, me(), None), NOW).await.unwrap();
    let Actor::Officer { id: myself, .. } = investigator() else { panic!() };
    let permit = house.rules.permit::<action::ReviewThreads>(&investigator(), &reason()).unwrap();
    let mut tx = house.store.begin().await.unwrap();
    thread::put_draft(&mut tx, &permit, ("new", "half a sen"), NOW).await.unwrap();
    thread::put_draft(&mut tx, &permit, ("new", "half a sentence"), NOW + 1).await.unwrap();
    thread::note(&mut tx, &may_read(house, id(1)), "call the prosecutor first", NOW).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let draft = thread::drafted(&mut tx, myself, "new").await.unwrap();
    assert_eq!(draft, Some(("half a sentence".into(), NOW + 1)));
    let other = OfficerId::from_bytes([9; 16]);
    assert_eq!(thread::drafted(&mut tx, other, "new").await.unwrap(), None, "a draft is its officer's");
    let notes = thread::notes(&mut tx, &may_read(house, id(1))).await.unwrap();
    assert_eq!(
        notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(),
        ["call the prosecutor first"]
    );
    assert_eq!(thread::lacking(&mut tx, &me(), None, 9).await.unwrap().len(), 1, "a note leaves for nobody");
    thread::take_draft(&mut tx, myself, "new").await.unwrap();
    assert_eq!(thread::drafted(&mut tx, myself, "new").await.unwrap(), None);
    assert_eq!(thread::messages(&mut tx, id(1)).await.unwrap().len(), 1, "nor is it a message");
}

async fn what_has_moved_is_read_once_and_whole(house: &House) {
    say(house, &opening(1, me(), None), NOW).await.unwrap();
    hear(house, &opening(2, peer(), None), NOW + 1).await.unwrap();
    // Of a thread that is not known, and by somebody who does not take part.
    hear(house, &said(3, 2, peer(), (Word::Said, "too early")), NOW + 2).await.unwrap();
    hear(house, &said(2, 3, "NE".parse().unwrap(), (Word::Said, "let me in")), NOW + 3).await.unwrap();
    let moved =
        async |upto, limit| thread::moved(&mut house.store.read().await.unwrap(), upto, limit).await.unwrap();
    let all = moved((0, None), 9).await;
    let told = |all: &[thread::Moved]| {
        all.iter().map(|it| (it.id.as_bytes()[0], it.messages.len(), it.notes.len())).collect::<Vec<_>>()
    };
    assert_eq!(told(&all), [(1, 1, 0), (2, 1, 0)]);
    assert_eq!((all[1].stamp, all[1].last_us), (STAMP, kept(house, 2).await.last_us));
    let first = moved((0, None), 1).await;
    assert_eq!(first, all[..1], "page by page");
    assert_eq!(moved((all[0].moved, Some(all[0].id)), 9).await, all[1..]);
    let upto = (all[1].moved, Some(all[1].id));
    assert_eq!(moved(upto, 9).await, []);
    let message = said(1, 2, me(), (Word::Said, "a name too many"));
    say(house, &message, NOW + 4).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    thread::note(&mut tx, &may_read(house, id(1)), "call the prosecutor first", NOW).await.unwrap();
    tx.commit().await.unwrap();
    let again = moved(upto, 9).await;
    assert_eq!(told(&again), [(1, 2, 1)], "what moved since, as it stands");
    assert_eq!(again[0].notes, ["call the prosecutor first"]);
    let mut tx = house.store.begin().await.unwrap();
    assert!(thread::take_back(&mut tx, &may_say(house, id(1)), message.id, NOW).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(
        told(&moved((again[0].moved, Some(again[0].id)), 9).await),
        [(1, 1, 1)],
        "without what is gone"
    );
    let found = async |by: &Actor, ids: &[u8]| {
        let (sight, ids) = (sight(house, by), ids.iter().map(|number| id(*number)).collect::<Vec<_>>());
        let these = thread::these(&mut house.store.read().await.unwrap(), &sight, &ids).await.unwrap();
        these.iter().map(|kept| kept.id.as_bytes()[0]).collect::<Vec<_>>()
    };
    assert_eq!(found(&investigator(), &[1, 2, 9]).await, [1, 2], "the latest first");
    assert_eq!(found(&investigator(), &[2]).await, [2]);
    let coordinator = officer(vec![Role::Coordinator], Level::Confidential);
    assert_eq!(found(&coordinator, &[1, 2]).await, [0; 0], "what one may not read is not given");
}

async fn who_is_called_stays_so_while_it_is_late(house: &House) {
    hear(house, &opening(1, peer(), Some(me())), NOW).await.unwrap();
    let Actor::Officer { id: myself, .. } = investigator() else { panic!() };
    let other = OfficerId::from_bytes([9; 16]);
    let mut tx = house.store.begin().await.unwrap();
    let told = thread::desked(&mut tx, id(1)).await.unwrap().unwrap();
    assert_eq!((told.stamp, told.officer, told.unit), (STAMP, None, None));
    assert_eq!(thread::desked(&mut tx, id(9)).await.unwrap(), None);
    let due = NOW + Term::Urgent.runs_us();
    thread::late(&mut tx, &me(), due).await.unwrap();
    thread::call(&mut tx, id(1), &[myself], (1, due)).await.unwrap();
    thread::call(&mut tx, id(1), &[myself], (2, due + 9)).await.unwrap();
    tx.commit().await.unwrap();
    let sight = sight(house, &investigator());
    let calls = async |officer, since| {
        let mut tx = house.store.read().await.unwrap();
        thread::calls(&mut tx, &sight, officer, (since, 9)).await.unwrap()
    };
    let called = calls(myself, 0).await;
    assert_eq!(called, [thread::Call { thread: id(1), level: 2, at_us: due + 9 }], "the last level counts");
    assert_eq!((calls(myself, due + 9).await, calls(other, 0).await), (vec![], vec![]));
    let boxed = async |officer| {
        let who = Who { officer: Some(officer), unit: String::new(), now_us: due };
        let mut tx = house.store.read().await.unwrap();
        thread::page(&mut tx, (&sight, &who), Shown::Called, (None, 9)).await.unwrap().len()
    };
    assert_eq!((boxed(myself).await, boxed(other).await), (1, 0));
    say(house, &said(1, 2, me(), (Word::Answered, "yes")), NOW).await.unwrap();
    assert_eq!((calls(myself, 0).await, boxed(myself).await), (vec![], 0), "what is answered calls nobody");
}

async fn what_is_taken_out_is_proven_and_told(house: &House) {
    say(house, &opening(1, me(), None), NOW).await.unwrap();
    // Between the two the journal is handed over.
    let tx = house.store.begin().await.unwrap();
    store::journal::hand_over(tx, &console(), None, NOW).await.unwrap();
    let back = said(1, 2, me(), (Word::Said, "a name too many"));
    say(house, &back, NOW).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    thread::take_back(&mut tx, &may_say(house, id(1)), back.id, NOW).await.unwrap();
    thread::took_out(&mut tx, &may_read(house, id(1)), &me(), NOW + 5).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let proven = thread::proven(&mut tx, &may_read(house, id(1))).await.unwrap();
    drop(tx);
    let (key, handovers) = (proven.signer.public(), proven.handovers);
    assert_eq!(handovers.len(), 1);
    assert!(wire::package::Prover::new(proven.checkpoint.as_bytes(), &key, &[]).is_ok_and(|mut prover| {
        let of_the_first = prover.prove(&proven.acts[0]);
        of_the_first == Err(wire::package::Flaw::Signature)
    }));
    let mut prover = wire::package::Prover::new(proven.checkpoint.as_bytes(), &key, &handovers).unwrap();
    let origin = prover.checkpoint().origin.clone();
    assert_eq!(origin, crate::house::keys().origin);
    let said: Vec<bool> = proven.acts.iter().map(|act| prover.prove(act).unwrap().1.is_some()).collect();
    assert_eq!(said, [true, false], "what was taken back is an act and says nothing");
    let digest = wire::package::Digested::default().digest();
    let note = proven.signer.seal_package(&digest).unwrap();
    assert!(wire::package::is_sealed(&note, (&origin, &key), &digest));
    let mut tx = house.store.begin().await.unwrap();
    let lacking = thread::taken_lacking(&mut tx, &me(), 9).await.unwrap();
    assert_eq!(
        lacking.iter().map(|lack| (&lack.reader, lack.at_us)).collect::<Vec<_>>(),
        [(&peer(), NOW + 5)]
    );
    thread::taken_told(&mut tx, &me(), &lacking[0], 7).await.unwrap();
    assert!(thread::taken_lacking(&mut tx, &me(), 9).await.unwrap().is_empty());
    let stranger: Member = "NE".parse().unwrap();
    assert!(!thread::taken_there(&mut tx, &me(), &stranger, (id(1), NOW)).await.unwrap());
    assert!(thread::taken_there(&mut tx, &me(), &peer(), (id(1), NOW + 9)).await.unwrap());
    assert!(!thread::taken_there(&mut tx, &me(), &peer(), (id(1), NOW + 9)).await.unwrap(), "twice is once");
    let takings = thread::takings(&mut tx, id(1)).await.unwrap();
    assert_eq!(
        takings.iter().map(|it| (&it.member, it.at_us)).collect::<Vec<_>>(),
        [(&peer(), NOW + 9), (&me(), NOW + 5)]
    );
    thread::say_again_to(&mut tx, &me(), &peer()).await.unwrap();
    assert_eq!(
        thread::taken_lacking(&mut tx, &me(), 9).await.unwrap().len(),
        1,
        "after a restore all is told again"
    );
}

/// Threads opened by either, words of either in any order, hands, reading, clocks that run out: at every moment each box holds as
/// many as its count says.
async fn counts_are_the_lengths_of_the_lists_whatever_happens(house: &House) {
    use Word::{Acknowledged, Answered, ClarificationAsked, Clarified, Closed, Refused, Said};
    let Actor::Officer { id: myself, .. } = investigator() else { panic!() };
    let (sight, other) = (sight(house, &investigator()), OfficerId::from_bytes([9; 16]));
    let (mut dice, mut now, mut most) = (7_u64, NOW, 0);
    let mut roll = |of: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % of
    };
    for step in 0..160_u8 {
        now += i64::try_from(roll(4)).unwrap() * 3_600_000_000;
        let number = u8::try_from(roll(9)).unwrap() + 1;
        let word = [Said, Acknowledged, Answered, ClarificationAsked, Clarified, Closed, Refused]
            [usize::try_from(roll(7)).unwrap()];
        let ours = roll(2) == 0;
        let (author, asked) = if ours { (me(), peer()) } else { (peer(), me()) };
        let mut message = said(number, 2, author.clone(), (word, "x"));
        message.id = MessageId::from_bytes([200, step, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let mut tx = house.store.begin().await.unwrap();
        // Nothing but what opens a thread stands at its first turn.
        message.turn = thread::next_turn(&mut tx, id(number)).await.unwrap().max(2);
        drop(tx);
        // What cannot be done now is refused, and leaves nothing.
        match roll(6) {
            0 => {
                let opens = opening(number, author, (roll(3) > 0).then_some(asked));
                let _refused = if ours {
                    say(house, &opens, now).await.err()
                } else {
                    hear(house, &opens, now).await.err()
                };
            }
            1 | 2 if ours => drop(say(house, &message, now).await),
            1 | 2 => drop(hear(house, &message, now).await),
            3 => {
                let mut tx = house.store.begin().await.unwrap();
                let (was, to) = (None, [Some(myself), Some(other), None][usize::try_from(roll(3)).unwrap()]);
                if thread::take(&mut tx, &may_read(house, id(number)), (was, to, Some("Brigade")), now)
                    .await
                    .is_ok()
                {
                    tx.commit().await.unwrap();
                }
            }
            4 => {
                let mut tx = house.store.begin().await.unwrap();
                for (late, level) in thread::late(&mut tx, &me(), now).await.unwrap() {
                    let called = if roll(2) == 0 { myself } else { other };
                    thread::call(&mut tx, late, &[called], (level, now)).await.unwrap();
                }
                tx.commit().await.unwrap();
            }
            _ => {
                let mut tx = house.store.begin().await.unwrap();
                let permit = may_read(house, id(number));
                if thread::desked(&mut tx, id(number)).await.unwrap().is_some() {
                    thread::read_here(&mut tx, &permit, &me(), now).await.unwrap();
                }
                tx.commit().await.unwrap();
            }
        }
        if step % 8 != 0 {
            continue;
        }
        let who = Who { officer: Some(myself), unit: "Brigade".into(), now_us: now };
        let mut tx = house.store.read().await.unwrap();
        for (shown, count) in thread::counts(&mut tx, (&sight, &who), 100).await.unwrap() {
            let page = thread::page(&mut tx, (&sight, &who), shown, (None, 100)).await.unwrap();
            assert_eq!(count, page.len() as u64, "step {step}: {shown}");
            most += count;
        }
    }
    assert!(most > 200, "something was in the boxes: {most}");
}
