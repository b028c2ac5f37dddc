//! Requests that another site makes a browser send.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use model::{Actor, Role};
use server::{Csrf, routes};

fn bare(method: &str, path: &str) -> Request<Body> {
    let path = path
        .replace("{id}", &"0".repeat(32))
        .replace("{file}", &"0".repeat(32))
        .replace("{number}", "1")
        .replace("{secret}", "lil_x")
        .replace("{name}", "x");
    Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap())
        .uri(path)
        .body(Body::empty())
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_unsafe_route_takes_a_request_from_another_site() {
    let house = house().await;
    let (_, By::Session(session)) = house.signed_in(&[Role::Investigator]).await else {
        panic!("an officer has a session")
    };
    let unsafe_ones: Vec<_> = routes()
        .into_iter()
        .filter(|route| route.csrf != Csrf::Safe && route.who != server::Who::Console)
        .collect();
    assert!(unsafe_ones.len() > 25);
    for route in unsafe_ones {
        for from in [
            None,
            Some(("sec-fetch-site", "cross-site")),
            Some(("sec-fetch-site", "none")),
            Some(("origin", "https://evil.example")),
        ] {
            let mut request = bare(route.method, route.path);
            request.headers_mut().insert(header::COOKIE, format!("l={session}").parse().unwrap());
            if let Some((name, value)) = from {
                request.headers_mut().insert(name, value.parse().unwrap());
            }
            let answer = send(&house.app, &By::Nobody, request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {} {from:?}", route.method, route.path);
        }
    }
    assert!(desk::session::look(&house.desk, &session).await.unwrap().is_some(), "not even signed out");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exact_origin_is_enough_where_the_browser_says_no_more() {
    let house = house().await;
    let (id, By::Session(session)) = house.signed_in(&[Role::Frontline]).await else {
        panic!("an officer has a session")
    };
    let mut request = form_request("/language", &[("language", "fr"), ("back", "/check")]);
    request.headers_mut().insert(header::COOKIE, format!("l={session}").parse().unwrap());
    request.headers_mut().insert(header::ORIGIN, ORIGIN.parse().unwrap());
    let answer = send(&house.app, &By::Nobody, request).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/check"));
    let officer = desk::session::find(&house.desk, &session).await.unwrap().unwrap();
    assert_eq!((officer.id, officer.language), (id, model::Language::French));
    assert!(matches!(desk::session::actor(&house.desk, &officer), Actor::Officer { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_every_route_carries_the_headers() {
    let house = house().await;
    let paths: Vec<_> = routes()
        .into_iter()
        .filter(|route| route.who != server::Who::Console)
        .map(|r| (r.method, r.path))
        .collect();
    for (method, path) in
        paths.into_iter().chain([("GET", "/nowhere"), ("GET", "/api/v1/nowhere"), ("PUT", "/check")])
    {
        let answer = send(&house.app, &By::Nobody, bare(method, path)).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"),
            "{method} {path}"
        );
        assert!(!policy.contains("unsafe"), "{method} {path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{method} {path}");
        }
        assert!(answer.header("permissions-policy").contains("publickey-credentials-get=(self)"));
        assert!(answer.headers.get("strict-transport-security").is_none(), "no promise over a plain line");
    }
    let secure = house_with(|settings| settings.origin = "https://liaison.example".into()).await;
    let answer = secure.get(&By::Nobody, "/healthz").await;
    assert!(answer.header("strict-transport-security").starts_with("max-age=63072000"));
}
