//! Subscriptions to notices at the doors: opened by form and by API for an officer or a unit, told what is wrong at its field, ended
//! by whoever opened them.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::http::{Method, Request, StatusCode};
use model::Role;
use serde_json::json;

const PAGE: &str = "/notices/subscriptions";
const WHY: &str = "purpose=investigation&legal_basis=&reference=";

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_subscribes_by_form_and_ends_it() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let asked = house.get(&by, &format!("{PAGE}?{WHY}")).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    let form = [
        ("purpose", "investigation"),
        ("kinds", "purple"),
        ("kinds", "orange"),
        ("regions", "gulf"),
        ("regions", "western-africa"),
        ("owners", "ae, SA"),
        ("words", "fraude <b> documentaire"),
    ];
    let opened = house.form(&by, PAGE, &form).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let page = house.get(&by, &format!("{PAGE}?{WHY}")).await.text();
    assert!(
        page.contains("Western Africa, Gulf · AE, SA · fraude ") && !page.contains("<b> documentaire"),
        "{page}"
    );
    let all = house.get(&by, "/api/v1/subscriptions").await.json();
    let one = &all["subscriptions"][0];
    assert_eq!((&one["kinds"], &one["owners"]), (&json!(["orange", "purple"]), &json!(["AE", "SA"])));
    assert_eq!(one["regions"], json!(["western-africa", "gulf"]));
    assert_eq!(page.matches("name=\"regions\"").count(), model::Region::ALL.len(), "all can be ticked");
    let id = one["id"].as_str().unwrap().to_owned();
    for (field, wrong) in [("owners", "everybody!"), ("words", &*"w".repeat(201)), ("until", "2199-01-01")] {
        let answer = house.form(&by, PAGE, &[("purpose", "investigation"), (field, wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text().contains(&format!("id=\"f-{field}-flaw\"")), "{field}: {}", answer.text());
    }
    let (_, other) = house.signed_in(&[Role::Investigator]).await;
    let end = format!("{PAGE}/{id}/end");
    let ended = house.form(&other, &end, &[("purpose", "investigation")]).await;
    assert_eq!(ended.status, StatusCode::NOT_FOUND, "somebody else's");
    let ended = house.form(&by, &end, &[("purpose", "investigation")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get(&by, "/api/v1/subscriptions").await.json(), json!({ "subscriptions": [] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_subscribes_over_the_api_and_machines_do_not() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let sent = json!({ "kinds": ["red"], "words": "passport", "unit": true, "purpose": "investigation" });
    let made = house.post(&by, "/api/v1/subscriptions", sent.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let (_, colleague) = house.signed_in(&[Role::Investigator]).await;
    let seen = house.get(&colleague, "/api/v1/subscriptions").await.json();
    assert_eq!(seen["subscriptions"][0]["id"], made.json()["id"], "of their unit");
    assert_eq!(house.get(&colleague, "/api/v1/alerts").await.json()["notices"], json!([]));
    let (_, machine) = house.client(&[Role::Investigator]).await;
    assert!(house.post(&machine, "/api/v1/subscriptions", sent).await.status.is_client_error());
    let wrong = house.post(&by, "/api/v1/subscriptions", json!({ "kinds": ["mauve"] })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    let wrong = house.post(&by, "/api/v1/subscriptions", json!({ "regions": ["atlantis"] })).await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text().contains("gulf"),
        "{}",
        wrong.text()
    );
    let path = format!("/api/v1/subscriptions/{}", made.json()["id"].as_str().unwrap());
    let delete =
        |path: &str| Request::builder().method(Method::DELETE).uri(path).body(Default::default()).unwrap();
    assert_eq!(house.send(&by, delete(&path)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(house.send(&by, delete(&path)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_notices_in_force_are_searched() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let page = house.get(&by, &format!("/notices?{WHY}&search=%3Cb%3Eforg")).await.text();
    assert!(page.contains("value=\"&#60;b&#62;forg\"") || page.contains("value=\"&lt;b&gt;forg\""), "{page}");
    let found = house.get(&by, "/api/v1/notices?purpose=investigation&search=forg").await;
    assert_eq!(found.json(), json!({ "notices": [], "gone": [], "next": null }));
    let wrong = house.get(&by, "/api/v1/notices?purpose=investigation&search=forg&which=over").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}
