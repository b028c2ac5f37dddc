//! Who may do what, as a table: every route, by everybody, on what is their own, another's, hidden, and not there.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use crate::network::{Street, street};
use axum::body::Body;
use axum::http::{Method, Request};
use desk::attachment::{Job, Made, Workshop};
use model::{Entity, Kind, Role};
use serde_json::{Value, json};
use server::{Listed, Who, routes};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a path may name.
struct Objects {
    /// `{id}` by what it stands for: own, another's, hidden from most, and absent.
    record: [String; 4],
    officer: [String; 4],
    client: [String; 4],
    standing: [String; 4],
    /// Of the records: two that are seen, twice; one seen and one hidden; one seen and one absent.
    pair: [String; 4],
    /// Of what is not here.
    none: [String; 4],
    /// One that is seen, twice; one for the protection of victims; and none.
    thread: [String; 4],
    /// By the record of ours that it is of: one that is seen, twice; a hidden one; and none.
    hit: [String; 4],
    /// One of ours that is drafted, twice; and none, twice: what is withheld is as if it were not there.
    notice: [String; 4],
    /// By the record that it belongs to: one that is seen, twice; a hidden one; and none.
    attachment: [String; 4],
}

fn absent() -> String {
    "a".repeat(32)
}

/// Made anew when a request has used them up.
async fn objects(
    house: &House,
    by: &By,
    purpose: &str,
    (hit, thread): (&[String; 4], &[String; 4]),
) -> Objects {
    let (maker, second) =
        (house.client(&[Role::Investigator]).await.1, house.signed_in(&[Role::Frontline]).await);
    let record = house.file(&maker, "Ama Mensah", json!({})).await;
    let hidden = json!({ "status": "possible-victim", "handling": { "purposes": ["victim-protection"] } });
    let keeper = house.client(&[Role::VictimProtection]).await.1;
    let hidden = house.file(&keeper, "Esi Adjei", hidden).await;
    let own = match by {
        By::Session(_) | By::Token(_) => {
            let own = house
                .post(
                    by,
                    &format!("/api/v1/records?purpose={purpose}"),
                    json!({ "kind": "Person", "properties": { "name": ["Yao"] } }),
                )
                .await;
            own.json()["id"].as_str().map(str::to_string)
        }
        By::Nobody => None,
    };
    let stand = json!({ "purpose": "border-control", "text": "Ama Mensah" });
    let mine = house.post(by, "/api/v1/standing", stand.clone()).await;
    let mine = if mine.status.is_success() { mine.json()["id"].as_str().map(str::to_string) } else { None };
    let others =
        house.post(&second.1, "/api/v1/standing", stand).await.json()["id"].as_str().unwrap().to_string();
    let client = house.client(&[Role::Frontline]).await.0.to_string();
    let none = absent;
    let second_record = house.file(&maker, "Ama Mensah", json!({})).await;
    let (seen, kept) = (attached(house, &maker, &record).await, attached(house, &keeper, &hidden).await);
    let beside = |other: &str| format!("{record}-{other}");
    let notice = house.post(&maker, "/api/v1/notices", body("/api/v1/notices", "investigation")).await;
    let notice = notice.json()["id"].as_str().unwrap().to_string();
    Objects {
        notice: [notice.clone(), notice, none(), none()],
        hit: hit.clone(),
        attachment: [seen.clone(), seen, kept, none()],
        thread: thread.clone(),
        pair: [beside(&second_record), beside(&second_record), beside(&hidden), beside(&none())],
        record: [own.unwrap_or_else(|| record.clone()), record, hidden, none()],
        officer: [second.0.to_string(), second.0.to_string(), none(), none()],
        client: [client.clone(), client, none(), none()],
        standing: [mine.unwrap_or_else(none), others.clone(), others, none()],
        none: [none(), none(), none(), none()],
    }
}

/// Draws the same for everybody.
struct Blank;

impl Workshop for Blank {
    fn make<'w>(&'w self, _: Job, _: Vec<u8>) -> Made<'w> {
        Box::pin(async { Ok(b"\x89PNG\r\n\x1a\n".to_vec()) })
    }
}

/// A file of this record.
async fn attached(house: &House, by: &By, record: &str) -> String {
    let path = format!("/api/v1/records/{record}/attachments?share=home&name=a.txt");
    let told = house.send(by, Request::post(path).body(Body::from(&b"\x89PNG\r\n\x1a\n"[..])).unwrap()).await;
    told.json()["id"].as_str().unwrap_or_else(|| panic!("{}", told.text())).to_string()
}

