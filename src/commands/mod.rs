//! The commands, one file each.
mod attachment;
mod backup;
mod bench;
mod capsule;
mod charter;
mod check;
mod compare;
mod demo;
mod export;
mod import;
mod init;
mod kept;
mod link;
mod log;
mod notice;
mod officer;
mod package;
mod peer;
mod screen;
pub mod serve;
mod thread;
mod thresholds;
mod token;

use anyhow::Result;
use clap::{Args, Subcommand};
use serde_json::Value;
use std::path::PathBuf;

/// Whether the command's answer is yes. No is exit status 1: not found, refused rows, a log that does not verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Yes,
    No,
}

/// A node's folder, and where its store is if not in it.
#[derive(Args)]
pub struct At {
    /// The node's folder.
    dir: PathBuf,
    /// A PostgreSQL URL, where the store is not in the folder.
    #[arg(long, value_name = "URL", env = "LIAISON_STORE")]
    store: Option<String>,
}

/// Why it is done: stands in the journal with the act.
#[derive(Args)]
pub struct Why {
    /// border-control, investigation, prevention, missing-persons, victim-protection, identification, screening, arrest, analysis, oversight, administration.
    #[arg(long)]
    purpose: String,
    /// The law or decision that it rests on.
    #[arg(long, value_name = "TEXT")]
    legal_basis: Option<String>,
    /// Reference of the case or operation.
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
}

#[derive(Subcommand)]
pub enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Serve(serve::Serve),
    Import(import::Import),
    Link(link::Link),
    Check(Box<check::Check>),
    Screen(screen::Screen),
    Compare(compare::Compare),
    Export(export::Export),
    Attach(attachment::Attach),
    #[command(subcommand)]
    Attachment(attachment::Attachment),
    #[command(subcommand)]
    Thread(Box<thread::Thread>),
    #[command(subcommand)]
    Notice(Box<notice::Notice>),
    #[command(hide = true)]
    PreviewWorker(crate::workshop::Worker),
    #[command(subcommand)]
    Officer(officer::Officer),
    #[command(subcommand)]
    Token(token::Token),
    #[command(subcommand)]
    Capsule(Box<capsule::Capsule>),
    #[command(subcommand)]
    Charter(charter::Command),
    #[command(subcommand)]
    Peer(peer::Peer),
    #[command(subcommand)]
    Log(log::Log),
    Kept(kept::Kept),
    Thresholds(thresholds::Thresholds),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Bench(bench::Bench),
}

pub async fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Demo(it) => demo::run(it).await,
        Command::Init(it) => init::run(it).await,
        Command::Serve(it) => serve::run(it).await,
        Command::Import(it) => import::run(it).await,
        Command::Link(it) => link::run(it).await,
        Command::Check(it) => check::run(*it).await,
        Command::Screen(it) => screen::run(it).await,
        Command::Compare(it) => compare::run(it),
        Command::Export(it) => export::run(it).await,
        Command::Attach(it) => attachment::attach(it).await,
        Command::Attachment(it) => attachment::run(it).await,
        Command::Thread(it) => thread::run(*it).await,
        Command::Notice(it) => notice::run(*it).await,
        // It is shut in, and has neither threads nor lines.
        Command::PreviewWorker(it) => Ok(match crate::workshop::work(&it) {
            code if code == std::process::ExitCode::SUCCESS => Outcome::Yes,
            _ => Outcome::No,
        }),
        Command::Officer(it) => officer::run(it).await,
        Command::Token(it) => token::run(it).await,
        Command::Capsule(it) => capsule::run(*it).await,
        Command::Charter(it) => charter::run(it),
        Command::Peer(it) => peer::run(it).await,
        Command::Log(it) => log::run(it).await,
        Command::Kept(it) => kept::run(it).await,
        Command::Thresholds(it) => thresholds::run(it).await,
        Command::Backup(it) => backup::run(it).await,
        Command::Restore(it) => backup::restore(it).await,
        Command::Bench(it) => bench::run(it).await,
    }
}

/// The value as one line of JSON on standard output.
fn print_json(value: &serde_json::Value) {
    say!("{value}");
}

/// Pairs as a query string; those without a value are left out.
fn query(pairs: &[(&str, Option<&String>)]) -> String {
    let given = pairs.iter().filter_map(|(name, value)| value.map(|v| format!("{name}={}", escaped(v))));
    given.collect::<Vec<_>>().join("&")
}

/// A text that an answer has under this name, to be printed.
fn text<'v>(told: &'v Value, field: &str) -> &'v str {
    told.get(field).and_then(Value::as_str).unwrap_or("-")
}

/// Nothing that was written elsewhere commands the terminal.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Percent-encoding of RFC 3986: all but letters, digits and `-._~`.
fn escaped(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
