//! What must hold, whatever has happened.
use super::weather::lane_name;
use super::{CODES, Simulation};
use crate::world::{investigator, why};
use desk::check::{Question, check};
use model::{ActKind, CopyWord, Member, RecordId};
use std::collections::{BTreeMap, BTreeSet};
use store::journal::Change;
use wire::lane::LaneId;

/// More than a story writes.
const ACTS_MAX: u32 = 100_000;

/// Whether a lane of this name is for that member.
fn reads(audience: &str, code: &str) -> bool {
    let named = |codes: &str| codes.split(',').any(|named| named == code);
    audience.strip_prefix("all").map_or_else(|| named(audience), |but| !named(but.trim_start_matches('!')))
}

impl Simulation {
    /// The version of which a node has a copy that could be opened, whoever asks.
    pub(super) async fn copy(&self, at: usize, id: RecordId) -> Option<u64> {
        let mut tx = self.world.nodes[at].store.read().await.unwrap();
        store::record::target(&mut tx, id).await.unwrap().map(|(target, _)| target.version)
    }

    /// What is known of a record at its owner and at another, for whoever looks for the fault.
    async fn account(&self, id: RecordId, at: usize) -> String {
        let truth = &self.truth[&id];
        let mut told = format!("owner {}, version {}, ", CODES[truth.owner], truth.version);
        told +=
            &format!("for {:?}, ever {:?}, until {:?}\n", truth.now_for, truth.ever_for, truth.expires_us);
        told + &self.account_of(id, [truth.owner, at]).await
    }

    /// Acts about it at its owner and at another, and what its owner knows that it has given.
    pub(super) async fn account_of(&self, id: RecordId, [owner, at]: [usize; 2]) -> String {
        let mut told = String::new();
        for node in [owner, at] {
            let about = |act: &Change| act.object.is_some_and(|(object, _)| object == id);
            let acts = self.acts(node).await.into_iter();
            for act in acts.filter(|act| about(act) || act.kind == ActKind::CharterExtended) {
                told += &format!("{}: {} {} {:?}\n", CODES[node], act.seq, act.kind.as_str(), act.object);
            }
        }
        let mut tx = self.world.nodes[owner].store.read().await.unwrap();
        for shared in store::shared::of(&mut tx, &[id]).await.unwrap() {
            let lane = store::lane::of(&mut tx, &shared.stream).await.unwrap().unwrap();
            told += &format!("on {} to {lane:?}: {shared:?}\n", lane.audience);
            for reader in store::lane::readers(&mut tx, &shared.stream).await.unwrap() {
                told += &format!("  {reader:?}\n");
            }
        }
        told
    }

    /// Nobody holds what never was for them.
    pub(super) async fn nothing_leaked(&self) {
        for (id, truth) in &self.truth {
            for (at, code) in CODES.iter().enumerate() {
                if at != truth.owner && !truth.ever_for.contains(&at) {
                    assert_eq!(self.copy(at, *id).await, None, "seed {}: {code} holds {id}", self.seed);
                }
            }
        }
    }

    /// What a node that was set back says of a record of its own. It has stated it once more in a version of its own where its number had
    /// been given before.
    async fn as_its_owner_has_it(&mut self, id: RecordId) -> Option<String> {
        let (owner, version) = (self.truth[&id].owner, self.truth[&id].version);
        if self.lost.node != Some(owner) || version == 0 || self.lost.records.contains(&id) {
            return None;
        }
        let copy = self.copy(owner, id).await?;
        assert!(copy >= version, "seed {}: {id} at its owner", self.seed);
        self.truth.get_mut(&id).unwrap().version = copy;
        self.read(owner, id).await
    }

    /// Everybody holds what is for them, in the version that its owner stated last; what was taken back is destroyed, and
    /// what has had its time cannot be read.
    pub(super) async fn all_is_as_stated(&mut self) {
        let (now, seed) = (self.now_us(), self.seed);
        let ids: Vec<RecordId> = self.truth.keys().copied().collect();
        for id in ids {
            let stated = self.as_its_owner_has_it(id).await;
            for (at, code) in CODES.iter().enumerate() {
                let truth = &self.truth[&id];
                // Of what its owner does not know any more the others keep what they have.
                if self.lost.records.contains(&id) && at != truth.owner {
                    if truth.expires_us.is_some_and(|end| end <= now) {
                        assert_eq!(self.open(at, id).await, None, "seed {seed}: {id} is opened at {code}");
                    }
                    continue;
                }
                let is_for = at == truth.owner || truth.now_for.contains(&at);
                let has = truth.is_there(now) && is_for && !self.lost.records.contains(&id);
                let version = has.then_some(truth.version);
                // That it was taken back may be lost with the rest; but what has had its time is opened by nobody.
                let is_over = (truth.version == 0 || !is_for) && !self.lost.records.contains(&id);
                let lives_on = truth.expires_us.is_none();
                if lives_on || is_over {
                    let copy = self.copy(at, id).await;
                    let account = if copy == version { String::new() } else { self.account(id, at).await };
                    assert_eq!(copy, version, "seed {seed}: {id} at {code}\n{account}");
                }
                if let Some(stated) = &stated {
                    let read = self.read(at, id).await;
                    assert_eq!(read.as_ref(), has.then_some(stated), "seed {seed}: {id} is read at {code}");
                } else if !lives_on || self.dice.one_in(8) {
                    let opened = self.open(at, id).await;
                    assert_eq!(opened, version, "seed {seed}: {id} is opened at {code}");
                }
            }
        }
    }

