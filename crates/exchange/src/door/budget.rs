//! How many questions a member may still ask: so many a minute, refilled as time goes by.
use model::Member;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);

pub(super) struct Budget {
    per_minute: u32,
    /// What each had left, and when that was.
    left: Mutex<HashMap<Member, (f64, Instant)>>,
}

impl Budget {
    pub(super) fn of(per_minute: u32) -> Budget {
        Budget { per_minute, left: Mutex::default() }
    }

    /// Takes one question of what this member has left, or says after how many seconds it may ask again.
    pub(super) fn take(&self, member: &Member, now: Instant) -> Result<(), u64> {
        let whole = f64::from(self.per_minute);
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, since) = all.entry(member.clone()).or_insert((whole, now));
        let refilled = now.saturating_duration_since(*since).as_secs_f64() / MINUTE.as_secs_f64() * whole;
        (*left, *since) = ((*left + refilled).min(whole), now);
        if *left < 1.0 {
            return Err(if self.per_minute == 0 { MINUTE.as_secs() } else { wait_s(*left, whole) });
        }
        *left -= 1.0;
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and a minute")]
fn wait_s(left: f64, whole: f64) -> u64 {
    ((1.0 - left) / whole * MINUTE.as_secs_f64()).ceil().clamp(1.0, MINUTE.as_secs_f64()) as u64
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn each_member_has_its_own_and_gets_it_back_with_time() {
        let (budget, now) = (Budget::of(2), Instant::now());
        let (tg, bj): (Member, Member) = ("TG".parse().unwrap(), "BJ".parse().unwrap());
        assert_eq!([0, 1].map(|_| budget.take(&tg, now)), [Ok(()), Ok(())]);
        assert_eq!(budget.take(&tg, now), Err(30));
        assert_eq!(budget.take(&bj, now), Ok(()));
        assert_eq!(budget.take(&tg, now + Duration::from_secs(15)), Err(15));
        assert_eq!(budget.take(&tg, now + Duration::from_secs(31)), Ok(()));
        assert_eq!(Budget::of(0).take(&tg, now), Err(60));
    }
}
