//! The watch at the doors, and what comes of it on the page that lies open: whoever is called is told at once, and a life that nobody
//! acknowledges brings up the telephone list.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::live::{event, listen};
use crate::network::{street, why};
use crate::threads::they_open;
use axum::http::StatusCode;
use model::{Actor, Level, RequestKind, Role};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_the_overview_sets_the_watch_and_everybody_reads_it() {
    let street = street().await;
    let (myself, by) = street.house.signed_in(&[Role::Coordinator, Role::Investigator]).await;
    let (_, other) = street.house.signed_in(&[Role::Investigator]).await;
    let me = myself.to_string();
    let form = [("duty", me.as_str()), ("numbers", "Duty desk: +228 22 21 00 00\nFax: +228 22 21 00 01")];
    let refused = street.house.form(&other, "/watch", &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
    let set = street.house.form(&by, "/watch", &form).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
    let page = street.house.get(&other, "/watch").await.text();
    assert!(page.contains("+228 22 21 00 01") && !page.contains("name=\"numbers\""), "{page}");
    let own = street.house.get(&by, "/watch").await.text();
    assert!(own.contains(&format!("value=\"{me}\" checked")), "{own}");
    for wrong in ["110", "Duty desk: <script>", "Duty desk:"] {
        let answer = street.house.form(&by, "/watch", &[("numbers", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(
            answer.text().contains("id=\"f-numbers-flaw\"") && !answer.text().contains("<script>"),
            "{wrong}"
        );
    }
    let client = street.house.client(&[Role::Investigator]).await.1;
    let told = street.house.get(&client, "/api/v1/watch").await.json();
    let numbers = json!([
        { "what": "Duty desk", "number": "+228 22 21 00 00" },
        { "what": "Fax", "number": "+228 22 21 00 01" },
    ]);
    assert_eq!(told, json!({ "heads": {}, "duty": [me], "numbers": numbers }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_that_nobody_acknowledges_calls_and_brings_up_the_numbers() {
    let street = street().await;
    let (myself, by) = street.house.signed_in(&[Role::Coordinator, Role::Investigator]).await;
    let me = myself.to_string();
    let form = [("duty", me.as_str()), ("numbers", "Duty desk: +228 22 21 00 00")];
    street.house.form(&by, "/watch", &form).await;
    // Less than what a session may lie unused.
    let clocks = desk::thread::Clocks { acknowledge_minutes: 5, ..Default::default() };
    let sets = Actor::Officer {
        id: myself,
        member: "TG".parse().unwrap(),
        roles: vec![Role::Coordinator],
        clearance: Level::Official,
    };
    desk::thread::set_clocks(&street.house.desk, &sets, &why(), clocks).await.unwrap();
    let mut stream = listen(&street.house, &by, "/live").await;
    let id = they_open(&street, Some(RequestKind::LifeAtRisk)).await;
    let path = format!("/threads/{id}");
    assert!(!street.house.get(&by, &path).await.text().contains("tel:"));
    street.house.clock.advance(5 * 60 * 1_000_000);
    desk::duty::once(&street.house.desk, desk::pulse::now_us(&street.house.desk)).await.unwrap();
    let told: Value = serde_json::from_str(&event(&mut stream, "alert").await).unwrap();
    assert_eq!(told["href"], path, "{told}");
    let page = street.house.get(&by, &path).await.text();
    assert!(page.contains("tel:+22822210000"), "{page}");
    let boxed = street.house.get(&by, "/threads?box=called").await.text();
    assert!(boxed.contains(&format!("/threads/{id}?")), "{boxed}");
    street.house.form(&by, &path, &[("word", "acknowledged"), ("text", "")]).await;
    assert!(!street.house.get(&by, &path).await.text().contains("tel:"), "somebody is at work on it");
}
