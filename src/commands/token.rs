//! `liaison token`: adds and revokes the tokens of machines.
use super::{At, Outcome};
use crate::console::Console;
use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};

/// Keep the tokens of machines that ask over the API
#[derive(clap::Subcommand)]
pub enum Token {
    /// Add a client and print its token, once
    ///
    /// Example: liaison token add /srv/liaison --name "gate 7" --role frontline --days 90
    Add {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        name: String,
        /// As for officers.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// open, official, restricted, confidential.
        #[arg(long, default_value = "official")]
        clearance: String,
        /// How long it opens anything, 1 to 90.
        #[arg(long, default_value_t = 90)]
        days: u32,
        #[arg(long)]
        json: bool,
    },
    /// List the clients
    List {
        #[command(flatten)]
        at: At,
    },
    /// From the next request on the token opens nothing
    Revoke {
        #[command(flatten)]
        at: At,
        /// As `list` shows it.
        id: String,
    },
}

pub async fn run(it: Token) -> Result<Outcome> {
    match it {
        Token::Add { at, name, roles, clearance, days, json } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let new = json!({ "name": name, "roles": roles, "clearance": clearance, "days": days });
            let added: Value = console.ask(Method::POST, "/api/v1/clients", Some(&new)).await?;
            if json {
                super::print_json(&added)
            } else {
                say!("{}", added.get("token").and_then(Value::as_str).unwrap_or(""))
            }
        }
        Token::List { at } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            super::print_json(&console.ask(Method::GET, "/api/v1/clients", None).await?);
        }
        Token::Revoke { at, id } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let _gone: Value = console.ask(Method::DELETE, &format!("/api/v1/clients/{id}"), None).await?;
            say!("revoked");
        }
    }
    Ok(Outcome::Yes)
}
