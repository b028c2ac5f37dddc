//! How times spread: the middle, the slow hundredth, the slowest.
use std::time::Duration;

pub struct Spread(Vec<Duration>);

impl Spread {
    pub fn of(mut times: Vec<Duration>) -> Spread {
        times.sort_unstable();
        Spread(times)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that so many of a hundred do not exceed, in milliseconds.
    pub fn percentile_ms(&self, of_hundred: usize) -> f64 {
        let place = (self.0.len() * of_hundred).div_ceil(100).saturating_sub(1);
        self.0.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }

    pub fn slowest_ms(&self) -> f64 {
        self.percentile_ms(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_times_the_fiftieth_is_the_middle() {
        let spread = Spread::of((1..=100).rev().map(Duration::from_millis).collect());
        assert_eq!([50, 99, 100].map(|p| spread.percentile_ms(p).round()), [50.0, 99.0, 100.0]);
        assert_eq!(Spread::of(vec![]).percentile_ms(99), 0.0);
    }
}
