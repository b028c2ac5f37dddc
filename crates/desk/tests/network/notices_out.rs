//! What goes out of a notice beside the notice itself: the extract for the public, photographs, paper and files, the owner's word
//! at the moment of an arrest, and what copies had fed.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::confirmed::go_on;
use crate::notices::{approved, content, drafted, is_found, officer, published, reviewed, say, stage, world};
use crate::world::{Fate, World, investigator, why};
use desk::ask::{self, Asking, Carried, Carrier, Live, Unheard, Whom};
use desk::attachment::{Job, Made, Room, Workshop};
use desk::notice::extract::{Whose, serve, shown};
use desk::notice::{self, Which};
use desk::outbox::Address;
use desk::{Desk, Error};
use model::notice::{Sent, Stage, Word};
use model::*;
use std::sync::Arc;
use store::peer::Again;
use tokio::sync::{mpsc, oneshot};

const PUBLIC: &[(&str, &str)] = &[("public_extract", "text")];

fn names(desk: &Desk) -> Vec<String> {
    shown(desk).all().map(|public| public.content.caption()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_sees_what_its_owner_lets_it_and_nothing_that_was_taken_back() {
    let world = world().await;
    let (tg, hub) = (world.desk("TG"), world.desk("X-HUB"));
    serve(tg, Whose::Own).await.unwrap();
    serve(hub, Whose::All).await.unwrap();
    serve(world.desk("NE"), Whose::Own).await.unwrap();
    published(&world, content(Sent::Notice, &["all"], &[("name", "Silent"), ("passport_number", "S1")]))
        .await;
    let id = approved(&world, content(Sent::Notice, &["all"], PUBLIC)).await;
    reviewed(&world, id).await;
    assert!(names(tg).is_empty() && names(hub).is_empty(), "it is cleared, and not published");
    say(&world, "TG", 2, id, Word::Publish).await.unwrap();
    assert_eq!(names(tg), ["Kossi Amouzou"], "at once, and nothing of whom no leave was given");
    world.settle().await;
    assert_eq!((names(hub), names(world.desk("NE"))), (vec!["Kossi Amouzou".to_owned()], vec![]));
    say(&world, "TG", 2, id, Word::Hide).await.unwrap();
    assert!(names(tg).is_empty(), "gone when the act is answered");
    assert!(say(&world, "TG", 2, id, Word::Hide).await.is_err(), "it is hidden already");
    world.settle().await;
    assert!(names(hub).is_empty() && is_found(&world, "BE").await, "officers have it all the same");
    assert!(say(&world, "TG", 1, id, Word::Approve).await.is_err());
    say(&world, "TG", 2, id, Word::Show).await.unwrap();
    world.settle().await;
    assert_eq!((names(tg).len(), names(hub).len()), (1, 1));
    // A reviewer's suspension reaches the hub without its owner.
    say(&world, "FR", 5, id, Word::Suspend).await.unwrap();
    for _ in 0..3 {
        world.work().await;
        world.carry(&mut |to| if to.member.as_str() == "TG" { Fate::Lost } else { Fate::Arrives }).await;
    }
    assert!(names(hub).is_empty() && names(tg).len() == 1);
    world.settle().await;
    assert!(names(tg).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn children_and_the_protected_and_what_has_lapsed_are_not_shown() {
    let world = world().await;
    let hub = world.desk("X-HUB");
    serve(hub, Whose::All).await.unwrap();
    let child = [PUBLIC, &[("date_of_birth", "2011-02-03")]].concat();
    let id = drafted(&world, content(Sent::Notice, &["all"], &child)).await;
    say(&world, "TG", 2, id, Word::Approve).await.unwrap();
    assert_eq!(
        say(&world, "TG", 3, id, Word::Approve).await.unwrap(),
        Stage::Approved,
        "the machine stops it"
    );
    let keeper = officer(hub, 9, Role::VictimProtection);
    let to_protect = Reason { purpose: Purpose::VictimProtection, ..why() };
    let person = Entity::new(Kind::Person)
        .with("name", "Kossi Amouzou")
        .and_then(|e| e.with("birthDate", "1980-01-02"))
        .and_then(|e| e.with("passportNumber", "T1234567"))
        .unwrap();
    published(&world, content(Sent::Notice, &["all"], PUBLIC)).await;
    assert_eq!(names(hub).len(), 1);
    notice::keep(hub, &keeper, &to_protect, person).await.unwrap();
    assert!(names(hub).is_empty(), "who is protected here from now on is shown to nobody");
    let other =
        [PUBLIC, &[("name", "Dossou"), ("passport_number", "D1"), ("date_of_birth", "1970-05-05")]].concat();
    published(&world, content(Sent::Notice, &["all"], &other)).await;
    assert_eq!(names(hub).len(), 1);
    // Nor is whom its own notices are about.
    let tg = world.desk("TG");
    serve(tg, Whose::Own).await.unwrap();
    assert_eq!((names(tg).len(), names(hub).len()), (2, 1));
    let person = Entity::new(Kind::Person)
        .with("name", "Kossi Amouzou")
        .and_then(|e| e.with("birthDate", "1980-01-02"));
    let own = notice::keep(tg, &officer(tg, 9, Role::VictimProtection), &to_protect, person.unwrap())
        .await
        .unwrap();
    assert_eq!(names(tg).len(), 1);
    let second = world.another(world.nodes.iter().position(|node| node.desk.me == tg.me).unwrap()).await;
    serve(&second, Whose::Own).await.unwrap();
    assert_eq!(names(&second).len(), 1);
    notice::unkeep(tg, &officer(tg, 9, Role::VictimProtection), &to_protect, own).await.unwrap();
    for desk in [tg, &second] {
        serve(desk, Whose::Own).await.unwrap();
        assert_eq!(names(desk).len(), 2, "each process hears of the list");
    }
    world.clock.advance(31_000_000);
    assert!(names(hub).is_empty(), "nothing is shown that was not held against the store for long");
    serve(hub, Whose::All).await.unwrap();
    assert_eq!(names(hub).len(), 1);
    let review_us = content(Sent::Notice, &["all"], PUBLIC).review_us();
    world.clock.advance(review_us - crate::world::NOW - 31_000_000 - 1_000_000);
    serve(hub, Whose::All).await.unwrap();
    assert_eq!(names(hub).len(), 1);
    world.clock.advance(1_000_001);
    assert!(names(hub).is_empty(), "its day is over, whoever was told or not");
}

/// Makes a JPEG of anything, and nothing of a bomb.
struct Drawing;

impl Workshop for Drawing {
    fn make<'w>(&'w self, job: Job, picture: Vec<u8>) -> Made<'w> {
        Box::pin(async move {
            assert_eq!(job, Job::Portrait);
            match picture.as_slice() {
                b"bomb" => Err(desk::attachment::Botched::Picture),
                of => Ok([&[0xff, 0xd8, 0xff], of].concat()),
            }
        })
    }
}

fn draws(world: &World) {
    for node in &world.nodes {
        let folder = node.dir.path().join("files");
        let workshop = Some(Arc::new(Drawing) as Arc<_>);
        let room = Room { folder, bytes_max: 1 << 20, mailbox_bytes_max: 1 << 20, workshop };
        desk::attachment::keep_in(&node.desk, room).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_is_signed_with_the_notice_goes_with_it_and_ends_with_it() {
    let world = world().await;
    draws(&world);
    let tg = world.desk("TG");
    let by = officer(tg, 1, Role::Investigator);
    let id = drafted(&world, content(Sent::Notice, &["all"], &[("public_extract", "photographs")])).await;
    say(&world, "TG", 2, id, Word::Approve).await.unwrap();
    let add = async |round: u32, bytes: &[u8]| {
        notice::add_photograph(tg, &by, &why(), (id, round), bytes.to_vec()).await
    };
    assert!(matches!(add(1, b"bomb").await, Err(Error::Invalid(_))));
    let digest = add(1, b"face").await.unwrap();
    assert!(matches!(add(1, b"other").await, Err(Error::Conflict(_))), "it was stated anew meanwhile");
    let opened = notice::open(tg, &by, &why(), id).await.unwrap();
    assert_eq!((opened.notice.round, opened.counts), (2, (0, 0)), "what was approved is another content");
    assert_eq!(opened.notice.content.all("photographs"), std::slice::from_ref(&digest));
    // Named and never added: nobody can state that.
    let invented = content(Sent::Notice, &["all"], &[("photographs", &"ab".repeat(32))]);
    assert!(matches!(notice::draft(tg, &by, &why(), invented).await, Err(Error::Invalid(_))));
    for (code, number, word) in [("TG", 2, Word::Approve), ("TG", 3, Word::Approve)] {
        second(&world, code, number, id, word).await;
    }
    world.settle().await;
    second(&world, "X-HUB", 4, id, Word::Screen).await;
    world.settle().await;
    for code in ["FR", "X-HUB"] {
        second(&world, code, 5, id, Word::Clear).await;
        world.settle().await;
    }
    second(&world, "TG", 2, id, Word::Publish).await;
    world.settle().await;
    serve(world.desk("X-HUB"), Whose::All).await.unwrap();
    assert_eq!(shown(world.desk("X-HUB")).all().next().unwrap().photographs[0].digest, digest);
    let ne = world.desk("NE");
    let there = async || notice::photograph(ne, &investigator(ne), &why(), (id, &digest)).await;
    let told = async || {
        let filter = desk::oversight::Filter { kind: Some(ActKind::Opened), ..Default::default() };
        let by = Actor::Console { account: "root".into(), member: ne.me.clone() };
        let keeping = Reason::of(Purpose::Administration);
        let read = desk::oversight::read(ne, &by, &keeping, &filter, (None, 100)).await.unwrap();
        read.len()
    };
    let before = told().await;
    assert_eq!(there().await.unwrap().bytes, b"\xff\xd8\xffface");
    assert_eq!(told().await, before + 1, "each look at it is an act of its own");
    second(&world, "TG", 2, id, Word::Cancel).await;
    world.settle().await;
    assert!(there().await.is_err());
    let mut tx = world.nodes[2].store.read().await.unwrap();
    assert_eq!(store::notice::photographs(&mut tx, id).await.unwrap(), []);
}

/// Does it in the second round.
async fn second(world: &World, code: &str, number: u8, id: RecordId, word: Word) {
    let role = match word {
        Word::Approve => Role::Investigator,
        _ if code == "TG" => Role::Coordinator,
        _ => Role::Compliance,
    };
    let desk = world.desk(code);
    let did = (word, "the file was read");
    notice::say(desk, &officer(desk, number, role), &why(), (id, 2), did).await.unwrap();
}

type Waiting = (Member, Vec<u8>, oneshot::Sender<Vec<u8>>);

/// Brings questions to whoever listens at its end.
struct Line(mpsc::UnboundedSender<Waiting>);

impl Carrier for Line {
    fn carry<'c>(&'c self, to: &'c Address, question: Vec<u8>) -> Carried<'c> {
        let (answer, answered) = oneshot::channel();
        let sent = self.0.send((to.member.clone(), question, answer));
        Box::pin(async move {
            sent.map_err(|_| Unheard::Unanswered)?;
            answered.await.map_err(|_| Unheard::Unanswered)
        })
    }
}

/// What the owner says when this member asks; nobody is there to answer where the line is cut.
async fn asked(
    world: &World,
    line: &mut mpsc::UnboundedReceiver<Waiting>,
    id: RecordId,
    is_cut: bool,
) -> Live {
    let desk = world.desk("NE");
    let (by, reason) = (investigator(desk), Reason { purpose: Purpose::Arrest, ..why() });
    let answering = async {
        while let Some((to, question, answer)) = line.recv().await {
            if is_cut {
                continue;
            }
            let said = ask::answer(world.desk(to.as_str()), &desk.me, &question).await.unwrap();
            answer.send(said).unwrap();
        }
    };
    tokio::select! {
        live = ask::status(desk, &by, &reason, id) => live.unwrap(),
        () = answering => panic!("the line is there"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_an_arrest_its_owner_says_whether_it_stands() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let (sender, mut line) = mpsc::unbounded_channel();
    let asking = Asking { carrier: Arc::new(Line(sender)), by_default: Whom::default(), wait: ask::WAIT };
    ask::through(world.desk("NE"), asking);
    let live = asked(&world, &mut line, id, false).await;
    assert!(live.stands() && matches!(live, Live::Confirmed { stage: Stage::Published, .. }));
    let cut = asked(&world, &mut line, id, true).await;
    assert!(matches!(cut, Live::Unreached { stage: Stage::Published, .. }) && !cut.stands());
    world.clock.advance(1_000_000);
    // Cancelled, and this member has not heard of it yet: the copy is still found here.
    say(&world, "TG", 2, id, Word::Cancel).await.unwrap();
    assert!(is_found(&world, "NE").await);
    let live = asked(&world, &mut line, id, false).await;
    assert_eq!(
        (live.stands(), matches!(live, Live::Confirmed { stage: Stage::Cancelled, .. })),
        (false, true)
    );
    let tg = world.desk("TG");
    let looks = desk::window::page(tg, &investigator(tg), &why(), Some(id), (None, 50)).await.unwrap();
    let seen: Vec<_> = looks.iter().filter(|look| look.what == "status-asked").collect();
    assert_eq!((seen.len(), seen[0].member.as_str(), seen[0].purpose), (2, "NE", Purpose::Arrest));
    // Where nobody is to be arrested nobody is asked.
    let other = published(&world, content(Sent::Notice, &["NE"], &[("passport_number", "O1")])).await;
    let desk = world.desk("NE");
    let met = ask::before_arrest(desk, &investigator(desk), &why(), &[other]).await.unwrap();
    assert!(met.is_empty(), "nobody is to be arrested: nobody is asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_are_asked_side_by_side_and_a_record_is_opened_for_an_arrest_as_a_check_is_answered() {
    let world = world().await;
    let one = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let two = published(&world, content(Sent::Notice, &["all"], &[("passport_number", "O1")])).await;
    let (sender, mut line) = mpsc::unbounded_channel();
    let asking = Asking { carrier: Arc::new(Line(sender)), by_default: Whom::default(), wait: ask::WAIT };
    let ne = world.desk("NE");
    ask::through(ne, asking);
    let (by, reason) = (investigator(ne), Reason { purpose: Purpose::Arrest, ..why() });
    let matches = [one, two];
    let both = async {
        let first = line.recv().await.unwrap();
        // The second question is here while the first waits for its answer.
        let second = line.recv().await.unwrap();
        for (to, question, answer) in [first, second] {
            answer.send(ask::answer(world.desk(to.as_str()), &ne.me, &question).await.unwrap()).unwrap();
        }
    };
    let (met, ()) = tokio::join!(ask::before_arrest(ne, &by, &reason, &matches), both);
    let met = met.unwrap();
    assert!(met.iter().all(|(_, live)| live.stands()), "{met:?}");
    assert_eq!(met.iter().map(|(id, _)| *id).collect::<Vec<_>>(), matches, "in their order");
    let mut opened = desk::record::open(ne, &by, &reason, one).await.unwrap();
    assert!(opened.held.record.action.is_some());
    drop(line);
    let live = ask::before_arrest_on(ne, &by, &why(), &mut opened).await.unwrap();
    assert!(live.is_none() && opened.held.record.action.is_some(), "nobody is to be arrested");
    let live = ask::before_arrest_on(ne, &by, &reason, &mut opened).await.unwrap();
    assert!(matches!(live, Some(Live::Unreached { .. })) && opened.held.record.action.is_none());
    assert!(opened.history.iter().all(|past| past.record.action.is_none()), "nor in what it said before");
    let listed = async |reason: &Reason| {
        let page = desk::record::list(ne, &by, reason, &Default::default(), (None, 9)).await.unwrap();
        page.records.iter().any(|held| held.record.action.is_some())
    };
    assert!(listed(&why()).await && !listed(&reason).await, "in a list nobody was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_in_force_leaves_as_a_file() {
    let world = world().await;
    let tg = world.desk("TG");
    let reason = Reason { legal_basis: Some("art. 12".into()), ..why() };
    let by = investigator(tg);
    let id = drafted(&world, content(Sent::Notice, &["all"], &[])).await;
    assert!(notice::export(tg, &by, &reason, id).await.is_err(), "a draft");
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let out = |desk| async move {
        notice::export(
            desk,
            &investigator(desk),
            &Reason { legal_basis: Some("art. 12".into()), ..why() },
            id,
        )
        .await
        .is_ok()
    };
    assert!(out(tg).await);
    let opened = notice::open(tg, &by, &reason, id).await.unwrap();
    assert!(notice::offered(tg, &by, &reason, &opened.notice).export);
    let all = notice::export_all(tg, &by, &reason, formats::notice::Collection::Yellow).await.unwrap();
    assert_eq!(all["total"], 0);
    let all = notice::export_all(tg, &by, &reason, formats::notice::Collection::Red).await.unwrap();
    assert_eq!(all["total"], 1);
    say(&world, "TG", 2, id, Word::Suspend).await.unwrap();
    assert!(!out(tg).await, "a suspended one would look as if it were in force");
    let opened = notice::open(tg, &by, &reason, id).await.unwrap();
    assert!(!notice::offered(tg, &by, &reason, &opened.notice).export);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_corrects_another_takes_its_place_in_one_act() {
    let world = world().await;
    let old = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let corrects = [("corrects", &*old.to_string()), ("name", "Amouzou-Mensah")];
    let new = approved(&world, content(Sent::Notice, &["all"], &corrects)).await;
    reviewed(&world, new).await;
    assert_eq!(stage(&world, "TG", old).await, Some(Stage::Published), "until the other is out");
    say(&world, "TG", 2, new, Word::Publish).await.unwrap();
    let tg = world.desk("TG");
    let opened = notice::open(tg, &investigator(tg), &why(), old).await.unwrap();
    assert_eq!(opened.notice.stage, Stage::Corrected);
    assert_eq!(opened.notice.acts.last().unwrap().why, new.to_string(), "it says by which");
    world.settle().await;
    for code in ["NE", "BE"] {
        assert_eq!(
            (stage(&world, code, old).await, stage(&world, code, new).await),
            (None, Some(Stage::Published))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_learns_what_copies_had_fed_before_they_went() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let (ne, tg) = (world.desk("NE"), world.desk("TG"));
    let by = investigator(ne);
    notice::print(ne, &by, &why(), id).await.unwrap();
    world.clock.advance(1_000_000);
    notice::print(ne, &by, &why(), id).await.unwrap();
    let with_basis = Reason { legal_basis: Some("art. 5".into()), ..why() };
    let told = notice::export(ne, &by, &with_basis, id).await.unwrap();
    assert_eq!(told["name"], "Amouzou");
    assert!(!told.to_string().contains("T1234567"), "the shape of the public service has no passports");
    world.settle().await;
    let looks = desk::window::page(tg, &investigator(tg), &why(), Some(id), (None, 50)).await.unwrap();
    let count = |what: &str| looks.iter().filter(|look| look.what == what).count();
    assert_eq!((count("printed"), count("exported")), (2, 1), "its owner is told of paper and files");
    say(&world, "TG", 2, id, Word::Cancel).await.unwrap();
    world.settle().await;
    let opened = notice::open(tg, &investigator(tg), &why(), id).await.unwrap();
    let fed = |code: &str| opened.fed.iter().find(|(member, ..)| member.as_str() == code).unwrap().1.clone();
    assert_eq!((fed("NE").printed, fed("NE").exported, fed("NE").carried), (2, 1, 0));
    assert_eq!((fed("BE").printed, fed("BE").exported), (0, 0));
    assert_eq!(opened.fed.len(), 4, "everybody that had a copy");
}

/// The lanes that it was on begin afresh before it has come to the owner.
#[tokio::test(flavor = "multi_thread")]
async fn what_copies_had_fed_outlives_the_lane_that_it_was_on() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let ne = world.desk("NE");
    notice::print(ne, &investigator(ne), &why(), id).await.unwrap();
    world.settle().await;
    say(&world, "TG", 2, id, Word::Cancel).await.unwrap();
    for _ in 0..3 {
        world.work().await;
        let shut = |to: &Address| if to.member.as_str() == "TG" { Fate::Lost } else { Fate::Arrives };
        world.carry(&mut |to| shut(to)).await;
    }
    let tg = world.desk("TG");
    let opened = notice::open(tg, &investigator(tg), &why(), id).await.unwrap();
    assert!(opened.fed.is_empty(), "nothing has come to it yet");
    for node in world.nodes.iter().filter(|node| node.desk.me != tg.me) {
        let mut tx = node.store.begin().await.unwrap();
        store::peer::again(&mut tx, &tg.me, Again::StaleKey, 0).await.unwrap();
        tx.commit().await.unwrap();
    }
    go_on(&world).await;
    let fed = notice::open(tg, &investigator(tg), &why(), id).await.unwrap().fed;
    let printed = |code: &str| fed.iter().find(|(member, ..)| member.as_str() == code).unwrap().1.printed;
    assert_eq!((fed.len(), printed("NE"), printed("BE")), (4, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_officer_has_begun_is_theirs_alone_and_files_come_in_as_drafts() {
    let world = world().await;
    let tg = world.desk("TG");
    let (by, other) = (officer(tg, 1, Role::Investigator), officer(tg, 2, Role::Investigator));
    let place = RecordId::from_bytes([9; 16]);
    let fields = vec![("kind".to_owned(), "yellow".to_owned()), ("name".to_owned(), "Dossou".to_owned())];
    notice::keep_begun(tg, &by, &why(), (place, fields.clone())).await.unwrap();
    let begun = notice::begun(tg, &by).await.unwrap();
    assert_eq!((begun.len(), &begun[0].fields, begun[0].caption().as_str()), (1, &fields, "Dossou"));
    assert!(notice::begun(tg, &other).await.unwrap().is_empty());
    notice::keep_begun(tg, &by, &why(), (place, vec![])).await.unwrap();
    assert!(notice::begun(tg, &by).await.unwrap().is_empty(), "thrown away");
    let frontline = officer(tg, 3, Role::Frontline);
    assert!(notice::keep_begun(tg, &frontline, &why(), (place, fields)).await.is_err());
    let file = r#"{"total": 2, "_embedded": {"notices": [
        {"entity_id": "2026/1", "name": "AMOUZOU", "date_of_birth": "1980/01", "arrest_warrants": [{"charge": "Trafficking"}]},
        {"entity_id": "2026/2"}]}}"#;
    let done = notice::import(tg, &by, &why(), (file, None)).await.unwrap();
    assert_eq!((done.drafted.len(), done.begun.len(), done.refused.len()), (0, 1, 1), "{done:?}");
    let begun = notice::begun(tg, &by).await.unwrap();
    assert!(begun[0].fields.contains(&("date_of_birth".to_owned(), "1980-01".to_owned())));
    let machine = Actor::Client {
        id: ClientId::from_bytes([7; 16]),
        member: tg.me.clone(),
        roles: vec![Role::Investigator],
        clearance: Level::Official,
    };
    let purple = r#"{"modus_operandi": "Suitcases", "facts": "Seen twice.", "facts_language": "en", "entity_id": "2026/3"}"#;
    let done = notice::import(tg, &machine, &why(), (purple, Some(model::notice::NoticeKind::Purple)))
        .await
        .unwrap();
    assert_eq!(done.drafted.len(), 1, "{done:?}");
    let page = notice::page(tg, &by, &why(), Which::Ours, (None, 10)).await.unwrap();
    assert_eq!((page.notices.len(), page.notices[0].stage), (1, Stage::Draft), "never more than a draft");
    let done = notice::import(tg, &machine, &why(), (file, None)).await.unwrap();
    assert_eq!((done.begun.len(), done.refused.len()), (0, 2), "a machine completes nothing");
}
