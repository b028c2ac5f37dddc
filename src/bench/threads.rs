//! Workload: an officer's inbox of very many threads, and the search in all that was said in them.
use super::line::Line;
use super::machine::memory_mb;
use super::node::{self, Served};
use super::{Figures, Scratch, Spread, Target, names, say};
use crate::console::Console;
use crate::node::Folder;
use anyhow::{Context, Result, ensure};
use axum::http::{Method, StatusCode};
use model::*;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// Messages of a thread beside the first.
const ANSWERS: usize = 2;
/// Threads kept in one transaction.
const BATCH: usize = 500;
/// Words that stand in very many messages, and few.
const TEXTS: [&str; 6] = [
    "Please tell us whether this person is known to you. He was seen at the border with three minors.",
    "Prière de nous dire si cette personne est connue de vos services ; elle a été vue à la gare routière.",
    "Rogamos comprobar si el vehículo ha cruzado la frontera y quién viajaba en él aquella noche.",
    "نرجو إفادتنا إن كان هذا الشخص معروفا لديكم، فقد شوهد قرب الحدود مع ثلاثة قاصرين.",
    "Nothing is known here under this name; the passport was issued in 2019 and reported lost in March.",
    "Le téléphone a été éteint à Lomé, puis allumé deux jours plus tard à Cotonou, au port de pêche.",
];

pub async fn run(threads: usize, questions: usize) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "{threads} threads of {} messages each in four languages, in SQLite; a node in a process of its own on the same machine",
        ANSWERS + 1
    ));
    let scratch = Scratch::make()?;
    let dir = scratch.path().join("node");
    drop(node::make(&dir).await?);
    let persons = names::persons(&scratch.path().join("names"), 3, threads.min(20_000))?;
    let persons: Vec<String> = persons.iter().filter_map(name).collect();
    ensure!(!persons.is_empty(), "there are no names");
    fill(&dir, threads, &persons, &mut figures).await?;
    say("starting the node");
    let served = Served::start(&dir)?;
    served.ready().await?;
    let console = Console::open(&dir, None).await?;
    let client =
        json!({ "name": "inbox", "roles": ["investigator"], "clearance": "confidential", "days": 1 });
    let added: Value = console.ask(Method::POST, "/api/v1/clients", Some(&client)).await?;
    let token = added.get("token").and_then(Value::as_str).context("a client has a token")?.to_owned();
    let mut line = Line::open(served.port).await?;
    let began = Instant::now();
    asked(&mut line, &token, &search("nobody")).await?;
    figures.add("first search after the start, everything read", began.elapsed().as_secs_f64(), "s");
    let memory = memory_mb(served.process()).context("the node has gone")?.0;
    figures.add("memory when all is searchable", memory, "MB");
    say(&format!("asking {questions} times for pages, and as often for words"));
    for shown in ["ours", "all", "new", "late"] {
        let page = |_| format!("/api/v1/threads?limit=50&purpose=investigation&box={shown}");
        let spread = times(&mut line, &token, questions / 4, page).await?;
        figures.add(format!("first page of {shown}, middle"), spread.percentile_ms(50), "ms");
        let name = format!("first page of {shown}, 99 of 100");
        figures.hold(name, spread.percentile_ms(99), "ms", Target::AtMost(50.0));
    }
    let words = |at: usize| match at % 4 {
        // A name; the beginning of one; what stands in a third of all; two words of which one is everywhere.
        0 => search(&persons[at * 7 % persons.len()]),
        1 => search(&persons[at * 7 % persons.len()].chars().take(4).collect::<String>()),
        2 => search("personne connue"),
        _ => search(&format!("الحدود {}", persons[at * 7 % persons.len()])),
    };
    let spread = times(&mut line, &token, questions, words).await?;
    figures.add("search, middle", spread.percentile_ms(50), "ms");
    figures.hold("search, 99 of 100", spread.percentile_ms(99), "ms", Target::AtMost(100.0));
    figures.add("search, slowest", spread.slowest_ms(), "ms");
    Ok(figures)
}

