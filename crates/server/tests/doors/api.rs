//! The API's main path, and the shape of what goes wrong.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use model::Role;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_filed_found_opened_revised_and_withdrawn() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    let id = house.file(&by, "Ama Mensah", json!({ "action": "hold and call" })).await;

    let ask = json!({ "purpose": "investigation", "entity": { "kind": "Person", "properties": { "name": ["Mensah Ama"] } } });
    let answer = house.post(&by, "/api/v1/checks", ask).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let found = &answer.json()["matches"][0];
    assert_eq!((found["record"].as_str(), found["owner"].as_str()), (Some(id.as_str()), Some("TG")));
    assert_eq!((found["caption"].as_str(), found["status"].as_str()), (Some("Ama Mensah"), Some("wanted")));
    assert_eq!(found["action"], "hold and call");
    assert!(found["score"].as_f64().unwrap() > 0.5 && !found["explanation"].as_array().unwrap().is_empty());
    assert_eq!(found["handling"]["audience"], json!(["own"]));

    let path = format!("/api/v1/records/{id}?purpose=investigation");
    let opened = house.get(&by, &path).await;
    assert_eq!((opened.status, opened.header("etag")), (StatusCode::OK, "\"1\""));
    assert_eq!(opened.json()["properties"]["name"], json!(["Ama Mensah"]));

    let revised = json!({ "kind": "Person", "properties": { "name": ["Ama Mensah-Adjei"] }, "version": 1 });
    let put = |body: &serde_json::Value| json_request(Method::PUT, &format!("/api/v1/records/{id}"), body);
    assert_eq!(house.send(&by, put(&revised)).await.json(), json!({ "id": id, "version": 2 }));
    assert_eq!(
        house.send(&by, put(&revised)).await.status,
        StatusCode::CONFLICT,
        "the version that was read is gone"
    );
    let unconditional = json!({ "kind": "Person", "properties": { "name": ["Ama Adjei"] } });
    assert_eq!(house.send(&by, put(&unconditional)).await.json()["version"], 3);
    assert_eq!(house.get(&by, &path).await.json()["history"].as_array().unwrap().len(), 3);

    let gone = Request::delete(format!("/api/v1/records/{id}?why=mistaken")).body(Body::empty()).unwrap();
    assert_eq!(house.send(&by, gone).await.status, StatusCode::NO_CONTENT);
    assert_eq!(house.get(&by, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_taken_for_what_it_is_and_nothing_known_is_an_empty_list() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    let answer = house
        .post(&by, "/api/v1/checks", json!({ "purpose": "border-control", "text": "P1234567 TGO" }))
        .await;
    let answer = answer.json();
    assert_eq!((answer["matches"].clone(), answer["complete"].clone()), (json!([]), json!(true)));
    assert!(answer["elapsed_us"].is_u64() && answer["id"].as_str().unwrap().len() == 32);
    assert!(answer["asked"].as_array().unwrap().iter().any(|e| e["kind"] == "Document"));
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_say_what_is_wrong_and_where() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    let wrong = json!({ "purpose": "border-control", "entity": { "kind": "Person", "properties": { "birthDate": ["soon"], "imo": ["1"] } } });
    for (body, status, code, field) in [
        (wrong, 422, "invalid", "entity.properties.birthDate"),
        (json!({ "text": "Ama" }), 422, "invalid", "purpose"),
        (json!({ "purpose": "because", "text": "Ama" }), 422, "invalid", "purpose"),
        (json!({ "purpose": "border-control" }), 422, "invalid", "body"),
        (json!({ "purpose": "border-control", "text": "Ama", "mrz": "P<" }), 422, "invalid", "body"),
        (json!({ "purpose": "border-control", "text": "Ama", "limit": 0 }), 422, "invalid", "limit"),
        (json!({ "purpose": "border-control", "text": "Ama", "colour": 1 }), 422, "invalid", "body"),
        (json!({ "purpose": "administration", "text": "Ama" }), 403, "refused", ""),
    ] {
        let answer = house.post(&by, "/api/v1/checks", body.clone()).await;
        let problem = answer.json();
        assert_eq!(answer.header("content-type"), "application/problem+json", "{body}");
        assert_eq!(
            (answer.status.as_u16(), &problem["status"]),
            (status, &json!(status)),
            "{body}: {problem}"
        );
        assert_eq!(problem["type"], format!("urn:liaison:problem:{code}"), "{body}");
        assert!(!problem["detail"].as_str().unwrap().is_empty() && problem["title"].is_string());
        let fields: Vec<_> = problem["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|e| e["field"].as_str().unwrap())
            .collect();
        assert!(field.is_empty() || fields.contains(&field), "{body}: {fields:?}");
    }
    let text =
        Request::post("/api/v1/checks").header("content-type", "text/plain").body(Body::from("x")).unwrap();
    assert_eq!(house.send(&by, text).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let cut = Request::post("/api/v1/checks")
        .header("content-type", "application/json")
        .body(Body::from("{"))
        .unwrap();
    assert_eq!(house.send(&by, cut).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.get(&by, "/api/v1/nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get(&by, "/api/v1/checks").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_character_that_stands_for_nothing_is_refused_wherever_it_is() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Analyst]).await;
    let text = json!({ "purpose": "prevention", "text": "Ama\u{0}Mensah" });
    assert_eq!(house.post(&by, "/api/v1/checks", text).await.status, StatusCode::BAD_REQUEST);
    let list = house.get(&by, "/api/v1/records?purpose=prevention&list=un%00").await;
    assert_eq!(list.status, StatusCode::BAD_REQUEST);
    let form = house.form(&by, "/check", &[("purpose", "prevention"), ("text", "Ama\0")]).await;
    assert!(form.status.is_client_error(), "{}", form.status);
    let most = format!("/api/v1/records?purpose=prevention&after={}", u64::MAX);
    assert_eq!(house.get(&by, &most).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_read_without_a_purpose() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    let id = house.file(&by, "Ama Mensah", json!({})).await;
    for path in [
        format!("/api/v1/records/{id}"),
        "/api/v1/records".into(),
        "/api/v1/lists".into(),
        "/api/v1/exports".into(),
    ] {
        let answer = house.get(&by, &path).await;
        assert_eq!(
            (answer.status, &answer.json()["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("purpose")),
            "{path}"
        );
    }
    let named = Request::get(format!("/api/v1/records/{id}")).header("Liaison-Purpose", "investigation");
    let opened = house.send(&by, named.body(Body::empty()).unwrap()).await;
    assert_eq!(opened.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_files_once() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    let (_, other) = house.client(&[Role::Investigator]).await;
    let send = async |by: &By, name: &str, key: &str| {
        let mut request = json_request(
            Method::POST,
            "/api/v1/records",
            &json!({ "kind": "Person", "properties": { "name": [name] } }),
        );
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        house.send(by, request).await
    };
    let first = send(&by, "Ama Mensah", "k-1").await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    assert_eq!(send(&by, "Ama Mensah", "k-1").await.json(), first.json(), "sent again, done once");
    assert_eq!(
        send(&by, "Kofi Mensah", "k-1").await.status,
        StatusCode::CONFLICT,
        "the same key for something else"
    );
    assert_ne!(send(&by, "Ama Mensah", "k-2").await.json(), first.json());
    assert_ne!(send(&other, "Ama Mensah", "k-1").await.json(), first.json(), "a key is its sender's own");
    let listed = house.get(&by, "/api/v1/records?purpose=investigation").await.json();
    assert_eq!(listed["records"].as_array().unwrap().len(), 3);
    assert_eq!(send(&by, "Ama", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_adds_an_officer_or_a_client_once() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Administrator]).await;
    for (path, listed) in [("/api/v1/officers", "officers"), ("/api/v1/clients", "clients")] {
        let send = async |name: &str, key: &str| {
            let mut request = json_request(
                Method::POST,
                path,
                &json!({ "name": name, "roles": ["frontline"], "clearance": "official" }),
            );
            request.headers_mut().insert("idempotency-key", key.parse().unwrap());
            house.send(&by, request).await
        };
        let before = house.get(&by, path).await.json()[listed].as_array().unwrap().len();
        let first = send("Gate 1", "k-1").await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
        assert_eq!(send("Gate 1", "k-1").await.json(), first.json(), "{path}: sent again, done once");
        assert_eq!(send("Gate 2", "k-1").await.status, StatusCode::CONFLICT, "{path}");
        assert_ne!(send("Gate 1", "k-2").await.json(), first.json(), "{path}");
        assert_eq!(house.get(&by, path).await.json()[listed].as_array().unwrap().len(), before + 2);
        if let Some(token) = first.json()["token"].as_str() {
            let ask = json!({ "purpose": "border-control", "text": "Ama Mensah" });
            let asked = house.post(&By::Token(token.to_string()), "/api/v1/checks", ask).await;
            assert_eq!(asked.status, StatusCode::OK, "the token that was told again opens the door");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_records_follow_their_cursor() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    for name in ["Ama", "Kofi", "Yao", "Esi", "Afi"] {
        house.file(&by, name, json!({})).await;
    }
    let (mut seen, mut path) = (vec![], "/api/v1/records?purpose=investigation&limit=2".to_string());
    loop {
        let page = house.get(&by, &path).await.json();
        seen.extend(
            page["records"].as_array().unwrap().iter().map(|r| r["caption"].as_str().unwrap().to_string()),
        );
        let Some(next) = page["next"].as_u64() else { break };
        path = format!("/api/v1/records?purpose=investigation&limit=2&after={next}");
    }
    assert_eq!(seen, ["Afi", "Esi", "Yao", "Kofi", "Ama"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_nothing_from_the_moment_it_is_revoked() {
    let house = house().await;
    let (id, by) = house.client(&[Role::Frontline]).await;
    let ask = json!({ "purpose": "border-control", "text": "Ama Mensah" });
    assert_eq!(house.post(&by, "/api/v1/checks", ask.clone()).await.status, StatusCode::OK);
    let revoke = Request::delete(format!("/api/v1/clients/{id}")).body(Body::empty()).unwrap();
    assert_eq!(send(&house.console, &By::Nobody, revoke).await.status, StatusCode::NO_CONTENT);
    let answer = house.post(&by, "/api/v1/checks", ask).await;
    assert_eq!(
        (answer.status, answer.header("www-authenticate")),
        (StatusCode::UNAUTHORIZED, "Bearer realm=\"liaison\"")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_and_clients_are_kept_by_the_administrator_and_the_console() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Administrator]).await;
    let new = json!({ "name": "Kossi Adjo", "unit": "Post 1", "roles": ["frontline"], "language": "fr" });
    let made = house.post(&by, "/api/v1/officers", new).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let id = made.json()["id"].as_str().unwrap().to_string();
    let link = house.post(&by, &format!("/api/v1/officers/{id}/link"), json!({})).await.json();
    assert!(link["link"].as_str().unwrap().starts_with(&format!("{ORIGIN}/enter/lil_")));
    let change = json_request(Method::PATCH, &format!("/api/v1/officers/{id}"), &json!({ "disabled": true }));
    let changed = house.send(&by, change).await.json();
    assert_eq!((&changed["disabled"], &changed["unit"]), (&json!(true), &json!("Post 1")));
    let token = house
        .post(&by, "/api/v1/clients", json!({ "name": "gate", "roles": ["frontline"], "days": 30 }))
        .await
        .json();
    assert!(token["token"].as_str().unwrap().starts_with("lia_"));
    assert_eq!(
        house
            .post(&by, "/api/v1/clients", json!({ "name": "gate", "roles": ["frontline"], "days": 91 }))
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let listed = house.get(&by, "/api/v1/clients").await;
    assert!(!listed.text().contains(token["token"].as_str().unwrap()), "a token is shown once");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspector_reads_who_asked_and_proves_the_log() {
    let house = house().await;
    let (client, asker) = house.client(&[Role::Frontline]).await;
    house.post(&asker, "/api/v1/checks", json!({ "purpose": "border-control", "text": "Ama Mensah" })).await;
    let (_, by) = house.signed_in(&[Role::Inspector]).await;
    let acts = house.get(&by, &format!("/api/v1/log?by=client:{client}&kind=checked")).await.json();
    assert_eq!(
        (&acts["acts"][0]["kind"], &acts["acts"][0]["purpose"]),
        (&json!("checked"), &json!("border-control"))
    );
    assert!(!acts.to_string().contains("Ama"), "at a border the question is kept as a digest: {acts}");
    let csv = house.get(&by, "/api/v1/log.csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.text().starts_with("act,at,by,kind,") && csv.text().contains("\"checked\""));
    assert!(
        house.get(&by, "/api/v1/log/state").await.json()["checkpoint"]
            .as_str()
            .unwrap()
            .starts_with("liaison/TG\n")
    );
    let verdict = house.get(&by, "/api/v1/log/verify").await.json();
    assert!(verdict["broken"].is_null() && verdict["acts"].as_u64().unwrap() > 4, "{verdict}");
    let (_, other) = house.signed_in(&[Role::Investigator]).await;
    assert_eq!(house.get(&other, "/api/v1/log").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_hands_the_log_over_and_an_inspector_sees_by_whom_it_is_signed() {
    let house = house().await;
    let (_, inspector) = house.signed_in(&[Role::Inspector]).await;
    let (_, by) = house.signed_in(&[Role::Administrator]).await;
    let key = async || house.get(&inspector, "/api/v1/log/state").await.json()["key"].clone();
    let before = key().await;
    let refused = house.post(&inspector, "/api/v1/log/key", json!({})).await;
    assert_eq!((refused.status, key().await), (StatusCode::FORBIDDEN, before.clone()));
    let done = house.post(&by, "/api/v1/log/key", json!({})).await;
    assert_eq!(done.status, StatusCode::CREATED);
    assert_ne!(key().await, before);
    let acts = house.get(&inspector, "/api/v1/log?kind=key-handed-over").await.json();
    assert_eq!(acts["acts"][0]["act"], done.json()["act"]);
    let page = house.get(&inspector, "/log").await;
    assert!(page.text().contains(key().await.as_str().unwrap()));
    let verdict = house.get(&inspector, "/api/v1/log/verify").await.json();
    assert!(verdict["broken"].is_null(), "{verdict}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_lines_and_needs_its_legal_basis() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Investigator]).await;
    house.file(&by, "Ama Mensah", json!({})).await;
    house.file(&by, "Kofi Mensah", json!({})).await;
    let refused = house.get(&by, "/api/v1/exports?format=ftm&purpose=investigation").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let export =
        house.get(&by, "/api/v1/exports?format=ftm&purpose=investigation&legal_basis=art.%2012").await;
    assert_eq!((export.status, export.lines().len()), (StatusCode::OK, 2), "{}", export.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_node_says_how_it_is_and_names_nobody() {
    let house = house().await;
    assert_eq!(house.get(&By::Nobody, "/healthz").await.text(), "ok\n");
    assert_eq!(house.get(&By::Nobody, "/readyz").await.json(), json!({ "ready": true }));
    assert_eq!(house.get(&By::Nobody, "/metrics").await.status, StatusCode::UNAUTHORIZED);
    let (_, by) = house.client(&[Role::Frontline]).await;
    house.post(&by, "/api/v1/checks", json!({ "purpose": "border-control", "text": "Ama Mensah" })).await;
    let text = house.get(&by, "/metrics").await.text();
    assert!(
        text.contains("liaison_checks_total{outcome=\"nothing\"} 1") && text.contains("liaison_ready 1"),
        "{text}"
    );
    assert!(!text.contains("Ama"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_its_limit_is_not_read() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    let big = "x".repeat(1024 * 1024 + 1);
    let told = Request::post("/api/v1/checks")
        .header("content-type", "application/json")
        .header("content-length", big.len());
    let answer = house.send(&by, told.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let untold = Request::post("/api/v1/checks")
        .header("content-type", "application/json")
        .body(Body::from(big))
        .unwrap();
    assert_eq!(house.send(&by, untold).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let house = house_with(|settings| settings.pace.client_per_minute = 3).await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    let ask = || house.get(&by, "/api/v1/alerts");
    for _ in 0..3 {
        assert_ne!(ask().await.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let answer = ask().await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.header("retry-after").parse::<u64>().unwrap() >= 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_for_the_machines_own_command_line() {
    let house = house().await;
    let file = house.dir.path().join("copy.liaison");
    let ask = || json_request(Method::POST, "/api/v1/backups", &json!({ "file": file }));
    let (_, by) = house.signed_in(&[Role::Administrator]).await;
    assert_eq!(house.send(&by, ask()).await.status, StatusCode::NOT_FOUND);
    let made = send(&house.console, &By::Nobody, ask()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert!(std::fs::metadata(&file).unwrap().len() > 0 && made.json()["acts"].as_u64().unwrap() > 0);
    assert_eq!(
        send(&house.console, &By::Nobody, ask()).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "never over another file"
    );
}
