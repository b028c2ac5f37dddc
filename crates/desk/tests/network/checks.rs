//! A check meets another member's record: its owner is told who asked and why, and the asker as far as the record's handling
//! lets them know.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, phone, why};
use desk::check::{Answer, Question, batch, check};
use desk::{Ring, hit};
use model::*;

fn asked(text: &str) -> Question {
    Question::Text(text.into())
}

async fn ask(world: &World, code: &str, text: &str) -> Answer {
    let desk = world.desk(code);
    check(desk, &investigator(desk), &why(), &asked(text), 10).await.unwrap()
}

fn counter(world: &World, code: &str) -> Actor {
    let (id, roles) = (OfficerId::from_bytes([6; 16]), vec![Role::Frontline]);
    Actor::Officer { id, member: world.desk(code).me.clone(), roles, clearance: Level::Official }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_meets_another_members_record_is_a_hit_for_both() {
    let world = World::of(&["TG", "FR"]).await;
    let record = world.file("FR", person("Kossi Amouzou", "1980-01-02", "T1234567", &["TG"])).await;
    world.file("TG", person("Yao Dossou", "1981-01-02", "T7654321", &["FR"])).await;
    world.settle().await;
    assert_eq!(ask(&world, "TG", "T1234567").await.matches.len(), 1);
    ask(&world, "TG", "T7654321").await;
    world.settle().await;
    let [tg] = world.hits("TG").await.try_into().unwrap();
    let [fr] = world.hits("FR").await.try_into().unwrap();
    assert_eq!(tg.hit.id, fr.hit.id, "what is ours alone is no hit");
    assert!(tg.ours.is_none() && fr.theirs.is_none());
    assert_eq!(tg.theirs.unwrap().record.id, record);
    assert_eq!(fr.ours.unwrap().record.id, record);
    let told = fr.hit.check.unwrap();
    assert_eq!(
        (told.member.as_str(), told.purpose, told.kind),
        ("TG", Purpose::Investigation, Kind::Document)
    );
    assert_eq!(told.reference.as_deref(), Some("2026/14"));
    assert_eq!(told.asked.as_deref(), Some("Document number=T1234567"));
    assert!(told.officer.is_some_and(|officer| !officer.contains("0505")), "who it was is TG's to tell");
    for code in ["TG", "FR"] {
        let desk = world.desk(code);
        hit::answer(desk, &investigator(desk), &why(), tg.hit.id, HitWord::Confirmed).await.unwrap();
        let again = hit::answer(desk, &investigator(desk), &why(), tg.hit.id, HitWord::Refuted).await;
        assert!(matches!(again, Err(desk::Error::Conflict(_))));
        world.settle().await;
    }
    for code in ["TG", "FR"] {
        assert!(world.hits(code).await.is_empty(), "{code}");
        let desk = world.desk(code);
        let over = hit::page(desk, &investigator(desk), &why(), hit::Shown::Over, (None, 9)).await.unwrap();
        assert_eq!(over.hits[0].hit.state(), HitState::Confirmed, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_asker_may_not_see_alerts_its_owner_alone() {
    let world = World::of(&["TG", "FR"]).await;
    let mut secret = phone("+228 90 12 34 56", &["TG"]);
    secret.handling.level = Level::Confidential;
    world.file("FR", secret).await;
    world.settle().await;
    let (desk, by) = (world.desk("TG"), counter(&world, "TG"));
    let reason = Reason::of(Purpose::BorderControl);
    let mut rings = desk.bell().listen();
    let answer = check(desk, &by, &reason, &asked("+228 90 12 34 56"), 10).await.unwrap();
    assert!(answer.matches.is_empty());
    world.settle().await;
    assert!(world.hits("TG").await.is_empty(), "not even who might see the record");
    while let Ok(ring) = rings.try_recv() {
        assert!(
            ![Ring::Hits, Ring::Receipts].contains(&ring),
            "nor does an open page of the asker's stir: {ring:?}"
        );
    }
    let [fr] = world.hits("FR").await.try_into().unwrap();
    let theirs = fr.hit.sides_of(&world.desk("FR").me).unwrap().0;
    assert_eq!(theirs.shows, HitShows::Silent);
    let told = fr.hit.check.unwrap();
    assert_eq!((told.purpose, told.asked), (Purpose::BorderControl, None), "of a border only that it was");
    let desk = world.desk("FR");
    hit::answer(desk, &investigator(desk), &why(), fr.hit.id, HitWord::Confirmed).await.unwrap();
    world.settle().await;
    assert!(world.hits("TG").await.is_empty(), "nor by what its owner says of it");
    // A person who is not known stirs nothing.
    check(world.desk("TG"), &by, &reason, &asked("+228 90 00 00 00"), 10).await.unwrap();
    world.settle().await;
    assert_eq!(world.hits("FR").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_question_is_one_hit_until_it_is_closed_or_the_record_says_something_new() {
    let world = World::of(&["TG", "FR"]).await;
    let draft = || person("Kossi Amouzou", "1980-01-02", "T1234567", &["TG"]);
    let record = world.file("FR", draft()).await;
    world.settle().await;
    for _ in 0..3 {
        ask(&world, "TG", "T1234567").await;
        world.settle().await;
    }
    assert_eq!((world.hits("TG").await.len(), world.hits("FR").await.len()), (1, 1));
    let desk = world.desk("FR");
    desk::record::revise(desk, &investigator(desk), &why(), record, 1, draft()).await.unwrap();
    world.settle().await;
    ask(&world, "TG", "T1234567").await;
    world.settle().await;
    assert_eq!((world.hits("TG").await.len(), world.hits("FR").await.len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_screens_thousands_raises_no_flood() {
    let world = World::of(&["TG", "FR"]).await;
    let numbers: Vec<String> = (0..70).map(|number| format!("+2289012{number:04}")).collect();
    for number in &numbers {
        world.file("FR", phone(number, &["TG"])).await;
    }
    world.settle().await;
    let desk = world.desk("TG");
    let questions: Vec<Question> = numbers.iter().map(|number| asked(number)).collect();
    let reason = Reason { purpose: Purpose::Screening, ..why() };
    let answers = batch(desk, &investigator(desk), &reason, &questions, 1).await.unwrap();
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap().matches.len() == 1));
    world.settle().await;
    let fr = world.desk("FR");
    let all = hit::page(fr, &investigator(fr), &why(), hit::Shown::Open, (None, 200)).await.unwrap();
    assert_eq!(all.hits.len(), 60, "as many as somebody can look at in an hour");
    let looks = desk::window::page(fr, &investigator(fr), &why(), None, (None, 200)).await.unwrap();
    assert_eq!(looks.len(), 70, "and the owner sees every look");
    world.clock.advance(3_601_000_000);
    batch(world.desk("TG"), &investigator(world.desk("TG")), &reason, &questions, 1).await.unwrap();
    world.settle().await;
    let all = hit::page(fr, &investigator(fr), &why(), hit::Shown::Open, (None, 200)).await.unwrap();
    assert_eq!(all.hits.len(), 70, "an hour later the others follow");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_hears_that_its_record_was_shown_in_a_list() {
    let world = World::of(&["TG", "FR"]).await;
    let shared = world.file("FR", phone("+228 90 12 34 56", &["TG"])).await;
    world.file("TG", phone("+228 90 99 99 99", &["own"])).await;
    world.settle().await;
    let desk = world.desk("TG");
    for _ in 0..2 {
        let filter = desk::record::Filter::default();
        let page = desk::record::list(desk, &investigator(desk), &why(), &filter, (None, 10)).await.unwrap();
        assert_eq!(page.records.len(), 2);
    }
    world.settle().await;
    let fr = world.desk("FR");
    let looks = desk::window::page(fr, &investigator(fr), &why(), None, (None, 10)).await.unwrap();
    let [look] = looks.as_slice() else { panic!("{} looks", looks.len()) };
    assert_eq!((look.record, look.what.as_str(), look.member.as_str()), (shared, "listed", "TG"));
}
