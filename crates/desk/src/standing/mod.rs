//! Standing checks: a question that stays open, and alerts its officer when a new record answers it.
mod alerts;
mod close;
mod follow;
mod lapse;
mod open;
mod open_once;
mod unseen;

pub use alerts::{Alert, alerts, seen};
pub use close::close;
pub(crate) use open::ends_in_time;
pub use open::{Standing, list, open};
pub use open_once::open_once;
pub use unseen::{newest, unseen};

pub(crate) use lapse::lapse;

pub(crate) use follow::{Followed, catch_up, stir};
