//! The door to strangers: the extract of notices in the shape of the public service and as pages, and nothing else at all.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use desk::notice::extract::{Whose, serve};
use model::Role;
use server::{Settings, public_routes, routes};
use std::sync::Arc;

async fn door(house: &House, per_minute: u32) -> Router {
    serve(&house.desk, Whose::All).await.unwrap();
    let mut settings = Settings::at("http://notices.test", house.dir.path().join("spool"));
    settings.pace.stranger_per_minute = per_minute;
    server::public(Arc::clone(&house.desk), settings)
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_is_behind_it_whatever_a_stranger_brings() {
    let house = house().await;
    let app = door(&house, 100_000).await;
    let by = house.client(&[Role::Investigator]).await.1;
    let (_, officer) = house.signed_in(&[Role::Investigator]).await;
    let open: Vec<&str> = public_routes().iter().map(|route| route.path).collect();
    for route in routes().iter().filter(|route| !open.contains(&route.path)) {
        let path = ["{id}", "{number}", "{secret}", "{name}"]
            .iter()
            .fold(route.path.to_owned(), |path, part| path.replace(part, "1"));
        for by in [&By::Nobody, &by, &officer] {
            let request = Request::builder().method(route.method).uri(&path).body(Body::empty()).unwrap();
            let answer = send(&app, by, request).await;
            let nowhere = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&answer.status);
            assert!(nowhere, "{} {path}: {}", route.method, answer.status);
        }
    }
    assert!(public_routes().iter().all(|route| route.method == "GET"), "nobody changes anything there");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_have_the_shape_of_the_public_service_and_what_is_not_there_is_not() {
    let house = house().await;
    let app = door(&house, 100_000).await;
    let list =
        send(&app, &By::Nobody, get("/notices/v1/red?&name=X&ageMin=20&resultPerPage=400&unknown=1")).await;
    assert_eq!(list.status, StatusCode::OK);
    let told = list.json();
    assert_eq!(told["total"], 0);
    assert_eq!(
        told["query"],
        serde_json::json!({ "page": 1, "resultPerPage": 160, "name": "X", "ageMin": "20", "unknown": "1" })
    );
    assert_eq!(told["_embedded"]["notices"], serde_json::json!([]));
    let own = told["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(own, "http://notices.test/notices/v1/red?name=X&ageMin=20&unknown=1&page=1&resultPerPage=160");
    assert_eq!(list.header("access-control-allow-origin"), "*");
    for path in [
        "/notices/v1/blue",
        "/notices/v1/red/2026-1",
        "/notices/v1/un/persons/2026-1/images",
        "/notice/red/2026-1",
    ] {
        assert_eq!(send(&app, &By::Nobody, get(path)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let long = format!("/notices/v1/yellow?freeText={}", "a+".repeat(60));
    for wrong in ["/notices/v1/yellow?ageMax=old", &long] {
        let told = send(&app, &By::Nobody, get(wrong)).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn its_page_needs_no_script_and_speaks_four_languages_and_whoever_asks_too_often_waits() {
    let house = house().await;
    let app = door(&house, 10).await;
    for (language, dir) in [("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl")] {
        let page = send(&app, &By::Nobody, get(&format!("/?lang={language}&name=%22%3E%3Cmark%3E"))).await;
        let text = page.text();
        assert!(text.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")), "{text}");
        assert!(!text.contains("<script") && !text.contains("<mark>"), "{language}");
        assert!(page.header(header::SET_COOKIE.as_str()).is_empty());
    }
    let mut last = StatusCode::OK;
    for _ in 0..10 {
        let mut request = get("/notices/v1/red");
        let from: std::net::SocketAddr = "203.0.113.5:4000".parse().unwrap();
        request.extensions_mut().insert(axum::extract::ConnectInfo(from));
        last = send(&app, &By::Nobody, request).await.status;
    }
    assert_eq!(last, StatusCode::OK, "ten a minute are none too many");
    let mut request = get("/");
    let from: std::net::SocketAddr = "203.0.113.5:4001".parse().unwrap();
    request.extensions_mut().insert(axum::extract::ConnectInfo(from));
    assert_eq!(send(&app, &By::Nobody, request).await.status, StatusCode::TOO_MANY_REQUESTS);
}
