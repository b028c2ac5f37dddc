//! `liaison attach` and `liaison attachment`: files of records, put in and taken out. What a single record holds is nothing for
//! the machine's own command line, so these act as the client whose token they are given.
use super::{At, Outcome, Why, escaped, print_json, query};
use crate::console::{Console, request};
use anyhow::{Context, Result, bail};
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, header};
use bytes::Bytes;
use clap::Subcommand;
use futures_util::{StreamExt, stream};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Attach a file to a record
///
/// Example: liaison attach /srv/liaison 5f0c... passport.jpg --purpose investigation --legal-basis "art. 12" --token lia_...
#[derive(clap::Args)]
pub struct Attach {
    #[command(flatten)]
    as_client: AsClient,
    /// The record's id.
    record: String,
    file: PathBuf,
    /// What other members get: copy (of a picture, without what is hidden in the file), as-is, home (nothing).
    #[arg(long, default_value = "copy")]
    share: String,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// A node, asked as a client.
#[derive(clap::Args)]
pub struct AsClient {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    why: Why,
    /// The token of the client in whose name it is done: see `liaison token add`.
    #[arg(long, env = "LIAISON_TOKEN", hide_env_values = true)]
    token: String,
}

/// List, save and take away the files of records
#[derive(Subcommand)]
pub enum Attachment {
    /// The files of a record
    List {
        #[command(flatten)]
        as_client: AsClient,
        /// The record's id.
        record: String,
    },
    /// Save a file; that it was opened is told to its owner
    ///
    /// Example: liaison attachment get /srv/liaison 77ab... -o passport.jpg --purpose investigation --token lia_...
    Get {
        #[command(flatten)]
        as_client: AsClient,
        /// The file's id.
        id: String,
        /// Where to; a file that is there is not overwritten.
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Take a file away, here and wherever it went
    Remove {
        #[command(flatten)]
        as_client: AsClient,
        /// The file's id.
        id: String,
    },
}

impl AsClient {
    pub(super) async fn console(&self) -> Result<Console> {
        Console::open(&self.at.dir, self.at.store.as_deref()).await
    }

    pub(super) fn path(&self, path: &str, more: &[(&str, Option<&String>)]) -> String {
        let why = [
            ("purpose", Some(&self.why.purpose)),
            ("legal_basis", self.why.legal_basis.as_ref()),
            ("reference", self.why.reference.as_ref()),
        ];
        format!("{path}?{}", query(&[&why, more].concat()))
    }

    pub(super) fn signed(&self, mut request: Request<Body>) -> Result<Request<Body>> {
        let value = HeaderValue::from_str(&format!("Bearer {}", self.token)).context("that is no token")?;
        request.headers_mut().insert(header::AUTHORIZATION, value);
        Ok(request)
    }

    pub(super) async fn got(&self, path: &str, more: &[(&str, Option<&String>)]) -> Result<Value> {
        let asked = self.signed(request(Method::GET, &self.path(path, more), None)?)?;
        self.console().await?.json(asked).await
    }

    pub(super) async fn posted(&self, path: &str, sent: &Value) -> Result<Value> {
        let asked = self.signed(request(Method::POST, &self.path(path, &[]), Some(sent))?)?;
        self.console().await?.json(asked).await
    }
}

pub async fn attach(it: Attach) -> Result<Outcome> {
    let name = it.file.file_name().and_then(|name| name.to_str()).unwrap_or("file").to_owned();
    let path = format!("/api/v1/records/{}/attachments", escaped(&it.record));
    let path = it.as_client.path(&path, &[("name", Some(&name)), ("share", Some(&it.share))]);
    let mut sent = it.as_client.signed(request(Method::POST, &path, None)?)?;
    *sent.body_mut() = body_of(&it.file).await?;
    let kept: Value = it.as_client.console().await?.json(sent).await?;
    if it.json {
        print_json(&kept);
        return Ok(Outcome::Yes);
    }
    tell(&kept);
    if let Some(copy) = kept.get("copy") {
        tell(copy);
    }
    let stays = kept.get("stays").and_then(Value::as_str);
    match stays {
        Some("no-picture") => {
            eprintln!("it stays here: copies without hidden data are made of pictures only (--share as-is)")
        }
        Some("botched") => eprintln!("it stays here: no copy could be made of this picture"),
        Some(_) => eprintln!("it stays here: this node has no safe place to work on pictures"),
        None => {}
    }
    Ok(if stays.is_some() { Outcome::No } else { Outcome::Yes })
}

pub async fn run(it: Attachment) -> Result<Outcome> {
    match it {
        Attachment::List { as_client, record } => {
            let path = format!("/api/v1/records/{}/attachments", escaped(&record));
            let asked = as_client.signed(request(Method::GET, &as_client.path(&path, &[]), None)?)?;
            let told: Value = as_client.console().await?.json(asked).await?;
            told.get("attachments").and_then(Value::as_array).into_iter().flatten().for_each(tell);
        }
        Attachment::Get { as_client, id, out } => {
            let path = as_client.path(&format!("/api/v1/attachments/{}", escaped(&id)), &[]);
            let asked = as_client.signed(request(Method::GET, &path, None)?)?;
            save(&as_client.console().await?, asked, &out).await?;
        }
        Attachment::Remove { as_client, id } => {
            let path = as_client.path(&format!("/api/v1/attachments/{}", escaped(&id)), &[]);
            as_client.console().await?.done(as_client.signed(request(Method::DELETE, &path, None)?)?).await?;
        }
    }
    Ok(Outcome::Yes)
}

/// One line a file: id, bytes, type, whether it goes, name.
fn tell(file: &Value) {
    let text = |field: &str| file.get(field).and_then(Value::as_str).unwrap_or_default();
    let is = |field: &str| file.get(field).and_then(Value::as_bool).unwrap_or_default();
    let bytes = file.get("bytes").and_then(Value::as_u64).unwrap_or_default();
    let goes = if !is("here") {
        "on its way"
    } else if is("goes") {
        "goes"
    } else {
        "stays"
    };
    let lies = if is("belied") { "  (its name says another type)" } else { "" };
    say!("{}  {bytes}  {}  {goes}  {}{lies}", text("id"), text("media"), text("name"));
}

/// The file as it is read, never whole in memory.
pub(super) async fn body_of(path: &Path) -> Result<Body> {
    let file =
        tokio::fs::File::open(path).await.with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Body::from_stream(stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; 256 << 10];
        let count = file.read(&mut piece).await?;
        piece.truncate(count);
        Ok::<_, std::io::Error>((count > 0).then(|| (Bytes::from(piece), file)))
    })))
}

pub(super) async fn save(console: &Console, asked: Request<Body>, out: &Path) -> Result<()> {
    let mut pieces = std::pin::pin!(console.bytes(asked).await?);
    let mut file = tokio::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(out).await;
    let file = file.as_mut().map_err(|fault| anyhow::anyhow!("cannot write {}: {fault}", out.display()))?;
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(piece) => file.write_all(&piece).await?,
            Err(fault) => {
                tokio::fs::remove_file(out).await?;
                bail!("the file broke off: {fault}");
            }
        }
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok(())
}
