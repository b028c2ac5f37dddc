//! Other members are asked at once: each answers what its records' handling lets the asker know, both journals say so, and the
//! owners see who asked.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, phone, why};
use desk::ask::{Ask, Begun, State, Unheard, Whom, answer, begin, elsewhere, settle};
use desk::check::{Question, Verdict, check};
use desk::{Error, hit};
use model::*;

const PHONE: &str = "+228 90 12 34 56";

fn member(code: &str) -> Member {
    code.parse().unwrap()
}

/// A check at TG of which these are asked as well.
async fn asked(world: &World, text: &str, reason: &Reason, codes: &[&str]) -> Begun {
    let (desk, question) = (world.desk("TG"), Question::Text(text.into()));
    let found = check(desk, &investigator(desk), reason, &question, 10).await.unwrap();
    let members: Vec<Member> = codes.iter().map(|code| member(code)).collect();
    begin(desk, &investigator(desk), reason, &found, &members).await.unwrap()
}

fn ask<'b>(begun: &'b Begun, code: &str) -> &'b Ask {
    begun.asks.iter().find(|ask| ask.to.member.as_str() == code).unwrap()
}

/// What one of them answers, taken up at TG.
async fn hear(world: &World, begun: &Begun, code: &str) -> State {
    let (desk, ask) = (world.desk("TG"), ask(begun, code));
    let answered = answer(world.desk(code), &desk.me, &ask.question).await.unwrap();
    settle(desk, begun, ask, Ok(answered)).await.unwrap();
    elsewhere(desk, &investigator(desk), begun.check).unwrap().members[&ask.to.member].clone()
}

