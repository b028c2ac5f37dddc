//! A check that others are asked as well: its own answer is there at once, theirs are added as they come, and hits lead on.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use crate::live::{event, listen};
use crate::network::{PHONE, Street, street};
use axum::http::StatusCode;
use desk::Desk;
use desk::ask::{Asking, Carried, Carrier, Whom, answer, through};
use desk::outbox::Address;
use model::{Member, Role};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The neighbour answers next door, when it is let.
struct NextDoor {
    neighbour: Arc<Desk>,
    me: Member,
    let_: Arc<Semaphore>,
}

impl Carrier for NextDoor {
    fn carry<'c>(&'c self, _: &'c Address, question: Vec<u8>) -> Carried<'c> {
        Box::pin(async move {
            self.let_.acquire().await.unwrap().forget();
            Ok(answer(&self.neighbour, &self.me, &question).await.unwrap())
        })
    }
}

/// From now on the neighbour is asked; gives what lets it answer.
pub fn asks(street: &Street, by_default: &str) -> Arc<Semaphore> {
    let (neighbour, me) = (Arc::clone(&street.neighbour), street.house.desk.me.clone());
    let let_ = Arc::new(Semaphore::new(0));
    let carrier = Arc::new(NextDoor { neighbour, me, let_: Arc::clone(&let_) });
    let by_default: Whom = by_default.parse().unwrap();
    through(&street.house.desk, Asking { carrier, by_default, wait: Duration::from_secs(2) });
    let_
}

async fn check(street: &Street, by: &By, ask: Value) -> Answer {
    let mut body = json!({ "purpose": "investigation", "text": PHONE });
    if !ask.is_null() {
        body["ask"] = ask;
    }
    street.house.post(by, "/api/v1/checks", body).await
}

