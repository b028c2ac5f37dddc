//! `liaison screen`: a file of questions against everything that is known; broken off, it goes on where it was.
use super::{At, Outcome};
use crate::console::{Console, request};
use anyhow::{Context, Result, bail};
use axum::body::Body;
use axum::http::{HeaderValue, Method, header};
use formats::screening::{MatchRow, Matches, Queries, Query};
use futures_util::{StreamExt, TryStreamExt, stream};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Screen a file of questions: CSV in, matches as CSV out
///
/// Example: liaison screen /srv/liaison passengers.csv --out matches.csv --purpose screening
///
/// The header names properties: id,name,birthDate,nationality,passportNumber,… and kind, where it is not Person.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Screen {
    #[command(flatten)]
    at: At,
    /// The questions.
    queries: PathBuf,
    /// Where the matches go; OUT.progress beside it says how far a run that was broken off has come.
    #[arg(long)]
    out: PathBuf,
    #[arg(long, default_value = "screening")]
    purpose: String,
    #[arg(long, value_name = "TEXT")]
    legal_basis: Option<String>,
    /// Most matches for one question.
    #[arg(long, default_value_t = 5)]
    limit: usize,
    #[arg(long)]
    json: bool,
}

/// Questions in one request.
const BATCH: usize = 1_000;
/// Requests under way: one is looked up while another is written down.
const AHEAD: usize = 2;

/// How far a run has come: kept after each batch, so that nothing is written twice.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
struct Come {
    /// Questions answered.
    asked: u64,
    refused: u64,
    matches: u64,
    /// Length of the output when they were all in it.
    bytes: u64,
}

pub async fn run(it: Screen) -> Result<Outcome> {
    let total = if it.json { 0 } else { about(&it.queries)? };
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let progress = it.out.with_added_extension("progress");
    let mut come = resume(&progress, &it.out)?;
    let mut out = output(&it.out, come.bytes)?;
    let bar = if it.json { ProgressBar::hidden() } else { bar(total, come.asked) };
    let rows = Queries::open(&it.queries)?.skip(usize::try_from(come.asked)?);
    let batches = stream::iter(rows).chunks(BATCH).map(|rows| ask(&console, &it, rows)).buffered(AHEAD);
    let mut batches = std::pin::pin!(batches);
    while let Some(batch) = batches.try_next().await? {
        write(&mut out, &batch, &mut come)?;
        come.bytes = out.stream_position()?;
        out.sync_data()?;
        keep(&progress, come)?;
        bar.set_length(total.max(come.asked));
        bar.set_position(come.asked);
    }
    bar.finish_and_clear();
    let _none_left = fs::remove_file(&progress);
    if it.json {
        super::print_json(&json!({ "asked": come.asked, "refused": come.refused, "matches": come.matches }));
    } else {
        say!(
            "{} questions, {} refused, {} matches in {}",
            come.asked,
            come.refused,
            come.matches,
            it.out.display()
        );
    }
    Ok(if come.refused == 0 { Outcome::Yes } else { Outcome::No })
}

/// A batch that was answered: each question with the node's answer, or why it was refused.
type Answered = Vec<Result<(Query, Value), String>>;

async fn ask(console: &Console, it: &Screen, rows: Vec<Result<Query, formats::Refused>>) -> Result<Answered> {
    let mut body = String::new();
    for query in rows.iter().flatten() {
        body.push_str(&question(it, query).to_string());
        body.push('\n');
    }
    let mut ask = request(Method::POST, "/api/v1/checks/batch", None)?;
    ask.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    *ask.body_mut() = Body::from(body);
    let mut lines = std::pin::pin!(console.lines(ask).await?);
    let mut answered = vec![];
    for row in rows {
        match row {
            Err(refused) => answered.push(Err(format!("line {}: {}", refused.line, refused.reason))),
            Ok(query) => {
                let line = lines
                    .next()
                    .await
                    .context("the node stopped answering; start the same command again")??;
                answered.push(Ok((query, serde_json::from_slice(&line)?)));
            }
        }
    }
    Ok(answered)
}

