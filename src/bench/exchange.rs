//! Workload: two nodes on this machine exchange over their doors, with all that nodes run: records from one to the other,
//! an alert that joins them, a record taken back.
pub mod behind;
pub mod file;
mod idle;
mod light;
mod notice;
mod pairs;
pub mod silent;

use super::{Figures, Scratch, Spread, Target, clock, say};
use crate::commands::serve::Running;
use crate::demo::{lists, world};
use crate::node::network::Exchange;
use crate::node::{Folder, Settings, network};
use anyhow::{Context, Result, bail, ensure};
use desk::import::{Format, Mapping, Plan};
use desk::record::Draft;
use desk::{Clock, Desk, Ring, peer};
use model::*;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::broadcast::Receiver;
use wire::charter::{Change, Charter, CharterEntry, MemberClass, Quorum, sign};
use wire::keys::NodeKey;
use wire::node::Identity;

/// Alerts and withdrawals that are measured, one after another on a network that is idle.
const SAMPLES: usize = 100;
/// Whatever takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(600);
const MOMENT: Duration = Duration::from_millis(20);

pub async fn run(records: usize) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "two nodes in one process, SQLite on disk each, TLS over loopback between them; {records} persons of one, for all \
         members; then {SAMPLES} phones that both know, filed and taken back one after another"
    ));
    let scratch = Scratch::make()?;
    let (one, other) = (scratch.path().join("TG"), scratch.path().join("BJ"));
    let nobody: SocketAddr = ([127, 0, 0, 1], 0).into();
    for (dir, code) in [(&one, "TG"), (&other, "BJ")] {
        make(dir, code)?;
    }
    found(&[(&one, "TG"), (&other, "BJ")]).await?;
    let from = Running::start(Folder::open(&one)?, None, nobody).await?;
    say(&format!("filing {records} persons while the other node is away"));
    let sealed = fill(&from.desk, scratch.path(), records).await?;
    figures.add("sealed and signed", sealed.0, "/s");
    say("the other node comes");
    let to = Running::start(Folder::open(&other)?, None, nobody).await?;
    let (from_desk, to_desk) = (Arc::clone(&from.desk), Arc::clone(&to.desk));
    let serving =
        [tokio::spawn(from.until(std::future::pending())), tokio::spawn(to.until(std::future::pending()))];
    let began = Instant::now();
    let mut receipts = from_desk.bell().listen();
    let (first, left) = first_receipt(&from_desk, &mut receipts, sealed.1).await?;
    let work = clock::whole_process();
    let carried = settled(&from_desk, &mut receipts).await?;
    let work = clock::whole_process() - work;
    let pace = left as f64 / (carried - first).as_secs_f64();
    figures.add("until the first is on its disk", (first - began).as_secs_f64() * 1e3, "ms");
    figures.hold("carried, on disk at both, receipted", pace, "/s", Target::AtLeast(3_000.0));
    figures.add(
        "work of both nodes on one that is carried",
        work.as_secs_f64() * 1e6 / left as f64,
        "us of CPU",
    );
    figures.add("sealed and carried, one after the other", 1.0 / (1.0 / pace + 1.0 / sealed.0), "/s");
    say("alerts, one by one");
    desk::follow::catch_up(&to_desk).await?;
    let (alerts, gone) = alerts(&from_desk, &to_desk).await?;
    let (alerts, gone) = (Spread::of(alerts), Spread::of(gone));
    figures.hold(
        "filed at one until the hit is known at the other, middle",
        alerts.percentile_ms(50),
        "ms",
        Target::AtMost(150.0),
    );
    figures.hold("99 of 100", alerts.percentile_ms(99), "ms", Target::AtMost(1_000.0));
    figures.add(
        "withdrawn until the receipt that it is destroyed is on disk, middle",
        gone.percentile_ms(50),
        "ms",
    );
    figures.add("99 of 100 ", gone.percentile_ms(99), "ms");
    serving.iter().for_each(|serving| serving.abort());
    say("one record for very many");
    notice::run(&mut figures, &scratch.path().join("notice")).await?;
    nothing_to_say(&mut figures, scratch.path()).await?;
    Ok(figures)
}

/// What nodes cost each other that have nothing to say: on the line, and in memory.
pub async fn idle() -> Result<Figures> {
    let mut figures = Figures::of(
        "nodes with SQLite on disk each, TLS over loopback, that have met and have nothing to say",
    );
    let scratch = Scratch::make()?;
    nothing_to_say(&mut figures, scratch.path()).await?;
    Ok(figures)
}

async fn nothing_to_say(figures: &mut Figures, scratch: &Path) -> Result<()> {
    say("two that have nothing to say to each other");
    idle::run(figures, &scratch.join("idle")).await?;
    say("one with very many of these");
    pairs::run(figures, &scratch.join("pairs")).await
}

fn make(dir: &Path, code: &str) -> Result<()> {
    make_with(dir, code, None)
}

