//! Two logs that do not agree: said on the page, in the API and in the figures; an inspector settles it, and nobody else.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use crate::network::{PHONE, Street, street};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use model::*;
use serde_json::json;

const HOUR: i64 = 3_600_000_000;

/// So many days go by in which both hold their logs against each other.
async fn go_by(street: &Street, days: i64) {
    for _ in 0..days * 4 {
        street.house.clock.advance(6 * HOUR);
        for desk in [&*street.house.desk, &*street.neighbour] {
            desk::reckon::round(desk).await.unwrap();
        }
        street.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn logs_that_do_not_agree_are_shown_and_an_inspector_settles_it() {
    let street = street().await;
    let house = &street.house;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let asked = json!({ "member": "BJ" });
    assert_eq!(house.post(&by, "/api/v1/log/reconcile", asked.clone()).await.status, StatusCode::FORBIDDEN);
    go_by(&street, 3).await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let agree = house.get(&by, "/api/v1/log/differences").await.json();
    assert_eq!(agree["differences"], json!([]), "{agree}");
    assert!(agree["members"][0]["heard_at"].is_string(), "{agree}");
    // The neighbour's log says that we asked it, and ours does not.
    street.they_note_a_question().await;
    go_by(&street, 3).await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let (_, inspector) = house.signed_in(&[Role::Inspector]).await;
    assert_eq!(house.post(&inspector, "/api/v1/log/reconcile", asked).await.status, StatusCode::NO_CONTENT);
    let told = house.get(&inspector, "/api/v1/log/differences").await.json();
    let one = &told["differences"][0];
    assert_eq!((&one["member"], &one["passed"], &one["there"]), (&json!("BJ"), &json!("asked"), &json!(1)));
    assert!(one["alarm_since"].is_string(), "{told}");
    let metrics =
        send(&house.console, &By::Nobody, Request::get("/metrics").body(Body::empty()).unwrap()).await.text();
    assert!(metrics.contains("liaison_logs_differ{member=\"BJ\"} 1"), "{metrics}");
    let page = house.get(&by, "/network").await.text();
    assert!(page.contains("Logs that do not agree") && !page.contains("/network/settle"), "{page}");
    let page = house.get(&inspector, "/network").await.text();
    assert!(page.contains("/network/settle") && !page.contains(PHONE));
    let day = one["day"].as_str().unwrap();
    let form = [("member", "BJ"), ("passed", "asked"), ("day", day), ("why", "their clock of tests")];
    assert_eq!(house.form(&by, "/network/settle", &form).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.form(&inspector, "/network/settle", &form).await.status, StatusCode::SEE_OTHER);
    let told = house.get(&inspector, "/api/v1/log/differences").await.json();
    assert_eq!(told["differences"], json!([]));
    let again = json!({ "member": "BJ", "passed": "asked", "day": day, "why": "again" });
    let again = house.post(&inspector, "/api/v1/log/differences/settle", again).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}
