//! What people do at the nodes, and what is true thereafter.
use super::{CODES, HOUR_US, Simulation, Truth};
use crate::world::{investigator, person, phone, second, why};
use desk::hit;
use desk::record::{Draft, revise, withdraw};
use model::*;
use std::collections::BTreeSet;

/// Audiences, with who is meant by them.
const AUDIENCES: [(&[&str], &[usize]); 7] = [
    (&["own"], &[]),
    (&["all"], &[0, 1, 2, 3, 4, 5]),
    (&["all"], &[0, 1, 2, 3, 4, 5]),
    (&["FR"], &[1]),
    (&["FR", "NE"], &[1, 2]),
    (&["X-HUB"], &[5]),
    (&["TG", "NE", "GH"], &[0, 2, 4]),
];

impl Simulation {
    /// One of them does something.
    pub(super) async fn people(&mut self) {
        match self.dice.roll(19) {
            0..=4 => self.file().await,
            5 | 6 => self.revise().await,
            7 => self.withdraw().await,
            8 | 9 => self.answer().await,
            10 | 11 => self.keep().await,
            12..=14 => self.talk().await,
            15 | 16 => self.attach().await,
            _ => self.look().await,
        }
    }

    /// Something that somebody states, and whom it is for.
    fn draft(&mut self, owner: usize, same: Option<&Draft>) -> (Draft, BTreeSet<usize>) {
        let (codes, whom) = AUDIENCES[self.dice.roll(AUDIENCES.len())];
        let mut draft = match (same, self.dice.one_in(2)) {
            (Some(same), _) => same.clone(),
            (None, true) => phone(&format!("+2289012345{}", self.dice.roll(3)), codes),
            (None, false) => {
                let number = self.dice.roll(9_000_000);
                person(&format!("Kossi Amouzou {number}"), "1980-01-02", &format!("T{number:07}"), codes)
            }
        };
        draft.handling.audience = Audience::from_codes(codes.iter().copied()).unwrap();
        let never = self.dice.roll(18);
        draft.handling.never_to.clear();
        if never < CODES.len() && never != owner {
            draft.handling.never_to.insert(CODES[never].parse().unwrap());
        }
        if same.is_none() && self.dice.one_in(6) {
            let hours = i64::try_from(2 + self.dice.roll(40)).unwrap();
            draft.handling.expires_us = Some(self.now_us() + hours * HOUR_US);
        }
        let whom = whom.iter().copied().filter(|member| *member != owner && *member != never).collect();
        (draft, whom)
    }

    /// A record that is there by its owner's clock as well.
    pub(super) fn own(&mut self) -> Option<(RecordId, usize, u64)> {
        let now = |truth: &Truth| self.world.now_at(truth.owner).max(self.now_us());
        let known = |id: &RecordId| !self.lost.overtaken.contains_key(id) && !self.lost.records.contains(id);
        let live = self.truth.iter().filter(|(id, truth)| truth.is_there(now(truth)) && known(id));
        let live: Vec<_> = live.collect();
        if live.is_empty() {
            return None;
        }
        let (id, truth) = live[self.dice.roll(live.len())];
        Some((*id, truth.owner, truth.version))
    }

    /// The same, or one that its owner has as it was before a restore: others hold what has become of it since, and nobody may have told
    /// its owner yet.
    async fn own_or_overtaken(&mut self) -> Option<(RecordId, usize, u64)> {
        let overtaken: Vec<RecordId> = self.lost.overtaken.keys().copied().collect();
        if overtaken.is_empty() || self.dice.one_in(2) {
            return self.own();
        }
        let id = overtaken[self.dice.roll(overtaken.len())];
        let owner = self.truth[&id].owner;
        Some((id, owner, self.open(owner, id).await?))
    }

    async fn file(&mut self) {
        let owner = self.dice.roll(CODES.len());
        let (draft, whom) = self.draft(owner, None);
        let expires_us = draft.handling.expires_us;
        let id = self.world.file(CODES[owner], draft).await;
        let truth = Truth { owner, version: 1, expires_us, now_for: whom.clone(), ever_for: whom };
        self.truth.insert(id, truth);
    }

    async fn revise(&mut self) {
        let Some((id, owner, version)) = self.own_or_overtaken().await else { return };
        let (draft, whom) = self.drafted_again(owner, id).await;
        let desk = self.world.desk(CODES[owner]);
        let version = revise(desk, &investigator(desk), &why(), id, version, draft).await.unwrap();
        let truth = self.truth.get_mut(&id).unwrap();
        // Nobody takes it up before its owner has looked at it where they hold a higher version, or took it back in what may be this one.
        if self.lost.overtaken.get(&id).is_some_and(|lost| (1..=version).contains(lost)) {
            self.lost.overtaken.remove(&id);
        }
        truth.version = version;
        truth.ever_for.extend(&whom);
        truth.now_for = whom;
    }

