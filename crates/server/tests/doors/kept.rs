//! What is kept by law, by page and by API: declared, found by nobody, opened by its number, given up; and what its owner sees.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use crate::network::{PHONE, Street, street, why};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use desk::record::withdraw;
use model::*;
use serde_json::{Value, json};

const WHY: &str = "purpose=investigation&legal_basis=code%20of%20procedure&reference=2026/14";

const FOR: [(&str, &str); 3] =
    [("purpose", "investigation"), ("legal_basis", "code of procedure"), ("reference", "2026/14")];

async fn shared(street: &Street) -> String {
    let entity = Entity::new(Kind::Phone).with("phone", PHONE).unwrap();
    let id = street.they_file_of(entity, &["TG"]).await;
    street.settle().await;
    id.to_string()
}

async fn they_take_back(street: &Street, id: &str) {
    let their = street.their_officer();
    withdraw(&street.neighbour, &their, &why(), id.parse().unwrap(), "an error").await.unwrap();
    street.settle().await;
}

fn declare(path: &str, until: &str) -> Request<Body> {
    json_request(Method::PUT, path, &json!({ "why": "evidence at trial", "until": until }))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_declared_opened_and_given_up_over_the_api() {
    let street = street().await;
    let (house, id) = (&street.house, shared(&street).await);
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let path = format!("/api/v1/kept/{id}?{WHY}");
    let wrong = send(&house.app, &by, declare(&path, "soon")).await;
    assert_eq!(
        (wrong.status, wrong.json()["errors"][0]["field"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("until"))
    );
    let unfounded = format!("/api/v1/kept/{id}?purpose=investigation");
    assert_eq!(send(&house.app, &by, declare(&unfounded, "2027-01-31")).await.status, StatusCode::FORBIDDEN);
    let machine = house.client(&[Role::Investigator]).await.1;
    assert_eq!(send(&house.app, &machine, declare(&path, "2027-01-31")).await.status, StatusCode::FORBIDDEN);
    let done = send(&house.app, &by, declare(&path, "2027-01-31")).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    they_take_back(&street, &id).await;
    let listed = house.get(&by, "/api/v1/kept").await.json();
    let waits = &listed["waiting"][0];
    let read = waits["declared_at"].clone();
    let confirm = |declared_at: &Value| {
        let sent = json!({ "declared_at": declared_at });
        json_request(Method::POST, &format!("/api/v1/kept/{id}/confirm?{WHY}"), &sent)
    };
    assert_eq!(
        send(&house.app, &by, confirm(&read)).await.status,
        StatusCode::CONFLICT,
        "it takes two persons"
    );
    assert_eq!((&waits["record"], &waits["why"]), (&json!(id), &json!("evidence at trial")), "{listed}");
    assert_eq!(listed["kept"][0]["word"], json!("undecided"), "it is there while the second is waited for");
    let (_, second) = house.signed_in(&[Role::Investigator]).await;
    let other = send(&house.app, &second, confirm(&json!("2026-01-01T00:00:00Z"))).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "nothing but what they have read");
    let done = send(&house.app, &second, confirm(&read)).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    let none = house.get(&by, &format!("/api/v1/records/{id}?{WHY}")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let asked = json!({ "purpose": "investigation", "text": PHONE });
    assert_eq!(house.post(&by, "/api/v1/checks", asked).await.json()["matches"], json!([]));
    let listed = house.get(&by, "/api/v1/kept").await.json();
    let one = &listed["kept"][0];
    assert_eq!(
        (&one["record"], &one["word"], &one["until"]),
        (&json!(id), &json!("kept"), &json!("2027-02-01T00:00:00Z"))
    );
    assert!(!listed.to_string().contains(PHONE), "the list says nothing of what it says");
    let opened = house.get(&by, &path).await;
    assert!(opened.text().contains(PHONE), "{}", opened.text());
    let gone = Request::builder().method(Method::DELETE);
    let gone = gone.uri(format!("{path}&why=the%20trial%20is%20over")).body(Body::empty()).unwrap();
    let gone = send(&house.app, &by, gone).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text());
    assert_eq!(house.get(&by, &path).await.status, StatusCode::NOT_FOUND);
    street.settle().await;
    let seen = desk::window::page(&street.neighbour, &street.their_officer(), &why(), None, (None, 9)).await;
    assert_eq!(seen.unwrap()[0].what, "copy-opened");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_keeps_by_the_page_what_others_take_back() {
    let street = street().await;
    let (house, id) = (&street.house, shared(&street).await);
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let record = house.get(&by, &format!("/records/{id}?{WHY}")).await.text();
    assert!(record.contains(&format!("/kept/{id}/declare?")), "{record}");
    let path = format!("/kept/{id}/declare");
    let form = |why| [FOR[0], FOR[1], FOR[2], ("why", why), ("until", "2027-01-31")];
    let faulty = house.form(&by, &path, &form("")).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.text().contains("say why the law bids it"), "{}", faulty.text());
    let done = house.form(&by, &path, &form("evidence")).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/kept?done=copy-declared"));
    let mine = house.get(&by, "/kept").await.text();
    assert!(
        mine.contains("Waits for a second person") && mine.contains("Somebody else confirms it"),
        "{mine}"
    );
    let (_, second) = house.signed_in(&[Role::Investigator]).await;
    let listed = house.get(&second, "/kept").await.text();
    let link = listed.split("href=\"").find(|at| at.starts_with(&format!("/kept/{id}/confirm?"))).unwrap();
    let link = link.split('"').next().unwrap();
    let form_page = house.get(&second, link).await.text();
    let shows = |text: &str| form_page.contains(text);
    assert!(shows("as the second person") && !shows("name=\"until\""), "{form_page}");
    assert!(shows("evidence") && shows("code of procedure"), "what is confirmed stands there: {form_page}");
    let declared = link.split("declared=").nth(1).unwrap();
    let form_of = |declared| [FOR[0], FOR[1], FOR[2], ("declared", declared)];
    let path = format!("/kept/{id}/confirm");
    assert_eq!(
        house.form(&by, &path, &form_of(declared)).await.status,
        StatusCode::CONFLICT,
        "not by the first"
    );
    assert_eq!(house.form(&second, &path, &form_of("1")).await.status, StatusCode::CONFLICT, "not unread");
    let record = house.get(&second, &format!("/records/{id}?{WHY}")).await.text();
    assert!(record.contains("for a second person"), "it is said on its page: {record}");
    let confirmed = house.form(&second, &path, &form_of(declared)).await;
    assert_eq!(
        (confirmed.status, confirmed.header("location")),
        (StatusCode::SEE_OTHER, "/kept?done=copy-confirmed")
    );
    let record = house.get(&by, &format!("/records/{id}?{WHY}")).await.text();
    assert!(record.contains("a copy is kept by law until"), "it is said on its page");
    they_take_back(&street, &id).await;
    let listed = house.get(&by, "/kept").await.text();
    assert!(listed.contains(&id) && listed.contains("taken back, kept by law"), "{listed}");
    let asking = house.get(&by, &format!("/kept/{id}")).await.text();
    assert!(!asking.contains(PHONE) && asking.contains("name=\"purpose\""), "it asks why first");
    let opened = house.get(&by, &format!("/kept/{id}?{WHY}")).await.text();
    assert!(opened.contains(PHONE) && opened.contains("evidence"), "{opened}");
    let end = house.form(&by, &format!("/kept/{id}/give-up"), &form("over")).await;
    assert_eq!(end.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get(&by, &format!("/kept/{id}?{WHY}")).await.status, StatusCode::NOT_FOUND);
}

/// The other way round: a neighbour keeps what we take back, and we see it.
#[tokio::test(flavor = "multi_thread")]
async fn an_owner_sees_who_keeps_what_by_law_and_until_when() {
    let street = street().await;
    let house = &street.house;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let id = street.we_file(&by, &["BJ"]).await;
    street.settle().await;
    let their = street.their_officer();
    let reason = Reason { legal_basis: Some("loi 2018-16, art. 3".into()), ..why() };
    let until = NOW + 90 * 86_400_000_000;
    let named = (id.parse().unwrap(), ("evidence at trial", until));
    desk::kept::declare(&street.neighbour, &their, &reason, named.0, named.1).await.unwrap();
    let Actor::Officer { member, roles, clearance, .. } = their else { panic!("an officer") };
    let second = Actor::Officer { id: OfficerId::from_bytes([99; 16]), member, roles, clearance };
    let (waits, _) = desk::kept::waiting(&street.neighbour, &second, &reason).await.unwrap();
    desk::kept::confirm(&street.neighbour, &second, &reason, named.0, waits[0].asked_us).await.unwrap();
    street.settle().await;
    let gone = Request::builder().method(Method::DELETE).uri(format!("/api/v1/records/{id}?{WHY}&why=error"));
    assert!(send(&house.app, &by, gone.body(Body::empty()).unwrap()).await.status.is_success());
    street.settle().await;
    let told = house.get(&by, &format!("/api/v1/recalls?{WHY}")).await.json();
    assert_eq!(told["recalls"], json!([]), "{told}");
    let kept = &told["kept"][0];
    let said: Vec<&Value> = ["member", "word", "why", "legal_basis"].iter().map(|key| &kept[*key]).collect();
    assert_eq!(
        said,
        [&json!("BJ"), &json!("kept"), &json!("evidence at trial"), &json!("loi 2018-16, art. 3")]
    );
    let page = house.get(&by, &format!("/window?{WHY}")).await.text();
    assert!(page.contains("Kept by law elsewhere") && page.contains("evidence at trial"), "{page}");
    assert!(page.contains("class=\"mark kept\""), "and on the map");
    let one = house.get(&by, &format!("/window?{WHY}&record={id}")).await.text();
    assert!(
        one.contains("keeps its copy by law until") && one.contains("<progress max=\"1\" value=\"0\""),
        "{one}"
    );
}
