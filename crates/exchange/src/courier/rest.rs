//! How long one rests after a failure: twice as long after each, and never all at the same moment.
use std::time::Duration;
use tokio::time::Instant;

/// After the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// Never longer.
const LONGEST: Duration = Duration::from_secs(300);

/// Something that is tried again, and when.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rest {
    failures: u32,
    until: Option<Instant>,
}

impl Rest {
    /// It failed. `chance` spreads the next try over a quarter of the time to both sides.
    pub fn fail(&mut self, now: Instant, chance: u8) {
        let whole =
            FIRST.saturating_mul(1_u32.checked_shl(self.failures.min(16)).unwrap_or(u32::MAX)).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        let spread = 0.75 + f64::from(chance) / 512.0;
        self.until = Some(now + whole.mul_f64(spread).min(LONGEST));
    }

    /// Whoever would do it has asked to wait.
    pub fn wait(&mut self, now: Instant, time: Duration) {
        self.until = Some(now + time);
    }

    /// There is reason to try it already then.
    pub fn sooner(&mut self, at: Instant) {
        self.until = self.until.map(|until| until.min(at));
    }

    /// It went well.
    pub fn clear(&mut self) {
        *self = Rest::default();
    }

    /// How long it rests still; none where it may be tried.
    pub fn left(&self, now: Instant) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_doubles_the_rest_up_to_five_minutes() {
        let (now, mut rest) = (Instant::now(), Rest::default());
        assert_eq!(rest.left(now), None);
        let mut rests = vec![];
        for _ in 0..12 {
            // 128 of 256 is the middle.
            rest.fail(now, 128);
            rests.push(rest.left(now).map_or(0, |left| left.as_secs()));
        }
        assert_eq!(rests, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        rest.sooner(now + Duration::from_secs(400));
        assert_eq!(rest.left(now).map(|left| left.as_secs()), Some(300));
        rest.sooner(now + Duration::from_secs(2));
        assert_eq!(rest.left(now).map(|left| left.as_secs()), Some(2));
        rest.clear();
        assert_eq!(rest.left(now), None);
        rest.fail(now, 128);
        assert_eq!(rest.left(now).map(|left| left.as_secs()), Some(1));
    }

    #[test]
    fn chance_spreads_it_by_a_quarter_to_both_sides() {
        let (now, mut soon, mut late) = (Instant::now(), Rest::default(), Rest::default());
        soon.fail(now, 0);
        late.fail(now, 255);
        assert_eq!(soon.left(now), Some(Duration::from_millis(750)));
        assert!(late.left(now) > Some(Duration::from_millis(1_240)));
        assert!(late.left(now) < Some(Duration::from_millis(1_251)));
    }
}
