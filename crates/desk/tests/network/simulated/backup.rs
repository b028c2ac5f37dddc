//! A node's disk is lost, and it comes back with what was kept of it long ago; others have gone on. What its owner had stated
//! since is for people to look at, and they do when all have come to rest.
use super::files::Knew;
use super::notices::Said;
use super::{CODES, HOUR_US, Simulation};
use crate::world::{investigator, why};
use desk::record::{revise, withdraw};
use desk::{inbox, outbox, peer};
use model::{MessageId, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// What was kept of a node, and what was true then.
pub(super) struct Backup {
    node: usize,
    archive: Vec<u8>,
    /// The node's own records.
    versions: BTreeMap<RecordId, u64>,
    opened: usize,
    looks: BTreeMap<RecordId, i32>,
    /// Messages of its own, and whether they stood.
    said: BTreeMap<MessageId, bool>,
    notices: Said,
    files: Knew,
}

/// What a restore has lost.
#[derive(Default)]
pub(super) struct Lost {
    pub(super) node: Option<usize>,
    /// Records of which other versions are elsewhere than at their owner, until somebody states them anew; each with the highest, or 0
    /// where it was taken back.
    pub(super) overtaken: BTreeMap<RecordId, u64>,
    /// Records that their owner does not know of any more.
    pub(super) records: BTreeSet<RecordId>,
    /// Looks that nobody knows of where they were made.
    pub(super) looks: BTreeMap<RecordId, i32>,
}

impl Simulation {
    /// Once in a story, and not in every other one: what a restore has lost, such as looks, is known to nobody, and the judge
    /// asks for less.
    pub(super) async fn disaster(&mut self) {
        if self.seed.is_multiple_of(2) {
            return;
        }
        match &self.backup {
            None if self.lost.node.is_none() && self.dice.one_in(20) => self.back_up().await,
            Some(_) if self.dice.one_in(8) => self.restore().await,
            _ => {}
        }
    }

    async fn back_up(&mut self) {
        let node = self.dice.roll(CODES.len());
        let own = self.truth.iter().filter(|(_, truth)| truth.owner == node);
        self.trace.note(format!("{} is backed up", CODES[node]));
        self.backup = Some(Backup {
            node,
            versions: own.map(|(id, truth)| (*id, truth.version)).collect(),
            opened: self.opened[node],
            looks: self.count_of_looks(node).await,
            said: self.said_by(node),
            notices: self.notices_said(),
            files: self.files_known(),
            archive: self.world.back_up(CODES[node]).await,
        });
    }

    /// By the command for it, or an image of the disk was put back and nobody was told.
    async fn restore(&mut self) {
        let Some(backup) = self.backup.take() else { return };
        let Backup { node, archive, versions, opened, looks, said, notices, files } = backup;
        for (id, count) in self.count_of_looks(node).await {
            let lost = count - looks.get(&id).copied().unwrap_or(0);
            self.lost.looks.insert(id, lost);
        }
        let told = self.dice.one_in(2);
        self.trace.note(format!("{} is restored, told: {told}", CODES[node]));
        let disk = self.all_files(node);
        self.world.restore(node, &archive, told).await;
        self.begins(node).await;
        self.put_files(node, disk);
        self.lost.node = Some(node);
        self.forget_meetings(node);
        self.opened[node] = opened;
        self.unsay(node, &said);
        self.unsay_notices(node, &notices);
        self.lose_files(node, &files);
        for (id, truth) in self.truth.iter().filter(|(_, truth)| truth.owner == node) {
            match versions.get(id) {
                Some(version) if *version == truth.version => {}
                // Withdrawn before already.
                Some(0) => {}
                Some(_) => _ = self.lost.overtaken.insert(*id, truth.version),
                None => _ = self.lost.records.insert(*id),
            }
        }
    }

    async fn count_of_looks(&self, at: usize) -> BTreeMap<RecordId, i32> {
        let mut counts = BTreeMap::new();
        for look in self.looks(at).await {
            *counts.entry(look.object.0).or_insert(0) += 1;
        }
        counts
    }

    /// A process that was started compares with each other node how far both are, before it brings anything there. Gives
    /// whether it may.
    pub(super) async fn meet_first(&mut self, from: usize, to: usize) -> bool {
        if !self.unmet.contains(&(from, to)) {
            return true;
        }
        let (here, there) = (&self.world.nodes[from].desk, &self.world.nodes[to].desk);
        peer::told(there, &peer::hello(here).await.unwrap()).await.unwrap();
        peer::told(here, &peer::hello(there).await.unwrap()).await.unwrap();
        let met = outbox::address(here, &there.me).is_some() && outbox::address(there, &here.me).is_some();
        if met {
            let confirmed = outbox::confirmed(here, &there.me).await.unwrap();
            let held = inbox::held(there, &here.me).await.unwrap();
            outbox::compare(here, &there.me, &held, &confirmed).await.unwrap();
            self.unmet.remove(&(from, to));
        }
        met
    }

    pub(super) fn forget_meetings(&mut self, node: usize) {
        self.unmet.extend((0..CODES.len()).filter(|to| *to != node).map(|to| (node, to)));
    }

    /// Somebody looks at what was overtaken, and states anew how it is or takes it back.
    pub(super) async fn look_at_what_was_overtaken(&mut self) {
        let Some(node) = self.lost.node else { return };
        self.see_what_is_gone_elsewhere(node).await;
        for id in std::mem::take(&mut self.lost.overtaken).into_keys() {
            let read = self.open(node, id).await;
            let desk = self.world.desk(CODES[node]);
            // One that has had its time meanwhile nobody reads; but others have it sealed still.
            let Some(read) = read.filter(|_| !self.dice.one_in(3)) else {
                withdraw(desk, &investigator(desk), &why(), id, "looked at").await.unwrap();
                let truth = self.truth.get_mut(&id).unwrap();
                (truth.version, truth.now_for) = (0, BTreeSet::new());
                continue;
            };
            let (draft, whom) = self.drafted_again(node, id).await;
            let desk = self.world.desk(CODES[node]);
            let version = revise(desk, &investigator(desk), &why(), id, read, draft).await.unwrap();
            for at in (0..CODES.len()).filter(|at| *at != node) {
                let there = self.copy(at, id).await;
                assert!(there < Some(version), "seed {}: {} holds {there:?} of {id}", self.seed, CODES[at]);
            }
            let truth = self.truth.get_mut(&id).unwrap();
            truth.ever_for.extend(&whom);
            (truth.version, truth.now_for) = (version, whom);
        }
    }

    /// What was stated since under a number in which it is taken back elsewhere is nowhere taken up: the page says so.
    async fn see_what_is_gone_elsewhere(&mut self, node: usize) {
        let ids: Vec<RecordId> = self.truth.keys().copied().collect();
        let mut tx = self.world.nodes[node].store.read().await.unwrap();
        let open = store::overtaken::of(&mut tx, &ids).await.unwrap();
        let stands =
            |id: &RecordId| self.truth[id].is_there(self.now_us()) && !self.lost.records.contains(id);
        let gone: Vec<RecordId> = open.iter().filter(|it| it.gone).map(|it| it.id).filter(stands).collect();
        self.lost.overtaken.extend(gone.into_iter().map(|id| (id, 0)));
    }

    /// All speak with each other until nothing is new. What they learn of a node that was set back makes them meet again; and
    /// what was sealed to a key that it has lost is said again when it has stated others, which each does once a day.
    pub(super) async fn go_on(&mut self) {
        let was_set_back = self.lost.node.is_some();
        for _ in 0..if was_set_back { 3 } else { 1 } {
            for _ in 0..if was_set_back { 2 } else { 0 } {
                self.world.clock.advance(13 * HOUR_US);
                self.world.renew().await;
                self.world.meet().await;
                self.world.work().await;
            }
            self.world.renew().await;
            self.world.meet().await;
            self.come_to_rest().await;
        }
    }

    /// That a lane had been there which a restore has lost is seen when what is new of the same name is refused, and heard when
    /// both meet the next time; and of what others say of its lanes a node begins no two epochs within an hour.
    pub(super) async fn come_to_rest(&self) {
        for _ in 0..if self.lost.node.is_some() { 3 } else { 0 } {
            if self.world.rests().await {
                return;
            }
            self.world.clock.advance(HOUR_US);
            self.world.renew().await;
            self.world.meet().await;
        }
        self.world.settle().await;
    }
}
