//! At the bureau: capsules are made, leased and ended, and logs of posts come home.
use super::super::{At, Outcome, print_json, text};
use super::device;
use crate::console::Console;
use anyhow::{Context, Result, bail};
use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Make a sealed copy of what a post may check without a line
///
/// Example: liaison token add /srv/liaison --name Aflao --role frontline
///          liaison capsule make /srv/liaison --post Aflao --device device.pub --purpose border-control \\
///              --legal-basis "Customs Act, s. 12" --officer "K. Mensah" --out aflao.capsule
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Make {
    #[command(flatten)]
    at: At,
    /// The client that is the post, by name or id: what it may see is what goes in.
    #[arg(long, value_name = "CLIENT")]
    post: String,
    /// As `capsule device` wrote it on the post's device.
    #[arg(long, value_name = "FILE")]
    device: PathBuf,
    /// For what the post checks: border-control, investigation, prevention, missing-persons, identification, screening, arrest.
    #[arg(long)]
    purpose: String,
    /// The law, warrant or order that lets it leave the house.
    #[arg(long, value_name = "TEXT")]
    legal_basis: Option<String>,
    /// Reference of the case or operation.
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// Only records of this kind: Person, Document, Vehicle, Phone...; may be given several times.
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Only records of this list; may be given several times.
    #[arg(long = "list", value_name = "NAME")]
    lists: Vec<String>,
    /// How long it can be leased, 1 to 14 days.
    #[arg(long, default_value_t = 1)]
    days: u8,
    /// How long each lease is, 1 to 24 hours.
    #[arg(long, default_value_t = 24)]
    lease_hours: u8,
    /// Who will check with it; may be given several times. Where nobody is named, one who is called like the post.
    #[arg(long = "officer", value_name = "NAME")]
    officers: Vec<String>,
    /// Language of their page: en, fr, es or ar.
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
    /// The file to make.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

/// List the capsules, and the fingerprint by which devices know this node
///
/// Example: liaison capsule list /srv/liaison
#[derive(clap::Args)]
pub struct List {
    #[command(flatten)]
    at: At,
    #[arg(long)]
    json: bool,
}

/// Tell the code of the lease that runs now, to be read to the post over any line
///
/// Example: liaison capsule lease /srv/liaison 0b1c...
#[derive(clap::Args)]
pub struct Lease {
    #[command(flatten)]
    at: At,
    /// As `list` shows it.
    id: String,
    /// The lease behind it, for a post that will not be reached then.
    #[arg(long)]
    next: bool,
    #[arg(long)]
    json: bool,
}

/// Give no lease of a capsule any more: its device is lost, or its post is closed
///
/// Example: liaison capsule end /srv/liaison 0b1c...
#[derive(clap::Args)]
pub struct End {
    #[command(flatten)]
    at: At,
    /// As `list` shows it.
    id: String,
    /// Its device is lost: its log is waited for no more.
    #[arg(long)]
    lost: bool,
}

/// Bring the log of a post home: each look becomes an act here, and owners are told
///
/// Example: liaison capsule home /srv/liaison aflao.log
#[derive(clap::Args)]
pub struct Home {
    #[command(flatten)]
    at: At,
    /// As it lies beside the capsule on the post's device.
    log: PathBuf,
    #[arg(long)]
    json: bool,
}

/// Say why the end of a post's log never comes, of one that came after its lease without it
///
/// Example: liaison capsule give-up /srv/liaison 0b1c... --why "the disk of the device broke"
#[derive(clap::Args)]
pub struct GiveUp {
    #[command(flatten)]
    at: At,
    /// As `list` shows it.
    id: String,
    /// Why: it stays in the journal and on the capsule's page.
    #[arg(long, value_name = "TEXT")]
    why: String,
}

fn number(told: &Value, field: &str) -> u64 {
    told.get(field).and_then(Value::as_u64).unwrap_or(0)
}

pub async fn make(it: Make) -> Result<Outcome> {
    if it.out.exists() {
        bail!("{} is there already; name another file", it.out.display());
    }
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let order = json!({
        "client": client(&console, &it.post).await?, "device": device::public(&it.device)?,
        "purpose": it.purpose, "legal_basis": it.legal_basis.unwrap_or_default(),
        "reference": it.reference.unwrap_or_default(), "kinds": it.kinds, "lists": it.lists, "days": it.days,
        "lease_hours": it.lease_hours, "officers": it.officers, "language": it.lang,
        "file": std::path::absolute(&it.out)?,
    });
    let made: Value = console.ask(Method::POST, "/api/v1/capsules", Some(&order)).await?;
    if it.json {
        print_json(&made);
        return Ok(Outcome::Yes);
    }
    let (records, others) = (number(&made, "records"), number(&made, "others"));
    say!(
        "{}: {records} records for {}, {others} of them of other members",
        it.out.display(),
        text(&made, "post")
    );
    say!("capsule {}, to be leased until {}", text(&made, "id"), text(&made, "ends"));
    say!("\nThe device asks once for the fingerprint of this node:\n  {}", text(&made, "node"));
    tell(&made);
    Ok(Outcome::Yes)
}

fn tell(lease: &Value) {
    say!(
        "\nThe code of its lease, until {}. Do not keep it with the device:\n  {}",
        text(lease, "until"),
        text(lease, "code")
    );
}

/// A client by its id, or by its name if there is one of it in force.
async fn client(console: &Console, named: &str) -> Result<String> {
    let clients: Value = console.ask(Method::GET, "/api/v1/clients", None).await?;
    let all = clients.get("clients").and_then(Value::as_array).cloned().unwrap_or_default();
    let force = |it: &&Value| it.get("revoked") == Some(&Value::Bool(false));
    if let Some(found) = all.iter().find(|it| text(it, "id") == named) {
        return Ok(text(found, "id").to_owned());
    }
    let mut found = all.iter().filter(force).filter(|it| text(it, "name") == named);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(text(one, "id").to_owned()),
        (Some(_), Some(_)) => {
            bail!("several clients are called {named}: name one by its id (liaison token list)")
        }
        (None, _) => bail!("no client is called {named}: make one with liaison token add"),
    }
}

