//! A network that suffers everything at once, by the dice: batches lost, late, twice and out of order, lines cut for days,
//! clocks that jump, nodes killed at any await; while people file, revise, narrow, withdraw and answer. In the end all hold
//! what its owners have stated and not taken back, and nobody ever held what was not for them.
//!
//! `LIAISON_SEEDS=1000 cargo test -p desk --test network simulated` runs so many; a seed that fails is named.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, phone, why};
use desk::peer::About;
use desk::record::{Draft, revise, withdraw};
use desk::{Desk, follow, hit, inbox, outbox, peer};
use model::*;
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

const CODES: [&str; 4] = ["TG", "FR", "NE", "X-HUB"];
const STEPS: usize = 40;

/// What happens follows from a number, so that it can happen again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }
}

/// Runs a future until it is done, or drops it at the await where it is after so many polls: what a kill leaves undone.
async fn until_killed<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let (mut future, mut left) = (pin!(future), polls);
    std::future::poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// What is true of a record, whatever any node believes.
struct Truth {
    owner: usize,
    version: u64,
    /// From when on nobody has it any more.
    expires_us: Option<i64>,
    /// Who it is for now; nobody where it was withdrawn.
    now_for: BTreeSet<usize>,
    ever_for: BTreeSet<usize>,
}

impl Truth {
    fn is_there(&self, now_us: i64) -> bool {
        self.version > 0 && self.expires_us.is_none_or(|end| now_us < end)
    }
}

struct Batch {
    from: usize,
    to: usize,
    envelopes: Vec<Vec<u8>>,
}

struct Simulation {
    world: World,
    dice: Dice,
    truth: BTreeMap<RecordId, Truth>,
    under_way: Vec<Batch>,
    cut: BTreeSet<(usize, usize)>,
}

/// Audiences, with who is meant by them.
const AUDIENCES: [(&[&str], &[usize]); 6] = [
    (&["own"], &[]),
    (&["all"], &[0, 1, 2, 3]),
    (&["FR"], &[1]),
    (&["FR", "NE"], &[1, 2]),
    (&["X-HUB"], &[3]),
    (&["TG", "NE"], &[0, 2]),
];

impl Simulation {
    async fn of(seed: u64) -> Simulation {
        let dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let world = World::of(&CODES).await;
        Simulation { world, dice, truth: BTreeMap::new(), under_way: vec![], cut: BTreeSet::new() }
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
        let never = self.dice.roll(12);
        draft.handling.never_to.clear();
        if never < CODES.len() && never != owner {
            draft.handling.never_to.insert(CODES[never].parse().unwrap());
        }
        if same.is_none() && self.dice.one_in(6) {
            let hours = i64::try_from(1 + self.dice.roll(40)).unwrap();
            draft.handling.expires_us = Some(self.now_us() + hours * 3_600_000_000);
        }
        let whom = whom.iter().copied().filter(|member| *member != owner && *member != never).collect();
        (draft, whom)
    }

    fn now_us(&self) -> i64 {
        desk::Clock::now_us(&*self.world.clock)
    }

    fn own(&mut self) -> Option<(RecordId, usize, u64)> {
        let now = self.now_us();
        let live: Vec<_> = self.truth.iter().filter(|(_, truth)| truth.is_there(now)).collect();
        if live.is_empty() {
            return None;
        }
        let (id, truth) = live[self.dice.roll(live.len())];
        Some((*id, truth.owner, truth.version))
    }

    async fn people(&mut self) {
        match self.dice.roll(10) {
            0..=4 => {
                let owner = self.dice.roll(CODES.len());
                let (draft, whom) = self.draft(owner, None);
                let expires_us = draft.handling.expires_us;
                let id = self.world.file(CODES[owner], draft).await;
                let truth = Truth { owner, version: 1, expires_us, now_for: whom.clone(), ever_for: whom };
                self.truth.insert(id, truth);
            }
            5 | 6 => {
                let Some((id, owner, version)) = self.own() else { return };
                let desk = self.world.desk(CODES[owner]);
                let opened = desk::record::open(desk, &investigator(desk), &why(), id).await.unwrap();
                let held = opened.held.record;
                let same = Draft {
                    subject: held.subject,
                    status: held.status,
                    action: held.action,
                    handling: held.handling,
                    grading: held.grading,
                    source: held.source,
                };
                let (draft, whom) = self.draft(owner, Some(&same));
                let desk = self.world.desk(CODES[owner]);
                revise(desk, &investigator(desk), &why(), id, version, draft).await.unwrap();
                let truth = self.truth.get_mut(&id).unwrap();
                truth.version += 1;
                truth.ever_for.extend(&whom);
                truth.now_for = whom;
            }
            7 => {
                let Some((id, owner, _)) = self.own() else { return };
                let desk = self.world.desk(CODES[owner]);
                withdraw(desk, &investigator(desk), &why(), id, "by the dice").await.unwrap();
                let truth = self.truth.get_mut(&id).unwrap();
                (truth.version, truth.now_for) = (0, BTreeSet::new());
            }
            _ => {
                let code = CODES[self.dice.roll(3)];
                let hits = self.world.hits(code).await;
                if let Some(looked) = hits.first() {
                    let desk = self.world.desk(code);
                    let word = HitWord::ALL[self.dice.roll(HitWord::ALL.len())];
                    // The record may have been taken back since.
                    let _answered = hit::answer(desk, &investigator(desk), &why(), looked.hit.id, word).await;
                }
            }
        }
    }

