//! Many questions as lines.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use futures_util::StreamExt;
use model::Role;
use serde_json::json;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tower::ServiceExt;

fn batch(path: &str, body: Body) -> Request<Body> {
    Request::post(path).header("content-type", "application/x-ndjson").body(body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_line_has_its_answer_in_its_place_and_a_bad_one_a_problem() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    house.file(&by, "Ama Mensah", json!({})).await;
    let mut lines = vec![];
    for at in 0..600 {
        lines.push(match at % 3 {
            0 => json!({ "text": "Ama Mensah" }).to_string(),
            1 => json!({ "text": format!("Nobody Known{at}"), "purpose": "prevention" }).to_string(),
            _ => "{\"text\": 7}".to_string(),
        });
    }
    let answer = house
        .send(&by, batch("/api/v1/checks/batch?purpose=investigation", Body::from(lines.join("\n"))))
        .await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "application/x-ndjson"),
        "{}",
        answer.text()
    );
    let told = answer.lines();
    assert_eq!(told.len(), 600);
    for (at, line) in told.iter().enumerate() {
        match at % 3 {
            0 => assert_eq!(line["matches"][0]["caption"], "Ama Mensah", "{at}"),
            1 => assert_eq!(line["matches"], json!([]), "{at}"),
            _ => assert!(
                line["errors"][0]["field"].as_str().unwrap().starts_with(&format!("line {}:", at + 1)),
                "{line}"
            ),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_an_answer_before_asking_again_is_not_kept_waiting() {
    let house = house().await;
    let (_, By::Token(token)) = house.client(&[Role::Frontline]).await else {
        panic!("a client has a token")
    };
    let (ask, asked) = mpsc::channel::<Result<Bytes, std::io::Error>>(1);
    let mut request =
        batch("/api/v1/checks/batch?purpose=border-control", Body::from_stream(ReceiverStream::new(asked)));
    request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
    let line = || Ok(Bytes::from_static(b"{\"text\":\"Ama Mensah\"}\n"));
    ask.send(line()).await.unwrap();
    let mut answers = house.app.clone().oneshot(request).await.unwrap().into_body().into_data_stream();
    for _ in 0..3 {
        let answer = answers.next().await.unwrap().unwrap();
        assert!(answer.ends_with(b"\n") && answer.starts_with(b"{\"id\""));
        ask.send(line()).await.unwrap();
    }
    drop(ask);
    assert!(answers.next().await.is_some() && answers.next().await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_ask_is_told_so_by_the_status() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Inspector]).await;
    let answer = house
        .send(&by, batch("/api/v1/checks/batch?purpose=oversight", Body::from("{\"text\":\"Ama\"}")))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn before_an_arrest_one_asks_in_a_question_of_its_own() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    let ask = "/api/v1/checks/batch?purpose=arrest&legal_basis=Act%201";
    let answer = house.send(&by, batch(ask, Body::from("{\"text\":\"Ama\"}\n"))).await;
    let told = answer.lines();
    assert_eq!(told[0]["errors"][0]["field"], "line 1: purpose", "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_without_end_is_cut_off() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    let endless = format!("{{\"text\":\"Ama\"}}\n{{\"text\":\"{}", "x".repeat(100_000));
    let answer =
        house.send(&by, batch("/api/v1/checks/batch?purpose=border-control", Body::from(endless))).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.json()["errors"][0]["field"] == "line 2");
}
