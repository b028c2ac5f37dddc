//! Workload: how right and how fast the recogniser is, on data of which the truth is known.
//!
//! Each file measures one sort of figure; what is not named on the command line is not measured.
mod alarms;
mod calibration;
mod cases;
mod faults;
mod listed;
mod pairs;
mod persons;
mod recall;
mod restart;
mod searches;
mod sets;
mod strangers;
mod table;
mod twins;
mod typed;
mod xlist;

use super::{Figures, Target, clock, fill, machine, say};
use anyhow::{Result, ensure};
use faults::Faults;
use searches::Asked;
use std::path::PathBuf;
use table::Generated;

/// What to measure on.
#[derive(clap::Args)]
pub struct Files {
    /// Generated persons and queries: PREFIX.people.tsv and PREFIX.queries.tsv, tab-separated.
    #[arg(long, value_name = "PREFIX")]
    data: Option<PathBuf>,
    /// Pairs of names with verdicts: CSV with schema, name1, name2, is_match.
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// People who are on no list: CSV with full_name, date_of_birth. Needs --lists.
    #[arg(long, value_name = "FILE", requires = "lists")]
    strangers: Option<PathBuf>,
    /// Persons of the UN's list: PREFIX_untreated.csv with their names as listed, PREFIX_treated.csv as typed. Needs --lists.
    #[arg(long, value_name = "PREFIX", requires = "lists")]
    typed: Option<PathBuf>,
    /// A folder with OFAC's and the UN's lists; for --xlist also the UK's and the US consolidated list.
    #[arg(long, value_name = "DIR")]
    lists: Option<PathBuf>,
    /// A folder with clusters.jsonl.gz and hard_negatives.jsonl.gz: entries of lists judged the same, or not. Needs --lists.
    #[arg(long, value_name = "DIR", requires = "lists")]
    xlist: Option<PathBuf>,
    /// Generated persons of whom some are there more than once: PREFIX.people.tsv with the column ent.
    #[arg(long, value_name = "PREFIX")]
    twins: Option<PathBuf>,
    /// A folder with FEBRL's and the historical linkage sets.
    #[arg(long, value_name = "DIR")]
    linkage: Option<PathBuf>,
    /// Ask so many of the queries at most.
    #[arg(long, value_name = "N")]
    asked: Option<usize>,
    /// Show so many of the worst faults of each sort on standard error, as the data names them.
    #[arg(long, value_name = "N", default_value_t = 0)]
    show: usize,
}

pub fn run(files: &Files) -> Result<Figures> {
    let (mut figures, faults) = (Figures::of(told(files)?), Faults(files.show));
    if let Some(prefix) = &files.data {
        generated(&Generated::read(prefix, files.asked)?, faults, &mut figures)?;
    }
    if let Some(path) = &files.cases {
        cases::run(path, faults, &mut figures)?;
    }
    if let (Some(path), Some(lists)) = (&files.strangers, &files.lists) {
        strangers::run(path, lists, &mut figures)?;
    }
    if let (Some(prefix), Some(lists)) = (&files.typed, &files.lists) {
        typed::run(prefix, lists, &mut figures)?;
    }
    if let (Some(dir), Some(lists)) = (&files.xlist, &files.lists) {
        xlist::run(dir, lists, faults, &mut figures)?;
    }
    if let Some(dir) = &files.linkage {
        sets::run(dir, &mut figures)?;
    }
    if let Some(prefix) = &files.twins {
        twins::run(prefix, &mut figures)?;
    }
    Ok(figures)
}

/// Which data: the last part of each path, for the rest says nothing on another machine.
fn told(files: &Files) -> Result<String> {
    let Files { data, cases, strangers, typed, xlist, twins, linkage, .. } = files;
    let all = [data, cases, strangers, typed, xlist, linkage, twins];
    let names: Vec<String> = all
        .into_iter()
        .flatten()
        .map(|path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
        .collect();
    ensure!(
        !names.is_empty(),
        "name something to measure on: --data, --cases, --strangers, --xlist, --linkage or --twins"
    );
    Ok(names.join(", "))
}

/// Everything that one index of generated persons is good for.
fn generated(data: &Generated, faults: Faults, figures: &mut Figures) -> Result<()> {
    let index = persons::indexed(data, figures);
    for asked in [Asked::NAME_AND_BIRTH, Asked::AS_A_PASSPORT] {
        say(&format!("asking by {}", asked.told));
        let outcomes = searches::all(&index, data, asked);
        let checks = searches::checks(&index, data, asked);
        searches::pace(data.persons.len(), (&checks, &outcomes), asked, figures);
        recall::add(&outcomes, asked, figures);
        recall::add_overlooked((&checks, &outcomes), asked, figures);
        alarms::add(&outcomes, asked, figures);
        if asked.held {
            faults.of_searches(&outcomes, data);
            faults.of_checks(&checks, data);
        }
        calibration::add(&outcomes, asked, figures);
    }
    pairs::add(&index, data, faults, figures)?;
    restart::add(index, data, figures)
}
