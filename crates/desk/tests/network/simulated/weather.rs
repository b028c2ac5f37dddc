//! What happens to the nodes and on the roads between them.
use super::{Batch, CODES, HOUR_US, Simulation};
use crate::axe::until_killed;
use crate::world::World;
use desk::peer::{About, Hello};
use desk::{Desk, duty, follow, hit, inbox, node, outbox, peer};
use model::{Actor, Purpose, Reason};
use wire::charter::Change;
use wire::envelope::{Content, Draft, To, inspect, seal};
use wire::group::{GroupId, GroupKey};
use wire::lane::LaneId;

/// What a node's followers do; each hour it says anew what it is, and now and then it does its duty and hands its log over.
async fn work(desk: &Desk, about: Option<&About>, on_duty: bool) {
    if let Some(about) = about {
        peer::renew(desk, about).await.unwrap();
    }
    follow::catch_up(desk).await.unwrap();
    hit::catch_up(desk).await.unwrap();
    outbox::catch_up(desk).await.unwrap();
    if on_duty {
        let now = desk::pulse::now_us(desk);
        duty::once(desk, now - HOUR_US).await.unwrap();
        if now / HOUR_US % 5 == 0 {
            let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
            node::hand_over_log(desk, &by, &Reason::of(Purpose::Administration)).await.unwrap();
        }
    }
}

impl Simulation {
    /// Some nodes work, and some of these are killed at it.
    pub(super) async fn nodes(&mut self) {
        for (node, code) in CODES.iter().enumerate() {
            if self.dice.one_in(2) {
                continue;
            }
            let steps = self.dice.one_in(20).then(|| self.steps());
            let now = self.world.now_at(node);
            let is_due = now - self.renewed_us[node] >= HOUR_US;
            let (about, on_duty) = (is_due.then(|| World::about(node)), self.dice.one_in(8));
            let desk = &self.world.nodes[node].desk;
            if until_killed(steps, work(desk, about.as_ref(), on_duty)).await.is_none() {
                self.trace.note(format!("{code} is killed at its work"));
                self.kill(node).await;
            } else if is_due {
                self.renewed_us[node] = now;
            }
        }
    }

    /// How far a node comes that is killed: as often in the first steps of its work as in the hundreds behind them.
    fn steps(&mut self) -> usize {
        let most = 4 << self.dice.roll(7);
        self.dice.roll(most)
    }

    /// What it had in memory is lost. Of some the database is opened anew as well, as after a kill of the process.
    async fn kill(&mut self, node: usize) {
        let wholly = self.dice.one_in(4);
        self.world.restart(node, wholly).await;
        self.begins(node).await;
        self.forget_meetings(node);
    }

    /// Nodes whose line holds tell each other what they know of the network.
    pub(super) async fn greet(&mut self) {
        let (from, to) = (self.dice.roll(CODES.len()), self.dice.roll(CODES.len()));
        if from != to && !self.is_cut(from, to) {
            let hello = peer::hello(&self.world.nodes[from].desk).await.unwrap();
            peer::told(&self.world.nodes[to].desk, &hello).await.unwrap();
        }
    }

    fn is_cut(&self, one: usize, two: usize) -> bool {
        self.cut.contains(&(one.min(two), one.max(two)))
    }

    /// What waits is sent or fetched, what is under way arrives, or not.
    pub(super) async fn road(&mut self) {
        for from in 0..CODES.len() {
            for to in 0..CODES.len() {
                if from != to && !self.is_cut(from, to) && self.dice.one_in(3) {
                    match self.dice.roll(10) {
                        0 => self.fetch(from, to).await,
                        1 | 2 => self.fetch_files(from, to).await,
                        _ => self.send(from, to).await,
                    }
                }
            }
        }
        let mut left = std::mem::take(&mut self.under_way);
        while !left.is_empty() {
            let batch = left.swap_remove(self.dice.roll(left.len()));
            match self.dice.roll(12) {
                0 | 1 => {}
                2 => self.under_way.push(batch),
                fate => self.arrive(batch, fate).await,
            }
        }
    }

    async fn send(&mut self, from: usize, to: usize) {
        if !self.meet_first(from, to).await {
            return;
        }
        let (desk, member) = (&self.world.nodes[from].desk, CODES[to].parse().unwrap());
        if outbox::address(desk, &member).is_none() {
            return;
        }
        for lane in outbox::behind(desk, &member).await.unwrap() {
            let waiting = outbox::next(desk, &lane, lane.upto, (8, 1 << 20)).await.unwrap();
            let envelopes: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
            if !envelopes.is_empty() {
                self.trace.carried("sent", (from, to), &envelopes);
                self.under_way.push(Batch { from, to, envelopes });
            }
        }
    }

