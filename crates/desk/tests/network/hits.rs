//! Two members hold a piece of the same network: both learn it, each as far as the other's handling allows.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, phone, why};
use model::*;

const PHONE: &str = "+228 90 12 34 56";

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_are_told_and_both_confirm() {
    let world = World::of(&["TG", "FR"]).await;
    let here = world.file("TG", phone(PHONE, &["own"])).await;
    let there = world.file("FR", phone(PHONE, &["TG"])).await;
    world.settle().await;
    let [tg] = world.hits("TG").await.try_into().unwrap();
    let [fr] = world.hits("FR").await.try_into().unwrap();
    assert_eq!(tg.hit.id, fr.hit.id);
    assert_eq!((tg.ours.unwrap().record.id, tg.theirs.unwrap().record.id), (here, there));
    assert_eq!(fr.ours.as_ref().unwrap().record.id, there);
    assert!(
        fr.theirs.is_none(),
        "TG keeps its record to itself: FR learns that there is one, and whom to ask"
    );
    assert_eq!(fr.hit.sides.iter().find(|side| side.member.as_str() == "TG").unwrap().record, None);
    for code in ["TG", "FR"] {
        let desk = world.desk(code);
        desk::hit::answer(desk, &investigator(desk), &why(), tg.hit.id, HitWord::Confirmed).await.unwrap();
        let again = desk::hit::answer(desk, &investigator(desk), &why(), tg.hit.id, HitWord::Refuted).await;
        assert!(matches!(again, Err(desk::Error::Conflict(_))), "what was decided stays decided");
        world.settle().await;
    }
    for code in ["TG", "FR"] {
        assert!(world.hits(code).await.is_empty(), "{code} has nothing open any more");
        let desk = world.desk(code);
        let all = desk::hit::page(desk, &investigator(desk), &why(), desk::hit::Shown::Over, (None, 9))
            .await
            .unwrap()
            .hits;
        assert_eq!(all[0].hit.state(), HitState::Confirmed, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_brings_two_together_that_do_not_know_each_other() {
    let world = World::of(&["TG", "FR", "X-HUB"]).await;
    world.file("TG", phone(PHONE, &["X-HUB"])).await;
    world.file("FR", phone(PHONE, &["X-HUB"])).await;
    world.settle().await;
    for (code, other) in [("TG", "FR"), ("FR", "TG")] {
        let [looked] = world.hits(code).await.try_into().unwrap();
        assert!(looked.theirs.is_none());
        assert!(looked.hit.sides.iter().any(|side| side.member.as_str() == other && side.record.is_none()));
        assert_eq!(looked.hit.raised_by.as_str(), "X-HUB");
    }
}

/// Who must never have a record is not told of a hit on it, and its owner is.
#[tokio::test(flavor = "multi_thread")]
async fn a_silent_hit_is_told_to_its_owner_alone() {
    let world = World::of(&["TG", "FR"]).await;
    let mut secret = phone(PHONE, &["own"]);
    secret.handling.never_to = ["FR".parse().unwrap()].into();
    world.file("TG", secret).await;
    world.file("FR", phone(PHONE, &["TG"])).await;
    world.settle().await;
    assert_eq!(world.hits("TG").await.len(), 1);
    assert!(world.hits("FR").await.is_empty());
    let [looked] = world.hits("TG").await.try_into().unwrap();
    let desk = world.desk("TG");
    desk::hit::answer(desk, &investigator(desk), &why(), looked.hit.id, HitWord::Confirmed).await.unwrap();
    world.settle().await;
    assert!(world.hits("FR").await.is_empty(), "nor by what its owner says of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_runs_out_is_marked() {
    let world = World::of(&["TG", "FR"]).await;
    world.file("TG", phone(PHONE, &["own"])).await;
    world.file("FR", phone(PHONE, &["TG"])).await;
    world.settle().await;
    let [looked] = world.hits("TG").await.try_into().unwrap();
    assert_eq!((looked.hit.term, looked.hit.late_us), (Term::Soon, None));
    world.clock.advance(Term::Soon.runs_us());
    desk::duty::once(world.desk("TG"), desk::Clock::now_us(&*world.clock)).await.unwrap();
    let [looked] = world.hits("TG").await.try_into().unwrap();
    assert_eq!(looked.hit.late_us, Some(looked.hit.due_us));
}

/// A bureau has taken up a long list, and what of it was met is still looked for: who files something now does not wait for that.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_filed_behind_a_long_list_is_met_before_it() {
    let world = World::of(&["TG", "FR"]).await;
    world.file("FR", phone(PHONE, &["TG"])).await;
    world.settle().await;
    for number in 0..1_100 {
        world.file("TG", phone(&format!("+22891{number:06}"), &["own"])).await;
    }
    let met_late = phone("+22891000900", &["TG"]);
    let desk = world.desk("TG");
    desk::follow::catch_up(desk).await.unwrap();
    assert!(desk::hit::turn(desk).await.unwrap(), "the first of the list");
    let here = world.file("TG", phone(PHONE, &["own"])).await;
    desk::follow::catch_up(desk).await.unwrap();
    assert!(desk::hit::turn(desk).await.unwrap());
    let [met] = world.hits("TG").await.try_into().unwrap();
    assert_eq!(met.ours.unwrap().record.id, here);
    // The rest of the list is looked at as before, and nothing twice.
    let mut turns = 0;
    while desk::hit::turn(desk).await.unwrap() {
        turns += 1;
    }
    assert!(turns >= 4, "{turns} more");
    assert!(!desk::hit::turn(desk).await.unwrap());
    world.settle().await;
    assert_eq!((world.hits("TG").await.len(), world.hits("FR").await.len()), (1, 1));
    world.file("FR", met_late).await;
    world.settle().await;
    assert_eq!((world.hits("TG").await.len(), world.hits("FR").await.len()), (2, 2), "and what comes after");
}
