//! What the gate stops and what it flags, case by case.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use crate::Audience;
use crate::notice::{NoticeKind, Sent};
use std::collections::BTreeSet;

const TODAY: &str = "2026-11-26";

pub(super) const RED: &[(&str, &str)] = &[
    ("name", "Amouzou"),
    ("forename", "Kossi"),
    ("date_of_birth", "1980-01-02"),
    ("sex_id", "M"),
    ("nationalities", "TG"),
    ("stage", "prosecution"),
    ("charge", "Trafficking in persons"),
    ("law", "Penal code, art. 317"),
    ("max_penalty_months", "120"),
    ("warrant_reference", "2026/14"),
    ("warrant_issuer", "FR"),
    ("warrant_date", "2026-03-01"),
    ("warrant_digest", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
    ("facts", "Recruited women with false promises and took their passports."),
    ("facts_language", "en"),
    ("action", "Locate and arrest; inform the owner at once"),
];

fn read(kind: NoticeKind, changed: &[(&str, &str)]) -> Result<Content, Vec<crate::Invalid>> {
    let base: &[(&str, &str)] = match kind {
        NoticeKind::Red => RED,
        NoticeKind::Yellow => &[
            ("name", "Dossou"),
            ("forename", "Afi"),
            ("sex_id", "F"),
            ("date_of_event", "2026-11-20"),
            ("place", "Lomé"),
            ("country", "TG"),
            ("facts", "Did not come home from school."),
            ("facts_language", "fr"),
        ],
        _ => &[
            ("name", "Amouzou"),
            ("date_of_birth", "1980-01-02"),
            ("nationalities", "TG"),
            ("role", "suspect"),
            ("charge", "Fraud"),
            ("law", "art. 1"),
            ("facts", "Sells forged passports."),
            ("facts_language", "en"),
            ("action", "Tell the owner"),
        ],
    };
    let kept = base.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    let texts: Vec<(&str, &str)> = kept
        .chain(changed)
        .copied()
        .filter(|(name, _)| crate::notice::Field::of(kind, name).is_some())
        .collect();
    let to = (Audience::All, BTreeSet::new());
    Content::read((kind, Sent::Notice), to, ("2030-01-01".parse().unwrap(), TODAY.parse().ok()), texts)
}

fn found(kind: NoticeKind, changed: &[(&str, &str)]) -> (Vec<&'static str>, Vec<&'static str>) {
    let found = gate(&read(kind, changed).unwrap(), "FR", TODAY.parse().unwrap());
    (found.stops.iter().map(|stop| stop.as_str()).collect(), found.flags.iter().map(Flag::code).collect())
}

#[test]
fn what_is_in_order_passes_without_a_flag() {
    assert_eq!(found(NoticeKind::Red, &[]), (vec![], vec![]));
    assert_eq!(found(NoticeKind::Yellow, &[]), (vec![], vec![]));
}

#[test]
fn thresholds_stop() {
    assert_eq!(found(NoticeKind::Red, &[("max_penalty_months", "23")]).0, ["penalty-too-low"]);
    assert_eq!(found(NoticeKind::Red, &[("max_penalty_months", "24")]).0, [""; 0]);
    let sentence = |months| {
        found(
            NoticeKind::Red,
            &[("stage", "sentence"), ("to_serve_months", months), ("max_penalty_months", "")],
        )
        .0
    };
    assert_eq!(sentence("5"), ["too-little-to-serve"]);
    assert_eq!(sentence("6"), [""; 0]);
    assert_eq!(found(NoticeKind::Red, &[("warrant_date", "2027-01-01")]).0, ["warrant-to-come"]);
}

#[test]
fn who_cannot_be_told_from_others_is_not_sought() {
    assert_eq!(found(NoticeKind::Red, &[("date_of_birth", "1980~")]).0, ["nobody-in-particular"]);
    let with = found(NoticeKind::Red, &[("date_of_birth", "1980~"), ("passport_number", "T1234567")]);
    assert_eq!(with, (vec![], vec![]));
    assert_eq!(found(NoticeKind::Red, &[("date_of_birth", "1980")]).1, ["thin-identity"]);
}

#[test]
fn children_victims_and_witnesses_have_conditions() {
    assert_eq!(found(NoticeKind::Red, &[("date_of_birth", "2013-01-01")]).0, ["child-sought"]);
    assert_eq!(found(NoticeKind::Red, &[("date_of_birth", "2009-11-27")]), (vec![], vec!["minor"]));
    assert_eq!(found(NoticeKind::Red, &[("date_of_birth", "2008-11-26")]).1, [""; 0], "eighteen today");
    assert_eq!(found(NoticeKind::Red, &[("date_of_birth", "2008-11-27")]).1, ["minor"], "eighteen tomorrow");
    assert_eq!(found(NoticeKind::Yellow, &[("date_of_birth", "2014-01-01")]).1, ["minor-without-consent"]);
    assert_eq!(
        found(NoticeKind::Yellow, &[("date_of_birth", "2014-01-01"), ("consent", "mother")]).1,
        [""; 0]
    );
    assert_eq!(found(NoticeKind::Green, &[("role", "victim")]).0, ["protected-role"]);
    assert_eq!(found(NoticeKind::Blue, &[("role", "witness")]).0, ["no-protective-measures"]);
}

#[test]
fn words_of_article_three_are_found_in_four_languages_and_not_within_others() {
    for (facts, what) in [
        ("He is a leader of the OPPOSITION.", "political"),
        ("Membre d'une secte non déclarée", "religious"),
        ("Acusado de sedición", "political"),
        ("متهم بالتحريض ضد الحكومة", "political"),
        ("Left his unit: desertion", "military"),
        ("Issued a bounced cheque", "private"),
    ] {
        assert!(found(NoticeKind::Red, &[("facts", facts)]).1.contains(&what), "{facts}");
    }
    assert_eq!(found(NoticeKind::Red, &[("facts", "Sold an insect collection and a dessert")]).1, [""; 0]);
}

#[test]
fn old_warrants_and_own_nationals_are_flagged() {
    assert_eq!(found(NoticeKind::Red, &[("warrant_date", "2016-11-26")]).1, ["old-warrant"]);
    assert_eq!(found(NoticeKind::Red, &[("nationalities", "FR")]).1, ["own-national"]);
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    let wrong = |changed: &[(&str, &str)]| {
        read(NoticeKind::Red, changed).unwrap_err().iter().map(|e| e.what).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&[("name", "")]), ["name"]);
    assert_eq!(wrong(&[("to_serve_months", ""), ("stage", "sentence")]), ["to_serve_months"]);
    assert_eq!(wrong(&[("max_penalty_months", "")]), ["max_penalty_months"]);
    assert_eq!(wrong(&[("facts_fr", "Recrutait")]), ["translator_fr"]);
    for (field, text) in [
        ("date_of_birth", "yesterday"),
        ("nationalities", "Atlantis"),
        ("sex_id", "X"),
        ("height", "17.4"),
        ("height", "1,745"),
        ("weight", "0"),
        ("eyes_colors_id", "BLK"),
        ("hairs_id", "PINK"),
        ("languages_spoken_ids", "Klingon"),
        ("max_penalty_months", "-3"),
        ("warrant_date", "2026-03"),
        ("warrant_digest", "abc"),
        ("warrant_issuer", "917"),
        ("stage", "suspicion"),
        ("charge", "a\u{7}b"),
        ("name", &"x".repeat(301)),
        ("facts", &"x".repeat(10_001)),
    ] {
        assert!(wrong(&[(field, text)]).contains(&field), "{field} {text:.20}");
    }
}