fn question(it: &Screen, query: &Query) -> Value {
    let mut properties = serde_json::Map::new();
    for (property, values) in query.entity.properties() {
        properties.insert(property.name.to_string(), values.iter().map(|v| v.original()).collect());
    }
    json!({
        "purpose": it.purpose, "legal_basis": it.legal_basis, "limit": it.limit,
        "entity": { "kind": query.entity.kind().as_str(), "properties": properties },
    })
}

fn write(out: &mut File, batch: &Answered, come: &mut Come) -> Result<()> {
    let buffer = std::io::BufWriter::new(&mut *out);
    let mut matches = Matches::resume(buffer);
    for answered in batch {
        come.asked += 1;
        let (query, answer) = match answered {
            Ok((query, answer)) if answer.get("matches").is_some() => (query, answer),
            Ok((query, problem)) => {
                let why = problem.get("detail").and_then(Value::as_str).unwrap_or("refused");
                eprintln!("line {}: {why}", query.line);
                come.refused += 1;
                continue;
            }
            Err(refused) => {
                eprintln!("{refused}");
                come.refused += 1;
                continue;
            }
        };
        for found in answer.get("matches").and_then(Value::as_array).into_iter().flatten() {
            let text = |field: &str| found.get(field).and_then(Value::as_str).unwrap_or("");
            matches.write(&MatchRow {
                id: &query.id,
                record: text("record"),
                owner: text("owner"),
                caption: text("caption"),
                score: found.get("score").and_then(Value::as_f64).unwrap_or(0.0),
                verdict: text("verdict"),
                because: &because(found),
            })?;
            come.matches += 1;
        }
    }
    matches.flush()?;
    Ok(())
}

/// "base -6.0; name: Ama Mensah | Ama Mensa +7.1; …": the weights add up to the score.
fn because(found: &Value) -> String {
    let reasons = found.get("explanation").and_then(Value::as_array).into_iter().flatten().map(|reason| {
        let text = |field: &str| reason.get(field).and_then(Value::as_str).unwrap_or("");
        let weight = reason.get("weight").and_then(Value::as_f64).unwrap_or(0.0);
        match text("feature") {
            // What is assumed before anything is compared has nothing to show of either side.
            "base" => format!("base {weight:+.1}"),
            feature => format!("{feature}: {} | {} {weight:+.1}", text("query"), text("record")),
        }
    });
    reasons.collect::<Vec<_>>().join("; ")
}

/// Where a run that was broken off over this output had come to.
fn resume(progress: &Path, out: &Path) -> Result<Come> {
    let text = match fs::read_to_string(progress) {
        Ok(text) => text,
        Err(_) if out.exists() => {
            bail!("{} is there already; name another file, or take it away", out.display())
        }
        Err(_) => return Ok(Come::default()),
    };
    serde_json::from_str(&text).with_context(|| {
        format!("{} is damaged; take it and {} away to begin anew", progress.display(), out.display())
    })
}

/// The output, cut to what the progress speaks of; a new one gets its header.
fn output(path: &Path, bytes: u64) -> Result<File> {
    let mut out = File::options().create(true).truncate(false).write(true).open(path)?;
    out.set_len(bytes)?;
    out.seek(SeekFrom::End(0))?;
    if bytes == 0 {
        Matches::begin(&mut out)?.flush()?;
    }
    Ok(out)
}

/// Written beside and renamed: a kill leaves the old or the new, never half of one.
fn keep(progress: &Path, come: Come) -> Result<()> {
    let beside = progress.with_added_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(&serde_json::to_vec(&come)?)?;
    file.sync_data()?;
    fs::rename(&beside, progress)?;
    Ok(())
}

/// About how many questions a file holds, for the bar: its lines without the header. Reading them all first would cost
/// as much as a good part of the work. What is packed is not opened for it.
fn about(queries: &Path) -> Result<u64> {
    let mut file = std::io::BufReader::with_capacity(1 << 20, File::open(queries)?);
    let mut lines = 0u64;
    loop {
        let held = file.fill_buf()?;
        if held.is_empty() {
            return Ok(lines.saturating_sub(1));
        }
        lines += held.iter().filter(|byte| **byte == b'\n').count() as u64;
        let length = held.len();
        file.consume(length);
    }
}

fn bar(total: u64, done: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} questions  {per_sec}  {eta} left");
    ProgressBar::new(total)
        .with_position(done)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
