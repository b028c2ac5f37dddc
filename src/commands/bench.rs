//! `liaison bench`: measures the workloads of docs/benchmarks.md on this machine.
use super::Outcome;
use crate::bench;
use anyhow::Result;
use std::path::PathBuf;

/// Measure a workload of docs/benchmarks.md on this machine
///
/// Examples:
///   liaison bench documents
///   liaison bench import --lists ~/sanctions --json
///   liaison bench match --data people/judge-1m --cases name_cases.csv
///
/// Everything lies in a folder for temporary files (TMPDIR) and goes with the end, but for `start`.
/// Exit status: 0 every target is met, 1 one is not.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Bench {
    #[command(subcommand)]
    workload: Workload,
    /// Answer as one JSON object.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Workload {
    /// Read the OFAC and UN lists of a folder into an empty SQLite store, until they are searchable
    Import {
        /// A folder with OFAC's sdn, alt, add and comments, and the UN's XML.
        #[arg(long, value_name = "DIR")]
        lists: PathBuf,
    },
    /// Ask for documents that nobody has reported
    Documents {
        /// Documents in the index.
        #[arg(long, default_value_t = 1_000_000)]
        records: usize,
    },
    /// Ask for persons by name and date of birth
    Names {
        /// Persons in the index.
        #[arg(long, default_value_t = 1_000_000)]
        records: usize,
    },
    /// Ask a node over HTTP, with the act on disk before each answer
    Http {
        #[arg(long, default_value_t = 64)]
        connections: usize,
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Strangers read the public extract of notices, from memory
    Extract {
        #[arg(long, default_value_t = 64)]
        connections: usize,
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Two nodes exchange: records a second, an alert from one to the other, a withdrawal
    Exchange {
        /// Records that go from one to the other.
        #[arg(long, default_value_t = 20_000)]
        records: usize,
        /// Only this: so many were filed while the other node was away, and it catches up
        #[arg(long, value_name = "RECORDS")]
        behind: Option<usize>,
        /// Only this: a file of so many MiB goes from one to the other
        #[arg(long, value_name = "MIB", conflicts_with_all = ["behind", "idle"])]
        file: Option<usize>,
        /// Only this: what nodes cost each other that have nothing to say
        #[arg(long, conflicts_with = "behind")]
        idle: bool,
    },
    /// Whether an asker can tell a silent hit from "nothing known", by length and time of the answers
    Silent {
        #[arg(long, default_value_t = 10_000)]
        questions: usize,
    },
    /// An inbox of very many threads, and the search in what was said in them
    Threads {
        #[arg(long, default_value_t = 100_000)]
        threads: usize,
        /// Pages read, and searches made.
        #[arg(long, default_value_t = 1_000)]
        questions: usize,
    },
    /// How right and how fast the recogniser is, on data of which the truth is known, beside what is to be reached
    Match(bench::truth::Files),
    /// Start a node that holds so many persons and as many documents: time until it is ready, and memory
    Start {
        #[arg(long, default_value_t = 1_000_000)]
        records: usize,
        /// Where the node is made the first time, and kept for the next.
        #[arg(long, value_name = "DIR", default_value = "liaison-bench")]
        dir: PathBuf,
    },
}

pub async fn run(it: Bench) -> Result<Outcome> {
    let figures = match it.workload {
        Workload::Import { lists } => bench::import::run(&lists).await?,
        Workload::Documents { records } => bench::documents::run(records).await?,
        Workload::Names { records } => bench::names::run(records)?,
        Workload::Http { connections, seconds } => bench::http::run(connections, seconds).await?,
        Workload::Extract { connections, seconds } => bench::extract::run(connections, seconds).await?,
        Workload::Exchange { behind: Some(records), .. } => bench::exchange::behind::run(records).await?,
        Workload::Exchange { file: Some(mib), .. } => bench::exchange::file::run(mib).await?,
        Workload::Exchange { idle: true, .. } => bench::exchange::idle().await?,
        Workload::Exchange { records, .. } => bench::exchange::run(records).await?,
        Workload::Silent { questions } => bench::exchange::silent::run(questions).await?,
        Workload::Threads { threads, questions } => bench::threads::run(threads, questions).await?,
        Workload::Match(files) => bench::truth::run(&files)?,
        Workload::Start { records, dir } => bench::start::run(records, &dir).await?,
    };
    if it.json {
        super::print_json(&figures.json())
    } else {
        say!("{}", figures.to_string().trim_end())
    }
    Ok(if figures.are_met() { Outcome::Yes } else { Outcome::No })
}