/// A hit of a record that everybody sees who looks at hits at all, and one of a record for the protection of victims.
async fn hits(street: &Street) -> [String; 4] {
    let maker = street.house.client(&[Role::Investigator]).await.1;
    let keeper = street.house.client(&[Role::VictimProtection]).await.1;
    let seen = hit(street, (&maker, "investigation"), json!({})).await;
    let protected = json!({ "purposes": ["victim-protection"] });
    let hidden = hit(street, (&keeper, "victim-protection"), protected).await;
    [seen.clone(), seen, hidden, absent()]
}

/// A thread that everybody reads who writes to other members, and one for the protection of victims.
async fn threads(street: &Street) -> [String; 4] {
    let mut ids = vec![];
    for (role, purpose) in
        [(Role::Investigator, "investigation"), (Role::VictimProtection, "victim-protection")]
    {
        let maker = street.house.client(&[role]).await.1;
        let sent = json!({ "subject": "Ama Mensah", "text": "Is she with you?", "to": ["BJ"] });
        let opened = street.house.post(&maker, &format!("/api/v1/threads?purpose={purpose}"), sent).await;
        ids.push(opened.json()["id"].as_str().unwrap().to_string());
    }
    [ids[0].clone(), ids[0].clone(), ids[1].clone(), absent()]
}

/// Both sides file a phone that nobody else has.
async fn hit(street: &Street, (by, purpose): (&By, &str), handling: Value) -> String {
    static PHONES: AtomicU32 = AtomicU32::new(90_123_456);
    let number = format!("+228{}", PHONES.fetch_add(1, Ordering::Relaxed));
    let told = json!({ "kind": "Phone", "properties": { "phone": [number] }, "status": "under-watch", "handling": handling });
    let ours = street.house.file(by, "", told).await;
    street.they_file_of(Entity::new(Kind::Phone).with("phone", &number).unwrap(), &["TG"]).await;
    street.settle().await;
    let told = street.house.get(by, &format!("/api/v1/hits?purpose={purpose}&limit=200")).await.json();
    let found = told["hits"].as_array().unwrap().iter().find(|hit| hit["our_record"]["id"] == ours);
    found.unwrap_or_else(|| panic!("{told}"))["id"].as_str().unwrap().to_string()
}

fn named<'o>(objects: &'o Objects, path: &str) -> Option<&'o [String; 4]> {
    let noun = path.trim_start_matches("/api/v1").split('/').nth(1)?;
    match noun {
        _ if !path.contains("{id}") => None,
        "records" | "kept" => Some(&objects.record),
        "officers" => Some(&objects.officer),
        "clients" => Some(&objects.client),
        "standing" => Some(&objects.standing),
        "imports" | "capsules" | "protected" | "subscriptions" => Some(&objects.none),
        "notices" => Some(&objects.notice),
        "twins" => Some(&objects.pair),
        "hits" => Some(&objects.hit),
        "attachments" => Some(&objects.attachment),
        "threads" => Some(&objects.thread),
        _ => None,
    }
}

/// A request that would be good, were it allowed.
fn request(route: &Listed, purpose: &str, id: &str) -> Request<Body> {
    let path = route
        .path
        .replace("{id}", id)
        .replace("{file}", &"0".repeat(32))
        .replace("{number}", "999999999")
        .replace("{secret}", "lil_none")
        .replace("{name}", "none.css");
    let machine = path.starts_with("/api/") || !path.contains('/');
    const READ: [&str; 10] = [
        "records",
        "attachments",
        "kept",
        "lists",
        "exports",
        "twins",
        "hits",
        "window",
        "recalls",
        "notices",
    ];
    let reads = path.strip_prefix("/api/v1/").is_some_and(|noun| READ.iter().any(|p| noun.starts_with(p)));
    let shows = route.method == "GET"
        && ["/records/", "/attachments/", "/kept/", "/twins", "/hits", "/window", "/notices", "/protected"]
            .iter()
            .any(|p| path.starts_with(p));
    let carries = ["/import", "/photographs"].iter().any(|end| path.ends_with(end));
    let query = if reads || shows || carries {
        format!("?purpose={purpose}&legal_basis=law&reference=case")
    } else {
        String::new()
    };
    let request = Request::builder()
        .method(Method::from_bytes(route.method.as_bytes()).unwrap())
        .uri(format!("{path}{query}"));
    match route.method {
        "GET" | "DELETE" => request.body(Body::empty()).unwrap(),
        _ if path.ends_with("/batch") => request
            .header("content-type", "application/x-ndjson")
            .body(Body::from(body(&path, purpose).to_string()))
            .unwrap(),
        _ if path.ends_with("/imports") || carries && !machine => request
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::from("--x--\r\n"))
            .unwrap(),
        _ if machine || ["/start", "/finish"].iter().any(|end| path.ends_with(end)) => request
            .header("content-type", "application/json")
            .body(Body::from(body(&path, purpose).to_string()))
            .unwrap(),
        _ => {
            let word = match path.split('/').nth(1) {
                Some("notices") => "cancel",
                Some("threads") => "said",
                _ => "acknowledged",
            };
            let form = format!(
                "word={word}&round=1&draft={}&purpose={purpose}&kind=Person&Person.name=Ama&name=Ama&text=Ama&words=why&why=why&note=x&version=1&\
                 language=en&roles=frontline&days=1&back=/&judgement=same&one_version=1&two_version=1&over=0&\
                 legal_basis=law&reference=case&until=2027-01-31",
                absent()
            );
            request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(form))
                .unwrap()
        }
    }
}

