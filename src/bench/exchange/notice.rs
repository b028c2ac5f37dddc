//! One record for all members, and its withdrawal, on a node with very many peers: until the last receipt is on its disk.
use super::super::{Figures, Target};
use super::light::{Light, Receivers};
use super::{file, found_with, heard_many, investigator, make, waiting, why};
use crate::node::Folder;
use anyhow::{Result, ensure};
use desk::{Desk, follow, outbox};
use exchange::{Calls, Courier, MEET_EACH};
use model::Audience;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Members beside the one that sends.
const RECEIVERS: usize = 196;
/// Notices that are measured, one after another.
const NOTICES: usize = 5;

pub(super) async fn run(figures: &mut Figures, scratch: &Path) -> Result<()> {
    let dir = scratch.join("TG");
    make(&dir, "TG")?;
    let lights: Vec<Light> = (0..RECEIVERS).map(Light::new).collect::<Result<_>>()?;
    found_with(&[(&dir, "TG")], &lights).await?;
    let folder = Folder::open(&dir)?;
    let desk = folder.desk(None).await?;
    follow::catch_up(&desk).await?;
    let _tasks = carrying(&desk, lights).await?;
    // The keys of the lanes are told first, once.
    let first = file(&desk, "+22890000000", Audience::All).await?;
    rest(&desk).await?;
    let (mut sent, mut gone) = (vec![], vec![]);
    for nth in 0..NOTICES {
        let mut rings = desk.bell().listen();
        let began = Instant::now();
        let id = file(&desk, &format!("+228900001{nth:02}"), Audience::All).await?;
        heard_many(&desk, &mut rings, RECEIVERS).await?;
        sent.push(began.elapsed());
        let mut rings = desk.bell().listen();
        let began = Instant::now();
        desk::record::withdraw(&desk, &investigator(&desk), &why(), id, "bench").await?;
        heard_many(&desk, &mut rings, RECEIVERS).await?;
        gone.push(began.elapsed());
    }
    ensure!(
        desk::record::open(&desk, &investigator(&desk), &why(), first).await.is_ok(),
        "the first is gone"
    );
    let worst = |times: &[Duration]| times.iter().max().map_or(0.0, Duration::as_secs_f64);
    let what =
        format!("one record to {RECEIVERS} light receivers, last receipt on disk, the slowest of {NOTICES}");
    figures.hold(what, worst(&sent), "s", Target::AtMost(5.0));
    figures.hold("its withdrawal, last of the receipts, the slowest", worst(&gone), "s", Target::AtMost(5.0));
    Ok(())
}

/// All that a serving node runs, on a road through memory.
async fn carrying(desk: &Arc<Desk>, lights: Vec<Light>) -> Result<JoinSet<()>> {
    let road = Arc::new(Receivers::of(desk, lights).await?);
    let mut tasks = JoinSet::new();
    tasks.spawn(follow::run(Arc::clone(desk)));
    tasks.spawn(outbox::run(Arc::clone(desk)));
    tasks.spawn(desk::hit::run(Arc::clone(desk)));
    let (desk, chance) = (Arc::clone(desk), Arc::new(desk::chance::Machine));
    tasks
        .spawn(Courier { desk, road, calls: Arc::new(Calls::default()), chance, meet_each: MEET_EACH }.run());
    Ok(tasks)
}

/// Until nothing waits for anybody.
async fn rest(desk: &Desk) -> Result<()> {
    let began = Instant::now();
    loop {
        ensure!(began.elapsed() < Duration::from_secs(300), "the receivers do not come to rest");
        tokio::time::sleep(Duration::from_millis(500)).await;
        let begun = outbox::heads(desk, &"X-L000".parse()?).await?.iter().next().is_some();
        if begun && waiting(desk).await? == 0 {
            return Ok(());
        }
    }
}
