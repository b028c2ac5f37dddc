//! Thresholds: set by who may, followed everywhere, with a view of what they bring.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::bureau::*;
use desk::check::{Question, Verdict, batch, check};
use desk::record::file;
use desk::standing;
use desk::threshold::{Thresholds, read, set};
use desk::{Error, follow};
use model::*;

const TEXT: &str = "Kojo Agbeko";

async fn verdict(bureau: &Bureau, by: &Actor, text: &str) -> Option<(Verdict, f64)> {
    follow::catch_up(&bureau.desk).await.unwrap();
    let question = Question::Text(text.into());
    let answer = check(&bureau.desk, by, &investigation(), &question, 10).await.unwrap();
    answer.matches.first().map(|found| (found.verdict, found.score))
}

fn at(possible: f64, certain: f64) -> Thresholds {
    Thresholds { possible, certain }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_sets_them_and_the_next_check_follows() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let lead = bureau.officer(&[Role::Coordinator], Level::Official).await;
    file(&bureau.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981-03-13", "AB123456"))
        .await
        .unwrap();
    let reason =
        Reason { reference: Some("two posts, two officers".into()), ..Reason::of(Purpose::Analysis) };
    set(&bureau.desk, &lead, &reason, at(0.05, 0.05)).await.unwrap();
    let (called, score) = verdict(&bureau, &by, TEXT).await.unwrap();
    assert!(called == Verdict::Match && (0.06..0.998).contains(&score), "{called:?} {score}");
    set(&bureau.desk, &lead, &reason, at(score * 0.9, (score + 0.999) / 2.0)).await.unwrap();
    assert_eq!(verdict(&bureau, &by, TEXT).await, Some((Verdict::Possible, score)));
    set(&bureau.desk, &lead, &reason, at((score + 0.999) / 2.0, 0.999)).await.unwrap();
    assert_eq!(verdict(&bureau, &by, TEXT).await, None);
    let log = bureau.log().await;
    let acts: Vec<_> = log.iter().filter(|entry| entry.kind == ActKind::ThresholdsSet).collect();
    assert_eq!(acts.len(), 3);
    assert!(acts[0].body.as_ref().unwrap()["before"]["possible"].as_f64().unwrap() < score);

    let Bureau { desk, clock, _dir } = bureau;
    drop((desk, clock));
    let again = bureau_in(_dir).await;
    assert_eq!(verdict(&again, &by, TEXT).await, None, "they hold after a restart");
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_and_strangers_set_nothing() {
    let bureau = bureau().await;
    let lead = bureau.officer(&[Role::Coordinator], Level::Official).await;
    let reason = Reason::of(Purpose::Analysis);
    let before = bureau.desk.thresholds();
    for wrong in [at(2.0, 2.0), at(0.9, 0.5), at(0.0, 0.9), at(f64::NAN, 0.9), at(0.5, 1.0), at(-1.0, 0.9)] {
        let done = set(&bureau.desk, &lead, &reason, wrong).await;
        assert!(matches!(done, Err(Error::Invalid(_))), "{wrong:?} {done:?}");
    }
    let token = Actor::Client {
        id: ClientId::from_bytes([9; 16]),
        member: "TG".parse().unwrap(),
        roles: vec![Role::Coordinator],
        clearance: Level::Official,
    };
    let counter = bureau.officer(&[Role::Frontline], Level::Official).await;
    for by in [&token, &counter] {
        let done = set(&bureau.desk, by, &Reason::of(Purpose::Prevention), at(0.6, 0.9)).await;
        assert!(matches!(done, Err(Error::Refused(_))), "{done:?}");
    }
    let told = read(&bureau.desk, &counter, &Reason::of(Purpose::BorderControl)).await;
    assert!(matches!(told, Err(Error::Refused(_))));
    assert_eq!(bureau.desk.thresholds(), before);
    let inspector = bureau.officer(&[Role::Inspector], Level::Official).await;
    assert!(read(&bureau.desk, &inspector, &Reason::of(Purpose::Oversight)).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_they_bring_is_read_off_the_nodes_own_checks() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let lead = bureau.officer(&[Role::Coordinator], Level::Official).await;
    file(&bureau.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981-03-13", "AB123456"))
        .await
        .unwrap();
    set(&bureau.desk, &lead, &Reason::of(Purpose::Analysis), at(0.99, 0.999)).await.unwrap();
    assert_eq!(verdict(&bureau, &by, TEXT).await, None);
    let questions: Vec<Question> =
        (0..80).map(|_| Question::Text("Kodjo Agbeko 13.03.1981".into())).collect();
    let answers = batch(&bureau.desk, &by, &investigation(), &questions, 10).await.unwrap();
    assert_eq!(answers.len(), 80);
    let told = read(&bureau.desk, &lead, &Reason::of(Purpose::Analysis)).await.unwrap();
    assert_eq!((told.outlook.days, told.outlook.checks), (1, 81));
    let (all, sure) = (told.outlook.at(0.05), told.outlook.at(0.99));
    assert_eq!(all.alarms.round(), 81.0, "what is not told counts for a lower threshold");
    assert!((79.0..=80.0).contains(&sure.alarms.round()), "{sure:?}");
    assert!(sure.false_alarms < 0.8 && sure.missed > 0.0 && sure.missed < 2.0, "{sure:?}");
    bureau.clock.advance(3 * DAY);
    let later = read(&bureau.desk, &lead, &Reason::of(Purpose::Analysis)).await.unwrap();
    assert_eq!(
        (later.outlook.days, later.outlook.at(0.05).alarms.round()),
        (4, 20.0),
        "they are spread over the days"
    );
    bureau.clock.advance(97 * DAY);
    let long_after = read(&bureau.desk, &lead, &Reason::of(Purpose::Analysis)).await.unwrap();
    assert_eq!(long_after.outlook.checks, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_stands_open_follows_them() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let lead = bureau.officer(&[Role::Coordinator], Level::Official).await;
    let question = Question::Text(TEXT.into());
    standing::open(&bureau.desk, &by, &investigation(), &question, NOW + DAY).await.unwrap();
    set(&bureau.desk, &lead, &Reason::of(Purpose::Analysis), at(0.999, 0.999)).await.unwrap();
    let draft = |name| wanted(name, "1981-03-13", "AB123456");
    file(&bureau.desk, &by, &investigation(), draft("Kodjo Agbeko")).await.unwrap();
    follow::catch_up(&bureau.desk).await.unwrap();
    assert_eq!(standing::unseen(&bureau.desk, &by).await.unwrap(), 0, "not enough for this bureau");
    set(&bureau.desk, &lead, &Reason::of(Purpose::Analysis), at(0.05, 0.999)).await.unwrap();
    let second = file(&bureau.desk, &by, &investigation(), draft("Kodjo Agbekou")).await.unwrap();
    follow::catch_up(&bureau.desk).await.unwrap();
    assert_eq!(standing::unseen(&bureau.desk, &by).await.unwrap(), 1, "{second} is enough now");
}