    /// Whoever was set back has looked at all that others held beyond it, but of what it does not know any more: nothing is left open.
    pub(super) async fn nothing_is_overtaken_still(&self) {
        let ids: Vec<RecordId> = self.truth.keys().copied().collect();
        for (at, code) in CODES.iter().enumerate() {
            let mut tx = self.world.nodes[at].store.read().await.unwrap();
            let left = store::overtaken::of(&mut tx, &ids).await.unwrap();
            let is_open = |it: &&store::overtaken::Overtaken| !it.gone && !self.lost.records.contains(&it.id);
            assert_eq!(left.iter().find(is_open), None, "seed {}: {code} has it to look at", self.seed);
        }
    }

    /// What is kept by law at each node, its owner knows of, and of nothing else; and no check finds it there.
    pub(super) async fn what_is_kept_is_told_and_found_by_nobody(&mut self) {
        let (ids, seed): (Vec<RecordId>, u64) = (self.truth.keys().copied().collect(), self.seed);
        for node in &self.world.nodes {
            desk::kept::end_due(&node.desk).await.unwrap();
        }
        self.come_to_rest().await;
        let (mut here, mut there) = (BTreeSet::new(), BTreeSet::new());
        for (at, code) in CODES.iter().enumerate() {
            let node = &self.world.nodes[at];
            let (desk, by) = (&node.desk, investigator(&node.desk));
            for told in desk::window::kept_there(desk, &by, &why(), 500).await.unwrap() {
                there.insert((told.id, told.member.to_string(), told.said.version, told.said.until_us));
            }
            let all = store::kept::among(&mut node.store.read().await.unwrap(), &ids).await.unwrap();
            for kept in all.into_iter().filter(|kept| kept.word != CopyWord::ToBeKept) {
                let owner = CODES[self.truth[&kept.id].owner];
                assert_eq!(kept.owner.as_str(), owner, "seed {seed}: whose it is");
                here.insert((kept.id, (*code).to_owned(), kept.version, Some(kept.until_us)));
                let (now, is_kept) = (self.now_us(), kept.word == CopyWord::Kept);
                assert!(
                    is_kept || kept.until_us <= now + desk::kept::WAITS_US,
                    "seed {seed}: it waits too long"
                );
                if self.copy(at, kept.id).await.is_some() {
                    continue;
                }
                let (_, record) = desk::kept::open(desk, &by, &why(), kept.id).await.unwrap();
                let text = record.caption().to_string();
                let found = check(desk, &by, &why(), &Question::Text(text), 50).await.unwrap();
                let is_found = found.matches.iter().any(|found| found.record == kept.id);
                assert!(!is_found, "seed {seed}: a check at {code} finds {}", kept.id);
            }
        }
        assert_eq!(here, there, "seed {seed}: what is kept and what owners know");
    }

    /// Every reader has every lane up to its end, and the same as its owner: each header names the one before, so the last
    /// stands for all.
    pub(super) async fn lanes_are_alike(&self) {
        for (owner, node) in self.world.nodes.iter().enumerate() {
            let member: Member = CODES[owner].parse().unwrap();
            let mut tx = node.store.read().await.unwrap();
            for lane in store::lane::all(&mut tx).await.unwrap() {
                for reader in store::lane::readers(&mut tx, &lane.stream).await.unwrap() {
                    let what = format!(
                        "seed {}: lane {} of {member} to {} at {}",
                        self.seed,
                        lane_name(LaneId(lane.stream)),
                        lane.audience,
                        reader.member
                    );
                    assert_eq!(reader.upto, lane.seq, "{what}");
                    let at = self.world.nodes.iter().find(|node| node.desk.me == reader.member).unwrap();
                    let mut there = at.store.read().await.unwrap();
                    let arrival = store::lane::arrival(&mut there, &member, &lane.stream).await.unwrap();
                    let arrived = arrival.map(|arrival| (arrival.epoch, arrival.seq, arrival.head));
                    let began = reader.first_seq > lane.seq;
                    assert!(
                        began || arrived == Some((lane.epoch, lane.seq, lane.head)),
                        "{what}: {arrived:?}"
                    );
                }
            }
        }
    }

