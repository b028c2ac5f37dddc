//! `liaison demo`: a small living world on this machine, to look at and try.
use super::Outcome;
use super::serve::{Running, stopped};
use crate::console::{self, Console, request};
use crate::demo::{lists, world};
use crate::node::{Folder, Settings};
use anyhow::{Context, Result, bail};
use axum::http::{HeaderValue, Method, header};
use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

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

/// Who signs in to a demo: role, name, unit, clearance.
const OFFICERS: &[(&str, &str, &str, &str)] = &[
    ("frontline", "Officer at the counter", "Border post Kodjoviakopé", "official"),
    ("analyst", "Analyst", "Trafficking and smuggling unit", "restricted"),
    ("inspector", "Inspector", "Data protection", "official"),
    ("administrator", "Administrator", "Technical service", "official"),
];

pub async fn run(it: Demo) -> Result<Outcome> {
    let built = it.dir.join("demo.json").exists();
    let unfinished = it.dir.join("node.toml").exists() && !built;
    if unfinished {
        bail!(
            "{} holds a demo that was not finished; take the folder away and start again",
            it.dir.display()
        );
    }
    let listen = SocketAddr::from(([127, 0, 0, 1], it.port));
    let running = if built {
        Running::start(Folder::open(&it.dir)?, None, listen).await?
    } else {
        build(&it, listen).await?
    };
    let (dir, origin) = (it.dir.clone(), running.origin.clone());
    let serving = tokio::spawn(running.until(stopped()));
    welcome(&dir, &origin, it.no_open).await?;
    serving.await??;
    Ok(Outcome::Yes)
}

/// Makes the node and fills it through the ordinary importers, while its page already answers.
async fn build(it: &Demo, listen: SocketAddr) -> Result<Running> {
    let settings = Settings {
        member: "TG".into(),
        name: "NCB Lomé (demo)".into(),
        store: None,
        origin: None,
        demo: true,
    };
    let folder = Folder::create(&it.dir, settings)?;
    let running = Running::start(folder, None, listen).await?;
    let console = Console::of(&running.desk, running.settings());
    desk::node::made(
        &running.desk,
        &model::Actor::Console { account: console::account(), member: running.desk.me.clone() },
    )
    .await?;
    let files = it.dir.join("world");
    fs::create_dir_all(&files)?;
    let bar = bar();
    bar.set_message("inventing the world");
    world::write(&files, it.seed, it.persons, it.documents.unwrap_or(it.persons), |_| bar.tick())?;
    for list in lists::of_world(&files)
        .into_iter()
        .chain(it.lists.as_deref().map(lists::of_folder).transpose()?.unwrap_or_default())
    {
        bar.set_message(format!("importing {}", list.name));
        import(&console, &list, &bar).await?;
    }
    bar.finish_and_clear();
    tokens(&console, &it.dir, &running).await?;
    Ok(running)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}  {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

async fn import(console: &Console, list: &lists::List, bar: &ProgressBar) -> Result<()> {
    let body = json!({
        "list": list.name, "format": list.format, "mapping": list.mapping, "files": list.files,
        "handling": { "audience": ["own"], "level": "official" }, "purpose": "administration",
    });
    let mut ask = request(Method::POST, "/api/v1/imports", Some(&body))?;
    ask.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/x-ndjson"));
    let mut lines = std::pin::pin!(console.lines(ask).await?);
    while let Some(line) = lines.next().await {
        let line: Value = serde_json::from_slice(&line?)?;
        if let Some(detail) = line.get("detail").and_then(Value::as_str) {
            bail!("{}: {detail}", list.name);
        }
        let read = line.get("read").and_then(Value::as_u64).unwrap_or(0);
        bar.set_message(format!("importing {}: {read}", list.name));
    }
    Ok(())
}

/// Officers with a token each, and `demo.json` that says where everything is.
async fn tokens(console: &Console, dir: &Path, running: &Running) -> Result<()> {
    let (mut tokens, mut officers) = (serde_json::Map::new(), serde_json::Map::new());
    for (role, name, unit, clearance) in OFFICERS {
        let officer =
            json!({ "name": name, "unit": unit, "roles": [role], "clearance": clearance, "language": "en" });
        let added: Value = console.ask(Method::POST, "/api/v1/officers", Some(&officer)).await?;
        officers.insert((*role).into(), added.get("id").cloned().unwrap_or_default());
        let client =
            json!({ "name": format!("demo {role}"), "roles": [role], "clearance": clearance, "days": 90 });
        let added: Value = console.ask(Method::POST, "/api/v1/clients", Some(&client)).await?;
        tokens.insert((*role).into(), added.get("token").cloned().unwrap_or_default());
    }
    let node = json!({
        "member": running.desk.me.as_str(), "class": "bureau", "url": running.origin,
        "dir": std::path::absolute(dir)?, "tokens": tokens, "officers": officers,
    });
    fs::write(dir.join("demo.json"), serde_json::to_vec_pretty(&json!({ "nodes": [node] }))?)?;
    Ok(())
}

/// Fresh sign-in links for everybody, since each opens once; printed, and the first opened in a browser.
async fn welcome(dir: &Path, origin: &str, no_open: bool) -> Result<()> {
    let console = Console::open(dir, None).await?;
    let demo: Value = serde_json::from_slice(&fs::read(dir.join("demo.json"))?)?;
    say!(
        "\nThe demo answers on {origin}   (its folder: {}; stop it with Ctrl+C)\n\nSign in, each link once:",
        dir.display()
    );
    let mut first = None;
    for (role, name, ..) in OFFICERS {
        let id = demo
            .pointer(&format!("/nodes/0/officers/{role}"))
            .and_then(Value::as_str)
            .context("demo.json is damaged")?;
        let offered: Value =
            console.ask(Method::POST, &format!("/api/v1/officers/{id}/link"), Some(&json!({}))).await?;
        let link = offered.get("link").and_then(Value::as_str).unwrap_or_default().to_string();
        say!("  {name:<24} {link}");
        first.get_or_insert(link);
    }
    say!("\nThings to try, after signing in as the officer at the counter:");
    for guided in world::guided() {
        let answer = match guided.expect {
            world::Expect::Known(_) => "known",
            world::Expect::NothingKnown => "nothing known",
        };
        say!(
            "  {:<20} {answer:<14} {}",
            guided.key,
            guided.paste.replace('\n', "\n                                      ")
        );
    }
    if let (false, Some(link)) = (no_open, first) {
        // A machine without a desktop has no browser to open; the address stands above.
        let _no_browser =
            std::process::Command::new("xdg-open").arg(link).stderr(std::process::Stdio::null()).spawn();
    }
    Ok(())
}
