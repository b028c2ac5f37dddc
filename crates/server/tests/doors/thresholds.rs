//! Thresholds at the doors: read and set by who may, refused in words to the rest.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::http::{Method, StatusCode};
use model::Role;
use serde_json::json;

const PATH: &str = "/api/v1/thresholds";

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_reads_what_they_bring_and_sets_them() {
    let house = house().await;
    let (_, asks) = house.client(&[Role::Investigator]).await;
    let (_, lead) = house.signed_in(&[Role::Coordinator]).await;
    house.file(&asks, "Ama Mensah", json!({})).await;
    for _ in 0..3 {
        house
            .post(&asks, "/api/v1/checks", json!({ "purpose": "investigation", "text": "Ama Mensah" }))
            .await;
    }
    let told = house.get(&lead, PATH).await.json();
    assert_eq!((&told["possible"], &told["match"], &told["checks"]), (&json!(0.5), &json!(0.9), &json!(3)));
    let rows = told["outlook"].as_array().unwrap();
    assert!(rows.len() > 20 && rows[0]["alarms_a_day"] == json!(3.0), "{told}");
    let set = |body: &serde_json::Value| json_request(Method::PUT, PATH, body);
    let done = house.send(&lead, set(&json!({ "possible": 0.42, "match": 0.97 }))).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    let told = house.get(&lead, PATH).await.json();
    assert_eq!((&told["possible"], &told["match"]), (&json!(0.42), &json!(0.97)));
    assert!(told["outlook"].as_array().unwrap().iter().any(|row| row["threshold"] == json!(0.42)), "{told}");
    for (body, field) in [
        (json!({ "possible": 2.0, "match": 2.0 }), "possible"),
        (json!({ "possible": 0.9, "match": 0.5 }), "match"),
        (json!({ "possible": 0.9 }), "body"),
    ] {
        let answer = house.send(&lead, set(&body)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.json()["errors"][0]["field"], field, "{}", answer.text());
    }
    let (_, token) = house.client(&[Role::Coordinator]).await;
    let refused = house.send(&token, set(&json!({ "possible": 0.4, "match": 0.9 }))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "no machine blinds the bureau");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_what_is_in_force_and_takes_percents() {
    let house = house().await;
    let (_, lead) = house.signed_in(&[Role::Coordinator]).await;
    let page = house.get(&lead, "/thresholds").await.text();
    assert!(page.contains("name=\"possible\" value=\"50\"") && page.contains("class=\"chosen\""), "{page}");
    let fields = [("possible", "42,5"), ("match", "99.5 %"), ("words", "two posts, two officers")];
    let done = house.form(&lead, "/thresholds", &fields).await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, "/thresholds?done=thresholds-set")
    );
    let page = house.get(&lead, "/thresholds?done=thresholds-set").await.text();
    assert!(page.contains("42.5%") && page.contains("99.5%"), "{page}");
    for (possible, certain) in [("200", "300"), ("90", "50"), ("soon", "90"), ("", "")] {
        let fields = [("possible", possible), ("match", certain), ("words", "")];
        let faulty = house.form(&lead, "/thresholds", &fields).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY, "{possible} {certain}");
        assert!(faulty.text().contains("-flaw\""), "{}", faulty.text());
    }
    let (_, inspector) = house.signed_in(&[Role::Inspector]).await;
    let page = house.get(&inspector, "/thresholds").await;
    assert!(page.status == StatusCode::OK && !page.text().contains("action=\"/thresholds\""));
    let (_, counter) = house.signed_in(&[Role::Frontline]).await;
    assert_eq!(house.get(&counter, "/thresholds").await.status, StatusCode::FORBIDDEN);
}
