//! Files through the doors: sent as a body and by form, listed, saved as bytes and nothing else, taken away; what lies about
//! itself is told, and nothing runs.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::{Answer, By, House, house, send};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use desk::attachment::{self, Botched, Job, Made, Room, Workshop};
use model::Role;
use serde_json::json;
use std::sync::Arc;

struct Drawing;

impl Workshop for Drawing {
    fn make<'w>(&'w self, job: Job, picture: Vec<u8>) -> Made<'w> {
        Box::pin(async move {
            match job {
                _ if picture.ends_with(b"bomb") => Err(Botched::Picture),
                Job::Preview => Ok(b"\x89PNG\r\n\x1a\nsmall".to_vec()),
                Job::Copy | Job::Portrait => Ok(b"\xff\xd8\xff\xe0clean".to_vec()),
            }
        })
    }
}

pub(crate) const WHY: &str = "purpose=investigation&legal_basis=art.%205";

pub(crate) fn keep_files(house: &House) {
    let room = Room {
        folder: house.dir.path().join("files"),
        bytes_max: 1 << 20,
        mailbox_bytes_max: 0,
        workshop: Some(Arc::new(Drawing)),
    };
    attachment::keep_in(&house.desk, room).unwrap();
}

async fn bureau() -> (House, By, String) {
    let house = house().await;
    keep_files(&house);
    let (_, by) = house.client(&[Role::Investigator]).await;
    let record = house.file(&by, "Kossi Amouzou", json!({})).await;
    (house, by, record)
}

pub(crate) async fn sent(house: &House, by: &By, path: &str, bytes: &[u8]) -> Answer {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/pdf");
    house.send(by, request.body(Body::from(bytes.to_vec())).unwrap()).await
}

