//! `liaison link`: goes through the whole store for records of the same person or thing.
use super::{At, Outcome};
use crate::console::{Console, request};
use anyhow::{Context, Result, bail};
use axum::http::{HeaderValue, Method, header};
use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

/// Find records of the same person or thing, for people to judge
///
/// Nothing is merged: the pairs wait on the page "Twins". Broken off, the same command goes on
/// where it was; done twice, it changes nothing. A node that serves looks for twins of every new
/// record by itself.
///
/// Example:
///   liaison link /srv/liaison
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Link {
    #[command(flatten)]
    at: At,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

pub async fn run(it: Link) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let mut ask = request(Method::POST, "/api/v1/twins/seek", None)?;
    ask.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/x-ndjson"));
    let bar = if it.json { ProgressBar::hidden() } else { bar() };
    let mut lines = std::pin::pin!(console.lines(ask).await?);
    let mut ended = None;
    while let Some(line) = lines.next().await {
        let line: Value = serde_json::from_slice(&line?)?;
        if let Some(detail) = line.get("detail").and_then(Value::as_str) {
            bail!("{detail}");
        }
        let number = |field: &str| line.get(field).and_then(Value::as_u64).unwrap_or(0);
        bar.set_length(number("of").max(1));
        bar.set_position(number("records"));
        bar.set_message(format!("{} records, {} new pairs", number("records"), number("new")));
        if line.get("ended").and_then(Value::as_bool) == Some(true) {
            ended = Some(line);
        }
    }
    bar.finish_and_clear();
    let ended =
        ended.context("the run broke off; start the same command again and it goes on where it was")?;
    tell(&it, ended);
    Ok(Outcome::Yes)
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {msg}  {elapsed}");
    ProgressBar::new(1).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn tell(it: &Link, mut ended: Value) {
    if it.json {
        if let Some(fields) = ended.as_object_mut() {
            fields.remove("ended");
            fields.remove("share");
        }
        super::print_json(&ended);
        return;
    }
    let number = |field: &str| ended.get(field).and_then(Value::as_u64).unwrap_or(0);
    println!(
        "{} records: {} new pairs wait to be judged, {} wait no longer",
        number("records"),
        number("new"),
        number("closed")
    );
}
