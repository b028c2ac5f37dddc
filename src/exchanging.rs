//! The exchange of a node that serves: its door, its courier, and what it says of itself.
use crate::node::Folder;
use crate::node::network::{Exchange, Lines, about, lines};
use anyhow::{Context, Result};
use desk::{Desk, Ring};
use exchange::{Courier, Door, Inquiry, Keys, Line, MEET_EACH, QUESTIONS_PER_MINUTE};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// How often it is looked whether a key or the manifest is to be renewed.
const RENEW_EACH: Duration = Duration::from_secs(3_600);

/// A node's door to others, and everything that goes out of it. What it runs ends with it.
pub struct Exchanging {
    listener: TcpListener,
    keys: Arc<Keys>,
    door: Door,
    tasks: JoinSet<()>,
}

impl Exchanging {
    /// None where the node's settings say nothing of an exchange.
    pub async fn start(folder: &Folder, desk: &Arc<Desk>) -> Result<Option<Exchanging>> {
        let Some(exchange) = folder.exchange().cloned() else { return Ok(None) };
        let listener = TcpListener::bind(exchange.listen).await.with_context(|| {
            format!("cannot listen on {} for other nodes; is it in use?", exchange.listen)
        })?;
        let Lines { in_use, .. } = lines(&folder.dir)?;
        let keys = Arc::new(Keys::new(in_use)?);
        let (exchange_of, budget) =
            (exchange.clone(), exchange.questions_per_minute.unwrap_or(QUESTIONS_PER_MINUTE));
        let mut tasks = JoinSet::new();
        tasks.spawn(desk::outbox::run(Arc::clone(desk)));
        tasks.spawn(desk::hit::run(Arc::clone(desk)));
        tasks.spawn(renewing(Arc::clone(desk), Arc::clone(&keys), (folder.dir.clone(), exchange)));
        let (road, chance) = (Arc::new(Line::new(Arc::clone(&keys))), Arc::new(desk::chance::Machine));
        desk::ask::through(desk, exchange_of.asking(Arc::new(Inquiry::over(Arc::clone(&road))))?);
        let door = Door::with_budget(Arc::clone(desk), budget);
        tasks.spawn(
            Courier { desk: Arc::clone(desk), road, calls: door.calls(), chance, meet_each: MEET_EACH }.run(),
        );
        Ok(Some(Exchanging { listener, keys, door, tasks }))
    }

    /// Answers until `end`, and then ends what it runs.
    pub async fn until(mut self, end: impl Future<Output = ()> + Send) {
        exchange::serve(self.listener, self.keys, self.door, end).await;
        self.tasks.shutdown().await;
    }
}

/// Renews what this node says of itself, and the key of its lines, when it is time or when the members have changed.
async fn renewing(desk: Arc<Desk>, keys: Arc<Keys>, (dir, exchange): (PathBuf, Exchange)) {
    let mut rings = desk.bell().listen();
    let mut used = None;
    loop {
        if let Err(fault) = renew(&desk, &keys, (&dir, &exchange), &mut used).await {
            tracing::error!(%fault, "what this node says of itself is not renewed; it is tried again");
        }
        let news = async { while rings.recv().await.is_ok_and(|ring| ring != Ring::Peers) {} };
        let _rung = tokio::time::timeout(RENEW_EACH, news).await;
    }
}

async fn renew(
    desk: &Desk,
    keys: &Keys,
    (dir, exchange): (&PathBuf, &Exchange),
    used: &mut Option<wire::Hash>,
) -> Result<()> {
    let Lines { in_use, .. } = lines(dir)?;
    let spki = in_use.spki();
    if used.replace(spki).is_some_and(|before| before != spki) {
        keys.change(in_use)?;
    }
    desk::peer::renew(desk, &about(dir, Some(exchange))?).await?;
    Ok(())
}
