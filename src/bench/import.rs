//! Workload: the lists of OFAC and the UN into an empty SQLite store, until everything is searchable.
use super::{Figures, Scratch, Target, fill::id, node, say};
use crate::demo::lists::{self, List};
use anyhow::Result;
use formats::{Item, Plan, Step};
use matching::{Index, Probe};
use model::StampNo;
use std::path::Path;
use std::time::{Duration, Instant};

pub async fn run(dir: &Path) -> Result<Figures> {
    let lists = lists::of_folder(dir)?;
    let names: Vec<&str> = lists.iter().map(|list| list.name).collect();
    let mut figures =
        Figures::of(format!("{} as published, into an empty SQLite store", names.join(" and ")));
    let scratch = Scratch::make()?;
    let node = node::make(&scratch.path().join("node")).await?;
    let (mut records, mut refused, mut took) = (0, 0, Duration::ZERO);
    for list in &lists {
        say(&format!("importing {}", list.name));
        let began = Instant::now();
        let ended = node::fill(&node.desk, list).await?;
        took += began.elapsed();
        records += node::whole(list, &ended)?;
        refused += ended.counts.refused;
    }
    let searchable = desk::follow::progress(&node.desk).borrow().records;
    figures.hold(
        "import, searchable",
        records as f64 / took.as_secs_f64(),
        "records/s",
        Target::AtLeast(20_000.0),
    );
    figures.add("records", records as f64, "");
    figures.add("of them entities in the index", searchable as f64, "");
    figures.add("rows refused", refused as f64, "");
    figures.add("time", took.as_secs_f64(), "s");
    stages(&lists, &mut figures)?;
    Ok(figures)
}

/// Reading alone and indexing alone, each on one core: in the import they run beside the store.
fn stages(lists: &[List], figures: &mut Figures) -> Result<()> {
    let (index, mut steps) = (Index::new(), 0);
    let (mut reading, mut indexing) = (Duration::ZERO, Duration::ZERO);
    for list in lists {
        let began = Instant::now();
        let format = list.format.parse()?;
        let items: Vec<Step> =
            formats::read(Plan { format, files: list.files.clone(), mapping: None })?.collect();
        reading += began.elapsed();
        let began = Instant::now();
        let probes = items.iter().enumerate().filter_map(|(at, step)| match step {
            Step::Item(Item::Entity(draft)) => Some((id(steps + at), StampNo(0), Probe::of(&draft.entity))),
            _ => None,
        });
        index.insert(probes.collect());
        indexing += began.elapsed();
        steps += items.len();
    }
    figures.add("of it reading, alone", reading.as_secs_f64(), "s");
    figures.add("of it folding and indexing, alone", indexing.as_secs_f64(), "s");
    Ok(())
}
