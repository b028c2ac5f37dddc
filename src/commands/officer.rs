//! `liaison officer`: adds, lists and disables officers, and gives one-time sign-in links.
use super::{At, Outcome};
use crate::console::Console;
use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};

/// Keep officers
#[derive(clap::Subcommand)]
pub enum Officer {
    /// Add an officer, and give the one-time link to sign in with
    ///
    /// Example: liaison officer add /srv/liaison --name "A. Mensah" --unit "Border post 3" --role frontline
    Add {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        name: String,
        #[arg(long, default_value = "")]
        unit: String,
        /// frontline, investigator, analyst, coordinator, victim-protection, compliance, inspector, administrator.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// open, official, restricted, confidential.
        #[arg(long, default_value = "official")]
        clearance: String,
        /// en, fr, es, ar.
        #[arg(long, default_value = "en")]
        language: String,
        #[arg(long)]
        json: bool,
    },
    /// List the officers
    List {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// Shut an officer out at once
    Disable {
        #[command(flatten)]
        at: At,
        /// As `list` shows it.
        id: String,
    },
    /// A new one-time link for an officer
    Link {
        #[command(flatten)]
        at: At,
        /// As `list` shows it.
        id: String,
    },
}

pub async fn run(it: Officer) -> Result<Outcome> {
    match it {
        Officer::Add { at, name, unit, roles, clearance, language, json } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let new = json!({ "name": name, "unit": unit, "roles": roles, "clearance": clearance, "language": language });
            let added: Value = console.ask(Method::POST, "/api/v1/officers", Some(&new)).await?;
            let link = link(&console, text(&added, "id")).await?;
            if json {
                super::print_json(&json!({ "id": added.get("id"), "sign_in": link }));
            } else {
                say!("{}  {name}\nsign-in, once and within a day: {link}", text(&added, "id"));
            }
        }
        Officer::List { at, json } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let officers: Value = console.ask(Method::GET, "/api/v1/officers", None).await?;
            if json { super::print_json(&officers) } else { list(&officers) }
        }
        Officer::Disable { at, id } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            let changed = json!({ "disabled": true });
            let _officer: Value =
                console.ask(Method::PATCH, &format!("/api/v1/officers/{id}"), Some(&changed)).await?;
            say!("disabled; open sessions are closed");
        }
        Officer::Link { at, id } => {
            let console = Console::open(&at.dir, at.store.as_deref()).await?;
            say!("{}", link(&console, &id).await?);
        }
    }
    Ok(Outcome::Yes)
}

async fn link(console: &Console, id: &str) -> Result<String> {
    let offered: Value =
        console.ask(Method::POST, &format!("/api/v1/officers/{id}/link"), Some(&json!({}))).await?;
    Ok(text(&offered, "link").to_string())
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or("")
}

fn list(officers: &Value) {
    for officer in officers.get("officers").and_then(Value::as_array).into_iter().flatten() {
        let roles: Vec<&str> = officer
            .get("roles")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let disabled = officer.get("disabled").and_then(Value::as_bool).unwrap_or(false);
        let mark = if disabled { "  disabled" } else { "" };
        say!(
            "{}  {}  {}  {}{mark}",
            text(officer, "id"),
            text(officer, "name"),
            text(officer, "unit"),
            roles.join(",")
        );
    }
}
