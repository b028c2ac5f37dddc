//! `liaison export`: takes records out as FollowTheMoney lines.
use super::{At, Outcome, Why};
use crate::console::{Console, request};
use crate::say::Out;
use anyhow::Result;
use axum::http::Method;
use futures_util::StreamExt;
use std::io::Write;

/// Take records out as FollowTheMoney lines, on standard output
///
/// Example: liaison export /srv/liaison --purpose analysis --legal-basis "police act, art. 12" --kind Group > groups.ftm.json
#[derive(clap::Args)]
pub struct Export {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    why: Why,
    /// The form to write.
    #[arg(long, default_value = "ftm")]
    format: String,
    /// Only this kind of entity.
    #[arg(long)]
    kind: Option<String>,
    /// Only this list.
    #[arg(long)]
    list: Option<String>,
    /// Only this status.
    #[arg(long)]
    status: Option<String>,
}

pub async fn run(it: Export) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let asked = [
        ("format", Some(&it.format)),
        ("purpose", Some(&it.why.purpose)),
        ("legal_basis", it.why.legal_basis.as_ref()),
        ("reference", it.why.reference.as_ref()),
        ("kind", it.kind.as_ref()),
        ("list", it.list.as_ref()),
        ("status", it.status.as_ref()),
    ];
    let path = format!("/api/v1/exports?{}", super::query(&asked));
    let mut lines = std::pin::pin!(console.lines(request(Method::GET, &path, None)?).await?);
    let mut out = std::io::BufWriter::new(Out::new());
    while let Some(line) = lines.next().await {
        out.write_all(&line?)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(Outcome::Yes)
}
