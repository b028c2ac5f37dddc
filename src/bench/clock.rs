//! A thread's own clock: the time that it was at work, whatever else the machine did meanwhile.
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Work done by this thread since a moment.
pub struct Work(Duration);

impl Work {
    pub fn begin() -> Work {
        Work(at_work())
    }

    pub fn done(&self) -> Duration {
        at_work().saturating_sub(self.0)
    }
}

/// Work done by all threads of this process since it began.
pub fn whole_process() -> Duration {
    read(ClockId::ProcessCPUTime)
}

fn at_work() -> Duration {
    read(ClockId::ThreadCPUTime)
}

fn read(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_is_no_work() {
        let work = Work::begin();
        std::thread::sleep(Duration::from_millis(50));
        assert!(work.done() < Duration::from_millis(25), "{:?}", work.done());
        let sum = (0..3_000_000u64).fold(0, |sum, n| std::hint::black_box(sum ^ n));
        assert!(work.done() > Duration::ZERO, "{sum}");
    }
}