#[test]
fn two_contents_are_never_one_in_bytes() {
    let one = read(NoticeKind::Red, &[("forename", "Kossi Yao"), ("name", "Amouzou")]).unwrap();
    let two = read(NoticeKind::Red, &[("forename", "Kossi"), ("name", "Yao Amouzou")]).unwrap();
    assert_ne!(one.canonical(), two.canonical());
    assert_eq!(one.caption(), two.caption());
}

#[test]
fn the_day_of_review_is_within_five_years() {
    let day = |review: &str| {
        let to = (Audience::All, BTreeSet::new());
        let days = (review.parse().unwrap(), TODAY.parse().ok());
        Content::read((NoticeKind::Red, Sent::Notice), to, days, RED.iter().copied()).is_ok()
    };
    assert!(day("2031-11-26") && day("2026-11-27"));
    assert!(!day("2031-11-27") && !day("2026-11-26") && !day("2030") && !day("2020-01-01"));
}

#[test]
fn days_are_counted_both_ways() {
    use crate::notice::day_of;
    for (at, day) in [
        (0, "1970-01-01"),
        (1_790_000_000, "2026-09-21"),
        (951_782_400, "2000-02-29"),
        (4_102_444_799, "2099-12-31"),
        (1_709_251_199, "2024-02-29"),
    ] {
        assert_eq!(day_of(at * 1_000_000).to_string(), day);
    }
    let content = read(NoticeKind::Red, &[]).unwrap();
    assert_eq!(day_of(content.review_us() - 1).to_string(), "2030-01-01");
    assert_eq!(day_of(content.review_us()).to_string(), "2030-01-02");
}