    /// Whom a lane is not for never had a key of it.
    pub(super) async fn never_means_never(&self) {
        for (owner, node) in self.world.nodes.iter().enumerate() {
            let member: Member = CODES[owner].parse().unwrap();
            let lanes = store::lane::all(&mut node.store.read().await.unwrap()).await.unwrap();
            for lane in lanes {
                for (at, code) in CODES.iter().enumerate() {
                    if at == owner || reads(&lane.audience, code) {
                        continue;
                    }
                    let mut tx = self.world.nodes[at].store.read().await.unwrap();
                    let keys = store::lane::key_numbers(&mut tx, (&member, &lane.stream)).await.unwrap();
                    let (seed, audience) = (self.seed, &lane.audience);
                    assert!(keys.is_empty(), "seed {seed}: {code} reads {audience} of {member} by {keys:?}");
                }
            }
        }
    }

    pub(super) async fn acts(&self, at: usize) -> Vec<Change> {
        let mut tx = self.world.nodes[at].store.read().await.unwrap();
        store::journal::since(&mut tx, 0, ACTS_MAX).await.unwrap()
    }

    /// Looks at records of others, with those at what was only shown in a list.
    pub(super) async fn looks(&self, at: usize) -> Vec<store::journal::Look> {
        let me = CODES[at].parse().unwrap();
        let mut tx = self.world.nodes[at].store.read().await.unwrap();
        store::journal::looks(&mut tx, &me, (0, ACTS_MAX.into())).await.unwrap()
    }

    /// No version of a record was taken up twice anywhere; each look has its act, and its owner was told of it, once.
    pub(super) async fn journals_tell_the_same(&self) {
        let (seed, mut there, mut told) = (self.seed, BTreeMap::new(), BTreeMap::new());
        for (at, code) in CODES.iter().enumerate() {
            let (mut stated, mut opened, mut elsewhere) = (BTreeMap::new(), 0, 0);
            for act in self.acts(at).await {
                let Some((id, version)) = act.object else { continue };
                let is_elsewhere = self.truth.get(&id).is_some_and(|truth| truth.owner != at);
                match act.kind {
                    ActKind::Filed | ActKind::Revised => {
                        let before = stated.insert((id, version), act.seq);
                        assert_eq!(before, None, "seed {seed}: {code} has taken up {id} {version} twice");
                    }
                    ActKind::Opened => {
                        opened += 1;
                        elsewhere += i32::from(is_elsewhere);
                    }
                    ActKind::ConsultedThere => *told.entry(id).or_insert(0) += 1,
                    _ => {}
                }
            }
            assert_eq!(opened, self.opened[at], "seed {seed}: looks at {code} and acts of them");
            for look in self.looks(at).await {
                elsewhere -= i32::from(look.kind == ActKind::Opened);
                *there.entry(look.object.0).or_insert(0) += 1;
            }
            assert_eq!(elsewhere, 0, "seed {seed}: what {code} opened of others counts as looks");
        }
        for (id, told) in &told {
            let looked = there.get(id).copied().unwrap_or(0) + self.lost.looks.get(id).copied().unwrap_or(0);
            assert!(*told <= looked, "seed {seed}: {told} looks at {id} were told, {looked} were made");
        }
        // Who is suspended is told nothing meanwhile, and all of it afterwards.
        if self.lost.looks.values().all(|lost| *lost == 0) {
            // Nor is an owner of what it does not know any more.
            let is_lost = |id: &RecordId| {
                self.lost.records.contains(id) || self.notices.get(id).is_some_and(|sought| sought.lost)
            };
            there.retain(|id, looked| *looked > 0 && !is_lost(id));
            told.retain(|id, _| !is_lost(id));
            assert_eq!(told, there, "seed {seed}: looks that were told and looks that were made");
        }
    }

    /// One journal, by the dice, is proven from its first act.
    pub(super) async fn journals_verify(&mut self) {
        let at = self.dice.roll(CODES.len());
        let store = &self.world.nodes[at].store;
        store::journal::tend(store).await.unwrap();
        let report = store::journal::verify(store, |_, _| ()).await;
        assert!(report.is_ok(), "seed {}: the journal of {}: {report:?}", self.seed, CODES[at]);
    }
}
