//! The clock, passed in so that a test can move time.

pub trait Clock: Send + Sync {
    /// Microseconds since 1970-01-01 UTC.
    fn now_us(&self) -> i64;
}

/// The machine's clock.
pub struct Machine;

impl Clock for Machine {
    fn now_us(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.ok().and_then(|d| i64::try_from(d.as_micros()).ok()).unwrap_or(0)
    }
}

/// A clock that stands until it is moved.
pub struct Still(std::sync::atomic::AtomicI64);

impl Still {
    pub fn at(us: i64) -> Still {
        Still(us.into())
    }
    pub fn advance(&self, us: i64) {
        self.0.fetch_add(us, std::sync::atomic::Ordering::SeqCst);
    }
}

impl Clock for Still {
    fn now_us(&self) -> i64 {
        self.0.load(std::sync::atomic::Ordering::SeqCst)
    }
}

/// A clock that never goes back, whatever the one behind it does.
pub struct Forward {
    behind: std::sync::Arc<dyn Clock>,
    latest_us: std::sync::atomic::AtomicI64,
}

impl Forward {
    pub fn new(behind: std::sync::Arc<dyn Clock>) -> Forward {
        Forward { behind, latest_us: i64::MIN.into() }
    }

    /// It was this time before.
    pub fn not_before(&self, us: i64) {
        self.latest_us.fetch_max(us, std::sync::atomic::Ordering::SeqCst);
    }
}

impl Clock for Forward {
    fn now_us(&self) -> i64 {
        let now = self.behind.now_us();
        self.latest_us.fetch_max(now, std::sync::atomic::Ordering::SeqCst).max(now)
    }
}
