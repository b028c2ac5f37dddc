//! Meeting: both compare how far they are, every minute. One of them asks, and where both stand as when nothing was missing, a
//! sum says so for both and that was all; else each asks the other, and what has not come is fetched.
use super::round::{Round, Stop};
use crate::calls::AtRest;
use crate::message::{Introduction, State};
use crate::road::{Fault, Road};
use desk::outbox::Address;
use desk::{inbox, outbox, peer};
use std::time::Duration;
use store::lane::Stream;
use tokio::time::Instant;
use wire::Hash;
use wire::lane::LaneId;

/// Whose code comes first asks after so much of the minute, before that of the other is over: so one of both asks, and always the
/// same.
const ASKS_AFTER: f32 = 5.0 / 6.0;
/// Who is asked and need not ask proves all the same after so many minutes that its own way to the other is open.
const PROVES_AFTER: u32 = 10;
/// Stretches of one lane that are fetched before others have their turn.
const FETCHES: usize = 64;

impl<R: Road> Round<R> {
    /// Takes notice that the member has asked, if it stood at both ends as when nothing was missing: then this side need not ask
    /// within its minute. Where its own way is shut, or has not been gone for long, it asks all the same.
    pub(super) fn has_met(&mut self) -> bool {
        let proven = self.asked.is_some_and(|asked| asked.elapsed() < self.at.meet_each * PROVES_AFTER);
        let agreed = self.at.calls.agreed(&self.member).map(|agreed| agreed + self.minute());
        let later = agreed.filter(|_| proven && self.shut.is_none()).filter(|due| self.due < Some(*due));
        self.due = later.or(self.due);
        later.is_some()
    }

    /// Until this side asks.
    fn minute(&self) -> Duration {
        let each = self.at.meet_each;
        if self.at.desk.me < self.member { each.mul_f32(ASKS_AFTER) } else { each }
    }

    /// Both tell what they know of the network, if it is not the same; and what has not come is fetched.
    pub(super) async fn meet(&mut self, to: &Address, known: Option<Hash>) -> Result<(), Stop> {
        let ours = match known {
            Some(network) => Some(State::of(&self.at.desk, &self.member, network).await?.digest()),
            None => None,
        };
        let confirmed = outbox::confirmed(&self.at.desk, &self.member).await?;
        let state = match self.how_it_stands(to, ours).await {
            Err(Stop::Road(Fault::Refused(refusal))) if refusal.code == "E_OWNER" => {
                // There, this node's key is nobody's yet.
                self.tell(to).await?;
                self.how_it_stands(to, ours).await?
            }
            other => other?,
        };
        if let Some(state) = &state {
            if Some(state.network) != known {
                self.tell(to).await?;
            }
            // Before anything is pushed: they may have more of our lanes than a store that was set back knows.
            outbox::compare(&self.at.desk, &self.member, &state.held, &confirmed).await?;
        }
        self.reached().await;
        let now = Instant::now();
        (self.told, self.asked, self.due) = (known, Some(now), Some(now + self.minute()));
        match state {
            Some(state) => self.heal(to, ours.filter(|_| Some(state.network) == known), &state).await,
            None => Ok(()),
        }
    }

    /// How it stands there; none where it stands at both ends as when nothing was missing.
    async fn how_it_stands(&self, to: &Address, ours: Option<Hash>) -> Result<Option<State>, Stop> {
        let rest = self.at.calls.rest(&self.member).filter(|rest| Some(rest.ours) == ours);
        let sum = rest.map(|rest| State::sum(&rest.ours, &rest.theirs));
        Ok(self.at.road.state(to, sum).await?)
    }

    /// Fetches what is missing here. Where nothing is, that is remembered of both ends, unless each knows another network.
    async fn heal(&mut self, to: &Address, ours: Option<Hash>, state: &State) -> Result<(), Stop> {
        let lacks = inbox::lacks(&self.at.desk, &self.member, &state.heads).await?;
        let files = state.files == Some(true);
        let at_rest = lacks.is_empty() && !state.mail && !state.receipts && !files;
        let rest = ours.filter(|_| at_rest).map(|ours| AtRest { ours, theirs: state.digest() });
        self.at.calls.rests(&self.member, rest);
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
        if files {
            self.at.calls.files_wait(&self.member);
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
}
