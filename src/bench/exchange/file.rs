//! A long file goes from one node to another: taken in, fetched over the line, looked at, on disk, and known to its owner.
use super::super::machine::memory_mb;
use super::super::node::Served;
use super::super::{Figures, Scratch, clock, say};
use super::{file, found, investigator, make, waiting, why};
use crate::commands::serve::Running;
use crate::node::Folder;
use anyhow::{Context, Result, ensure};
use desk::attachment::{self, Attachment, Share};
use desk::{Chance, Desk};
use model::{Audience, RecordId};
use std::sync::Arc;
use std::time::{Duration, Instant};

const MIB: usize = 1 << 20;
/// So often it is looked whether it has come.
const LOOK_EACH: Duration = Duration::from_millis(10);
/// Whatever takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(1_200);

pub async fn run(mib: usize) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "two nodes, each a process of its own, SQLite on disk each, TLS over loopback; a file of {mib} MiB of a record that both \
         have"
    ));
    let scratch = Scratch::make()?;
    let (one, other) = (scratch.path().join("TG"), scratch.path().join("BJ"));
    make(&one, "TG")?;
    make(&other, "BJ")?;
    found(&[(&one, "TG"), (&other, "BJ")]).await?;
    let from = Running::start(Folder::open(&one)?, None, ([127, 0, 0, 1], 0).into()).await?;
    let desk = Arc::clone(&from.desk);
    let serving = tokio::spawn(from.until(std::future::pending()));
    let there = Served::start(&other)?;
    let record = file(&desk, "+22890000001", Audience::All).await?;
    let began = Instant::now();
    while waiting(&desk).await? > 0 || began.elapsed() < Duration::from_secs(3) {
        ensure!(began.elapsed() < PATIENCE, "the record does not come");
        tokio::time::sleep(LOOK_EACH).await;
    }
    let process = std::process::id();
    for (whose, process) in [("sender", process), ("receiver", there.process())] {
        let (now, _) = memory_mb(process).context("a node has gone")?;
        figures.add(format!("memory of the {whose} before"), now, "MB");
    }
    say("taking it in");
    let (work, began) = (clock::whole_process(), Instant::now());
    let attached = attach(&desk, record, mib).await?;
    let pace = |time: Duration| (mib * MIB) as f64 / 1e6 / time.as_secs_f64();
    figures.add("taken in, sealed, on disk", pace(began.elapsed()), "MB/s");
    figures.add("the same by the work done for it", pace(clock::whole_process() - work), "MB/s of CPU");
    say("it goes");
    let (work, began) = (clock::whole_process(), Instant::now());
    while !is_there(&desk, record, &attached).await? {
        ensure!(began.elapsed() < PATIENCE, "the file does not come");
        tokio::time::sleep(LOOK_EACH).await;
    }
    figures.add("carried, on disk there, known here", pace(began.elapsed()), "MB/s");
    figures.add(
        "work of the sender for a GB",
        (clock::whole_process() - work).as_secs_f64() * 1e9 / (mib * MIB) as f64,
        "s of CPU",
    );
    for (whose, process) in [("sender", process), ("receiver", there.process())] {
        let (_, most) = memory_mb(process).context("a node has gone")?;
        figures.add(format!("memory of the {whose}, at most"), most, "MB");
    }
    serving.abort();
    Ok(figures)
}

/// A film that nobody could shorten.
async fn attach(desk: &Desk, record: RecordId, mib: usize) -> Result<Attachment> {
    let mut random = vec![0; MIB];
    desk::chance::Machine.fill(&mut random)?;
    let mut keeping = attachment::keep(desk, &investigator(desk), &why(), (record, "film.mp4")).await?;
    keeping.push(b"\0\0\0\x18ftypisom").await?;
    for nth in 0..mib {
        let length = if nth == 0 { MIB - 12 } else { MIB };
        keeping.push(random.get(..length).context("a piece is a MiB")?).await?;
    }
    Ok(keeping.finish(Share::AsIs).await?.file)
}

async fn is_there(desk: &Desk, record: RecordId, file: &Attachment) -> Result<bool> {
    let holders = attachment::holders(desk, &investigator(desk), &why(), record).await?;
    Ok(holders.iter().any(|(held, _, _)| *held == file.id))
}
