//! Notices at the doors: drafted by form and by API, approved by two people, told what is wrong at its field.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use crate::network::street;
use axum::http::StatusCode;
use model::{Language, Role};
use serde_json::json;

const WHY: &str = "purpose=investigation&legal_basis=art.+12&reference=2026%2F14";

const YELLOW: &[(&str, &str)] = &[
    ("purpose", "investigation"),
    ("kind", "yellow"),
    ("sent", "notice"),
    ("audience", "all"),
    ("review", "2027-06-30"),
    ("name", "Dossou"),
    ("forename", "Afi <b>"),
    ("sex_id", "F"),
    ("hairs_id", "BLA"),
    ("hairs_id", "HAID"),
    ("date_of_event", "2026-09"),
    ("place", "لومي"),
    ("country", "Togo"),
    ("facts", "Ne rentrait pas de l’école."),
    ("facts_language", "fr"),
];

fn id_of(answer: &Answer) -> String {
    let to = answer.header("location");
    to.trim_start_matches("/notices/").chars().take(32).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_drafts_a_notice_and_two_others_approve_it() {
    let street = street().await;
    let house = &street.house;
    let (_, drafter) = house.signed_in(&[Role::Investigator]).await;
    let form = house.get(&drafter, "/notices/new?kind=yellow").await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(
        form.text().contains("name=\"distinguishing_marks\"")
            && !form.text().contains("name=\"warrant_digest\"")
    );
    let drafted = house.form(&drafter, "/notices", YELLOW).await;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.text());
    let id = id_of(&drafted);
    let path = format!("/notices/{id}?{WHY}");
    let page = house.get(&drafter, &path).await.text();
    assert!(page.contains("Afi &#60;b&#62;") || page.contains("Afi &lt;b&gt;"), "what was typed stays text");
    assert!(page.contains("Dyed") && page.contains("لومي"));
    assert!(!page.contains("value=\"approve\""), "who drafted it does not approve it");
    let approve = [("word", "approve"), ("round", "1"), ("purpose", "investigation"), ("words", "")];
    let own = house.form(&drafter, &format!("/notices/{id}"), &approve).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    for expected in ["1 of 2", "2 of 2"] {
        let (_, other) = house.signed_in(&[Role::Coordinator]).await;
        let page = house.get(&other, &path).await.text();
        assert!(page.contains("value=\"approve\""));
        let said = house.form(&other, &format!("/notices/{id}"), &approve).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
        let page = house.get(&other, &path).await.text().replace(['\u{2068}', '\u{2069}'], "");
        assert!(page.contains(expected), "{expected}");
    }
    let (_, arab) = house.signed_in_as(&[Role::Investigator], Language::Arabic).await;
    let list = house.get(&arab, &format!("/notices?{WHY}&which=ours")).await.text();
    assert!(list.contains("أمام المراجعين") && list.contains("Dossou"));
    let found = house.get(&arab, &format!("/notices?{WHY}")).await.text();
    assert!(!found.contains("Dossou"), "nobody has cleared it: it is not in force");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_a_notice_is_told_at_its_field_and_nothing_typed_is_lost() {
    let street = street().await;
    let house = &street.house;
    let (_, drafter) = house.signed_in(&[Role::Investigator]).await;
    let mut fields: Vec<(&str, &str)> =
        YELLOW.iter().copied().filter(|(name, _)| !["country", "facts_language"].contains(name)).collect();
    fields.push(("country", "Atlantis"));
    let again = house.form(&drafter, "/notices", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = again.text();
    assert!(page.contains("f-country-flaw") && page.contains("f-facts_language-flaw"));
    assert!(page.contains("Atlantis") && page.contains("Ne rentrait pas"), "nothing typed is lost");
    let (_, frontline) = house.signed_in(&[Role::Frontline]).await;
    assert_eq!(house.get(&frontline, "/notices/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get(&frontline, &format!("/protected?{WHY}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.form(&frontline, "/notices", YELLOW).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_drafts_and_reads_notices_and_decides_on_none() {
    let street = street().await;
    let house = &street.house;
    let machine = house.client(&[Role::Investigator, Role::Coordinator]).await.1;
    let sent = json!({
        "kind": "purple", "audience": ["all"], "review": "2027-06-30", "purpose": "investigation",
        "values": { "modus_operandi": "Suitcases with a double bottom", "facts": "Seen at two borders.", "facts_language": "en" },
    });
    let made = house.post(&machine, "/api/v1/notices", sent.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let id = made.json()["id"].as_str().unwrap().to_string();
    let look = house.get(&machine, &format!("/api/v1/notices/{id}?{WHY}")).await.json();
    assert_eq!((&look["stage"], &look["round"], &look["may"]), (&json!("draft"), &json!(1), &json!([])));
    let act = json!({ "word": "approve", "round": 1, "purpose": "investigation" });
    let said = house.post(&machine, &format!("/api/v1/notices/{id}/acts"), act).await;
    assert_eq!(said.status, StatusCode::FORBIDDEN, "{}", said.text());
    let mut wrong = sent.clone();
    wrong["values"]["name"] = json!("Nobody");
    wrong["review"] = json!("2040-01-01");
    let told = house.post(&machine, "/api/v1/notices", wrong).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text().contains("review") && told.json()["errors"][0]["field"] == "name", "{}", told.text());
    let list = house.get(&machine, &format!("/api/v1/notices?which=ours&{WHY}")).await.json();
    assert_eq!(list["notices"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_protect_keep_their_list_and_nobody_else_sees_it() {
    let street = street().await;
    let house = &street.house;
    let (_, keeper) = house.signed_in(&[Role::VictimProtection]).await;
    let why = "purpose=victim-protection";
    let fields =
        [("purpose", "victim-protection"), ("name", "Afi Dossou"), ("born", "1990-02-03"), ("passport", "")];
    let kept = house.form(&keeper, "/protected", &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let page = house.get(&keeper, &format!("/protected?{why}")).await.text();
    assert!(page.contains("Afi Dossou") && page.contains("1990-02-03"));
    let wrong = [("purpose", "victim-protection"), ("name", ""), ("born", "soon")];
    assert_eq!(house.form(&keeper, "/protected", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_stands_there_again_after_the_page_was_closed() {
    let street = street().await;
    let house = &street.house;
    let (_, drafter) = house.signed_in(&[Role::Investigator]).await;
    let form = house.get(&drafter, "/notices/new?kind=yellow").await.text();
    let key: String = form.split("name=\"draft\" value=\"").nth(1).unwrap().chars().take(32).collect();
    let begun =
        [("purpose", "investigation"), ("kind", "yellow"), ("draft", key.as_str()), ("name", "Half a name")];
    let kept = house.form(&drafter, "/notices/draft", &begun).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let list = house.get(&drafter, &format!("/notices?{WHY}")).await.text();
    assert!(list.contains(&format!("/notices/new?draft={key}")) && list.contains("Half a name"));
    let again = house.get(&drafter, &format!("/notices/new?draft={key}")).await.text();
    assert!(again.contains("value=\"Half a name\""), "however little of it is there");
    let (_, other) = house.signed_in(&[Role::Investigator]).await;
    assert_eq!(house.get(&other, &format!("/notices/new?draft={key}")).await.status, StatusCode::NOT_FOUND);
    let mut whole: Vec<(&str, &str)> = YELLOW.to_vec();
    whole.push(("draft", key.as_str()));
    assert_eq!(house.form(&drafter, "/notices", &whole).await.status, StatusCode::SEE_OTHER);
    let list = house.get(&drafter, &format!("/notices?{WHY}")).await.text();
    assert!(!list.contains("Half a name"), "what was stated is begun no more");
    house.form(&drafter, "/notices/draft", &begun).await;
    let dropped = [("purpose", "investigation"), ("draft", key.as_str()), ("drop", "yes")];
    assert_eq!(house.form(&drafter, "/notices/draft", &dropped).await.status, StatusCode::SEE_OTHER);
    assert!(!house.get(&drafter, &format!("/notices?{WHY}")).await.text().contains("Half a name"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_goes_on_paper_in_four_languages_and_a_draft_not_out_as_a_file() {
    let street = street().await;
    let house = &street.house;
    let (_, drafter) = house.signed_in(&[Role::Investigator]).await;
    let id = id_of(&house.form(&drafter, "/notices", YELLOW).await);
    for (language, dir, says) in [
        ("en", "ltr", "Missing"),
        ("ar", "rtl", "اسأل مالكها"),
        ("fr", "ltr", "arrestation"),
        ("es", "ltr", "propietario"),
    ] {
        let sheet = house.get(&drafter, &format!("/notices/{id}/print?{WHY}&in={language}")).await.text();
        assert!(sheet.contains(&format!("lang=\"{language}\" dir=\"{dir}\"")), "{language}");
        assert!(
            sheet.contains("Ne rentrait pas") && (language == "en" || sheet.contains(says)),
            "{language}"
        );
        assert!(!sheet.contains("<script") && sheet.contains("Afi &#60;b&#62;"), "{language}: {sheet}");
    }
    let drafted = house.get(&drafter, &format!("/notices/{id}/export?{WHY}")).await;
    assert_eq!(drafted.status, StatusCode::CONFLICT, "only what is in force leaves as a file");
    let (_, frontline) = house.signed_in(&[Role::Frontline]).await;
    assert_eq!(
        house.get(&frontline, &format!("/notices/{id}/export?{WHY}")).await.status,
        StatusCode::FORBIDDEN
    );
    let machine = house.client(&[Role::Investigator]).await.1;
    let public =
        json!({ "entity_id": "2026/1", "name": "Dossou", "forename": "Afi", "date_of_birth": "2010/05/01" });
    let told = house.post(&machine, &format!("/api/v1/notices/import?{WHY}"), public).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    assert_eq!(told.json()["refused"][0]["place"], 1, "the public shape has no facts: nothing is made up");
    let no_notice = house.post(&machine, &format!("/api/v1/notices/import?{WHY}"), json!([1])).await;
    assert_eq!(no_notice.status, StatusCode::BAD_REQUEST, "{}", no_notice.text());
    let live =
        house.post(&machine, &format!("/api/v1/notices/{id}/status"), json!({ "purpose": "arrest" })).await;
    assert_eq!((&live.json()["stands"], &live.json()["stage"]), (&json!(false), &json!("draft")));
}
