//! Messages and requests at the doors: an officer asks by form, the neighbour answers, and the page and the API tell it; drafts are
//! kept, and what is wrong is told at its field.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::attachments::{WHY, form, keep_files, sent};
use crate::house::*;
use crate::live::{event, listen};
use crate::network::{Street, street, why};
use axum::http::StatusCode;
use desk::thread::{Opener, Opening, Saying};
use model::{Actor, Language, Level, OfficerId, RequestKind, Role, Term, ThreadId, Word};
use serde_json::{Value, json};

fn neighbour(street: &Street) -> Actor {
    let (id, roles) = (OfficerId::from_bytes([5; 16]), vec![Role::Investigator]);
    Actor::Officer { id, member: street.neighbour.me.clone(), roles, clearance: Level::Confidential }
}

async fn they_say(street: &Street, id: ThreadId, word: Word, text: &str) {
    let saying = Saying { word, text: text.into(), to: None, grading: None, ground: None };
    desk::thread::say(&street.neighbour, &neighbour(street), &why(), id, saying).await.unwrap();
    street.settle().await;
}

pub(crate) async fn they_open(street: &Street, ask: Option<RequestKind>) -> ThreadId {
    let opening = Opening {
        subject: "Dossou, Yao".into(),
        text: "Is he with you?".into(),
        to: vec!["TG".parse().unwrap()],
        never_to: Default::default(),
        level: Level::Official,
        caveats: Default::default(),
        caveat_text: None,
        grading: None,
        term: Term::Urgent,
        life_at_risk: false,
        crime: None,
        records: vec![],
        hits: vec![],
        ask: ask.map(|kind| (kind, vec![])),
    };
    let id = desk::thread::open(&street.neighbour, &neighbour(street), &why(), opening, None).await.unwrap();
    street.settle().await;
    id
}

