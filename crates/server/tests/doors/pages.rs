//! The pages, as forms without script.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use model::{Language, Role};
use serde_json::json;

fn id_in(location: &str) -> String {
    location.trim_start_matches("/records/").chars().take(32).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_files_checks_opens_revises_and_withdraws_by_forms_alone() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let form = house.get(&by, "/records/new?kind=Person").await;
    assert!(form.status == StatusCode::OK && form.text().contains("action=\"/records\""));
    let faulty = house
        .form(&by, "/records", &[("kind", "Person"), ("purpose", "investigation"), ("birthDate", "soon")])
        .await;
    assert!(faulty.status == StatusCode::UNPROCESSABLE_ENTITY && faulty.text().contains("aria-invalid"));
    let fields = [
        ("kind", "Person"),
        ("name", "Ama Mensah\nA. Mensah"),
        ("birthDate", "1974-08-12"),
        ("status", "wanted"),
        ("audience", "own"),
        ("level", "official"),
        ("grading", "B2"),
        ("purpose", "investigation"),
        ("reference", "2026/14"),
    ];
    let filed = house.form(&by, "/records", &fields).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    let id = id_in(filed.header("location"));
    assert_eq!(
        filed.header("location"),
        format!("/records/{id}?purpose=investigation&reference=2026%2F14&done=filed")
    );
    let page = house.get(&by, filed.header("location")).await.text();
    assert!(
        page.contains("Ama Mensah") && page.contains("A. Mensah") && page.contains("2026%2F14"),
        "{page}"
    );
    desk::follow::catch_up(&house.desk).await.unwrap();

    let answer = house
        .form(
            &by,
            "/check",
            &[("text", "Mensah Ama 1974"), ("purpose", "investigation"), ("reference", "2026/14")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer.text().contains(&format!("/records/{id}?purpose=investigation&#38;reference=2026%2F14")),
        "the reason is carried on"
    );
    assert!(answer.text().contains("value=\"2026/14\""), "and stays in the form");

    let revise = house.get(&by, &format!("/records/{id}/revise?purpose=investigation")).await.text();
    assert!(revise.contains("name=\"version\" value=\"1\""));
    let change = |version: &'static str| {
        [("version", version), ("name", "Ama Adjei"), ("purpose", "investigation"), ("audience", "own")]
    };
    let revised = house.form(&by, &format!("/records/{id}"), &change("1")).await;
    assert_eq!(revised.header("location"), format!("/records/{id}?purpose=investigation&done=revised"));
    assert!(house.get(&by, revised.header("location")).await.text().contains("Ama Adjei"));
    let outdated = house.form(&by, &format!("/records/{id}"), &change("1")).await;
    assert_eq!(outdated.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody else was faster");

    let unsaid = house
        .form(&by, &format!("/records/{id}/withdraw"), &[("purpose", "investigation"), ("words", " ")])
        .await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = house
        .form(&by, &format!("/records/{id}/withdraw"), &[("purpose", "investigation"), ("words", "mistaken")])
        .await;
    assert_eq!(gone.header("location"), "/check?done=withdrawn");
    let missing = house.get(&by, &format!("/records/{id}?purpose=investigation")).await;
    assert_eq!(missing.status, StatusCode::SEE_OTHER, "what became of its copies is told in its place");
    assert_eq!(missing.header("location"), format!("/window?purpose=investigation&record={id}"));
}

/// All that is left to be done with it is to take it back, and with it what others have of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_has_had_its_time_is_withdrawn_unread() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let handling = json!({ "handling": { "audience": ["own"], "expires": "2026-12-01" } });
    let id = house.file(&by, "Ama Mensah", handling).await;
    house.clock.advance(90 * 86_400_000_000);
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let record = house.get(&by, &format!("/records/{id}?purpose=investigation")).await;
    assert_eq!(record.header("location"), format!("/records/{id}/withdraw?purpose=investigation"));
    let form = house.get(&by, record.header("location")).await.text();
    assert!(form.contains("has had its time") && !form.contains("Ama Mensah"), "{form}");
    let words = [("purpose", "investigation"), ("words", "nobody needs it")];
    let gone = house.form(&by, &format!("/records/{id}/withdraw"), &words).await;
    assert_eq!(gone.header("location"), "/check?done=withdrawn");
    let expires = json!({ "handling": { "audience": ["own"], "expires": "2027-03-01" } });
    let other = house.file(&by, "Afi Lawson", expires).await;
    house.clock.advance(90 * 86_400_000_000);
    let (_, analyst) = house.signed_in(&[Role::Analyst]).await;
    let refused = house.form(&analyst, &format!("/records/{other}/withdraw"), &words).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_not_shown_before_the_reason_is_named() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let id = house.file(&by, "Ama Mensah", json!({})).await;
    let asked = house.get(&by, &format!("/records/{id}")).await;
    assert!(asked.status == StatusCode::OK && !asked.text().contains("Ama Mensah"));
    let absent = house.get(&by, &format!("/records/{}", "a".repeat(32))).await;
    let same = |answer: &Answer, id: &str| answer.text().replace(id, "ID");
    assert_eq!(same(&asked, &id), same(&absent, &"a".repeat(32)), "and nothing tells whether it is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_gets_the_answer_alone() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Frontline]).await;
    let mut ask = form_request("/check", &[("text", "Ama Mensah"), ("purpose", "border-control")]);
    ask.headers_mut().insert("x-fragment", "answer".parse().unwrap());
    let part = house.send(&by, ask).await.text();
    assert!(part.trim_start().starts_with("<section id=\"answer\"") && !part.contains("<html"), "{part}");
    let fill = house
        .form(&by, "/check", &[("text", "Ama Mensah"), ("purpose", "border-control"), ("fill", "1")])
        .await
        .text();
    assert!(fill.contains("Ama Mensah") && !fill.contains("id=\"verdict\""), "filled in, and nothing asked");
    let kind = [
        ("kind", "Document"),
        ("Document.number", "P1234567"),
        ("Document.country", "Nowhere"),
        ("purpose", "border-control"),
    ];
    let faulty = house.form(&by, "/check", &kind).await;
    assert!(
        faulty.status == StatusCode::UNPROCESSABLE_ENTITY
            && faulty.text().contains("f-Document.country-flaw")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_speak_the_officers_language_and_before_that_the_browsers() {
    let house = house().await;
    let door = |languages: &'static str| {
        Request::get("/sign-in").header("accept-language", languages).body(Body::empty()).unwrap()
    };
    for (languages, opening) in [
        ("de, fr;q=0.8", "<html lang=\"fr\" dir=\"ltr\">"),
        ("ar-TN", "<html lang=\"ar\" dir=\"rtl\">"),
        ("xx", "<html lang=\"en\" dir=\"ltr\">"),
    ] {
        assert!(house.send(&By::Nobody, door(languages)).await.text().contains(opening), "{languages}");
    }
    let chosen = {
        let mut choose = form_request("/language", &[("language", "es"), ("back", "https://evil.example")]);
        choose.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
        house.send(&By::Nobody, choose).await
    };
    assert_eq!(chosen.header("location"), "/", "nobody is sent elsewhere");
    assert!(chosen.header("set-cookie").starts_with("language=es; "));
    let (_, by) = house.signed_in_as(&[Role::Frontline], Language::Arabic).await;
    let mut look = Request::get("/check").body(Body::empty()).unwrap();
    look.headers_mut().insert("accept-language", "en".parse().unwrap());
    assert!(house.send(&by, look).await.text().contains("<html lang=\"ar\" dir=\"rtl\">"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_begins_where_it_works_and_sees_no_other_door() {
    let house = house().await;
    for (role, first, hidden) in [
        (Role::Frontline, "/check", "/log"),
        (Role::Investigator, "/check", "/officers"),
        (Role::Analyst, "/check", "/rules"),
        (Role::Coordinator, "/check", "/records/new"),
        (Role::VictimProtection, "/check", "/standing"),
        (Role::Compliance, "/check", "/records/new"),
        (Role::Inspector, "/log", "/check"),
        (Role::Administrator, "/officers", "/check"),
    ] {
        let (_, by) = house.signed_in(&[role]).await;
        assert_eq!(house.get(&by, "/").await.header("location"), first, "{role}");
        let page = house.get(&by, first).await;
        assert_eq!(page.status, StatusCode::OK, "{role}: {}", page.text());
        assert!(!page.text().contains(&format!("<li><a href=\"{hidden}\"")), "{role} is not shown {hidden}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn standing_checks_are_left_open_and_closed_by_forms() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Frontline]).await;
    let open = house
        .form(&by, "/standing", &[("text", "Ama Mensah"), ("purpose", "border-control"), ("until", "")])
        .await;
    assert_eq!(open.header("location"), "/standing?done=standing-opened", "{}", open.text());
    let page = house.get(&by, "/standing").await.text();
    assert!(page.contains("Ama Mensah"));
    let close = page.split("action=\"/standing/").nth(1).unwrap().split('"').next().unwrap().to_string();
    let (_, other) = house.signed_in(&[Role::Frontline]).await;
    assert_eq!(house.form(&other, &format!("/standing/{close}"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        house.form(&by, &format!("/standing/{close}"), &[]).await.header("location"),
        "/standing?done=standing-closed"
    );
    assert!(!house.get(&by, "/standing").await.text().contains("Ama Mensah"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_keeps_officers_clients_and_rules_by_forms() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Administrator]).await;
    let faulty = house.form(&by, "/officers", &[("name", ""), ("roles", "frontline")]).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("name", "Kossi Adjo"),
        ("unit", "Post 1"),
        ("roles", "frontline"),
        ("roles", "analyst"),
        ("clearance", "restricted"),
        ("language", "fr"),
    ];
    let added = house.form(&by, "/officers", &fields).await;
    assert!(
        added.status == StatusCode::OK && added.text().contains(&format!("{ORIGIN}/enter/lil_")),
        "{}",
        added.text()
    );
    let officer = added
        .text()
        .split("/officers?edit=")
        .skip(1)
        .find(|rest| rest.split("</a>").next().is_some_and(|link| link.contains("Kossi")))
        .map(|rest| rest[..32].to_string())
        .unwrap();
    assert!(
        house.get(&by, &format!("/officers?edit={officer}")).await.text().contains("value=\"Kossi Adjo\"")
    );
    for (path, done) in [("disable", "officer-disabled"), ("enable", "officer-changed")] {
        assert_eq!(
            house.form(&by, &format!("/officers/{officer}/{path}"), &[]).await.header("location"),
            format!("/officers?done={done}")
        );
    }
    let token = house
        .form(
            &by,
            "/clients",
            &[("name", "gate"), ("roles", "frontline"), ("clearance", "official"), ("days", "30")],
        )
        .await;
    assert!(token.text().contains("lia_"));
    let rules = house.get(&by, "/rules").await;
    assert!(rules.status == StatusCode::OK && rules.text().contains("@id("));
    let wrong =
        house.form(&by, "/rules", &[("text", "permit (principal, action, resource"), ("words", "try")]).await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY
            && wrong.text().contains("permit (principal, action, resource")
    );
    let text = desk::rules::read(&house.desk, &console_actor(), &administration()).await.unwrap();
    let same = house
        .form(&by, "/rules", &[("text", &format!("{text}\n// looked at in spring\n")), ("words", "a note")])
        .await;
    assert_eq!(same.header("location"), "/rules?done=rules-changed", "{}", same.text());
    assert!(
        desk::rules::read(&house.desk, &console_actor(), &administration())
            .await
            .unwrap()
            .contains("looked at in spring")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspector_looks_through_the_log_and_proves_it() {
    let house = house().await;
    let (officer, asker) = house.signed_in(&[Role::Frontline]).await;
    house.form(&asker, "/check", &[("text", "Ama Mensah"), ("purpose", "border-control")]).await;
    let (_, by) = house.signed_in(&[Role::Inspector]).await;
    let page = house
        .get(
            &by,
            &format!(
                "/log?by=officer:{officer}&kind=checked&purpose=border-control&from=2026-01-01&to=2026-12-31"
            ),
        )
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("act-checked") && page.text().contains("Afi Mensah"));
    let proved = house.form(&by, "/log/verify", &[]).await;
    assert_eq!(proved.header("location"), "/log?done=log-verified");
    let csv = house.get(&by, &format!("/log.csv?by=officer:{officer}")).await;
    assert!(csv.text().contains("\"checked\"") && csv.header("content-disposition").contains("attachment"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_is_a_page_in_the_officers_words() {
    let house = house().await;
    let (_, by) = house.signed_in_as(&[Role::Frontline], Language::French).await;
    let missing = house.get(&by, &format!("/records/{}?purpose=border-control", "a".repeat(32))).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(
        missing.header("content-type").starts_with("text/html")
            && missing.text().contains("<html lang=\"fr\""),
        "{}",
        missing.text()
    );
    let refused = house.get(&by, "/officers").await;
    assert!(
        refused.status == StatusCode::FORBIDDEN && refused.header("content-type").starts_with("text/html")
    );
    let nowhere = house.get(&by, "/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(nowhere.text().contains("<html lang=\"fr\"") && !nowhere.text().contains("href=\"/sign-in\""));
    assert!(house.get(&By::Nobody, "/nowhere").await.text().contains("href=\"/sign-in\""));
    let request = Request::get("/nowhere").body(Body::empty()).unwrap();
    let told = send(&house.console, &By::Nobody, request).await;
    let form = (told.status, told.header("content-type"));
    assert_eq!(form, (StatusCode::NOT_FOUND, "application/problem+json"), "the command line reads no pages");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_is_taken_out_by_who_may() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let id = house.file(&by, "Ama Mensah", json!({})).await;
    let basis = house.get(&by, &format!("/records/{id}/export?purpose=investigation")).await;
    assert_eq!(basis.status, StatusCode::FORBIDDEN, "without a legal basis nothing leaves");
    let out =
        house.get(&by, &format!("/records/{id}/export?purpose=investigation&legal_basis=art.+12")).await;
    assert!(out.status == StatusCode::OK && out.json()["id"].is_string(), "{}", out.text());
}