fn name(person: &Entity) -> Option<String> {
    person.first("name").map(|value| value.original().to_owned())
}

fn search(words: &str) -> String {
    let words: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("/api/v1/threads?limit=50&purpose=investigation&search={words}")
}

async fn asked(line: &mut Line, token: &str, path: &str) -> Result<()> {
    let (status, answer) = line.get_as(path, token).await?;
    ensure!(status == StatusCode::OK, "{status}: {}", String::from_utf8_lossy(&answer));
    Ok(())
}

async fn times(line: &mut Line, token: &str, count: usize, path: impl Fn(usize) -> String) -> Result<Spread> {
    let mut times: Vec<Duration> = vec![];
    for at in 0..count + 20 {
        let (path, began) = (path(at), Instant::now());
        asked(line, token, &path).await?;
        if at >= 20 {
            times.push(began.elapsed());
        }
    }
    Ok(Spread::of(times))
}

/// Threads that another member has opened here, as its node tells them.
async fn fill(dir: &Path, threads: usize, persons: &[String], figures: &mut Figures) -> Result<()> {
    say(&format!("keeping {threads} threads"));
    let folder = Folder::open(dir)?;
    let store = folder.store(None).await?;
    let (me, peer): (Member, Member) = ("TG".parse()?, "BJ".parse()?);
    let rules = policy::Rules::standard(me.clone());
    let (began, mut done) = (Instant::now(), 0);
    let now_us = desk::Clock::now_us(&desk::clock::Machine);
    while done < threads {
        let mut tx = store.begin().await?;
        for number in done..threads.min(done + BATCH) {
            for message in messages(number, (&me, &peer), &persons[number % persons.len()], now_us) {
                let reason = Reason::of(Purpose::Investigation);
                let permit = rules.permit_peer_say(&peer, &reason, message.thread, None)?;
                let when = store::thread::When { done_us: message.said_us, came_us: message.said_us };
                store::thread::hear(&mut tx, (&permit, &me), (&message, None), when).await?;
            }
        }
        tx.commit().await?;
        done = threads.min(done + BATCH);
    }
    figures.add("threads kept", threads as f64 / began.elapsed().as_secs_f64(), "/s");
    store.close().await;
    Ok(())
}

fn messages(number: usize, (me, peer): (&Member, &Member), about: &str, now_us: i64) -> Vec<Message> {
    let id = |of: usize| {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&(number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
        bytes[8..].copy_from_slice(&(of as u64 + 1).to_be_bytes());
        bytes
    };
    let thread = ThreadId::from_bytes(id(99));
    let opens = Thread {
        id: thread,
        owner: peer.clone(),
        subject: about.to_owned(),
        members: [me.clone(), peer.clone()].into(),
        never_to: Default::default(),
        level: Level::Official,
        caveats: Default::default(),
        caveat_text: None,
        term: [Term::Urgent, Term::Soon, Term::Usual][number % 3],
        life_at_risk: false,
        reason: Reason { reference: Some(format!("2026/{number}")), ..Reason::of(Purpose::Investigation) },
        crime: None,
        records: vec![],
        hits: vec![],
        ask: number.is_multiple_of(2).then(|| Ask {
            kind: RequestKind::IdentityCheck,
            asked: me.clone(),
            about: vec![],
        }),
    };
    let said_us = now_us - i64::try_from(number % 200_000).unwrap_or(0) * 5_000_000;
    let message = |of: usize| Message {
        id: MessageId::from_bytes(id(of)),
        thread,
        author: peer.clone(),
        word: if of == 0 { Word::Opened } else { Word::Said },
        to: None,
        turn: of as u64 + 1,
        said_us,
        text: format!("{} {about}, no. {number}-{of}", TEXTS[(number + of) % TEXTS.len()]),
        grading: None,
        ground: None,
        unit: Some("Brigade".into()),
        officer: None,
        opens: (of == 0).then(|| Box::new(opens.clone())),
    };
    (0..=ANSWERS).map(message).collect()
}