fn body(path: &str, purpose: &str) -> Value {
    match path.trim_start_matches("/api/v1/").split('/').next() {
        Some("checks") => json!({ "purpose": purpose, "text": "Ama" }),
        Some("records") => {
            json!({ "purpose": purpose, "kind": "Person", "properties": { "name": ["Ama"] } })
        }
        Some("notices") if path.ends_with("/acts") => {
            json!({ "purpose": purpose, "word": "cancel", "round": 1, "why": "an error" })
        }
        Some("notices") if path.ends_with("/status") => json!({ "purpose": purpose }),
        Some("notices") => json!({
            "purpose": purpose, "kind": "purple", "audience": ["all"], "review": "2030-01-01", "round": 1,
            "values": { "modus_operandi": "x", "facts": "y", "facts_language": "en" }
        }),
        Some("hits") if path.ends_with("/ask") => json!({ "subject": "x", "text": "x" }),
        Some("hits") => json!({ "purpose": purpose, "word": "acknowledged" }),
        Some("threads") if path.ends_with("/messages") => json!({ "text": "x" }),
        Some("threads") if path.ends_with("/back") => json!({ "message": absent() }),
        Some("threads") if path.ends_with("/notes") => json!({ "note": "x" }),
        Some("threads") if path.ends_with("/hands") => json!({}),
        Some("threads") => json!({ "subject": "x", "text": "x", "to": ["BJ"] }),
        Some("requests") => {
            json!({ "urgent_hours": 8, "soon_hours": 72, "usual_hours": 168, "acknowledge_minutes": 15 })
        }
        Some("judgements") => {
            json!({ "purpose": purpose, "one": absent(), "two": "b".repeat(32), "judgement": "same" })
        }
        Some("standing") => json!({ "purpose": purpose, "text": "Ama" }),
        Some("officers") if !path.ends_with("officers") => json!({ "unit": "Post 9" }),
        Some("officers" | "clients") => json!({ "name": "x", "roles": ["frontline"] }),
        Some("recalls") => json!({ "late_hours": 24, "very_late_hours": 72 }),
        Some("kept") if path.ends_with("/confirm") => json!({ "declared_at": "2026-11-22T15:54:07.123456Z" }),
        Some("kept") => json!({ "why": "why", "until": "2027-01-31" }),
        Some("log") => json!({ "member": "BJ", "passed": "shown", "day": "2026-11-22", "why": "why" }),
        Some("rules") => json!({ "text": "permit (principal, action, resource);" }),
        _ => json!({}),
    }
}

/// Each with the purpose of their daily work.
async fn everybody(house: &House) -> Vec<(String, &'static str, By)> {
    const INVESTIGATION: &str = "investigation";
    let mut all = vec![("nobody".to_string(), INVESTIGATION, By::Nobody)];
    for role in Role::ALL {
        let purpose = if *role == Role::VictimProtection { "victim-protection" } else { INVESTIGATION };
        all.push((role.to_string(), purpose, house.signed_in(&[*role]).await.1));
    }
    all.push(("client".into(), INVESTIGATION, house.client(&[Role::Frontline]).await.1));
    let (id, revoked) = house.client(&[Role::Investigator]).await;
    desk::client::revoke(&house.desk, &console_actor(), &administration(), id).await.unwrap();
    all.push(("revoked".into(), INVESTIGATION, revoked));
    all
}

/// What an answer tells, without what differs by chance.
fn told(answer: &Answer, id: &str) -> (u16, String, String) {
    let id = if id.is_empty() { "no id" } else { id };
    let (body, location) = (answer.text().replace(id, "ID"), answer.header("location").replace(id, "ID"));
    (answer.status.as_u16(), body, location)
}

