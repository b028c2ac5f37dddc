//! A node for a workload: made and filled here through the desk, or run as a process of its own.
use super::line::Line;
use crate::demo::lists::List;
use crate::node::{Folder, Settings};
use anyhow::{Context, Result, bail, ensure};
use axum::http::StatusCode;
use desk::Desk;
use desk::import::{Ended, Format, Mapping, Plan};
use model::{Actor, Grading, Handling, Purpose, Reason};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// A node that this process has open. Its followers run, as in one that serves, and end with it.
pub struct Open {
    pub desk: Arc<Desk>,
    _followers: JoinSet<()>,
    _folder: Folder,
}

/// A new node in `dir`.
pub async fn make(dir: &Path) -> Result<Open> {
    let settings = Settings {
        member: "TG".into(),
        name: "Bench".into(),
        store: None,
        origin: None,
        demo: false,
        files: None,
        public: None,
        exchange: None,
    };
    let folder = Folder::create(dir, settings)?;
    let desk = folder.desk(None).await?;
    desk::node::made(&desk, &console(&desk)).await?;
    desk::follow::catch_up(&desk).await?;
    let mut followers = JoinSet::new();
    followers.spawn(desk::follow::run(Arc::clone(&desk)));
    followers.spawn(desk::duty::run(Arc::clone(&desk)));
    Ok(Open { desk, _followers: followers, _folder: folder })
}

/// Imports a list through the desk, as `liaison import` does; it is searchable when this returns.
pub async fn fill(desk: &Desk, list: &List) -> Result<Ended> {
    let plan = Plan {
        list: list.name.to_string(),
        format: list.format.parse::<Format>()?,
        files: list.files.clone(),
        mapping: list.mapping.and_then(Mapping::ready),
        handling: Handling::default(),
        grading: Grading::default(),
    };
    let reason = Reason::of(Purpose::Administration);
    Ok(desk::import::run(desk, &console(desk), &reason, plan, |_| ()).await?)
}

pub fn console(desk: &Desk) -> Actor {
    Actor::Console { account: "bench".into(), member: desk.me.clone() }
}

/// `liaison serve` over a folder. It is killed when this is dropped, as any node may be.
pub struct Served {
    process: Child,
    pub port: u16,
    began: Instant,
}

/// A node that is not ready by then is stuck.
const PATIENCE: Duration = Duration::from_secs(600);

impl Served {
    pub fn start(dir: &Path) -> Result<Served> {
        let began = Instant::now();
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("serve").arg(dir).args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut process = command.spawn().context("cannot start the node")?;
        let said = process.stdout.take().context("the node has no voice")?;
        let mut line = String::new();
        BufReader::new(said).read_line(&mut line)?;
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        let Some(port) = port else { bail!("the node did not say where it answers: {line}") };
        Ok(Served { process, port, began })
    }

    /// Waits until everything is searchable; how long that took from the start of the process.
    pub async fn ready(&self) -> Result<Duration> {
        let mut line = Line::open(self.port).await?;
        while self.began.elapsed() < PATIENCE {
            if line.get("/readyz").await?.0 == StatusCode::OK {
                return Ok(self.began.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("the node is not ready after {PATIENCE:?}")
    }

    pub fn process(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _already_gone = self.process.kill();
        let _already_gone = self.process.wait();
    }
}

/// How many records a list came to; a list that lost rows would measure something else.
pub fn whole(list: &List, ended: &Ended) -> Result<u64> {
    ensure!(!ended.damaged, "{} is damaged", list.name);
    ensure!(ended.counts.added > 0, "{} has no records", list.name);
    Ok(ended.counts.added)
}
