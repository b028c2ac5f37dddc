//! The courier: brings what waits to those whom it is for, one task for each member, so that nobody waits for another.
mod files;
mod files_by_mail;
mod mail;
mod meet;
mod rest;
mod round;

use crate::calls::Calls;
use crate::message::Introduction;
use crate::road::Road;
use desk::{Chance, Desk, Ring, outbox, peer};
use files::Fetches;
use model::Member;
use round::Round;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, watch};
use tokio::task::{AbortHandle, JoinSet};
use wire::Hash;

pub use rest::Rest;

/// So often two nodes compare how far they are.
pub const MEET_EACH: Duration = Duration::from_secs(60);
/// How often it is looked whether there are other members, though no bell rang.
const LOOK_AGAIN: Duration = Duration::from_secs(30);
/// News of the network are gathered for so long.
const GATHER: Duration = Duration::from_millis(200);

/// A desk's courier on a road.
pub struct Courier<R> {
    pub desk: Arc<Desk>,
    pub road: Arc<R>,
    /// Who calls at this desk's door.
    pub calls: Arc<Calls>,
    /// Spreads the tries of many couriers in time.
    pub chance: Arc<dyn Chance>,
    /// So often both compare how far they are, at least: [`MEET_EACH`] but in a test.
    pub meet_each: Duration,
}

impl<R> Clone for Courier<R> {
    fn clone(&self) -> Courier<R> {
        Courier {
            desk: Arc::clone(&self.desk),
            road: Arc::clone(&self.road),
            calls: Arc::clone(&self.calls),
            chance: Arc::clone(&self.chance),
            meet_each: self.meet_each,
        }
    }
}

impl<R: Road> Courier<R> {
    /// Carries until it is dropped.
    pub async fn run(self) {
        let mut rings = self.desk.bell().listen();
        let (tell, told) = watch::channel(self.network().await);
        let mut tasks = JoinSet::new();
        let mut rounds: HashMap<Member, AbortHandle> = HashMap::new();
        loop {
            let members: Vec<Member> =
                outbox::addresses(&self.desk).into_iter().map(|to| to.member).collect();
            rounds.retain(|member, round| {
                let stays = members.contains(member) && !round.is_finished();
                if !stays {
                    round.abort();
                }
                stays
            });
            for member in members {
                let begin = |member: &Member| {
                    let round = Round::new(self.clone(), member.clone()).run(told.clone());
                    let files = Fetches::new(self.clone(), member.clone()).run();
                    tasks.spawn(async {
                        tokio::join!(round, files);
                    })
                };
                rounds.entry(member).or_insert_with_key(begin);
            }
            while tasks.try_join_next().is_some() {}
            let _rung = tokio::time::timeout(LOOK_AGAIN, news(&mut rings)).await;
            tokio::time::sleep(GATHER).await;
            let network = self.network().await;
            tell.send_if_modified(|known| std::mem::replace(known, network) != network);
        }
    }

    /// A digest of what this node would tell of the network. A fault of the store is told by those who do something.
    async fn network(&self) -> Option<Hash> {
        let hello = peer::hello(&self.desk).await.ok()?;
        Some(Introduction::of(&hello).digest())
    }
}

/// Ends when something may be new of the members. A listener that has fallen behind looks as well.
async fn news(rings: &mut broadcast::Receiver<Ring>) {
    while let Ok(ring) = rings.recv().await {
        if ring == Ring::Peers {
            return;
        }
    }
}
