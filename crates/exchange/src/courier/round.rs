//! The rounds to one member: what waits is pushed, the most pressing lane first; every minute both compare how far they are.
//! A lane that is refused rests alone; a road that is shut rests as a whole.
use super::{Courier, Rest};
use crate::road::{Fault, Road};
use desk::outbox::Address;
use desk::{Ring, outbox};
use model::Member;
use std::collections::{HashMap, HashSet};
use std::time::Duration;
use store::lane::{Behind, Stream};
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;
use wire::Hash;

/// How often it is noted that nothing has changed on the line.
const NOTE_EACH: Duration = Duration::from_secs(60);
/// Between two tries to reach one that calls and cannot be reached.
const CALLED_EACH: Duration = Duration::from_secs(2);
/// Envelopes and bytes of one push: something that presses waits at most until one such is through.
pub(super) const PUSH_MAX: (u32, usize) = (256, 1 << 20);

/// How it stands with one member.
pub(super) struct Round<R> {
    pub(super) at: Courier<R>,
    pub(super) member: Member,
    line: Rest,
    /// Since when the direct way is shut.
    pub(super) shut: Option<Instant>,
    lanes: HashMap<Stream, Rest>,
    /// Lanes whose key has not come there yet: it goes on another lane.
    keyless: HashSet<Stream>,
    /// When each lane had its last turn.
    turns: HashMap<Stream, Instant>,
    tried: Option<Instant>,
    /// When this side last asked how it stands there, and when it is to ask next.
    pub(super) asked: Option<Instant>,
    pub(super) due: Option<Instant>,
    /// What was known of the network when they last met.
    pub(super) told: Option<Hash>,
    /// How far lanes of theirs were here when they were found to be behind.
    pub(super) lacking: HashMap<Stream, u64>,
    noted: Option<(Instant, Option<String>)>,
}

/// What a push did for its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moved {
    On,
    LacksKey,
    Not,
}

/// What ends a turn before its end.
pub(super) enum Stop {
    Road(Fault),
    Desk(desk::Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Road(fault)
    }
}

impl From<desk::Error> for Stop {
    fn from(fault: desk::Error) -> Stop {
        Stop::Desk(fault)
    }
}

impl<R: Road> Round<R> {
    pub(super) fn new(at: Courier<R>, member: Member) -> Round<R> {
        Round {
            at,
            member,
            line: Rest::default(),
            shut: None,
            lanes: HashMap::new(),
            keyless: HashSet::new(),
            turns: HashMap::new(),
            tried: None,
            asked: None,
            due: None,
            told: None,
            lacking: HashMap::new(),
            noted: None,
        }
    }

    /// Goes round until the member is no active one any more. `network` says what is known of the network here.
    pub(super) async fn run(mut self, mut network: watch::Receiver<Option<Hash>>) {
        let mut rings = self.at.desk.bell().listen();
        let calls = self.at.calls.of(&self.member);
        while let Some(to) = outbox::address(&self.at.desk, &self.member) {
            let known = *network.borrow_and_update();
            if self.line.left(Instant::now()).is_none() {
                self.tried = Some(Instant::now());
                let went = self.turn(&to, known).await;
                self.settle(went).await;
            }
            self.by_mailbox().await;
            tokio::select! {
                () = something(&mut rings) => {}
                () = calls.notified() => self.called().await,
                told = network.changed() => if told.is_err() { return },
                () = tokio::time::sleep(self.until_next()) => {}
            }
        }
    }

    /// Whoever calls is there, so the rest is over; but one that cannot be called back is not tried for every call.
    async fn called(&mut self) {
        if let Some(tried) = self.tried {
            self.line.sooner(tried + CALLED_EACH);
        }
        if self.has_met() {
            self.note(None).await;
        }
    }

    /// Gives whether anything was said to the other node.
    async fn turn(&mut self, to: &Address, known: Option<Hash>) -> Result<bool, Stop> {
        let due = self.due.is_none_or(|due| due <= Instant::now()) || self.told != known;
        if due {
            self.meet(to, known).await?;
        }
        let brought = self.deliver(to).await?;
        Ok(self.hand_on(to).await? || brought || due)
    }

    /// What became of a turn.
    async fn settle(&mut self, went: Result<bool, Stop>) {
        let now = Instant::now();
        match went {
            Ok(true) => self.reached().await,
            Ok(false) => {}
            Err(Stop::Desk(fault)) => {
                tracing::error!(%fault, member = %self.member, "the courier cannot work; it tries again");
                self.line.fail(now, self.chance());
            }
            Err(Stop::Road(Fault::Busy(time))) => self.line.wait(now, time),
            Err(Stop::Road(fault)) => {
                self.note_way(true);
                // Whoever was not there may come back as it was long ago: both compare before anything is brought.
                self.due = None;
                self.line.fail(now, self.chance());
                self.note(Some(fault.to_string())).await;
            }
        }
    }