async fn log(world: &World, code: &str, kind: ActKind) -> Vec<serde_json::Value> {
    let desk = world.desk(code);
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let filter = desk::oversight::Filter { kind: Some(kind), ..Default::default() };
    let reason = Reason::of(Purpose::Administration);
    let page = desk::oversight::read(desk, &by, &reason, &filter, (None, 50));
    page.await.unwrap().into_iter().filter_map(|entry| entry.body).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answers_what_its_records_let_the_asker_know() {
    let world = World::of(&["TG", "FR", "NE", "X-HUB"]).await;
    let open = world.file("FR", phone(PHONE, &["TG", "NE"])).await;
    world.file("NE", phone(PHONE, &["X-HUB"])).await;
    world.work().await;
    let begun = asked(&world, PHONE, &why(), &["FR", "NE", "X-HUB"]).await;
    let waiting = elsewhere(world.desk("TG"), &investigator(world.desk("TG")), begun.check).unwrap();
    assert!(!waiting.complete && waiting.members.values().all(|state| *state == State::Waiting));
    // Nothing was carried yet: each answers from its own, and the hub knows of nothing.
    let State::Found(found) = hear(&world, &begun, "FR").await else { panic!("FR knows it") };
    assert_eq!(found[0].record.as_ref().map(|record| record.id), Some(open));
    assert_eq!((found[0].verdict, found[0].owner.as_str()), (Verdict::Match, "FR"));
    let State::Found(found) = hear(&world, &begun, "NE").await else { panic!("NE knows it") };
    assert_eq!((found.len(), &found[0].record), (1, &None), "that there is one, and whom to ask");
    assert_eq!(hear(&world, &begun, "X-HUB").await, State::Nothing);
    let done = elsewhere(world.desk("TG"), &investigator(world.desk("TG")), begun.check).unwrap();
    assert!(done.complete);
    world.settle().await;
    let again = asked(&world, PHONE, &why(), &["X-HUB", "FR"]).await;
    let State::Found(found) = hear(&world, &again, "X-HUB").await else { panic!("the hub has a copy") };
    assert_eq!((found.len(), found[0].owner.as_str(), &found[0].record), (1, "NE", &None));
    assert_eq!(hear(&world, &again, "FR").await, State::Nothing, "what is here already is not told twice");
    let other = Actor::Console { account: "root".into(), member: member("TG") };
    assert!(matches!(elsewhere(world.desk("TG"), &other, again.check), Err(Error::Missing)));
}

#[tokio::test(flavor = "multi_thread")]
async fn both_journals_keep_the_question_under_one_name_and_the_owner_sees_who_asked() {
    let world = World::of(&["TG", "FR", "X-HUB"]).await;
    let record = world.file("FR", person("Kossi Amouzou", "1980-01-02", "T1234567", &["X-HUB"])).await;
    world.settle().await;
    let begun = asked(&world, "T1234567", &why(), &["FR", "X-HUB"]).await;
    for code in ["FR", "X-HUB"] {
        hear(&world, &begun, code).await;
    }
    world.settle().await;
    let [told] = log(&world, "TG", ActKind::Asked).await.try_into().unwrap();
    for (at, code) in ["FR", "X-HUB"].into_iter().enumerate() {
        let [answered] = log(&world, code, ActKind::Answered).await.try_into().unwrap();
        assert_eq!(told["asked"][at]["nonce"], answered["nonce"], "{code}");
        assert_eq!((&answered["member"], &answered["found"]), (&"TG".into(), &1.into()), "{code}");
    }
    assert_eq!(log(&world, "TG", ActKind::Heard).await.len(), 2);
    let fr = world.desk("FR");
    let looks = desk::window::page(fr, &investigator(fr), &why(), Some(record), (None, 9)).await.unwrap();
    let who: Vec<(&str, Option<&str>)> =
        looks.iter().map(|look| (look.member.as_str(), look.unit.as_deref())).collect();
    assert_eq!(who, [("X-HUB", Some("TG")), ("TG", None)], "TG asked itself, and by the hub");
    assert_eq!(looks[1].reference.as_deref(), Some("2026/14"));
    let [fr_hit] = world.hits("FR").await.try_into().unwrap();
    let [tg_hit] = world.hits("TG").await.try_into().unwrap();
    assert_eq!(fr_hit.hit.id, tg_hit.hit.id, "one hit, whoever of the two raised it");
    assert_eq!(tg_hit.hit.sides_of(&member("FR")).unwrap().0.record, None, "and TG learns only whom to ask");
    let tg = world.desk("TG");
    hit::answer(tg, &investigator(tg), &why(), tg_hit.hit.id, HitWord::Confirmed).await.unwrap();
}

/// From outside and inside alike: one length, one answer, one log.
#[tokio::test(flavor = "multi_thread")]
async fn a_silent_hit_is_answered_as_nothing_known_and_alerts_its_owner() {
    let world = World::of(&["TG", "FR"]).await;
    let mut secret = phone(PHONE, &["own"]);
    secret.handling.never_to = [member("TG")].into();
    world.file("FR", secret).await;
    world.file("FR", phone("+228 90 77 77 77", &["own"])).await;
    let mut long = phone("+228 90 88 88 88", &["TG"]);
    long.action = Some("Call the owner, at any hour. ".repeat(60));
    world.file("FR", long).await;
    world.work().await;
    let (mut lengths, mut bodies) = (vec![], vec![]);
    for text in [PHONE, "+228 90 00 00 00", "+228 90 77 77 77", "+228 90 88 88 88"] {
        let begun = asked(&world, text, &Reason::of(Purpose::BorderControl), &["FR"]).await;
        let sealed = answer(world.desk("FR"), &member("TG"), &ask(&begun, "FR").question).await.unwrap();
        lengths.push(sealed.len());
        settle(world.desk("TG"), &begun, ask(&begun, "FR"), Ok(sealed)).await.unwrap();
        let told = elsewhere(world.desk("TG"), &investigator(world.desk("TG")), begun.check).unwrap();
        bodies.push(told.members);
    }
    assert_eq!(bodies[0], bodies[1]);
    assert_ne!(bodies[1], bodies[2], "of one it is said whom to ask");
    assert_ne!(bodies[2], bodies[3], "and one is given whole");
    assert!(lengths.iter().all(|length| *length == lengths[0]), "and all are of one length: {lengths:?}");
    world.settle().await;
    let tg = world.hits("TG").await;
    assert_eq!(tg.len(), 2, "of the silent one nothing is told by its lane either");
    let all = world.hits("FR").await;
    assert_eq!(all.len(), 3);
    let told = |id| tg.iter().any(|looked| looked.hit.id == id);
    let alert = all.into_iter().find(|looked| !told(looked.hit.id)).unwrap();
    let check = alert.hit.check.unwrap();
    assert_eq!((check.member.as_str(), check.purpose, check.asked), ("TG", Purpose::BorderControl, None));
    let digests: Vec<String> =
        log(&world, "FR", ActKind::Answered).await.iter().map(|body| body["asked"].to_string()).collect();
    assert!(digests.iter().all(|asked| asked.contains('#') && !asked.contains("228")), "{digests:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_once_and_only_to_whoever_sealed_it() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let begun = asked(&world, PHONE, &why(), &["FR", "NE"]).await;
    let question = &ask(&begun, "FR").question;
    let first = answer(world.desk("FR"), &member("TG"), question).await.unwrap();
    let refused = |answered: desk::Result<Vec<u8>>, code: &str| match answered {
        Err(Error::Wire(why)) => assert_eq!(why.code(), code),
        other => panic!("{code}: {other:?}"),
    };
    refused(answer(world.desk("FR"), &member("TG"), question).await, "E_RULE");
    refused(answer(world.desk("FR"), &member("NE"), question).await, "E_OWNER");
    refused(answer(world.desk("NE"), &member("TG"), question).await, "E_NOT_RCPT");
    let mut bent = ask(&begun, "NE").question.clone();
    *bent.last_mut().unwrap() ^= 1;
    refused(answer(world.desk("NE"), &member("TG"), &bent).await, "E_SIG");
    let tg = world.desk("TG");
    let crossed = settle(tg, &begun, ask(&begun, "NE"), Ok(first)).await;
    assert!(crossed.is_err(), "what FR answers is no answer of NE's");
    world.clock.advance(601_000_000);
    refused(answer(world.desk("NE"), &member("TG"), &ask(&begun, "NE").question).await, "E_EXPIRED");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_answered_is_told_and_what_one_may_not_see_is_not_shown() {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let mut restricted = phone(PHONE, &["TG"]);
    restricted.handling.level = Level::Confidential;
    world.file("FR", restricted).await;
    world.work().await;
    let desk = world.desk("TG");
    let by = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: member("TG"),
        roles: vec![Role::Frontline],
        clearance: Level::Official,
    };
    let reason = Reason::of(Purpose::BorderControl);
    let found = check(desk, &by, &reason, &Question::Text(PHONE.into()), 10).await.unwrap();
    let begun = begin(desk, &by, &reason, &found, &[member("FR"), member("NE")]).await.unwrap();
    let answered = answer(world.desk("FR"), &member("TG"), &ask(&begun, "FR").question).await.unwrap();
    settle(desk, &begun, ask(&begun, "FR"), Ok(answered)).await.unwrap();
    settle(desk, &begun, ask(&begun, "NE"), Err(Unheard::Unanswered)).await.unwrap();
    let told = elsewhere(desk, &by, begun.check).unwrap();
    assert!(told.complete);
    assert_eq!(told.members[&member("FR")], State::Nothing, "it is above this officer's clearance");
    assert_eq!(told.members[&member("NE")], State::Unanswered);
    world.clock.advance(15 * 60_000_000 + 1);
    assert!(elsewhere(desk, &by, begun.check).is_err(), "after a quarter of an hour it is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_check_asks_is_permitted_first() {
    let world = World::of(&["TG", "FR"]).await;
    let desk = world.desk("TG");
    let inspector = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: member("TG"),
        roles: vec![Role::Inspector],
        clearance: Level::Confidential,
    };
    let hubs = Whom { hubs: true, ..Whom::default() };
    let refused = desk::ask::resolve(desk, &inspector, &why(), Some(&hubs)).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let stranger = "X-NGO".parse().unwrap();
    let unknown = desk::ask::resolve(desk, &investigator(desk), &why(), Some(&stranger)).await;
    assert!(matches!(unknown, Err(Error::Invalid(_))));
    let nobody = desk::ask::resolve(desk, &investigator(desk), &why(), None).await.unwrap();
    assert!(nobody.is_empty(), "where nothing is set nobody is asked");
    // A purpose that is none for a check is refused by whoever is asked as well.
    let begun = asked(&world, PHONE, &why(), &["FR"]).await;
    assert_eq!(hear(&world, &begun, "FR").await, State::Nothing);
}
