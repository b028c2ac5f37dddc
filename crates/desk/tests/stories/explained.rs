//! Why a record is or is not an answer: to whoever may see it, and to nobody else.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::bureau::*;
use desk::check::{Answer, BASE, Outcome, Question, Wanted, check};
use desk::record::{file, withdraw};
use desk::{Error, follow};
use model::*;

impl Bureau {
    async fn asked_why(&self, by: &Actor, text: &str, record: RecordId) -> Answer {
        follow::catch_up(&self.desk).await.unwrap();
        let wanted = Wanted { limit: 10, explain: Some(record) };
        check(&self.desk, by, &investigation(), &Question::Text(text.into()), wanted).await.unwrap()
    }

    async fn filed(&self, by: &Actor, name: &str) -> RecordId {
        file(&self.desk, by, &investigation(), wanted(name, "1981-03-13", "AB123456")).await.unwrap()
    }
}

fn probability(weights: impl Iterator<Item = f64>) -> f64 {
    1.0 / (1.0 + (-weights.sum::<f64>()).exp2())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reasons_of_an_answer_add_up_and_are_in_the_owners_words() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    bureau.filed(&by, "AGBÉKO, Kodjo Mawuli").await;
    follow::catch_up(&bureau.desk).await.unwrap();
    let question = Question::Text("Kojo Agbeko 13.03.1981".into());
    let answer = check(&bureau.desk, &by, &investigation(), &question, 10).await.unwrap();
    let found = &answer.matches[0];
    assert_eq!(found.explanation[0].feature, BASE);
    let sum = probability(found.explanation.iter().map(|because| because.weight));
    assert!((sum - found.score).abs() < 1e-9, "{sum} {}", found.score);
    let said: Vec<&str> = found.explanation.iter().map(|because| because.record.as_str()).collect();
    assert!(said.contains(&"AGBÉKO") && said.contains(&"Mawuli"), "{said:?}");
    assert!(answer.explained.is_none(), "nobody asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_near_miss_says_what_it_scores_and_what_it_lacks() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let id = bureau.filed(&by, "Kodjo Agbeko").await;
    let answer = bureau.asked_why(&by, "Kodjo Fiagbedzi 24.12.1949", id).await;
    assert!(answer.matches.is_empty());
    let judged = answer.explained.as_ref().unwrap().judged.as_ref().unwrap();
    assert_eq!((judged.outcome, judged.caption.as_str()), (Outcome::Below, "Kodjo Agbeko"));
    let sum: f64 = judged.explanation.iter().map(|because| because.weight).sum();
    assert!((probability(std::iter::once(sum)) - judged.score).abs() < 1e-9);
    let enough = sum + judged.misses(&answer.thresholds).unwrap();
    let least = answer.thresholds.possible;
    assert!((probability(std::iter::once(enough)) - least).abs() < 1e-6, "what is lacking makes it possible");
    assert!(
        judged.explanation.iter().any(|because| because.weight < 0.0 && because.feature.starts_with("date"))
    );

    let answer = bureau.asked_why(&by, "Kodjo Agbeko 13.03.1981", id).await;
    let judged = answer.explained.as_ref().unwrap().judged.as_ref().unwrap();
    assert_eq!((judged.outcome, answer.matches.len()), (Outcome::Found, 1));
    assert_eq!(judged.score, answer.matches[0].score, "it is the same judgement");
    assert!(judged.misses(&answer.thresholds).is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_record_is_explained_exactly_as_one_that_never_was() {
    let bureau = bureau().await;
    let high = bureau.officer(&[Role::Investigator], Level::Confidential).await;
    let low = bureau.officer(&[Role::Investigator], Level::Official).await;
    let mut secret = wanted("Kodjo Agbeko", "1981-03-13", "AB123456");
    secret.handling.level = Level::Confidential;
    let hidden = file(&bureau.desk, &high, &investigation(), secret).await.unwrap();
    let gone = bureau.filed(&low, "Edem Lawson").await;
    withdraw(&bureau.desk, &low, &investigation(), gone, "mistaken").await.unwrap();
    let never = RecordId::from_bytes([7; 16]);
    let text = "Kodjo Agbeko 13.03.1981";
    let mut told = vec![];
    for record in [hidden, gone, never] {
        let answer = bureau.asked_why(&low, text, record).await;
        let explained = answer.explained.unwrap();
        told.push((explained.judged.is_none(), explained.record == record, answer.matches.len()));
    }
    assert_eq!(told, [(true, true, 0); 3]);
    let seen = bureau.asked_why(&high, text, hidden).await.explained.unwrap();
    assert!(seen.judged.is_some(), "whoever may see it is told");
    let consulted = |entry: &&desk::oversight::Entry| entry.kind == ActKind::Consulted;
    let log = bureau.log().await;
    let shown: Vec<_> = log.iter().filter(consulted).filter_map(|entry| entry.object).collect();
    assert_eq!(shown, [(hidden, 1)], "only what was shown was consulted, and once");
    let asked = log.iter().filter(|entry| entry.kind == ActKind::Checked);
    let told = asked.filter(|entry| entry.body.as_ref().is_some_and(|body| body["explained"].is_string()));
    assert_eq!(told.count(), 4, "every such question is in the journal");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_behind_the_last_that_was_asked_for_says_so() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let first = bureau.filed(&by, "Kodjo Agbeko").await;
    let another = wanted("Kodjo Agbekou", "1981-04-13", "CD654321");
    let second = file(&bureau.desk, &by, &investigation(), another).await.unwrap();
    follow::catch_up(&bureau.desk).await.unwrap();
    let asked = Wanted { limit: 1, explain: Some(second) };
    let question = Question::Text("Kodjo Agbeko 13.03.1981".into());
    let answer = check(&bureau.desk, &by, &investigation(), &question, asked).await.unwrap();
    assert_eq!((answer.matches.len(), answer.matches[0].record), (1, first));
    assert_eq!(answer.explained.unwrap().judged.unwrap().outcome, Outcome::BeyondLimit);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_check_is_not_told_why_either() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let id = bureau.filed(&by, "Kodjo Agbeko").await;
    let keeper = bureau.officer(&[Role::Administrator], Level::Restricted).await;
    let wanted = Wanted { limit: 1, explain: Some(id) };
    let question = Question::Text("Kodjo Agbeko".into());
    let asked = check(&bureau.desk, &keeper, &investigation(), &question, wanted).await;
    assert!(matches!(asked, Err(Error::Refused(_))), "{asked:?}");
}
