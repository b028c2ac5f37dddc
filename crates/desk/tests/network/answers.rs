//! How fast members answer, and hits that are asked about: the same figures at everybody, whoever looks.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, phone, why};
use desk::figure::{Answers, answers};
use desk::hit::{Asking, ask, threads};
use desk::thread::{Saying, say};
use model::*;

const PHONE: &str = "+228 90 12 34 56";

async fn at(world: &World, code: &str) -> Vec<Answers> {
    let desk = world.desk(code);
    answers(desk, &investigator(desk), &why()).await.unwrap()
}

async fn says(world: &World, code: &str, id: ThreadId, word: Word) {
    let desk = world.desk(code);
    let saying = Saying { word, text: "It is the same.".into(), to: None, grading: None, ground: None };
    say(desk, &investigator(desk), &why(), id, saying).await.unwrap();
    world.settle().await;
}

/// Togo and France hold a phone; Togo asks about the hit.
async fn met() -> (World, HitId, ThreadId) {
    let world = World::of(&["TG", "FR", "BJ"]).await;
    world.file("TG", phone(PHONE, &["FR"])).await;
    world.file("FR", phone(PHONE, &["TG"])).await;
    world.settle().await;
    let hit = world.hits("TG").await[0].hit.id;
    let desk = world.desk("TG");
    let asking =
        Asking { subject: "Hit: is it the same?".into(), text: "Please confirm.".into(), term: None };
    let thread = ask(desk, &investigator(desk), &why(), hit, asking).await.unwrap();
    world.settle().await;
    (world, hit, thread)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_is_asked_about_and_both_sides_find_what_was_said_of_it() {
    let (world, hit, thread) = met().await;
    for code in ["TG", "FR"] {
        let desk = world.desk(code);
        let said = threads(desk, &investigator(desk), &why(), hit).await.unwrap();
        assert_eq!(
            said.iter().map(|it| (it.id, it.state)).collect::<Vec<_>>(),
            [(thread, Some(RequestState::Sent))]
        );
    }
    let desk = world.desk("BJ");
    assert!(threads(desk, &investigator(desk), &why(), hit).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_tell_says_why_and_the_other_side_reads_it() {
    let (world, hit, _) = met().await;
    let desk = world.desk("TG");
    let unsaid = desk::hit::answer(desk, &investigator(desk), &why(), hit, HitWord::Inconclusive).await;
    assert!(matches!(unsaid, Err(desk::Error::Invalid(_))), "a reason is needed");
    let wrong = Finding { word: HitWord::Confirmed, ground: Some(HitGround::Gone) };
    assert!(desk::hit::answer(desk, &investigator(desk), &why(), hit, wrong).await.is_err());
    let unsure = Finding { word: HitWord::Inconclusive, ground: Some(HitGround::Contradicts) };
    desk::hit::answer(desk, &investigator(desk), &why(), hit, unsure).await.unwrap();
    world.settle().await;
    let there = world.desk("FR");
    let look = desk::hit::look(there, &investigator(there), &why(), hit).await.unwrap();
    let (_, theirs) = look.hit.sides_of(&there.me).unwrap();
    assert_eq!(theirs.ground, Some(HitGround::Contradicts));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_member_shows_the_same_figures_measured_by_whoever_asked() {
    let (world, hit, thread) = met().await;
    world.go_by(1, 6).await;
    says(&world, "FR", thread, Word::Answered).await;
    let desk = world.desk("FR");
    desk::hit::answer(desk, &investigator(desk), &why(), hit, HitWord::Confirmed).await.unwrap();
    world.settle().await;
    // Togo lets its own term go by.
    world.go_by(8, 25).await;
    let told = at(&world, "BJ").await;
    assert_eq!(told, at(&world, "TG").await);
    assert_eq!(told, at(&world, "FR").await);
    let of = |code: &str, what| told.iter().find(|it| it.all.member.as_str() == code && it.all.what == what);
    let france = of("FR", FigureOf::Request).unwrap();
    assert_eq!((france.all.asked, france.all.in_time, france.all.median_hours()), (1, 1, Some(8)));
    assert_eq!(france.by.iter().map(|(asker, _)| asker.as_str()).collect::<Vec<_>>(), ["TG"]);
    let hit_there = of("FR", FigureOf::Hit).unwrap();
    assert_eq!((hit_there.all.asked, hit_there.all.in_time), (1, 1));
    let togo = of("TG", FigureOf::Hit).unwrap();
    assert_eq!(
        (togo.all.asked, togo.all.in_time, togo.all.median_hours()),
        (1, 0, None),
        "it never said anything"
    );
    assert!(of("TG", FigureOf::Request).is_none(), "nobody asked it");
    // What is older than 90 days does not count any more.
    world.go_by(14, 24 * 7).await;
    assert_eq!(at(&world, "BJ").await, []);
}
