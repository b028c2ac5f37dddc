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
    /// ftm (FollowTheMoney JSON lines), ofac (SDN CSV set), un (Security Council XML), interpol (public notices, JSON), csv (with a mapping).
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
    /// Members that never get them, whoever else does.
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    never_to: Vec<String>,
    /// Purposes that they may be used for: border-control, investigation...; without any, for all.
    #[arg(long = "only-for", value_delimiter = ',', value_name = "PURPOSES")]
    only_for: Vec<String>,
    /// Caveats that go with them: H0 to H3.
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    caveat: Vec<String>,
    /// Day by which they are to be looked at again: 2027-06-30.
    #[arg(long, value_name = "DAY")]
    review: Option<String>,
    /// Moment from which they are dead: 2027-06-30T00:00:00Z.
    #[arg(long, value_name = "MOMENT")]
    expires: Option<String>,
    /// Somebody's life is at risk: on their way to others they overtake everything else.
    #[arg(long)]
    life_at_risk: bool,
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
        "handling": {
            "audience": it.audience, "level": it.level, "never_to": it.never_to, "purposes": it.only_for,
            "caveats": it.caveat, "review": it.review, "expires": it.expires, "life_at_risk": it.life_at_risk,
        },
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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        import: Import,
    }

    fn handling(words: &str) -> Value {
        let typed = Typed::try_parse_from(format!("import {words} --format ftm list.json").split(' '));
        body(&typed.unwrap().import).unwrap()["handling"].clone()
    }

    /// What a form can say of how records are to be handled, the command line can say as well.
    #[test]
    fn the_handling_of_a_list_is_said_whole() {
        let said = handling(
            "/srv --audience FR,NE --never-to RU --only-for border-control --caveat H1,H3 --review 2027-01-31 --expires 2027-06-30T00:00:00Z --life-at-risk",
        );
        assert_eq!(
            said,
            json!({
                "audience": ["FR", "NE"], "level": "official", "never_to": ["RU"], "purposes": ["border-control"],
                "caveats": ["H1", "H3"], "review": "2027-01-31", "expires": "2027-06-30T00:00:00Z", "life_at_risk": true,
            })
        );
        assert_eq!(handling("/srv")["life_at_risk"], json!(false));
    }
}
