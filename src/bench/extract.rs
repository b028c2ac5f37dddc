//! Workload: strangers read the public extract of notices at the same time, over HTTP, from a node in a process of its own.
use super::line::Line;
use super::node::{Served, console};
use super::{Figures, Scratch, Spread, Target, say};
use crate::node::{Folder, Public, Settings};
use anyhow::{Result, anyhow, ensure};
use axum::http::StatusCode;
use model::notice::{Content, NoticeKind, Person, Said, Sent, Stage, Word};
use model::{Actor, Audience, Member, PartialDate, RecordId};
use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::{Duration, Instant};
use store::notice::{Notice, NoticeSaid};

/// As many as the public service has of Red ones.
const NOTICES: usize = 7_000;
const WARM_UP: Duration = Duration::from_secs(1);

pub async fn run(connections: usize, seconds: u64) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "the public door of a node with {NOTICES} Red notices, in a process of its own on the same machine; of 10 requests 6 \
         are for pages of 20, 3 for one notice, 1 for a name"
    ));
    let scratch = Scratch::make()?;
    let dir = scratch.path().join("node");
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    say(&format!("publishing {NOTICES} notices"));
    fill(&dir, port).await?;
    let served = Served::start(&dir)?;
    served.ready().await?;
    let numbers = numbers(port).await?;
    say(&format!("reading over {connections} connections for {seconds} s"));
    let mut strangers = vec![];
    for nth in 0..connections {
        let line = Line::open(port).await?;
        strangers.push(tokio::spawn(reads(line, numbers.clone(), (nth, Duration::from_secs(seconds)))));
    }
    let mut times = vec![];
    for stranger in strangers {
        times.extend(stranger.await??);
    }
    let spread = Spread::of(times);
    let pace = spread.count() as f64 / seconds.max(1) as f64;
    figures.hold("requests", pace, "/s", Target::AtLeast(5_000.0));
    figures.add("answered in, middle", spread.percentile_ms(50), "ms");
    figures.add("answered in, 99 of 100", spread.percentile_ms(99), "ms");
    Ok(figures)
}

async fn fill(dir: &Path, port: u16) -> Result<()> {
    let listen = SocketAddr::from(([127, 0, 0, 1], port));
    let public = Public { listen, origin: None, notices: None, requests_per_minute: Some(u32::MAX) };
    let settings = Settings {
        member: "TG".into(),
        name: "Bench".into(),
        store: None,
        origin: None,
        demo: false,
        files: None,
        public: Some(public),
        exchange: None,
    };
    let folder = Folder::create(dir, settings)?;
    let desk = folder.desk(None).await?;
    desk::node::made(&desk, &console(&desk)).await?;
    let (store, now) = (folder.store(None).await?, desk::pulse::now_us(&desk));
    let by = Actor::Engine { member: desk.me.clone() };
    for first in (0..NOTICES).step_by(500) {
        let mut tx = store.begin().await?;
        for nth in first..(first + 500).min(NOTICES) {
            let notice = notice(&desk.me, nth, now)?;
            ensure!(store::notice::receive(&mut tx, &by, &notice, now).await?, "a notice is there already");
        }
        tx.commit().await?;
    }
    Ok(())
}

/// One in force. Nobody has signed it: what is measured reads it from the store, where all were proven.
fn notice(me: &Member, nth: usize, now: i64) -> Result<Notice> {
    let (name, born) = (format!("Bench{nth:05} {}", nth % 97), format!("19{:02}-03-05", 40 + nth % 60));
    let texts = [
        ("name", name.as_str()),
        ("forename", "Kossi Koffi"),
        ("date_of_birth", born.as_str()),
        ("sex_id", "M"),
        ("nationalities", "TG\nGH"),
        ("place_of_birth", "Lomé"),
        ("height", "1.75"),
        ("eyes_colors_id", "BRO"),
        ("stage", "prosecution"),
        ("charge", "Trafficking in persons"),
        ("law", "Penal code, art. 317"),
        ("max_penalty_months", "120"),
        ("warrant_reference", "2026/14"),
        ("warrant_issuer", "TG"),
        ("warrant_date", "2026-03-01"),
        ("warrant_digest", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
        ("facts", "Recruited women with false promises."),
        ("facts_language", "en"),
        ("action", "Locate and arrest"),
        ("public_extract", "text"),
    ];
    let days = (PartialDate::new(2099, Some(1), Some(1))?, None);
    let read = Content::read((NoticeKind::Red, Sent::Notice), (Audience::All, BTreeSet::new()), days, texts);
    let content = read.map_err(|wrong| anyhow!("{wrong:?}"))?;
    let act = |word| -> Result<NoticeSaid> {
        let (member, person) = (me.clone(), Person::new("bench")?);
        let said = Said { word, member, person, round: 1, digest: [0; 32], has_reason: false };
        Ok(NoticeSaid { said, why: String::new(), at_us: now, heard_us: now, signed: vec![] })
    };
    let mut id = [7; 16];
    id[..8].copy_from_slice(&(u64::try_from(nth)? << 16).to_be_bytes());
    Ok(Notice {
        id: RecordId::from_bytes(id),
        owner: me.clone(),
        review_us: content.review_us(),
        content,
        acts: vec![act(Word::Draft)?, act(Word::Publish)?],
        stage: Stage::Published,
        round: 1,
        spread: false,
        version: 1,
        withheld: false,
        made_us: now,
        moved_us: now,
    })
}

/// The numbers of some notices, as an address has them.
async fn numbers(port: u16) -> Result<Vec<String>> {
    let mut line = Line::open(port).await?;
    let (status, answer) = line.get("/notices/v1/red?resultPerPage=160").await?;
    ensure!(status == StatusCode::OK, "{status}");
    let told: serde_json::Value = serde_json::from_slice(&answer)?;
    ensure!(told["total"] == NOTICES, "the extract holds {}", told["total"]);
    let all = told["_embedded"]["notices"].as_array().cloned().unwrap_or_default();
    Ok(all.iter().filter_map(|one| Some(one["entity_id"].as_str()?.replace('/', "-"))).collect())
}

async fn reads(
    mut line: Line,
    numbers: Vec<String>,
    (stranger, how_long): (usize, Duration),
) -> Result<Vec<Duration>> {
    let mut times = vec![];
    let from = Instant::now() + WARM_UP;
    for nth in stranger * 127.. {
        let began = Instant::now();
        if began >= from + how_long {
            break;
        }
        let one = numbers.get(nth % numbers.len().max(1)).map_or("", String::as_str);
        let path = match nth % 10 {
            2 | 5 | 8 => format!("/notices/v1/red/{one}"),
            7 => format!("/notices/v1/red?name=bench{:05}", nth % NOTICES),
            _ => format!("/notices/v1/red?page={}", 1 + nth % (NOTICES / 20)),
        };
        let (status, _) = line.get(&path).await?;
        ensure!(status == StatusCode::OK, "{status}: {path}");
        if began >= from {
            times.push(began.elapsed());
        }
    }
    Ok(times)
}