/// What hides its objects tells a hidden one as an absent one; somebody else's standing check too.
fn alike(route: &Listed, name: &str, answers: &[(u16, String, String)]) {
    let [_, other, hidden, absent] = answers else { panic!("four objects") };
    let told = format!("{} {} by {name}", route.method, route.path);
    // Whom it protects they may know of, and it is their own member's, which is kept against nobody.
    let is_known = route.path.starts_with("/api/v1/kept/") && name == "victim-protection";
    if hidden.0 >= 400 && !is_known {
        assert_eq!(hidden, absent, "{told}: hidden and absent");
    }
    if route.path.contains("/standing/") {
        assert_eq!(other, absent, "{told}: another's and absent");
    }
}

/// In two houses at once, each for every other of those who ask: a route is asked by all of them, so the routes are no halves.
#[test]
fn the_table_of_who_may_do_what_is_as_it_was_agreed() {
    let half = |first: usize| {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(rows(first))
    };
    let (even, odd) = std::thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        (half(0), odd.join().unwrap())
    });
    let mut table = String::from(
        "# route, then what each gets: on their own, another's, a hidden and an absent object\n",
    );
    for ((route, even), odd) in lasting().iter().zip(even).zip(odd) {
        writeln!(table, "{} {} ({}, {})", route.method, route.path, route.who, route.csrf).unwrap();
        let mut odd = odd.into_iter();
        for row in even {
            table.push_str(&row);
            table.extend(odd.next());
        }
    }
    agreed(&table);
}

fn lasting() -> Vec<Listed> {
    let is_lasting = |route: &Listed| {
        !["/sign-out", "/api/v1/events", "/live"].contains(&route.path) && route.who != Who::Console
    };
    routes().into_iter().filter(is_lasting).collect()
}

/// Of each route a line for every other of those who ask, from the one with this number on.
async fn rows(first: usize) -> Vec<Vec<String>> {
    let street = street().await;
    let house = &street.house;
    let folder = house.dir.path().join("files");
    let room = desk::attachment::Room {
        folder,
        bytes_max: 1 << 20,
        mailbox_bytes_max: 0,
        workshop: Some(Arc::new(Blank)),
    };
    desk::attachment::keep_in(&house.desk, room).unwrap();
    let everybody: Vec<_> = everybody(house).await.into_iter().skip(first).step_by(2).collect();
    // To say of a hit that one is at work on it uses nothing up.
    let (hit, thread) = (hits(&street).await, threads(&street).await);
    let mut made: Vec<Option<Objects>> = everybody.iter().map(|_| None).collect();
    let mut table = vec![];
    for route in &lasting() {
        let mut rows = vec![];
        for ((name, purpose, by), made) in everybody.iter().zip(&mut made) {
            if route.path.contains("{id}") && made.is_none() {
                *made = Some(objects(house, by, purpose, (&hit, &thread)).await);
            }
            let named = made.as_ref().and_then(|objects| named(objects, route.path)).cloned();
            let ids: Vec<String> = named.map_or_else(|| vec![String::new()], Vec::from);
            let mut answers = vec![];
            for id in &ids {
                answers.push(told(&house.send(by, request(route, purpose, id)).await, id));
            }
            if ids.len() == 4 {
                alike(route, name, &answers);
            }
            let statuses: Vec<u16> = answers.iter().map(|answer| answer.0).collect();
            let told = format!("{} {} by {name}: {statuses:?}", route.method, route.path);
            assert!(statuses.iter().all(|status| *status < 500), "{told}");
            if route.method != "GET" && statuses.iter().any(|status| *status < 400) {
                *made = None;
            }
            let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
            rows.push(format!("    {name:<18}{}\n", statuses.join(" ")));
        }
        table.push(rows);
    }
    table
}

fn agreed(table: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/routes.txt");
    if std::env::var_os("LIAISON_BLESS").is_some() {
        std::fs::write(&path, table).unwrap();
    }
    let agreed = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = agreed.lines().zip(table.lines()).position(|(was, is)| was != is);
    if let Some(at) =
        differs.or((agreed.lines().count() != table.lines().count()).then_some(agreed.lines().count()))
    {
        let line = |text: &str| text.lines().nth(at).unwrap_or("nothing").to_string();
        panic!(
            "tests/routes.txt line {}: agreed {:?}, now {:?}; look, then LIAISON_BLESS=1",
            at + 1,
            line(&agreed),
            line(table)
        );
    }
}