    pub(super) async fn reached(&mut self) {
        self.line.clear();
        self.note_way(false);
        self.note(None).await;
    }

    /// Notes how the line is, if that is another thing than was noted last, or that was long ago.
    async fn note(&mut self, fault: Option<String>) {
        let now = Instant::now();
        let same = self.noted.as_ref().is_some_and(|(at, last)| *last == fault && at.elapsed() < NOTE_EACH);
        if !same {
            if let Err(fault) = outbox::reached(&self.at.desk, &self.member, fault.as_deref()).await {
                tracing::error!(%fault, member = %self.member, "it cannot be noted how the line is");
            }
            self.noted = Some((now, fault));
        }
    }

    /// Until there is something to do though no bell rings.
    fn until_next(&self) -> Duration {
        let now = Instant::now();
        if let Some(left) = self.line.left(now) {
            return left.min(self.until_mailbox());
        }
        let lane = self.lanes.values().filter_map(|rest| rest.left(now)).min().unwrap_or(self.at.meet_each);
        let meet = self.due.map_or(Duration::ZERO, |due| due.saturating_duration_since(now));
        lane.min(meet)
    }

    /// Pushes until nothing waits but on lanes that rest. It is asked anew after each push what presses most. Gives whether
    /// anything waited.
    async fn deliver(&mut self, to: &Address) -> Result<bool, Stop> {
        let mut pushed = false;
        loop {
            let behind = outbox::behind(&self.at.desk, &self.member).await?;
            self.lanes.retain(|stream, _| behind.iter().any(|lane| &lane.stream == stream));
            let now = Instant::now();
            let rests =
                |lane: &&Behind| self.lanes.get(&lane.stream).is_some_and(|rest| rest.left(now).is_some());
            let open = behind.iter().filter(|lane| !rests(lane));
            let Some(lane) = open.min_by_key(|lane| (lane.class, self.turns.get(&lane.stream))) else {
                return Ok(pushed);
            };
            pushed = true;
            self.turns.insert(lane.stream, now);
            let moved = if lane.class == 0 {
                // Both ways at once: whichever is through first counts, and the second changes nothing.
                let (direct, ()) = tokio::join!(self.push(to, lane), self.also_by_mailbox(lane));
                direct?
            } else {
                self.push(to, lane).await?
            };
            self.reached().await;
            if moved == Moved::On {
                self.lanes.remove(&lane.stream);
                // It may have brought the key that others wait for.
                for stream in self.keyless.drain() {
                    self.lanes.remove(&stream);
                }
            } else {
                let chance = self.chance();
                self.lanes.entry(lane.stream).or_default().fail(Instant::now(), chance);
                if moved == Moved::LacksKey {
                    self.keyless.insert(lane.stream);
                }
            }
        }
    }

    /// One push on one lane.
    async fn push(&self, to: &Address, lane: &Behind) -> Result<Moved, Stop> {
        let waiting = outbox::next(&self.at.desk, lane, lane.upto, PUSH_MAX).await?;
        let envelopes: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
        if envelopes.is_empty() {
            return Ok(Moved::Not);
        }
        let pushed = match self.at.road.push(to, envelopes).await {
            Ok(pushed) => pushed,
            // What is wrong with this push says nothing of the other lanes, unless it is who we are.
            Err(Fault::Refused(refusal)) if refusal.code != "E_OWNER" && refusal.status < 500 => {
                tracing::warn!(member = %self.member, code = refusal.code, "a push is refused: {}", refusal.detail);
                return Ok(Moved::Not);
            }
            Err(fault) => return Err(fault.into()),
        };
        // A key or an envelope that comes first is on its way: no news.
        let waits = |code: &str| matches!(code, "E_NOKEY" | "E_GAP");
        if let Some(refused) = pushed.refused.iter().find(|refused| !waits(&refused.code)) {
            tracing::warn!(member = %self.member, code = refused.code, "an envelope is not taken: {}", refused.detail);
        }
        match outbox::receipted(&self.at.desk, &self.member, &pushed.receipts()).await {
            Ok(1..) => Ok(Moved::On),
            Ok(0) if pushed.refused.iter().any(|refused| refused.code == "E_NOKEY") => Ok(Moved::LacksKey),
            Ok(0) => Ok(Moved::Not),
            Err(desk::Error::Wire(_) | desk::Error::Conflict(_)) => Err(Fault::Garbage.into()),
            Err(fault) => Err(fault.into()),
        }
    }

    fn chance(&self) -> u8 {
        let mut byte = [128];
        // Without chance all try in the middle of their time.
        let _drawn = self.at.chance.fill(&mut byte);
        byte[0]
    }
}

/// Ends when something waits to leave. A listener that has fallen behind looks as well.
async fn something(rings: &mut broadcast::Receiver<Ring>) {
    while let Ok(ring) = rings.recv().await {
        if ring == Ring::Outbox {
            return;
        }
    }
}
