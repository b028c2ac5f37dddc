//! The door: what another node may ask of this one. Who asks is known from the key of its connection.
mod budget;
mod routes;

use crate::calls::Calls;
use crate::message::{Introduction, Pushed, State};
use crate::refusal::Refusal;
use crate::road::Errand;
use budget::Budget;
use desk::{Desk, ask, attachment, inbox, mailbox, outbox, peer};
use model::Member;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use wire::Hash;
use wire::lane::LaneId;

pub(crate) use routes::{Key, router};

type Answer<T> = Result<T, Refusal>;

/// Most envelopes, and most of their bytes, in an answer to a fetch. A single one may be longer.
const FETCH_MAX: (u32, usize) = (256, 4 << 20);

/// Most chunks of a file in one answer: 4 MiB.
pub(crate) const CHUNKS_MAX: u64 = 64;

/// Answers to questions leave only so often, so that the time of one does not tell what was looked at for it.
const TICK: Duration = Duration::from_millis(50);
/// Questions that one member may ask in a minute, where nothing else is set.
pub const QUESTIONS_PER_MINUTE: u32 = 600;

/// The door of one desk.
#[derive(Clone)]
pub struct Door {
    desk: Arc<Desk>,
    calls: Arc<Calls>,
    budget: Arc<Budget>,
}

impl Door {
    pub fn new(desk: Arc<Desk>) -> Door {
        Door::with_budget(desk, QUESTIONS_PER_MINUTE)
    }

    /// Each member may ask so many questions in a minute.
    pub fn with_budget(desk: Arc<Desk>, questions_per_minute: u32) -> Door {
        Door { desk, calls: Arc::default(), budget: Arc::new(Budget::of(questions_per_minute)) }
    }

    /// Who calls here.
    pub fn calls(&self) -> Arc<Calls> {
        Arc::clone(&self.calls)
    }

    /// The active member whose node has this TLS key.
    pub fn caller(&self, spki: &Hash) -> Option<Member> {
        peer::caller(&self.desk, spki)
    }

    /// Envelopes, each proven by itself, whoever brings them. What the receipts name is on disk.
    pub async fn take(&self, envelopes: &[Vec<u8>]) -> Answer<Pushed> {
        Ok(Pushed::of(inbox::take(&self.desk, envelopes).await?))
    }

    /// What the other node knows of the network, for what is known here. All of it proves itself; this is therefore also
    /// how a node that is not known yet makes itself known. One that is no active member even then hears nothing.
    pub async fn hello(&self, spki: &Hash, told: Introduction) -> Answer<Introduction> {
        peer::told(&self.desk, &told.hello()).await?;
        self.caller(spki).ok_or_else(Refusal::stranger)?;
        Ok(Introduction::of(&peer::hello(&self.desk).await?))
    }

    /// How far our lanes to the caller go and the caller's are here, and a digest of what is known of the network. None where
    /// `sum` says that the caller knows it, and stands itself as it is known here.
    pub async fn state(&self, caller: &Member, sum: Option<Hash>) -> Answer<Option<State>> {
        let network = Introduction::of(&peer::hello(&self.desk).await?).digest();
        let state = State::of(&self.desk, caller, network).await?;
        let rest = self.calls.rest(caller).filter(|rest| rest.ours == state.digest());
        let agreed = sum.is_some() && rest.map(|rest| State::sum(&rest.theirs, &rest.ours)) == sum;
        self.calls.called(caller, agreed);
        Ok((!agreed).then_some(state))
    }

    /// Envelopes of a lane of ours that the caller reads.
    pub async fn fetch(&self, caller: &Member, lane: LaneId, after: u64) -> Answer<Vec<Vec<u8>>> {
        let waiting = outbox::fetch(&self.desk, caller, &lane.0, after, FETCH_MAX).await?;
        Ok(waiting.into_iter().map(|waiting| waiting.bytes).collect())
    }

    /// What may be known here of a question that the caller has sealed to this node, sealed to it. It leaves on the tick,
    /// and so does a refusal.
    pub async fn query(&self, caller: &Member, question: &[u8]) -> Answer<Vec<u8>> {
        let came = Instant::now();
        self.budget.take(caller, came).map_err(Refusal::over_budget)?;
        let answered = ask::answer(&self.desk, caller, question).await;
        tokio::time::sleep_until(leaves(came, Instant::now())).await;
        Ok(answered?)
    }

    /// Sealed chunks of a file of ours that belongs to a record which the caller was given.
    pub async fn chunks(&self, caller: &Member, file: &Hash, from: u64, most: u64) -> Answer<Vec<Vec<u8>>> {
        let most = most.min(CHUNKS_MAX);
        Ok(attachment::give(&self.desk, caller, file, (from, most)).await?)
    }

    /// Receipts of the caller for what it has fetched.
    pub async fn receipt(&self, caller: &Member, receipts: &[Vec<u8>]) -> Answer<()> {
        outbox::receipted(&self.desk, caller, receipts).await?;
        Ok(())
    }

    /// What the caller wants of this node's mailbox.
    pub async fn mail(&self, caller: &Member, errand: Errand, brought: &[Vec<u8>]) -> Answer<Vec<Vec<u8>>> {
        match errand {
            Errand::Entrust => Ok(mailbox::keep(&self.desk, caller, brought).await?),
            Errand::Fetch => Ok(mailbox::fetch(&self.desk, caller, brought, FETCH_MAX).await?),
            Errand::Collect => {
                let digest = |bytes: &Vec<u8>| bytes.as_slice().try_into().map_err(|_| Refusal::malformed());
                let digests: Vec<Hash> = brought.iter().map(digest).collect::<Result<_, _>>()?;
                mailbox::collected(&self.desk, caller, &digests).await?;
                Ok(mailbox::receipts(&self.desk, caller, FETCH_MAX.0).await?)
            }
            Errand::Want => {
                mailbox::files::want(&self.desk, caller, brought).await?;
                Ok(vec![])
            }
            Errand::Files => Ok(mailbox::files::waits(&self.desk, caller).await?),
            Errand::Bring => Ok(mailbox::files::bring(&self.desk, caller, brought).await?),
            Errand::Piece => Ok(mailbox::files::piece(&self.desk, caller, brought, CHUNKS_MAX).await?),
        }
    }
}

/// When the answer leaves to a question that came then, if it is ready now: on the next tick, whatever was done for it.
fn leaves(came: Instant, ready: Instant) -> Instant {
    let took = ready.saturating_duration_since(came);
    let ticks = u32::try_from(took.as_millis() / TICK.as_millis()).unwrap_or(u32::MAX - 1);
    came + TICK * (ticks + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the clock of the test: what takes less than a tick leaves at one moment, to the nanosecond.
    #[test]
    fn when_an_answer_leaves_says_only_in_which_tick_it_was_ready() {
        let came = Instant::now();
        let left = |us: u64| leaves(came, came + Duration::from_micros(us)) - came;
        for us in [0, 1, 700, 20_000, 49_999] {
            assert_eq!(left(us), Duration::from_millis(50), "{us}");
        }
        for us in [50_000, 50_001, 99_999] {
            assert_eq!(left(us), Duration::from_millis(100), "{us}");
        }
        assert_eq!(leaves(came + TICK, came), came + TICK * 2, "a clock that steps back leaves none at once");
    }
}
