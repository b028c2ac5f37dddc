//! `liaison peer`: this node's place in a network: who it is to others, how it joins, and how it stands with each.
use super::charter::{Bundle, Paper};
use super::{At, Outcome};
use crate::console::Console;
use crate::node::{Settings, network};
use anyhow::{Context, Result, ensure};
use axum::http::Method;
use exchange::Introduction;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use wire::node::Identity;

/// Join a network, and see how it stands with its members
#[derive(clap::Subcommand)]
pub enum Peer {
    /// Write this node's identity, to be handed to those who keep the charter, and print its fingerprint
    ///
    /// Example: liaison peer identity /srv/liaison --out togo.identity
    Identity {
        /// The node's folder.
        dir: PathBuf,
        /// Where to write it; `CODE.identity` here, where nothing is said.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Join a network by its charter or by another member's introduction, or take up what is new in them
    ///
    /// Example: liaison peer join /srv/liaison network.charter --network "18755 70775 18281 37560 08173 76863 61461 90237"
    Join {
        #[command(flatten)]
        at: At,
        /// As `liaison charter` or `liaison peer introduce` wrote it.
        papers: PathBuf,
        /// The network's fingerprint, as it was read aloud to you; not needed where this node is in the network already.
        #[arg(long, value_name = "FINGERPRINT")]
        network: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// List the members: their standing, when they were reached, and what waits for them
    ///
    /// Example: liaison peer list /srv/liaison
    List {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// List records of this member that others hold in versions which this node, restored from a backup, does not have
    ///
    /// Example: liaison peer overtaken /srv/liaison
    Overtaken {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// List how fast each member answers requests and hits, as all who asked it measured it
    ///
    /// Example: liaison peer answers /srv/liaison
    Answers {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// Write what this node knows of the network, so that a new member finds the others
    ///
    /// Example: liaison peer introduce /srv/liaison --out network.papers
    Introduce {
        #[command(flatten)]
        at: At,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(it: Peer) -> Result<Outcome> {
    match it {
        Peer::Identity { dir, out, json } => identity(&dir, out, json),
        Peer::Join { at, papers, network, json } => join(&at, &papers, network, json).await,
        Peer::List { at, json } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let peers: Value = console.ask(Method::GET, "/api/v1/peers", None).await?;
            if json {
                super::print_json(&peers)
            } else {
                list(&peers)
            }
            Ok(Outcome::Yes)
        }
        Peer::Overtaken { at, json } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let open: Value = console.ask(Method::GET, "/api/v1/peers/overtaken", None).await?;
            if json {
                super::print_json(&open)
            } else {
                overtaken(&open)
            }
            Ok(Outcome::Yes)
        }
        Peer::Answers { at, json } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let told: Value = console.ask(Method::GET, "/api/v1/answers", None).await?;
            if json {
                super::print_json(&told)
            } else {
                answers(&told)
            }
            Ok(Outcome::Yes)
        }
        Peer::Introduce { at, out, json } => introduce(&at, &out, json).await,
    }
}

fn identity(dir: &Path, out: Option<PathBuf>, json: bool) -> Result<Outcome> {
    let settings = Settings::read(dir)?;
    let identity = Identity::new(network::identity(dir)?.public());
    let file = out.unwrap_or_else(|| PathBuf::from(format!("{}.identity", settings.member)));
    Bundle::new(&settings.member, &settings.name, &identity.bundle()).write(&file)?;
    let fingerprint = identity.id().fingerprint();
    if json {
        super::print_json(&json!({ "file": file, "member": settings.member, "fingerprint": fingerprint }));
    } else {
        say!("{}\nRead this aloud to those who keep the charter:\n  {fingerprint}", file.display());
    }
    Ok(Outcome::Yes)
}

async fn join(at: &At, papers: &Path, network: Option<String>, json: bool) -> Result<Outcome> {
    // Proven here as well, so that a wrong file is told before the node is asked.
    Paper::read(papers)?;
    let hello = Introduction::read(&fs::read(papers)?)?.hello();
    let console = Console::open(&at.dir, at.store.as_deref()).await?;
    let network = match network {
        Some(network) => network,
        None => {
            let peers: Value = console.ask(Method::GET, "/api/v1/peers", None).await?;
            let known = peers.pointer("/network/fingerprint").and_then(Value::as_str);
            known.context("this node is in no network yet: name the fingerprint with --network")?.to_owned()
        }
    };
    let all = |papers: &[Vec<u8>]| papers.iter().map(|paper| base64(paper)).collect::<Vec<_>>();
    let papers = json!({ "charter": all(&hello.charter), "manifests": all(&hello.manifests) });
    let sent = json!({ "network": network, "papers": papers });
    let joined: Value = console.ask(Method::POST, "/api/v1/peers", Some(&sent)).await?;
    if json {
        super::print_json(&joined);
        return Ok(Outcome::Yes);
    }
    let entries = joined.get("entries").and_then(Value::as_u64).unwrap_or(0);
    say!("taken up: {entries} new entries of the charter");
    if Settings::read(&at.dir)?.exchange.is_none() {
        say!(
            "This node has no door for others yet. Add to {}/node.toml and start it again:\n\n[exchange]\nlisten = \"0.0.0.0:{}\"\nendpoint = \"https://HOST:{}\"",
            at.dir.display(),
            exchange::PORT,
            exchange::PORT
        );
    }
    Ok(Outcome::Yes)
}

async fn introduce(at: &At, out: &Path, json: bool) -> Result<Outcome> {
    let console = Console::open(&at.dir, at.store.as_deref()).await?;
    let papers: Value = console.ask(Method::GET, "/api/v1/peers/papers", None).await?;
    let all = |field: &str| -> Result<Vec<Vec<u8>>> {
        let papers =
            papers.get(field).and_then(Value::as_array).context("the node's answer has no papers")?;
        papers.iter().map(|paper| unbase64(paper.as_str().unwrap_or_default())).collect()
    };
    let hello = desk::peer::Hello { charter: all("charter")?, manifests: all("manifests")?, epochs: vec![] };
    ensure!(!hello.charter.is_empty(), "this node is in no network");
    fs::write(out, Introduction::of(&hello).encode())
        .with_context(|| format!("cannot write {}", out.display()))?;
    let members = hello.manifests.len();
    if json {
        super::print_json(&json!({ "file": out, "manifests": members }));
    } else {
        say!("{}: the charter, and what {members} nodes say of themselves", out.display());
    }
    Ok(Outcome::Yes)
}

fn base64(bytes: &[u8]) -> String {
    <base64ct::Base64 as base64ct::Encoding>::encode_string(bytes)
}

fn unbase64(text: &str) -> Result<Vec<u8>> {
    let decoded = <base64ct::Base64 as base64ct::Encoding>::decode_vec(text);
    decoded.map_err(|_| anyhow::anyhow!("the node's answer is not in base64"))
}

fn list(peers: &Value) {
    let text =
        |value: &Value, field: &str| value.get(field).and_then(Value::as_str).unwrap_or("-").to_owned();
    match peers.get("network").filter(|network| !network.is_null()) {
        Some(network) => say!("{}   {}\n", text(network, "name"), text(network, "fingerprint")),
        None => say!("This node is in no network: see liaison peer identity, and liaison peer join."),
    }
    for peer in peers.get("peers").and_then(Value::as_array).into_iter().flatten() {
        let waiting = peer.get("waiting").and_then(Value::as_u64).unwrap_or(0);
        let own = peer.get("fingerprint") == peers.get("identity");
        let line = match peer.pointer("/fault/why").and_then(Value::as_str) {
            _ if own => "this node".to_owned(),
            Some(why) => format!("not reached since {}: {why}", text(&peer["fault"], "since")),
            None => format!("reached {}", text(peer, "reached")),
        };
        say!(
            "{:<8} {:<10} {:<11} {:>7} waiting   {}\n         {}   {line}",
            text(peer, "member"),
            text(peer, "standing"),
            text(peer, "class"),
            waiting,
            text(peer, "name"),
            text(peer, "fingerprint"),
        );
        for mailbox in peer.get("mailboxes").and_then(Value::as_array).into_iter().flatten() {
            say!("         in the mailbox of {} since {}", text(mailbox, "hub"), text(mailbox, "since"));
        }
    }
}

fn answers(told: &Value) {
    let all = told.get("answers").and_then(Value::as_array).cloned().unwrap_or_default();
    if all.is_empty() {
        say!("Nothing was asked so far that had to be answered.");
    }
    for it in &all {
        let text = |field: &str| it.get(field).and_then(Value::as_str).unwrap_or("-");
        let asked = it.get("asked").and_then(Value::as_u64).unwrap_or(0);
        let in_time = it.get("in_time").and_then(Value::as_f64).unwrap_or(0.0) * 100.0;
        let median = it.get("median_hours").and_then(Value::as_i64);
        let median = median.map_or_else(|| "-".to_owned(), |hours| format!("within {hours} h"));
        let (member, what, term) = (text("member"), text("what"), text("term"));
        say!("{member:<8} {what:<8} {term:<7} {asked:>6} asked  {in_time:>5.1} % in time  half {median}");
    }
}

fn overtaken(open: &Value) {
    let all = open.as_array().map(Vec::as_slice).unwrap_or_default();
    if all.is_empty() {
        say!("Nobody holds a record or a notice of this member of which this node knows nothing.");
    }
    for it in all {
        let text = |field: &str| it.get(field).and_then(Value::as_str).unwrap_or("-");
        let version = it.get("version").and_then(Value::as_u64).unwrap_or(0);
        let gone = it.get("gone").and_then(Value::as_bool).unwrap_or(false);
        let state = if gone { "had been taken back" } else { "is held" };
        let notice = it.get("notice").and_then(Value::as_bool).unwrap_or(false);
        let what = if notice { "a notice".to_owned() } else { format!("version {version}") };
        let here = it.get("here").and_then(Value::as_bool).unwrap_or(false);
        let lost = if here { "" } else { "; it is not here any more" };
        say!("{}   {what} {state} at {}{lost}", text("record"), text("member"));
    }
}
