//! The program: reads the command, assembles the node, starts it. A newcomer begins here.
//!
//! `liaison serve` opens a node's folder and answers people and programs until it is told to stop. Every other command
//! asks a node: over its socket if it runs, else by opening the folder itself, through the very same routes.
#[macro_use]
mod say;

mod bench;
mod commands;
mod console;
mod demo;
mod exchanging;
mod node;
mod workshop;

use clap::Parser;
use std::io::IsTerminal;
use std::process::ExitCode;

/// Records are made of many small values: this allocator spends a third of the system's time on them.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Liaison: what police bureaus know of trafficking and smuggling networks, checked in a moment, every look on record.
#[derive(Parser)]
#[command(name = "liaison", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Before there is a thread beside it: a worker is shut in alone.
    if let commands::Command::PreviewWorker(it) = &cli.command {
        return workshop::work(it);
    }
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("LIAISON_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(fault) => return wrong(&anyhow::anyhow!("the operating system gives no threads: {fault}")),
    };
    match runtime.block_on(commands::run(cli.command)) {
        Ok(commands::Outcome::Yes) => ExitCode::SUCCESS,
        Ok(commands::Outcome::No) => ExitCode::from(1),
        Err(fault) if is_unheard(&fault) => ExitCode::SUCCESS,
        Err(fault) => wrong(&fault),
    }
}

/// Whoever reads what the command tells has read enough.
fn is_unheard(fault: &anyhow::Error) -> bool {
    fault.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).any(say::is_unheard)
}

/// Wrong use, or something that keeps the command from its work: said in one line, with what to do.
fn wrong(fault: &anyhow::Error) -> ExitCode {
    eprintln!("liaison: {fault:#}");
    ExitCode::from(2)
}