    /// What is stated of a record that its owner opens, for others than before.
    pub(super) async fn drafted_again(&mut self, owner: usize, id: RecordId) -> (Draft, BTreeSet<usize>) {
        let desk = self.world.desk(CODES[owner]);
        let opened = desk::record::open(desk, &investigator(desk), &why(), id).await.unwrap();
        self.opened[owner] += 1;
        let held = opened.held.record;
        let same = Draft {
            subject: held.subject,
            status: held.status,
            action: held.action,
            handling: held.handling,
            grading: held.grading,
            source: held.source,
        };
        self.draft(owner, Some(&same))
    }

    async fn withdraw(&mut self) {
        let Some((id, owner, _)) = self.own_or_overtaken().await else { return };
        let desk = self.world.desk(CODES[owner]);
        withdraw(desk, &investigator(desk), &why(), id, "by the dice").await.unwrap();
        self.lost.overtaken.remove(&id);
        let truth = self.truth.get_mut(&id).unwrap();
        (truth.version, truth.now_for) = (0, BTreeSet::new());
    }

    async fn answer(&mut self) {
        let code = CODES[self.dice.roll(CODES.len() - 1)];
        let hits = self.world.hits(code).await;
        if let Some(looked) = hits.first() {
            let desk = self.world.desk(code);
            let word = HitWord::ALL[self.dice.roll(HitWord::ALL.len())];
            // The record may have been taken back since.
            let _answered = hit::answer(desk, &investigator(desk), &why(), looked.hit.id, word).await;
        }
    }

    /// Somebody declares that the law bids to keep what they have of another's, or gives it up.
    async fn keep(&mut self) {
        let at = self.dice.roll(CODES.len());
        let others: Vec<RecordId> =
            self.truth.iter().filter(|(_, truth)| truth.owner != at).map(|(id, _)| *id).collect();
        if others.is_empty() {
            return;
        }
        let (id, gives_up) = (others[self.dice.roll(others.len())], self.dice.one_in(5));
        let hours = i64::try_from(1 + self.dice.roll(90)).unwrap();
        let until_us = self.world.now_at(at) + hours * HOUR_US;
        let (desk, by) = (self.world.desk(CODES[at]), investigator(self.world.desk(CODES[at])));
        // It may not be there, or nothing of it may be kept.
        let _done = match gives_up {
            true => desk::kept::give_up(desk, &by, &why(), id, "by the dice").await,
            false => desk::kept::declare(desk, &by, &why(), id, ("by the dice", until_us)).await,
        };
        // A second person is there or not, and may confirm what was declared before.
        if self.dice.one_in(2) {
            let desk = self.world.desk(CODES[at]);
            let (waits, _) = desk::kept::waiting(desk, &second(desk), &why()).await.unwrap();
            if let Some(asked) = waits.iter().find(|asked| asked.id == id) {
                let _done = desk::kept::confirm(desk, &second(desk), &why(), id, asked.asked_us).await;
            }
        }
    }

    /// Somebody opens what may be at their node. By its clock nothing is read that has had its time.
    async fn look(&mut self) {
        if self.truth.is_empty() {
            return;
        }
        let (at, nth) = (self.dice.roll(CODES.len()), self.dice.roll(self.truth.len()));
        let id = *self.truth.keys().nth(nth).unwrap();
        if self.open(at, id).await.is_some() {
            let end = self.truth[&id].expires_us;
            let now = self.world.now_at(at);
            assert!(end.is_none_or(|end| now < end), "seed {}: {} reads {id} too late", self.seed, CODES[at]);
        }
    }

    /// The version that an investigator opens at a node.
    pub(super) async fn open(&mut self, at: usize, id: RecordId) -> Option<u64> {
        let version = self.world.at(CODES[at], id).await;
        self.opened[at] += usize::from(version.is_some());
        version
    }

    /// What an investigator reads there of a record, and to whom it goes.
    pub(super) async fn read(&mut self, at: usize, id: RecordId) -> Option<String> {
        let desk = self.world.desk(CODES[at]);
        let opened = desk::record::open(desk, &investigator(desk), &why(), id).await.ok()?;
        self.opened[at] += 1;
        let record = opened.held.record;
        Some(format!("version {}: {:?}, {:?}", record.version, record.subject, record.handling))
    }

    pub(super) fn now_us(&self) -> i64 {
        desk::Clock::now_us(&*self.world.clock)
    }
}
