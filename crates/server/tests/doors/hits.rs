//! Hits at the doors: both sides see them, say what they find, and see it change; and the owner's window.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use crate::live::{event, listen};
use crate::network::{Street, street, why};
use axum::http::StatusCode;
use model::{HitWord, Role};
use serde_json::{Value, json};

const WHY: &str = "purpose=investigation";

async fn hits(street: &Street, by: &By, query: &str) -> Value {
    let answer = street.house.get(by, &format!("/api/v1/hits?{WHY}{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn say(street: &Street, by: &By, id: &str, word: &str) -> Answer {
    street.house.post(by, &format!("/api/v1/hits/{id}/answer"), json!({ "word": word })).await
}

/// The only hit.
async fn one(street: &Street, by: &By) -> String {
    let told = hits(street, by, "").await;
    assert_eq!(told["hits"].as_array().unwrap().len(), 1, "{told}");
    told["hits"][0]["id"].as_str().unwrap().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_hears_of_a_hit_answers_it_and_hears_what_the_other_side_says() {
    let street = street().await;
    let by = street.house.client(&[Role::Investigator]).await.1;
    assert_eq!(hits(&street, &by, "").await, json!({ "hits": [], "next": 0 }));
    let ours = street.we_file(&by, &["own"]).await;
    street.they_file(&["TG"]).await;
    street.settle().await;
    let told = hits(&street, &by, "").await;
    let (hit, next) = (&told["hits"][0], told["next"].as_u64().unwrap());
    assert_eq!((&hit["state"], &hit["term"]), (&json!("raised"), &json!("soon")));
    assert_eq!((&hit["our_record"]["id"], &hit["theirs"]["member"]), (&json!(ours), &json!("BJ")));
    assert_eq!((&hit["ours"]["shows"], &hit["theirs"]["shows"]), (&json!("contact"), &json!("full")));
    assert!(hit["score"].as_f64().unwrap() > 0.5, "{hit}");
    assert_eq!(hit["their_record"]["owner"], "BJ");
    let id = hit["id"].as_str().unwrap();
    assert_eq!(hits(&street, &by, &format!("&since={next}")).await, json!({ "hits": [], "next": next }));

    assert_eq!(say(&street, &by, id, "acknowledged").await.status, StatusCode::NO_CONTENT);
    assert_eq!(say(&street, &by, id, "confirmed").await.status, StatusCode::NO_CONTENT);
    let twice = say(&street, &by, id, "refuted").await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.text());
    street.settle().await;
    street.they_say(id, HitWord::Confirmed).await;
    let moved = hits(&street, &by, &format!("&since={next}")).await;
    assert_eq!(moved["hits"].as_array().unwrap().len(), 1, "each once, however much happened to it");
    assert_eq!(moved["hits"][0]["state"], "confirmed");
    assert_eq!(moved["hits"][0]["theirs"]["word"], "confirmed");
    assert!(moved["next"].as_u64().unwrap() > next);
    assert_eq!(hits(&street, &by, "&open=true").await["hits"], json!([]));
    let look = street.house.get(&by, &format!("/api/v1/hits/{id}?{WHY}")).await.json();
    assert!(look["explanation"].as_array().unwrap().iter().any(|r| r["feature"] == "phone"), "{look}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_or_said_wrong_is_told() {
    let street = street().await;
    let by = street.house.client(&[Role::Investigator]).await.1;
    street.we_file(&by, &["BJ"]).await;
    street.they_file(&["own"]).await;
    street.settle().await;
    let id = one(&street, &by).await;
    assert_eq!(say(&street, &by, &id, "perhaps").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(say(&street, &by, &"a".repeat(32), "confirmed").await.status, StatusCode::NOT_FOUND);
    let unasked = street.house.get(&by, "/api/v1/hits").await;
    assert_eq!(unasked.status, StatusCode::UNPROCESSABLE_ENTITY, "without a reason nothing is told");
    let looks = street.house.client(&[Role::Coordinator]).await.1;
    let told = street.house.get(&looks, &format!("/api/v1/hits/{id}?{WHY}")).await;
    assert_eq!(told.status, StatusCode::OK, "a coordinator looks");
    assert_eq!(told.json()["their_record"], Value::Null, "theirs is theirs");
    assert_eq!(
        say(&street, &looks, &id, "confirmed").await.status,
        StatusCode::FORBIDDEN,
        "and decides nothing"
    );
    for role in [Role::Frontline, Role::Administrator] {
        let other = street.house.client(&[role]).await.1;
        let refused = street.house.get(&other, &format!("/api/v1/hits?{WHY}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}");
        assert_eq!(say(&street, &other, &id, "confirmed").await.status, StatusCode::FORBIDDEN, "{role}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_asked_to_be_done_before_both_have_confirmed() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    street.we_file(&by, &["own"]).await;
    street.they_file(&["TG"]).await;
    street.settle().await;
    let inbox = street.house.get(&by, &format!("/hits?{WHY}")).await.text();
    for words in ["with \u{2068}Benin", "\u{2068}\u{2068}3\u{2069} days\u{2069} left", "Not answered"] {
        assert!(inbox.contains(words), "{words}: {inbox}");
    }
    let next = street.house.get(&by, &format!("/hits/next?{WHY}")).await;
    let path = next.header("location").to_string();
    let page = street.house.get(&by, &path).await.text();
    assert!(page.contains("Nothing may be done") && !page.contains("Seize it"), "{page}");
    assert!(page.contains("name=\"word\" value=\"acknowledged\"") && page.contains("data-keys=\"c\""));
    let form = path.split('?').next().unwrap().to_string();
    let fields = |word| [("word", word), ("purpose", "investigation")];
    let said = street.house.form(&by, &form, &fields("confirmed")).await;
    assert_eq!(said.header("location"), format!("{path}&done=hit-answered"));
    let page = street.house.get(&by, &path).await.text();
    assert!(!page.contains("Seize it") && !page.contains("name=\"word\""), "one side alone confirms nothing");
    street.settle().await;
    street.they_say(form.trim_start_matches("/hits/"), HitWord::Confirmed).await;
    let page = street.house.get(&by, &path).await.text();
    assert!(page.contains("Confirmed by both") && page.contains("Seize it and call Cotonou"), "{page}");
    let over = street.house.get(&by, &format!("/hits?{WHY}&shown=over")).await.text();
    assert!(over.contains("Confirmed by both") && !over.contains(" left<"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_record_that_is_not_for_us_only_whom_to_ask_is_shown() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    street.we_file(&by, &["BJ"]).await;
    street.they_file(&["own"]).await;
    street.settle().await;
    let id = one(&street, &by).await;
    let page = street.house.get(&by, &format!("/hits/{id}?{WHY}")).await.text();
    assert!(page.contains("ask \u{2068}NCB Cotonou\u{2069}"), "{page}");
    assert!(page.contains("They see our record.") && !page.contains("table class=\"beside\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_announces_itself_on_every_open_page_of_those_who_answer_hits() {
    let street = street().await;
    let (_, investigator) = street.house.signed_in(&[Role::Investigator]).await;
    let (_, frontline) = street.house.signed_in(&[Role::Frontline]).await;
    street.we_file(&investigator, &["own"]).await;
    street.they_file(&["TG"]).await;
    let mut page = listen(&street.house, &investigator, "/live").await;
    let mut api = listen(&street.house, &investigator, "/api/v1/events").await;
    let mut other = listen(&street.house, &frontline, "/live").await;
    street.settle().await;
    let told: Value = serde_json::from_str(&event(&mut page, "hits").await).unwrap();
    let toast = &told["toast"];
    assert_eq!((&told["waiting"], &toast["title"]), (&json!(1), &json!("New hit")));
    assert_eq!(toast["text"], "with \u{2068}Benin\u{2069} · to be answered within 3 days");
    assert_eq!(event(&mut api, "hits").await, "{}");
    let header = street.house.get(&investigator, "/check").await.text();
    assert!(header.contains("One hit waits for an answer"), "{header}");
    let id = one(&street, &investigator).await;
    assert_eq!(toast["href"], format!("/hits/{id}"));
    assert_eq!(say(&street, &investigator, &id, "refuted").await.status, StatusCode::NO_CONTENT);
    let told: Value = serde_json::from_str(&event(&mut page, "hits").await).unwrap();
    assert_eq!((&told["waiting"], &told["toast"]), (&json!(0), &Value::Null), "what is answered is no news");
    let silence =
        tokio::time::timeout(std::time::Duration::from_millis(300), event(&mut other, "hits")).await;
    assert!(silence.is_err(), "who does not answer hits hears of none");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_sees_who_has_a_record_who_looked_and_who_has_destroyed_it() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let id = street.we_file(&by, &["BJ"]).await;
    street.settle().await;
    let get = async |path: &str| street.house.get(&by, &format!("{path}{WHY}")).await;
    let holders = get(&format!("/api/v1/records/{id}/holders?")).await.json();
    assert_eq!(
        (&holders["holders"][0]["member"], &holders["holders"][0]["version"]),
        (&json!("BJ"), &json!(1))
    );
    assert!(holders["holders"][0]["confirmed_at"].is_string(), "{holders}");
    let record = id.parse().unwrap();
    desk::record::open(&street.neighbour, &street.their_officer(), &why(), record).await.unwrap();
    street.settle().await;
    let looks = get(&format!("/api/v1/window?record={id}&")).await.json();
    assert_eq!((&looks["looks"][0]["what"], &looks["looks"][0]["member"]), (&json!("opened"), &json!("BJ")));
    let page = get(&format!("/records/{id}?")).await.text();
    assert!(page.contains("has version") && page.contains("opened ·"), "{page}");
    let all = get("/window?").await.text();
    assert!(all.contains("2026/14") && all.contains(&format!("/records/{id}")), "{all}");

    let fields = [("purpose", "investigation"), ("words", "an error")];
    let withdrawn = street.house.form(&by, &format!("/records/{id}/withdraw"), &fields).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    desk::follow::catch_up(&street.house.desk).await.unwrap();
    desk::outbox::catch_up(&street.house.desk).await.unwrap();
    let recalls = get("/api/v1/recalls?").await.json();
    assert_eq!(
        recalls["recalls"],
        json!([{ "record": id, "member": "BJ", "since": recalls["recalls"][0]["since"], "level": 0 }])
    );
    assert!(get("/window?").await.text().contains(&id), "shown until it is confirmed");
    street.settle().await;
    assert_eq!(get("/api/v1/recalls?").await.json()["recalls"], json!([]));
    let gone = get(&format!("/window?record={id}&")).await.text();
    assert!(gone.contains("that its copy is gone") && !gone.contains(&format!("/records/{id}")), "{gone}");
    assert!(get("/window?").await.text().contains("Everybody has confirmed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_record_goes_to_is_chosen_among_the_members_by_name() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let form = street.house.get(&by, "/records/new?kind=Phone").await.text();
    assert!(form.contains("name=\"members\" value=\"BJ\"") && form.contains("NCB Cotonou"), "{form}");
    assert!(form.contains("Nothing leaves this node."));
    let fields = [
        ("kind", "Phone"),
        ("phone", "+22890123456"),
        ("purpose", "investigation"),
        ("audience", "members"),
        ("members", ""),
        ("members", "BJ"),
        ("never_to", "NE"),
    ];
    let filed = street.house.form(&by, "/records", &fields).await;
    let path = filed.header("location").to_string();
    let record = street.house.get(&by, &path).await.text();
    assert!(record.contains("May go to: \u{2068}Benin\u{2069}"), "{record}");
    let id = path.split(['/', '?']).nth(2).unwrap().to_string();
    let form = street.house.get(&by, &format!("/records/{id}/revise?{WHY}")).await.text();
    assert!(form.contains("name=\"members\" value=\"BJ\" checked"), "{form}");
    assert!(
        form.contains("id=\"f-never_to\" name=\"never_to\" value=\"NE\""),
        "who is in no network is kept by code"
    );
    assert!(form.contains("is told to destroy their copy"));
    street.settle().await;
    assert_eq!(
        desk::record::open(&street.neighbour, &street.their_officer(), &why(), id.parse().unwrap())
            .await
            .unwrap()
            .held
            .record
            .version,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_keep_the_node_see_its_network() {
    let street = street().await;
    for role in [Role::Administrator, Role::Inspector, Role::Investigator] {
        let (_, by) = street.house.signed_in(&[role]).await;
        let page = street.house.get(&by, "/network").await;
        assert_eq!(page.status, StatusCode::OK, "{role}: {}", page.text());
        let page = page.text();
        assert!(
            page.contains("NCB Cotonou") && page.contains("Gulf of Guinea") && page.contains("never reached")
        );
        assert!(page.contains("href=\"/network\" aria-current"), "{role}");
    }
    let (_, by) = street.house.signed_in(&[Role::Frontline]).await;
    let refused = street.house.get(&by, "/network").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.text().contains("NCB Cotonou"));
}
