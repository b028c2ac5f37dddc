//! Capsules over the API: the machine's own command line makes them; who coordinates leases and ends them, and brings logs.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use base64ct::{Base64, Encoding};
use model::*;
use serde_json::{Value, json};
use wire::keys::SealingKey;

fn device() -> SealingKey {
    SealingKey::from_bytes(&[2; 32])
}

async fn made(house: &House, file: &std::path::Path) -> Answer {
    let (client, _) = house.client(&[Role::Frontline]).await;
    let sent = json!({
        "client": client.to_string(), "device": Base64::encode_string(&device().public().to_bytes()),
        "purpose": "border-control", "legal_basis": "customs act, art. 3", "days": 2, "lease_hours": 12, "file": file,
    });
    let request = json_request(Method::POST, "/api/v1/capsules", &sent);
    send(&house.console, &By::Nobody, request).await
}

fn bytes(path: &str, body: Vec<u8>) -> Request<Body> {
    let request = Request::builder().method(Method::POST).uri(path).header("host", "localhost:7700");
    request.header("content-type", "application/octet-stream").body(Body::from(body)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_capsule_is_made_leased_brought_home_and_ended() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Coordinator]).await;
    let file = house.dir.path().join("aflao.capsule");
    let first = made(&house, &file).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    assert!(file.exists());
    let again = made(&house, &file).await;
    assert_eq!(
        (again.status, again.json()["errors"][0]["field"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("file"))
    );
    let listed = house.get(&by, "/api/v1/capsules").await.json();
    assert_eq!(listed["capsules"].as_array().map(Vec::len), Some(1));
    assert_eq!(listed["node"], first.json()["node"]);
    let path = format!("/api/v1/capsules/{}", listed["capsules"][0]["id"].as_str().unwrap());
    let lease = house.post(&by, &format!("{path}/lease"), Value::Null).await.json();
    assert_eq!((&lease["code"], &lease["number"]), (&first.json()["code"], &json!(1)));
    let next = house.post(&by, &format!("{path}/lease?next=true"), Value::Null).await.json();
    assert_eq!(next["number"], json!(2));
    let none = send(&house.app, &by, bytes("/api/v1/capsules/log", b"no log".to_vec())).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text());
    let label = desk::capsule::label(&file, first.json()["node"].as_str().unwrap()).unwrap();
    let secret = label.open(&device(), lease["code"].as_str().unwrap()).unwrap().secret;
    let mut log = wire::capsule::LogWriter::head(&label.id);
    let closing = wire::capsule::LogFrame { at_us: NOW, closes: true, lease: Some(2), ..Default::default() };
    log.extend(wire::capsule::LogWriter::new(&secret, label.id).seal([1; 12], &closing));
    let home = send(&house.app, &by, bytes("/api/v1/capsules/log", log.clone())).await;
    assert_eq!(
        (home.status, &home.json()["acts"], &home.json()["closed"]),
        (StatusCode::OK, &json!(0), &json!(true))
    );
    *log.last_mut().unwrap() ^= 1;
    let broken = send(&house.app, &by, bytes("/api/v1/capsules/log", log)).await;
    assert!(broken.text().contains("does not hold: act "), "{}", broken.text());
    let gone = Request::builder().method(Method::DELETE).uri(&path).body(Body::empty()).unwrap();
    assert_eq!(send(&house.app, &by, gone).await.status, StatusCode::NO_CONTENT);
    assert_eq!(house.post(&by, &format!("{path}/lease"), Value::Null).await.status, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_leases_a_capsule_and_no_machine_does() {
    let house = house().await;
    let file = house.dir.path().join("aflao.capsule");
    let id = made(&house, &file).await.json()["id"].as_str().unwrap().to_owned();
    let (_, investigator) = house.signed_in(&[Role::Investigator]).await;
    let (_, machine) = house.client(&[Role::Coordinator]).await;
    for by in [investigator, machine] {
        let lease = house.post(&by, &format!("/api/v1/capsules/{id}/lease"), Value::Null).await;
        assert_eq!(lease.status, StatusCode::FORBIDDEN, "{}", lease.text());
        assert_eq!(house.get(&by, "/api/v1/capsules").await.status, StatusCode::FORBIDDEN);
    }
    // On the network nobody names a file of this machine.
    let (_, by) = house.signed_in(&[Role::Coordinator]).await;
    let named = house.post(&by, "/api/v1/capsules", order(&house, Some("/tmp/x.capsule")).await).await;
    assert_eq!(
        (named.status, named.json()["errors"][0]["field"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("file"))
    );
}

async fn order(house: &House, file: Option<&str>) -> Value {
    let (client, _) = house.client(&[Role::Frontline]).await;
    json!({
        "client": client.to_string(), "device": Base64::encode_string(&device().public().to_bytes()),
        "purpose": "border-control", "legal_basis": "customs act, art. 3", "days": 2, "lease_hours": 12, "file": file,
    })
}

/// Made over the network, its file lies here until somebody takes it along; it opens with its device and code.
#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_capsule_waits_until_it_is_taken_along() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Coordinator]).await;
    let made = house.post(&by, "/api/v1/capsules", order(&house, None).await).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let made = made.json();
    assert_eq!((&made["taken"], &made["log"]), (&Value::Null, &json!("none")));
    let path = made["file"].as_str().unwrap();
    let (_, stranger) = house.signed_in(&[Role::Investigator]).await;
    assert_eq!(house.get(&stranger, path).await.status, StatusCode::FORBIDDEN);
    let file = house.get(&by, path).await;
    assert_eq!(file.status, StatusCode::OK);
    let here = house.dir.path().join("taken.capsule");
    std::fs::write(&here, &file.body).unwrap();
    let label = desk::capsule::label(&here, made["node"].as_str().unwrap()).unwrap();
    assert!(label.open(&device(), made["code"].as_str().unwrap()).is_ok());
    let id = made["id"].as_str().unwrap();
    let one = house.get(&by, &format!("/api/v1/capsules/{id}")).await.json();
    assert!(one["taken"].is_string() && one["log"] == "out" && one["found"] == json!([]), "{one}");
    let lost = Request::builder().method(Method::DELETE).uri(format!("/api/v1/capsules/{id}?why=lost"));
    assert_eq!(send(&house.app, &by, lost.body(Body::empty()).unwrap()).await.status, StatusCode::NO_CONTENT);
    let one = house.get(&by, &format!("/api/v1/capsules/{id}")).await.json();
    assert_eq!((&one["log"], one["ended"].is_string()), (&json!("lost"), true));
    assert_eq!(house.get(&by, path).await.status, StatusCode::CONFLICT, "it is of use to nobody any more");
}

/// The whole walk by forms: made, taken, its code told, its log brought home, ended.
#[tokio::test(flavor = "multi_thread")]
async fn a_capsule_is_kept_by_page() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Coordinator]).await;
    let sent = order(&house, None).await;
    let text = |name: &str| sent[name].as_str().unwrap_or("1").to_string();
    let (client, key) = (text("client"), text("device"));
    let mut form = vec![
        ("client", client.as_str()),
        ("device", "no key"),
        ("purpose", "border-control"),
        ("legal_basis", ""),
        ("days", "2"),
        ("lease_hours", "12"),
        ("officers", "K. Mensah\nA. Dossou"),
        ("tongue", "fr"),
    ];
    let wrong = house.form(&by, "/capsules", &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("f-device-flaw") && wrong.text().contains("f-legal_basis-flaw"));
    (form[1].1, form[3].1) = (key.as_str(), "customs act, art. 3");
    let made = house.form(&by, "/capsules", &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let page = made.text();
    let path = page.split("href=\"").find_map(|rest| rest.split_once("/file\"")).unwrap().0.to_owned();
    let code = page.split("id=\"secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let here = house.dir.path().join("taken.capsule");
    std::fs::write(&here, &house.get(&by, &format!("{path}/file")).await.body).unwrap();
    let node = house.get(&by, "/api/v1/capsules").await.json()["node"].as_str().unwrap().to_owned();
    let label = desk::capsule::label(&here, &node).unwrap();
    let secret = label.open(&device(), &code).unwrap().secret;
    let again = house.form(&by, &format!("{path}/lease"), &[]).await;
    assert!(again.text().contains(&code), "the code of the lease that runs");
    let mut log = wire::capsule::LogWriter::head(&label.id);
    let closing = wire::capsule::LogFrame { at_us: NOW, closes: true, ..Default::default() };
    log.extend(wire::capsule::LogWriter::new(&secret, label.id).seal([1; 12], &closing));
    let mut body =
        b"--x\r\nContent-Disposition: form-data; name=\"log\"; filename=\"a.log\"\r\n\r\n".to_vec();
    body.extend(log);
    body.extend(b"\r\n--x--\r\n");
    let upload =
        Request::builder().method(Method::POST).uri("/capsules/log").header("host", "localhost:7700");
    let upload =
        upload.header("content-type", "multipart/form-data; boundary=x").body(Body::from(body)).unwrap();
    let home = send(&house.app, &by, upload).await;
    assert_eq!(home.status, StatusCode::SEE_OTHER, "{}", home.text());
    let one = house.get(&by, &path).await.text();
    assert!(one.contains("<span class=\"badge nothing\">home</span>"), "{one}");
    let ended = house.form(&by, &format!("{path}/end"), &[("why", "closed")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    let (_, investigator) = house.signed_in(&[Role::Investigator]).await;
    assert_eq!(house.get(&investigator, &path).await.status, StatusCode::FORBIDDEN);
}

/// It comes a day after its lease, and nothing says that the post was closed.
#[tokio::test(flavor = "multi_thread")]
async fn a_log_without_its_end_is_said_to_be_so_and_given_up_with_a_reason() {
    let house = house().await;
    let file = house.dir.path().join("aflao.capsule");
    let told = made(&house, &file).await.json();
    let label = desk::capsule::label(&file, told["node"].as_str().unwrap()).unwrap();
    let secret = label.open(&device(), told["code"].as_str().unwrap()).unwrap().secret;
    let id = told["id"].as_str().unwrap().to_owned();
    let (path, page) = (format!("/api/v1/capsules/{id}"), format!("/capsules/{id}"));
    let why = || json!({ "why": "its disk broke" });
    house.clock.advance(20 * 3_600_000_000);
    let (_, by) = house.signed_in(&[Role::Coordinator]).await;
    let early = house.post(&by, &format!("{path}/give-up"), why()).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "nothing has come of it: {}", early.text());
    let mut log = wire::capsule::LogWriter::head(&label.id);
    let open = wire::capsule::LogFrame { at_us: NOW, ..Default::default() };
    log.extend(wire::capsule::LogWriter::new(&secret, label.id).seal([1; 12], &open));
    let home = send(&house.app, &by, bytes("/api/v1/capsules/log", log)).await;
    assert_eq!(home.json()["closed"], json!(false), "{}", home.text());
    assert_eq!(house.get(&by, &path).await.json()["log"], json!("cut"));
    let shown = house.get(&by, &page).await.text();
    assert!(shown.contains("<span class=\"badge caution\">came without its end</span>"), "{shown}");
    let door = format!("{page}/give-up");
    let give_up = async |why: &str| house.form(&by, &door, &[("why", why)]).await;
    let faulty = give_up(" ").await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.text().contains("f-why-flaw"), "{}", faulty.text());
    assert_eq!(give_up("its disk broke").await.status, StatusCode::SEE_OTHER);
    let one = house.get(&by, &path).await.json();
    assert_eq!((&one["log"], &one["given_up"]), (&json!("given-up"), &json!("its disk broke")));
    let shown = house.get(&by, &page).await.text();
    assert!(shown.contains("its disk broke") && !shown.contains("f-why"), "{shown}");
    assert_eq!(house.post(&by, &format!("{path}/give-up"), why()).await.status, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_coordinates_says_when_a_recall_is_late() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Coordinator]).await;
    let path = "/api/v1/recalls/patience";
    assert_eq!(
        house.get(&by, path).await.json(),
        json!({ "late_hours": 24, "very_late_hours": 72, "undecided_hours": 0 })
    );
    let put = |late: u32, very: u32| {
        json_request(Method::PUT, path, &json!({ "late_hours": late, "very_late_hours": very }))
    };
    assert_eq!(send(&house.app, &by, put(12, 36)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(house.get(&by, path).await.json()["late_hours"], json!(12));
    assert_eq!(send(&house.app, &by, put(0, 36)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, other) = house.signed_in(&[Role::Analyst]).await;
    assert_eq!(send(&house.app, &other, put(1, 2)).await.status, StatusCode::FORBIDDEN);
}
