//! `liaison demo`: a small living world on this machine, to look at and try.
use super::Outcome;
use super::serve::{Running, stopped};
use crate::console::Console;
use crate::demo::{fill, lists, members, notices, requests, welcome, world};
use crate::node::Folder;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::task::JoinSet;

/// Make an invented world, start a node over it and open the page
///
/// Example: liaison demo --lists ~/sanctions
#[derive(clap::Args)]
pub struct Demo {
    /// Where the node lies. A demo that is there already is started again.
    #[arg(long, default_value = "liaison-demo")]
    dir: PathBuf,
    /// A folder with real lists (OFAC's sdn, alt, add and comments, the UN's XML), imported beside the invented world.
    #[arg(long, value_name = "DIR")]
    lists: Option<PathBuf>,
    /// The port of the page.
    #[arg(long, default_value_t = 7700)]
    port: u16,
    /// Do not open a browser.
    #[arg(long)]
    no_open: bool,
    /// Persons of the invented world.
    #[arg(long, default_value_t = world::PERSONS)]
    persons: usize,
    /// Its stolen, lost and revoked documents; as many as persons, where nothing is said.
    #[arg(long)]
    documents: Option<usize>,
    /// The same seed makes the same world.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub async fn run(it: Demo) -> Result<Outcome> {
    let built = it.dir.join("demo.json").exists();
    let unfinished = it.dir.join("node.toml").exists() && !built;
    if unfinished {
        bail!(
            "{} holds a demo that was not finished; take the folder away and start again",
            it.dir.display()
        );
    }
    let nodes = if built { again(&it.dir, it.port).await? } else { build(&it).await? };
    let mut serving = JoinSet::new();
    for running in nodes {
        serving.spawn(running.until(stopped()));
    }
    welcome::welcome(&it.dir, it.no_open).await?;
    while let Some(served) = serving.join_next().await {
        served??;
    }
    Ok(Outcome::Yes)
}

/// Starts every node of a demo that was made before.
async fn again(dir: &Path, port: u16) -> Result<Vec<Running>> {
    let demo: Value = serde_json::from_slice(&fs::read(dir.join("demo.json"))?)?;
    let nodes = demo.get("nodes").and_then(Value::as_array).context("demo.json is damaged")?;
    let mut running = vec![];
    for (number, node) in nodes.iter().enumerate() {
        let text = |name: &str| node.get(name).and_then(Value::as_str).context("demo.json is damaged");
        let port = if number == 0 { port } else { port_of(text("url")?)? };
        let listen = SocketAddr::from(([127, 0, 0, 1], port));
        running.push(Running::start(Folder::open(Path::new(text("dir")?))?, None, listen).await?);
    }
    Ok(running)
}

fn port_of(url: &str) -> Result<u16> {
    url.rsplit(':').next().and_then(|port| port.parse().ok()).context("demo.json is damaged")
}

/// Makes the nodes and fills them through the ordinary importers, while their pages already answer.
async fn build(it: &Demo) -> Result<Vec<Running>> {
    let mut nodes = vec![];
    for (port, member) in (it.port..).zip(&members::MEMBERS) {
        nodes.push(member.start(&it.dir, port).await?);
    }
    members::found(&it.dir, &nodes).await?;
    let files = it.dir.join("world");
    fs::create_dir_all(&files)?;
    let bar = fill::bar();
    bar.set_message("inventing the world");
    world::write(&files, it.seed, it.persons, it.documents.unwrap_or(it.persons), |_| bar.tick())?;
    world::elsewhere::write(&files)?;
    let mut told = vec![];
    for (member, running) in members::MEMBERS.iter().zip(&nodes) {
        let console = Console::of(&running.desk, running.settings()?);
        let mut held = member.lists(&files);
        if told.is_empty() {
            held.extend(lists::of_world(&files));
            held.extend(it.lists.as_deref().map(lists::of_folder).transpose()?.unwrap_or_default());
        }
        for list in &held {
            let audience = list.audience.unwrap_or(member.audience);
            fill::import(&console, list, audience, &bar).await?;
        }
        told.push(fill::people(&console, &member.dir(&it.dir), running, member.class.as_str()).await?);
    }
    bar.set_message("writing to each other");
    requests::fill(&nodes, &told).await?;
    bar.set_message("asking all others");
    notices::fill(&nodes, &told).await?;
    bar.finish_and_clear();
    fs::write(it.dir.join("demo.json"), serde_json::to_vec_pretty(&json!({ "nodes": told }))?)?;
    Ok(nodes)
}