    /// As a node does that is behind where the other cannot push: it compares the heads, and fetches what it lacks.
    async fn fetch(&mut self, from: usize, to: usize) {
        let (at, here) = (&self.world.nodes[from].desk, &self.world.nodes[to].desk);
        let (owner, member) = (CODES[from].parse().unwrap(), CODES[to].parse().unwrap());
        if outbox::address(at, &member).is_none() {
            return;
        }
        let heads = outbox::heads(at, &member).await.unwrap();
        for lack in inbox::lacks(here, &owner, &heads).await.unwrap() {
            let waiting = outbox::fetch(at, &member, &lack.stream, lack.upto, (8, 1 << 20)).await.unwrap();
            let envelopes: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
            if !envelopes.is_empty() {
                self.trace.carried("fetched", (from, to), &envelopes);
                self.under_way.push(Batch { from, to, envelopes });
            }
        }
    }

    async fn arrive(&mut self, mut batch: Batch, fate: usize) {
        if self.dice.one_in(4) {
            self.nothing_readable(&batch.envelopes[0]);
        }
        let (from, mut steps, mut damaged) = (CODES[batch.from].parse().unwrap(), None, None);
        let clean = batch.envelopes.clone();
        match fate {
            3 => batch.envelopes.reverse(),
            4 if self.dice.one_in(2) => steps = Some(self.steps()),
            7 => damaged = Some(self.damage(&mut batch)),
            8 => return self.misbring(batch).await,
            _ => {}
        }
        let desk = &self.world.nodes[batch.to].desk;
        let shut_out = outbox::address(desk, &from).is_none();
        let Some(came) = until_killed(steps, inbox::take(desk, &batch.envelopes)).await else {
            self.trace.note(format!("{} is killed at taking", CODES[batch.to]));
            return self.kill(batch.to).await;
        };
        let came = came.unwrap();
        self.trace.carried("receipts", (batch.to, batch.from), &came.receipts);
        came.refused.iter().for_each(|(at, why)| self.trace.note(format!("refused {at}: {why}")));
        let is_refused = |at: usize| came.refused.iter().any(|(refused, _)| *refused == at);
        if shut_out {
            let all = (0..batch.envelopes.len()).all(is_refused);
            assert!(all && came.receipts.is_empty(), "seed {}: something is taken from {from}", self.seed);
        }
        if let Some(at) = damaged {
            assert!(is_refused(at), "seed {}: {} took what {from} did not say", self.seed, CODES[batch.to]);
        }
        if fate != 5 {
            self.receipted(&batch, &came.receipts).await;
        }
        if matches!(fate, 6 | 7) {
            self.under_way.push(Batch { envelopes: clean, ..batch });
        }
    }

    async fn receipted(&self, batch: &Batch, receipts: &[Vec<u8>]) {
        let desk = &self.world.nodes[batch.from].desk;
        match outbox::receipted(desk, &CODES[batch.to].parse().unwrap(), receipts).await {
            // A receipt out of a time in which its signer's key was none yet is brought again when the clocks are right.
            Ok(_) | Err(desk::Error::Wire(_)) => {}
            Err(fault) => panic!("seed {}: {fault}", self.seed),
        }
    }

    /// Somebody turns a bit of one envelope, cuts it, adds to it, or says another thing in its place. Gives which.
    fn damage(&mut self, batch: &mut Batch) -> usize {
        let at = self.dice.roll(batch.envelopes.len());
        let way = self.dice.roll(4);
        let forger = self.dice.roll(CODES.len());
        let bytes = &mut batch.envelopes[at];
        match way {
            0 => {
                let bit = self.dice.roll(bytes.len() * 8);
                bytes[bit / 8] ^= 1 << (bit % 8);
            }
            1 => bytes.truncate(self.dice.roll(bytes.len())),
            2 => bytes.push(0),
            _ => *bytes = self.forged(bytes, if forger == batch.from { batch.to } else { forger }),
        }
        at
    }

