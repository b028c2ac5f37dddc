//! What arrives by itself.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode};
use desk::follow;
use futures_util::StreamExt;
use model::Role;
use serde_json::{Value, json};
use std::time::Duration;
use tower::ServiceExt;

pub async fn listen(house: &House, by: &By, path: &str) -> BodyDataStream {
    let By::Session(session) = by else { panic!("only officers listen") };
    let request = Request::get(path).header("cookie", format!("l={session}")).body(Body::empty()).unwrap();
    let response = house.app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response.into_body().into_data_stream()
}

/// The next event of this name; its data.
pub async fn event(stream: &mut BodyDataStream, name: &str) -> String {
    let mut text = String::new();
    loop {
        let more =
            tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("an event in time");
        text.push_str(std::str::from_utf8(&more.expect("the stream goes on").unwrap()).unwrap());
        for whole in text.split_inclusive("\n\n").filter(|whole| whole.ends_with("\n\n")) {
            if whole.lines().any(|line| line == format!("event: {name}")) {
                return whole.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
            }
        }
    }
}

/// All that a stream says until it is silent.
async fn until_silent(stream: &mut BodyDataStream) -> String {
    let mut text = String::new();
    while let Ok(Some(more)) = tokio::time::timeout(Duration::from_secs(1), stream.next()).await {
        text.push_str(std::str::from_utf8(&more.unwrap()).unwrap());
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_arrives_on_the_page_of_whoever_asked_and_of_nobody_else() {
    let house = house().await;
    let (_, investigator) = house.signed_in(&[Role::Investigator]).await;
    let (_, other) = house.signed_in(&[Role::Investigator]).await;
    let ask = json!({ "purpose": "investigation", "operation": "2026/14", "text": "Ama Mensah" });
    let open = house.post(&investigator, "/api/v1/standing", ask).await;
    assert_eq!(open.status, StatusCode::CREATED, "{}", open.text());
    let mut page = listen(&house, &investigator, "/live").await;
    let mut api = listen(&house, &investigator, "/api/v1/events").await;
    let mut others = listen(&house, &other, "/api/v1/events").await;

    let id = house.file(&other, "Ama Mensah", json!({})).await;
    follow::catch_up(&house.desk).await.unwrap();
    let toast: Value = serde_json::from_str(&event(&mut page, "alert").await).unwrap();
    assert_eq!((&toast["text"], &toast["unseen"]), (&json!("Ama Mensah"), &json!(1)));
    assert_eq!(toast["href"], format!("/records/{id}?purpose=investigation&reference=2026%2F14"));
    assert_eq!(event(&mut api, "alerts").await, "{}");
    let silence = tokio::time::timeout(Duration::from_millis(300), event(&mut others, "alerts")).await;
    assert!(silence.is_err(), "an alert is its officer's own");

    let alerts = house.get(&investigator, "/api/v1/alerts").await.json();
    assert_eq!(
        (&alerts["alerts"][0]["seen"], &alerts["alerts"][0]["record"]["id"]),
        (&json!(false), &json!(id))
    );
    let number = alerts["alerts"][0]["number"].as_u64().unwrap();
    assert_eq!(
        house.post(&other, &format!("/api/v1/alerts/{number}/seen"), json!({})).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        house.post(&investigator, &format!("/api/v1/alerts/{number}/seen"), json!({})).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(house.get(&investigator, "/api/v1/alerts").await.json()["alerts"][0]["seen"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_does_not_listen() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    assert_eq!(house.get(&by, "/api/v1/events").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_only_listens_does_not_keep_its_session_awake() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Frontline]).await;
    house.clock.advance(14 * 60 * 1_000_000);
    drop(listen(&house, &by, "/live").await);
    house.clock.advance(2 * 60 * 1_000_000);
    assert_eq!(house.get(&by, "/check").await.header("location"), "/sign-in?next=%2Fcheck");
}

/// The neighbour is out of reach, and has not confirmed what was taken back a day ago.
#[tokio::test(flavor = "multi_thread")]
async fn a_recall_that_grows_late_arrives_on_the_pages_of_those_who_coordinate() {
    let street = crate::network::street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let id = street.we_file(&by, &["BJ"]).await;
    street.settle().await;
    let fields = [("purpose", "investigation"), ("words", "an error")];
    street.house.form(&by, &format!("/records/{id}/withdraw"), &fields).await;
    desk::outbox::catch_up(&street.house.desk).await.unwrap();
    street.house.clock.advance(24 * 3_600_000_000);
    let (_, coordinator) = street.house.signed_in(&[Role::Coordinator]).await;
    let (_, other) = street.house.signed_in(&[Role::Investigator]).await;
    let mut page = listen(&street.house, &coordinator, "/live").await;
    let mut others = listen(&street.house, &other, "/live").await;
    street.house.clock.advance(1_000_000);
    assert_eq!(desk::recall::press(&street.house.desk).await.unwrap(), 1);
    let toast: Value = serde_json::from_str(&event(&mut page, "alert").await).unwrap();
    assert_eq!((&toast["title"], &toast["verdict"]), (&json!("Recall not confirmed"), &json!("caution")));
    assert!(toast["text"].as_str().unwrap().starts_with("Benin"), "{toast}");
    let silence = tokio::time::timeout(Duration::from_millis(300), event(&mut others, "alert")).await;
    assert!(silence.is_err(), "it is told to whoever keeps the overview");
    let shown = street.house.get(&coordinator, "/window?purpose=investigation").await.text();
    assert!(shown.contains("class=\"mark late\"") && shown.contains("title>Benin: late<"), "{shown}");
}

/// What the page says of where its stream goes on.
fn since(page: &str) -> String {
    let rest = page.split("data-live=\"").nth(1).expect("the page is live");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_between_a_page_and_its_stream_is_told_and_so_is_what_happens_between_two_streams() {
    let street = crate::network::street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let page = since(&street.house.get(&by, "/window?purpose=investigation").await.text());
    assert!(page.starts_with("/live?since="), "{page}");

    street.we_file(&by, &["BJ"]).await;
    street.settle().await;
    let mut stream = listen(&street.house, &by, &page).await;
    let told = until_silent(&mut stream).await;
    assert!(told.contains("event: receipts\n"), "{told}");
    let id = told.lines().filter_map(|line| line.strip_prefix("id: ")).next_back().expect("how far it goes");
    drop(stream);

    let mut quiet = listen(&street.house, &by, &format!("/live?since={id}")).await;
    let again = until_silent(&mut quiet).await;
    assert!(!again.contains("event: "), "what was told is not told again: {again}");
    street.we_file(&by, &["BJ"]).await;
    street.settle().await;
    event(&mut listen(&street.house, &by, &format!("/live?since={id}")).await, "receipts").await;
    event(&mut listen(&street.house, &by, "/live?since=1.0.0").await, "resync").await;
    let odd = street.house.get(&by, "/api/v1/events?since=odd").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", odd.text());
}
