//! A bureau with its doors open, for the tests of this room: a real desk on a fresh store, asked through the router.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use desk::peer::PostKeys;
use desk::{Desk, Parts, follow, officer};
use http_body_util::BodyExt;
use model::*;
use serde_json::{Value, json};
use server::Settings;
use std::sync::Arc;
use store::{Keys, Store};
use tower::ServiceExt;
use wire::keys::{NodeKey, StorageKey};

pub const ORIGIN: &str = "http://localhost:7700";

pub struct House {
    pub desk: Arc<Desk>,
    pub app: Router,
    pub console: Router,
    pub store: Store,
    pub clock: Arc<desk::clock::Still>,
    pub dir: tempfile::TempDir,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text()))
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    pub fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Who sends a request.
#[derive(Debug, Clone)]
pub enum By {
    Nobody,
    Token(String),
    Session(String),
}

pub const NOW: i64 = 1_790_000_000_000_000;

pub async fn house() -> House {
    house_with(|_| {}).await
}

pub async fn house_with(change: impl FnOnce(&mut Settings)) -> House {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", dir.path().join("liaison.db").display());
    let storage = || StorageKey::generate(&[2; 32]);
    let keys = Keys { node: NodeKey::generate(&[1; 32]), storage: storage(), origin: "liaison/TG".into() };
    let clock = Arc::new(desk::clock::Still::at(NOW));
    let store = Store::open(&url, keys).await.unwrap();
    let parts = Parts {
        me: "TG".parse().unwrap(),
        name: "NCB Lomé".into(),
        store: store.clone(),
        clock: clock.clone(),
        chance: Arc::new(desk::chance::Machine),
        segment: None,
        pseudonyms: storage(),
        post: Some(post(1)),
    };
    let desk = Arc::new(Desk::open(parts).await.unwrap());
    follow::catch_up(&desk).await.unwrap();
    let mut settings = Settings::at(ORIGIN, dir.path().join("spool"));
    settings.pace.officer_per_minute = 1_000_000;
    settings.pace.sign_ins_per_minute = 1_000;
    change(&mut settings);
    let app = server::app(desk.clone(), settings.clone());
    let console = server::console(desk.clone(), "root".into(), settings);
    House { desk, app, console, store, clock, dir }
}

/// With what the node of this number speaks to others.
pub fn post(number: u8) -> PostKeys {
    PostKeys { identity: NodeKey::generate(&[100 + number; 32]), first: NodeKey::generate(&[number; 32]) }
}

pub fn console_actor() -> Actor {
    Actor::Console { account: "root".into(), member: "TG".parse().unwrap() }
}

pub fn administration() -> Reason {
    Reason::of(Purpose::Administration)
}

impl House {
    /// An officer with these roles, signed in.
    pub async fn signed_in(&self, roles: &[Role]) -> (OfficerId, By) {
        self.signed_in_as(roles, Language::English).await
    }

    pub async fn signed_in_as(&self, roles: &[Role], language: Language) -> (OfficerId, By) {
        let new = officer::New {
            name: "Afi Mensah".into(),
            unit: "Post 3".into(),
            roles: roles.to_vec(),
            clearance: Level::Official,
            language,
        };
        let id = officer::add(&self.desk, &console_actor(), &administration(), new).await.unwrap();
        let officers = officer::list(&self.desk, &console_actor(), &administration()).await.unwrap();
        let officer = officers.into_iter().find(|officer| officer.id == id).unwrap();
        let session = desk::session::open(&self.desk, &officer, desk::session::Proof::Link).await.unwrap();
        (id, By::Session(session))
    }

    /// A client with these roles; its token.
    pub async fn client(&self, roles: &[Role]) -> (ClientId, By) {
        let client = ("counter program", roles.to_vec(), Level::Official);
        let ends_us = NOW + 90 * 86_400 * 1_000_000;
        let (id, token) = desk::client::add(&self.desk, &console_actor(), &administration(), client, ends_us)
            .await
            .unwrap();
        (id, By::Token(token))
    }

    pub async fn send(&self, by: &By, request: Request<Body>) -> Answer {
        send(&self.app, by, request).await
    }

    pub async fn get(&self, by: &By, path: &str) -> Answer {
        self.send(by, Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, by: &By, path: &str, body: Value) -> Answer {
        self.send(by, json_request(Method::POST, path, &body)).await
    }

    pub async fn form(&self, by: &By, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(by, form_request(path, fields)).await
    }

    /// Files a person as the console cannot: through an investigator of their own. Gives the record's id.
    pub async fn file(&self, by: &By, name: &str, more: Value) -> String {
        let mut body = json!({ "kind": "Person", "properties": { "name": [name] }, "status": "wanted" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let filed = self.post(by, "/api/v1/records", body).await;
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
        follow::catch_up(&self.desk).await.unwrap();
        filed.json()["id"].as_str().unwrap().to_string()
    }
}

pub async fn send(app: &Router, by: &By, mut request: Request<Body>) -> Answer {
    match by {
        By::Nobody => {}
        By::Token(token) => {
            request.headers_mut().insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        }
        By::Session(session) => {
            request.headers_mut().insert(header::COOKIE, format!("l={session}").parse().unwrap());
            request.headers_mut().entry("sec-fetch-site").or_insert("same-origin".parse().unwrap());
        }
    }
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
}

pub fn json_request(method: Method, path: &str, body: &Value) -> Request<Body> {
    let request =
        Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    request.body(Body::from(serde_json::to_vec(body).unwrap())).unwrap()
}

pub fn form_request(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let quoted = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    let body: Vec<String> =
        fields.iter().map(|(name, text)| format!("{}={}", quoted(name), quoted(text))).collect();
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(Body::from(body.join("&"))).unwrap()
}
