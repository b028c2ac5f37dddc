//! Fills a node of the demo through the ordinary doors: lists, officers, tokens.
use super::lists::List;
use crate::commands::serve::Running;
use crate::console::{Console, request};
use anyhow::{Result, bail};
use axum::http::{HeaderValue, Method, header};
use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// Who signs in to a node of the demo: role, name, unit, clearance.
pub const OFFICERS: &[(&str, &str, &str, &str)] = &[
    ("frontline", "Officer at the counter", "Border post Kodjoviakopé", "official"),
    ("investigator", "Investigator", "Trafficking and smuggling unit", "restricted"),
    ("analyst", "Analyst", "Trafficking and smuggling unit", "restricted"),
    ("coordinator", "Duty coordinator", "Operations room", "restricted"),
    ("compliance", "Compliance reviewer", "Legal service", "restricted"),
    ("inspector", "Inspector", "Data protection", "official"),
    ("administrator", "Administrator", "Technical service", "official"),
];

pub fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}  {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// Imports a list, addressed to this audience.
pub async fn import(console: &Console, list: &List, audience: &[&str], bar: &ProgressBar) -> Result<()> {
    bar.set_message(format!("importing {}", list.name));
    let body = json!({
        "list": list.name, "format": list.format, "mapping": list.mapping, "files": list.files,
        "handling": { "audience": audience, "level": "official" }, "purpose": "administration",
    });
    let mut ask = request(Method::POST, "/api/v1/imports", Some(&body))?;
    ask.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/x-ndjson"));
    let mut lines = std::pin::pin!(console.lines(ask).await?);
    while let Some(line) = lines.next().await {
        let line: Value = serde_json::from_slice(&line?)?;
        if let Some(detail) = line.get("detail").and_then(Value::as_str) {
            bail!("{}: {detail}", list.name);
        }
        let read = line.get("read").and_then(Value::as_u64).unwrap_or(0);
        bar.set_message(format!("importing {}: {read}", list.name));
    }
    Ok(())
}

/// Officers with a token each; gives what `demo.json` says of the node.
pub async fn people(console: &Console, dir: &Path, running: &Running, class: &str) -> Result<Value> {
    let (mut tokens, mut officers) = (serde_json::Map::new(), serde_json::Map::new());
    for (role, name, unit, clearance) in OFFICERS {
        let officer =
            json!({ "name": name, "unit": unit, "roles": [role], "clearance": clearance, "language": "en" });
        let added: Value = console.ask(Method::POST, "/api/v1/officers", Some(&officer)).await?;
        officers.insert((*role).into(), added.get("id").cloned().unwrap_or_default());
        let client =
            json!({ "name": format!("demo {role}"), "roles": [role], "clearance": clearance, "days": 90 });
        let added: Value = console.ask(Method::POST, "/api/v1/clients", Some(&client)).await?;
        tokens.insert((*role).into(), added.get("token").cloned().unwrap_or_default());
    }
    Ok(json!({
        "member": running.desk.me.as_str(), "class": class, "url": running.origin, "public": running.public_origin,
        "dir": std::path::absolute(dir)?, "tokens": tokens, "officers": officers,
    }))
}
