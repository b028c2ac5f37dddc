//! `liaison log`: proves the journal from its first act to its last, hands it over to another key, and holds it against those of other
//! members.
use super::{At, Outcome, text};
use crate::console::Console;
use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};

/// Prove the journal
#[derive(clap::Subcommand)]
pub enum Log {
    /// Chain, signatures and tree, from the first act to the last; names the first broken act. Of a file: a thread that was
    /// taken out, proven by itself, without any node
    ///
    /// Example: liaison log verify /srv/liaison
    ///
    /// Example: liaison log verify thread.jsonl --network "00112 23344 ..."
    Verify {
        #[command(flatten)]
        at: At,
        /// The network that a file is to come from, by the fingerprint that its people have compared.
        #[arg(long, value_name = "FINGERPRINT")]
        network: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Have a new key sign the log from here on. A node does so by itself once a year
    ///
    /// Example: liaison log hand-over /srv/liaison
    HandOver {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// Have the log held against those of other members at once, and list what does not agree
    ///
    /// Example: liaison log reconcile /srv/liaison BJ
    Reconcile {
        #[command(flatten)]
        at: At,
        /// With this member; without one, only what is known is listed.
        member: Option<String>,
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(it: Log) -> Result<Outcome> {
    match it {
        Log::Verify { at, network, json } if at.dir.is_file() => {
            super::package::verify(&at.dir, network.as_deref(), json)
        }
        Log::Verify { at, json, .. } => verify(&at, json).await,
        Log::HandOver { at, json } => hand_over(&at, json).await,
        Log::Reconcile { at, member, json } => reconcile(&at, member, json).await,
    }
}

async fn hand_over(at: &At, json: bool) -> Result<Outcome> {
    let console = Console::open(&at.dir, at.store.as_deref()).await?;
    let done: Value = console.ask(Method::POST, "/api/v1/log/key", None).await?;
    let state: Value = console.ask(Method::GET, "/api/v1/log/state", None).await?;
    if json {
        super::print_json(&json!({ "act": done.get("act"), "key": state.get("key") }));
    } else {
        say!("handed over with act {}", done.get("act").and_then(Value::as_u64).unwrap_or(0));
        say!("key       {}", text(&state, "key"));
    }
    Ok(Outcome::Yes)
}

/// What comes of it is known when the other's node has answered: the same command lists it then.
async fn reconcile(at: &At, member: Option<String>, json: bool) -> Result<Outcome> {
    let console = Console::open(&at.dir, at.store.as_deref()).await?;
    if let Some(member) = member {
        let with = json!({ "member": member });
        let _begun: Value = console.ask(Method::POST, "/api/v1/log/reconcile", Some(&with)).await?;
    }
    let told: Value = console.ask(Method::GET, "/api/v1/log/differences", None).await?;
    let mut told = told;
    let strays: Value = console.ask(Method::GET, "/api/v1/holdings/strays", None).await?;
    if let (Some(told), Some(strays)) = (told.as_object_mut(), strays.get("strays")) {
        told.insert("strays".to_owned(), strays.clone());
    }
    let all = |field: &str| told.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    let (apart, strays) = (all("differences"), all("strays"));
    if json {
        super::print_json(&told);
    } else {
        all("members").iter().for_each(say_member);
        apart.iter().for_each(say_difference);
        if apart.is_empty() {
            say!("Nothing stands in one log alone.");
        }
        strays.iter().for_each(say_stray);
        if strays.is_empty() {
            say!("Every copy is as its owner believes.");
        }
    }
    Ok(if apart.is_empty() && strays.is_empty() { Outcome::Yes } else { Outcome::No })
}

fn say_member(it: &Value) {
    let (member, told, heard) = (text(it, "member"), text(it, "told_at"), text(it, "heard_at"));
    say!("{member:<8} told {told}   heard {heard}   counts from {}", text(it, "from"));
}

fn say_stray(it: &Value) {
    let alarm = if text(it, "alarm_since") == "-" { "" } else { "   ALARM" };
    let (copy, record) = (text(it, "copy"), text(it, "record"));
    say!("{:<8} copy {copy} {}   record {record}{alarm}", text(it, "member"), text(it, "what"));
}

fn say_difference(it: &Value) {
    let acts = it.get("acts").and_then(Value::as_array).cloned().unwrap_or_default();
    let acts: Vec<String> = acts.iter().map(ToString::to_string).collect();
    let there = it.get("there").and_then(Value::as_u64).unwrap_or(0);
    let alarm = if text(it, "alarm_since") == "-" { "" } else { "   ALARM" };
    say!(
        "{:<8} {}  {:<9} {there} in theirs alone{alarm}",
        text(it, "member"),
        text(it, "day"),
        text(it, "passed")
    );
    if !acts.is_empty() {
        say!("         in ours alone, acts {}", acts.join(", "));
    }
}

async fn verify(at: &At, json: bool) -> Result<Outcome> {
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
