//! `liaison link`: goes through the whole store for records of the same person or thing.
use super::{At, Outcome};
use crate::console::{Console, request};
use anyhow::{Context, Result, bail};
use axum::http::{HeaderValue, Method, header};
use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use std::time::Duration;

/// Find records of the same person or thing, for people to judge
///
/// Nothing is merged: the pairs wait on the page "Twins". Broken off, what was found stays; done
/// twice, it changes nothing. A node that serves looks for twins of every new record by itself.
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
        bar.set_message(format!(
            "{} records, {} pairs found, {} of them new",
            number("records"),
            number("found"),
            number("new")
        ));
        if line.get("ended").and_then(Value::as_bool) == Some(true) {
            ended = Some(line);
        }
    }
    bar.finish_and_clear();
    let ended =
        ended.context("the run broke off; what it found is kept, and the same command finds the rest")?;
    tell(&it, ended);
    Ok(Outcome::Yes)
}

/// How many pairs there are is not known before all are found.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg}  {elapsed}");
    let bar = ProgressBar::new_spinner();
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn tell(it: &Link, mut ended: Value) {
    if it.json {
        if let Some(fields) = ended.as_object_mut() {
            fields.remove("ended");
        }
        super::print_json(&ended);
        return;
    }
    let number = |field: &str| ended.get(field).and_then(Value::as_u64).unwrap_or(0);
    say!(
        "{} records, {} pairs: {} new ones wait to be judged, {} wait no longer",
        number("records"),
        number("found"),
        number("new"),
        number("closed")
    );
}
