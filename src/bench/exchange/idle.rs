//! Two nodes that have nothing to say to each other: what passes between them in a minute, counted on the line.
use super::super::{Figures, Target};
use super::{file, found, make_at, port, waiting};
use crate::commands::serve::Running;
use crate::node::Folder;
use crate::node::network::Exchange;
use anyhow::{Context, Result, ensure};
use desk::Desk;
use model::Audience;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Watched so long, in which both compare twice how far they are.
const MINUTES: u32 = 2;

pub(super) async fn run(figures: &mut Figures, scratch: &Path) -> Result<()> {
    let (one, other) = (scratch.join("TG"), scratch.join("BJ"));
    let (counted, mut roads) = (Arc::new(AtomicU64::new(0)), JoinSet::new());
    for (dir, code) in [(&one, "TG"), (&other, "BJ")] {
        make(dir, code, &counted, &mut roads).await?;
    }
    found(&[(&one, "TG"), (&other, "BJ")]).await?;
    let (mut desks, mut serving) = (vec![], JoinSet::new());
    for dir in [&one, &other] {
        let running = Running::start(Folder::open(dir)?, None, ([127, 0, 0, 1], 0).into()).await?;
        desks.push(Arc::clone(&running.desk));
        serving.spawn(running.until(std::future::pending()));
    }
    for (desk, number) in desks.iter().zip(["+22890000001", "+22997000001"]) {
        file(desk, number, Audience::All).await?;
    }
    rest(&desks).await?;
    let before = counted.load(Ordering::Relaxed);
    tokio::time::sleep(Duration::from_secs(60) * MINUTES).await;
    let passed = counted.load(Ordering::Relaxed) - before;
    let what = "bytes between two idle nodes, both ways, over TLS";
    figures.hold(what, passed as f64 / f64::from(MINUTES), "bytes/min", Target::AtMost(1_000.0));
    Ok(())
}

/// A node whose door stands behind a road that counts.
async fn make(dir: &Path, code: &str, counted: &Arc<AtomicU64>, roads: &mut JoinSet<()>) -> Result<()> {
    let door = port()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("https://{}", listener.local_addr()?);
    roads.spawn(road(listener, door, Arc::clone(counted)));
    make_at(dir, code, Exchange::at(door, endpoint))
}

async fn road(listener: TcpListener, door: SocketAddr, counted: Arc<AtomicU64>) {
    let mut calls = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        let counted = Arc::clone(&counted);
        calls.spawn(async move {
            let Ok(far) = TcpStream::connect(door).await else { return };
            let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
            tokio::join!(carry(near_in, far_out, &counted), carry(far_in, near_out, &counted));
        });
    }
}

/// A line that breaks is over.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, counted: &AtomicU64) {
    let mut bytes = vec![0; 65_536];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        counted.fetch_add(u64::try_from(count).unwrap_or(0), Ordering::Relaxed);
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

/// Until both have what is for them, and have met once more.
async fn rest(desks: &[Arc<Desk>]) -> Result<()> {
    let began = Instant::now();
    let mut left = u64::MAX;
    while left > 0 {
        ensure!(began.elapsed() < Duration::from_secs(120), "the two do not come to rest");
        tokio::time::sleep(Duration::from_secs(2)).await;
        left = 0;
        for desk in desks {
            left += waiting(desk).await.context("what waits")?;
        }
    }
    tokio::time::sleep(Duration::from_secs(65)).await;
    Ok(())
}