/// A form as a browser sends it.
pub(crate) async fn form(
    house: &House,
    by: &By,
    path: &str,
    (share, name, bytes): (&str, &str, &[u8]),
) -> Answer {
    let begin = format!(
        "--b\r\nContent-Disposition: form-data; name=\"share\"\r\n\r\n{share}\r\n--b\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    let body = [begin.as_bytes(), bytes, b"\r\n--b--\r\n"].concat();
    let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    house.send(by, request.body(Body::from(body)).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_listed_and_comes_back_as_bytes_and_nothing_else() {
    let (house, by, record) = bureau().await;
    let page = b"<html><script>alert(1)</script>";
    let path = format!("/api/v1/records/{record}/attachments?share=as-is&name=..%2Finvoice%E2%80%AEgpj.pdf");
    let kept = sent(&house, &by, &path, page).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
    let told = kept.json();
    assert_eq!((told["name"].as_str(), told["media"].as_str()), (Some("invoicegpj.pdf"), Some("text/html")));
    assert_eq!((told["active"].as_bool(), told["belied"].as_bool()), (Some(true), Some(true)));
    let listed = house.get(&by, &format!("/api/v1/records/{record}/attachments?{WHY}")).await.json();
    assert_eq!(listed["attachments"].as_array().unwrap().len(), 1);
    assert_eq!(listed["attachments"][0]["sha256"], told["sha256"]);
    let id = told["id"].as_str().unwrap();
    let got = house.get(&by, &format!("/api/v1/attachments/{id}?{WHY}")).await;
    assert_eq!(got.body, page.as_slice());
    let header = |name: &str| got.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert!(header("content-disposition").starts_with("attachment; filename=\"invoicegpj.pdf\""));
    assert!(header("content-security-policy").starts_with("sandbox; default-src 'none'"));
    assert_eq!(
        (header("x-content-type-options"), header("cache-control")),
        ("nosniff".into(), "no-store".into())
    );
    assert_eq!(header("content-length"), page.len().to_string());
    let unasked = house.get(&by, &format!("/api/v1/attachments/{id}")).await;
    assert_eq!(unasked.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing without a purpose");
    let delete = Request::delete(format!("/api/v1/attachments/{id}")).body(Body::empty()).unwrap();
    assert_eq!(house.send(&by, delete).await.status, StatusCode::NO_CONTENT);
    let gone = house.get(&by, &format!("/api/v1/attachments/{id}?{WHY}")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_added_by_form_and_its_copy_and_preview_are_the_workshops() {
    let (house, _, _) = bureau().await;
    let (_, officer) = house.signed_in(&[Role::Investigator]).await;
    let record = house.file(&officer, "Yao Dossou", json!({})).await;
    let here = format!("/records/{record}/attachments?{WHY}");
    let photo = b"\x89PNG\r\n\x1a\n GPS 6.13 N";
    let done = form(&house, &officer, &here, ("copy", "<img src=x>.png", photo)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let to = done.headers["location"].to_str().unwrap().to_owned();
    assert!(to.contains(&record) && to.ends_with("done=attached"), "{to}");
    let page = house.get(&officer, &to).await.text();
    assert!(
        page.contains("_img src=x_.png") && !page.contains("<img src=x>"),
        "a name is shown and does nothing"
    );
    let listed = house.get(&officer, &format!("/api/v1/records/{record}/attachments?{WHY}")).await.json();
    let files = listed["attachments"].as_array().unwrap().clone();
    let goes: Vec<(bool, &str)> =
        files.iter().map(|it| (it["goes"].as_bool().unwrap(), it["media"].as_str().unwrap())).collect();
    assert!(goes.contains(&(false, "image/png")) && goes.contains(&(true, "image/jpeg")), "{goes:?}");
    let original = files.iter().find(|it| it["goes"] == false).unwrap()["id"].as_str().unwrap().to_owned();
    let preview = house.get(&officer, &format!("/attachments/{original}/preview?{WHY}")).await;
    assert_eq!(preview.headers["content-type"], "image/png");
    assert_eq!(preview.body, b"\x89PNG\r\n\x1a\nsmall".as_slice());
    assert!(preview.headers["content-security-policy"].to_str().unwrap().starts_with("sandbox"));
    let bomb = form(&house, &officer, &here, ("copy", "b.png", b"\x89PNG\r\n\x1a\n bomb")).await;
    assert!(bomb.headers["location"].to_str().unwrap().ends_with("done=attached-botched"));
    let list = form(&house, &officer, &here, ("copy", "b.csv", b"name;born")).await;
    assert!(list.headers["location"].to_str().unwrap().ends_with("done=attached-no-picture"));
    let removed = house.form(&officer, &format!("/attachments/{original}/remove?{WHY}"), &[]).await;
    assert!(removed.headers["location"].to_str().unwrap().ends_with("done=detached"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_is_refused_before_or_while_it_comes() {
    let (house, by, record) = bureau().await;
    let path = format!("/api/v1/records/{record}/attachments?name=a.bin");
    let long = sent(&house, &by, &path, &vec![7; 1_100_000]).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", long.text());
    assert_eq!(sent(&house, &by, &path, b"").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, frontline) = house.client(&[Role::Frontline]).await;
    assert_eq!(sent(&house, &frontline, &path, b"x").await.status, StatusCode::FORBIDDEN);
    let wrong = sent(&house, &by, &format!("{path}&share=everybody"), b"x").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = format!("/api/v1/records/{}/attachments", "0".repeat(32));
    assert_eq!(sent(&house, &by, &none, b"x").await.status, StatusCode::NOT_FOUND);
    let folder = house.dir.path().join("files/in");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "nothing half is left");
    // The command line's own door: as the machine it may not, with a token it may.
    let request = || Request::post(&path).body(Body::from("x")).unwrap();
    assert_eq!(send(&house.console, &By::Nobody, request()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&house.console, &by, request()).await.status, StatusCode::CREATED);
    let stranger = By::Token("lia_nobody".into());
    assert_eq!(send(&house.console, &stranger, request()).await.status, StatusCode::UNAUTHORIZED);
}
