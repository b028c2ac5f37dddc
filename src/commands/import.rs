//! `liaison import`: reads a list in; a newer edition of it is an update.
use super::{At, Outcome};
use crate::console::{Console, request};
use anyhow::{Context, Result, bail};
use axum::http::{HeaderValue, Method, header};
use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Read a list in; a second import of a newer edition is an update
///
/// Examples:
///   liaison import /srv/liaison --format ofac sdn.csv alt.csv add.csv sdn_comments.csv
///   liaison import /srv/liaison --format csv --mapping stolen-documents sltd.csv.gz
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Import {
    #[command(flatten)]
    at: At,
    /// ftm (FollowTheMoney JSON lines), ofac (SDN CSV set), un (Security Council XML), csv (with a mapping).
    #[arg(long)]
    format: String,
    /// The list's name at this node; a later import under the same name replaces it. Default: the format's or mapping's.
    #[arg(long)]
    list: Option<String>,
    /// For csv: stolen-documents, vehicles, phones, persons, or a TOML file.
    #[arg(long)]
    mapping: Option<String>,
    /// Who may have the records: own, all, or members' codes.
    #[arg(long, value_delimiter = ',', default_value = "own")]
    audience: Vec<String>,
    /// open, official, restricted, confidential.
    #[arg(long, default_value = "official")]
    level: String,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
    /// The files of one edition, plain or gzip.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub async fn run(it: Import) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let mut ask = request(Method::POST, "/api/v1/imports", Some(&body(&it)?))?;
    ask.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/x-ndjson"));
    let bar = if it.json { ProgressBar::hidden() } else { bar() };
    let mut lines = std::pin::pin!(console.lines(ask).await?);
    let mut ended = None;
    while let Some(line) = lines.next().await {
        let line: Value = serde_json::from_slice(&line?)?;
        if let Some(detail) = line.get("detail").and_then(Value::as_str) {
            bail!("{detail}");
        }
        if line.get("ended").is_some() {
            ended = Some(line);
            continue;
        }
        let number = |field: &str| line.get(field).and_then(Value::as_u64).unwrap_or(0);
        bar.set_length(number("bytes_total").max(1));
        bar.set_position(number("bytes_read"));
        bar.set_message(format!("{} rows", number("read")));
    }
    bar.finish_and_clear();
    let ended =
        ended.context("the import broke off; start the same command again and it goes on where it was")?;
    tell(&it, &ended)
}

fn body(it: &Import) -> Result<Value> {
    let absolute = |file: &PathBuf| std::path::absolute(file).map(|p| p.display().to_string());
    let files: Vec<String> = it.files.iter().map(absolute).collect::<Result<_, _>>()?;
    let list = it.list.clone().or_else(|| it.mapping.clone().filter(|m| !m.ends_with(".toml")));
    let mapping = match &it.mapping {
        Some(path) if path.ends_with(".toml") => {
            Some(std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?)
        }
        other => other.clone(),
    };
    Ok(json!({
        "list": list.unwrap_or_else(|| it.format.clone()),
        "format": it.format,
        "files": files,
        "mapping": mapping,
        "handling": { "audience": it.audience, "level": it.level },
        "purpose": "administration",
    }))
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {msg}  {elapsed}");
    ProgressBar::new(1).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn tell(it: &Import, ended: &Value) -> Result<Outcome> {
    let refused = ended.get("refused").and_then(Value::as_array).cloned().unwrap_or_default();
    if it.json {
        let mut object = ended.clone();
        if let Some(fields) = object.as_object_mut() {
            fields.remove("ended");
        }
        super::print_json(&object);
    } else {
        let number = |field: &str| ended.get(field).and_then(Value::as_u64).unwrap_or(0);
        say!(
            "read {}: {} new, {} changed, {} withdrawn, {} unchanged, {} refused",
            number("read"),
            number("new"),
            number("changed"),
            number("withdrawn"),
            number("unchanged"),
            refused.len()
        );
        for row in &refused {
            let text = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or("");
            eprintln!(
                "{}:{}: {}",
                text("file"),
                row.get("line").and_then(Value::as_u64).unwrap_or(0),
                text("reason")
            );
        }
    }
    Ok(if refused.is_empty() { Outcome::Yes } else { Outcome::No })
}
