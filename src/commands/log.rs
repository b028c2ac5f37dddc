//! `liaison log verify`: proves the journal from its first act to its last.
use super::{At, Outcome};
use crate::console::Console;
use anyhow::Result;
use axum::http::Method;
use serde_json::Value;

/// Prove the journal
#[derive(clap::Subcommand)]
pub enum Log {
    /// Chain, signatures and tree, from the first act to the last; names the first broken act
    ///
    /// Example: liaison log verify /srv/liaison
    Verify {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(Log::Verify { at, json }: Log) -> Result<Outcome> {
    let console = Console::open(&at.dir, at.store.as_deref()).await?;
    let verdict: Value = console.ask(Method::GET, "/api/v1/log/verify", None).await?;
    let broken = verdict.get("broken").filter(|b| !b.is_null());
    if json {
        super::print_json(&verdict);
    } else if let Some(broken) = broken {
        let text = |field: &str| broken.get(field).map(Value::to_string).unwrap_or_default();
        say!("BROKEN at act {}: {}", text("seq"), broken.get("what").and_then(Value::as_str).unwrap_or(""));
    } else {
        let number = |field: &str| verdict.get(field).and_then(Value::as_u64).unwrap_or(0);
        say!(
            "whole: {} acts, {} checkpoints, root {}",
            number("acts"),
            number("checkpoints"),
            verdict.get("root").and_then(Value::as_str).unwrap_or("")
        );
    }
    Ok(if broken.is_some() { Outcome::No } else { Outcome::Yes })
}
