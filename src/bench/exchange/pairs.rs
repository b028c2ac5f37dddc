//! What a peer costs in memory that is connected and has nothing to say: one node, measured with one such peer and with many.
use super::super::machine::memory_mb;
use super::super::node::Served;
use super::super::{Figures, Target};
use super::{file, found, make};
use crate::commands::serve::Running;
use crate::node::Folder;
use anyhow::{Context, Result, ensure};
use desk::Desk;
use model::Audience;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Peers that come beside the first.
const MORE: usize = 20;
/// What is only needed for the first meetings is given back by then.
const SETTLES: Duration = Duration::from_secs(70);

pub(super) async fn run(figures: &mut Figures, scratch: &Path) -> Result<()> {
    let codes: Vec<String> = (0..=MORE).map(|nth| format!("X-P{nth:02}")).collect();
    let dirs: Vec<PathBuf> = codes.iter().map(|code| scratch.join(code)).collect();
    let measured = scratch.join("TG");
    make(&measured, "TG")?;
    for (dir, code) in dirs.iter().zip(&codes) {
        make(dir, code)?;
    }
    let mut nodes: Vec<(&Path, &str)> = vec![(&measured, "TG")];
    nodes.extend(dirs.iter().zip(&codes).map(|(dir, code)| (dir.as_path(), code.as_str())));
    found(&nodes).await?;
    let node = Served::start(&measured)?;
    let mut serving = JoinSet::new();
    let mut desks = come(&dirs[..1], &mut serving).await?;
    rest(&desks).await?;
    let (with_one, _) = memory_mb(node.process()).context("the node has gone")?;
    desks.extend(come(&dirs[1..], &mut serving).await?);
    rest(&desks).await?;
    let (with_all, _) = memory_mb(node.process()).context("the node has gone")?;
    figures.add("memory of a node with one idle peer", with_one, "MB");
    let each = (with_all - with_one) / MORE as f64;
    figures.hold(format!("memory for each of {MORE} more"), each, "MB", Target::AtMost(1.0));
    Ok(())
}

/// They come, and each has something for all.
async fn come(dirs: &[PathBuf], serving: &mut JoinSet<Result<()>>) -> Result<Vec<Arc<Desk>>> {
    let mut desks = vec![];
    for dir in dirs {
        let running = Running::start(Folder::open(dir)?, None, ([127, 0, 0, 1], 0).into()).await?;
        let desk = Arc::clone(&running.desk);
        serving.spawn(running.until(std::future::pending()));
        file(&desk, "+22890000001", Audience::All).await?;
        desks.push(desk);
    }
    Ok(desks)
}

/// Until nothing waits that can be brought: to those that are there, and all of them to the node.
async fn rest(desks: &[Arc<Desk>]) -> Result<()> {
    let began = Instant::now();
    tokio::time::sleep(Duration::from_secs(2)).await;
    loop {
        ensure!(began.elapsed() < Duration::from_secs(300), "the peers do not come to rest");
        let mut left = 0;
        for desk in desks {
            let behind = desk::outbox::behind(desk, &"TG".parse()?).await?;
            left += behind.iter().map(|lane| lane.seq - lane.upto).sum::<u64>();
        }
        if left == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    tokio::time::sleep(SETTLES).await;
    Ok(())
}
