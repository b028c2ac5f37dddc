//! What a demo prints when it answers: where, sign-ins for everybody, and things to try.
use super::fill::OFFICERS;
use super::world;
use crate::console::Console;
use anyhow::{Context, Result};
use axum::http::Method;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Fresh sign-in links for everybody, since each opens once; printed, and the first opened in a browser.
pub async fn welcome(dir: &Path, no_open: bool) -> Result<()> {
    let demo: Value = serde_json::from_slice(&fs::read(dir.join("demo.json"))?)?;
    let nodes = demo.get("nodes").and_then(Value::as_array).context("demo.json is damaged")?;
    let mut first = None;
    for (number, node) in nodes.iter().enumerate() {
        let url = node.get("url").and_then(Value::as_str).unwrap_or_default();
        if number == 0 {
            let dir = dir.display();
            say!(
                "\nThe demo answers on {url}   (its folder: {dir}; stop it with Ctrl+C)\n\nSign in, each link once:"
            );
        } else if number == 1 {
            say!("\nOther members of its network, each with a page of its own:");
        }
        let member = node.get("member").and_then(Value::as_str).unwrap_or_default();
        for (role, link) in links(node, number == 0).await? {
            let name =
                if number == 0 { role.to_owned() } else { format!("{member}, {}", role.to_lowercase()) };
            say!("  {name:<24} {link}");
            first.get_or_insert(link);
        }
    }
    things();
    if let (false, Some(link)) = (no_open, first) {
        // A machine without a desktop has no browser to open; the address stands above.
        let _no_browser =
            std::process::Command::new("xdg-open").arg(link).stderr(std::process::Stdio::null()).spawn();
    }
    Ok(())
}

/// Links for everybody at the first node, and for the investigator of another.
async fn links(node: &Value, everybody: bool) -> Result<Vec<(&'static str, String)>> {
    let dir = node.get("dir").and_then(Value::as_str).context("demo.json is damaged")?;
    let console = Console::open(Path::new(dir), None).await?;
    let mut links = vec![];
    for (role, name, ..) in
        OFFICERS.iter().filter(|(role, ..)| everybody || ["investigator", "compliance"].contains(role))
    {
        let id = node.pointer(&format!("/officers/{role}")).and_then(Value::as_str);
        let id = id.context("demo.json is damaged")?;
        let offered: Value =
            console.ask(Method::POST, &format!("/api/v1/officers/{id}/link"), Some(&json!({}))).await?;
        links.push((*name, offered.get("link").and_then(Value::as_str).unwrap_or_default().to_owned()));
    }
    Ok(links)
}

fn things() {
    say!("\nThings to try, after signing in as the officer at the counter:");
    for guided in world::guided() {
        let answer = match guided.expect {
            world::Expect::Known(_) => "known",
            world::Expect::NothingKnown => "nothing known",
        };
        say!(
            "  {:<20} {answer:<14} {}",
            guided.key,
            guided.paste.replace('\n', "\n                                      ")
        );
    }
    say!(
        "\nBetween members: sign in as the investigators of TG and of TN side by side. File a telephone at TN for TG, and see
the hit on TG's page; withdraw it, and see TG's copy go.
Check {} at TG: nothing is known there, and the hub, which is asked at once, says whom to ask.",
        world::elsewhere::KNOWN_IN_TUNIS
    );
}
