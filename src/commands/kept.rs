//! `liaison kept`: which copies of others' records are kept by law, and until when; nothing of what they say.
use super::{At, Outcome, print_json};
use crate::console::Console;
use anyhow::Result;
use axum::http::Method;
use serde_json::Value;

/// List the copies of others' records that the law bids to keep after their owner has taken them back
///
/// Example: liaison kept /srv/liaison
#[derive(clap::Args)]
pub struct Kept {
    #[command(flatten)]
    at: At,
    #[arg(long)]
    json: bool,
}

pub async fn run(it: Kept) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    let told: Value = console.ask(Method::GET, "/api/v1/kept", None).await?;
    if it.json {
        print_json(&told);
        return Ok(Outcome::Yes);
    }
    let all = told.get("kept").and_then(Value::as_array).cloned().unwrap_or_default();
    let waiting = told.get("waiting").and_then(Value::as_array).cloned().unwrap_or_default();
    if all.is_empty() && waiting.is_empty() {
        say!("Nothing is kept by law.");
    }
    for one in &waiting {
        let text = |field: &str| one.get(field).and_then(Value::as_str).unwrap_or("-");
        say!(
            "{}  of {:<8} waits for a second person until {}",
            text("record"),
            text("owner"),
            text("lapses")
        );
        say!("    {}   {}   {}", text("legal_basis"), text("operation"), text("why"));
    }
    for one in &all {
        let text = |field: &str| one.get(field).and_then(Value::as_str).unwrap_or("-");
        say!("{}  of {:<8} {:<11} until {}", text("record"), text("owner"), text("word"), text("until"));
        say!("    {}   {}   {}", text("legal_basis"), text("operation"), text("why"));
    }
    Ok(Outcome::Yes)
}
