//! `liaison notice`: notices as the API has them. These act as the client whose token they are given; what is decided on a notice
//! people decide, and no client.
use super::attachment::{AsClient, body_of, save};
use super::{Outcome, escaped, print_json, shown, text};
use crate::console::request;
use anyhow::{Context, Result, bail};
use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Find, read and draft notices, and ask their owners
#[derive(Subcommand)]
pub enum Notice {
    /// Notices by where they stand, the last moved first
    ///
    /// Example: liaison notice list /srv/liaison --which review --purpose investigation --token lia_...
    List {
        #[command(flatten)]
        as_client: AsClient,
        /// in-force, ours, review (of others, before us), unreviewed (sent before review), over.
        #[arg(long, default_value = "in-force")]
        which: String,
        /// The `next` of the page before.
        #[arg(long)]
        before: Option<String>,
        /// Answer as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Notices in force in which every word stands, or one that begins with it
    ///
    /// Example: liaison notice search /srv/liaison "document fraud" --purpose investigation --token lia_...
    Search {
        #[command(flatten)]
        as_client: AsClient,
        words: String,
        /// The `next` of the page before.
        #[arg(long)]
        before: Option<String>,
        /// Answer as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// A notice: what it says, what the machine finds, who did what with it, and what you may do with it now
    Show {
        #[command(flatten)]
        as_client: AsClient,
        /// The notice's id.
        notice: String,
        /// Answer as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// State what a notice says, from a JSON file as `POST /api/v1/notices` takes it; `-` reads standard input
    ///
    /// Example: liaison notice draft /srv/liaison red.json --purpose investigation --token lia_...
    Draft {
        #[command(flatten)]
        as_client: AsClient,
        file: PathBuf,
        /// States this notice anew: the file names the `round` that was read.
        #[arg(long)]
        anew: Option<String>,
    },
    /// Ask the owner of a notice where it stands at this moment; the answer is no where it does not stand
    Status {
        #[command(flatten)]
        as_client: AsClient,
        /// The notice's id.
        notice: String,
        /// Answer as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Take notices from a file in the shape of the public notice service, as drafts
    Import {
        #[command(flatten)]
        as_client: AsClient,
        file: PathBuf,
        /// red, yellow… where the file itself does not tell.
        #[arg(long)]
        kind: Option<String>,
    },
    /// Save one notice in force, or all of a collection, in the shape of the public notice service; owners are told
    ///
    /// Example: liaison notice export /srv/liaison --collection red -o red.json --purpose investigation --legal-basis "art. 12" --token lia_...
    Export {
        #[command(flatten)]
        as_client: AsClient,
        /// The notice's id.
        notice: Option<String>,
        /// red, yellow, un.
        #[arg(long, conflicts_with = "notice", required_unless_present = "notice")]
        collection: Option<String>,
        /// Where to; a file that is there is not overwritten.
        #[arg(short, long)]
        out: PathBuf,
    },
}

pub async fn run(it: Notice) -> Result<Outcome> {
    match it {
        Notice::List { as_client, which, before, json } => {
            list(&as_client, &[("which", Some(&which)), ("before", before.as_ref())], json).await?;
        }
        Notice::Search { as_client, words, before, json } => {
            list(&as_client, &[("search", Some(&words)), ("before", before.as_ref())], json).await?;
        }
        Notice::Show { as_client, notice, json } => show(&as_client, &notice, json).await?,
        Notice::Draft { as_client, file, anew } => draft(&as_client, &file, anew.as_deref()).await?,
        Notice::Status { as_client, notice, json } => return status(&as_client, &notice, json).await,
        Notice::Import { as_client, file, kind } => return import(&as_client, &file, kind.as_ref()).await,
        Notice::Export { as_client, notice, collection, out } => {
            let path = notice.map_or("/api/v1/notices/export".to_owned(), |id| of(&id, "/export"));
            let path = as_client.path(&path, &[("collection", collection.as_ref())]);
            let asked = as_client.signed(request(Method::GET, &path, None)?)?;
            save(&as_client.console().await?, asked, &out).await?;
        }
    }
    Ok(Outcome::Yes)
}

fn of(notice: &str, part: &str) -> String {
    format!("/api/v1/notices/{}{part}", escaped(notice))
}

async fn list(by: &AsClient, more: &[(&str, Option<&String>)], json: bool) -> Result<()> {
    let told = by.got("/api/v1/notices", more).await?;
    if json {
        print_json(&told);
        return Ok(());
    }
    told.get("notices").and_then(Value::as_array).into_iter().flatten().for_each(say_notice);
    if let Some(next) = told.get("next").and_then(Value::as_str) {
        say!("more: --before {next}");
    }
    Ok(())
}

fn all<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

/// By what people call it where it names nobody, in this order.
const CALLED: [&str; 5] = ["title", "un_reference", "place", "threat", "modus_operandi"];
/// Longest name in a list, in characters.
const NAME_CHARS_MAX: usize = 120;

/// One line a notice: id, kind, owner, stage, the last day on which it is good, what people call it.
fn say_notice(it: &Value) {
    let value = |field: &str| {
        let values = it.get("values").and_then(|values| values.get(field));
        values.and_then(|all| all.get(0)).and_then(Value::as_str).unwrap_or_default()
    };
    let named = [value("forename"), value("name")].join(" ");
    let called = || CALLED.iter().map(|field| value(field)).find(|text| !text.is_empty());
    let name = if named.trim().is_empty() { called().unwrap_or_default() } else { &named };
    let name: String = name.chars().take(NAME_CHARS_MAX).collect();
    let unreviewed = it.get("unreviewed").and_then(Value::as_bool).unwrap_or_default();
    let mark = if unreviewed { "  NOT REVIEWED" } else { "" };
    say!(
        "{}  {:<11}  {:<6}  {:<9}  {}  {}{mark}",
        text(it, "id"),
        text(it, "kind"),
        text(it, "owner"),
        text(it, "stage"),
        text(it, "review"),
        shown(name.trim())
    );
}

async fn show(by: &AsClient, notice: &str, json: bool) -> Result<()> {
    let told = by.got(&of(notice, ""), &[]).await?;
    if json {
        print_json(&told);
        return Ok(());
    }
    say_notice(&told);
    say!("round {}", told.get("round").unwrap_or(&Value::Null));
    if let Some(live) = told.get("live").filter(|live| live.is_object()) {
        let stands = live.get("stands").and_then(Value::as_bool).unwrap_or_default();
        let mark =
            if stands { "" } else { "  NO ARREST ON IT: its owner has not confirmed that it is in force" };
        say!("{}  {}  {}{mark}", text(live, "heard"), text(live, "stage"), text(live, "at"));
    }
    for (field, values) in told.get("values").and_then(Value::as_object).into_iter().flatten() {
        let values: Vec<String> =
            values.as_array().into_iter().flatten().filter_map(Value::as_str).map(shown).collect();
        say!("    {field}: {}", values.join("; "));
    }
    for stop in all(&told, "stops").filter_map(Value::as_str) {
        say!("stopped: {stop}");
    }
    for flag in all(&told, "flags") {
        say!("to be answered: {}", text(flag, "code"));
    }
    for act in all(&told, "acts") {
        say!(
            "{}  {}  {}  {}",
            text(act, "at"),
            text(act, "member"),
            text(act, "word"),
            shown(text(act, "why"))
        );
    }
    let words: Vec<&str> = all(&told, "may").filter_map(Value::as_str).collect();
    if !words.is_empty() {
        say!("can be done now: {}", words.join(", "));
    }
    Ok(())
}

async fn draft(by: &AsClient, file: &Path, anew: Option<&str>) -> Result<()> {
    let content = match file.to_str() {
        Some("-") => {
            std::io::read_to_string(std::io::stdin()).context("standard input cannot be read as text")?
        }
        _ => std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?,
    };
    let sent: Value =
        serde_json::from_str(&content).with_context(|| format!("{} is no JSON", file.display()))?;
    if !sent.is_object() {
        bail!("{} holds no JSON object: one notice, as the API takes it", file.display());
    }
    match anew {
        None => say!("{}", text(&by.posted("/api/v1/notices", &sent).await?, "id")),
        Some(notice) => {
            let path = by.path(&of(notice, ""), &[]);
            by.console().await?.done(by.signed(request(Method::PUT, &path, Some(&sent))?)?).await?;
        }
    }
    Ok(())
}

async fn status(by: &AsClient, notice: &str, json: bool) -> Result<Outcome> {
    let told = by.posted(&of(notice, "/status"), &json!({})).await?;
    if json {
        print_json(&told);
    } else {
        say!("{}  {}  {}", text(&told, "heard"), text(&told, "stage"), text(&told, "at"));
    }
    let stands = told.get("stands").and_then(Value::as_bool).unwrap_or_default();
    Ok(if stands { Outcome::Yes } else { Outcome::No })
}

async fn import(by: &AsClient, file: &Path, kind: Option<&String>) -> Result<Outcome> {
    let path = by.path("/api/v1/notices/import", &[("kind", kind)]);
    let mut sent = by.signed(request(Method::POST, &path, None)?)?;
    *sent.body_mut() = body_of(file).await?;
    let told: Value = by.console().await?.json(sent).await?;
    for id in all(&told, "drafted").filter_map(Value::as_str) {
        say!("drafted  {id}");
    }
    for id in all(&told, "begun").filter_map(Value::as_str) {
        say!("begun  {id}");
    }
    let refused: Vec<&Value> = all(&told, "refused").collect();
    for row in &refused {
        eprintln!("notice {}: {}", row.get("place").unwrap_or(&Value::Null), shown(text(row, "reason")));
    }
    Ok(if refused.is_empty() { Outcome::Yes } else { Outcome::No })
}
