//! What leaves for the public, and that it reads back.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use model::Audience;
use model::notice::{FIELDS, Sent};
use std::collections::BTreeSet;

fn content(kind: NoticeKind, texts: &[(&str, &str)]) -> Content {
    let days = (PartialDate::new(2030, Some(1), Some(1)).unwrap(), None);
    Content::read((kind, Sent::Notice), (Audience::All, BTreeSet::new()), days, texts.iter().copied())
        .unwrap()
}

const RED: &[(&str, &str)] = &[
    ("name", "AMOUZOU"),
    ("forename", "Kossi"),
    ("date_of_birth", "1980-01"),
    ("sex_id", "M"),
    ("nationalities", "TG\nGH"),
    ("height", "1.7"),
    ("weight", "70"),
    ("eyes_colors_id", "BRO"),
    ("passport_number", "T1234567"),
    ("stage", "prosecution"),
    ("charge", "Trafficking in persons"),
    ("law", "Penal code, art. 317"),
    ("max_penalty_months", "120"),
    ("warrant_reference", "2026/14"),
    ("warrant_issuer", "TG"),
    ("warrant_date", "2026-03-01"),
    ("warrant_digest", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
    ("facts", "Recruited women with false promises."),
    ("facts_language", "en"),
    ("action", "Locate and arrest"),
    ("public_extract", "text"),
];

#[test]
fn the_public_sees_the_fields_of_the_service_and_no_other() {
    let number = number(2026, RecordId::from_bytes([7; 16]));
    let told = Value::Object(detail(&content(NoticeKind::Red, RED), &number));
    assert_eq!(told["entity_id"], "2026/7726764066567");
    assert_eq!(in_path(&number), "2026-7726764066567");
    assert_eq!(told["date_of_birth"], "1980/01");
    assert_eq!((&told["height"], &told["weight"]), (&json!(1.7), &json!(70)));
    assert_eq!(told["arrest_warrants"][0]["issuing_country_id"], "TG");
    let text = told.to_string();
    for secret in ["T1234567", "2026/14", "Recruited", "0011223344", "art. 317", "Locate"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let allowed = [
        "entity_id",
        "forename",
        "name",
        "date_of_birth",
        "nationalities",
        "sex_id",
        "place_of_birth",
        "country_of_birth_id",
        "languages_spoken_ids",
        "height",
        "weight",
        "eyes_colors_id",
        "hairs_id",
        "distinguishing_marks",
        "arrest_warrants",
    ];
    let names: BTreeSet<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, BTreeSet::from(allowed));
    assert!(FIELDS.iter().any(|field| field.name == "passport_number"));
}

#[test]
fn what_was_written_reads_back_as_a_draft_and_as_a_record_of_a_list() {
    let told = detail(&content(NoticeKind::Red, RED), "2026/12345");
    let list = json!({ "total": 1, "_embedded": { "notices": [told] } }).to_string();
    let back = read(&list, None);
    let foreign = back[0].as_ref().unwrap();
    assert_eq!((foreign.kind, foreign.number.as_str()), (NoticeKind::Red, "2026/12345"));
    for (field, text) in
        [("date_of_birth", "1980-01"), ("charge", "Trafficking in persons"), ("height", "1.7")]
    {
        assert!(foreign.fields.contains(&(field, text.to_owned())), "{field} {:?}", foreign.fields);
    }
    assert_eq!(foreign.fields.iter().filter(|(name, _)| *name == "nationalities").count(), 2);
}

#[test]
fn what_is_no_notice_says_why() {
    assert!(read("{", None)[0].as_ref().unwrap_err().contains("not JSON"));
    assert!(read("[1]", None)[0].as_ref().unwrap_err().contains("object"));
    assert!(read("{\"name\": \"X\"}", None)[0].as_ref().unwrap_err().contains("kind"));
    assert!(read("{\"name\": \"X\"}", Some(NoticeKind::Blue))[0].is_ok());
    let lines = "{\"entity_id\": \"2021/1\", \"arrest_warrants\": null}\nnot a line";
    let read = read(lines, None);
    assert!(read[0].is_ok() && read[1].is_err());
}

#[test]
fn where_it_says_that_it_stands_tells_its_kind() {
    let told = json!({ "entity_id": "2021/1", "_links": { "self": { "href": "https://x.example/notices/v1/yellow/2021-1" } } });
    assert_eq!(read(&told.to_string(), None)[0].as_ref().unwrap().kind, NoticeKind::Yellow);
}