async fn elsewhere(street: &Street, by: &By, id: &Value, wait: u32) -> Value {
    let path = format!("/api/v1/checks/{}/elsewhere?wait={wait}", id.as_str().unwrap());
    let told = street.house.get(by, &path).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    told.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_answer_is_read_under_the_check() {
    let street = street().await;
    let let_ = asks(&street, "nobody");
    let (by, other) = (
        street.house.client(&[Role::Investigator]).await.1,
        street.house.client(&[Role::Investigator]).await.1,
    );
    street.they_file(&["TG"]).await;
    desk::follow::catch_up(&street.neighbour).await.unwrap();
    let alone = check(&street, &by, Value::Null).await.json();
    assert_eq!((&alone["complete"], alone.get("elsewhere")), (&json!(true), None), "nobody is asked unasked");
    let told = check(&street, &by, json!(["BJ"])).await.json();
    assert_eq!((&told["matches"], &told["complete"]), (&json!([]), &json!(false)), "ours is there at once");
    assert_eq!(told["elsewhere"]["members"], json!([{ "member": "BJ", "state": "waiting" }]));
    assert_eq!(elsewhere(&street, &by, &told["id"], 0).await["complete"], false);
    let_.add_permits(1);
    let heard = elsewhere(&street, &by, &told["id"], 5_000).await;
    let found = &heard["members"][0]["matches"][0];
    assert_eq!((&heard["complete"], &heard["members"][0]["state"]), (&json!(true), &json!("answered")));
    assert_eq!(
        (&found["owner"], &found["verdict"], &found["caption"]),
        (&json!("BJ"), &json!("match"), &json!(PHONE))
    );
    assert_eq!(found["action"], "Seize it and call Cotonou");
    street.settle().await;
    let hit = format!("/api/v1/hits/{}?purpose=investigation", found["hit"].as_str().unwrap());
    let hit = street.house.get(&by, &hit).await.json();
    assert_eq!((&hit["check"]["id"], &hit["our_record"]), (&told["id"], &Value::Null), "{hit}");
    let strange = format!("/api/v1/checks/{}/elsewhere", told["id"].as_str().unwrap());
    assert_eq!(
        street.house.get(&other, &strange).await.status,
        StatusCode::NOT_FOUND,
        "a check is its asker's own"
    );
    for wrong in [json!(["X-NGO"]), json!(["everybody"]), json!(["TG"])] {
        let refused = check(&street, &by, wrong.clone()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let late = check(&street, &by, json!(["BJ"])).await.json();
    let heard = elsewhere(&street, &by, &late["id"], 9_000).await;
    assert_eq!(heard["members"][0]["state"], "not-answered", "its time was over");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_ours_at_once_and_adds_theirs() {
    let street = street().await;
    let let_ = asks(&street, "BJ");
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    street.they_file(&["own"]).await;
    desk::follow::catch_up(&street.neighbour).await.unwrap();
    let form = street.house.get(&by, "/check").await.text();
    assert!(form.contains("name=\"ask\" value=\"BJ\" checked") && form.contains("NCB Cotonou"), "{form}");
    let mut live = listen(&street.house, &by, "/live").await;
    let fields = [("text", PHONE), ("purpose", "investigation"), ("asks", "1"), ("ask", "BJ")];
    let page = street.house.form(&by, "/check", &fields).await.text();
    assert!(
        page.contains("No record that you may see") && page.contains("has still time to answer"),
        "{page}"
    );
    let href = page.split("data-elsewhere=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    assert!(
        page.contains(&format!("<a href=\"{href}\">Show what has come</a>")),
        "without a script there is a link"
    );
    let_.add_permits(1);
    assert_eq!(event(&mut live, "elsewhere").await, "{}");
    let href = href.replace("&amp;", "&").replace("&#38;", "&");
    let added = street.house.get(&by, &href).await.text();
    assert!(added.contains("holds a record that is not for us: ask") && added.contains("/hits/"), "{added}");
    assert!(!added.contains("Seize it"), "of what is not for us nothing is shown");
    let nobody = [("text", PHONE), ("purpose", "investigation"), ("asks", "1")];
    let page = street.house.form(&by, "/check", &nobody).await.text();
    assert!(!page.contains("id=\"elsewhere\""), "nobody was chosen");
    street.settle().await;
    let hits = street.house.get(&by, "/hits?purpose=investigation").await.text();
    assert!(hits.contains("with \u{2068}Benin\u{2069}"), "{hits}");
    let id = added.split("/hits/").nth(1).unwrap().split(['?', '"', '&']).next().unwrap().to_string();
    let hit = street.house.get(&by, &format!("/hits/{id}?purpose=investigation")).await.text();
    assert!(hit.contains("A check by \u{2068}NCB Lomé\u{2069}") && hit.contains(PHONE), "{hit}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_match_with_a_copy_of_theirs_leads_to_its_hit() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let (_, counter) = street.house.signed_in(&[Role::Frontline]).await;
    street.they_file(&["TG"]).await;
    street.settle().await;
    let told = check(&street, &by, Value::Null).await.json();
    let hit = told["matches"][0]["hit"].as_str().unwrap().to_string();
    street.settle().await;
    let again = check(&street, &by, Value::Null).await.json();
    assert_eq!(again["matches"][0]["hit"], hit, "the one that lives");
    let fields = [("text", PHONE), ("purpose", "investigation")];
    let page = street.house.form(&by, "/check", &fields).await.text();
    assert!(page.contains(&format!("/hits/{hit}?purpose=investigation")), "{page}");
    let page = street.house.form(&counter, "/check", &fields).await.text();
    assert!(!page.contains("/hits/"), "who does not look at hits is led to none");
    let path = format!("/hits/{hit}?purpose=investigation");
    let page = street.house.get(&by, &path).await.text();
    assert!(page.contains("A check by \u{2068}NCB Lomé\u{2069}") && page.contains("name=\"word\""), "{page}");
    let said = [("word", "confirmed"), ("purpose", "investigation")];
    let answered = street.house.form(&by, &format!("/hits/{hit}"), &said).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text());
}
