//! Limits: how often one may ask, how many are served at once. What is over the limit is told when to come back.
use crate::app::Pace;
use crate::problem::Problem;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use model::Actor;
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What a request costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cost {
    Plain,
    /// Somebody tries to come in: few are needed, and many are an attack.
    Door,
}

/// Requests served at once; more wait outside.
const AT_ONCE: usize = 1_024;
/// Live streams at once.
const STREAMS: usize = 10_000;
/// After so many questions the limiters forget whoever was quiet.
const TIDY_EACH: u32 = 4_096;

pub(crate) struct Limits {
    officers: DefaultKeyedRateLimiter<[u8; 16]>,
    clients: DefaultKeyedRateLimiter<[u8; 16]>,
    strangers: DefaultKeyedRateLimiter<IpAddr>,
    doors: DefaultKeyedRateLimiter<IpAddr>,
    asked: AtomicU32,
    at_once: Arc<Semaphore>,
    streams: Arc<Semaphore>,
}

impl Limits {
    pub(crate) fn new(pace: Pace) -> Limits {
        let each_minute = |count: u32| Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Limits {
            officers: RateLimiter::keyed(each_minute(pace.officer_per_minute)),
            clients: RateLimiter::keyed(each_minute(pace.client_per_minute)),
            strangers: RateLimiter::keyed(each_minute(pace.stranger_per_minute)),
            doors: RateLimiter::keyed(each_minute(pace.sign_ins_per_minute)),
            asked: AtomicU32::new(0),
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
            streams: Arc::new(Semaphore::new(STREAMS)),
        }
    }

    /// Counts this request. The command line at the machine itself is not counted.
    pub(crate) fn take(&self, by: Option<&Actor>, from: Option<IpAddr>, cost: Cost) -> Result<(), Problem> {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(TIDY_EACH) {
            self.officers.retain_recent();
            self.clients.retain_recent();
            self.strangers.retain_recent();
            self.doors.retain_recent();
        }
        match by {
            Some(Actor::Officer { id, .. }) => within(&self.officers, id.as_bytes())?,
            Some(Actor::Client { id, .. }) => within(&self.clients, id.as_bytes())?,
            // Other members' nodes come by a door of their own.
            Some(Actor::Console { .. } | Actor::Engine { .. } | Actor::Node { .. }) => {}
            None => from.map_or(Ok(()), |from| within(&self.strangers, &network(from)))?,
        }
        match (cost, from) {
            (Cost::Door, Some(from)) => within(&self.doors, &network(from)),
            _ => Ok(()),
        }
    }

    /// A place among those served at once; given back when it is dropped.
    pub(crate) fn enter(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let full = |_| Problem::NotReady("too many requests at once; try again in a moment");
        Arc::clone(&self.at_once).try_acquire_owned().map_err(full)
    }

    pub(crate) fn stream(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let full = |_| Problem::NotReady("too many live pages at once; this one works without");
        Arc::clone(&self.streams).try_acquire_owned().map_err(full)
    }
}

fn within<K: Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Problem> {
    limiter.check_key(key).map_err(|early| {
        let wait = early.wait_time_from(DefaultClock::default().now());
        Problem::TooMany { wait_s: wait.as_secs() + 1 }
    })
}

/// Whoever has one address of IPv6 has the 2^64 beside it.
fn network(from: IpAddr) -> IpAddr {
    match from.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) & !u128::from(u64::MAX)).into()),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn the_sixth_try_to_come_in_within_a_minute_waits() {
        let limits = Limits::new(Pace::default());
        let from = Some("2001:db8::1".parse().unwrap());
        for _ in 0..5 {
            limits.take(None, from, Cost::Door).unwrap();
        }
        let beside = Some("2001:db8::2".parse().unwrap());
        assert!(matches!(limits.take(None, beside, Cost::Door), Err(Problem::TooMany { wait_s: 1..=13 })));
        let elsewhere = Some("2001:db8:0:1::1".parse().unwrap());
        limits.take(None, elsewhere, Cost::Door).unwrap();
    }
}
