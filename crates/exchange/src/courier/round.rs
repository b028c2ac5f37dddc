//! The rounds to one member: what waits is pushed, the most pressing lane first; once a minute both compare how far they
//! are. A lane that is refused rests alone; a road that is shut rests as a whole.
use super::{Courier, Rest};
use crate::message::Introduction;
use crate::road::{Fault, Road};
use desk::outbox::Address;
use desk::{Ring, inbox, outbox, peer};
use model::Member;
use std::collections::HashMap;
use std::time::Duration;
use store::lane::{Behind, Stream};
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;
use wire::Hash;
use wire::lane::LaneId;

/// How often both compare how far they are.
const MEET_EACH: Duration = Duration::from_secs(60);
/// How often it is noted that nothing has changed on the line.
const NOTE_EACH: Duration = Duration::from_secs(60);
/// Between two tries to reach one that calls and cannot be reached.
const CALLED_EACH: Duration = Duration::from_secs(2);
/// Envelopes and bytes of one push: something that presses waits at most until one such is through.
pub(super) const PUSH_MAX: (u32, usize) = (256, 1 << 20);
/// Stretches of one lane that are fetched before others have their turn.
const FETCHES: usize = 64;

/// How it stands with one member.
pub(super) struct Round<R> {
    pub(super) at: Courier<R>,
    pub(super) member: Member,
    line: Rest,
    /// Since when the direct way is shut.
    pub(super) shut: Option<Instant>,
    lanes: HashMap<Stream, Rest>,
    /// When each lane had its last turn.
    turns: HashMap<Stream, Instant>,
    tried: Option<Instant>,
    met: Option<Instant>,
    /// What was known of the network when they last met.
    told: Option<Hash>,
    /// How far lanes of theirs were here when they were found to be behind.
    lacking: HashMap<Stream, u64>,
    noted: Option<(Instant, Option<String>)>,
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
            turns: HashMap::new(),
            tried: None,
            met: None,
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
                () = calls.notified() => self.called(),
                told = network.changed() => if told.is_err() { return },
                () = tokio::time::sleep(self.until_next()) => {}
            }
        }
    }

    /// Whoever calls is there, so the rest is over; but one that cannot be called back is not tried for every call.
    fn called(&mut self) {
        if let Some(tried) = self.tried {
            self.line.sooner(tried + CALLED_EACH);
        }
    }

    async fn turn(&mut self, to: &Address, known: Option<Hash>) -> Result<(), Stop> {
        let due = self.met.is_none_or(|met| met.elapsed() >= MEET_EACH);
        if due || self.told != known {
            self.meet(to, known).await?;
        }
        self.deliver(to).await?;
        self.hand_on(to).await
    }

    /// What became of a turn.
    async fn settle(&mut self, went: Result<(), Stop>) {
        let now = Instant::now();
        match went {
            Ok(()) => self.reached().await,
            Err(Stop::Desk(fault)) => {
                tracing::error!(%fault, member = %self.member, "the courier cannot work; it tries again");
                self.line.fail(now, self.chance());
            }
            Err(Stop::Road(Fault::Busy(time))) => self.line.wait(now, time),
            Err(Stop::Road(fault)) => {
                self.note_way(true);
                self.line.fail(now, self.chance());
                self.note(Some(fault.to_string())).await;
            }
        }
    }

    async fn reached(&mut self) {
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
        let lane = self.lanes.values().filter_map(|rest| rest.left(now)).min().unwrap_or(MEET_EACH);
        let meet = self.met.map_or(Duration::ZERO, |met| MEET_EACH.saturating_sub(met.elapsed()));
        lane.min(meet)
    }

    /// Pushes until nothing waits but on lanes that rest. It is asked anew after each push what presses most.
    async fn deliver(&mut self, to: &Address) -> Result<(), Stop> {
        loop {
            let behind = outbox::behind(&self.at.desk, &self.member).await?;
            self.lanes.retain(|stream, _| behind.iter().any(|lane| &lane.stream == stream));
            let now = Instant::now();
            let rests =
                |lane: &&Behind| self.lanes.get(&lane.stream).is_some_and(|rest| rest.left(now).is_some());
            let open = behind.iter().filter(|lane| !rests(lane));
            let Some(lane) = open.min_by_key(|lane| (lane.class, self.turns.get(&lane.stream))) else {
                return Ok(());
            };
            self.turns.insert(lane.stream, now);
            let moved = if lane.class == 0 {
                // Both ways at once: whichever is through first counts, and the second changes nothing.
                let (direct, ()) = tokio::join!(self.push(to, lane), self.also_by_mailbox(lane));
                direct?
            } else {
                self.push(to, lane).await?
            };
            self.reached().await;
            if moved {
                self.lanes.remove(&lane.stream);
            } else {
                let chance = self.chance();
                self.lanes.entry(lane.stream).or_default().fail(Instant::now(), chance);
            }
        }
    }

    /// One push on one lane. False where the lane has not moved.
    async fn push(&self, to: &Address, lane: &Behind) -> Result<bool, Stop> {
        let waiting = outbox::next(&self.at.desk, lane, lane.upto, PUSH_MAX).await?;
        let envelopes: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
        if envelopes.is_empty() {
            return Ok(false);
        }
        let pushed = match self.at.road.push(to, envelopes).await {
            Ok(pushed) => pushed,
            // What is wrong with this push says nothing of the other lanes, unless it is who we are.
            Err(Fault::Refused(refusal)) if refusal.code != "E_OWNER" && refusal.status < 500 => {
                tracing::warn!(member = %self.member, code = refusal.code, "a push is refused: {}", refusal.detail);
                return Ok(false);
            }
            Err(fault) => return Err(fault.into()),
        };
        // A key or an envelope that comes first is on its way: no news.
        let waits = |code: &str| matches!(code, "E_NOKEY" | "E_GAP");
        if let Some(refused) = pushed.refused.iter().find(|refused| !waits(&refused.code)) {
            tracing::warn!(member = %self.member, code = refused.code, "an envelope is not taken: {}", refused.detail);
        }
        match outbox::receipted(&self.at.desk, &self.member, &pushed.receipts()).await {
            Ok(news) => Ok(news > 0),
            Err(desk::Error::Wire(_) | desk::Error::Conflict(_)) => Err(Fault::Garbage.into()),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Both tell what they know of the network, if it is not the same; and what has not come is fetched.
    async fn meet(&mut self, to: &Address, known: Option<Hash>) -> Result<(), Stop> {
        let state = match self.at.road.state(to).await {
            Ok(state) => state,
            Err(Fault::Refused(refusal)) if refusal.code == "E_OWNER" => {
                // There, this node's key is nobody's yet.
                self.tell(to).await?;
                self.at.road.state(to).await?
            }
            Err(fault) => return Err(fault.into()),
        };
        if Some(state.network) != known {
            self.tell(to).await?;
        }
        // Before anything is pushed: they may have more of our lanes than a store that was set back knows.
        outbox::compare(&self.at.desk, &self.member, &state.held).await?;
        self.reached().await;
        self.told = known;
        self.met = Some(Instant::now());
        let lacks = inbox::lacks(&self.at.desk, &self.member, &state.heads).await?;
        // What they push meanwhile need not be fetched: only what has stood still since the last time.
        let before = std::mem::take(&mut self.lacking);
        for lack in &lacks {
            if before.get(&lack.stream) == Some(&lack.upto) {
                self.fetch(to, lack.stream, lack.upto).await?;
            }
            self.lacking.insert(lack.stream, lack.upto);
        }
        if state.mail {
            self.fetch_mail(to).await?;
        }
        if state.receipts {
            self.collect(to).await?;
        }
        Ok(())
    }

    async fn tell(&self, to: &Address) -> Result<(), Stop> {
        let told = Introduction::of(&peer::hello(&self.at.desk).await?);
        let heard = self.at.road.hello(to, &told).await?;
        match peer::told(&self.at.desk, &heard.hello()).await {
            Ok(_) => Ok(()),
            Err(desk::Error::Wire(rejection)) => {
                tracing::warn!(member = %self.member, %rejection, "what it says of the network is not taken up");
                Ok(())
            }
            Err(fault) => Err(fault.into()),
        }
    }

    async fn fetch(&self, to: &Address, stream: Stream, mut after: u64) -> Result<(), Stop> {
        for _ in 0..FETCHES {
            let envelopes = self.at.road.fetch(to, LaneId(stream), after).await?;
            if envelopes.is_empty() {
                return Ok(());
            }
            let count = u64::try_from(envelopes.len()).unwrap_or(u64::MAX);
            let came = inbox::take(&self.at.desk, &envelopes).await?;
            if came.receipts.is_empty() {
                return Ok(());
            }
            self.at.road.receipt(to, came.receipts).await?;
            if !came.refused.is_empty() {
                return Ok(());
            }
            after = after.saturating_add(count);
        }
        Ok(())
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
