//! Twins at the doors: the queue, the pair, judgements and profiles, by machines and by forms without script.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use model::Role;
use serde_json::{Value, json};

const WHY: &str = "purpose=investigation";

async fn caught_up(house: &House) {
    desk::follow::catch_up(&house.desk).await.unwrap();
    desk::twin::catch_up(&house.desk).await.unwrap();
}

/// Two records of one man, as two lists have him.
async fn twins(house: &House, maker: &By) -> [String; 2] {
    let born = |name: &str| json!({ "properties": { "name": [name], "birthDate": ["1981-03-13"], "passportNumber": ["AB123456"] } });
    let one = house.file(maker, "-", born("Kodjo Agbeko")).await;
    let two = house.file(maker, "-", born("Codjo Agbéko")).await;
    caught_up(house).await;
    [one, two]
}

async fn queue(house: &House, by: &By) -> Value {
    let answer = house.get(by, &format!("/api/v1/twins?{WHY}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn delete(house: &House, by: &By, path: &str) -> StatusCode {
    house.send(by, Request::delete(path).body(Body::empty()).unwrap()).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_reads_the_queue_judges_and_takes_it_back() {
    let house = house().await;
    let maker = house.client(&[Role::Investigator]).await.1;
    let analyst = house.client(&[Role::Analyst]).await.1;
    let [one, two] = twins(&house, &maker).await;
    let told = queue(&house, &analyst).await;
    assert_eq!((told["twins"].as_array().unwrap().len(), &told["waiting"]), (1, &json!(1)));
    let pair = told["twins"][0]["pair"].as_str().unwrap().to_string();
    let look = house.get(&analyst, &format!("/api/v1/twins/{pair}?{WHY}")).await.json();
    assert!(look["score"].as_f64().unwrap() > 0.9 && look["verdict"] == "match" && look["waits"] == true);
    assert!(look["explanation"].as_array().unwrap().iter().any(|r| r["feature"] == "number"));
    let says = json!({ "one": two, "two": one, "judgement": "same", "versions": [1, 1], "over": 0,
        "words": "same photograph" });
    let judged = house.post(&analyst, "/api/v1/judgements", says.clone()).await;
    assert_eq!(judged.status, StatusCode::CREATED, "{}", judged.text());
    let act = judged.json()["act"].as_u64().unwrap();
    let twice = house.post(&analyst, "/api/v1/judgements", says).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.text());
    assert_eq!(queue(&house, &analyst).await["twins"], json!([]));
    let same = house.get(&analyst, &format!("/api/v1/twins?judgement=same&{WHY}")).await.json();
    assert_eq!(same["twins"][0]["judged"]["words"], "same photograph");
    let profile = house.get(&maker, &format!("/api/v1/records/{one}/profile?{WHY}")).await.json();
    assert_eq!(profile["records"].as_array().unwrap().len(), 2);
    let passport = &profile["properties"]["passportNumber"];
    assert_eq!((passport.as_array().unwrap().len(), passport[0]["by"].as_array().unwrap().len()), (1, 2));
    assert_eq!(profile["properties"]["name"].as_array().unwrap().len(), 2, "each value with its owner");
    let path = format!("/api/v1/judgements/{act}");
    assert_eq!(delete(&house, &analyst, &path).await, StatusCode::NO_CONTENT);
    assert_eq!(delete(&house, &analyst, &path).await, StatusCode::CONFLICT);
    assert_eq!(queue(&house, &analyst).await["waiting"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_wrong_is_told_where() {
    let house = house().await;
    let maker = house.client(&[Role::Investigator]).await.1;
    let [one, two] = twins(&house, &maker).await;
    let cases = [
        (json!({ "one": one, "two": one, "judgement": "same" }), 422),
        (json!({ "one": one, "two": two, "judgement": "perhaps" }), 422),
        (json!({ "one": "x", "two": two, "judgement": "same" }), 422),
        (json!({ "one": one, "two": "f".repeat(32), "judgement": "same" }), 404),
        (json!({ "one": one, "two": two, "judgement": "same", "versions": [2, 1] }), 409),
        (json!({ "one": one, "two": two, "judgement": "same", "over": 77 }), 409),
        (json!({ "one": one, "two": two, "judgement": "same", "words": "x".repeat(1_001) }), 422),
        (json!({ "one": one, "two": two, "judgement": "same", "more": 1 }), 422),
    ];
    for (body, status) in cases {
        let answer = house.post(&maker, "/api/v1/judgements", body.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.text());
    }
    for path in ["?after=x", "?judgement=perhaps", "?judgement=same&after=x"] {
        let answer = house.get(&maker, &format!("/api/v1/twins{path}&{WHY}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text());
    }
    let unnamed = house.get(&maker, "/api/v1/twins").await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody looks without a purpose");
    let nonsense = house.get(&maker, &format!("/api/v1/twins/1-2?{WHY}")).await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_has_the_store_searched_and_only_it_is_told_how_much_there_is() {
    let house = house().await;
    let maker = house.client(&[Role::Investigator]).await.1;
    for name in ["Kodjo Agbeko", "Kodjo Agbeko"] {
        house.file(&maker, name, json!({})).await;
    }
    let analyst = house.client(&[Role::Analyst]).await.1;
    let told = house.post(&analyst, "/api/v1/twins/seek", json!({})).await;
    assert_eq!(told.json(), json!({ "ended": true }));
    let request = |accept: &'static str| {
        let request = Request::builder().method(Method::POST).uri("/api/v1/twins/seek");
        request.header("accept", accept).header("host", "console").body(Body::empty()).unwrap()
    };
    let lines = send(&house.console, &By::Nobody, request("application/x-ndjson")).await.lines();
    let last = lines.last().unwrap();
    assert_eq!(
        (&last["ended"], &last["records"], &last["found"], &last["new"]),
        (&json!(true), &json!(2), &json!(1), &json!(0))
    );
    let refused = house.post(&maker, "/api/v1/twins/seek", json!({})).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

fn input<'p>(page: &'p str, name: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analyst_goes_through_the_queue_by_forms_alone() {
    let house = house().await;
    let maker = house.client(&[Role::Investigator]).await.1;
    let [one, _] = twins(&house, &maker).await;
    for name in ["Afi Lawson-Body", "Afi Lawson Body"] {
        house
            .file(&maker, name, json!({ "properties": { "name": [name], "birthDate": ["1990-05-05"] } }))
            .await;
    }
    caught_up(&house).await;
    let (_, by) = house.signed_in(&[Role::Analyst]).await;
    let asked = house.get(&by, "/twins").await.text();
    assert!(asked.contains("name=\"purpose\"") && !asked.contains("Agbeko"), "first why, then what");
    let list = house.get(&by, &format!("/twins?{WHY}")).await.text();
    assert!(list.contains("Agbéko") && list.contains("Lawson-Body") && list.contains("/twins/next?"));
    let first = house.get(&by, &format!("/twins/next?{WHY}")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let page = house.get(&by, first.header("location")).await.text();
    assert!(page.contains("Agbeko") && page.contains("data-keys=\"s x\""), "{page}");
    let place = input(&page, "place").to_string();
    let fields = |judgement: &'static str| {
        [
            ("purpose", "investigation"),
            ("judgement", judgement),
            ("one_version", "1"),
            ("two_version", "1"),
            ("over", "0"),
            ("place", place.as_str()),
        ]
    };
    let path = first.header("location").split('?').next().unwrap();
    let judged = house.form(&by, path, &fields("same")).await;
    assert_eq!(judged.status, StatusCode::SEE_OTHER, "{}", judged.text());
    let next = house.get(&by, judged.header("location")).await;
    let page = house.get(&by, next.header("location")).await.text();
    assert!(page.contains("Lawson") && page.contains("/undo\""), "the next pair, and the way back");
    let twice = house.form(&by, path, &fields("different")).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "somebody has judged it since");
    let undo = page.split_once("/judgements/").unwrap().1.split('"').next().unwrap();
    let undone = house.form(&by, &format!("/judgements/{undo}"), &[("purpose", "investigation")]).await;
    assert!(
        undone.header("location").starts_with(path)
            && undone.header("location").ends_with("done=judgement-undone")
    );
    let profile = house.get(&by, &format!("/records/{one}/profile?{WHY}")).await.text();
    assert!(profile.contains("Agbeko") && profile.contains("Agbéko"), "it waits again beside the profile");
    let seek = house.form(&by, "/twins/seek", &[("purpose", "investigation")]).await;
    assert_eq!(seek.header("location"), format!("/twins?{WHY}&done=twins-sought"));
}
