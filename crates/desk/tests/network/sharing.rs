//! What is shared arrives; what is narrowed or withdrawn goes, everywhere; and the owner sees who looked.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, why};
use desk::record::{revise, withdraw};
use wire::charter::Change;

#[tokio::test(flavor = "multi_thread")]
async fn a_record_reaches_those_it_is_for_and_nobody_else() {
    let world = World::of(&["TG", "FR", "NE", "BE"]).await;
    let to_two = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR", "NE"])).await;
    let to_all = world.file("TG", person("Yao Dossou", "1981-01-02", "T7654321", &["all"])).await;
    let own = world.file("TG", person("Afi Mensah", "1982-01-02", "T1111111", &["own"])).await;
    world.settle().await;
    for (code, two, all) in [("TG", true, true), ("FR", true, true), ("NE", true, true), ("BE", false, true)]
    {
        assert_eq!(world.at(code, to_two).await.is_some(), two, "{code}");
        assert_eq!(world.at(code, to_all).await.is_some(), all, "{code}");
        assert_eq!(world.at(code, own).await.is_some(), code == "TG", "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_revised_narrowed_and_withdrawn_follows_everywhere() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let draft = |audience: &[&str]| person("Kossi Amouzou", "1980-01-02", "T1234567", audience);
    let id = world.file("TG", draft(&["FR", "NE"])).await;
    world.settle().await;
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    revise(desk, &by, &why(), id, 1, draft(&["FR", "NE"])).await.unwrap();
    world.settle().await;
    assert_eq!((world.at("FR", id).await, world.at("NE", id).await), (Some(2), Some(2)));
    revise(desk, &by, &why(), id, 2, draft(&["FR"])).await.unwrap();
    world.settle().await;
    assert_eq!((world.at("FR", id).await, world.at("NE", id).await), (Some(3), None));
    withdraw(desk, &by, &why(), id, "an error").await.unwrap();
    world.settle().await;
    assert_eq!((world.at("FR", id).await, world.at("NE", id).await), (None, None));
    for code in ["FR", "NE"] {
        let (there, question) = (world.desk(code), desk::check::Question::Text("T1234567".into()));
        let (by, why) = (investigator(there), why());
        let found = desk::check::check(there, &by, &why, &question, 10);
        assert!(found.await.unwrap().matches.is_empty(), "{code} finds nothing of it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_sees_who_looked() {
    let world = World::of(&["TG", "FR"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.settle().await;
    assert!(world.at("FR", id).await.is_some());
    world.settle().await;
    let desk = world.desk("TG");
    let seen = desk::window::page(desk, &investigator(desk), &why(), Some(id), (None, 10)).await.unwrap();
    let [look] = seen.as_slice() else { panic!("{} looks", seen.len()) };
    assert_eq!((look.member.as_str(), look.what.as_str()), ("FR", "opened"));
    assert_eq!(look.reference.as_deref(), Some("2026/14"));
    let officer = look.officer.clone().unwrap();
    assert!(!officer.contains("05050505"), "who it was is FR's to tell");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_later_is_given_what_is_for_all_and_who_is_removed_no_more() {
    let mut world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    world.settle().await;
    world.admit("BE", 3);
    let late = world.open("BE", 3).await;
    world.nodes.push(late);
    world.join(3).await;
    world.meet().await;
    world.settle().await;
    assert_eq!(world.at("BE", id).await, Some(1));
    let node = world.charter.node_of("NE").unwrap().node();
    world.change(Change::Remove { node, why: "test".into() });
    let hello = desk::peer::Hello {
        charter: world.charter.entries_from(0).map(<[u8]>::to_vec).collect(),
        ..desk::peer::Hello::default()
    };
    for code in ["TG", "FR", "BE"] {
        desk::peer::told(world.desk(code), &hello).await.unwrap();
    }
    let after = world.file("TG", person("Yao Dossou", "1981-01-02", "T7654321", &["all"])).await;
    world.settle().await;
    assert_eq!((world.at("BE", after).await, world.at("FR", after).await), (Some(1), Some(1)));
    assert_eq!(world.at("NE", after).await, None);
}

/// Taken back and given again before anybody there has come round to either: a check finds it.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_and_given_again_at_once_is_found() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let draft = |to: &str| person("Kossi Amouzou", "1980-01-02", "T1234567", &[to]);
    let id = world.file("TG", draft("FR")).await;
    world.settle().await;
    let (tg, by) = (world.desk("TG"), investigator(world.desk("TG")));
    desk::record::revise(tg, &by, &why(), id, 1, draft("NE")).await.unwrap();
    world.work().await;
    desk::record::revise(tg, &by, &why(), id, 2, draft("FR")).await.unwrap();
    world.settle().await;
    let (fr, question) = (world.desk("FR"), desk::check::Question::Text("T1234567".into()));
    let found = desk::check::check(fr, &investigator(fr), &why(), &question, 10).await.unwrap();
    assert_eq!(found.matches.iter().map(|found| found.record).collect::<Vec<_>>(), [id]);
}

/// Whoever keeps the overview is told once a day and once after three that a member has not confirmed; and how it stands.
#[tokio::test(flavor = "multi_thread")]
async fn a_recall_that_nobody_confirms_presses() {
    use crate::world::Fate;
    use desk::recall::{Patience, press, pressed, set_patience, standings};
    const HOUR: i64 = 3_600_000_000;
    let world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR", "NE"])).await;
    world.settle().await;
    let desk = world.desk("TG");
    withdraw(desk, &investigator(desk), &why(), id, "an error").await.unwrap();
    let niger = |to: &desk::outbox::Address| to.member.as_str() == "NE";
    for _ in 0..3 {
        world.work().await;
        world.carry(&mut |to| if niger(to) { Fate::Lost } else { Fate::Arrives }).await;
    }
    let by = investigator(desk);
    let stands = async || {
        let all = standings(desk, &by, &why()).await.unwrap();
        all.into_iter().map(|it| (it.member.to_string(), it.waiting, it.level)).collect::<Vec<_>>()
    };
    assert_eq!(stands().await, [("FR".to_owned(), 0, 0), ("NE".to_owned(), 1, 0)]);
    let from = world.clock.clone();
    let now = || desk::Clock::now_us(&*from);
    let began = now();
    assert_eq!(press(desk).await.unwrap(), 0);
    world.clock.advance(24 * HOUR);
    assert_eq!(press(desk).await.unwrap(), 1);
    assert_eq!(press(desk).await.unwrap(), 0, "once, and not each minute");
    let [told] = pressed(desk, &by, &why(), began).await.unwrap().try_into().unwrap();
    assert_eq!((told.member.as_str(), told.level, told.id), ("NE", 1, id));
    let coordinator = model::Actor::Officer {
        id: model::OfficerId::from_bytes([6; 16]),
        member: desk.me.clone(),
        roles: vec![model::Role::Coordinator],
        clearance: model::Level::Official,
    };
    let weighs = model::Reason::of(model::Purpose::Analysis);
    let wrong = Patience { late_hours: 24, very_late_hours: 24, undecided_hours: 0 };
    assert!(set_patience(desk, &coordinator, &weighs, wrong).await.is_err());
    assert!(set_patience(desk, &by, &why(), Patience::default()).await.is_err(), "it is not theirs");
    let patience = Patience { late_hours: 12, very_late_hours: 36, undecided_hours: 0 };
    set_patience(desk, &coordinator, &weighs, patience).await.unwrap();
    world.clock.advance(12 * HOUR);
    assert_eq!(press(desk).await.unwrap(), 1);
    assert_eq!(stands().await[1], ("NE".to_owned(), 1, 2));
    world.settle().await;
    assert_eq!(stands().await[1], ("NE".to_owned(), 0, 0));
    assert!(pressed(desk, &by, &why(), began).await.unwrap().is_empty());
}

/// A record was given to one member, later to all; while that member is suspended it is taken back. On the lane that the member
/// has alone lies the recall of the version that went there, and the newer one came on another lane.
#[tokio::test(flavor = "multi_thread")]
async fn who_was_suspended_hears_of_what_was_taken_back_in_every_version() {
    let mut world = World::of(&["TG", "FR"]).await;
    let draft = |audience: &[&str]| person("Kossi Amouzou", "1980-01-02", "T1234567", audience);
    let id = world.file("TG", draft(&["FR"])).await;
    world.settle().await;
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    revise(desk, &by, &why(), id, 1, draft(&["all"])).await.unwrap();
    world.settle().await;
    assert_eq!(world.at("FR", id).await, Some(2));
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    withdraw(world.desk("TG"), &by, &why(), id, "an error").await.unwrap();
    world.work().await;
    world.change(Change::Lift { node });
    world.tell_charter().await;
    world.settle().await;
    assert_eq!(world.at("FR", id).await, None);
}
