//! Standing checks: a question that stays open, and alerts its officer when a new record answers it.
mod alerts;
mod close;
mod follow;
mod open;

pub use alerts::{Alert, alerts, seen};
pub use close::close;
pub use open::{Standing, list, open};

pub(crate) use follow::{load, notice};