pub async fn list(it: List) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let told: Value = console.ask(Method::GET, "/api/v1/capsules", None).await?;
    if it.json {
        print_json(&told);
        return Ok(Outcome::Yes);
    }
    say!("this node, to devices:  {}\n", text(&told, "node"));
    for one in told.get("capsules").and_then(Value::as_array).into_iter().flatten() {
        let stands = match one.get("ended").and_then(Value::as_str) {
            Some(ended) => format!("ended {ended}"),
            None => format!("until {}, leased until {}", text(one, "ends"), text(one, "leased_until")),
        };
        let stands = match text(one, "log") {
            "home" => format!("{stands}, log home {}", text(one, "home")),
            "awaited" if number(one, "late") > 0 => format!("{stands}, LOG NOT HOME"),
            "cut" => format!("{stands}, LOG CAME WITHOUT ITS END"),
            "given-up" => {
                format!("{stands}, the end of its log never comes: {}", text(one, "given_up"))
            }
            "awaited" => format!("{stands}, log not home yet"),
            log => format!("{stands}, log: {log}"),
        };
        let (id, post, records) = (text(one, "id"), text(one, "post"), number(one, "records"));
        say!("{id}  {post:<16} {:<16} {records:>8} records  {stands}", text(one, "purpose"));
    }
    Ok(Outcome::Yes)
}

pub async fn lease(it: Lease) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let path = format!("/api/v1/capsules/{}/lease?next={}", super::super::escaped(&it.id), it.next);
    let told: Value = console.ask(Method::POST, &path, None).await?;
    if it.json {
        print_json(&told);
        return Ok(Outcome::Yes);
    }
    tell(&told);
    say!("\nRecords that were stated or taken back since it was made: {}", number(&told, "newer"));
    Ok(Outcome::Yes)
}

pub async fn end(it: End) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let why = if it.lost { "lost" } else { "closed" };
    let path = format!("/api/v1/capsules/{}?why={why}", super::super::escaped(&it.id));
    let _gone: Value = console.ask(Method::DELETE, &path, None).await?;
    say!("no lease of it is given any more; what runs now ends by itself");
    Ok(Outcome::Yes)
}

pub async fn give_up(it: GiveUp) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let path = format!("/api/v1/capsules/{}/give-up", super::super::escaped(&it.id));
    let _none: Value = console.ask(Method::POST, &path, Some(&json!({ "why": it.why }))).await?;
    say!("the end of its log is waited for no more; should it come after all, it counts");
    Ok(Outcome::Yes)
}

pub async fn home(it: Home) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let home = bring(&console, &it.log).await?;
    if it.json {
        print_json(&home);
        return Ok(Outcome::Yes);
    }
    let (acts, looks) = (number(&home, "acts"), number(&home, "looks"));
    say!("{}: {acts} acts that were not here, {looks} of them checks and looks", text(&home, "post"));
    if home.get("closed") != Some(&Value::Bool(true)) {
        say!(
            "It lacks the mark of its last lease: what the post did last may be missing. Look at the device."
        );
    }
    Ok(Outcome::Yes)
}

async fn bring(console: &Console, log: &Path) -> Result<Value> {
    let bytes = std::fs::read(log).with_context(|| format!("{} cannot be read", log.display()))?;
    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/capsules/log")
        .header(header::HOST, "console")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .body(Body::from(bytes))?;
    console.json(request).await
}