    /// Every node works, and some are killed at it.
    async fn nodes(&mut self) {
        for node in 0..CODES.len() {
            let polls = if self.dice.one_in(8) { self.dice.roll(60) } else { usize::MAX };
            let (desk, about) = (&self.world.nodes[node].desk, World::about(node));
            if until_killed(polls, work(desk, &about)).await.is_none() {
                self.world.restart(node).await;
            }
        }
    }

    /// Nodes whose line holds tell each other what they know of the network.
    async fn greet(&mut self) {
        let (from, to) = (self.dice.roll(CODES.len()), self.dice.roll(CODES.len()));
        if from != to && !self.cut.contains(&(from.min(to), from.max(to))) {
            let hello = peer::hello(&self.world.nodes[from].desk).await.unwrap();
            peer::told(&self.world.nodes[to].desk, &hello).await.unwrap();
        }
    }

    /// What waits is sent, what is under way arrives, or not.
    async fn road(&mut self) {
        for from in 0..CODES.len() {
            let desk = &self.world.nodes[from].desk;
            for to in outbox::addresses(desk) {
                let number = CODES.iter().position(|code| *code == to.member.as_str()).unwrap();
                if self.cut.contains(&(from.min(number), from.max(number))) {
                    continue;
                }
                for lane in outbox::behind(desk, &to.member).await.unwrap() {
                    let waiting = outbox::next(desk, &lane, lane.upto, (8, 1 << 20)).await.unwrap();
                    let envelopes = waiting.into_iter().map(|waiting| waiting.bytes).collect();
                    self.under_way.push(Batch { from, to: number, envelopes });
                }
            }
        }
        let mut left = std::mem::take(&mut self.under_way);
        while !left.is_empty() {
            let batch = left.swap_remove(self.dice.roll(left.len()));
            match self.dice.roll(10) {
                0 | 1 => {}
                2 => self.under_way.push(batch),
                fate => self.arrive(batch, fate).await,
            }
        }
    }

    async fn arrive(&mut self, mut batch: Batch, fate: usize) {
        if fate == 3 {
            batch.envelopes.reverse();
        }
        let polls = if fate == 4 { self.dice.roll(60) } else { usize::MAX };
        let desk = &self.world.nodes[batch.to].desk;
        let Some(came) = until_killed(polls, inbox::take(desk, &batch.envelopes)).await else {
            return self.world.restart(batch.to).await;
        };
        let (to, receipts) = (CODES[batch.to].parse().unwrap(), came.unwrap().receipts);
        if fate != 5 {
            let desk = &self.world.nodes[batch.from].desk;
            outbox::receipted(desk, &to, &receipts).await.unwrap();
        }
        if fate == 6 {
            self.under_way.push(batch);
        }
    }

    /// Lines are cut and mended, and time goes by.
    fn fortune(&mut self) {
        if self.dice.one_in(6) {
            let (one, two) = (self.dice.roll(CODES.len()), self.dice.roll(CODES.len()));
            self.cut.insert((one.min(two), one.max(two)));
        }
        if self.dice.one_in(4) {
            self.cut.pop_first();
        }
        let minutes = i64::try_from(self.dice.roll(90)).unwrap();
        self.world.clock.advance(minutes * 60_000_000);
        if self.dice.one_in(25) {
            self.world.clock.advance(7 * 86_400_000_000);
        }
    }

    /// Nobody holds what never was for them.
    async fn nothing_leaked(&self, seed: u64) {
        for (id, truth) in &self.truth {
            for (number, code) in CODES.iter().enumerate() {
                if number != truth.owner && !truth.ever_for.contains(&number) {
                    assert_eq!(self.world.at(code, *id).await, None, "seed {seed}: {code} holds {id}");
                }
            }
        }
    }

    async fn all_is_as_stated(&self, seed: u64) {
        let now = self.now_us();
        for (id, truth) in &self.truth {
            for (number, code) in CODES.iter().enumerate() {
                let has = truth.is_there(now) && (number == truth.owner || truth.now_for.contains(&number));
                let version = has.then_some(truth.version);
                assert_eq!(self.world.at(code, *id).await, version, "seed {seed}: {id} at {code}");
            }
        }
    }
}

async fn work(desk: &Desk, about: &About) {
    peer::renew(desk, about).await.unwrap();
    follow::catch_up(desk).await.unwrap();
    hit::catch_up(desk).await.unwrap();
    outbox::catch_up(desk).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_all_come_to_rest_as_their_owners_stated() {
    let seeds = std::env::var("LIAISON_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(4);
    let first = std::env::var("LIAISON_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_u64);
    for seed in first..first + seeds {
        let mut simulation = Simulation::of(seed).await;
        for _ in 0..STEPS {
            simulation.people().await;
            simulation.nodes().await;
            simulation.greet().await;
            simulation.road().await;
            simulation.fortune();
        }
        simulation.nothing_leaked(seed).await;
        simulation.cut.clear();
        simulation.under_way.clear();
        simulation.world.clock.advance(11_000_000);
        simulation.world.renew().await;
        simulation.world.meet().await;
        simulation.world.settle().await;
        simulation.nothing_leaked(seed).await;
        simulation.all_is_as_stated(seed).await;
    }
}