const FORM: [(&str, &str); 9] = [
    ("kind", "identity-check"),
    ("to", "BJ"),
    ("subject", "Amouzou, Kossi"),
    ("text", "Known to you?\n<script>alert(1)</script>"),
    ("about_name", "Kossi Amouzou"),
    ("term", "urgent"),
    ("level", "official"),
    ("purpose", "investigation"),
    ("reference", "2026/77"),
];

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_asks_and_reads_the_answer_that_comes() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let form = street.house.get(&by, "/threads/new?kind=identity-check").await;
    assert!(form.text().contains("Please tell us whether this person is known to you"), "{}", form.text());
    assert!(form.text().contains("NCB Cotonou"));
    let sent = street.house.form(&by, "/threads", &FORM).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let path = sent.header("location").split('?').next().unwrap().to_owned();
    let id: ThreadId = path.trim_start_matches("/threads/").parse().unwrap();
    street.settle().await;
    let page = street.house.get(&by, &path).await.text();
    assert!(page.contains("delivered") && !page.contains("<script>alert(1)"), "{page}");
    let mut stream = listen(&street.house, &by, "/live").await;
    desk::thread::look(&street.neighbour, &neighbour(&street), &why(), id, Opener::Somebody).await.unwrap();
    they_say(&street, id, Word::Answered, "He is wanted here.").await;
    let told: Value = serde_json::from_str(&event(&mut stream, "threads").await).unwrap();
    assert_eq!((&told["waiting"], &told["life"]), (&json!(1), &Value::Null));
    let inbox = street.house.get(&by, "/threads").await.text();
    assert!(inbox.contains("Amouzou, Kossi") && inbox.contains("Answered"), "{inbox}");
    let page = street.house.get(&by, &path).await.text();
    assert!(page.contains("He is wanted here.") && page.contains("opened there"), "{page}");
    let closed = street.house.form(&by, &path, &[("word", "closed"), ("text", "")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let again = street.house.form(&by, &path, &[("word", "closed"), ("text", "")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_lost() {
    let street = street().await;
    let (_, by) = street.house.signed_in_as(&[Role::Investigator], Language::Arabic).await;
    for (field, text) in
        [("to", "XX"), ("subject", ""), ("caveats", "H3"), ("records", "zz"), ("never_to", "BJ")]
    {
        let mut form: Vec<(&str, &str)> = FORM.iter().copied().filter(|(name, _)| *name != field).collect();
        form.push((field, text));
        let answer = street.house.form(&by, "/threads", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", answer.text());
        let field = if field == "caveats" { "caveat_text" } else { field };
        assert!(answer.text().contains(&format!("id=\"f-{field}-flaw\"")), "{field}: {}", answer.text());
        assert!(answer.text().contains("Known to you?"), "{field}: what was written stands there again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_kept_for_its_officer_until_it_is_sent() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let (_, other) = street.house.signed_in(&[Role::Investigator]).await;
    let form = |text: &'static str| -> Vec<(&str, &str)> {
        FORM.iter().map(|(name, was)| (*name, if *name == "text" { text } else { *was })).collect()
    };
    let kept = street.house.form(&by, "/threads/draft", &form("half a sentence")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "without a script its button keeps it");
    let page = street.house.get(&by, "/threads/new").await.text();
    assert!(page.contains("half a sentence") && page.contains("Amouzou, Kossi"), "{page}");
    assert!(!street.house.get(&other, "/threads/new").await.text().contains("half a sentence"));
    let id = they_open(&street, None).await.to_string();
    let reply = [("thread", id.as_str()), ("text", "we look into it")];
    street.house.form(&by, "/threads/draft", &reply).await;
    let path = format!("/threads/{id}");
    assert!(street.house.get(&by, &path).await.text().contains("we look into it"));
    assert!(!street.house.get(&other, &path).await.text().contains("we look into it"));
    street.house.form(&by, &path, &[("word", "said"), ("text", "we have looked")]).await;
    assert!(
        !street.house.get(&by, &path).await.text().contains("we look into it"),
        "what is sent is no draft"
    );
    street.house.form(&by, "/threads", &form("half a sentence, ended")).await;
    assert!(!street.house.get(&by, "/threads/new").await.text().contains("half a sentence"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_presses_on_every_page_until_somebody_says_that_they_are_at_work() {
    let street = street().await;
    let (myself, by) = street.house.signed_in(&[Role::Investigator]).await;
    let mut stream = listen(&street.house, &by, "/live").await;
    let id = they_open(&street, Some(RequestKind::LifeAtRisk)).await;
    let told: Value = serde_json::from_str(&event(&mut stream, "threads").await).unwrap();
    assert_eq!(told["life"]["href"], format!("/threads/{id}"));
    let anywhere = street.house.get(&by, "/check").await.text();
    assert!(anywhere.contains(&format!("data-life=\"/threads/{id}\"")), "{anywhere}");
    let path = format!("/threads/{id}");
    let me = myself.to_string();
    let taken = street.house.form(&by, &format!("{path}/take"), &[("mine", &me), ("was", "")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let twice = street.house.form(&by, &format!("{path}/take"), &[("mine", &me), ("was", "")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "two do not take one thing");
    assert!(street.house.get(&by, "/threads?box=mine").await.text().contains("Dossou, Yao"));
    let said = street.house.form(&by, &path, &[("word", "acknowledged"), ("text", "")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    assert!(street.house.get(&by, "/check").await.text().contains("data-life=\"\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_asks_once_however_often_it_sends_and_hears_what_became_of_it() {
    let street = street().await;
    let by = street.house.client(&[Role::Investigator]).await.1;
    let sent = json!({
        "subject": "T1234567", "text": "Yours?", "to": ["BJ"], "request": "document-check", "term": "soon",
        "about": [{ "kind": "Person", "properties": { "passportNumber": ["T1234567"] } }],
    });
    let send = async |sent: &Value, key: &str| {
        let mut request = json_request(axum::http::Method::POST, "/api/v1/threads", sent);
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        street.house.send(&by, request).await
    };
    let first = send(&sent, "one").await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let id = first.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(send(&sent, "one").await.json()["id"], id, "the same key is the same thread");
    let other = json!({ "subject": "other", "text": "Yours?", "to": ["BJ"] });
    assert_eq!(send(&other, "one").await.status, StatusCode::CONFLICT);
    street.settle().await;
    they_say(&street, id.parse().unwrap(), Word::ClarificationAsked, "which issuer?").await;
    let listed = street.house.get(&by, "/api/v1/threads").await.json();
    assert_eq!(listed["threads"].as_array().unwrap().len(), 1, "{listed}");
    assert_eq!(
        (&listed["threads"][0]["state"], &listed["threads"][0]["due_at"]),
        (&json!("clarifying"), &Value::Null)
    );
    let path = format!("/api/v1/threads/{id}");
    let look = street.house.get(&by, &path).await.json();
    assert_eq!(look["messages"][1]["text"], "which issuer?", "{look}");
    assert!(look["messages"][0]["marks"][0]["delivered_at"].is_string(), "{look}");
    assert_eq!(look["words"], json!(["clarified", "forwarded", "withdrawn"]));
    let wrong =
        street.house.post(&by, &format!("{path}/messages"), json!({ "word": "answered", "text": "x" })).await;
    assert_eq!(wrong.status, StatusCode::CONFLICT, "{}", wrong.text());
    let said = street
        .house
        .post(&by, &format!("{path}/messages"), json!({ "word": "clarified", "text": "TG" }))
        .await;
    assert_eq!(said.status, StatusCode::CREATED, "{}", said.text());
    let back = json!({ "message": said.json()["id"] });
    assert_eq!(street.house.post(&by, &format!("{path}/back"), back).await.status, StatusCode::NO_CONTENT);
    street.house.post(&by, &format!("{path}/notes"), json!({ "note": "for us" })).await;
    let look = street.house.get(&by, &path).await.json();
    assert_eq!((&look["messages"][2]["text"], &look["notes"][0]["text"]), (&Value::Null, &json!("for us")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_searches_and_reads_on_and_a_program_does_too() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let id = they_open(&street, None).await;
    they_say(&street, id, Word::Said, "Réunion à Lomé <b>demain</b>").await;
    let page = street.house.get(&by, "/threads?search=REUNION+lom").await.text();
    assert!(page.contains(&format!("/threads/{id}?")) && page.contains("REUNION lom"), "{page}");
    let none = street.house.get(&by, "/threads?search=%3Cscript%3Ealert(1)%3C/script%3E").await.text();
    assert!(none.contains("Nothing that you may read") && !none.contains("<script>alert(1)"), "{none}");
    let path = "/api/v1/threads?purpose=investigation&search=reunion";
    let client = street.house.client(&[Role::Investigator]).await.1;
    let told = street.house.get(&client, path).await.json();
    assert_eq!(told["threads"][0]["id"], json!(id.to_string()), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_leaves_with_its_proofs_by_page_and_by_program() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    let id = they_open(&street, None).await;
    let path = format!("/threads/{id}/package");
    let asks = street.house.get(&by, &path).await;
    assert!(asks.text().contains("name=\"legal_basis\""), "it is asked for the law: {}", asks.text());
    let reason = "?purpose=investigation&legal_basis=art.+12";
    let taken = street.house.get(&by, &format!("{path}{reason}")).await;
    assert!(taken.header("content-disposition").contains(".jsonl"), "{}", taken.text());
    let client = street.house.client(&[Role::Investigator]).await.1;
    let api = street.house.get(&client, &format!("/api/v1{path}{reason}")).await;
    for package in [taken.text(), api.text()] {
        let whole = desk::thread::package::prove(package.as_bytes()).unwrap();
        assert_eq!((whole.member.as_str(), whole.messages.len()), ("TG", 1));
        assert_eq!(whole.messages[0].text.as_deref(), Some("Is he with you?"));
    }
    let lawless = street.house.get(&client, &format!("/api/v1{path}?purpose=investigation")).await;
    assert_eq!(lawless.status, StatusCode::FORBIDDEN, "{}", lawless.text());
    let page = street.house.get(&by, &format!("/threads/{id}")).await.text();
    assert!(page.contains("Taken out of the house by"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_morning_shows_what_waits_with_counts_that_are_right() {
    let street = street().await;
    let (_, by) = street.house.signed_in(&[Role::Investigator]).await;
    assert!(street.house.get(&by, "/digest").await.text().contains("Nothing waits"));
    for _ in 0..12 {
        they_open(&street, Some(RequestKind::Other)).await;
    }
    let client = street.house.client(&[Role::Investigator]).await.1;
    let told = street.house.get(&client, "/api/v1/digest").await.json();
    let sections = told["sections"].as_array().unwrap();
    let of = |code: &str| sections.iter().find(|it| it["box"] == code).unwrap();
    assert_eq!(
        (&of("new")["count"], &of("ours")["count"], &of("late")["count"]),
        (&json!(12), &json!(12), &json!(0))
    );
    assert_eq!(of("ours")["threads"].as_array().unwrap().len(), 10, "the first ten");
    let page = street.house.get(&by, "/digest").await.text();
    assert!(page.contains("Dossou, Yao") && page.contains("box=ours"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_said_in_a_thread_and_come_out_as_bytes_and_nothing_else() {
    let street = street().await;
    let house = &street.house;
    keep_files(house);
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let id = they_open(&street, None).await;
    let path = format!("/threads/{id}");
    let picture = b"\x89PNG\r\n\x1a\nwith a place in it";
    let said = form(house, &by, &format!("{path}/files?{WHY}"), ("copy", "<b>photo</b>.png", picture)).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    let none = form(house, &by, &format!("{path}/files?{WHY}"), ("copy", "", b"")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text());
    let client = house.client(&[Role::Investigator]).await.1;
    let to = format!("/api/v1{path}/attachments?{WHY}&share=as-is&name=list.txt&text=his%20calls");
    let sent = sent(house, &client, &to, b"+228 90 12 34 56").await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let look = house.get(&client, &format!("/api/v1{path}?{WHY}")).await.json();
    let files = |message: usize| look["messages"][message]["attachments"].as_array().cloned().unwrap();
    assert_eq!((files(1).len(), files(2).len()), (2, 1), "the picture and its copy; the list: {look}");
    assert_eq!(
        (&look["messages"][2]["text"], &look["messages"][2]["id"]),
        (&json!("his calls"), &sent.json()["message"])
    );
    let file = files(2)[0]["id"].as_str().unwrap().to_owned();
    for by in [&by, &client] {
        let at = if matches!(by, By::Token(_)) {
            format!("/api/v1{path}/attachments/{file}")
        } else {
            format!("{path}/files/{file}")
        };
        let got = house.get(by, &format!("{at}?{WHY}")).await;
        assert_eq!(got.body, b"+228 90 12 34 56".as_slice(), "{at}: {}", got.text());
        assert_eq!(got.header("content-type"), "application/octet-stream");
        let other = house.get(by, &format!("{}?{WHY}", at.replace(&id.to_string(), &"0".repeat(32)))).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "of another thread");
    }
    let page = house.get(&by, &path).await.text();
    assert!(page.contains("list.txt") && page.contains("/preview?") && !page.contains("<b>photo"), "{page}");
    let copy = files(1)[1]["id"].as_str().unwrap().to_owned();
    let preview = house.get(&by, &format!("{path}/files/{copy}/preview?{WHY}")).await;
    assert_eq!(preview.header("content-type"), "image/png");
}
