//! `liaison backup` and `liaison restore`: the whole store in one file, sealed as it is.
use super::{At, Outcome};
use crate::console::{self, Console};
use crate::node::Folder;
use anyhow::{Context, Result, bail};
use axum::http::Method;
use model::Actor;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// Copy the whole store into one file, also while the node runs
///
/// Example: liaison backup /srv/liaison /backup/liaison-2026-11-22.lia
///
/// The file is of no use without the node's keys: keep those apart from it.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Backup {
    #[command(flatten)]
    at: At,
    /// The file to make.
    file: PathBuf,
}

/// Make a store from a backup, in a folder that has the node's node.toml and keys
///
/// Example: liaison restore /backup/liaison-2026-11-22.lia /srv/liaison
#[derive(clap::Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    #[command(flatten)]
    at: At,
}

pub async fn run(it: Backup) -> Result<Outcome> {
    if it.file.exists() {
        bail!("{} is there already; name another file", it.file.display());
    }
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let file = std::path::absolute(&it.file)?;
    let done: Value = console.ask(Method::POST, "/api/v1/backups", Some(&json!({ "file": file }))).await?;
    say!("{} acts in {}", done.get("acts").and_then(Value::as_u64).unwrap_or(0), it.file.display());
    Ok(Outcome::Yes)
}

/// The journal is verified while it is read; a store that is not empty is left alone.
pub async fn restore(it: Restore) -> Result<Outcome> {
    if !it.at.dir.join("node.toml").exists() {
        bail!(
            "{} has no node.toml: put the node's node.toml and keys/ there, from where you keep them, and restore again",
            it.at.dir.display()
        );
    }
    let folder = Folder::open(&it.at.dir)?.for_restore();
    let fresh = !folder.dir.join("liaison.db").exists();
    let source = tokio::fs::File::open(&it.file)
        .await
        .with_context(|| format!("cannot open {}", it.file.display()))?;
    let store = folder.store(it.at.store.as_deref()).await?;
    if let Err(fault) = store::archive::read(tokio::io::BufReader::new(source), &store).await {
        drop(store);
        if fresh {
            for name in ["liaison.db", "liaison.db-wal", "liaison.db-shm"] {
                let _none = fs::remove_file(folder.dir.join(name));
            }
        }
        bail!("{}: {fault}", it.file.display());
    }
    drop(store);
    let desk = folder.desk(it.at.store.as_deref()).await?;
    let by = Actor::Console { account: console::account(), member: desk.me.clone() };
    desk::node::restored(&desk, &by).await?;
    say!("restored {}", folder.dir.display());
    Ok(Outcome::Yes)
}