    /// What the owner of this envelope never said, at its place, signed by the node of another member.
    fn forged(&self, envelope: &[u8], forger: usize) -> Vec<u8> {
        let frame = inspect(envelope).unwrap().header().frame;
        let key = GroupKey::new(GroupId(frame.place.lane.0), 1, [1; 32]);
        let content = Content { kind: "recalled".to_owned(), payload: vec![1; 30], ..Content::default() };
        let signer = World::signer(forger);
        seal(&Draft { frame, content }, To::Group(&key), &signer, &[1; 32]).unwrap().bytes
    }

    /// It is brought to the door of somebody else, who can read nothing of it and says nothing to its owner that counts.
    async fn misbring(&mut self, batch: Batch) {
        let wrong = (batch.to + 1) % CODES.len();
        if wrong != batch.from {
            let came = inbox::take(&self.world.nodes[wrong].desk, &batch.envelopes).await.unwrap();
            self.receipted(&Batch { to: wrong, envelopes: vec![], ..batch }, &came.receipts).await;
        }
    }

    /// No name or number can be read on the road.
    fn nothing_readable(&self, envelope: &[u8]) {
        for canary in [b"Amouzou".as_slice(), b"+22890123", b"1980-01-02"] {
            let first = envelope.iter().enumerate().filter(|(_, byte)| **byte == canary[0]);
            for (at, _) in first {
                assert!(!envelope[at..].starts_with(canary), "seed {}: it is readable", self.seed);
            }
        }
    }

    /// Lines are cut and mended, members suspended and lifted again, clocks go wrong and right, and time goes by.
    pub(super) async fn fortune(&mut self) {
        if self.dice.one_in(5) {
            let (one, two) = (self.dice.roll(CODES.len()), self.dice.roll(CODES.len()));
            self.cut.insert((one.min(two), one.max(two)));
        }
        if self.dice.one_in(4) {
            self.cut.pop_first();
        }
        if self.dice.one_in(12) {
            let (node, minutes) = (self.dice.roll(CODES.len()), self.dice.roll(121));
            self.world.set_wrong(node, (i64::try_from(minutes).unwrap() - 60) * 60_000_000);
        }
        if self.dice.one_in(4) {
            self.world.set_wrong(self.dice.roll(CODES.len()), 0);
        }
        match self.suspended {
            None if self.dice.one_in(24) => self.suspend().await,
            Some(_) if self.dice.one_in(6) => self.lift().await,
            _ => {}
        }
        let minutes = i64::try_from(self.dice.roll(90)).unwrap();
        // And some moments, so that nobody looks twice at the same thing in the same microsecond.
        self.world.clock.advance(minutes * 60_000_000 + 1);
        if self.dice.one_in(25) {
            self.world.clock.advance(7 * 24 * HOUR_US);
        }
    }

    async fn suspend(&mut self) {
        let member = self.dice.roll(CODES.len());
        let node = self.world.charter.node_of(CODES[member]).unwrap().node();
        self.world.change(Change::Suspend { node, why: "by the dice".into() });
        self.suspended = Some(member);
        self.trace.note(format!("{} is suspended", CODES[member]));
        self.tell_one(member).await;
    }

    async fn lift(&mut self) {
        let Some(member) = self.suspended.take() else { return };
        self.trace.note(format!("{} is lifted", CODES[member]));
        let node = self.world.charter.node_of(CODES[member]).unwrap().node();
        self.world.change(Change::Lift { node });
        self.tell_one(member).await;
    }

    /// One other than this member hears of it at once; the others hear it from each other.
    async fn tell_one(&mut self, but: usize) {
        let to = (but + 1 + self.dice.roll(CODES.len() - 1)) % CODES.len();
        let charter = self.world.charter.entries_from(0).map(<[u8]>::to_vec).collect();
        let hello = Hello { charter, manifests: vec![], epochs: vec![] };
        peer::told(&self.world.nodes[to].desk, &hello).await.unwrap();
    }

    /// Every line holds, every clock is right, nobody is suspended; and what was said too early has become late enough.
    pub(super) async fn heal(&mut self) {
        self.cut.clear();
        self.under_way.clear();
        for node in 0..CODES.len() {
            self.world.set_wrong(node, 0);
        }
        self.world.clock.advance(2 * HOUR_US);
        self.lift().await;
        self.world.tell_charter().await;
        self.go_on().await;
        if self.lost.node.is_some() {
            self.look_at_what_was_overtaken().await;
            self.go_on().await;
        }
    }
}

/// The lane of an envelope, for messages.
pub(super) fn lane_name(LaneId(lane): LaneId) -> String {
    lane.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
