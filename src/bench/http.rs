//! Workload: many gates ask a node over HTTP at the same time; no answer leaves before its act is on disk.
use super::line::Line;
use super::node::{self, Served};
use super::{Figures, Scratch, Spread, Target, documents, names, say};
use crate::console::Console;
use crate::demo::{lists, world};
use anyhow::{Context, Result, ensure};
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Persons of the node's register, and as many documents.
const RECORDS: usize = 20_000;
/// Questions before the clock runs: connections are open and everything has been used once.
const WARM_UP: Duration = Duration::from_secs(1);

pub async fn run(connections: usize, seconds: u64) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "a node of {RECORDS} persons and as many documents, in a process of its own on the same machine; of 20 questions \
         14 are for unknown documents, 5 for strangers by name and birth date, 1 for a document that is reported"
    ));
    let scratch = Scratch::make()?;
    let dir = scratch.path().join("node");
    let questions = Arc::new(prepare(scratch.path(), &dir).await?);
    say("starting the node");
    let served = Served::start(&dir)?;
    served.ready().await?;
    let console = Console::open(&dir, None).await?;
    let before = acts(&console).await?;
    say(&format!("asking over {connections} connections for {seconds} s"));
    let mut gates = vec![];
    for gate in 0..connections {
        let token = token(&console, gate).await?;
        let line = Line::open(served.port).await?;
        gates.push(tokio::spawn(gate_asks(
            line,
            token,
            Arc::clone(&questions),
            (gate, Duration::from_secs(seconds)),
        )));
    }
    let (mut times, mut all) = (vec![], 0);
    for gate in gates {
        let (some, asked) = gate.await??;
        times.extend(some);
        all += asked;
    }
    let kept = acts(&console).await? - before;
    ensure!(kept >= all, "{all} checks were answered and only {kept} acts are on disk");
    let spread = Spread::of(times);
    let pace = spread.count() as f64 / seconds.max(1) as f64;
    figures.hold("checks", pace, "/s", Target::AtLeast(3_000.0));
    figures.add("answered in, middle", spread.percentile_ms(50), "ms");
    figures.hold("answered in, 99 of 100", spread.percentile_ms(99), "ms", Target::AtMost(50.0));
    figures.add("slowest", spread.slowest_ms(), "ms");
    Ok(figures)
}

/// Fills a node through the ordinary importers, and makes up what it will be asked.
async fn prepare(scratch: &Path, dir: &Path) -> Result<Vec<Bytes>> {
    let node = node::make(dir).await?;
    let files = world::write(&scratch.join("world"), 1, RECORDS, RECORDS, |_| ())?.files;
    for list in lists::of_world(&scratch.join("world")).iter().take(2) {
        say(&format!("importing {}", list.name));
        node::whole(list, &node::fill(&node.desk, list).await?)?;
    }
    drop(node);
    let strangers = names::persons(&scratch.join("strangers"), 2, 2_000)?;
    let mut strangers = strangers.iter().filter_map(names::asked).map(|person| {
        let of = |property: &str| person.first(property).map(|value| value.original().to_string());
        entity(
            "Person",
            json!({ "name": [of("name")], "birthDate": of("birthDate").into_iter().collect::<Vec<_>>() }),
        )
    });
    let mut reported = csv::Reader::from_path(files.documents)?.into_records().flatten().map(|row| {
        let cell = |at: usize| row.get(at).unwrap_or_default().to_string();
        entity("Document", json!({ "number": [cell(0)], "country": [cell(2)] }))
    });
    let unknown = |nth| entity("Document", json!({ "number": [documents::number(nth)], "country": ["UTO"] }));
    let question = |nth: usize| match nth % 20 {
        7 => reported.next(),
        3 | 6 | 10 | 14 | 18 => strangers.next(),
        _ => Some(unknown(nth)),
    };
    Ok((0..8_000).filter_map(question).collect())
}

fn entity(kind: &str, properties: Value) -> Bytes {
    let ask = json!({
        "purpose": "border-control", "legal_basis": "bench", "limit": 10,
        "entity": { "kind": kind, "properties": properties },
    });
    Bytes::from(ask.to_string())
}

/// A client with a token of its own, as every gate has.
async fn token(console: &Console, gate: usize) -> Result<String> {
    let client =
        json!({ "name": format!("gate {gate}"), "roles": ["frontline"], "clearance": "official", "days": 1 });
    let added: Value = console.ask(Method::POST, "/api/v1/clients", Some(&client)).await?;
    added.get("token").and_then(Value::as_str).map(str::to_string).context("a client has a token")
}

/// Acts in the journal.
async fn acts(console: &Console) -> Result<u64> {
    let state: Value = console.ask(Method::GET, "/api/v1/log/state", None).await?;
    state.get("acts").and_then(Value::as_u64).context("the log says how many acts it has")
}

/// One gate: the next question when the last is answered. Gives the times after the warm-up, and how many were answered.
async fn gate_asks(
    mut line: Line,
    token: String,
    questions: Arc<Vec<Bytes>>,
    (gate, how_long): (usize, Duration),
) -> Result<(Vec<Duration>, u64)> {
    let (mut times, mut all) = (vec![], 0);
    let from = Instant::now() + WARM_UP;
    for question in questions.iter().cycle().skip(gate * 127 % questions.len().max(1)) {
        let began = Instant::now();
        if began >= from + how_long {
            break;
        }
        let (status, answer) = line.ask("/api/v1/checks", &token, question.clone()).await?;
        ensure!(status == StatusCode::OK, "{status}: {}", String::from_utf8_lossy(&answer));
        all += 1;
        if began >= from {
            times.push(began.elapsed());
        }
    }
    Ok((times, all))
}
