//! Reasons in words and weights, and why a record was not found: in four languages, and never more than may be seen.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use model::{Language, Role};
use serde_json::{Value, json};

fn adds_up(told: &Value) {
    let reasons = told["explanation"].as_array().unwrap();
    let sum: f64 = reasons.iter().map(|reason| reason["weight"].as_f64().unwrap()).sum();
    let score = told["score"].as_f64().unwrap();
    assert!((1.0 / (1.0 + (-sum).exp2()) - score).abs() < 0.002, "{sum} is not {score}: {told}");
    assert_eq!(reasons[0]["feature"], "base");
    assert!(reasons.iter().all(|reason| reason["says"].as_str().unwrap().ends_with('.')), "{told}");
}

fn asks(text: &str, more: Value) -> Value {
    let mut body = json!({ "purpose": "investigation", "text": text });
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    body
}

async fn ask(house: &House, by: &By, text: &str, more: Value) -> Answer {
    house.post(by, "/api/v1/checks", asks(text, more)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn weights_add_up_and_sentences_are_in_the_language_asked_for() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    house.file(&by, "AGBÉKO, Kodjo", json!({})).await;
    let mut openings = vec![];
    for language in Language::ALL {
        let answer = ask(&house, &by, "Kodjo Agbeko", json!({ "lang": language.as_str() })).await.json();
        let found = &answer["matches"][0];
        adds_up(found);
        let reasons = found["explanation"].as_array().unwrap();
        assert!(reasons.iter().any(|reason| reason["record"] == "AGBÉKO"), "the owner's text: {found}");
        openings.push(reasons[1]["says"].as_str().unwrap().to_string());
        assert!(!found["says"].as_str().unwrap().is_empty());
    }
    openings.sort();
    openings.dedup();
    assert_eq!(openings.len(), 4, "{openings:?}");
    assert!(
        openings.iter().any(|says| says.starts_with("“Agbeko” and “AGBÉKO” are the same name")),
        "{openings:?}"
    );

    let request = Request::post("/api/v1/checks")
        .header("content-type", "application/json")
        .header("accept-language", "de, fr-CH;q=0.9")
        .body(Body::from(asks("Kodjo Agbeko", json!({})).to_string()))
        .unwrap();
    let french = house.send(&by, request).await.json();
    assert!(french["matches"][0]["explanation"].to_string().contains("correspondance"), "{french}");
    let (_, officer) = house.signed_in_as(&[Role::Investigator], Language::Spanish).await;
    let spanish = ask(&house, &officer, "Kodjo Agbeko", json!({})).await.json();
    assert!(spanish["matches"][0]["explanation"].to_string().contains("a favor"), "{spanish}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_near_miss_is_explained_where_it_is_asked_for() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    let id = house.file(&by, "Kodjo Agbeko", json!({})).await;
    let answer = ask(&house, &by, "Kodjo Fiagbedzi", json!({ "explain": id })).await.json();
    assert_eq!(answer["matches"], json!([]));
    let told = &answer["explained"];
    adds_up(told);
    assert_eq!((told["record"].as_str(), &told["outcome"]), (Some(id.as_str()), &json!("below")));
    assert!(told["misses"].as_f64().unwrap() > 0.0 && told["threshold"].is_f64(), "{told}");
    assert!(told["says"].as_str().unwrap().contains("not called possible"), "{told}");
    let by_query = format!("/api/v1/checks?explain={id}&lang=fr");
    let answer = house.post(&by, &by_query, asks("Kodjo Fiagbedzi", json!({}))).await.json();
    assert!(answer["explained"]["says"].as_str().unwrap().contains("possible :"), "{answer}");
    let found = ask(&house, &by, "Kodjo Agbeko", json!({ "explain": id })).await.json();
    assert_eq!(found["explained"]["outcome"], "found");
    assert!(ask(&house, &by, "Kodjo Agbeko", json!({})).await.json().get("explained").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_and_absent_are_told_in_the_same_words() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    let hidden = house.file(&by, "Kodjo Agbeko", json!({ "status": "witness" })).await;
    let (_, low) = house.client(&[Role::Frontline]).await;
    let mut told = vec![];
    for record in [hidden.as_str(), "07070707070707070707070707070707"] {
        let body = json!({ "purpose": "border-control", "text": "Kodjo Agbeko", "explain": record });
        let answer = house.post(&low, "/api/v1/checks", body).await.json();
        assert_eq!(answer["matches"], json!([]));
        told.push(answer["explained"].to_string().replace(record, "RECORD"));
    }
    assert_eq!(told[0], told[1]);
    assert!(told[0].contains("\"absent\""), "{}", told[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_wrongly_is_told_at_its_field() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    for (more, field) in [(json!({ "explain": "17" }), "explain"), (json!({ "lang": "xx" }), "lang")] {
        let answer = ask(&house, &by, "Kodjo Agbeko", more).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["errors"][0]["field"], field, "{}", answer.text());
    }
    let line = asks("Kodjo Agbeko", json!({ "explain": "07070707070707070707070707070707" })).to_string();
    let request = Request::post("/api/v1/checks/batch").header("content-type", "application/x-ndjson");
    let answer = house.send(&by, request.body(Body::from(line)).unwrap()).await;
    assert_eq!(answer.lines()[0]["status"], 422, "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_the_reasons_and_why_a_record_was_not_found() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    let id = house.file(&by, "AGBÉKO, Kodjo", json!({})).await;
    let (_, officer) = house.signed_in(&[Role::Investigator]).await;
    let asked = |text, explain| [("text", text), ("purpose", "investigation"), ("explain", explain)];
    let found = house.form(&officer, "/check", &asked("Kodjo Agbeko", "")).await.text();
    assert!(found.contains("class=\"because\"") && found.contains("AGBÉKO"), "{found}");
    let page = format!("https://node/records/{id}?purpose=investigation");
    let missed = house.form(&officer, "/check", &asked("Kodjo Fiagbedzi", &page)).await.text();
    assert!(missed.contains("id=\"explained\"") && missed.contains("not called possible"), "{missed}");
    let faulty = house.form(&officer, "/check", &asked("Kodjo Fiagbedzi", "nothing")).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.text().contains("f-explain-flaw"));
}
