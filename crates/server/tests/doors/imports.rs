//! Lists brought in through the doors.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use model::Role;
use serde_json::json;

const LINES: &str = "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ama Mensah\"],\"birthDate\":[\"1974\"]}}\n\
                     {\"id\":\"b\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Kofi Adjei\"]}}\n\
                     this is no JSON\n";

fn upload(path: &str, fields: &[(&str, &str)], files: &[(&str, &str)]) -> Request<Body> {
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str(&format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        ));
    }
    for (name, content) in files {
        body.push_str(&format!("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{content}\r\n"));
    }
    body.push_str("--edge--\r\n");
    Request::post(path)
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_imports_files_of_the_machine_and_hears_how_far_it_is() {
    let house = house().await;
    let file = house.dir.path().join("list.json");
    std::fs::write(&file, LINES).unwrap();
    let body = json!({ "list": "invented", "format": "ftm", "files": [file], "mapping": null,
        "handling": { "audience": ["own"], "level": "official" }, "purpose": "administration" });
    let mut ask = json_request(Method::POST, "/api/v1/imports", &body);
    ask.headers_mut().insert("accept", "application/x-ndjson".parse().unwrap());
    let answer = send(&house.console, &By::Nobody, ask).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let lines = answer.lines();
    let last = lines.last().unwrap();
    assert_eq!((&last["ended"], &last["new"], &last["read"]), (&json!(true), &json!(2), &json!(3)), "{last}");
    assert_eq!(last["refused"][0]["line"], 3);
    let again =
        send(&house.console, &By::Nobody, json_request(Method::POST, "/api/v1/imports", &body)).await.json();
    assert_eq!((&again["new"], &again["unchanged"]), (&json!(0), &json!(2)), "{again}");
    let unknown = json!({ "list": "invented", "format": "ftm", "files": ["/nowhere/list.json"] });
    let wrong =
        send(&house.console, &By::Nobody, json_request(Method::POST, "/api/v1/imports", &unknown)).await;
    assert_eq!(
        (wrong.status, &wrong.json()["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("files"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_on_the_network_names_files_of_the_machine() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Analyst]).await;
    let body = json!({ "list": "x", "format": "csv", "files": ["/etc/passwd"] });
    assert_eq!(house.post(&by, "/api/v1/imports", body).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_imported_and_taken_away() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Analyst]).await;
    let fields = [("list", "invented"), ("format", "ftm"), ("purpose", "analysis")];
    let answer = house.send(&by, upload("/api/v1/imports", &fields, &[("../../list.json", LINES)])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let ended = answer.json();
    assert_eq!((&ended["new"], &ended["refused"][0]["line"]), (&json!(2), &json!(3)), "{ended}");
    let left: Vec<_> = std::fs::read_dir(house.dir.path().join("spool")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    let ask = json!({ "purpose": "prevention", "text": "Ama Mensah 1974" });
    assert_eq!(
        house.post(&by, "/api/v1/checks", ask).await.json()["matches"][0]["source"]["list"],
        "invented"
    );
    let lists = house.get(&by, "/api/v1/lists?purpose=analysis").await.json();
    assert_eq!((&lists["lists"][0]["list"], &lists["lists"][0]["records"]), (&json!("invented"), &json!(2)));
    let refused =
        house.get(&by, &format!("/api/v1/imports/{}/refusals", ended["id"].as_str().unwrap())).await.json();
    assert_eq!(refused["refused"][0]["line"], 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_import_uploads_nothing() {
    let house = house().await;
    let (_, by) = house.client(&[Role::Frontline]).await;
    let answer = house
        .send(&by, upload("/api/v1/imports", &[("list", "x"), ("format", "ftm")], &[("a", LINES)]))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!house.dir.path().join("spool").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_begins_an_import_and_shows_it() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Analyst]).await;
    let sent = house
        .send(
            &by,
            upload(
                "/imports",
                &[("list", "invented"), ("format", "ftm"), ("mapping", "")],
                &[("list.json", LINES)],
            ),
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = house.get(&by, sent.header("location")).await;
    assert!(
        page.status == StatusCode::OK
            && page.text().contains("invented")
            && page.text().contains("list.json")
    );
    assert!(!page.text().contains(house.dir.path().to_str().unwrap()), "no path of the machine on a page");
    let wrong = house
        .send(&by, upload("/imports", &[("list", "Ünfit!"), ("format", "ftm")], &[("list.json", LINES)]))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("<form"));
}

/// By the page and by a program alike; a choice that there is not is told, and nothing is brought in.
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_says_how_its_records_are_to_be_handled() {
    let house = house().await;
    let (_, machine) = house.client(&[Role::Analyst]).await;
    let (_, officer) = house.signed_in(&[Role::Analyst]).await;
    let handled = |list| {
        [
            ("list", list),
            ("format", "ftm"),
            ("level", "open"),
            ("audience", "members"),
            ("members", "FR, NE"),
            ("never_to", "BJ"),
            ("purposes", "prevention"),
            ("purposes", "analysis"),
            ("grading", "B2"),
        ]
    };
    for (by, path, list) in [(&machine, "/api/v1/imports", "one"), (&officer, "/imports", "two")] {
        let wrong = [handled(list).as_slice(), &[("caveats", "H9")]].concat();
        let refused = house.send(by, upload(path, &wrong, &[("list.json", LINES)])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", refused.text());
        let answer = house.send(by, upload(path, &handled(list), &[("list.json", LINES)])).await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{path}: {}", answer.text());
    }
    desk::follow::catch_up(&house.desk).await.unwrap();
    let ask = json!({ "purpose": "prevention", "text": "Ama Mensah 1974" });
    let matches = house.post(&machine, "/api/v1/checks", ask).await.json()["matches"].clone();
    assert_eq!(matches.as_array().unwrap().len(), 2, "{matches}");
    for found in matches.as_array().unwrap() {
        let handling = &found["handling"];
        assert_eq!(
            (&handling["level"], &handling["audience"], &handling["never_to"], &handling["purposes"]),
            (&json!("open"), &json!(["FR", "NE"]), &json!(["BJ"]), &json!(["prevention", "analysis"])),
            "{found}"
        );
    }
}