/// A node that lets others ask so many questions in a minute.
fn make_with(dir: &Path, code: &str, questions_per_minute: Option<u32>) -> Result<()> {
    let listen = port()?;
    make_at(dir, code, Exchange { questions_per_minute, ..Exchange::at(listen, format!("https://{listen}")) })
}

fn make_at(dir: &Path, code: &str, exchange: Exchange) -> Result<()> {
    let exchange = Some(exchange);
    let (member, name) = (code.to_owned(), format!("Bench {code}"));
    Folder::create(
        dir,
        Settings {
            member,
            name,
            store: None,
            origin: None,
            demo: false,
            files: None,
            public: None,
            exchange,
        },
    )?;
    Ok(())
}

/// Where a node can listen when it is started: below the ports that calls go out from, or one of all these nodes' own calls would
/// be given it meanwhile.
fn port() -> Result<SocketAddr> {
    const FIRST: u16 = 20_000;
    const MANY: u16 = 12_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let begin = u16::try_from(std::process::id() % u32::from(MANY))?;
    for _ in 0..MANY {
        let nth = NEXT.fetch_add(1, Ordering::Relaxed);
        let listen: SocketAddr = ([127, 0, 0, 1], FIRST + (begin + nth) % MANY).into();
        if TcpListener::bind(listen).is_ok() {
            return Ok(listen);
        }
    }
    bail!("no port is free")
}

/// Founds a network of these nodes, which join it and tell each other where they are.
async fn found(nodes: &[(&Path, &str)]) -> Result<()> {
    found_with(nodes, &[]).await
}

/// The same, of these nodes and those receivers.
async fn found_with(nodes: &[(&Path, &str)], lights: &[light::Light]) -> Result<()> {
    let mut random = [0; 32];
    desk::Chance::fill(&desk::chance::Machine, &mut random)?;
    let (governance, now) =
        (NodeKey::generate(&random), u64::try_from(desk::clock::Machine.now_us() / 1_000)?);
    let quorum = || Quorum::new(vec![governance.public()], 1);
    let genesis = CharterEntry::genesis("Bench", quorum(), quorum(), now);
    let mut charter = Charter::found(&sign(&genesis, &[&governance]))?;
    for (dir, code) in nodes {
        let (code, name) = ((*code).to_owned(), format!("Bench {code}"));
        let (class, identity) = (MemberClass::Bureau, Identity::new(network::identity(dir)?.public()));
        let entry = charter.draft(Change::Admit { code, name, class, identity, rights: vec![] }, now);
        charter.append(&sign(&entry, &[&governance]))?;
    }
    for light in lights {
        let (code, name, identity) = (light.code.clone(), light.code.clone(), light.identity());
        let (class, rights) = (MemberClass::Bureau, light.rights.clone());
        let entry = charter.draft(Change::Admit { code, name, class, identity, rights }, now);
        charter.append(&sign(&entry, &[&governance]))?;
    }
    let entries: Vec<Vec<u8>> = charter.entries_from(0).map(<[u8]>::to_vec).collect();
    let mut open: Vec<(Arc<Desk>, Folder)> = vec![];
    for (dir, _) in nodes {
        let folder = Folder::open(dir)?.for_restore();
        let desk = folder.desk(None).await?;
        let (by, reason) = (super::node::console(&desk), Reason::of(Purpose::Administration));
        desk::node::made(&desk, &by).await?;
        peer::join(&desk, &by, &reason, &charter.fingerprint(), &entries).await?;
        peer::renew(&desk, &folder.about()?).await?;
        open.push((desk, folder));
    }
    for (from, _) in &open {
        for (to, _) in &open {
            peer::told(to, &peer::hello(from).await?).await?;
        }
        let manifests = lights.iter().map(light::Light::manifest).collect::<Result<_>>()?;
        peer::told(from, &peer::Hello { charter: vec![], manifests, epochs: vec![] }).await?;
    }
    Ok(())
}

