//! Workload: a node that holds many records starts. How long until it is ready, and what memory it takes.
use super::machine::memory_mb;
use super::node::{self, Served};
use super::{Figures, Target, say};
use crate::demo::{lists, world};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Says, in the node's folder, that it was filled to the end, and with how many persons.
const FILLED: &str = "bench.filled";

pub async fn run(records: usize, dir: &Path) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "{records} persons and {records} documents of the demo's world, seed 1, in SQLite"
    ));
    build(records, dir, &mut figures).await?;
    say("starting");
    let served = Served::start(dir)?;
    let ready = served.ready().await?;
    let (at_start, most) = memory_mb(served.process()).context("the node has gone")?;
    // What was only needed for the start is given back by then.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let (rest, _) = memory_mb(served.process()).context("the node has gone")?;
    figures.hold("start until ready", ready.as_secs_f64(), "s", Target::AtMost(10.0));
    figures.add("memory when ready", at_start, "MB");
    figures.hold("memory at rest", rest, "MB", Target::AtMost(1_000.0));
    figures.add("most memory on the way", most, "MB");
    Ok(figures)
}

/// The node's folder, made and filled unless that was done before.
async fn build(records: usize, dir: &Path, figures: &mut Figures) -> Result<()> {
    if let Ok(filled) = fs::read_to_string(dir.join(FILLED)) {
        ensure!(
            filled == records.to_string(),
            "{} holds {filled} persons; name another folder with --dir",
            dir.display()
        );
        return Ok(());
    }
    let node = node::make(dir).await?;
    let files = dir.join("world");
    say(&format!("inventing {records} persons and {records} documents"));
    world::write(&files, 1, records, records, |_| ())?;
    let (mut filed, began) = (0, Instant::now());
    for list in lists::of_world(&files).iter().take(2) {
        say(&format!("importing {}", list.name));
        filed += node::whole(list, &node::fill(&node.desk, list).await?)?;
    }
    figures.add("import, searchable", filed as f64 / began.elapsed().as_secs_f64(), "records/s");
    figures.add("records, links among them", filed as f64, "");
    drop(node);
    fs::remove_dir_all(&files)?;
    fs::write(dir.join(FILLED), records.to_string())?;
    Ok(())
}
