//! Notices in a store as they stand there when they have walked their course; and what the doors show of those in force: before an
//! arrest, and as a file.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::elsewhere::asks;
use crate::house::*;
use crate::network::street;
use axum::http::StatusCode;
use model::notice::{Content, NoticeKind, Person, Said, Sent, Stage, Word};
use model::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::Store;
use store::notice::{Notice, NoticeSaid, give_up, receive};
use wire::notice::NoticeAct;

const RED: &[(&str, &str)] = &[
    ("name", "Amouzou"),
    ("forename", "Kossi"),
    ("date_of_birth", "1980-01-02"),
    ("sex_id", "M"),
    ("nationalities", "GH"),
    ("stage", "prosecution"),
    ("charge", "Trafficking in persons"),
    ("law", "Penal code, art. 317"),
    ("max_penalty_months", "120"),
    ("warrant_reference", "2026/14"),
    ("warrant_issuer", "BJ"),
    ("warrant_date", "2026-03-01"),
    ("warrant_digest", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
    ("facts", "Recruited women with false promises and took their passports."),
    ("facts_language", "en"),
    ("action", "Locate and arrest"),
];

/// Who does what on the way to publication, and after it.
const COURSE: [(Word, &str, &str); 8] = [
    (Word::Draft, "", "p1"),
    (Word::Approve, "", "p2"),
    (Word::Approve, "", "p3"),
    (Word::Check, "", Person::MACHINE),
    (Word::Screen, "X-HUB", "p4"),
    (Word::Clear, "X-HUB", "p5"),
    (Word::Clear, "FR", "p5"),
    (Word::Publish, "", "p2"),
];

/// A red notice of this owner that came to stand there at this moment.
pub fn red(number: u8, owner: &str, stage: Stage, at_us: i64, more: &[(&str, &str)]) -> Notice {
    let review: PartialDate =
        more.iter().find(|(name, _)| *name == "review").map_or("2028-01-01", |(_, day)| day).parse().unwrap();
    let texts = RED.iter().chain(more.iter().filter(|(name, _)| *name != "review")).copied();
    let to = (Audience::All, BTreeSet::new());
    let content = Content::read((NoticeKind::Red, Sent::Notice), to, (review, None), texts).unwrap();
    let (id, owner): (RecordId, Member) = (RecordId::from_bytes([number; 16]), owner.parse().unwrap());
    let digest = NoticeAct::digest(id.as_bytes(), owner.as_str(), &content.canonical());
    let said = |(word, member, person): &(Word, &str, &str)| NoticeSaid {
        said: Said {
            word: *word,
            member: if member.is_empty() { owner.clone() } else { member.parse().unwrap() },
            person: Person::new(person).unwrap(),
            round: 1,
            digest,
            has_reason: true,
        },
        why: "the file was read".into(),
        at_us,
        heard_us: at_us,
        signed: vec![number],
    };
    let steps = match stage {
        Stage::Draft => 1,
        Stage::Submitted => 4,
        _ => COURSE.len(),
    };
    let mut acts: Vec<NoticeSaid> = COURSE.iter().take(steps).map(said).collect();
    match stage {
        Stage::Suspended => acts.push(said(&(Word::Suspend, "", "p2"))),
        Stage::Cancelled => acts.push(said(&(Word::Cancel, "", "p2"))),
        _ => {}
    }
    let (review_us, round, spread, withheld) = (content.review_us(), 1, false, false);
    let version = 7 + u64::try_from(acts.len()).unwrap();
    Notice {
        id,
        owner,
        content,
        acts,
        stage,
        round,
        spread,
        version,
        withheld,
        made_us: at_us,
        moved_us: at_us,
        review_us,
    }
}

/// As if its owner had told of it.
pub async fn keep(store: &Store, notice: &Notice) {
    let mut tx = store.begin().await.unwrap();
    let by = Actor::Node { member: notice.owner.clone() };
    assert!(receive(&mut tx, &by, notice, notice.moved_us).await.unwrap());
    tx.commit().await.unwrap();
}

/// As if its owner had taken it back.
pub async fn take_back(store: &Store, notice: &Notice, at_us: i64) {
    let mut tx = store.begin().await.unwrap();
    assert!(give_up(&mut tx, &notice.owner, (notice.id, notice.version + 1), at_us).await.unwrap());
    tx.commit().await.unwrap();
}

const WHY: &str = "legal_basis=art.+12&reference=2026%2F14";
const ACTION: &str = "Locate and arrest";

/// Whether the page, the sheet and the API show what is asked to be done; the same for all.
async fn shows(house: &House, by: &By, id: RecordId, purpose: &str) -> (bool, Value) {
    let why = format!("purpose={purpose}&{WHY}");
    let page = house.get(by, &format!("/notices/{id}?{why}")).await;
    let sheet = house.get(by, &format!("/notices/{id}/print?{why}")).await;
    let told = house.get(by, &format!("/api/v1/notices/{id}?{why}")).await;
    assert_eq!([page.status, sheet.status, told.status], [StatusCode::OK; 3], "{}", page.text());
    let told = told.json();
    let shown = !told["values"]["action"].is_null();
    assert_eq!(page.text().contains(ACTION), shown, "the page for {purpose}");
    assert_eq!(sheet.text().contains(ACTION), shown, "the sheet for {purpose}");
    (shown, told["live"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn before_an_arrest_a_notice_asks_for_nothing_that_its_owner_does_not_stand_behind_now() {
    let street = street().await;
    let house = &street.house;
    let notice = red(1, "BJ", Stage::Published, NOW, &[]);
    keep(&house.store, &notice).await;
    keep(&street.their_store, &notice).await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    assert_eq!(shows(house, &by, notice.id, "investigation").await, (true, Value::Null));
    let (shown, live) = shows(house, &by, notice.id, "arrest").await;
    assert_eq!((shown, &live["heard"]), (false, &json!("unreached")), "nobody can be asked");
    for which in ["", "&search=amouzou", "&which=came"] {
        let list = |purpose: &str| format!("/api/v1/notices?purpose={purpose}&{WHY}{which}");
        let for_arrest = house.get(&by, &list("arrest")).await.json();
        let values = &for_arrest["notices"][0]["values"];
        assert_eq!((&values["name"][0], &values["action"]), (&json!("Amouzou"), &Value::Null), "{which}");
        let other = house.get(&by, &list("investigation")).await.json();
        assert_eq!(other["notices"][0]["values"]["action"], json!([ACTION]), "{which}");
    }
    let let_ = asks(&street, "nobody");
    let_.add_permits(3);
    let (shown, live) = shows(house, &by, notice.id, "arrest").await;
    assert_eq!((shown, &live["stands"]), (true, &json!(true)), "its owner stands behind it");
    keep(&street.their_store, &red(1, "BJ", Stage::Cancelled, NOW + 1, &[])).await;
    let_.add_permits(4);
    let (shown, live) = shows(house, &by, notice.id, "arrest").await;
    assert_eq!((shown, &live["stage"]), (false, &json!("cancelled")), "and this node has not heard of it");
    let asked = [("purpose", "arrest"), ("legal_basis", "art. 12"), ("reference", "2026/14")];
    let page = house.form(&by, &format!("/notices/{}/status", notice.id), &asked).await;
    assert!(page.status == StatusCode::OK && !page.text().contains(ACTION), "{}", page.text());
    assert_eq!(let_.available_permits(), 0, "asked once, and not twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_in_force_leaves_as_a_file_and_it_is_noted() {
    let street = street().await;
    let house = &street.house;
    let all = [
        red(1, "BJ", Stage::Published, NOW, &[]),
        red(2, "TG", Stage::Published, NOW, &[]),
        red(3, "BJ", Stage::Suspended, NOW, &[]),
        red(4, "TG", Stage::Draft, NOW, &[]),
        Notice { withheld: true, ..red(5, "BJ", Stage::Published, NOW, &[]) },
    ];
    for notice in &all {
        keep(&house.store, notice).await;
    }
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let (_, machine) = house.client(&[Role::Investigator]).await;
    let why = format!("purpose=investigation&{WHY}");
    let one = house.get(&by, &format!("/notices/{}/export?{why}", all[0].id)).await;
    assert_eq!(one.status, StatusCode::OK, "{}", one.text());
    assert!(one.header("content-disposition").contains(&format!("notice-{}.json", all[0].id)));
    assert_eq!((&one.json()["name"], &one.json()["forename"]), (&json!("Amouzou"), &json!("Kossi")));
    assert!(!one.text().contains(ACTION), "the public shape has no word for it");
    for (notice, status) in all.iter().zip([200, 200, 409, 409, 404]) {
        let told = house.get(&machine, &format!("/api/v1/notices/{}/export?{why}", notice.id)).await;
        assert_eq!(told.status.as_u16(), status, "{:?} of {}: {}", notice.stage, notice.owner, told.text());
    }
    let file = house.get(&machine, &format!("/api/v1/notices/export?collection=red&{why}")).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    assert_eq!(file.json()["total"], 2);
    assert_eq!(file.json()["_embedded"]["notices"].as_array().unwrap().len(), 2);
    let (_, inspector) = house.signed_in(&[Role::Inspector]).await;
    let log = house.get(&inspector, "/api/v1/log?kind=exported").await.json();
    assert_eq!(log["acts"].as_array().unwrap().len(), 5, "one of each that went out: {log}");
    let again = house.post(&machine, &format!("/api/v1/notices/import?{why}"), file.json()).await;
    assert_eq!(
        again.json()["refused"].as_array().unwrap().len(),
        2,
        "no facts, no warrant: {}",
        again.text()
    );
}