/// Files persons for all members. Gives how many a second were sealed, and how many envelopes wait now.
async fn fill(desk: &Desk, scratch: &Path, records: usize) -> Result<(f64, u64)> {
    world::write(&scratch.join("world"), 1, records, 1, |_| ())?;
    let list = lists::of_world(&scratch.join("world")).into_iter().next().context("a world has persons")?;
    let plan = Plan {
        list: list.name.to_string(),
        format: list.format.parse::<Format>()?,
        files: list.files.clone(),
        mapping: list.mapping.and_then(Mapping::ready),
        handling: Handling { audience: Audience::All, ..Handling::default() },
        grading: Grading::default(),
    };
    let began = Instant::now();
    let ended = desk::import::run(
        desk,
        &super::node::console(desk),
        &Reason::of(Purpose::Administration),
        plan,
        |_| (),
    )
    .await?;
    ensure!(ended.counts.added > 0 && !ended.damaged, "the list was not taken whole");
    let (mut sealed, mut still) = (0, Instant::now());
    while still.elapsed() < Duration::from_secs(2) || sealed < ended.counts.added {
        ensure!(still.elapsed() < PATIENCE, "{sealed} of {} are sealed", ended.counts.added);
        let now = waiting(desk).await?;
        if now != sealed {
            (sealed, still) = (now, Instant::now());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok((sealed as f64 / (still - began).as_secs_f64(), sealed))
}

/// Envelopes that wait for the other node.
async fn waiting(desk: &Desk) -> Result<u64> {
    let mut all = 0;
    for to in desk::outbox::addresses(desk) {
        all += desk::outbox::behind(desk, &to.member)
            .await?
            .iter()
            .map(|lane| lane.seq - lane.upto)
            .sum::<u64>();
    }
    Ok(all)
}

/// When the first are receipted, and how many wait still.
async fn first_receipt(desk: &Desk, rings: &mut Receiver<Ring>, all: u64) -> Result<(Instant, u64)> {
    let began = Instant::now();
    loop {
        ensure!(began.elapsed() < PATIENCE, "nothing moves any more");
        let left = waiting(desk).await?;
        if left < all {
            return Ok((Instant::now(), left));
        }
        receipt(rings).await?;
    }
}

/// How many envelopes have ever left for the other node.
async fn left(desk: &Desk, to: &Member) -> Result<u64> {
    Ok(desk::outbox::heads(desk, to).await?.iter().map(|head| head.seq).sum())
}

/// Until everything is receipted.
async fn settled(desk: &Desk, rings: &mut Receiver<Ring>) -> Result<Instant> {
    let began = Instant::now();
    while waiting(desk).await? > 0 {
        ensure!(began.elapsed() < PATIENCE, "nothing moves any more");
        receipt(rings).await?;
    }
    Ok(Instant::now())
}

/// Until a receipt is told, or for a moment: one for what no page shows, such as a key or a word about a hit, is told to nobody.
async fn receipt(rings: &mut Receiver<Ring>) -> Result<()> {
    tokio::time::timeout(MOMENT, heard(rings, Ring::Receipts)).await.unwrap_or(Ok(()))
}

async fn heard(rings: &mut Receiver<Ring>, what: Ring) -> Result<()> {
    let ring = async {
        loop {
            match rings.recv().await {
                Ok(ring) if ring == what => return Ok(()),
                Ok(_) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(_) => bail!("the desk is gone"),
            }
        }
    };
    tokio::time::timeout(PATIENCE, ring).await.context("nothing moves any more")?
}

/// Until more than this has left for the member, and everything is receipted by all. A node with very many peers rings so often
/// that a listener misses some, so it is looked at again and again.
async fn receipted_by_all(desk: &Desk, (member, before): (&Member, u64)) -> Result<()> {
    let began = Instant::now();
    while left(desk, member).await? == before || waiting(desk).await? > 0 {
        ensure!(began.elapsed() < PATIENCE, "the receivers do not come to rest");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

async fn alerts(from: &Desk, to: &Desk) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let (mut alerts, mut gone) = (vec![], vec![]);
    for nth in 0..SAMPLES {
        let number = format!("+2289{:07}", 1_000_000 + nth);
        file(to, &number, Audience::Own).await?;
        desk::follow::catch_up(to).await?;
        let (mut hits, mut receipts) = (to.bell().listen(), from.bell().listen());
        let began = Instant::now();
        let id = file(from, &number, Audience::All).await?;
        heard(&mut hits, Ring::Hits).await?;
        alerts.push(began.elapsed());
        settled(from, &mut receipts).await?;
        // What a hit brings is over before the next is measured.
        tokio::time::sleep(Duration::from_millis(200)).await;
        settled(from, &mut receipts).await?;
        let (began, before) = (Instant::now(), left(from, &to.me).await?);
        desk::record::withdraw(from, &investigator(from), &why(), id, "bench").await?;
        while left(from, &to.me).await? == before {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        settled(from, &mut receipts).await?;
        gone.push(began.elapsed());
    }
    Ok((alerts, gone))
}

async fn file(desk: &Desk, number: &str, audience: Audience) -> Result<RecordId> {
    let draft = Draft {
        subject: Subject::Entity(Entity::new(Kind::Phone).with("phone", number)?),
        status: Some(Status::UnderWatch),
        action: None,
        handling: Handling { audience, ..Handling::default() },
        grading: Grading::default(),
        source: Source::default(),
    };
    Ok(desk::record::file(desk, &investigator(desk), &why(), draft).await?)
}

fn investigator(desk: &Desk) -> Actor {
    officer(desk, 5, Role::Investigator)
}

fn officer(desk: &Desk, number: u8, role: Role) -> Actor {
    let (id, roles) = (OfficerId::from_bytes([number; 16]), vec![role]);
    Actor::Officer { id, member: desk.me.clone(), roles, clearance: Level::Confidential }
}

fn why() -> Reason {
    let text = |text: &str| Some(text.to_owned());
    Reason { purpose: Purpose::Investigation, legal_basis: text("bench"), reference: text("bench") }
}
